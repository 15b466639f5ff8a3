from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_strategy import amounts
from tests.domain.report_values import (
    AS_OF,
    in_month,
    in_year,
    make_budget_row,
    make_entry,
    make_project,
    make_release,
    make_report,
    make_sperrvermerk,
    make_staircase,
    millions,
    on,
    undated,
)
from tests.domain.sample_report import sample_report, sample_report_before
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import (
    amount,
    amount_in_block,
    by_stage_and_payer,
    counts_from,
    current_shares,
    decided_total,
    expected_total,
    has_rounded_blocks,
    has_rounded_releases,
    is_effective,
    last_day,
    rounded_stages,
    select,
    shares_of,
    staircase,
    standing,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    DatePrecision,
    Degree,
    Payer,
    Stage,
)

# ---------------------------------------------------------------- when money counts


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (on(2026, 6, 15), date(2026, 6, 15)),
        (in_month(2024, 2), date(2024, 2, 29)),
        (in_year(2026), date(2026, 12, 31)),
        (undated(), None),
        (PreciseDate(date(2026, 1, 1), DatePrecision.UNKNOWN), None),
    ],
    ids=["day", "month", "year", "unknown", "unknown with a day"],
)
def test_a_date_counts_from_the_last_day_of_the_span_it_names(
    when: PreciseDate, expected: date | None
) -> None:
    assert last_day(when) == expected


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        (on(2026, 6, 30), True),
        (on(2026, 7, 1), False),
        (in_month(2026, 6), True),
        (in_month(2026, 7), False),
        (in_year(2025), True),
        (in_year(2026), False),
    ],
    ids=str,
)
def test_an_entry_counts_at_the_reference_date_once_its_span_is_over(
    when: PreciseDate, *, counts: bool
) -> None:
    assert is_effective(make_entry(effective=when), AS_OF) is counts


def test_an_entry_without_a_date_counts_once_it_is_known() -> None:
    entry = make_entry(effective=undated(), known_on=date(2026, 6, 30))
    assert is_effective(entry, date(2026, 6, 30))
    assert not is_effective(entry, date(2026, 6, 29))


def test_a_budget_record_without_a_date_counts_always() -> None:
    row = make_budget_row(effective=undated())
    assert counts_from(row) is None
    assert is_effective(row, date(1900, 1, 1))


# ---------------------------------------------------------------- sums of entries


def test_a_sum_of_the_programme_takes_only_counted_amounts_and_a_sum_of_a_block_takes_all() -> None:
    entries = (
        make_entry(amount=millions("1.00")),
        make_entry(id=2, amount=millions("0.20"), counting=Counting.CONTAINED),
        make_entry(id=3, amount=millions("0.03"), counting=Counting.UNCLEAR),
    )
    assert amount(entries) == millions("1.00")
    assert amount_in_block(entries) == millions("1.23")


def test_sums_can_be_asked_for_a_stage_and_a_payer() -> None:
    entries = (
        make_entry(stage=Stage.COMMITTED, payer=Payer.VRS, amount=millions("5.00")),
        make_entry(id=2, stage=Stage.DISBURSED, payer=Payer.VRS, amount=millions("3.00")),
        make_entry(id=3, stage=Stage.DISBURSED, payer=Payer.STATE, amount=millions("1.00")),
    )
    assert amount(entries, stage=Stage.DISBURSED) == millions("4.00")
    assert amount(entries, stage=Stage.DISBURSED, payer=Payer.VRS) == millions("3.00")
    assert amount(entries, payer=Payer.EU) == Decimal("0.00")
    assert by_stage_and_payer(entries) == {
        (Stage.COMMITTED, Payer.VRS): millions("5.00"),
        (Stage.DISBURSED, Payer.VRS): millions("3.00"),
        (Stage.DISBURSED, Payer.STATE): millions("1.00"),
    }


_entries = st.builds(
    make_entry,
    id=st.integers(1, 10**6),
    block=st.sampled_from(["aitransform", "ki-xc", None]),
    stage=st.sampled_from(Stage),
    payer=st.sampled_from(Payer),
    amount=amounts,
    counting=st.sampled_from(Counting),
    effective=st.dates(date(2022, 1, 1), date(2027, 12, 31)).map(
        lambda day: on(day.year, day.month, day.day)
    ),
)
_ledgers = st.lists(_entries, max_size=12, unique_by=lambda entry: entry.id).map(tuple)
Ledger = tuple[MoneyEntry, ...]


@given(_ledgers)
def test_parts_by_stage_and_payer_add_up_to_the_whole(entries: Ledger) -> None:
    assert total(by_stage_and_payer(entries).values()) == amount_in_block(entries)


@given(_ledgers)
def test_parts_by_payer_add_up_to_the_sum_of_a_stage(entries: Ledger) -> None:
    for stage in Stage:
        parts = (amount(entries, stage=stage, payer=payer) for payer in Payer)
        assert total(parts) == amount(entries, stage=stage)


