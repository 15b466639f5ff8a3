"""What waits for a second person, what was confirmed and what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.vocabulary.budget import ConfirmationOutcome
from vrs_tracker.features.finance.queries.lines import (
    KINDS,
    MoneyLine,
    MoneyRow,
    describe,
    lines_of_rows,
    place_of,
)
from vrs_tracker.features.finance.queries.rows import drafts
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.control import ConfirmationRequest

NO_SUCH_REQUEST = (
    "Diese Anfrage gibt es nicht mehr. Was auf eine zweite Person wartet, finden Sie unter „Bestätigungen“."
)
LAST_DECIDED = 20
_ROWS_BEGIN = 3
"""Before the rows stand the request and two units."""


def column_of(row: MoneyRow) -> str:
    """Return the column in which a request names a row of this kind."""
    return f"{row.__tablename__}_id"


def requests_of(session: Session, row: MoneyRow) -> Sequence[ConfirmationRequest]:
    """Return the requests about a row, the newest first, without those that were confirmed.

    What came back stays when it is asked anew.
    """
    stmt = sa.select(ConfirmationRequest).where(
        getattr(ConfirmationRequest, column_of(row)) == row.id,
        ConfirmationRequest.outcome.is_distinct_from(ConfirmationOutcome.CONFIRMED),
    )
    return session.scalars(stmt.order_by(ConfirmationRequest.id.desc())).all()


def last_request_of(session: Session, row: MoneyRow) -> ConfirmationRequest | None:
    """Return what a second person was asked last about a row, answered or not; None if nobody was asked."""
    about_row = getattr(ConfirmationRequest, column_of(row)) == row.id
    stmt = sa.select(ConfirmationRequest).where(about_row).order_by(ConfirmationRequest.id.desc())
    return session.scalars(stmt.limit(1)).one_or_none()


def open_requests_of(
    session: Session, rows: Iterable[MoneyRow]
) -> Sequence[tuple[MoneyRow, ConfirmationRequest]]:
    """Return those of the rows that wait for a second person, each with its request. One statement."""
    by_place = {(row.__tablename__, row.id): row for row in rows}
    if not by_place:
        return ()
    waiting = session.scalars(sa.select(ConfirmationRequest).where(_is_open())).all()
    found = ((by_place.get(place_of(request)), request) for request in waiting)
    return [(row, request) for row, request in found if row is not None]


def _is_open() -> sa.ColumnElement[bool]:
    return ConfirmationRequest.outcome.is_(None)


def row_of_request(session: Session, request: ConfirmationRequest) -> MoneyRow:
    """Return the row that a request is about."""
    name, row_id = place_of(request)
    table = next(table for table in KINDS.values() if table.__tablename__ == name)
    return session.get_one(cast("type[Any]", table), row_id)  # type: ignore[no-any-return] # one of MoneyRow


def request_of(session: Session, request_id: int) -> ConfirmationRequest:
    """Return a request; NotFound if it was withdrawn."""
    found = session.get(ConfirmationRequest, request_id)
    if found is None:
        raise NotFound(NO_SUCH_REQUEST)
    return found


def asked_together(session: Session, request: ConfirmationRequest) -> Sequence[ConfirmationRequest]:
    """Return all requests that were made together with this one, in their order.

    Lines of one resolution, or drafts booked together, are confirmed together.
    """
    stmt = sa.select(ConfirmationRequest).where(ConfirmationRequest.batch == request.batch)
    return session.scalars(stmt.order_by(ConfirmationRequest.id)).all()


def next_batch(session: Session) -> int:
    """Return the number of the next batch; whoever asks holds the ledger, so that nobody takes the same."""
    return (session.scalar(sa.select(sa.func.max(ConfirmationRequest.batch))) or 0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Requests that were made together, as people read them: `first` is the id in their address."""

    first: int
    requested_at: datetime
    requested_by: str
    unit: str
    requests: tuple[ConfirmationRequest, ...]
    lines: tuple[MoneyLine, ...]
    rows: tuple[MoneyRow, ...]
    decided_unit: str = ""

    @property
    def outcome(self) -> ConfirmationOutcome | None:
        """What was decided, None as long as it waits."""
        return self.requests[0].outcome

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why what breaks a rule is to be booked, each reason once."""
        return tuple(dict.fromkeys(each.reason for each in self.requests if each.reason))

    @property
    def causes(self) -> tuple[str, ...]:
        """Why a second person is needed, each cause once."""
        return tuple(dict.fromkeys(each.cause.label for each in self.requests))

    @property
    def broken(self) -> tuple[str, ...]:
        """The rules that are not kept, as sentences."""
        return tuple(dict.fromkeys(line for each in self.requests for line in each.broken.splitlines()))

    @property
    def answer(self) -> str:
        """What the second person wrote back."""
        return self.requests[0].answer

    @property
    def decided_at(self) -> datetime | None:
        """When it was decided."""
        return self.requests[0].decided_at


def open_requests(session: Session) -> tuple[Asked, ...]:
    """Return what waits for a second person, the oldest first."""
    return _asked(session, _with_rows().where(_is_open()).order_by(*_OLDEST_FIRST))


def decided_requests(session: Session) -> tuple[Asked, ...]:
    """Return the last decisions of second persons, the newest first."""
    decided = _with_rows().where(ConfirmationRequest.outcome.is_not(None))
    newest_first = (ConfirmationRequest.decided_at.desc(), ConfirmationRequest.id)
    return _asked(session, decided.order_by(*newest_first).limit(LAST_DECIDED))


def shown_request(session: Session, request: ConfirmationRequest) -> Asked:
    """Return a request with all that were made together with it."""
    together = _with_rows().where(ConfirmationRequest.batch == request.batch)
    (found,) = _asked(session, together.order_by(ConfirmationRequest.id))
    return found


_OLDEST_FIRST = (ConfirmationRequest.requested_at, ConfirmationRequest.id)
_ASKING, _DECIDING = aliased(Person), aliased(Person)


def _with_rows() -> sa.Select[Any]:
    """Select requests with the row that each is about, and the units of those who asked and decided."""
    columns: tuple[Any, ...] = (ConfirmationRequest, _ASKING.unit, _DECIDING.unit, *KINDS.values())
    stmt: sa.Select[Any] = sa.select(*columns)
    stmt = stmt.join(_ASKING, _ASKING.key == ConfirmationRequest.requested_by)
    stmt = stmt.outerjoin(_DECIDING, _DECIDING.key == ConfirmationRequest.decided_by)
    for table in KINDS.values():
        stmt = stmt.outerjoin(table, table.id == _named(table))
    return stmt


def _is_asked_anew() -> sa.ColumnElement[bool]:
    """Whether there is a later request about the same row; what came back before stays as it was."""
    later = aliased(ConfirmationRequest)
    same_row = (getattr(later, f"{table.__tablename__}_id") == _named(table) for table in KINDS.values())
    is_later = sa.exists().where(later.id > ConfirmationRequest.id, sa.or_(*same_row))
    return is_later.correlate(ConfirmationRequest)


def _named(table: type[MoneyRow]) -> sa.ColumnElement[int]:
    """Return the column of a request that names a row of this table."""
    column: sa.ColumnElement[int] = getattr(ConfirmationRequest, f"{table.__tablename__}_id")
    return column


def _row_among(found: Sequence[Any]) -> MoneyRow:
    """Return the one row that a request is about; those of the other tables are missing."""
    row: MoneyRow = next(each for each in found[_ROWS_BEGIN:] if each is not None)
    return row


def _asked(session: Session, stmt: sa.Select[Any]) -> tuple[Asked, ...]:
    """Put together what was asked together. Three statements."""
    found = session.execute(stmt).all()
    rows = [_row_among(each) for each in found]
    lines = lines_of_rows(session, rows) if rows else ()
    groups: dict[int, Asked] = {}
    for (request, asking, deciding, *_), row, line in zip(found, rows, lines, strict=True):
        known = groups.get(request.batch)
        groups[request.batch] = Asked(
            first=known.first if known else request.id,
            requested_at=request.requested_at,
            requested_by=request.requested_by,
            unit=asking,
            requests=(*(known.requests if known else ()), request),
            lines=(*(known.lines if known else ()), line),
            rows=(*(known.rows if known else ()), row),
            decided_unit=deciding or "",
        )
    return tuple(groups.values())


# ---------------------------------------------------------------- drafts and tasks


def drafts_to_book(session: Session) -> tuple[MoneyRow, ...]:
    """Return the drafts of all kinds that do not wait for a second person. Two statements."""
    rows = drafts(session, *KINDS.values())
    waiting = {id(row) for row, _ in open_requests_of(session, rows)}
    return tuple(row for row in rows if id(row) not in waiting)


@dataclass(frozen=True, slots=True)
class Returned:
    """A draft that came back to whoever had asked: what it is, and what is to be clarified."""

    what: str
    amount: Decimal
    answer: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of the money waits for this person's answer and for being booked, and what came back."""

    to_confirm: int
    to_book: int
    returned: tuple[Returned, ...] = ()


