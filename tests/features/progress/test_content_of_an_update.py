"""What a filed update stores, what goes on unchanged, and what the rules propose."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import (
    LATER,
    NOW,
    add_block,
    add_period,
    approver,
    confirmed,
    filed,
    indicators_of,
    lead_of,
    milestones_of,
    new_ratings,
    new_risk,
    new_statement,
    person,
    with_milestone,
    with_risk,
)
from vrs_tracker.domain.errors import NotFound, RuleViolations
from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    StatusInput,
    StepInput,
    WithheldText,
)
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Light,
    MessageSource,
    RiskState,
    ShiftReason,
    StepOutcome,
    TextSlot,
    UpdateState,
)
from vrs_tracker.features.programme.actions import add_indicator
from vrs_tracker.features.progress.actions import confirm_update, file_update
from vrs_tracker.features.progress.queries import (
    load_form_state,
    open_risks,
    statement_of,
    update_of,
)
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.trail.history import history_of

UNCHANGED = StatusInput(nothing_changed=True, rest_runs=True, risks_checked=True)

H2_2025 = HalfYear(2025, 2)


def fields_of(broken: pytest.ExceptionInfo[RuleViolations]) -> list[str]:
    return [violation.field for violation in broken.value.violations]


def reported_before(session: Session, block: Block, **rest: object) -> StatusUpdate:
    """Confirm an update of the half-year before, announcing one step."""
    return confirmed(session, block, add_period(session, half=H2_2025), **rest)


def rating_of(update: StatusUpdate, dimension: Dimension) -> RatingInput:
    return next(row for row in statement_of(update).ratings if row.dimension is dimension)


# ---------------------------------------------------------------- texts and steps


def test_a_text_kept_from_the_public_carries_its_reason(session: Session) -> None:
    withheld = (WithheldText(slot=TextSlot.ACHIEVED, reason="laufende Verhandlung"),)
    update = filed(session, add_block(session), add_period(session), withheld=withheld)
    flags = {row.slot: (row.is_public, row.withheld_reason) for row in update.texts}
    assert flags[TextSlot.ACHIEVED] == (False, "laufende Verhandlung")
    assert flags[TextSlot.HEADLINE] == (True, "")


def test_a_message_by_telephone_keeps_its_source(session: Session) -> None:
    note = "im Namen der Projektleitung, telefonisch am 09.07."
    block, period, editor = add_block(session), add_period(session), person(session)
    new = new_statement(message_source=MessageSource.PHONE, message_note=note)
    update = file_update(session, block, period, new, by=editor, now=NOW)
    assert (update.message_source, update.message_note, update.filed_by) == (
        MessageSource.PHONE,
        note,
        editor.key,
    )


def test_steps_that_were_announced_are_answered(session: Session) -> None:
    block = add_block(session)
    steps = (
        StepInput(text="Ausschreibung", due=date(2026, 3, 1)),
        StepInput(text="Umzug", due=date(2026, 5, 1)),
    )
    reported_before(session, block, next_steps=steps)
    period = add_period(session)
    with pytest.raises(RuleViolations) as broken:
        filed(session, block, period, announced=(StepOutcome.DONE,))
    assert fields_of(broken) == ["announced-1"]
    update = filed(session, block, period, announced=(StepOutcome.DONE, StepOutcome.POSTPONED))
    outcomes = {row.step.text: row.outcome for row in update.step_results}
    assert outcomes == {"Ausschreibung": StepOutcome.DONE, "Umzug": StepOutcome.POSTPONED}


def test_steps_already_answered_by_a_later_update_stay(session: Session) -> None:
    block, earlier = add_block(session), add_period(session, half=H2_2025)
    before = confirmed(session, block, earlier)
    filed(session, block, add_period(session), announced=(StepOutcome.DONE,))
    before.state, before.confirmed_by, before.confirmed_at = UpdateState.FILED, None, None
    session.flush()
    with pytest.raises(RuleViolations) as broken:
        filed(session, block, earlier, next_steps=())
    assert fields_of(broken) == ["next_steps"]
    unchanged = filed(session, block, earlier, headline="Ein genauerer Satz.")
    assert [step.text for step in unchanged.next_steps] == ["Die Standortwahl wird vorbereitet."]


def test_fewer_texts_and_steps_leave_no_old_rows(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    filed(session, block, period, decision="Soll der Standort wechseln?")
    filed(session, block, period, decision="", next_steps=())
    session.expire_all()
    update = update_of(session, block.id, period.id)
    assert update is not None
    assert [row.slot for row in update.texts] == [TextSlot.HEADLINE, TextSlot.ACHIEVED]
    assert update.next_steps == []


# ---------------------------------------------------------------- nothing has changed


def test_nothing_changed_carries_all_but_what_was_achieved(session: Session) -> None:
    block = add_block(session)
    last = reported_before(session, block, decision="Soll der Standort wechseln?")
    update = file_update(
        session,
        block,
        add_period(session),
        UNCHANGED,
        by=lead_of(session, "ki-xc"),
        now=LATER,
    )
    told, before = statement_of(update), statement_of(last)
    assert (told.headline, told.decision, told.next_steps) == (
        before.headline,
        before.decision,
        before.next_steps,
    )
    assert [row.reported for row in told.ratings] == [row.reported for row in before.ratings]
    assert told.achieved == ""
    assert told.announced == (StepOutcome.RUNNING,)


def test_what_was_not_public_stays_so_when_nothing_changed(session: Session) -> None:
    block = add_block(session)
    hidden = WithheldText(slot=TextSlot.HEADLINE, reason="laufende Verhandlung")
    reported_before(session, block, withheld=(hidden,))
    update = file_update(session, block, add_period(session), UNCHANGED, by=person(session), now=LATER)
    assert statement_of(update).withheld == (hidden,)


def test_nothing_changed_needs_an_earlier_update(session: Session) -> None:
    with pytest.raises(RuleViolations) as broken:
        file_update(
            session,
            add_block(session),
            add_period(session),
            UNCHANGED,
            by=person(session),
            now=NOW,
        )
    assert fields_of(broken) == ["nothing_changed"]


def test_due_milestones_are_confirmed_even_when_nothing_changed(session: Session) -> None:
    block = add_block(session)
    reported_before(session, block)
    due = with_milestone(session, block, baseline=date(2026, 6, 1))
    period, lead = add_period(session), lead_of(session, "ki-xc")
    with pytest.raises(RuleViolations) as broken:
        file_update(session, block, period, UNCHANGED, by=lead, now=LATER)
    assert "milestones" in fields_of(broken)
    reached = StatusInput(
        nothing_changed=True,
        rest_runs=True,
        risks_checked=True,
        milestones=(MilestoneInput(id=due.id, actual=date(2026, 6, 2)),),
    )
    update = file_update(session, block, period, reached, by=lead, now=LATER)
    assert (update.nothing_changed, due.actual_on) == (True, date(2026, 6, 2))


def test_nothing_changed_does_not_hide_a_light_that_the_rules_see_otherwise(session: Session) -> None:
    block = add_block(session)
    with_milestone(session, block, baseline=date(2026, 3, 1), forecast=date(2026, 3, 1))
    planned = replace(new_ratings()[0], reported=Light.ON_TRACK)
    rated = (planned, *new_ratings()[1:])
    past = add_period(session, half=H2_2025)
    update = file_update(
        session,
        block,
        past,
        new_statement(ratings=rated),
        by=person(session),
        now=NOW.replace(year=2025, month=12),
    )
    confirm_update(session, update, by=approver(session), now=NOW)
    milestone = milestones_of(session, block.id)[0]
    late = MilestoneInput(id=milestone.id, forecast=date(2026, 12, 1), shift_reason=ShiftReason.PERMIT)
    unchanged = replace(UNCHANGED, milestones=(late,))
    with pytest.raises(RuleViolations, match="Vorgeschlagen ist bei „Termine“ deshalb „kritisch“"):
        file_update(session, block, add_period(session), unchanged, by=person(session), now=LATER)


# ---------------------------------------------------------------- the rules propose


def test_the_proposal_is_computed_whatever_the_input_says(session: Session) -> None:
    block = add_block(session)
    milestone = with_milestone(session, block, baseline=date(2026, 7, 31))
    moved = MilestoneInput(id=milestone.id, forecast=date(2026, 9, 16), shift_reason=ShiftReason.TENDER)
    tampered = tuple(replace(row, proposed=row.reported) for row in new_ratings(Light.ON_TRACK))
    with pytest.raises(RuleViolations) as broken:
        filed(session, block, add_period(session), milestones=(moved,), ratings=tampered)
    assert "ratings-0-deviation_reason" in fields_of(broken)
    assert "Vorgeschlagen ist „Abweichung“, gemeldet „planmäßig“." in str(broken.value)


def test_a_deviation_with_measure_follows_the_proposal_without_a_reason(session: Session) -> None:
    block = add_block(session)
    milestone = with_milestone(session, block, baseline=date(2026, 7, 31))
    moved = MilestoneInput(id=milestone.id, forecast=date(2026, 9, 16), shift_reason=ShiftReason.TENDER)
    late = RatingInput(
        dimension=Dimension.SCHEDULE,
        proposed=Light.UNKNOWN,
        reported=Light.AT_RISK,
        measure="Das Gewerk wird neu ausgeschrieben.",
        measure_due=date(2026, 8, 15),
    )
    update = filed(
        session, block, add_period(session), milestones=(moved,), ratings=(late, *new_ratings()[1:])
    )
    stored = rating_of(update, Dimension.SCHEDULE)
    assert (stored.proposed, stored.reported, stored.deviation_reason) == (Light.AT_RISK, Light.AT_RISK, "")
    assert stored.proposal_reason.endswith("47 Tage nach dem ersten Plan.")


def test_reported_values_count_for_the_proposal_of_results(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    editor = person(session)
    agreed = TargetInput(target=Decimal(40))
    add_indicator(session, block, IndicatorKind.COMPANIES, agreed, by=editor, now=NOW)
    state = load_form_state(session, block, period, today=NOW.date())
    proposals = state.proposals((), (IndicatorInput(kind=IndicatorKind.COMPANIES, actual=Decimal(11)),))
    assert proposals[Dimension.RESULTS].reason == "Bei „erreichte Unternehmen“ sind 11 von 40 erreicht."


# ---------------------------------------------------------------- registers


def test_milestones_risks_and_values_reach_their_registers(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    agreed = TargetInput(target=Decimal(12))
    add_indicator(session, block, IndicatorKind.EVENTS, agreed, by=person(session), now=NOW)
    risk = with_risk(session, block)
    settled = new_risk(id=risk.id, state=RiskState.SETTLED)
    update = filed(
        session,
        block,
        period,
        milestones=(MilestoneInput(title="Ausstattung bestellt", baseline=date(2027, 1, 15)),),
        risks=(settled, new_risk(title="Baupreise")),
        indicators=(IndicatorInput(kind=IndicatorKind.EVENTS, actual=Decimal(6), is_estimated=True),),
        ratings=tuple(
            replace(row, reported=Light.ON_TRACK)
            if row.dimension in (Dimension.SCHEDULE, Dimension.RESULTS)
            else row
            for row in new_ratings()
        ),
    )
    assert update.state is UpdateState.FILED
    assert [row.title for row in milestones_of(session, block.id)] == ["Ausstattung bestellt"]
    assert [row.title for row in open_risks(session, block.id)] == ["Baupreise"]
    value = indicators_of(session, block.id)[0].values[0]
    assert (value.as_of, value.value, value.is_estimated) == (date(2026, 6, 30), Decimal(6), True)
    assert "Meldung für das 1. Halbjahr 2026." in history_of(session, "risk", risk.id)[0]


def test_a_risk_of_another_block_is_not_found_here(session: Session) -> None:
    block, other = add_block(session), add_block(session, "aivision", number=2)
    foreign = with_risk(session, other)
    with pytest.raises(NotFound):
        filed(session, block, add_period(session), risks=(new_risk(id=foreign.id, title="umbenannt"),))


def test_checking_the_risks_dates_all_open_ones(session: Session) -> None:
    block = add_block(session)
    risk = with_risk(session, block)
    risk.checked_on = date(2026, 1, 14)
    session.flush()
    filed(session, block, add_period(session))
    assert risk.checked_on == date(2026, 7, 9)


def test_a_whole_update_takes_the_same_statements_for_few_and_many_blocks(session: Session) -> None:
    def statements_for(block: Block, period: ReportingPeriod) -> int:
        seen: list[str] = []

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        session.expire_all()
        connection = session.connection()
        sa.event.listen(connection, "before_cursor_execute", count)
        load_form_state(session, block, period, today=NOW.date())
        sa.event.remove(connection, "before_cursor_execute", count)
        return len(seen)

    period, block = add_period(session), add_block(session)
    reported_before(session, block)
    with_milestone(session, block)
    few = statements_for(block, period)
    for number in range(2, 5):
        with_milestone(session, block, f"Meilenstein {number}")
        with_risk(session, block, title=f"Risiko {number}")
    assert statements_for(block, period) == few
