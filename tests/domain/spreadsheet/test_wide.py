"""Tables with several columns of amounts: by payer, by year, with their sums, as partners send them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.spreadsheet.sheets import NAMES, check, told
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.spreadsheet.checking import Checked
from vrs_tracker.domain.spreadsheet.columns import PAYERS
from vrs_tracker.domain.spreadsheet.grid import Value
from vrs_tracker.domain.spreadsheet.heads import is_answer
from vrs_tracker.domain.spreadsheet.layout import Layout, layout_of
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

U = ColumnUse
SPACE = "\N{NO-BREAK SPACE}"
HEAD: list[Value] = ["Baustein", "Datum", "Beleg", "Region", "Kommune", "Privat", "Gesamt"]
DAY = date(2026, 3, 14)
LAYOUT = Layout(stage=Stage.COMMITTED)


def wide(*amounts: Value, **others: Value) -> list[Value]:
    """A row of the table by payer."""
    return [others.get("baustein", "KI-XC"), DAY, "Bescheid", *amounts]


def found(*rows: list[Value], head: list[Value] | None = None, layout: Layout = LAYOUT) -> Checked:
    return check([head or HEAD, *rows], layout=layout)


def shares(checked: Checked) -> list[tuple[int, str, Payer, int | None, int]]:
    """What was read: row, column, payer, year of the budget, cents."""
    return [(line.row, line.column, line.payer, line.budget_year, line.cents) for line in checked.lines]


def uses(checked: Checked) -> list[ColumnUse | None]:
    return [column.use for column in checked.columns]


def wrong_sum(said: str, reached: str) -> str:
    figures = f"Hier steht {said}{SPACE}€. Die Zeilen darüber ergeben {reached}{SPACE}€."
    return f"Summenzeile, wird nicht gebucht. {figures}"


def right_sums(said: str) -> str:
    return f"Summenzeile, wird nicht gebucht. {said}: So viel ergeben auch die Zeilen darüber."


def test_each_amount_of_a_row_is_an_entry_of_the_payer_in_its_head() -> None:
    checked = found(wide(3.4, 2.4, 163.2, 169.0))
    assert shares(checked) == [
        (2, "D", Payer.VRS, None, 340),
        (2, "E", Payer.MUNICIPALITY, None, 240),
        (2, "F", Payer.PRIVATE, None, 16320),
    ]
    assert told(checked) == []
    assert {(line.stage, line.document) for line in checked.lines} == {(Stage.COMMITTED, "Bescheid")}


def test_each_amount_of_a_row_is_an_entry_of_the_year_in_its_head() -> None:
    head: list[Value] = ["Projekt", "Wirksam zum", "Beleg", 2024.0, "HJ 2025", "Betrag 2026 in TEUR", "Summe"]
    checked = found(wide(1.0, "", 2.5, 2501.0), head=head)
    assert shares(checked) == [(2, "D", Payer.VRS, 2024, 100), (2, "F", Payer.VRS, 2026, 250_000)]


def test_a_head_may_name_payer_and_year() -> None:
    head: list[Value] = [
        "Baustein",
        "Datum",
        "Beleg",
        "Region 2025",
        "Kommune 2025",
        "Region 2026",
        "Summe 2025",
    ]
    checked = found(wide(1.0, 2.0, 4.0, 3.0), wide(1.5, 2.0, 4.0, 9.0), head=head)
    assert [each[2:] for each in shares(checked)][:3] == [
        (Payer.VRS, 2025, 100),
        (Payer.MUNICIPALITY, 2025, 200),
        (Payer.VRS, 2026, 400),
    ]
    assert [each[:2] for each in told(checked)] == [("Warnung", "Zelle G3")]


def test_the_table_of_the_motion_is_read_as_it_is_printed() -> None:
    head: list[Value] = [
        "Baustein",
        "Ort",
        "Förderung regional",
        "Eigenanteil kommunal",
        "Eigenanteil privat",
    ]
    checked = check(
        [
            ["Alle Angaben in Mio. €"],
            head,
            ["KI-XC", "Stuttgart", 3.4, 3.4, 163.2],
            ["KI-ckstart", "Stuttgart", "0,25", "0,25", "–"],
            ["mAIkerSpace", "Ditzingen", 5.0, "—", 15.0],
            ["Gesamt", "", 8.65, 3.65, 178.2],
        ],
        layout=Layout(stage=Stage.PLANNED, day=PreciseDate(date(2021, 10, 16), DatePrecision.DAY)),
    )
    assert [each[4] for each in shares(checked)] == [
        *(340_000_000, 340_000_000, 16_320_000_000, 25_000_000, 25_000_000),
        *(500_000_000, 1_500_000_000),
    ]
    assert {line.day.day for line in checked.lines} == {date(2021, 10, 16)}
    assert [each[:2] for each in told(checked)] == [
        ("Hinweis", "Zeile 2"),
        ("Hinweis", "Zelle A1"),
        ("Hinweis", "Zelle C6"),
    ]


def test_a_sum_that_differs_from_its_parts_is_a_warning_with_both_figures() -> None:
    checked = found(wide(1.0, 2.0, "", 4.0))
    wrong = f"Als Summe steht hier 4,00{SPACE}€. Die Beträge der Zeile ergeben 3,00{SPACE}€."
    assert told(checked) == [("Warnung", "Zelle G2", wrong)]
    assert len(checked.lines) == 2
    assert checked.may_be_booked


def test_a_sum_that_is_no_amount_is_a_warning_and_a_missing_one_is_nothing() -> None:
    assert told(found(wide(1.0, 2.0, "", "offen")))[0][:2] == ("Warnung", "Zelle G2")
    assert told(found(wide(1.0, 2.0, "", "–"))) == told(found(wide(1.0, 2.0))) == []


@pytest.mark.parametrize("nothing", ["", " ", "–", "-", "—", "\N{MINUS SIGN}"])
def test_an_empty_cell_or_a_dash_is_no_entry(nothing: str) -> None:
    checked = found(wide(nothing, 2.0, nothing, 2.0))
    assert [each[1] for each in shares(checked)] == ["E"]
    assert told(checked) == []


def test_a_zero_is_no_entry_and_said_once_for_each_column() -> None:
    checked = found(wide(0.0, 2.0, "0,00"), wide(0.0, 3.0))
    assert [each[:2] for each in shares(checked)] == [(2, "E"), (3, "E")]
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Zelle D2"), ("Hinweis", "Zelle F2")]


def test_a_row_without_any_amount_is_named_and_stops_nothing() -> None:
    checked = found(wide(1.0), wide("–", "–", "–", baustein="KI-ckstart"))
    assert told(checked) == [("Warnung", "Zelle D3", "In dieser Zeile fehlt der Betrag.")]
    assert checked.may_be_booked


def test_an_error_names_its_cell_and_the_whole_row_is_not_booked() -> None:
    checked = found(wide(1.0, "viel", -3.0, 4.0), wide(2.0, baustein="KI-XD"))
    assert [each[:2] for each in told(checked)] == [
        ("Fehler", "Zelle E2"),
        ("Fehler", "Zelle F2"),
        ("Fehler", "Zelle A3"),
    ]
    assert checked.lines == []


def test_what_is_wrong_with_a_row_is_said_once_for_all_its_amounts() -> None:
    row: list[Value] = ["KI-XC", DAY, "", 1.0, 2.0, 3.0]
    assert [each[:2] for each in told(found(row))] == [("Warnung", "Zelle C2")]
    late: list[Value] = ["KI-XC", date(2026, 7, 2), "Bescheid", 1.0, 2.0]
    assert [each[:2] for each in told(found(late))] == [("Fehler", "Zelle B2")]


def test_a_row_that_repeats_another_is_named_once_and_one_equal_amount_is_no_repetition() -> None:
    assert [each[:2] for each in told(found(wide(1.0, 2.0), wide(1.0, 2.0)))] == [("Warnung", "Zeile 3")]
    assert told(found(wide(1.0, 2.0), wide(1.0, 3.0), wide(1.0, 1.0, 1.0))) == []


def test_a_row_of_sums_is_compared_column_by_column() -> None:
    good = found(wide(1.0, 2.0, "", 3.0), wide(1.0, 4.0, "", 5.0), ["Summe", "", "", 2.0, 6.0, "–", 8.0])
    sums = f"2,00{SPACE}€ in Spalte D, 6,00{SPACE}€ in Spalte E und 8,00{SPACE}€ in Spalte G"
    assert told(good) == [("Hinweis", "Zelle D4", right_sums(sums))]
    bad = found(wide(1.0, 2.0, "", 3.0), ["Gesamt", "", "", 1.0, 7.0, "", 9.0])
    assert told(bad) == [
        ("Warnung", "Zelle E3", wrong_sum("7,00", "2,00")),
        ("Warnung", "Zelle G3", wrong_sum("9,00", "3,00")),
        ("Hinweis", "Zelle D3", right_sums(f"1,00{SPACE}€ in Spalte D")),
    ]
    assert len(bad.lines) == 2


def test_units_hold_for_their_own_column() -> None:
    head: list[Value] = [*HEAD[:3], "Region in TEUR", "Kommune (Mio. €)", "Privat (€)", "Gesamt in TEUR"]
    checked = found(wide(1.5, 2.0, 300.0, 2001.8), head=head)
    assert [each[4] for each in shares(checked)] == [150_000, 200_000_000, 30_000]
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Spalte D"), ("Hinweis", "Spalte E")]


def test_a_column_without_unit_beside_others_is_a_warning() -> None:
    head: list[Value] = [*HEAD[:3], "Region in TEUR", "Kommune"]
    checked = found(wide(1.5, 2.0), head=head)
    assert [each[4] for each in shares(checked)] == [150_000, 200]
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Spalte D"), ("Warnung", "Zelle E1")]


def test_a_unit_above_or_below_the_heads_holds_for_all_columns_and_is_said_once() -> None:
    above = check([["in TEUR"], HEAD, wide(1.0, 2.0, "", 3.0)], layout=LAYOUT)
    units: list[Value] = ["", "", "", "TEUR", "TEUR", "€", "TEUR"]
    below = found(units, wide(1.0, 2.0, 5.0, "3,005"))
    assert [each[4] for each in shares(above)] == [100_000, 200_000]
    assert [each[4] for each in shares(below)] == [100_000, 200_000, 500]
    assert [each[:2] for each in told(above)] == [("Hinweis", "Zelle A1")]
    assert [each[:2] for each in told(below)] == [("Hinweis", "Zelle D2"), ("Hinweis", "Zelle E2")]


def test_a_repeated_head_is_no_row() -> None:
    years: list[Value] = ["Baustein", "Datum", "Beleg", 2025.0, 2026.0]
    assert len(found(wide(1.0, 2.0), years, head=years).lines) == 2
    assert len(found(wide(1.0, 2.0), HEAD).lines) == 2


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (["Betrag", "Region"], [U.AMOUNT, None]),
        (["Betrag", "Region", "Kommune"], [None, U.AMOUNT_VRS, U.AMOUNT_MUNICIPALITY]),
        (["Region", "Förderung regional"], [None, None]),
        (["2025", "2025"], [None, None]),
        (["2025", "Region"], [None, None]),
        (["Gesamt"], [None]),
        (["Betrag", "Summe"], [U.AMOUNT, None]),
        (["Betrag", "Gesamtkosten 2026"], [U.AMOUNT, U.IGNORED]),
        (["Geldgeber", "Region", "Kommune"], [None, U.AMOUNT_VRS, U.AMOUNT_MUNICIPALITY]),
        (["HJ", "2025", "2026"], [None, U.AMOUNT_YEAR, U.AMOUNT_YEAR]),
        (["Land", "Bund", "EU"], [U.AMOUNT_STATE, U.AMOUNT_FEDERAL, U.AMOUNT_EU]),
        (["Verband Region Stuttgart", "Europäische Union"], [U.AMOUNT_VRS, U.AMOUNT_EU]),
        (["Bericht 2025", "2026"], [U.IGNORED, U.AMOUNT_YEAR]),
        (["Region Kommune", "1999"], [U.IGNORED, None]),
    ],
)
def test_heads_are_understood_beside_each_other(heads: list[Value], expected: list[ColumnUse | None]) -> None:
    head: list[Value] = ["Baustein", "Datum", *heads]
    assert uses(found(wide(1.0), head=head))[2:] == expected


def test_what_was_chosen_or_answered_comes_before_the_company() -> None:
    head: list[Value] = ["Baustein", "Datum", "Beleg", "Betrag", "Region", "Kommune"]
    as_sum = Layout(stage=Stage.COMMITTED, columns={3: U.SUM})
    checked = found(wide(3.0, 1.0, 2.0), wide(4.0, 1.0, 2.0), head=head, layout=as_sum)
    assert next(each[:2] for each in told(checked)) == ("Warnung", "Zelle D3")
    assert len(checked.lines) == 4
    heads: list[Value] = ["Baustein", "Datum", "Beleg", "Rathaus", "Region"]
    rows = [heads, wide(1.0, 2.0)]
    answered = check(rows, layout=LAYOUT, answers={"rathaus": U.AMOUNT_MUNICIPALITY})
    assert [each[2] for each in shares(answered)] == [Payer.MUNICIPALITY, Payer.VRS]
    assert uses(check(rows, layout=Layout(columns={3: U.AMOUNT_YEAR})))[3] is None
    once_answered = check([HEAD, wide(1.0, 2.0, "", 3.0)], layout=LAYOUT, answers={"gesamt": U.AMOUNT})
    assert uses(once_answered)[-1] is U.SUM


def test_what_depends_on_the_company_of_a_head_is_not_remembered_of_it() -> None:
    assert not is_answer("Region", U.IGNORED)
    assert not is_answer("Gesamt", U.SUM)
    assert is_answer("Gesamt", U.AMOUNT)
    assert is_answer("Rathaus", U.AMOUNT_MUNICIPALITY)


def test_a_table_without_days_asks_for_one_for_the_whole_file() -> None:
    head: list[Value] = ["Baustein", "Region", "Kommune"]
    row: list[Value] = ["KI-XC", 1.0, 2.0]
    asked = check([head, row], layout=LAYOUT)
    assert told(asked) == [("Fehler", "ganze Tabelle", "Keine Spalte enthält die Angabe „Datum“.")]
    layout = Layout(stage=Stage.PLANNED, day=PreciseDate(None, DatePrecision.UNKNOWN))
    checked = check([head, ["Stuttgart"], row, ["Insgesamt", 1.0, 2.0]], layout=layout)
    assert len(checked.lines) == 2
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Zelle B4"), ("Hinweis", "Zeile 2")]


@pytest.mark.parametrize(
    "day",
    [
        None,
        PreciseDate(None, DatePrecision.UNKNOWN),
        PreciseDate(date(2024, 1, 1), DatePrecision.YEAR),
        PreciseDate(date(2024, 5, 1), DatePrecision.MONTH),
        PreciseDate(date(2024, 5, 17), DatePrecision.DAY),
    ],
)
def test_the_day_of_the_whole_file_is_kept_as_text(day: PreciseDate | None) -> None:
    assert layout_of(Layout(day=day).to_text()).day == day


# ---------------------------------------------------------------- a long table and the wide one made from it

_CENTS = st.integers(1, 10**9)
_ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(("geplant", "bewilligt", "ausgezahlt")),
        st.lists(st.one_of(st.none(), _CENTS), min_size=3, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def as_number(cents: int | None) -> Value:
    return "" if cents is None else float(from_cents(cents))


@given(rows=_ROWS, by_year=st.booleans(), in_thousands=st.booleans())
def test_a_long_table_and_the_wide_one_made_from_it_say_the_same(
    rows: list[tuple[str, str, list[int | None]]], *, by_year: bool, in_thousands: bool
) -> None:
    payers = [payer.label for payer in list(PAYERS.values())[:3]]
    heads: list[Value] = [2024.0, 2025.0, 2026.0] if by_year else ["Region", "Kommune", "Privat"]
    what: list[Value] = [2024.0, 2025.0, 2026.0] if by_year else [*payers]
    common: list[Value] = ["Baustein", "Stufe", "Datum", "Beleg"]
    long: list[list[Value]] = [[*common, "Betrag", "HJ" if by_year else "Geldgeber"]]
    across: list[list[Value]] = [[*common, *heads, "Summe in TEUR" if in_thousands else "Summe"]]
    for place, (block, stage, cents) in enumerate(rows):
        told_of: list[Value] = [block, stage, DAY, f"Bescheid {place}"]
        sum_ = sum(each or 0 for each in cents)
        stated = euro(from_cents(sum_)) if not in_thousands else float(Decimal(sum_) / 100_000)
        across.append([*told_of, *map(as_number, cents), stated])
        long += [[*told_of, as_number(each), which] for which, each in zip(what, cents, strict=True) if each]
    of_wide, of_long = check(across), check(long)
    assert sorted(line[1:-1] for line in of_wide.lines) == sorted(line[1:-1] for line in of_long.lines)
    assert [each.weight.label for each in of_wide.problems if "Summe" in each.wrong] == []
