"""What an update answers about the one before: its steps, what is the same, and how it is taken back."""

from dataclasses import replace

from tests.domain.report_values import make_step
from tests.domain.update_values import known_before
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.updates import (
    answered_steps,
    check_status_update,
    check_withdrawal,
    unchanged_since,
)
from vrs_tracker.domain.vocabulary.progress import StepOutcome, UpdateState


def test_one_choice_answers_all_steps_that_have_no_answer() -> None:
    typed = StatusInput(announced=(StepOutcome.DONE, None))
    assert answered_steps(typed, 3) == (StepOutcome.DONE, None, None)
    everything_else_runs = replace(typed, rest_runs=True)
    assert answered_steps(everything_else_runs, 3) == (
        StepOutcome.DONE,
        StepOutcome.RUNNING,
        StepOutcome.RUNNING,
    )


def test_nothing_changed_answers_neither_steps_nor_risks_silently() -> None:
    known = known_before(announced=(make_step(),))
    found = check_status_update(StatusInput(nothing_changed=True), known)
    assert [violation.field for violation in found] == [
        "announced-0",
        "risks_checked",
    ]


def test_a_text_is_the_same_since_the_oldest_report_of_an_unbroken_row() -> None:
    told = [
        (HalfYear(2026, 1), {"Satz": "Alles ruht.", "Neu": "anders", "Leer": ""}),
        (HalfYear(2025, 1), {"Satz": "Alles ruht.", "Neu": "so", "Leer": ""}),
        (HalfYear(2024, 2), {"Satz": "Es beginnt."}),
        (HalfYear(2024, 1), {"Satz": "Alles ruht."}),
    ]
    assert unchanged_since(told) == {"Satz": HalfYear(2025, 1), "Neu": HalfYear(2026, 1)}
    assert unchanged_since([]) == {}


def test_what_no_report_ever_said_differently_is_the_same_since_the_first() -> None:
    told = [(HalfYear(2026, 1), {"Satz": "Alles ruht."}), (HalfYear(2025, 2), {"Satz": "Alles ruht."})]
    assert unchanged_since(told) == {"Satz": HalfYear(2025, 2)}


def test_only_what_is_filed_and_not_confirmed_is_taken_back() -> None:
    assert check_withdrawal(UpdateState.FILED) == ()
    for state in (UpdateState.DRAFT, UpdateState.RETURNED, UpdateState.CONFIRMED):
        assert state.label in check_withdrawal(state)[0].message
