"""Tables as rows of a spreadsheet: what is a value, what stays a word, what stands beside the figures."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.report_values import make_report, on
from vrs_tracker.domain.attachments import table_csv
from vrs_tracker.domain.document import Bar, Cell, Column, LightMark, Row, RowKind, Table
from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    bar_cell,
    count_cell,
    date_cell,
    light_cell,
    million_cell,
    moment_cell,
    text_cell,
)
from vrs_tracker.domain.sheets import (
    SheetCell,
    about,
    about_working_list,
    sheet_of,
    table_file_name,
    working_file_name,
)
from vrs_tracker.domain.vocabulary.progress import Light


def printed(*cells: Cell) -> Table:
    rows = tuple(Row(cells=(cell,)) for cell in cells)
    return Table(name="probe", caption="Probe", columns=(Column(head="Wert"),), rows=rows)


def typed(cell: TypedCell, kind: Kind, *, group: str = "", excerpt: str = "") -> TypedTable:
    columns = (TypedColumn(key="wert", head="", kind=kind), TypedColumn(key="b", head="Bar", kind=Kind.BAR))
    rows = (TypedRow(cells=(cell, bar_cell(Bar(1))), group=group),)
    return TypedTable(name="probe", caption="Probe", columns=columns, rows=rows, excerpt=excerpt)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("16,22", SheetCell(Decimal("16.22"), "#,##0.00")),
        ("+1,12", SheetCell(Decimal("1.12"), "#,##0.00")),
        ("−0,80", SheetCell(Decimal("-0.80"), "#,##0.00")),
        ("−1.234.567,50\N{NO-BREAK SPACE}€", SheetCell(Decimal("-1234567.50"), "#,##0.00")),
        ("91,2\N{NO-BREAK SPACE}%", SheetCell(Decimal("0.912"), "0.0%")),
        ("12 %", SheetCell(Decimal("0.12"), "0%")),
        ("1.234", SheetCell(Decimal(1234), "#,##0")),
        ("2026", SheetCell(Decimal(2026), "0")),
        ("0", SheetCell(Decimal(0), "0")),
        ("30.06.2026", SheetCell(date(2026, 6, 30), "dd.mm.yyyy")),
        *(
            (text, SheetCell(text))
            for text in (
                *("31.02.2026", "30.06.1899", "0711", "15.2", "1.23", "rund 5,00", "16,22 Mio. €"),
                *("=1+1", "kein Anteil", "", "1. Halbjahr 2026", "+49 711"),
            )
        ),
    ],
)
def test_german_values_in_a_printed_table_are_recognised(text: str, cell: SheetCell) -> None:
    assert sheet_of(printed(text)).rows[0][0] == cell


def test_groups_of_a_printed_table_become_a_column_and_bars_are_left_out() -> None:
    table = Table(
        name="probe",
        caption="Probe",
        columns=(Column(head="Name"), Column(head=""), Column(head="Bar")),
        rows=(
            Row(cells=("Bausteine",), kind=RowKind.GROUP),
            Row(cells=("KI-XC", LightMark(Light.ON_TRACK, "planmäßig"), Bar(5))),
        ),
    )
    found = sheet_of(table)
    assert found.heads == ("Gruppe", "Name", "Bezeichnung")
    assert [cell.value for cell in found.rows[0]] == ["Bausteine", "KI-XC", "planmäßig"]


@pytest.mark.parametrize(
    ("cell", "kind", "found"),
    [
        (amount_cell(Decimal("-0.50"), missing=""), Kind.AMOUNT, SheetCell(Decimal("-0.50"), "#,##0.00")),
        (amount_cell(None, missing="kein Anteil"), Kind.AMOUNT, SheetCell("kein Anteil")),
        (
            amount_cell(Decimal(3_600_000), missing="", is_rounded=True),
            Kind.AMOUNT,
            SheetCell(Decimal(3_600_000), '"rund "#,##0.00'),
        ),
        (
            million_cell(Decimal(16_800_000), missing="", is_rounded=True),
            Kind.MILLION,
            SheetCell(Decimal("16.8"), '"rund "#,##0.00'),
        ),
        (TypedCell(text="2026", value=2026), Kind.TEXT, SheetCell(2026, "0")),
        (count_cell(1234, missing=""), Kind.COUNT, SheetCell(1234, "#,##0")),
        (date_cell(date(2026, 1, 2), missing=""), Kind.DATE, SheetCell(date(2026, 1, 2), "dd.mm.yyyy")),
        (date_cell(date(1899, 1, 2), missing=""), Kind.DATE, SheetCell("02.01.1899")),
        (moment_cell(on(2026, 1, 2)), Kind.DATE, SheetCell(date(2026, 1, 2), "dd.mm.yyyy")),
        (text_cell("30.06.2026"), Kind.TEXT, SheetCell("30.06.2026")),
        (light_cell(Light.AT_RISK, "Grund"), Kind.LIGHT, SheetCell("Abweichung (Grund)")),
    ],
)
def test_a_typed_cell_is_written_as_its_kind(cell: TypedCell, kind: Kind, found: SheetCell) -> None:
    sheet = sheet_of(typed(cell, kind))
    assert (sheet.heads, sheet.rows) == (("Bezeichnung",), ((found,),))


def test_a_typed_table_becomes_the_same_rows_of_text() -> None:
    table = typed(amount_cell(Decimal("-1234.5"), missing=""), Kind.AMOUNT, group="Gruppe eins")
    assert table_csv(table, is_demo=False).splitlines()[1:] == ["Gruppe eins;-1.234,50\N{NO-BREAK SPACE}€"]
    assert sheet_of(table).heads == ("Gruppe", "Bezeichnung")


def test_beside_the_figures_stand_their_date_and_source() -> None:
    report = make_report(contains_demo=True, version=2)
    table = typed(text_cell("x"), Kind.TEXT, excerpt="Ort „Böblingen“")
    assert dict(about(report, table, "https://beispiel.de/risiken/")) == {
        "Tabelle": "Probe",
        "Auswahl": "Ort „Böblingen“",
        "Berichtszeitraum": "1. Halbjahr 2026",
        "Stand": "30.06.2026",
        "Fassung": "2",
        "Quelle": "https://beispiel.de/risiken/",
        "Hinweis": "Demodaten, frei erfunden. Kein Stand eines tatsächlichen Vorhabens.",
    }
    live = dict(about(make_report(contains_demo=False, version=0), printed("x"), "hier"))
    assert live["Fassung"] == "Arbeitsstand, noch nicht bestätigt"
    assert "Hinweis" not in live


def test_a_list_that_belongs_to_no_report_is_marked_as_not_confirmed() -> None:
    day = date(2026, 11, 22)
    table = typed(text_cell("x"), Kind.TEXT, excerpt="Ort „Böblingen“")
    assert dict(about_working_list(table, "hier", as_of=day, is_demo=True)) == {
        "Tabelle": "Probe",
        "Auswahl": "Ort „Böblingen“",
        "Stand": "22.11.2026",
        "Fassung": "Arbeitsstand, noch nicht bestätigt",
        "Quelle": "hier",
        "Hinweis": "Demodaten, frei erfunden. Kein Stand eines tatsächlichen Vorhabens.",
    }
    assert {"Auswahl", "Hinweis"}.isdisjoint(
        dict(about_working_list(printed("x"), "hier", as_of=day, is_demo=False))
    )
    assert working_file_name(table, "xlsx", as_of=day, is_demo=True) == (
        "probe-auswahl-stand-2026-11-22-entwurf-demodaten.xlsx"
    )


@pytest.mark.parametrize(
    ("excerpt", "is_demo", "is_draft", "name"),
    [
        ("", False, False, "probe-stand-2026-06-30.csv"),
        ("Ort", True, True, "probe-auswahl-stand-2026-06-30-entwurf-demodaten.csv"),
    ],
)
def test_the_name_of_a_file_says_what_it_holds(
    excerpt: str,
    is_demo: bool,  # noqa: FBT001 - a parameter of pytest
    is_draft: bool,  # noqa: FBT001 - as above
    name: str,
) -> None:
    table = typed(text_cell("x"), Kind.TEXT, excerpt=excerpt)
    report = make_report(contains_demo=is_demo)
    assert table_file_name(report, table, "csv", is_draft=is_draft) == name
