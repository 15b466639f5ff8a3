"""Tables that readers filter and sort: what an address asks for, what it gets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_values import in_month, millions, on, undated
from vrs_tracker.domain.document import Bar, LightMark, RowKind
from vrs_tracker.domain.listing import (
    Filter,
    Kind,
    Matching,
    Selection,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    bar_cell,
    count_cell,
    date_cell,
    filter_of,
    light_cell,
    million_cell,
    moment_cell,
    read_selection,
    text_cell,
)
from vrs_tracker.domain.vocabulary.progress import Light

PLACE = Filter(key="ort", label="Ort", choices=(("bb", "Böblingen"), ("st", "Stuttgart")))
SINCE = Filter(
    key="von", label="Von", choices=(("2025", "2025"), ("2026", "2026")), facet="jahr", matching=Matching.FROM
)
UNTIL = replace(SINCE, key="bis", label="Bis", matching=Matching.UNTIL)


def row(cell: TypedCell, *, place: str = "bb", year: str = "2026", group: str = "") -> TypedRow:
    return TypedRow(cells=(cell,), facets={"ort": frozenset({place}), "jahr": frozenset({year})}, group=group)


def table(*rows: TypedRow, kind: Kind = Kind.TEXT) -> TypedTable:
    return TypedTable(
        name="probe", caption="Probe", columns=(TypedColumn(key="wert", head="Wert", kind=kind),), rows=rows
    )


def texts(found: TypedTable) -> list[str]:
    return [line.cells[0].text for line in found.rows]


def by_value(*, descending: bool = False) -> Selection:
    return Selection(sorted_by="wert", descending=descending)


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (amount_cell(Decimal("-4.50"), missing="kein"), "−4,50\N{NO-BREAK SPACE}€", Decimal("-4.50")),
        (amount_cell(None, missing="kein Anteil"), "kein Anteil", None),
        (amount_cell(Decimal(5), missing="", is_rounded=True), "rund 5\N{NO-BREAK SPACE}€", Decimal(5)),
        (million_cell(Decimal("1234567.89"), missing=""), "1,23", Decimal("1.23456789")),
        (million_cell(millions("5"), missing="", is_rounded=True), "rund 5,00", Decimal(5)),
        (million_cell(None, missing="ohne Zeile"), "ohne Zeile", None),
        (count_cell(1234, missing=""), "1.234", 1234),
        (count_cell(None, missing="nicht gezählt"), "nicht gezählt", None),
        (date_cell(date(2026, 6, 30), missing=""), "30.06.2026", date(2026, 6, 30)),
        (date_cell(None, missing="ohne Termin"), "ohne Termin", None),
        (moment_cell(on(2026, 6, 30)), "30.06.2026", date(2026, 6, 30)),
        (moment_cell(in_month(2026, 6)), "Juni 2026", "Juni 2026"),
        (moment_cell(undated()), "Datum nicht bekannt", None),
        (light_cell(Light.AT_RISK, "Grund"), "Abweichung (Grund)", Light.AT_RISK),
        (text_cell(""), "", None),
    ],
)
def test_a_cell_knows_its_text_and_its_value(cell: TypedCell, text: str, value: object) -> None:
    assert (cell.text, cell.value) == (text, value)


def test_what_is_drawn_takes_the_place_of_the_text() -> None:
    assert light_cell(Light.ON_TRACK).printed == LightMark(Light.ON_TRACK, "planmäßig")
    assert bar_cell(Bar(500)).printed == Bar(500)
    assert text_cell("Wort", address="/hin").printed == "Wort"


# ---------------------------------------------------------------- order


def test_words_sort_as_in_a_german_telephone_book() -> None:
    words = ("Zwickel", "ärmer", "Arm", "Straße", "Strasse", "Öl", "Ofen", "apfel")
    found = table(*(row(text_cell(word)) for word in words)).in_order(by_value())
    assert texts(found) == ["apfel", "Arm", "ärmer", "Ofen", "Öl", "Straße", "Strasse", "Zwickel"]


def test_months_and_days_sort_together_and_an_unknown_date_stands_last() -> None:
    moments = (undated(), on(2026, 6, 2), in_month(2026, 6), on(2025, 12, 31))
    rows = tuple(row(moment_cell(moment)) for moment in moments)
    assert texts(table(*rows).in_order(by_value())) == [
        "31.12.2025",
        "Juni 2026",
        "02.06.2026",
        "Datum nicht bekannt",
    ]
    assert texts(table(*rows).in_order(by_value(descending=True)))[-1] == "Datum nicht bekannt"


def test_days_sort_by_the_calendar() -> None:
    days = (date(2026, 10, 1), None, date(2025, 12, 31))
    rows = tuple(row(date_cell(day, missing="ohne Termin")) for day in days)
    assert texts(table(*rows).in_order(by_value())) == ["31.12.2025", "01.10.2026", "ohne Termin"]


def test_lights_sort_by_what_needs_attention() -> None:
    rows = tuple(row(light_cell(light)) for light in (Light.COMPLETED, Light.ON_TRACK, Light.OFF_TRACK))
    assert texts(table(*rows, kind=Kind.LIGHT).in_order(by_value())) == [
        "kritisch",
        "planmäßig",
        "abgeschlossen",
    ]


def test_sorting_stays_within_the_groups() -> None:
    rows = (
        row(count_cell(2, missing=""), group="zuerst"),
        row(count_cell(9, missing=""), group="dann"),
        row(count_cell(1, missing=""), group="zuerst"),
    )
    assert texts(table(*rows).in_order(by_value())) == ["1", "2", "9"]
    assert texts(table(*rows).in_order(by_value(descending=True))) == ["2", "1", "9"]


@given(st.lists(st.none() | st.decimals(-(10**12), 10**12, places=2)), st.booleans())
def test_sorting_keeps_every_row_and_puts_missing_values_last(
    amounts: list[Decimal | None],
    descending: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    found = table(*(row(amount_cell(one, missing="kein")) for one in amounts)).in_order(
        by_value(descending=descending)
    )
    values = [line.cells[0].value for line in found.rows]
    known = [one for one in amounts if one is not None]
    assert values == sorted(known, reverse=descending) + [None] * (len(amounts) - len(known))


def test_without_a_column_to_sort_by_the_order_stays() -> None:
    plain = table(row(text_cell("b")), row(text_cell("a")))
    assert plain.in_order(Selection()) is plain


# ---------------------------------------------------------------- filters


ROWS = (
    row(text_cell("eins"), place="bb", year="2025"),
    row(text_cell("zwei"), place="st", year="2026"),
    row(text_cell("drei"), place="bb", year="2027"),
)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["eins", "zwei", "drei"]),
        ({"ort": "bb"}, ["eins", "drei"]),
        ({"von": "2026"}, ["zwei", "drei"]),
        ({"bis": "2026"}, ["eins", "zwei"]),
        ({"von": "2026", "bis": "2026"}, ["zwei"]),
        ({"ort": "st", "bis": "2025"}, []),
    ],
)
def test_a_row_passes_every_chosen_filter(chosen: dict[str, str], found: list[str]) -> None:
    assert texts(table(*ROWS).narrowed((PLACE, SINCE, UNTIL), Selection(chosen=chosen))) == found


def test_a_narrowed_table_says_by_what() -> None:
    found = table(*ROWS).narrowed((PLACE, SINCE), Selection(chosen={"ort": "bb", "von": "2026"}))
    assert found.excerpt == "Ort „Böblingen“, Von „2026“"
    assert table(*ROWS).narrowed((PLACE,), Selection()).excerpt == ""


def test_a_filter_offers_only_what_there_is() -> None:
    words = {"st": "Stuttgart", "es": "Esslingen", "bb": "Böblingen"}
    assert filter_of(ROWS, "ort", "Ort", words).choices == (("st", "Stuttgart"), ("bb", "Böblingen"))


# ---------------------------------------------------------------- the address


def read(asked: dict[str, str], kind: Kind = Kind.TEXT) -> Selection:
    return read_selection(table(kind=kind).columns, (PLACE, SINCE), asked)


def test_an_address_chooses_and_sorts() -> None:
    found = read({"ort": "st", "von": "", "sortierung": "wert", "richtung": "absteigend", "anders": "x"})
    assert found == Selection(chosen={"ort": "st"}, sorted_by="wert", descending=True)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"ort": "mond"}, "„Ort“ kennt hier kein „mond“."),
        ({"ort": "a\nb" + "x" * 40}, f"„Ort“ kennt hier kein „a b{'x' * 27}…“."),
        ({"sortierung": "farbe"}, "Nach „farbe“ lässt sich diese Tabelle nicht sortieren."),
    ],
)
def test_what_does_not_exist_is_left_out_and_named(asked: dict[str, str], sentence: str) -> None:
    found = read(asked)
    assert (found.chosen, found.sorted_by, found.ignored) == ({}, "", (sentence,))


def test_bars_do_not_sort() -> None:
    assert read({"sortierung": "wert"}, Kind.BAR).sorted_by == ""


@given(st.dictionaries(st.sampled_from(["ort", "von", "sortierung", "richtung"]), st.text()))
def test_no_address_is_too_strange(asked: dict[str, str]) -> None:
    found = read(asked)
    assert all(code in dict(one.choices) for one in (PLACE, SINCE) if (code := found.chosen.get(one.key)))
    assert found.sorted_by in {"", "wert"}


# ---------------------------------------------------------------- print


def test_a_printed_table_counts_the_rows_of_its_groups() -> None:
    rows = (row(text_cell("a"), group="Erste"), row(text_cell("b"), group="Erste"))
    printed = table(*rows, kind=Kind.COUNT).printed()
    assert [(line.kind, line.cells) for line in printed.rows] == [
        (RowKind.GROUP, ("Erste (2)",)),
        (RowKind.BODY, ("a",)),
        (RowKind.BODY, ("b",)),
    ]
    assert printed.columns[0].right
