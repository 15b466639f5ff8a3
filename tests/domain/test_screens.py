"""The tables of a report on a projector: which ones, in which order, in how large a type."""

from dataclasses import replace

import pytest

from tests.domain.report_values import make_report
from vrs_tracker.domain.document import Bar, Cell, Column, Document, LightMark, Row, Section, Table, tables_in
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.screens import Screen, Size, around, screen_of, screens
from vrs_tracker.domain.vocabulary.progress import Light

PRINTED = document(make_report())


def named(name: str, *columns: Column) -> Table:
    return Table(name=name, caption=name, columns=columns, rows=(Row(cells=("Zeile", "1")),))


WORDS = named("in-worten", Column(head="Name"), Column(head="Text"))
FIGURES = named("in-zahlen", Column(head="Name"), Column(head="Zahl", right=True))
TWO_TABLES = Document(
    title="Bericht",
    sections=(
        Section(number="1", heading="Erster", anchor="erster"),
        Section(number="2", heading="Zweiter", anchor="zweiter"),
        Section(number="3", heading="Dritter", anchor="dritter", body=(WORDS, FIGURES)),
    ),
)


def of_rows(count: int, text: Cell = "eine kurze Zeile") -> Screen:
    columns = (Column(head="Name"), Column(head="Text"), Column(head="Betrag", right=True))
    rows = tuple(Row(cells=(f"Zeile {place}", text, "1,00")) for place in range(count))
    table = Table(name="geld", caption="Geld", columns=columns, rows=rows)
    return Screen(section=Section(number="4", heading="Geld", anchor="geld", body=(table,)), table=table)


def test_the_two_tables_of_page_1_come_first() -> None:
    assert [screen.table.name for screen in screens(PRINTED)[:2]] == ["mittel", "bausteine"]


def test_behind_them_each_section_and_part_has_one_at_most() -> None:
    places = [screen.section.number for screen in screens(PRINTED)[2:]]
    assert len(places) == len(set(places))
    with_tables = {one.number for one in PRINTED.all_sections() if any(True for _ in tables_in(one.body))}
    assert set(places) == with_tables - {"2"}


def test_each_has_a_number_of_its_own_by_which_it_is_asked_for() -> None:
    numbers = [screen.number for screen in screens(PRINTED)]
    assert numbers[:2] == ["2.0.2", "2.0.3"]
    assert len(set(numbers)) == len(numbers)
    assert of_rows(1).number == "4.1"


def test_a_table_with_figures_is_preferred() -> None:
    assert [screen.table.name for screen in screens(TWO_TABLES)] == ["in-zahlen"]


def test_every_table_of_the_report_can_be_asked_for() -> None:
    for table in PRINTED.tables():
        found = screen_of(PRINTED, table.name)
        assert found is not None
        assert found.table == table
    assert screen_of(PRINTED, "gibt-es-nicht") is None


def test_one_goes_through_all_and_back() -> None:
    every = screens(PRINTED)
    for place, screen in enumerate(every):
        before, after = around(PRINTED, screen)
        assert before == (every[place - 1] if place else None)
        assert after == (every[place + 1] if place + 1 < len(every) else None)


def test_from_a_table_that_is_not_listed_one_comes_back_to_the_order() -> None:
    shown = screen_of(TWO_TABLES, "in-worten")
    assert shown is not None
    assert around(TWO_TABLES, shown) == (None, screens(TWO_TABLES)[0])


@pytest.mark.parametrize(
    ("rows", "size"),
    [(1, Size.LARGE), (9, Size.LARGE), (11, Size.MEDIUM), (14, Size.SMALL), (30, Size.SMALLEST)],
)
def test_the_fewer_rows_the_larger_the_type(rows: int, size: Size) -> None:
    assert of_rows(rows).size is size


def test_long_cells_count_as_the_lines_they_take() -> None:
    sentence = "Der Baubeginn verschiebt sich, weil ein Gewerk neu ausgeschrieben wird. " * 3
    assert of_rows(6).size is Size.LARGE
    assert of_rows(6, sentence).size is not Size.LARGE


def test_a_table_without_rows_is_shown_large() -> None:
    screen = of_rows(1)
    assert replace(screen, table=replace(screen.table, rows=())).size is Size.LARGE


def test_a_bar_takes_no_line_and_the_word_of_a_light_as_many_as_any_other_text() -> None:
    words = "Der Baubeginn verschiebt sich, weil ein Gewerk neu ausgeschrieben wird. " * 3
    assert of_rows(9, Bar(500)).size is Size.LARGE
    assert of_rows(6, LightMark(Light.AT_RISK, "Abweichung")).size is Size.LARGE
    assert of_rows(6, LightMark(Light.AT_RISK, words)).size is of_rows(6, words).size
