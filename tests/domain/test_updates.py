from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_values import PERIOD, make_milestone, make_step
from tests.domain.update_values import (
    known_before,
    nothing_changed,
    rating_input,
    ratings_with,
    risk_input,
    status_input,
)
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.blocks import Milestone
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    StatusInput,
    StepInput,
    WithheldText,
)
from vrs_tracker.domain.updates import (
    UPDATE_STEPS,
    answered_steps,
    check_filing,
    check_return,
    check_status_update,
    check_step,
    may_confirm,
)
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Light,
    ShiftReason,
    StepOutcome,
    TextSlot,
    UpdateState,
)
from vrs_tracker.domain.vocabulary.reporting import PeriodState

DUE = make_milestone(id=7, baseline=date(2026, 5, 31), forecast=date(2026, 5, 31))


def _fields(found: tuple[Violation, ...]) -> list[str]:
    return [violation.field for violation in found]


def _only(found: tuple[Violation, ...]) -> Violation:
    (violation,) = found
    return violation


# ---------------------------------------------------------------- completeness


def test_a_complete_update_is_accepted() -> None:
    assert check_status_update(status_input(), known_before()) == ()


def test_nothing_changed_is_a_complete_answer() -> None:
    known = known_before(announced=(make_step(),), milestones=(make_milestone(),))
    complete = replace(nothing_changed(), announced=answered_steps(nothing_changed(), 1))
    assert check_status_update(complete, known) == ()


def test_the_first_update_cannot_say_that_nothing_changed() -> None:
    found = check_status_update(nothing_changed(), known_before(has_earlier_update=False))
    assert _only(found) == Violation(
        "nothing_changed",
        "Es gibt noch keine frühere Meldung. Beschreiben Sie den Stand bitte einmal vollständig.",
    )


def test_an_empty_form_lists_everything_that_is_missing_in_the_order_of_the_form() -> None:
    empty = status_input(
        nothing_changed=None, achieved="", ratings=(), risks_checked=False, next_steps=(), headline=" "
    )
    found = check_status_update(empty, known_before(announced=(make_step(),)))
    assert _fields(found) == [
        "nothing_changed",
        "announced-0",
        "achieved",
        *["ratings"] * 4,
        "risks_checked",
        "headline",
    ]


def test_an_empty_achievement_names_both_ways_out() -> None:
    assert _only(check_status_update(status_input(achieved=""), known_before())).message == (
        "Schreiben Sie in zwei bis vier Sätzen, was erreicht wurde, oder wählen Sie "
        "„alles wie im letzten Bericht“."
    )


@pytest.mark.parametrize(
    ("field", "limit"), [("headline", 200), ("achieved", 600), ("decision", 400), ("money_change", 1000)]
)
def test_texts_have_limits_and_the_message_names_both_lengths(field: str, limit: int) -> None:
    kept = check_status_update(status_input(**{field: "x" * limit}), known_before())  # type: ignore[arg-type] # a text field, named above
    found = check_status_update(status_input(**{field: "x" * (limit + 1)}), known_before())  # type: ignore[arg-type] # a text field, named above
    assert kept == ()
    assert _only(found).field == field
    assert str(limit + 1)[-3:] in _only(found).message


def test_each_announced_step_wants_an_answer() -> None:
    known = known_before(announced=(make_step(), make_step(text="Der Mietvertrag wird geschlossen.")))
    answered = (StepOutcome.DONE, None)
    assert _only(check_status_update(status_input(announced=answered), known)) == Violation(
        "announced-1", "Sagen Sie, was aus „Der Mietvertrag wird geschlossen.“ geworden ist."
    )
    assert check_status_update(status_input(announced=(StepOutcome.DONE, StepOutcome.RUNNING)), known) == ()


def test_more_than_three_next_steps_are_too_many() -> None:
    step = StepInput(text="Ein Schritt.", due=date(2026, 9, 1))
    assert check_status_update(status_input(next_steps=(step,) * 3), known_before()) == ()
    found = check_status_update(status_input(next_steps=(step,) * 4), known_before())
    assert _only(found) == Violation("next_steps", "Nennen Sie höchstens drei nächste Schritte.")


