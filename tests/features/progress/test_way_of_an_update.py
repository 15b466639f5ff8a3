"""From draft to confirmed: who may do what, and what is refused."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import add_snapshot
from tests.features.progress.progress_rows import (
    LATER,
    NOW,
    add_block,
    add_period,
    approver,
    confirmed,
    filed,
    lead_of,
    new_statement,
    person,
)
from vrs_tracker.domain.drafts import read_draft
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.features.periods.actions import move_period
from vrs_tracker.features.progress.actions import confirm_update, file_update, return_update, save_draft
from vrs_tracker.features.progress.queries import update_of
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.trail.history import history_of


def messages(broken: pytest.ExceptionInfo[RuleViolations]) -> str:
    return " ".join(violation.message for violation in broken.value.violations)


def history_size(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(HistoryEntry)) or 0


def test_a_draft_may_be_incomplete_and_leaves_no_history(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    typed = StatusInput(achieved="Angefangen \N{GRINNING FACE}", nothing_changed=None)
    update = save_draft(session, block, period, typed, by=lead_of(session, "ki-xc"), now=NOW)
    assert update.state is UpdateState.DRAFT
    assert read_draft(update.draft) == typed
    assert history_size(session) == 0


def test_a_later_draft_replaces_the_earlier_one(session: Session) -> None:
    block, period, lead = add_block(session), add_period(session), lead_of(session, "ki-xc")
    save_draft(session, block, period, StatusInput(achieved="eins"), by=lead, now=NOW)
    update = save_draft(session, block, period, StatusInput(achieved="zwei", version=1), by=lead, now=LATER)
    kept = read_draft(update.draft)
    assert kept is not None
    assert (kept.achieved, update.version) == ("zwei", 2)


def test_filing_empties_the_draft_and_tells_one_difference(session: Session) -> None:
    block, period, lead = add_block(session), add_period(session), lead_of(session, "ki-xc")
    save_draft(session, block, period, StatusInput(achieved="noch geheim"), by=lead, now=NOW)
    update = file_update(session, block, period, new_statement(), by=lead, now=LATER)
    assert (update.state, update.draft, update.filed_by) == (UpdateState.FILED, "", lead.key)
    told = " ".join(history_of(session, "status_update", update.id))
    assert "Das Raumkonzept liegt vor." in told
    assert "noch geheim" not in told


def test_filing_again_tells_only_what_is_different(session: Session) -> None:
    block, period, lead = add_block(session), add_period(session), lead_of(session, "ki-xc")
    file_update(session, block, period, new_statement(), by=lead, now=NOW)
    before = history_size(session)
    changed = new_statement(headline="Das Raumkonzept ist abgestimmt.")
    update = file_update(session, block, period, changed, by=lead, now=LATER)
    assert history_size(session) == before + 1
    assert "Das Raumkonzept ist abgestimmt." in history_of(session, "status_update", update.id)[0]


def test_an_update_is_confirmed_by_a_second_person(session: Session) -> None:
    update = filed(session, add_block(session), add_period(session))
    chief = approver(session)
    confirm_update(session, update, by=chief, now=LATER)
    assert (update.state, update.confirmed_by, update.confirmed_at) == (
        UpdateState.CONFIRMED,
        chief.key,
        LATER,
    )


def test_nobody_confirms_the_own_update_through_a_second_account(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    as_editor = person(session, Role.EDITOR, key="same")
    update = file_update(session, block, period, new_statement(), by=as_editor, now=NOW)
    as_approver = person(session, Role.APPROVER, key="same")
    with pytest.raises(RuleViolations) as broken:
        confirm_update(session, update, by=as_approver, now=LATER)
    assert messages(broken) == (
        "Sie haben diese Meldung selbst abgegeben. Bestätigen kann sie nur eine zweite Person; "
        "angefragt ist die Geschäftsstelle."
    )
    assert update.state is UpdateState.FILED


def test_the_database_refuses_one_person_for_both(session: Session) -> None:
    update = filed(session, add_block(session), add_period(session))
    with pytest.raises(sa.exc.IntegrityError, match="confirmed_by_second_person"):
        session.execute(
            sa.update(StatusUpdate).values(
                state=UpdateState.CONFIRMED, confirmed_by=update.filed_by, confirmed_at=LATER
            )
        )


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PARTNER, Role.BUDGET_OFFICER, Role.MEMBER])
def test_only_the_head_office_confirms_and_sends_back(session: Session, role: Role) -> None:
    update = filed(session, add_block(session), add_period(session))
    other = person(session, role, key="other")
    with pytest.raises(Forbidden):
        confirm_update(session, update, by=other, now=LATER)
    with pytest.raises(Forbidden):
        return_update(session, update, "Bitte Termin ergänzen", by=other, now=LATER)


def test_a_project_lead_writes_only_about_the_own_block(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    stranger = lead_of(session, "aitransform")
    with pytest.raises(Forbidden, match="der Projektleitung und der Programmkoordination vorbehalten"):
        file_update(session, block, period, new_statement(), by=stranger, now=NOW)
    with pytest.raises(Forbidden):
        save_draft(session, block, period, new_statement(), by=stranger, now=NOW)
    assert update_of(session, block.id, period.id) is None


def test_the_office_writes_about_every_block(session: Session) -> None:
    block, period, editor = add_block(session), add_period(session), person(session)
    assert file_update(session, block, period, new_statement(), by=editor, now=NOW).filed_by == editor.key


def test_sending_back_names_what_to_revise(session: Session) -> None:
    update = filed(session, add_block(session), add_period(session))
    with pytest.raises(RuleViolations) as broken:
        return_update(session, update, "  ", by=approver(session), now=LATER)
    assert broken.value.violations[0].field == "reason"
    return_update(session, update, "Bitte Termin ergänzen", by=approver(session), now=LATER)
    assert (update.state, update.return_reason) == (UpdateState.RETURNED, "Bitte Termin ergänzen")
    assert "Bitte Termin ergänzen" in history_of(session, "status_update", update.id)[0]


def test_a_returned_update_is_revised_as_draft_and_filed_again(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    update = return_update(session, filed(session, block, period), "Bitte", by=approver(session), now=NOW)
    lead = lead_of(session, "ki-xc")
    save_draft(session, block, period, StatusInput(achieved="in Arbeit"), by=lead, now=LATER)
    assert update.state is UpdateState.RETURNED
    file_update(session, block, period, new_statement(achieved="Überarbeitet."), by=lead, now=LATER)
    assert (update.state, update.return_reason, update.draft) == (UpdateState.FILED, "", "")


def test_a_filed_update_does_not_become_a_draft_again(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    filed(session, block, period)
    with pytest.raises(RuleViolations, match="abgegeben, noch nicht bestätigt"):
        save_draft(session, block, period, StatusInput(), by=lead_of(session, "ki-xc"), now=LATER)


def test_a_draft_is_not_confirmed(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    update = save_draft(session, block, period, StatusInput(), by=lead_of(session, "ki-xc"), now=NOW)
    with pytest.raises(RuleViolations):
        confirm_update(session, update, by=approver(session), now=LATER)
    with pytest.raises(RuleViolations):
        return_update(session, update, "Bitte", by=approver(session), now=LATER)


def test_a_confirmed_update_is_sent_back_before_it_is_changed(session: Session) -> None:
    block, period = add_block(session), add_period(session)
    update = confirmed(session, block, period)
    lead = lead_of(session, "ki-xc")
    with pytest.raises(RuleViolations, match="Die Meldung ist bestätigt"):
        file_update(session, block, period, new_statement(), by=lead, now=LATER)
    return_update(session, update, "Der Termin stimmt nicht.", by=approver(session), now=LATER)
    assert update.confirmed_by is None
    assert file_update(session, block, period, new_statement(), by=lead, now=LATER) is update


def test_after_the_collection_only_a_returned_update_is_written(session: Session) -> None:
    first, second = add_block(session), add_block(session, "aivision", number=2)
    period = add_period(session)
    update = filed(session, first, period)
    move_period(session, period, Move.CLOSE, by=person(session), now=NOW)
    editor = person(session)
    for block in (first, second):
        with pytest.raises(RuleViolations, match=r"Die Sammlung für das 1\. Halbjahr 2026 ist abgeschlossen"):
            file_update(session, block, period, new_statement(), by=editor, now=LATER)
    return_update(session, update, "Bitte Termin ergänzen", by=approver(session), now=LATER)
    assert (
        file_update(session, first, period, new_statement(), by=editor, now=LATER).state is UpdateState.FILED
    )


def test_late_filing_after_freezing_hears_where_it_will_appear(session: Session) -> None:
    block, period = add_block(session), add_period(session, state=PeriodState.IN_REVIEW)
    add_snapshot(session, period)
    with pytest.raises(RuleViolations) as broken:
        file_update(session, block, period, new_statement(), by=person(session), now=LATER)
    assert messages(broken).startswith(
        "Die Zahlen zum 30.06.2026 sind seit dem 09.07.2026 festgeschrieben. Ihre Meldung wird im nächsten "
        "Bericht erscheinen"
    )


def test_a_reopened_half_year_takes_updates_again(session: Session) -> None:
    block, period = add_block(session), add_period(session, state=PeriodState.IN_REVIEW)
    add_snapshot(session, period)
    move_period(session, period, Move.REOPEN, by=approver(session), now=LATER, reason="Nachtrag")
    assert filed(session, block, period).state is UpdateState.FILED


@pytest.mark.parametrize("state", [PeriodState.RELEASED, PeriodState.PUBLISHED])
def test_nothing_is_confirmed_or_sent_back_once_the_report_is_out(
    session: Session, state: PeriodState
) -> None:
    period = add_period(session)
    update = filed(session, add_block(session), period)
    add_snapshot(session, period)
    period.released_by, period.released_at, period.published_at = approver(session).key, LATER, LATER
    period.state = state
    session.flush()
    with pytest.raises(RuleViolations, match="festgeschrieben"):
        confirm_update(session, update, by=approver(session), now=LATER)
    with pytest.raises(RuleViolations, match="festgeschrieben"):
        return_update(session, update, "Bitte", by=approver(session), now=LATER)


def test_no_updates_before_the_half_year_is_started(session: Session) -> None:
    period = add_period(session, state=PeriodState.OPEN)
    with pytest.raises(RuleViolations, match="noch keine Meldungen gesammelt"):
        filed(session, add_block(session), period)


def test_the_second_of_two_writers_hears_who_was_first(session: Session) -> None:
    block, period, lead = add_block(session), add_period(session), lead_of(session, "ki-xc")
    file_update(session, block, period, new_statement(version=0), by=person(session), now=NOW)
    with pytest.raises(Conflict, match=r"Diese Meldung wurde am 09\.07\.2026 um 10:42 Uhr geändert"):
        file_update(session, block, period, new_statement(version=0), by=lead, now=LATER)


def test_what_was_not_looked_at_is_not_confirmed(session: Session) -> None:
    block, period, lead = add_block(session), add_period(session), lead_of(session, "ki-xc")
    update = file_update(session, block, period, new_statement(), by=lead, now=NOW)
    seen = update.version
    file_update(session, block, period, new_statement(headline="Ein anderer Satz."), by=lead, now=LATER)
    with pytest.raises(Conflict):
        confirm_update(session, update, by=approver(session), now=LATER, version=seen)
    with pytest.raises(Conflict):
        return_update(session, update, "Bitte", by=approver(session), now=LATER, version=seen)
    assert update.state is UpdateState.FILED
