"""The budget office settles what an update says about money; the booking itself is made in the ledger."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, require
from vrs_tracker.domain.money_news import MONEY_NEWS, OPEN, SETTLED, check_settling
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.trail.history import Change, record
from vrs_tracker.trail.versions import hold


def settle_money_news(
    session: Session, update: StatusUpdate, *, is_settled: bool, by: Person, now: datetime
) -> StatusUpdate:
    """Mark what an update says about money as settled, or as open again; nothing if it is so already.

    The version of the update stays: nobody who reads or changes the update itself is disturbed.
    """
    if not may(by, Action.BOOK_MONEY):
        raise Forbidden(REFUSALS[Action.BOOK_MONEY])
    hold(session, update)
    require(check_settling(update.money_change))
    if is_settled == (update.money_settled_at is not None):
        return update
    update.money_settled_at = now if is_settled else None
    change = Change(MONEY_NEWS, OPEN, SETTLED) if is_settled else Change(MONEY_NEWS, SETTLED, OPEN)
    record(session, by=by, at=now, kind=StatusUpdate.__tablename__, thing_id=update.id, changes=[change])
    session.flush()
    return update