@given(_ledgers, st.data())
def test_a_reversal_restores_every_sum(entries: Ledger, data: st.DataObject) -> None:
    new = replace(data.draw(_entries), id=10**7)
    reversal = replace(new, id=10**7 + 1, amount=-new.amount, reverses=new.id)
    before, after = make_report(entries=entries), make_report(entries=(*entries, new, reversal))
    assert staircase(after) == staircase(before)
    for stage in Stage:
        for payer in Payer:
            restored = amount(after.entries, stage=stage, payer=payer)
            assert restored == amount(before.entries, stage=stage, payer=payer)
    assert [_facts(after, slug) for slug in ("aitransform", "ki-xc", None)] == [
        _facts(before, slug) for slug in ("aitransform", "ki-xc", None)
    ]


def _facts(report: CommitteeReport, slug: str | None) -> list[tuple[Payer, Stage, Degree, Decimal]]:
    return [(share.payer, share.stage, share.degree, share.amount) for share in current_shares(report, slug)]


@given(_ledgers, _entries)
def test_what_takes_effect_later_never_changes_the_sums_of_an_earlier_day(
    entries: Ledger, later: MoneyEntry
) -> None:
    tomorrow = replace(later, id=10**7, effective=on(2026, 7, 1))
    before, after = make_report(entries=entries), make_report(entries=(*entries, tomorrow))
    assert staircase(after) == staircase(before)
    assert current_shares(after, later.block) == current_shares(before, later.block)


# ---------------------------------------------------------------- the staircase


def test_the_staircase_of_the_sample_is_that_of_the_handbook() -> None:
    steps = staircase(sample_report())
    assert steps == make_staircase()
    assert steps.available == millions("1.35")


def test_the_staircase_half_a_year_before_gives_the_changes_of_the_handbook() -> None:
    now, before = staircase(sample_report()), staircase(sample_report_before())
    assert before.available is not None
    changes = [
        (now.appropriated or 0) - (before.appropriated or 0),
        (now.blocked or 0) - (before.blocked or 0),
        (now.released or 0) - (before.released or 0),
        now.committed - before.committed,
        now.disbursed - before.disbursed,
        (now.available or 0) - before.available,
    ]
    assert changes == [millions(text) for text in ("1.12", "-0.80", "1.92", "0.65", "1.31", "1.27")]


def test_steps_without_a_record_are_unknown_and_not_nothing() -> None:
    steps = staircase(make_report(blocks=()))
    assert steps == make_staircase(
        frame=None, appropriated=None, blocked=None, released=None, committed="0", disbursed="0"
    )
    assert steps.available is None


def test_only_regional_and_counted_money_enters_the_staircase() -> None:
    report = make_report(
        entries=(
            make_entry(amount=millions("1.00")),
            make_entry(id=2, payer=Payer.MUNICIPALITY, amount=millions("2.00")),
            make_entry(id=3, counting=Counting.UNCLEAR, amount=millions("4.00")),
            make_entry(id=4, stage=Stage.EARMARKED, amount=millions("8.00")),
        )
    )
    assert staircase(report).committed == millions("1.00")


def test_budgets_of_coming_years_and_plans_are_not_appropriated_yet() -> None:
    report = make_report(
        budget=(
            make_budget_row(id=1, budget_year=2026, amount=millions("1.00")),
            make_budget_row(id=2, budget_year=2027, amount=millions("2.00")),
            make_budget_row(id=3, kind=AppropriationKind.MEDIUM_TERM_PLAN, amount=millions("4.00")),
            make_budget_row(id=4, kind=AppropriationKind.CARRY_FORWARD, amount=millions("8.00")),
            make_budget_row(id=5, effective=on(2026, 7, 1), amount=millions("16.00")),
        ),
        sperrvermerke=(make_sperrvermerk(budget_year=2027),),
    )
    assert staircase(report).appropriated == millions("1.00")
    assert staircase(report).blocked is None


def test_a_release_lowers_only_the_sperrvermerk_it_lifts() -> None:
    report = make_report(
        sperrvermerke=(
            make_sperrvermerk(id=1, amount=millions("2.00")),
            make_sperrvermerk(id=2, amount=millions("1.00")),
        ),
        releases=(
            make_release(id=1, lifts=1, amount=millions("1.50")),
            make_release(id=2, lifts=None, amount=millions("0.30")),
            make_release(id=3, lifts=2, amount=millions("1.00"), effective=on(2026, 7, 1)),
        ),
    )
    assert staircase(report).blocked == millions("1.50")
    assert staircase(report).released == millions("1.80")


def test_what_is_still_blocked_is_rounded_only_by_a_rounded_release_that_lifts_a_sperrvermerk() -> None:
    notes = (make_sperrvermerk(id=1, amount=millions("2.00")),)
    apart = make_report(sperrvermerke=notes, releases=(make_release(id=1, lifts=None, is_rounded=True),))
    lifting = make_report(sperrvermerke=notes, releases=(make_release(id=1, lifts=1, is_rounded=True),))
    assert (has_rounded_releases(apart), has_rounded_blocks(apart)) == (True, False)
    assert (has_rounded_releases(lifting), has_rounded_blocks(lifting)) == (True, True)


