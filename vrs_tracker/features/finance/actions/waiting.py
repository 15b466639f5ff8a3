"""What becomes of rows that are to be booked: they are final at once, or wait for a second person."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.notation import datetime_de, euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.second_person import Candidate, causes, check_exception
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause
from vrs_tracker.features.finance.actions.judging import MoneyRow, candidates
from vrs_tracker.features.finance.actions.telling import tell_entered
from vrs_tracker.features.finance.queries.confirmations import column_of, next_batch, requests_of
from vrs_tracker.features.finance.queries.rows import reversed_row
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.trail.history import record

Waiting = Sequence[tuple[ConfirmationCause | None, Candidate]]
"""For each row why it waits, None if it does not, and the rules it would break."""

REQUESTED = "zweite Person angefragt"
WITHDRAWN = "zurückgezogen"


def who_waits(
    session: Session,
    rows: Sequence[MoneyRow],
    exception_reason: str,
    limit: Decimal | None,
    *,
    others: Iterable[Violation] = (),
) -> Waiting:
    """Judge rows before anything is stored; RuleViolations if a rule would be broken without a reason.

    `others` are violations found before, so that whoever books reads all of them at once.
    """
    judged = candidates(session, rows)
    require((*others, *check_exception(judged, exception_reason)))
    return tuple(zip(causes(judged, limit), judged, strict=True))


def book_or_wait(
    session: Session,
    rows: Sequence[MoneyRow],
    waiting: Waiting,
    exception_reason: str,
    *,
    by: Person,
    now: datetime,
) -> None:
    """Book stored rows, or ask for a second person, as `who_waits` has found."""
    batch = next_batch(session) if any(cause for cause, _ in waiting) else 0
    for row, (cause, judged) in zip(rows, waiting, strict=True):
        if cause is None:
            mark_booked(session, row, by=by, now=now)
        else:
            _ask(session, row, (cause, judged), exception_reason, batch=batch, by=by, now=now)


def _ask(
    session: Session,
    row: MoneyRow,
    waiting: tuple[ConfirmationCause, Candidate],
    exception_reason: str,
    *,
    batch: int,
    by: Person,
    now: datetime,
) -> None:
    """Keep the row as a draft and ask; the reason belongs to what breaks a rule, not to its company."""
    cause, judged = waiting
    if row.recorded_at == now:
        tell_entered(session, row, by=by, now=now)
    is_exception = cause is ConfirmationCause.EXCEPTION
    request = ConfirmationRequest(
        batch=batch,
        cause=cause,
        reason=exception_reason.strip() if is_exception else "",
        broken="\n".join(each.recorded for each in judged.objections),
        requested_at=now,
        requested_by=by.key,
        **{column_of(row): row.id},
    )
    session.add(request)
    session.flush()
    asked = [Change(REQUESTED, "", cause.label)]
    table = ConfirmationRequest.__tablename__
    record(session, by=by, at=now, kind=table, thing_id=request.id, changes=asked, reason=request.reason)


def withdraw_requests(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Take back what is asked about a draft and not answered yet, which the history of the row keeps.

    What was confirmed or came back stays as it was answered.
    """
    for request in requests_of(session, row):
        if request.outcome is None:
            asked = f"{request.cause.label}, {datetime_de(request.requested_at)}"
            withdrawn = [Change(REQUESTED, asked, WITHDRAWN)]
            record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=withdrawn)
            session.delete(request)
    session.flush()


def forget_requests(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Delete all that was asked about a draft that is discarded; the history keeps it."""
    withdraw_requests(session, row, by=by, now=now)
    for request in requests_of(session, row):
        session.delete(request)
    session.flush()


def mark_booked(
    session: Session, row: MoneyRow, *, by: Person, now: datetime, exception_reason: str = ""
) -> None:
    """Make a row final and begin its history; a reversal is told in the history of what it takes back too."""
    row.booked_at = now
    session.flush()
    told = [(row.id, Change("gebuchter Betrag", "", euro(row.amount)), exception_reason)]
    taken_back = reversed_row(session, row)
    if taken_back is not None:
        change = Change("zurückgenommener Betrag", "", euro(taken_back.amount))
        told.append((taken_back.id, change, row.reversal_reason))
    for thing_id, change, reason in told:
        record(
            session,
            by=by,
            at=now,
            kind=row.__tablename__,
            thing_id=thing_id,
            changes=[change],
            reason=reason,
        )
    session.flush()
