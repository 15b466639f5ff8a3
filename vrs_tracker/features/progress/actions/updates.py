"""The way of a status update: draft, filed, sent back, confirmed by a second person."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.drafts import write_draft
from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.locks import CONFIRMED_UPDATE, collection_closed
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.statements import (
    check_carried,
    compare,
    tell_statement,
)
from vrs_tracker.domain.updates import (
    check_filing,
    check_return,
    check_status_update,
    check_step,
    check_withdrawal,
    may_confirm,
)
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.accounts.actions import end_links
from vrs_tracker.features.accounts.queries import maker_of
from vrs_tracker.features.periods.queries import editable, frozen_at, half_year
from vrs_tracker.features.progress.actions.filing import write_registers, write_statement
from vrs_tracker.features.progress.actions.milestones import check_reporter, day_of
from vrs_tracker.features.progress.queries import (
    FormState,
    has_answers,
    load_form_state,
    statement_of,
    update_of,
)
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.trail.history import Change, record
from vrs_tracker.trail.versions import check_version, hold

STEM = "Diese Meldung wurde"


def save_draft(
    session: Session,
    block: Block,
    period: ReportingPeriod,
    new: StatusInput,
    *,
    by: Person,
    now: datetime,  # noqa: ARG001 - every action takes the moment; a draft leaves no trace of it
) -> StatusUpdate:
    """Keep what was typed, complete or not, without a trace in the history.

    An update that was filed is filed again or sent back, but never a draft again. Conflict if somebody else
    wrote to it since the form was filled.
    """
    update = _begin(session, block, period, new.version, by=by, parts=False)
    state = update.state if update else UpdateState.DRAFT
    kept = UpdateState.RETURNED if state is UpdateState.RETURNED else UpdateState.DRAFT
    require(check_step(state, kept))
    if update is None:
        update = _new_update(block, period, new)
    update.state = kept
    update.draft = write_draft(replace(new, version=None))
    update.version += 1
    session.add(update)
    session.flush()
    return update


def file_update(
    session: Session, block: Block, period: ReportingPeriod, new: StatusInput, *, by: Person, now: datetime
) -> StatusUpdate:
    """Check everything, store it, and tell the difference to what was filed before in one go.

    The light of each dimension is proposed anew by the rules; what the input names as proposed is not read.
    „Alles wie im letzten Bericht“ takes over the last confirmed update but never „Was wurde erreicht?“.

    Raises:
        RuleViolations: with the field names of the form; also for a half-year that takes no updates any more.
        Conflict: somebody else wrote to the update since the form was filled.
    """
    update = _begin(session, block, period, new.version, by=by)
    require(check_step(update.state if update else UpdateState.DRAFT, UpdateState.FILED))
    state = load_form_state(session, block, period, today=day_of(now))
    require(check_update(new, state))
    complete = state.completed(new)
    if update is None:
        update = _new_update(block, period, new)
        session.add(update)
    require(_check_steps_still_open(session, update, complete))
    before = _told(update)
    write_registers(session, block, state, complete, by=by, now=now)
    write_statement(session, update, complete, state.steps)
    update.state, update.filed_by, update.filed_at = UpdateState.FILED, by.key, now
    update.draft, update.return_reason = "", ""
    update.version += 1
    _record(session, update, before, by=by, now=now)
    return update


def withdraw_update(
    session: Session, block: Block, period: ReportingPeriod, *, by: Person, now: datetime, version: int | None
) -> StatusUpdate:
    """Take back what was filed and not confirmed yet: it is a draft again, with all that it said.

    What it said about milestones, indicators and risks stays in their registers.
    """
    update = _begin(session, block, period, version, by=by)
    require(check_withdrawal(update.state if update else UpdateState.DRAFT))
    if update is None:
        message = "an update that is filed has a row"
        raise LookupError(message)
    before = _told(update)
    update.draft = write_draft(replace(statement_of(update), version=None))
    update.state = UpdateState.DRAFT
    update.version += 1
    _record(session, update, before, by=by, now=now)
    return update


def return_update(
    session: Session,
    update: StatusUpdate,
    reason: str,
    *,
    by: Person,
    now: datetime,
    version: int | None = None,
) -> StatusUpdate:
    """Ask for a revision, also of a confirmed update as long as its figures are not frozen."""
    _begin_review(session, update, version, by=by)
    require((*check_return(reason), *check_step(update.state, UpdateState.RETURNED)))
    before = _told(update)
    update.state, update.return_reason = UpdateState.RETURNED, reason
    update.confirmed_by, update.confirmed_at = None, None
    update.version += 1
    _record(session, update, before, by=by, now=now, reason=reason)
    return update


def confirm_update(
    session: Session, update: StatusUpdate, *, by: Person, now: datetime, version: int | None = None
) -> StatusUpdate:
    """Confirm as a second person: persons are compared, not accounts.

    `version` is what was looked at; Conflict if it was filed anew in the meantime.
    """
    _begin_review(session, update, version, by=by)
    filer = update.filed_by or ""
    second = may_confirm(filer, by.key, maker_of(session, filer))
    require((*check_step(update.state, UpdateState.CONFIRMED), *second))
    before = _told(update)
    update.state, update.confirmed_by, update.confirmed_at = UpdateState.CONFIRMED, by.key, now
    update.version += 1
    _record(session, update, before, by=by, now=now)
    end_links(session, update.block_id, update.period_id, by=by, now=now)
    return update


# ---------------------------------------------------------------- before anything is changed


def _begin(
    session: Session,
    block: Block,
    period: ReportingPeriod,
    version: int | None,
    *,
    by: Person,
    parts: bool = True,
) -> StatusUpdate | None:
    """Check who and when, hold the block so that updates of it are written one after the other."""
    check_reporter(by, block)
    hold(session, block)
    update = update_of(session, block.id, period.id, for_writing=True, parts=parts)
    require(check_open(session, period, update))
    if update is not None:
        check_version(session, update, version, STEM)
    return update


def _begin_review(session: Session, update: StatusUpdate, version: int | None, *, by: Person) -> None:
    if not may(by, Action.CONFIRM_UPDATE):
        raise Forbidden(REFUSALS[Action.CONFIRM_UPDATE])
    hold(session, update)
    check_version(session, update, version, STEM)
    period = session.get_one(ReportingPeriod, update.period_id)
    require(check_filing(half_year(period), period.state, _frozen_on(session, period)))


def check_open(
    session: Session, period: ReportingPeriod, update: StatusUpdate | None
) -> tuple[Violation, ...]:
    """Return why a half-year takes no update, or not this one, any more."""
    half = half_year(period)
    state = update.state if update else None
    late = check_filing(half, period.state, _frozen_on(session, period))
    if late or editable(period, state):
        return late
    if state is UpdateState.CONFIRMED:
        return (Violation("", CONFIRMED_UPDATE),)
    return (Violation("", collection_closed(half.label)),)


def _frozen_on(session: Session, period: ReportingPeriod) -> date | None:
    """Return since when the figures stand; a half-year that was reopened takes updates again."""
    moment = None if period.state is PeriodState.COLLECTING else frozen_at(session, period)
    return None if moment is None else moment.astimezone(BERLIN).date()


def check_update(new: StatusInput, state: FormState) -> tuple[Violation, ...]:
    """Return everything that keeps a statement from being filed as it stands, in the order of the form."""
    complete = state.completed(new)
    moved = check_carried(complete, state.last) if new.nothing_changed and state.last else ()
    found = check_status_update(complete, state.known)
    return (*moved, *(each for each in found if not (moved and each.field.startswith("ratings-"))))


def _check_steps_still_open(
    session: Session, update: StatusUpdate, new: StatusInput
) -> tuple[Violation, ...]:
    """Refuse other steps where a later update has already told what became of them."""
    if update.id is None or statement_of(update).next_steps == new.next_steps:
        return ()
    if not has_answers(session, update):
        return ()
    sentence = (
        "Was aus diesen Schritten geworden ist, steht schon in einer späteren Meldung. "
        "Lassen Sie die nächsten Schritte unverändert."
    )
    return (Violation("next_steps", sentence),)


def _new_update(block: Block, period: ReportingPeriod, new: StatusInput) -> StatusUpdate:
    return StatusUpdate(
        block_id=block.id,
        period_id=period.id,
        state=UpdateState.DRAFT,
        message_source=new.message_source,
        provenance=new.provenance,
        source=new.source,
        version=0,
        texts=[],
        ratings=[],
        next_steps=[],
        step_results=[],
    )


# ---------------------------------------------------------------- what the history hears


def _told(update: StatusUpdate) -> dict[str, str]:
    """Return what was filed so far in words; a draft has said nothing yet."""
    if update.filed_at is None:
        return {}
    return tell_statement(statement_of(update), update.state)


def _record(
    session: Session,
    update: StatusUpdate,
    before: dict[str, str],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> None:
    session.flush()
    lines = compare(before, tell_statement(statement_of(update), update.state))
    changes = [Change(line.label, line.before, line.now) for line in lines]
    kind = StatusUpdate.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=update.id, changes=changes, reason=reason)
    session.flush()