def waiting_for(session: Session, person_key: str) -> Waiting:
    """Return what others have asked to confirm, the drafts that wait for nobody, and what came back.

    What came back is still a draft; the oldest comes first. One statement.
    """
    others = sa.select(sa.func.count(ConfirmationRequest.id)).where(
        _is_open(), ConfirmationRequest.requested_by != person_key
    )
    counts = [others.scalar_subquery()]
    for table in KINDS.values():
        asked = sa.exists().where(_is_open(), _named(table) == table.id)
        drafted = sa.select(sa.func.count(table.id)).where(table.booked_at.is_(None), ~asked)
        counts.append(drafted.scalar_subquery())
    numbers = sa.select(*(each.label(f"number_{place}") for place, each in enumerate(counts))).subquery()
    came_back = sa.and_(
        ConfirmationRequest.outcome == ConfirmationOutcome.RETURNED,
        ConfirmationRequest.requested_by == person_key,
        ~_is_asked_anew(),
    )
    stmt: sa.Select[Any] = sa.select(*numbers.c, ConfirmationRequest, *KINDS.values())
    stmt = stmt.select_from(numbers).outerjoin(ConfirmationRequest, came_back)
    for table in KINDS.values():
        stmt = stmt.outerjoin(table, sa.and_(table.id == _named(table), table.booked_at.is_(None)))
    found = session.execute(stmt.order_by(*_OLDEST_FIRST)).all()
    to_confirm, *to_book = found[0][: len(counts)]
    returned = []
    for request, *rows in (each[len(counts) :] for each in found):
        row = next((one for one in rows if one is not None), None)
        if row is not None:
            returned.append(Returned(describe(row), row.amount, request.answer))
    return Waiting(to_confirm, sum(to_book), tuple(returned))
