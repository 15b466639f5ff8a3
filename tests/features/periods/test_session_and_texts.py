"""The session that receives a report, and the texts that belong to no block."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import LATER, NOW, add_body, add_period, add_snapshot, person
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.periods import NarrativeInput, SessionInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState, Purpose
from vrs_tracker.features.periods.actions import set_session, write_narrative
from vrs_tracker.features.periods.queries import deciding_bodies, narrative_of, session_of
from vrs_tracker.trail.history import history_of


def fields_of(broken: pytest.ExceptionInfo[RuleViolations]) -> list[str]:
    return [violation.field for violation in broken.value.violations]


def test_the_session_is_stored_and_changed_later(session: Session) -> None:
    period, body = add_period(session), add_body(session)
    office = person(session, Role.SESSION_OFFICE)
    row = set_session(
        session, period, SessionInput(body_id=body.id, held_on=date(2026, 9, 23)), by=office, now=NOW
    )
    assert (row.version, row.purpose, row.is_open_session) == (1, Purpose.NOTE, True)
    changed = SessionInput(
        body_id=body.id, held_on=date(2026, 9, 23), agenda_item="4", paper_reference="WIV-12/2026", version=1
    )
    assert set_session(session, period, changed, by=office, now=LATER) is row
    assert (row.version, row.agenda_item, row.paper_reference) == (2, "4", "WIV-12/2026")
    assert "Vorlage Nr." in history_of(session, "committee_session", row.id)[0]


@pytest.mark.parametrize("state", PeriodState)
def test_the_session_can_be_entered_in_every_state(session: Session, state: PeriodState) -> None:
    period, body = add_period(session, state=state), add_body(session)
    set_session(session, period, SessionInput(body_id=body.id, agenda_item="4"), by=person(session), now=NOW)
    stored = session_of(session, period)
    assert stored is not None
    assert stored.agenda_item == "4"


def test_the_session_lies_after_the_reference_date(session: Session) -> None:
    new = SessionInput(body_id=add_body(session).id, held_on=date(2026, 6, 30))
    with pytest.raises(RuleViolations) as broken:
        set_session(session, add_period(session), new, by=person(session), now=NOW)
    assert fields_of(broken) == ["held_on"]


def test_a_session_that_moves_far_needs_a_reason(session: Session) -> None:
    period, body, editor = add_period(session), add_body(session), person(session)
    set_session(session, period, SessionInput(body_id=body.id, held_on=date(2026, 9, 23)), by=editor, now=NOW)
    moved = SessionInput(body_id=body.id, held_on=date(2026, 11, 11))
    with pytest.raises(RuleViolations) as broken:
        set_session(session, period, moved, by=editor, now=LATER)
    assert fields_of(broken) == ["reason"]


def test_unchanged_session_data_leave_version_and_history_alone(session: Session) -> None:
    period, new, editor = add_period(session), SessionInput(body_id=add_body(session).id), person(session)
    row = set_session(session, period, new, by=editor, now=NOW)
    told = history_of(session, "committee_session", row.id)
    set_session(session, period, new, by=editor, now=LATER)
    assert row.version == 1
    assert history_of(session, "committee_session", row.id) == told


def test_the_second_of_two_editors_hears_of_the_first(session: Session) -> None:
    period, body, editor = add_period(session), add_body(session), person(session)
    set_session(session, period, SessionInput(body_id=body.id), by=editor, now=NOW)
    first = SessionInput(body_id=body.id, agenda_item="4", version=1)
    set_session(session, period, first, by=editor, now=NOW)
    second = SessionInput(body_id=body.id, agenda_item="5", version=1)
    with pytest.raises(Conflict, match=r"um 10:42 Uhr geändert \(Geschäftsstelle\)"):
        set_session(session, period, second, by=editor, now=LATER)


def test_texts_too_long_for_the_title_block_are_named_at_their_fields(session: Session) -> None:
    new = SessionInput(
        body_id=add_body(session).id,
        agenda_item="4" * 21,
        paper_reference="W" * 61,
        lead_unit="L" * 201,
        note="N" * 1001,
    )
    with pytest.raises(RuleViolations) as broken:
        set_session(session, add_period(session), new, by=person(session), now=NOW)
    assert fields_of(broken) == ["agenda_item", "paper_reference", "lead_unit", "note"]


def test_members_do_not_touch_session_or_texts(session: Session) -> None:
    period, member = add_period(session), person(session, Role.MEMBER)
    with pytest.raises(Forbidden):
        set_session(session, period, SessionInput(body_id=add_body(session).id), by=member, now=NOW)
    with pytest.raises(Forbidden):
        write_narrative(
            session, period, NarrativeSlot.OUTLOOK, NarrativeInput(text="Ausblick"), by=member, now=NOW
        )


@pytest.mark.parametrize("slot", NarrativeSlot)
def test_every_text_of_the_report_is_stored_as_typed(session: Session, slot: NarrativeSlot) -> None:
    period, text = add_period(session), "Erste Zeile\nzweite Zeile – „so“ 🙂"
    write_narrative(session, period, slot, NarrativeInput(text=text), by=person(session), now=NOW)
    session.expire_all()
    stored = narrative_of(session, period, slot)
    assert stored is not None
    assert stored.text == text


def test_the_assessment_has_600_characters_and_withholding_needs_a_reason(session: Session) -> None:
    with pytest.raises(RuleViolations) as broken:
        write_narrative(
            session,
            add_period(session),
            NarrativeSlot.ASSESSMENT,
            NarrativeInput(text="x" * 601, is_public=False),
            by=person(session),
            now=NOW,
        )
    assert fields_of(broken) == ["text", "withheld_reason"]


@pytest.mark.parametrize("state", [PeriodState.RELEASED, PeriodState.PUBLISHED])
def test_texts_stand_once_the_report_is_given_out(session: Session, state: PeriodState) -> None:
    with pytest.raises(RuleViolations, match="stehen fest"):
        write_narrative(
            session,
            add_period(session, state=state),
            NarrativeSlot.OUTLOOK,
            NarrativeInput(text="Nachtrag"),
            by=person(session),
            now=NOW,
        )


def test_a_text_changed_after_freezing_needs_a_reason(session: Session) -> None:
    period, editor = add_period(session, state=PeriodState.IN_REVIEW), person(session)
    add_snapshot(session, period)
    with pytest.raises(RuleViolations) as broken:
        write_narrative(
            session, period, NarrativeSlot.OUTLOOK, NarrativeInput(text="neu"), by=editor, now=LATER
        )
    assert fields_of(broken) == ["reason"]
    explained = NarrativeInput(text="neu", reason="Der Termin stand noch nicht fest.")
    assert (
        write_narrative(session, period, NarrativeSlot.OUTLOOK, explained, by=editor, now=LATER).text == "neu"
    )


def test_two_editors_of_a_text(session: Session) -> None:
    period, editor = add_period(session), person(session)
    write_narrative(session, period, NarrativeSlot.NETWORK, NarrativeInput(text="eins"), by=editor, now=NOW)
    write_narrative(
        session, period, NarrativeSlot.NETWORK, NarrativeInput(text="zwei", version=1), by=editor, now=NOW
    )
    with pytest.raises(Conflict, match="Dieser Text wurde"):
        write_narrative(
            session,
            period,
            NarrativeSlot.NETWORK,
            NarrativeInput(text="drei", version=1),
            by=editor,
            now=LATER,
        )


def test_bodies_are_offered_by_name(session: Session) -> None:
    add_body(session, "Verwaltungsausschuss")
    add_body(session, "Ausschuss für Planung")
    assert [body.name for body in deciding_bodies(session)] == [
        "Ausschuss für Planung",
        "Verwaltungsausschuss",
    ]
