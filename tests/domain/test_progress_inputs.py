from datetime import date, timedelta

import pytest

from tests.domain.report_values import make_milestone
from tests.domain.update_values import TODAY, risk_input
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.blocks import Milestone
from vrs_tracker.domain.inputs.progress import MilestoneInput, check_milestone, check_risk
from vrs_tracker.domain.vocabulary.progress import RiskState, ShiftReason

PLAN = date(2026, 7, 31)
KNOWN = make_milestone(id=7, baseline=PLAN, forecast=PLAN)


def _check(new: MilestoneInput, known: Milestone | None = KNOWN) -> list[str]:
    return [violation.field for violation in check_milestone(new, known, today=TODAY)]


@pytest.mark.parametrize("days", [-31, -30, 0, 30, 31])
def test_a_milestone_that_moves_by_more_than_thirty_days_has_a_reason(days: int) -> None:
    moved = MilestoneInput(id=7, forecast=PLAN + timedelta(days=days))
    assert _check(moved) == (["shift_reason"] if abs(days) > 30 else [])


def test_the_message_names_the_days() -> None:
    found = check_milestone(MilestoneInput(id=7, forecast=date(2026, 9, 16)), KNOWN, today=TODAY)
    assert found == (
        Violation(
            "shift_reason", "Der Termin weicht um 47 Tage vom Plan ab. Wählen Sie den Grund der Verschiebung."
        ),
    )


def test_a_reason_from_the_list_is_enough() -> None:
    assert _check(MilestoneInput(id=7, forecast=date(2026, 9, 16), shift_reason=ShiftReason.TENDER)) == []


def test_another_reason_is_described() -> None:
    moved = MilestoneInput(id=7, forecast=date(2026, 9, 16), shift_reason=ShiftReason.OTHER)
    assert _check(moved) == ["shift_note"]


def test_small_shifts_that_add_up_have_a_reason_once() -> None:
    crept = make_milestone(id=7, baseline=PLAN, forecast=PLAN + timedelta(days=20))
    explained = make_milestone(
        id=7, baseline=PLAN, forecast=PLAN + timedelta(days=20), shift_reason=ShiftReason.CAPACITY
    )
    further = MilestoneInput(id=7, forecast=PLAN + timedelta(days=40))
    assert _check(further, crept) == ["shift_reason"]
    assert _check(further, explained) == []


def test_a_milestone_reached_much_later_than_expected_has_a_reason() -> None:
    expected = make_milestone(id=7, baseline=date(2026, 3, 1), forecast=date(2026, 3, 1))
    assert _check(MilestoneInput(id=7, actual=date(2026, 5, 1)), expected) == ["shift_reason"]


def test_an_expected_date_is_not_taken_away() -> None:
    found = check_milestone(MilestoneInput(id=7), KNOWN, today=TODAY)
    assert found == (
        Violation(
            "forecast", "Nennen Sie den Termin, der jetzt erwartet wird. Zuletzt war es der 31.07.2026."
        ),
    )


def test_a_milestone_that_never_had_an_expected_date_may_stay_without() -> None:
    assert _check(MilestoneInput(id=7), make_milestone(id=7, forecast=None)) == []


def test_nothing_is_reached_in_the_future() -> None:
    assert _check(MilestoneInput(id=7, actual=TODAY)) == []
    assert _check(MilestoneInput(id=7, actual=TODAY + timedelta(days=1))) == ["actual"]


def test_a_new_milestone_is_an_event_with_a_plan() -> None:
    assert _check(MilestoneInput(title="Baubeginn", baseline=PLAN, forecast=PLAN), None) == []
    assert _check(MilestoneInput(), None) == ["title", "baseline"]


def test_a_milestone_that_is_not_public_has_a_reason() -> None:
    hidden = MilestoneInput(id=7, forecast=PLAN, is_public=False)
    assert _check(hidden) == ["withheld_reason"]


def test_an_open_risk_needs_cause_effect_and_a_dated_measure() -> None:
    empty = risk_input(title="", cause="", effect="", measure="", responsible="", due=None)
    assert [violation.field for violation in check_risk(empty)] == [
        *("title", "cause", "effect", "measure", "responsible", "due")
    ]
    assert check_risk(risk_input()) == ()


def test_a_settled_risk_needs_no_measure_any_more() -> None:
    assert check_risk(risk_input(measure="", responsible="", due=None, state=RiskState.SETTLED)) == ()


def test_a_risk_that_is_not_public_has_a_reason() -> None:
    assert [violation.field for violation in check_risk(risk_input(is_public=False))] == ["withheld_reason"]
    assert check_risk(risk_input(is_public=False, withheld_reason="Laufende Verhandlung")) == ()
