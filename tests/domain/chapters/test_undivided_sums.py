"""How undivided sums and amounts of single blocks add up to the current state of the programme."""

from decimal import Decimal

from tests.domain.money_values import make_entry
from tests.domain.report_values import make_report
from vrs_tracker.domain.chapters.funding_tables import block_shares, counted_total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage


def _total(report: CommitteeReport, *payers: Payer) -> Decimal:
    found = counted_total(block_shares(report), payers or (Payer.VRS,))
    assert found is not None
    return found.amount


def test_grants_to_blocks_come_out_of_an_undivided_resolution_and_are_not_added_to_it() -> None:
    resolved = make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=Decimal("16800000.00"))
    granted = make_entry(id=2, block="ki-xc", stage=Stage.COMMITTED, amount=Decimal("11350000.00"))
    assert _total(make_report(entries=(resolved, granted))) == Decimal("16800000.00")


def test_grants_that_exceed_the_undivided_resolution_count_instead_of_it() -> None:
    resolved = make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=Decimal("1000000.00"))
    granted = make_entry(id=2, block="ki-xc", stage=Stage.COMMITTED, amount=Decimal("3000000.00"))
    assert _total(make_report(entries=(resolved, granted))) == Decimal("3000000.00")


def test_amounts_of_the_same_stage_stand_beside_an_undivided_sum() -> None:
    resolved = make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=Decimal("1000000.00"))
    another = make_entry(id=2, block="ki-xc", stage=Stage.EARMARKED, amount=Decimal("250000.00"))
    assert _total(make_report(entries=(resolved, another))) == Decimal("1250000.00")


def test_what_is_contained_in_an_undivided_sum_is_never_added() -> None:
    resolved = make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=Decimal("13200000.00"))
    part = make_entry(
        id=2,
        block="ki-xc",
        stage=Stage.EARMARKED,
        amount=Decimal("2600000.00"),
        counting=Counting.CONTAINED,
    )
    assert _total(make_report(entries=(resolved, part))) == Decimal("13200000.00")


def test_payers_are_added() -> None:
    regional = make_entry(id=1, block="ki-xc", stage=Stage.COMMITTED, amount=Decimal("1.00"))
    municipal = make_entry(
        id=2, block="ki-xc", stage=Stage.COMMITTED, payer=Payer.MUNICIPALITY, amount=Decimal("2.00")
    )
    report = make_report(entries=(regional, municipal))
    assert _total(report, Payer.VRS, Payer.MUNICIPALITY) == Decimal("3.00")


def test_nothing_recorded_is_not_nought() -> None:
    assert counted_total(block_shares(make_report(entries=())), tuple(Payer)) is None