def test_a_step_is_rounded_as_long_as_a_rounded_figure_stands_in_it() -> None:
    rounded = make_entry(id=1, is_rounded=True)
    municipal = make_entry(id=2, stage=Stage.EARMARKED, payer=Payer.MUNICIPALITY, is_rounded=True)
    back = replace(rounded, id=3, amount=-rounded.amount, reverses=1)
    assert rounded_stages(make_report(entries=(rounded, municipal))) == {Stage.COMMITTED}
    assert rounded_stages(make_report(entries=(rounded, back))) == frozenset()


# ---------------------------------------------------------------- current shares


def test_the_most_binding_stage_says_how_large_a_share_is() -> None:
    entries = (
        make_entry(id=1, stage=Stage.PLANNED, degree=Degree.PLANNED, amount=millions("5.97")),
        make_entry(
            id=2, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("5.00"), is_rounded=True
        ),
        make_entry(id=3, stage=Stage.DISBURSED, degree=Degree.PAID, amount=millions("3.00")),
        make_entry(
            id=4, stage=Stage.PLANNED, degree=Degree.PLANNED, payer=Payer.STATE, amount=millions("1.00")
        ),
    )
    regional, state = shares_of(entries)
    assert (regional.payer, regional.stage, regional.degree) == (Payer.VRS, Stage.EARMARKED, Degree.DECIDED)
    assert (regional.amount, regional.is_rounded) == (millions("5.00"), True)
    assert (state.payer, state.degree, state.amount) == (Payer.STATE, Degree.PLANNED, millions("1.00"))


def test_a_notice_replaces_the_resolution_even_if_it_is_lower() -> None:
    entries = (
        make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("5.00")),
        make_entry(id=2, stage=Stage.COMMITTED, degree=Degree.GRANTED, amount=millions("4.50")),
    )
    assert [share.amount for share in shares_of(entries)] == [millions("4.50")]
    assert decided_total(entries) == millions("5.00")
    assert expected_total(entries) == millions("4.50")


def test_a_share_that_is_only_planned_does_not_look_like_a_rise_in_costs() -> None:
    entries = (
        make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("1.20")),
        make_entry(
            id=2, stage=Stage.PLANNED, degree=Degree.PLANNED, payer=Payer.PRIVATE, amount=millions("2.40")
        ),
    )
    assert (decided_total(entries), expected_total(entries)) == (millions("1.20"), millions("1.20"))


def test_a_share_is_as_binding_as_its_weakest_part() -> None:
    entries = (
        make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.PLEDGED, amount=millions("1.60")),
        make_entry(id=2, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("0.25")),
    )
    assert [(share.degree, share.amount) for share in shares_of(entries)] == [
        (Degree.DECIDED, millions("1.85"))
    ]


def test_what_was_taken_back_says_nothing_about_the_degree_any_more() -> None:
    wrong = make_entry(id=1, stage=Stage.EARMARKED, degree=Degree.PLANNED, is_rounded=True)
    entries = (
        wrong,
        replace(wrong, id=2, amount=-wrong.amount, reverses=1),
        make_entry(id=3, stage=Stage.EARMARKED, degree=Degree.DECIDED, amount=millions("2.00")),
    )
    assert [(share.degree, share.is_rounded, share.amount) for share in shares_of(entries)] == [
        (Degree.DECIDED, False, millions("2.00"))
    ]
    assert [entry.id for entry in standing(entries)] == [3]


def test_a_partial_reversal_leaves_both_entries_standing() -> None:
    entries = (
        make_entry(id=1, amount=millions("2.00")),
        make_entry(id=2, amount=millions("-0.50"), reverses=1),
        make_entry(id=3, amount=millions("-9.00"), reverses=99),
    )
    assert [entry.id for entry in standing(entries)] == [1, 2, 3]


def test_a_payer_whose_amounts_cancel_out_has_no_share() -> None:
    granted = make_entry(id=1, stage=Stage.COMMITTED)
    entries = (granted, replace(granted, id=2, amount=-granted.amount, reverses=1))
    assert shares_of(entries) == ()
    assert expected_total(entries) is None
    assert decided_total(entries) is None


def test_the_share_of_a_block_includes_what_is_contained_in_an_undivided_sum() -> None:
    report = make_report(
        projects=(make_project(),),
        entries=(
            make_entry(id=1, block=None, stage=Stage.EARMARKED, amount=millions("13.20")),
            make_entry(
                id=2,
                block="gruenderzentrum",
                stage=Stage.EARMARKED,
                amount=millions("2.60"),
                counting=Counting.CONTAINED,
            ),
        ),
    )
    assert [share.amount for share in current_shares(report, "gruenderzentrum")] == [millions("2.60")]
    assert [share.amount for share in current_shares(report, None)] == [millions("13.20")]
    assert amount(report.entries, stage=Stage.EARMARKED) == millions("13.20")


def test_selecting_without_conditions_takes_everything() -> None:
    entries = (make_entry(), make_entry(id=2, stage=Stage.PROVEN))
    assert select(entries) == entries
