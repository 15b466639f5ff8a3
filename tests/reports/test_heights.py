"""What is kept in one piece is decided by bounds of its height, which every print must keep."""

from dataclasses import replace
from shutil import which

import pytest

from tests.reports.extreme_prints import extreme
from tests.reports.extreme_texts import PROSE, UNBROKEN
from tests.reports.geometry import MARGIN, TEXT_HEIGHT, Sheet, is_number, sheets
from tests.reports.printing import printed, section
from tests.reports.sample_charts import timeline_chart, timeline_table
from tests.reports.sample_document import lights_table, long_table
from vrs_tracker.domain.document import Column, Facts, Figure, Paragraph, Row, Section, Table
from vrs_tracker.domain.outline import document
from vrs_tracker.features.reporting.render.heights import (
    drawing_height,
    element_height,
    has_long_text,
    has_usual_terms,
    section_height,
)

BELOW_BASE = 0.3
"""Of a word's box."""


def height_on(page: Sheet) -> float:
    """From the upper margin to the lowest base line, in points."""
    return max(word.bottom - BELOW_BASE * (word.bottom - word.top) for word in page.body) - MARGIN


def opening_word(page: Sheet) -> str:
    return next((word.text for word in page.body if not is_number(word)), "")


def by_section(content: bytes, numbers: list[str]) -> list[list[Sheet]]:
    """The pages of each section, of which each begins one; what stands before the first is left out."""
    found: list[list[Sheet]] = []
    for page in sheets(content):
        if len(found) < len(numbers) and opening_word(page) == numbers[len(found)]:
            found.append([])
        if found:
            found[-1].append(page)
    return found


def alone(one: Section, *, in_one_piece: bool) -> Section:
    return replace(one, own_page=True, in_one_piece=in_one_piece, parts=())


@pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize(
    ("name", "in_one_piece"), [("ordinary", False), ("long_names", True), ("amounts_of_all_sizes", False)]
)
def test_no_section_is_higher_or_lower_than_its_bounds(name: str, *, in_one_piece: bool) -> None:
    whole = document(extreme(name).report)
    ones = [alone(one, in_one_piece=in_one_piece) for one in whole.all_sections() if one.number and one.body]
    before = [section(Paragraph("Wort."), number=number) for number in ("101", "102")]
    found = by_section(printed(*before, *ones, watermark=""), [one.number for one in ones])
    for one, pages in zip(ones, found, strict=True):
        least, most = section_height(one, map(element_height, one.body)).bounds()
        if len(pages) == 1:
            assert least <= height_on(pages[0]) <= most, one.number
        else:
            assert most > TEXT_HEIGHT, one.number


def test_of_what_is_surely_low_and_surely_high_nothing_is_left_to_measure() -> None:
    assert element_height(lights_table()).most < TEXT_HEIGHT
    assert element_height(long_table(120)).least > TEXT_HEIGHT
    assert element_height(Paragraph(PROSE)).most < TEXT_HEIGHT


def test_nothing_is_sure_of_a_table_that_is_too_narrow_or_crooked() -> None:
    columns = tuple(Column(head="Haushaltsstelle") for _ in range(9))
    narrow = Table(name="t", caption="Breit", columns=columns, rows=(Row(cells=("Wort",) * 9),))
    crooked = replace(narrow, rows=(Row(cells=("Wort",)),))
    assert element_height(narrow).most > 100 * TEXT_HEIGHT
    assert element_height(crooked).bounds()[0] == 0


def test_height_of_a_drawing_follows_from_its_own_measures() -> None:
    figure = Figure(chart=timeline_chart(), caption="Termine", table=timeline_table())
    drawn = drawing_height(figure, '<svg width="907" viewBox="0 0 907 400">')
    assert 200 < drawn.least < drawn.most < 240


def test_only_short_terms_share_the_usual_column() -> None:
    assert has_usual_terms(Facts((("Stand", "in Umsetzung"), ("Meilensteine", "keine"))))
    assert not has_usual_terms(Facts((("Stand", "in Umsetzung"), ("Nichtöffentliche Teile", "keine"))))


@pytest.mark.parametrize("text", [PROSE, UNBROKEN])
def test_long_texts_are_known_wherever_they_stand(text: str) -> None:
    in_a_cell = Table(name="t", caption="T", columns=(Column(head="Text"),), rows=(Row(cells=(text,)),))
    assert all(has_long_text(one) for one in (Paragraph(text), Facts((("Text", text),)), in_a_cell))
    assert not has_long_text(Paragraph(text[:1000]))