def test_a_next_step_has_a_text_and_a_month() -> None:
    found = check_status_update(status_input(next_steps=(StepInput(text=" "),)), known_before())
    assert _fields(found) == ["next_steps-0-text", "next_steps-0-due"]


def test_risks_are_to_be_checked() -> None:
    found = check_status_update(status_input(risks_checked=False), known_before())
    assert _only(found) == Violation("risks_checked", "Bestätigen Sie, dass Sie die Risiken geprüft haben.")


def test_what_is_wrong_with_a_risk_stands_at_its_row() -> None:
    update = status_input(risks=(risk_input(), risk_input(measure="", due=None)))
    found = check_status_update(update, known_before())
    assert _fields(found) == ["risks-1-measure", "risks-1-due"]


def test_a_text_that_is_not_public_needs_a_reason() -> None:
    update = status_input(withheld=(WithheldText(slot=TextSlot.DECISION, reason=""),))
    assert _only(check_status_update(update, known_before())) == Violation(
        "withheld-0-reason",
        "Nennen Sie den Grund, warum „Muss der Ausschuss etwas entscheiden?“ nicht öffentlich werden darf.",
    )


def test_the_value_of_an_indicator_is_not_negative() -> None:
    values = (
        IndicatorInput(kind=IndicatorKind.JOBS, actual=Decimal(0)),
        IndicatorInput(kind=IndicatorKind.EVENTS),
        IndicatorInput(kind=IndicatorKind.SPACE, actual=Decimal(-1)),
    )
    found = check_status_update(status_input(indicators=values), known_before())
    assert _fields(found) == ["indicators-2-actual"]


# ---------------------------------------------------------------- milestones


@pytest.mark.parametrize("update", [status_input(), nothing_changed()], ids=["changed", "nothing changed"])
def test_a_due_milestone_is_to_be_confirmed_even_if_nothing_changed(update: StatusInput) -> None:
    assert _only(check_status_update(update, known_before(milestones=(DUE,)))) == Violation(
        "milestones",
        "„Baubeginn“ war für den 31.05.2026 erwartet. Tragen Sie ein, wann der Meilenstein erreicht "
        "wurde oder wann er jetzt erwartet wird.",
    )


@pytest.mark.parametrize(
    "answer",
    [
        MilestoneInput(id=7, actual=date(2026, 6, 3)),
        MilestoneInput(id=7, forecast=date(2026, 7, 20), shift_reason=ShiftReason.PERMIT),
    ],
    ids=["reached", "expected later"],
)
def test_a_due_milestone_is_confirmed_by_either_date(answer: MilestoneInput) -> None:
    found = check_status_update(nothing_changed(milestones=(answer,)), known_before(milestones=(DUE,)))
    assert found == ()


def test_a_due_milestone_that_stays_where_it_was_is_not_confirmed() -> None:
    answer = MilestoneInput(id=7, forecast=DUE.forecast)
    found = check_status_update(nothing_changed(milestones=(answer,)), known_before(milestones=(DUE,)))
    assert _only(found).field == "milestones-0-actual"


@pytest.mark.parametrize(
    ("milestone", "today"),
    [
        (make_milestone(forecast=date(2026, 7, 1)), date(2026, 7, 9)),
        (make_milestone(forecast=date(2026, 6, 28)), date(2026, 6, 24)),
        (make_milestone(forecast=date(2026, 5, 1), actual=date(2026, 5, 2)), date(2026, 7, 9)),
    ],
    ids=["after the reference date", "not yet", "reached"],
)
def test_a_milestone_that_is_not_due_needs_no_answer(milestone: Milestone, today: date) -> None:
    assert check_status_update(nothing_changed(), known_before(today=today, milestones=(milestone,))) == ()


@pytest.mark.parametrize(
    "milestone",
    [
        make_milestone(id=7, baseline=date(2026, 5, 31), forecast=None),
        make_milestone(id=7, forecast=PERIOD.as_of),
    ],
    ids=["never forecast", "on the reference date"],
)
def test_a_milestone_is_due_on_its_day_and_by_its_first_plan_if_it_has_no_other(milestone: Milestone) -> None:
    known = known_before(milestones=(milestone,))
    assert _fields(check_status_update(nothing_changed(), known)) == ["milestones"]


