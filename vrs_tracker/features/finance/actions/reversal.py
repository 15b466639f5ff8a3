"""Taking back what is booked: a row of its own with the opposite amount and a reason."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.funding import SHARE_STAGES
from vrs_tracker.domain.inputs.finance import check_reversal
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.finance.actions.booking import COLUMNS
from vrs_tracker.features.finance.actions.judging import (
    BUILT_UPON,
    ONE_LEDGER,
    MoneyRow,
    Row,
    check_person,
)
from vrs_tracker.features.finance.actions.waiting import book_or_wait, who_waits
from vrs_tracker.features.finance.queries.rows import drafted_reversal_of, rests_on, reversal_of
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.posting import already_posted, one_after_the_other

COPIED = ("is_rounded", "note", "effective_on", "date_precision", "resolution_id", "source")
"""What a reversal says as the row that it takes back does, beside the columns of its kind."""


def reverse_entry(
    session: Session,
    row: Row,
    reason: str,
    *,
    by: Person,
    now: datetime,
    post_key: str | None = None,
    exception_reason: str = "",
    second_person_from: Decimal | None = None,
) -> Row:
    """Take back a booked entry, appropriation, Sperrvermerk or release, wholly.

    A reversal that needs a second person stays a draft until it is confirmed.

    The reversal takes effect on the same day as what it takes back, so that sums as of any day are as if the
    row had never been booked; reports that are frozen keep what they said. Other booked money that builds on
    the row is taken back first.
    """
    check_person(by)
    earlier = already_posted(session, type(row), post_key)
    if earlier is not None:
        return earlier
    one_after_the_other(session, ONE_LEDGER)
    require(_check(session, row, reason))
    reversal = opposite(row, reason, by=by, now=now)
    reversal.post_key = post_key
    waiting = who_waits(session, [reversal], exception_reason, second_person_from)
    session.add(reversal)
    session.flush()
    book_or_wait(session, [reversal], waiting, exception_reason, by=by, now=now)
    return reversal


def _check(session: Session, row: MoneyRow, reason: str) -> tuple[Violation, ...]:
    found = check_reversal(
        reason,
        is_booked=row.booked_at is not None,
        is_reversal=row.reverses_id is not None,
        is_reversed=reversal_of(session, row) is not None,
        is_drafted=drafted_reversal_of(session, row) is not None,
    )
    return (*found, Violation("", BUILT_UPON)) if rests_on(session, row) else found


def opposite(row: Row, reason: str, *, by: Person, now: datetime) -> Row:
    """Copy what the row says, with the opposite amount; invented money stays invented.

    That a share changes by it is a Berichtigung, for which the reason stands already.
    """
    is_demo = row.provenance is Provenance.DEMO
    values = {name: getattr(row, name) for name in (*COPIED, *COLUMNS[type(row)])}
    if isinstance(row, FundingEntry) and row.stage in SHARE_STAGES:
        values["change_reason"] = ChangeReason.CORRECTION
    return type(row)(
        **values,
        amount=-row.amount,
        reverses_id=row.id,
        reversal_reason=reason,
        recorded_at=now,
        recorded_by=by.key,
        provenance=Provenance.DEMO if is_demo else Provenance.ENTERED,
    )
