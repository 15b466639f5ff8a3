from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from tests.domain.cofunding_values import given, make_cap, make_half, make_rule, make_watched
from tests.domain.report_values import millions, on
from vrs_tracker.domain.cofunding.judging import (
    ENDED,
    NO_MONEY,
    NOT_OF_ITS_TIME,
    NOT_ON_THIS_LEVEL,
    PRIVATE_ONLY,
    UNKNOWN,
    Verdict,
    verdicts,
)
from vrs_tracker.domain.cofunding.watched import Watched
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind, RuleOutcome
from vrs_tracker.domain.vocabulary.money import Counting, Degree, Payer, Stage

KOMMUNE = Payer.MUNICIPALITY
CENTS = st.integers(min_value=1, max_value=2_000_000_000).map(from_cents)
DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2026, 6, 30))


def verdict(watch: Watched, level: Stage = Stage.COMMITTED, block: str | None = "aitransform") -> Verdict:
    return next(
        one
        for one in verdicts(watch)
        if one.level is level and (one.block.slug if one.block else None) == block
    )


def test_a_match_is_kept_when_the_municipality_gives_as_much() -> None:
    found = verdict(make_watched(given("5"), given("5", KOMMUNE, Stage.EARMARKED)))
    assert (found.outcome, found.gap) == (RuleOutcome.KEPT, millions("0"))
    assert found.sentence == (
        "AITransform (Böblingen): Regional sind 5,00 Millionen Euro bewilligt, kommunal 5,00 Millionen "
        "Euro beschlossen."
    )


def test_what_is_missing_of_a_match_is_told() -> None:
    found = verdict(make_watched(given("5"), given("4.2", KOMMUNE, Stage.EARMARKED)))
    assert (found.outcome, found.gap) == (RuleOutcome.BROKEN, millions("0.8"))
    assert found.sentence.endswith("Es fehlen 0,80 Millionen Euro.")


def test_a_plan_is_no_counterpart_of_what_is_granted() -> None:
    found = verdict(make_watched(given("5"), given("5", KOMMUNE, Stage.PLANNED)))
    assert found.gap == millions("5")
    assert "ist nichts beschlossen oder zugesagt, geplant sind 5,00 Millionen Euro." in found.sentence


def test_a_pledge_that_is_booked_as_planned_is_called_both() -> None:
    pledged = given("5", KOMMUNE, Stage.PLANNED, degree=Degree.PLEDGED)
    found = verdict(make_watched(given("5"), pledged))
    assert found.gap == millions("5")
    assert (
        "kommunal sind 5,00 Millionen Euro zugesagt (Stufe „geplant“); das zählt erst ab der Stufe "
        "„beschlossen“."
    ) in found.sentence


def test_a_share_that_nobody_has_recorded_is_missing() -> None:
    report = make_watched(given("1", block="gainsight"), given("1", block="maikerspace"))
    found = verdict(report, block="maikerspace")
    assert found.outcome is RuleOutcome.BROKEN
    assert "kommunal ist kein Anteil erfasst" in found.sentence


def test_the_difference_of_a_rounded_figure_is_told_in_millions() -> None:
    rounded = given("2.6", is_rounded=True)
    found = verdict(make_watched(rounded, given("1.5975", KOMMUNE, Stage.EARMARKED)))
    assert found.is_rounded
    assert found.sentence.endswith("Es fehlen rund 1,00 Millionen Euro.")


def test_the_cents_of_a_small_rounded_difference_stay() -> None:
    found = verdict(make_watched(given("0.005", is_rounded=True), given("0.004", KOMMUNE, Stage.EARMARKED)))
    assert found.sentence.endswith("Es fehlen rund 1.000,00 Euro.")


def test_the_motion_is_judged_as_of_its_time() -> None:
    found = verdict(make_watched(), Stage.PLANNED, "maikerspace")
    assert (found.outcome, found.why) == (RuleOutcome.NOT_JUDGED, NOT_OF_ITS_TIME)
    assert "vom 16.10.2021, die Regel gilt seit dem 01.11.2023" in found.sentence


def test_a_block_of_private_money_only_is_not_judged() -> None:
    found = verdict(make_watched(), block="aivision")
    assert (found.outcome, found.why) == (RuleOutcome.NOT_JUDGED, PRIVATE_ONLY)


def test_a_level_without_regional_money_is_not_judged() -> None:
    assert verdict(make_watched(), block="aiexpress").why == NO_MONEY
    taken_back = replace(given("-1"), note="")
    assert verdict(make_watched(taken_back)).why == NO_MONEY


def test_payments_are_judged_only_if_those_of_the_other_side_are_known() -> None:
    paid = given("1", stage=Stage.DISBURSED)
    assert verdict(make_watched(paid), Stage.DISBURSED).why == UNKNOWN
    theirs = given("0.4", KOMMUNE, Stage.DISBURSED)
    assert verdict(make_watched(paid, theirs), Stage.DISBURSED).gap == millions("0.6")


def test_money_after_the_end_of_a_rule_is_not_judged() -> None:
    ended = make_rule(valid_until=date(2025, 12, 31))
    assert verdict(make_watched(given("1"), rules=(ended,))).why == ENDED