def test_a_due_milestone_is_not_expected_on_the_day_that_is_over() -> None:
    answer = MilestoneInput(id=7, forecast=PERIOD.as_of)
    found = check_status_update(nothing_changed(milestones=(answer,)), known_before(milestones=(DUE,)))
    assert "milestones-0-actual" in _fields(found)


def test_a_running_block_reports_a_reached_milestone_with_its_ratings() -> None:
    reached = status_input(milestones=(MilestoneInput(id=7, actual=date(2026, 6, 3)),))
    assert check_status_update(reached, known_before(milestones=(DUE,))) == ()


def test_an_unknown_milestone_is_refused() -> None:
    found = check_status_update(status_input(milestones=(MilestoneInput(id=99),)), known_before())
    assert _only(found).message == "Diesen Meilenstein gibt es hier nicht mehr. Laden Sie die Seite neu."


def test_a_new_milestone_needs_a_title_and_a_plan() -> None:
    found = check_status_update(status_input(milestones=(MilestoneInput(),)), known_before())
    assert _fields(found) == ["milestones-0-title", "milestones-0-baseline"]


# ---------------------------------------------------------------- ratings


def _check_rating(rating: RatingInput, state: BlockState = BlockState.RUNNING) -> list[str]:
    return _fields(check_status_update(status_input(ratings=ratings_with(rating)), known_before(state=state)))


def test_deviation_without_a_measure_and_its_date_is_refused() -> None:
    rating = rating_input(proposed=Light.AT_RISK, reported=Light.AT_RISK)
    assert _check_rating(rating) == ["ratings-0-measure", "ratings-0-measure_due"]


def test_deviation_with_a_dated_measure_is_accepted() -> None:
    rating = rating_input(
        proposed=Light.AT_RISK,
        reported=Light.AT_RISK,
        measure="Vergabe in Losen",
        measure_due=date(2026, 9, 30),
    )
    assert _check_rating(rating) == []


def test_a_countermeasure_at_critical_stands_with_its_date_or_not_at_all() -> None:
    critical = rating_input(proposed=Light.OFF_TRACK, reported=Light.OFF_TRACK, options="Drei Wege.")
    measured = replace(critical, measure="Die Vergabe wird geteilt.")
    assert _check_rating(measured) == ["ratings-0-measure_due"]
    assert _check_rating(replace(critical, measure_due=date(2026, 9, 30))) == ["ratings-0-measure"]
    assert _check_rating(replace(measured, measure_due=date(2026, 9, 30))) == []


def test_critical_without_options_is_refused() -> None:
    critical = rating_input(proposed=Light.OFF_TRACK, reported=Light.OFF_TRACK)
    assert _check_rating(critical) == ["ratings-0-options"]
    assert _check_rating(replace(critical, options="Drei Wege stehen zur Wahl.")) == []


def test_a_deviation_from_the_proposal_needs_a_reason() -> None:
    update = status_input(ratings=ratings_with(rating_input(proposed=Light.AT_RISK)))
    assert _only(check_status_update(update, known_before())) == Violation(
        "ratings-0-deviation_reason",
        "Vorgeschlagen ist „Abweichung“, gemeldet „planmäßig“. Nennen Sie den Grund; er steht im Bericht.",
    )


def test_a_deviation_with_a_reason_is_accepted() -> None:
    assert (
        _check_rating(rating_input(proposed=Light.AT_RISK, deviation_reason="Der Termin ist bestätigt."))
        == []
    )


def test_where_the_rules_have_nothing_to_judge_any_light_needs_no_reason() -> None:
    assert _check_rating(rating_input(proposed=Light.NOT_APPLICABLE)) == []


def test_to_report_not_applicable_against_a_proposal_needs_a_reason() -> None:
    assert _check_rating(rating_input(reported=Light.NOT_APPLICABLE)) == ["ratings-0-deviation_reason"]


def test_the_light_of_the_blocks_own_state_needs_no_reason() -> None:
    assert _check_rating(rating_input(reported=Light.COMPLETED), BlockState.COMPLETED) == []


def test_nobody_reports_that_there_is_no_current_message() -> None:
    rating = rating_input(proposed=Light.UNKNOWN, reported=Light.UNKNOWN)
    assert _check_rating(rating) == ["ratings-0-reported"]


