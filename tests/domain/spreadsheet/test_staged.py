"""Columns whose head names a stage: „Plan 2026“, „bewilligt regional“, and what is asked about."""

from datetime import date

import pytest

from tests.domain.spreadsheet.sheets import check, told
from vrs_tracker.domain.spreadsheet.checking import Checked
from vrs_tracker.domain.spreadsheet.grid import Value
from vrs_tracker.domain.spreadsheet.heads import is_answer
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

U = ColumnUse
DAY = date(2026, 3, 14)
COMMON: list[Value] = ["Baustein", "Datum", "Beleg"]


def found(heads: list[Value], *amounts: Value, layout: Layout | None = None) -> Checked:
    return check([[*COMMON, *heads], ["KI-XC", DAY, "Bescheid", *amounts]], layout=layout)


def said(checked: Checked) -> list[tuple[Stage, Payer, int | None, int]]:
    return [(line.stage, line.payer, line.budget_year, line.cents) for line in checked.lines]


def uses(checked: Checked) -> list[ColumnUse | None]:
    return [column.use for column in checked.columns][3:]


def test_stage_and_year_in_a_head_hold_for_its_column() -> None:
    checked = found(["Plan 2026", "ausgezahlt 2025", "Bewilligung 2026"], 1.0, 2.0, 4.0)
    assert said(checked) == [
        (Stage.PLANNED, Payer.VRS, 2026, 100),
        (Stage.DISBURSED, Payer.VRS, 2025, 200),
        (Stage.COMMITTED, Payer.VRS, 2026, 400),
    ]
    assert told(checked) == []


def test_stage_and_payer_in_a_head_hold_for_its_column() -> None:
    checked = found(["bewilligt regional", "bewilligt kommunal", "ausgezahlt regional"], 1.0, 2.0, 4.0)
    assert [each[:2] for each in said(checked)] == [
        (Stage.COMMITTED, Payer.VRS),
        (Stage.COMMITTED, Payer.MUNICIPALITY),
        (Stage.DISBURSED, Payer.VRS),
    ]


def test_one_column_of_amounts_may_name_the_stage_of_all_rows() -> None:
    assert said(found(["Bewilligte Mittel in TEUR"], 1.5)) == [(Stage.COMMITTED, Payer.VRS, None, 150_000)]


def test_the_stage_of_a_head_comes_before_that_of_the_whole_file() -> None:
    layout = Layout(stage=Stage.DISBURSED)
    checked = found(["Plan 2026", "2027"], 1.0, 2.0, layout=layout)
    assert [each[0] for each in said(checked)] == [Stage.PLANNED, Stage.DISBURSED]
    missing = found(["Plan 2026", "2027"], 1.0, 2.0)
    assert told(missing) == [("Fehler", "Zeile 2", "In 1 Zeile fehlt die Stufe.")]
    assert said(found(["Plan 2026", "2027"], 1.0)) == [(Stage.PLANNED, Payer.VRS, 2026, 100)]


def test_sums_are_compared_within_their_stage_and_one_over_several_stages_is_left_out() -> None:
    heads: list[Value] = ["Plan 2025", "Plan 2026", "Summe Plan", "ausgezahlt 2025", "Gesamt"]
    checked = found(heads, 1.0, 2.0, 4.0, 8.0, 99.0)
    assert len(checked.lines) == 3
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Spalte H"), ("Warnung", "Zelle F2")]
    assert uses(checked)[-1] is U.IGNORED


def test_the_rules_of_a_booking_hold_for_each_stage_of_a_row() -> None:
    late: list[Value] = ["KI-XC", date(2026, 7, 2), "", 1.0, 2.0]
    checked = check([[*COMMON, "Plan 2026", "ausgezahlt 2026"], late])
    assert [each[:2] for each in told(checked)] == [("Fehler", "Zelle B2")]
    planned = check([[*COMMON, "Plan 2026", "ausgezahlt 2026"], [*late[:4], ""]])
    assert told(planned) == []
    assert len(planned.lines) == 1
    no_evidence = check([[*COMMON, "Plan 2026", "ausgezahlt 2026"], ["KI-XC", DAY, "", 1.0, 2.0]])
    assert [each[:2] for each in told(no_evidence)] == [("Warnung", "Zelle C2")]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["bewilligt"], [None]),
        (["Plan"], [None]),
        (["Ist 2025", "Plan 2026"], [None, U.AMOUNT_YEAR]),
        (["Ansatz 2026"], [None]),
        (["beantragt regional", "bewilligt regional"], [None, U.AMOUNT_VRS]),
        (["Plan 2026", "Planung 2026"], [None, None]),
        (["Plan 2026", "ausgezahlt regional"], [None, None]),
        (["Betrag", "Betrag bewilligt"], [None, U.AMOUNT]),
        (["Stufe", "Plan 2026"], [None, U.AMOUNT_YEAR]),
        (["geplant und bewilligt 2026"], [None]),
        (["Planungsstand 2026"], [None]),
        (["Region", "Kommune", "Kosten gesamt"], [U.AMOUNT_VRS, U.AMOUNT_MUNICIPALITY, U.IGNORED]),
        (["Bescheid", "Auszahlungsdatum"], [None, None]),
    ],
)
def test_what_is_clear_is_read_and_the_rest_is_asked_about(
    heads: list[Value], expected: list[ColumnUse | None]
) -> None:
    assert uses(found(heads, 1.0)) == expected


def test_columns_that_name_stages_alone_are_amounts_once_somebody_says_so() -> None:
    chosen = Layout(columns={3: U.AMOUNT, 4: U.AMOUNT})
    checked = found(["Bewilligt", "Ausgezahlt"], 3.0, 2.0, layout=chosen)
    assert [(each[0], each[3]) for each in said(checked)] == [(Stage.COMMITTED, 300), (Stage.DISBURSED, 200)]
    assert is_answer("Bewilligt", U.AMOUNT)


def test_the_answer_about_a_word_that_is_no_stage_is_remembered_either_way() -> None:
    assert is_answer("Ist 2025", U.AMOUNT_YEAR)
    assert is_answer("Ist 2025", U.IGNORED)
    assert not is_answer("Plan 2025", U.AMOUNT_YEAR)
    assert not is_answer("Plan 2025", U.IGNORED)