def test_the_region_may_carry_its_part_of_all_shares() -> None:
    entries = (given("3"), given("2", KOMMUNE, Stage.EARMARKED), given("1", Payer.PRIVATE, Stage.EARMARKED))
    kept = verdict(make_watched(*entries, rules=(make_half(),)))
    assert kept.outcome is RuleOutcome.KEPT
    assert "trägt die Region 50,00\N{NO-BREAK SPACE}%, zulässig sind 50,0\N{NO-BREAK SPACE}%" in kept.sentence
    broken = verdict(make_watched(*entries[:2], rules=(make_half(),)))
    assert broken.gap == millions("0.5")
    assert broken.sentence.endswith("Das sind 0,50 Millionen Euro mehr als zulässig.")
    paid = given("1", stage=Stage.DISBURSED)
    assert verdict(make_watched(paid, rules=(make_half(),)), Stage.DISBURSED).why == UNKNOWN


def test_awards_over_the_frame_are_named_and_not_smoothed() -> None:
    first = given("13.2", stage=Stage.EARMARKED, block=None, is_rounded=True)
    second = given("3.6", stage=Stage.EARMARKED, block=None, is_rounded=True)
    found = verdict(make_watched(first, second, rules=(make_cap(),)), Stage.EARMARKED, None)
    assert (found.outcome, found.gap) == (RuleOutcome.BROKEN, millions("0.58"))
    assert found.sentence.endswith("Das sind rund 0,58 Millionen Euro mehr.")


def test_the_frame_holds_the_motion_itself() -> None:
    watch = make_watched(rules=(make_cap(),))
    assert verdict(watch, Stage.PLANNED, None).outcome is RuleOutcome.KEPT
    assert verdict(watch, Stage.COMMITTED, None).why == NO_MONEY
    assert verdict(make_watched(rules=(make_cap(),), blocks=()), Stage.PLANNED, None).why == NO_MONEY


def test_what_is_contained_in_an_undivided_sum_counts_once() -> None:
    whole = given("13.2", stage=Stage.EARMARKED, block=None)
    part = replace(given("5", stage=Stage.EARMARKED), counting=Counting.CONTAINED)
    watch = make_watched(whole, part, rules=(make_cap(),))
    assert verdict(watch, Stage.EARMARKED, None).outcome is RuleOutcome.KEPT


def test_the_cap_of_a_call_counts_what_was_decided_while_it_ran() -> None:
    call = replace(make_cap("3", FundingRuleKind.CALL_CAP), valid_until=date(2024, 12, 31))
    before = given("13.2", stage=Stage.EARMARKED, block=None)
    inside = replace(given("3.6", stage=Stage.EARMARKED, block=None), effective=on(2024, 7, 30))
    watch = make_watched(before, inside, rules=(call,))
    assert verdict(watch, Stage.EARMARKED, None).gap == millions("0.6")
    assert verdict(watch, Stage.COMMITTED, None).why == NOT_ON_THIS_LEVEL


def test_a_cap_outside_its_days_is_not_judged() -> None:
    granted = given("5")
    later = replace(make_cap("1"), valid_from=date(2026, 7, 1))
    assert verdict(make_watched(granted, rules=(later,)), block=None).why == NOT_OF_ITS_TIME
    ended = replace(make_cap("1"), valid_until=date(2026, 1, 31))
    assert verdict(make_watched(granted, rules=(ended,)), block=None).why == ENDED


@examples(CENTS, CENTS, CENTS, st.sampled_from((Stage.EARMARKED, Stage.COMMITTED)))
def test_more_municipal_money_never_breaks_a_match_that_is_kept(
    ours: Decimal, theirs: Decimal, more: Decimal, stage: Stage
) -> None:
    region = replace(given("1", stage=stage), amount=ours)
    town = replace(given("1", KOMMUNE, Stage.EARMARKED), amount=theirs)
    before = verdict(make_watched(region, town), stage)
    after = verdict(make_watched(region, town, replace(town, amount=more)), stage)
    assert after.gap <= before.gap
    assert before.outcome is RuleOutcome.BROKEN or after.outcome is RuleOutcome.KEPT


@examples(CENTS, DAYS, DAYS)
def test_a_rule_never_judges_money_from_before_it_began(ours: Decimal, day: date, begins: date) -> None:
    region = replace(given("1"), amount=ours, effective=on(day.year, day.month, day.day))
    found = verdict(make_watched(region, rules=(make_rule(valid_from=begins),)))
    assert (found.outcome is RuleOutcome.NOT_JUDGED) == (day < begins)


@examples(CENTS, CENTS)
def test_the_gap_is_what_makes_both_sides_equal(ours: Decimal, theirs: Decimal) -> None:
    region = replace(given("1"), amount=ours)
    town = replace(given("1", KOMMUNE, Stage.EARMARKED), amount=theirs)
    found = verdict(make_watched(region, town))
    assert theirs + found.gap == max(ours, theirs)


@pytest.mark.parametrize("level", [Stage.PLANNED, Stage.EARMARKED, Stage.COMMITTED, Stage.DISBURSED])
def test_every_rule_stands_for_every_block_on_every_level(level: Stage) -> None:
    watch = make_watched(given("5"), rules=(make_rule(), make_half(), make_cap()))
    found = [one for one in verdicts(watch) if one.level is level]
    assert len(found) == 2 * len(watch.blocks) + 1
