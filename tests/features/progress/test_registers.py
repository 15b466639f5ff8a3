"""Milestones, risks and indicators outside a status update."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import (
    LATER,
    NOW,
    TODAY,
    add_block,
    indicators_of,
    lead_of,
    milestones_of,
    new_risk,
    person,
    with_milestone,
    with_risk,
)
from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.inputs.progress import IndicatorInput, MilestoneInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, RiskState, ShiftReason, Trend
from vrs_tracker.features.progress import queries
from vrs_tracker.features.progress.actions import (
    add_milestone,
    add_risk,
    check_risks,
    edit_milestone,
    edit_risk,
    move_milestone,
    reach_milestone,
    record_indicator_value,
    settle_risk,
)
from vrs_tracker.features.progress.queries.registers import stated_indicator
from vrs_tracker.trail.history import history_of

STICHTAG = date(2026, 6, 30)


def fields_of(broken: pytest.ExceptionInfo[RuleViolations]) -> list[str]:
    return [violation.field for violation in broken.value.violations]


# ---------------------------------------------------------------- milestones


def test_a_new_milestone_is_expected_as_planned_and_stands_last(session: Session) -> None:
    block = add_block(session)
    first, second = with_milestone(session, block), with_milestone(session, block, "Umzug")
    assert (first.position, second.position) == (1, 2)
    assert second.forecast_on == second.baseline_on == date(2026, 10, 1)
    assert "Umzug" in history_of(session, "milestone", second.id)[0]


def test_the_same_post_twice_adds_one_milestone_and_one_risk(session: Session) -> None:
    block, editor = add_block(session), person(session)
    new = MilestoneInput(title="Umzug", baseline=date(2026, 10, 1), post_key="k" * 24)
    once = add_milestone(session, block, new, by=editor, now=NOW)
    assert add_milestone(session, block, new, by=editor, now=LATER) is once
    risk = add_risk(session, block, new_risk(post_key="r" * 24), by=editor, now=NOW)
    assert add_risk(session, block, new_risk(post_key="r" * 24), by=editor, now=LATER) is risk
    assert len(milestones_of(session, block.id)) == len(queries.open_risks(session, block.id)) == 1


def test_a_milestone_without_title_or_plan_is_refused(session: Session) -> None:
    with pytest.raises(RuleViolations) as broken:
        add_milestone(session, add_block(session), MilestoneInput(), by=person(session), now=NOW)
    assert fields_of(broken) == ["title", "baseline"]


def test_thirty_days_need_no_reason_thirty_one_do(session: Session) -> None:
    milestone, lead = with_milestone(session, add_block(session)), lead_of(session, "ki-xc")
    move_milestone(session, milestone, date(2026, 10, 31), by=lead, now=NOW)
    assert (milestone.forecast_on, milestone.shift_reason) == (date(2026, 10, 31), None)
    with pytest.raises(RuleViolations) as broken:
        move_milestone(session, milestone, date(2026, 12, 1), by=lead, now=NOW)
    assert fields_of(broken) == ["shift_reason"]
    assert milestone.forecast_on == date(2026, 10, 31)


def test_the_reason_of_a_shift_stands_in_the_history(session: Session) -> None:
    milestone = with_milestone(session, add_block(session))
    move_milestone(
        session,
        milestone,
        date(2026, 12, 1),
        by=person(session),
        now=LATER,
        shift_reason=ShiftReason.TENDER,
        shift_note="Ein Gewerk wird neu ausgeschrieben.",
    )
    told = " ".join(history_of(session, "milestone", milestone.id))
    assert "Vergabe ohne Ergebnis. Ein Gewerk wird neu ausgeschrieben." in told
    assert milestone.baseline_on == date(2026, 10, 1)


def test_a_small_shift_keeps_the_reason_of_the_large_one(session: Session) -> None:
    milestone, editor = with_milestone(session, add_block(session)), person(session)
    reason = ShiftReason.PERMIT
    move_milestone(session, milestone, date(2026, 12, 1), by=editor, now=NOW, shift_reason=reason)
    move_milestone(session, milestone, date(2026, 12, 8), by=editor, now=LATER)
    assert (milestone.forecast_on, milestone.shift_reason) == (date(2026, 12, 8), reason)


def test_a_milestone_is_reached_and_keeps_what_was_expected(session: Session) -> None:
    milestone = with_milestone(session, add_block(session), baseline=date(2026, 7, 1))
    reach_milestone(session, milestone, date(2026, 7, 8), by=person(session), now=NOW)
    assert (milestone.forecast_on, milestone.actual_on) == (date(2026, 7, 1), date(2026, 7, 8))


def test_nothing_is_reached_in_the_future(session: Session) -> None:
    milestone = with_milestone(session, add_block(session))
    with pytest.raises(RuleViolations) as broken:
        reach_milestone(session, milestone, date(2026, 10, 1), by=person(session), now=NOW)
    assert fields_of(broken) == ["actual"]


def test_a_wrong_day_of_reaching_is_taken_back(session: Session) -> None:
    milestone = with_milestone(session, add_block(session), actual=date(2026, 7, 8))
    new = MilestoneInput(id=milestone.id, forecast=date(2026, 10, 20), version=1)
    edit_milestone(session, milestone, new, by=person(session), now=LATER)
    assert (milestone.actual_on, milestone.forecast_on, milestone.version) == (None, date(2026, 10, 20), 2)


def test_moving_never_makes_a_milestone_public(session: Session) -> None:
    reason = "laufende Verhandlung"
    milestone = with_milestone(session, add_block(session), is_public=False, withheld_reason=reason)
    move_milestone(session, milestone, date(2026, 10, 8), by=person(session), now=NOW)
    assert (milestone.is_public, milestone.withheld_reason) == (False, reason)


def test_withholding_a_milestone_needs_a_reason(session: Session) -> None:
    milestone, editor = with_milestone(session, add_block(session)), person(session)
    new = MilestoneInput(id=milestone.id, forecast=date(2026, 10, 1), is_public=False)
    with pytest.raises(RuleViolations) as broken:
        edit_milestone(session, milestone, new, by=editor, now=NOW)
    assert fields_of(broken) == ["withheld_reason"]


def test_what_changes_nothing_leaves_version_and_history(session: Session) -> None:
    milestone = with_milestone(session, add_block(session))
    move_milestone(session, milestone, date(2026, 10, 1), by=person(session), now=LATER)
    assert milestone.version == 1
    assert len(history_of(session, "milestone", milestone.id)) == 1


def test_milestones_and_risks_of_others_are_not_touched(session: Session) -> None:
    block = add_block(session)
    milestone, risk, stranger = (
        with_milestone(session, block),
        with_risk(session, block),
        lead_of(session, "x"),
    )
    with pytest.raises(Forbidden):
        move_milestone(session, milestone, date(2026, 10, 8), by=stranger, now=NOW)
    with pytest.raises(Forbidden):
        add_milestone(session, block, MilestoneInput(), by=stranger, now=NOW)
    with pytest.raises(Forbidden):
        edit_risk(session, risk, new_risk(), by=stranger, now=NOW)
    with pytest.raises(Forbidden):
        add_risk(session, block, new_risk(), by=person(session, Role.MEMBER), now=NOW)


def test_the_second_editor_of_a_milestone_or_risk_hears_of_the_first(session: Session) -> None:
    block, editor = add_block(session), person(session)
    milestone, risk = with_milestone(session, block), with_risk(session, block)
    move_milestone(session, milestone, date(2026, 10, 8), by=editor, now=NOW)
    late = MilestoneInput(id=milestone.id, forecast=date(2026, 10, 9), version=1)
    with pytest.raises(Conflict, match="Dieser Meilenstein wurde"):
        edit_milestone(session, milestone, late, by=editor, now=LATER)
    edit_risk(session, risk, new_risk(trend=Trend.RISING, version=1), by=editor, now=NOW)
    with pytest.raises(Conflict, match="Dieses Risiko wurde"):
        edit_risk(session, risk, new_risk(trend=Trend.FALLING, version=1), by=editor, now=LATER)


def test_unknown_milestones_and_risks_are_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.milestone_by_id(session, 4711)
    with pytest.raises(NotFound):
        queries.risk_by_id(session, 4711)


# ---------------------------------------------------------------- risks


def test_a_risk_is_recorded_and_checked_on_its_day(session: Session) -> None:
    risk = with_risk(session, add_block(session))
    assert (risk.recorded_on, risk.checked_on, risk.state) == (TODAY, TODAY, RiskState.OPEN)


def test_an_open_risk_has_a_dated_measure_and_somebody_responsible(session: Session) -> None:
    incomplete = new_risk(measure="", responsible=" ", due=None)
    with pytest.raises(RuleViolations) as broken:
        add_risk(session, add_block(session), incomplete, by=person(session), now=NOW)
    assert fields_of(broken) == ["measure", "responsible", "due"]


def test_a_measure_that_moves_far_needs_a_reason(session: Session) -> None:
    risk, editor = with_risk(session, add_block(session)), person(session)
    later = new_risk(due=date(2027, 2, 1))
    with pytest.raises(RuleViolations) as broken:
        edit_risk(session, risk, later, by=editor, now=NOW)
    assert fields_of(broken) == ["reason"]
    edit_risk(session, risk, later, by=editor, now=NOW, reason="Das Gutachten kommt später.")
    assert risk.due_on == date(2027, 2, 1)


def test_a_settled_risk_leaves_the_open_ones_but_stays_recorded(session: Session) -> None:
    block = add_block(session)
    risk = with_risk(session, block)
    settle_risk(session, risk, by=person(session), now=LATER, version=1)
    assert queries.open_risks(session, block.id) == []
    assert queries.risk_by_id(session, risk.id).state is RiskState.SETTLED


def test_checking_counts_the_open_risks(session: Session) -> None:
    block = add_block(session)
    first, second = with_risk(session, block), with_risk(session, block, title="Baupreise")
    settle_risk(session, second, by=person(session), now=NOW)
    first.checked_on = None
    session.flush()
    assert check_risks(session, block, by=lead_of(session, "ki-xc"), now=LATER) == 1
    assert first.checked_on == TODAY


# ---------------------------------------------------------------- indicators


def test_a_value_for_the_same_day_replaces_the_earlier_one(session: Session) -> None:
    block, editor = add_block(session), person(session)
    for value in ("11", "12"):
        new = IndicatorInput(kind=IndicatorKind.COMPANIES, actual=Decimal(value))
        record_indicator_value(session, block, new, STICHTAG, by=editor, now=NOW)
    indicator = indicators_of(session, block.id)[0]
    assert (indicator.target, [row.value for row in indicator.values]) == (None, [Decimal(12)])
    assert "von 11 auf 12" in history_of(session, "indicator_target", indicator.id)[0]


def test_no_value_writes_nothing(session: Session) -> None:
    block = add_block(session)
    nothing = IndicatorInput(kind=IndicatorKind.SPACE)
    assert record_indicator_value(session, block, nothing, STICHTAG, by=person(session), now=NOW) is None
    assert indicators_of(session, block.id) == []


@pytest.mark.parametrize("value", ["-1", "0.001", "NaN", "Infinity", "1e20"])
def test_what_cannot_be_stored_exactly_is_refused(session: Session, value: str) -> None:
    new = IndicatorInput(kind=IndicatorKind.SPACE, actual=Decimal(value))
    with pytest.raises(RuleViolations) as broken:
        record_indicator_value(session, add_block(session), new, STICHTAG, by=person(session), now=NOW)
    assert fields_of(broken) == ["actual"]


def test_an_indicator_knows_the_value_before(session: Session) -> None:
    block, editor = add_block(session), person(session)
    for day, value in ((date(2025, 12, 31), 4), (STICHTAG, 6)):
        new = IndicatorInput(kind=IndicatorKind.EVENTS, actual=Decimal(value))
        record_indicator_value(session, block, new, day, by=editor, now=NOW)
    session.expire_all()
    row = indicators_of(session, block.id)[0]
    found = stated_indicator(row, row.values, STICHTAG)
    assert (found.actual, found.previous, found.actual_as_of) == (Decimal(6), Decimal(4), STICHTAG)
    earlier = stated_indicator(row, row.values, date(2026, 1, 1))
    assert (earlier.actual, earlier.previous) == (Decimal(4), None)