def test_a_dimension_is_rated_once() -> None:
    doubled = (*ratings_with(rating_input()), rating_input(dimension=Dimension.COST))
    found = check_status_update(status_input(ratings=doubled), known_before())
    assert _only(found).message == "Geben Sie für „Kosten“ genau eine Einschätzung ab."


REACHED = make_milestone(actual=date(2026, 5, 31))


def test_not_started_with_a_reached_milestone_is_refused() -> None:
    rating = rating_input(reported=Light.NOT_STARTED, deviation_reason="Es ruht.")
    update = status_input(ratings=ratings_with(rating))
    assert check_status_update(update, known_before()) == ()
    assert _fields(check_status_update(update, known_before(milestones=(REACHED,)))) == ["ratings"]


def test_a_block_that_is_not_started_cannot_report_a_reached_milestone() -> None:
    known = known_before(state=BlockState.NOT_STARTED, milestones=(DUE,))
    reached = nothing_changed(milestones=(MilestoneInput(id=7, actual=date(2026, 6, 3)),))
    assert _fields(check_status_update(reached, known)) == ["ratings"]


# ---------------------------------------------------------------- the way of an update


def test_nobody_confirms_the_own_update() -> None:
    assert _only(may_confirm("key-1", "key-1")).message == (
        "Sie haben diese Meldung selbst abgegeben. Bestätigen kann sie nur eine zweite Person; "
        "angefragt ist die Geschäftsstelle."
    )


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_people_may_always_confirm_for_each_other(filer: str, confirmer: str) -> None:
    assert bool(may_confirm(filer, confirmer)) == (filer == confirmer)


def test_whoever_made_the_personal_link_does_not_confirm_what_came_through_it() -> None:
    assert may_confirm("lead", "office", "coordination") == ()
    assert _only(may_confirm("lead", "coordination", "coordination")).message == (
        "Sie haben den persönlichen Link erstellt, über den diese Meldung abgegeben wurde. Bestätigen kann "
        "sie nur eine zweite Person; angefragt ist die Geschäftsstelle."
    )


def test_an_update_can_be_confirmed_only_after_it_was_filed() -> None:
    assert check_step(UpdateState.FILED, UpdateState.CONFIRMED) == ()
    assert _only(check_step(UpdateState.DRAFT, UpdateState.CONFIRMED)).message == (
        "Die Meldung ist „Entwurf“; „bestätigt“ ist von da aus nicht möglich."
    )


def test_every_state_of_an_update_leads_to_a_confirmed_one() -> None:
    for start in UpdateState:
        reached, before = {start}, set[UpdateState]()
        while reached != before:
            before = set(reached)
            reached |= {after for state in before for after in UPDATE_STEPS[state]}
        assert UpdateState.CONFIRMED in reached


def test_sending_back_needs_a_reason() -> None:
    assert check_return("Bitte den Termin ergänzen.") == ()
    assert _only(check_return(" ")) == Violation("reason", "Schreiben Sie, was überarbeitet werden soll.")


@pytest.mark.parametrize("state", [PeriodState.COLLECTING, PeriodState.IN_REVIEW])
def test_updates_are_taken_until_the_figures_are_frozen(state: PeriodState) -> None:
    assert check_filing(PERIOD, state, None) == ()


def test_a_late_update_hears_when_the_figures_were_frozen_and_what_to_do() -> None:
    found = check_filing(PERIOD, PeriodState.PUBLISHED, date(2026, 8, 3))
    assert _only(found).message == (
        "Die Zahlen zum 30.06.2026 sind seit dem 03.08.2026 festgeschrieben. Ihre Meldung wird im nächsten "
        "Bericht erscheinen; ist sie dringend, rufen Sie die Programmkoordination an."
    )


def test_a_half_year_that_has_not_been_started_takes_no_updates() -> None:
    assert _only(check_filing(PERIOD, PeriodState.OPEN, None)).message == (
        "Für das 1. Halbjahr 2026 werden noch keine Meldungen gesammelt. Sobald die Programmkoordination sie "
        "anfordert, finden Sie Ihre unter „Meine Aufgaben“."
    )
