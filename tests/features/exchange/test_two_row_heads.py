"""Workbooks whose head has two rows, as people format them: merged cells above the columns of amounts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy.orm import Session

from tests.domain.spreadsheet.sheets import KNOWN, TODAY, told
from tests.features.exchange.money_files import checked
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.spreadsheet.checking import Checked, check_at_once
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse
from vrs_tracker.features.exchange.readers.containers import XLSX_TYPE
from vrs_tracker.features.exchange.readers.tables import sheets_of

Rows = Sequence[Sequence[object]]
U = ColumnUse
DAY = date(2026, 3, 14)
HEAD: Rows = [
    ("Baustein", "Stufe", "Datum", "Beleg", "Förderung", "", "", "Gesamt"),
    ("", "", "", "", "regional", "kommunal", "privat", ""),
]
ROW = ("KI-XC", "bewilligt", DAY, "Bescheid", 1.0, 2.0, 4.0, 7.0)
WIDE = {"E1:G1": "Förderung"}
TALL = {"A1:A2": "Baustein", "B1:B2": "Stufe", "C1:C2": "Datum", "D1:D2": "Beleg", "H1:H2": "Gesamt"}


def workbook(rows: Rows, merged: Mapping[str, str] | None = None) -> bytes:
    """A workbook with these rows; over some cells one text is merged."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet("Mittel")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, datetime.combine(value, datetime.min.time()))
                elif value != "":
                    sheet.write(number, column, value)
        for area, text in (merged or {}).items():
            sheet.merge_range(area, text)
    return target.getvalue()


def found(
    rows: Rows,
    merged: Mapping[str, str] | None = None,
    layout: Layout | None = None,
    answers: Mapping[str, ColumnUse] | None = None,
) -> Checked:
    sheets = sheets_of(workbook(rows, merged), XLSX_TYPE)
    return check_at_once(sheets["Mittel"](), layout or Layout(), KNOWN, answers or {}, TODAY)


def amounts(checked: Checked) -> list[tuple[str, Stage, Payer, int | None, int]]:
    """What was read: place, stage, payer, year of the budget, cents."""
    return [(line.place, line.stage, line.payer, line.budget_year, line.cents) for line in checked.lines]


@pytest.mark.parametrize("merged", [{**WIDE, **TALL}, WIDE, {}])
def test_a_group_of_payers_is_read_below_its_title_merged_or_not(merged: dict[str, str]) -> None:
    checked = found([*HEAD, ROW], merged)
    assert amounts(checked) == [
        ("Zelle E3", Stage.COMMITTED, Payer.VRS, None, 100),
        ("Zelle F3", Stage.COMMITTED, Payer.MUNICIPALITY, None, 200),
        ("Zelle G3", Stage.COMMITTED, Payer.PRIVATE, None, 400),
    ]
    assert [column.head for column in checked.columns][4:] == [
        "Förderung regional",
        "Förderung kommunal",
        "Förderung privat",
        "Gesamt",
    ]
    assert (checked.head, told(checked)) == (2, [])


def test_years_above_and_stages_below_say_both_of_each_column() -> None:
    head: Rows = [
        ("Mittel der Bausteine", "", "", "", "", "", ""),
        ("", "", "", 2025, "", 2026, ""),
        ("Baustein", "Datum", "Beleg", "bewilligt", "ausgezahlt", "bewilligt", "ausgezahlt"),
    ]
    merged = {"A1:G1": "Mittel der Bausteine", "D2:E2": "2025"}
    checked = found([*head, ("KI-XC", DAY, "Bescheid", 1, 2, 3, 4)], merged)
    assert [each[1:] for each in amounts(checked)] == [
        (Stage.COMMITTED, Payer.VRS, 2025, 100),
        (Stage.DISBURSED, Payer.VRS, 2025, 200),
        (Stage.COMMITTED, Payer.VRS, 2026, 300),
        (Stage.DISBURSED, Payer.VRS, 2026, 400),
    ]
    assert told(checked) == []


def test_a_stage_above_holds_for_the_payers_below_and_its_unit_too() -> None:
    rows: Rows = [
        ("Baustein", "Datum", "Beleg", "Plan in TEUR", "", "Ausgezahlt", ""),
        ("", "", "", "Region", "Kommune", "Region", "Kommune"),
        ("KI-XC", DAY, "Bescheid", 1.5, 2, 300, 400),
    ]
    checked = found(rows, {"D1:E1": "Plan in TEUR", "F1:G1": "Ausgezahlt"})
    assert [each[1:] for each in amounts(checked)] == [
        (Stage.PLANNED, Payer.VRS, None, 150_000),
        (Stage.PLANNED, Payer.MUNICIPALITY, None, 200_000),
        (Stage.DISBURSED, Payer.VRS, None, 30_000),
        (Stage.DISBURSED, Payer.MUNICIPALITY, None, 40_000),
    ]
    assert [each[:2] for each in told(checked)] == [
        ("Hinweis", "Spalte D"),
        ("Hinweis", "Spalte E"),
        ("Warnung", "Zelle F2"),
        ("Warnung", "Zelle G2"),
    ]


