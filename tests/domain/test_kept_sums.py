"""The table of kept sums: what enters the programme, the order of the code lists, the way to the entries."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.listing import TypedTable
from vrs_tracker.domain.lists.kept_sums import KeptSum, kept_sums_table, programme_sums
from vrs_tracker.domain.money import from_cents, total
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage

PAID = KeptSum(
    stage=Stage.DISBURSED,
    payer=Payer.VRS,
    counting=Counting.COUNTED,
    budget_year=2026,
    amount=Decimal("80.00"),
    entries=2,
    rounded=0,
)


def test_what_may_be_in_another_sum_does_not_enter_that_of_the_programme() -> None:
    assert programme_sums((PAID, replace(PAID, counting=Counting.UNCLEAR))) == (PAID,)


def heads(table: TypedTable) -> list[str]:
    return [column.head for column in table.columns]


def texts(table: TypedTable) -> list[list[str]]:
    return [[cell.text.replace(NBSP, " ") for cell in row.cells] for row in table.rows]


def test_each_stage_and_payer_has_a_row_in_the_order_of_the_lists_and_each_year_a_column() -> None:
    undated = replace(PAID, budget_year=None, amount=Decimal("0.01"), entries=1)
    granted = replace(PAID, stage=Stage.COMMITTED, rounded=1)
    table = kept_sums_table((PAID, undated, granted), "Programm gesamt")
    assert heads(table) == ["Stufe", "Geldgeber", "Buchungen", "2026", "ohne Jahr", "zusammen"]
    assert texts(table) == [
        ["bewilligt", "regional", "2", "rund 80 €", "kein Betrag", "rund 80 €"],
        ["ausgezahlt", "regional", "3", "80,00 €", "0,01 €", "80,01 €"],
    ]


def test_years_before_the_newest_are_put_together() -> None:
    years = [replace(PAID, budget_year=year) for year in (2023, 2026, 2024, 2025)]
    table = kept_sums_table(years, "Programm gesamt", most_years=2)
    assert heads(table)[3:] == ["bis 2024", "2025", "2026", "zusammen"]
    assert texts(table)[0][3:] == ["160,00 €", "80,00 €", "80,00 €", "320,00 €"]
    assert heads(kept_sums_table(years, "Programm gesamt"))[3:-1] == ["2023", "2024", "2025", "2026"]


def test_a_single_year_needs_no_sum() -> None:
    assert heads(kept_sums_table((PAID,), "KI-XC"))[-1] == "2026"
    assert kept_sums_table((), "KI-XC").rows == ()


def test_how_amounts_count_is_told_where_they_differ() -> None:
    unclear = replace(PAID, counting=Counting.UNCLEAR)
    table = kept_sums_table((unclear, PAID), "KI-XC")
    assert heads(table)[2] == "Zählweise"
    assert [row[2] for row in texts(table)] == [Counting.COUNTED.label, Counting.UNCLEAR.label]


@given(st.lists(st.tuples(st.none() | st.integers(2020, 2030), st.integers(-(10**9), 10**9)), min_size=1))
def test_all_columns_together_are_the_sum(parts: list[tuple[int | None, int]]) -> None:
    sums = [replace(PAID, budget_year=year, amount=from_cents(cents)) for year, cents in parts]
    (row,) = kept_sums_table(sums, "Programm gesamt", most_years=3).rows
    amounts = [cell.value for cell in row.cells[3:] if isinstance(cell.value, Decimal)]
    whole = from_cents(sum(cents for _, cents in parts))
    assert amounts[-1] == whole
    assert len(amounts) == 1 or total(amounts[:-1]) == whole


def test_the_number_of_entries_leads_to_them_and_keeps_what_was_chosen() -> None:
    (row,) = kept_sums_table((PAID,), "KI-XC", [("baustein", "ki-xc")]).rows
    assert row.cells[2].address == "?baustein=ki-xc&stufe=disbursed&geldgeber=vrs#buchungen"
