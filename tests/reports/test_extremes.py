"""The extremes look like a report: everything said, nothing beyond its place, no page for nothing."""

from collections import Counter
from shutil import which

import pytest

from tests.reports.extreme_prints import EDITIONS, extreme, facts, pages
from tests.reports.extreme_texts import LENGTH, LONG_NAMES, LONG_REFERENCE, ODD_TEXT, PROSE, UNBROKEN
from tests.reports.geometry import HEIGHT, MARGIN, Sheet, is_number
from tests.reports.pdf_facts import folded
from vrs_tracker.domain.document import Figure, Section
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting.render.texts import printable

pytestmark = pytest.mark.skipif(not which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")

SMALLEST, TABLES, BODY = 8.5, 9.5, 11.0
"""Sizes of the type in points: head, foot, numbers and drawings; tables; running text."""
FITTED = 0.1
"""A drawing as high as a page is fitted to it."""
LEAST_FILLED = 1 / 3
# Without attachments a page looks the same, so each extreme is measured once.
LOOKS = [(name, form) for name, form in EDITIONS if form is not PdfForm.A2]
every_look = pytest.mark.parametrize(("name", "form"), LOOKS)


@every_look
def test_every_page_is_an_upright_a4(name: str, form: PdfForm) -> None:
    assert all(page.is_upright_a4 for page in pages(name, form))


@every_look
def test_no_word_leaves_its_margins(name: str, form: PdfForm) -> None:
    outside = {
        number: [word.text for word in page.outside()]
        for number, page in enumerate(pages(name, form), start=1)
        if page.outside()
    }
    assert outside == {}


@every_look
def test_no_word_is_printed_over_another(name: str, form: PdfForm) -> None:
    assert [pair for page in pages(name, form) for pair in page.covered()] == []


@every_look
def test_type_is_large_enough_to_be_read_on_paper(name: str, form: PdfForm) -> None:
    drawn = set().union(*(figure.pages() for figure in facts(name, form).root.all("Figure")))
    sizes = Counter(word.size for page in pages(name, form) for word in page.words)
    assert min(sizes) >= SMALLEST - FITTED
    assert {size for size, _ in sizes.most_common(3)} == {SMALLEST, TABLES, BODY}
    small = {
        word.text
        for number, page in enumerate(pages(name, form))
        for word in page.body
        if number not in drawn and word.size < TABLES and not is_number(word)
    }
    assert small <= {"zur", "Zusammenfassung"}


@every_look
def test_no_page_is_left_almost_empty_without_a_reason(name: str, form: PdfForm) -> None:
    sheets = pages(name, form)
    reasons = {
        section.number
        for section in document(extreme(name).report).all_sections()
        if section.own_page or section.in_one_piece or begins_with_one_piece(section)
    }
    empty = [
        (number, round(page.filled, 2))
        for number, page in enumerate(sheets[:-1], start=1)
        if page.filled < LEAST_FILLED and first_word(sheets[number]) not in reasons
    ]
    assert empty == []


def begins_with_one_piece(section: Section) -> bool:
    """Whether a drawing, or a part with a page of its own, follows the heading."""
    first = section.body[0] if section.body else None
    return isinstance(first, Figure) or (bool(section.parts) and section.parts[0].own_page)


def first_word(page: Sheet) -> str:
    return next((word.text for word in page.body if not is_number(word)), "")


@pytest.mark.parametrize("text", [PROSE, UNBROKEN, ODD_TEXT], ids=["prose", "unbroken", "odd"])
def test_a_block_says_all_of_3_000_characters_as_typed(text: str) -> None:
    assert len(text) == LENGTH
    said = "".join(facts("long_and_odd_texts", PdfForm.A3).text().split())
    assert "".join(printable(text).split()) in said


def test_block_without_any_text_keeps_its_place_and_says_why_it_is_short() -> None:
    said = facts("long_and_odd_texts", PdfForm.A3).text()
    begin = said.rindex("6.4 Baustein 4, AIExpress")
    assert "Für diesen Baustein sind keine Beträge" in said[begin : begin + 600]


def test_each_of_forty_projects_and_two_hundred_milestones_is_named() -> None:
    grown = facts("forty_projects", PdfForm.A3).text()
    assert all(
        f"7.{number} Projekt {number}, Projekt {number} (Fellbach)" in grown for number in range(1, 41)
    )
    planned = facts("two_hundred_milestones", PdfForm.A3).text()
    assert all(f"Prüfschritt {number} mit Abstimmung" in planned for number in range(1, 201))


def test_one_cent_and_999_million_stand_in_one_table() -> None:
    tables = facts("amounts_of_all_sizes", PdfForm.A3).root.all("Table")
    both = [text for text in (folded(table.text()) for table in tables) if "999.000.000,00" in text]
    assert any("0,01" in text for text in both)


def test_page_1_names_all_ten_decisions_and_the_contents_follow() -> None:
    first, second, *_ = pages("ten_decisions", PdfForm.A3)
    text = " ".join(word.text for page in (first, second) for word in page.body)
    assert text.count("Wege und Folgen") == 10
    assert text.index("Wege und Folgen") < text.index("Inhalt")


def test_withheld_parts_stand_in_the_non_public_edition_only() -> None:
    public = facts("everything_withheld", PdfForm.A3).text()
    annex = facts("everything_withheld", PdfForm.NONPUBLIC).text()
    assert "Die Vergabe ist noch offen" not in public
    assert "Geschäftsgeheimnis" not in public
    assert annex.count("Die Vergabe ist noch offen") == 36


def test_first_report_says_that_there_is_nothing_to_compare_with() -> None:
    said = facts("first_report", PdfForm.A3).text()
    assert "Dies ist der erste Bericht; Veränderungen zeigt der nächste." in said


def test_long_names_and_numbers_of_papers_are_printed_in_full() -> None:
    said = "".join(facts("long_names", PdfForm.A3).text().split())
    assert all("".join(name.split()) in said for name in LONG_NAMES)
    assert LONG_REFERENCE in said


@every_look
def test_head_of_page_1_leaves_room_for_the_proposed_resolution(name: str, form: PdfForm) -> None:
    words = [word for word in pages(name, form)[0].words if word.text == "Beschlussvorschlag"]
    assert words
    assert words[0].bottom < MARGIN + HEIGHT / 2
