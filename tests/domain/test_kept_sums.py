"""The table of kept sums: what enters the programme, the order of the code lists, the way to the entries."""

from dataclasses import replace
from decimal import Decimal

from vrs_tracker.domain.lists.kept_sums import KeptSum, kept_sums_table, programme_sums
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


def test_sums_stand_in_the_order_of_the_stages_then_of_the_years() -> None:
    undated = replace(PAID, budget_year=None)
    granted = replace(PAID, stage=Stage.COMMITTED, rounded=1)
    rows = kept_sums_table((PAID, undated, granted), "Programm gesamt").printed().rows
    assert [row.cells[0] for row in rows] == ["bewilligt", "ausgezahlt", "ausgezahlt"]
    assert [row.cells[2] for row in rows] == ["2026", "ohne Jahr", "2026"]
    assert rows[0].cells[5] == "rund 80\N{NO-BREAK SPACE}€"


def test_the_number_of_entries_leads_to_them_and_keeps_what_was_chosen() -> None:
    (row,) = kept_sums_table((PAID,), "KI-XC", [("baustein", "ki-xc")]).rows
    assert row.cells[4].address == "?baustein=ki-xc&stufe=disbursed&geldgeber=vrs#buchungen"