def test_a_group_with_a_word_that_is_not_known_is_asked_about_and_the_answer_is_kept() -> None:
    rows = [HEAD[0], HEAD[1], ROW]
    merged = {**TALL, "E1:G1": "Abschlag"}
    asked = found(rows, merged)
    assert [column.candidates for column in asked.columns][4:7] == [
        (U.AMOUNT_VRS, U.IGNORED),
        (U.AMOUNT_MUNICIPALITY, U.IGNORED),
        (U.AMOUNT_PRIVATE, U.IGNORED),
    ]
    assert [each[:2] for each in told(asked)] == [("Fehler", f"Zelle {column}2") for column in "EFG"]
    assert asked.lines == []
    chosen = Layout(columns={4: U.AMOUNT_VRS, 5: U.IGNORED, 6: U.IGNORED, 7: U.IGNORED})
    assert [each[4] for each in amounts(found(rows, merged, chosen))] == [100]
    known = {
        "abschlag regional": U.AMOUNT_VRS,
        "abschlag kommunal": U.AMOUNT_MUNICIPALITY,
        "abschlag privat": U.AMOUNT_PRIVATE,
    }
    assert len(found(rows, merged, answers=known).lines) == 3
    left_out = found(rows, merged, answers={**known, "abschlag privat": U.IGNORED})
    assert [each[4] for each in amounts(left_out)] == [100, 200]
    assert ("Warnung", "Spalte G") in [each[:2] for each in told(left_out)]


def test_a_title_over_the_whole_table_is_no_part_of_its_heads() -> None:
    title = ("Förderung 2026", "", "", "", "", "", "")
    head = ("Baustein", "Stufe", "Datum", "Beleg", "Region", "Kommune", "Privat")
    for merged in ({"A1:G1": "Förderung 2026"}, {}):
        checked = found([title, head, ROW[:7]], merged)
        assert [each[3] for each in amounts(checked)] == [None, None, None]
        assert (checked.head, told(checked)) == (2, [])


def test_the_first_row_below_a_head_of_one_row_is_never_taken_for_a_head() -> None:
    head = ("Baustein", "Stufe", "Datum", "Beleg", "Förderung regional", "Förderung kommunal")
    checked = found([head, ("KI-XC", "bewilligt", DAY, "Bescheid", 2025, 2026)])
    assert [each[4] for each in amounts(checked)] == [202_500, 202_600]


def test_a_head_of_two_rows_may_be_repeated_on_each_page() -> None:
    checked = found(
        [*HEAD, ROW, *HEAD, (*ROW[:4], 3.0, "", "", 3.0), ("Summe", "", "", "", 4, 2, 4, 10)], WIDE
    )
    assert [line.cents for line in checked.lines] == [100, 200, 400, 300]
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Zelle E7")]


def test_a_workbook_with_a_head_of_two_rows_is_checked_on_its_page(
    client_of: ClientOf, session: Session
) -> None:
    make_project(session, name="KI-XC")
    page = checked(
        client_of(Role.BUDGET_OFFICER), workbook([*HEAD, ROW], {**WIDE, **TALL}), name="Mittel.xlsx"
    )
    assert page.table("Was gebucht würde") == [
        {"Stufe und Geldgeber": "bewilligt, kommunal", "Zeilen": "1", "Summe": "2,00 €"},
        {"Stufe und Geldgeber": "bewilligt, privat", "Zeilen": "1", "Summe": "4,00 €"},
        {"Stufe und Geldgeber": "bewilligt, regional", "Zeilen": "1", "Summe": "1,00 €"},
    ]
    assert "Kopf in den Zeilen 1 und 2" in page.text


def test_a_day_for_the_whole_file_holds_below_two_rows_as_well() -> None:
    rows: Rows = [("Baustein", "Plan", ""), ("", 2026, 2027), ("KI-XC", 5, 6), ("Gesamt", 5, 6)]
    layout = Layout(day=PreciseDate(date(2026, 1, 1), DatePrecision.YEAR))
    checked = found(rows, {"B1:C1": "Plan"}, layout)
    assert [each[1:] for each in amounts(checked)] == [
        (Stage.PLANNED, Payer.VRS, 2026, 500),
        (Stage.PLANNED, Payer.VRS, 2027, 600),
    ]


def test_other_columns_may_stand_in_groups_as_well() -> None:
    rows: Rows = [
        ("Projekt", "Laufzeit", "", "Förderung in EUR", "", "Summe"),
        ("", "von", "bis", 2025, 2026, ""),
        ("KI-XC", "2024", "2026", 1, 2, 3),
    ]
    layout = Layout(stage=Stage.PLANNED, day=PreciseDate(date(2026, 1, 1), DatePrecision.YEAR))
    checked = found(rows, {"B1:C1": "Laufzeit", "D1:E1": "Förderung in EUR"}, layout)
    assert [each[3:] for each in amounts(checked)] == [(2025, 100), (2026, 200)]
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Zeile 2")]


def test_a_head_may_only_be_found_by_both_of_its_rows() -> None:
    rows: Rows = [("Übersicht",), ("Projekt", "Finanzierung", ""), ("", "Region", "Kommune"), ("KI-XC", 1, 2)]
    layout = Layout(stage=Stage.PLANNED, day=PreciseDate(date(2026, 1, 1), DatePrecision.YEAR))
    checked = found(rows, {"B2:C2": "Finanzierung"}, layout)
    assert [each[2] for each in amounts(checked)] == [Payer.VRS, Payer.MUNICIPALITY]
    assert (checked.head, told(checked)) == (3, [])


def test_a_unit_alone_above_the_heads_is_no_group() -> None:
    rows: Rows = [("", "Alle Angaben in TEUR", ""), ("Projekt", "Region", "Kommune"), ("KI-XC", 1, 2)]
    layout = Layout(stage=Stage.PLANNED, day=PreciseDate(date(2026, 1, 1), DatePrecision.YEAR))
    for merged in ({"B1:C1": "Alle Angaben in TEUR"}, {}):
        checked = found(rows, merged, layout)
        assert [each[4] for each in amounts(checked)] == [100_000, 200_000]
        assert [each[:2] for each in told(checked)] == [("Hinweis", "Zelle B1")]
