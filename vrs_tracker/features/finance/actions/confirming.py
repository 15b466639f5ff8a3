"""The second person: what waits is booked or given back, always all that was asked together."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zlib import crc32

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Conflict, Forbidden, Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.second_person import check_answer, check_further, check_second_person
from vrs_tracker.domain.vocabulary.budget import ConfirmationOutcome
from vrs_tracker.features.finance.actions.booking import draft_version
from vrs_tracker.features.finance.actions.judging import (
    ONE_LEDGER,
    MoneyRow,
    candidates,
    check_links,
    check_shares,
)
from vrs_tracker.features.finance.actions.waiting import mark_booked
from vrs_tracker.features.finance.queries.confirmations import asked_together, row_of_request
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import one_after_the_other
from vrs_tracker.trail.versions import hold

ASKED_ANEW = (
    "Diese Anfrage ist inzwischen eine andere. Lesen Sie sie unter „Bestätigungen“ noch einmal, bevor Sie "
    "antworten."
)
ANSWERED = "Antwort der zweiten Person"
DECIDED = "Darüber ist inzwischen an anderer Stelle entschieden. Den Stand finden Sie unter „Bestätigungen“."


def request_version(session: Session, request: ConfirmationRequest) -> int:
    """Return a number of at most nine digits that changes with what is asked about together."""
    asked = [
        f"{each.requested_at.timestamp()} {each.reason} {draft_version(row_of_request(session, each))}"
        for each in asked_together(session, request)
    ]
    return crc32("\0".join(asked).encode()) % 10**9


def confirm_booking(
    session: Session,
    request: ConfirmationRequest,
    *,
    by: Person,
    now: datetime,
    version: int | None = None,
) -> Sequence[MoneyRow]:
    """Book what was asked about together with this request, all or none; a repeated post does no harm.

    `version` is what `request_version` gave when it was read; Conflict if something else is asked now.
    The rules are judged anew: RuleViolations if a row breaks one that its request does not name.
    """
    requests = _begin(session, request, ConfirmationOutcome.CONFIRMED, by=by)
    rows = [row_of_request(session, each) for each in requests]
    for row in rows:
        hold(session, row)
    if requests and version is not None and version != request_version(session, request):
        raise Conflict(ASKED_ANEW)
    require(_check_anew(session, requests, rows))
    for each, row in zip(requests, rows, strict=True):
        _decide(session, each, ConfirmationOutcome.CONFIRMED, by=by, now=now)
        mark_booked(session, row, by=by, now=now, exception_reason=each.reason)
    return rows


def return_booking(
    session: Session, request: ConfirmationRequest, answer: str, *, by: Person, now: datetime
) -> None:
    """Give back what was asked about together with this request; the rows stay drafts."""
    requests = _begin(session, request, ConfirmationOutcome.RETURNED, by=by)
    require(check_answer(answer))
    for each in requests:
        _decide(session, each, ConfirmationOutcome.RETURNED, by=by, now=now, answer=answer.strip())


def _begin(
    session: Session, request: ConfirmationRequest, outcome: ConfirmationOutcome, *, by: Person
) -> Sequence[ConfirmationRequest]:
    """Check who decides, and return what is left to decide: nothing if the same person has done so before."""
    if not may(by, Action.CONFIRM_BOOKING):
        raise Forbidden(REFUSALS[Action.CONFIRM_BOOKING])
    one_after_the_other(session, ONE_LEDGER)
    hold(session, request)
    require(check_second_person(request.requested_by, by.key))
    if request.outcome is None:
        return asked_together(session, request)
    if request.outcome is not outcome or request.decided_by != by.key:
        raise Conflict(DECIDED)
    return ()


def _check_anew(
    session: Session, requests: Sequence[ConfirmationRequest], rows: Sequence[MoneyRow]
) -> Iterator[Violation]:
    for row in rows:
        yield from (Violation("", each.message) for each in check_links(session, row))
    yield from (Violation("", violation.message) for _, violation in check_shares(session, rows))
    for request, judged in zip(requests, candidates(session, rows), strict=True):
        yield from check_further(judged.objections, request.broken)


def _decide(
    session: Session,
    request: ConfirmationRequest,
    outcome: ConfirmationOutcome,
    *,
    by: Person,
    now: datetime,
    answer: str = "",
) -> None:
    request.outcome, request.decided_by, request.decided_at, request.answer = outcome, by.key, now, answer
    session.flush()
    told = [Change(ANSWERED, "", outcome.label)]
    table = ConfirmationRequest.__tablename__
    record(session, by=by, at=now, kind=table, thing_id=request.id, changes=told, reason=answer)
