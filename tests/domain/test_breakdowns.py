from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_strategy import amounts
from tests.domain.report_values import (
    in_month,
    make_block,
    make_budget_row,
    make_entry,
    make_project,
    make_release,
    make_report,
    make_sperrvermerk,
    millions,
    on,
    undated,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.breakdowns import YearMoney, by_district, by_year, year_of
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.money import total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, Stage


def _year(report: CommitteeReport, year: int | None) -> YearMoney:
    return next(row for row in by_year(report) if row.year == year)


def test_each_kind_of_budget_record_has_its_own_column() -> None:
    kinds = list(AppropriationKind)
    report = make_report(
        budget=tuple(
            make_budget_row(id=number, kind=kind, amount=Decimal(number))
            for number, kind in enumerate(kinds, start=1)
        ),
        sperrvermerke=(make_sperrvermerk(amount=Decimal(50)),),
        releases=(make_release(lifts=1, amount=Decimal(20)),),
    )
    row = _year(report, 2026)
    columns = (
        row.appropriated,
        row.carried_forward,
        row.authorised,
        row.medium_term,
        row.blocked,
        row.released,
    )
    assert columns == tuple(map(Decimal, (1, 2, 3, 4, 30, 20)))
    assert (row.planned, row.disbursed) == (None, None)


def test_payments_belong_to_the_year_in_which_they_happen_and_grants_to_their_budget() -> None:
    grant = make_entry(stage=Stage.COMMITTED, budget_year=2027, effective=on(2026, 3, 1))
    payment = make_entry(stage=Stage.DISBURSED, budget_year=2025, effective=on(2026, 3, 1))
    without = make_entry(stage=Stage.EARMARKED, budget_year=None, effective=in_month(2024, 5))
    undated_one = make_entry(stage=Stage.DISBURSED, effective=undated(), known_on=date(2023, 2, 1))
    assert [year_of(entry) for entry in (grant, payment, without, undated_one)] == [2027, 2026, 2024, 2023]


def test_a_release_without_a_year_takes_that_of_its_sperrvermerk_or_of_its_day() -> None:
    report = make_report(
        sperrvermerke=(make_sperrvermerk(id=7, budget_year=2024, effective=on(2024, 1, 1)),),
        releases=(
            make_release(id=1, budget_year=None, lifts=7, amount=Decimal(1)),
            make_release(id=2, budget_year=None, amount=Decimal(2), effective=on(2025, 3, 1)),
            make_release(id=3, budget_year=None, amount=Decimal(4), effective=undated()),
        ),
    )
    released = [(row.year, row.released) for row in by_year(report)]
    assert released == [(2024, Decimal(1)), (2025, Decimal(2)), (None, Decimal(4))]


def test_only_regional_counted_money_enters_the_years() -> None:
    report = make_report(
        entries=(
            make_entry(id=1, amount=Decimal(1)),
            make_entry(id=2, amount=Decimal(2), payer=Payer.STATE),
            make_entry(id=3, amount=Decimal(4), counting=Counting.CONTAINED),
        )
    )
    assert _year(report, 2026).committed == Decimal(1)


def test_years_stand_in_order_whatever_was_typed_first() -> None:
    budget = tuple(make_budget_row(id=year, budget_year=year) for year in (2030, 2022, 2026))
    assert [row.year for row in by_year(make_report(budget=budget))] == [2022, 2026, 2030]


def test_a_report_without_money_has_no_years() -> None:
    assert by_year(make_report()) == ()


_entries = st.builds(
    make_entry,
    stage=st.sampled_from([Stage.COMMITTED, Stage.DISBURSED]),
    budget_year=st.none() | st.integers(2022, 2028),
    amount=amounts,
    effective=st.dates(date(2022, 1, 1), date(2027, 12, 31)).map(
        lambda day: on(day.year, day.month, day.day)
    ),
)


@given(st.lists(_entries, max_size=10))
def test_years_add_up_to_the_staircase(entries: list[MoneyEntry]) -> None:
    report = make_report(entries=tuple(entries))
    rows, steps = by_year(report), staircase(report)
    assert total(row.committed for row in rows) == steps.committed
    assert total(row.disbursed for row in rows) == steps.disbursed


def test_the_years_of_the_sample_add_up_to_its_staircase() -> None:
    rows, steps = by_year(sample_report()), staircase(sample_report())
    columns = [
        total(column) for column in zip(*((r.appropriated, r.blocked, r.released) for r in rows), strict=True)
    ]
    assert columns == [steps.appropriated, steps.blocked, steps.released]


# ---------------------------------------------------------------- districts


def test_a_block_with_several_towns_counts_once_in_each_of_its_districts() -> None:
    report = make_report(
        blocks=(
            make_block(slug="a", towns=("Stuttgart",), districts=("Stuttgart",)),
            make_block(
                slug="b",
                towns=("Stuttgart", "Fellbach", "Waiblingen"),
                districts=("Stuttgart", "Rems-Murr-Kreis", "Rems-Murr-Kreis"),
            ),
        ),
        entries=(
            make_entry(id=1, block="a", amount=millions("1.00")),
            make_entry(id=2, block="b", amount=millions("2.00")),
            make_entry(id=3, block="b", stage=Stage.DISBURSED, amount=millions("0.50")),
            make_entry(id=4, block="b", payer=Payer.MUNICIPALITY, amount=millions("4.00")),
        ),
    )
    rows = [
        (row.district, row.blocks, row.committed, row.disbursed, row.is_shared) for row in by_district(report)
    ]
    assert rows == [
        ("Stuttgart", ("a", "b"), millions("3.00"), millions("0.50"), True),
        ("Rems-Murr-Kreis", ("b",), millions("2.00"), millions("0.50"), True),
    ]


def test_undivided_money_and_blocks_without_a_town_stand_in_a_row_of_their_own() -> None:
    report = make_report(
        blocks=(),
        projects=(make_project(), make_project(slug="ohne-ort", towns=(), districts=())),
        entries=(
            make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=millions("3.60")),
            make_entry(id=2, block="ohne-ort", stage=Stage.EARMARKED, amount=millions("0.10")),
            make_entry(id=3, block="gruenderzentrum", stage=Stage.EARMARKED, amount=millions("9.00")),
        ),
    )
    *_, last = by_district(report)
    assert (last.district, last.blocks, last.earmarked) == (None, ("ohne-ort",), millions("3.70"))
    assert (last.is_shared, last.overlaps) == (False, False)


def test_either_undivided_money_or_a_block_without_a_town_makes_the_row() -> None:
    undivided = make_report(projects=(make_project(),), entries=(make_entry(block=None),))
    nowhere = make_report(projects=(make_project(towns=(), districts=()),))
    assert [by_district(report)[-1].district for report in (undivided, nowhere)] == [None, None]


def test_a_row_says_when_its_amounts_are_contained_in_an_undivided_sum() -> None:
    contained = make_entry(block="gruenderzentrum", counting=Counting.CONTAINED)
    (row,) = by_district(make_report(blocks=(), projects=(make_project(),), entries=(contained,)))
    assert (row.committed, row.overlaps) == (contained.amount, True)


def test_districts_of_blocks_in_one_place_each_add_up_to_the_staircase() -> None:
    rows, steps = by_district(sample_report()), staircase(sample_report())
    assert not any(row.is_shared for row in rows)
    assert total(row.committed for row in rows) == steps.committed
    assert total(row.disbursed for row in rows) == steps.disbursed
