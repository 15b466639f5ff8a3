"""Taking back what is booked: a row of its own with the opposite amount and a reason."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.finance import check_reversal
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.finance.actions.booking import COLUMNS, mark_booked
from vrs_tracker.features.finance.actions.judging import (
    ONE_LEDGER,
    MoneyRow,
    Row,
    check_doubts,
    check_person,
    doubts_about,
)
from vrs_tracker.features.finance.queries.rows import rests_on, reversal_of
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import already_posted, one_after_the_other


def reverse_entry(
    session: Session,
    row: Row,
    reason: str,
    *,
    by: Person,
    now: datetime,
    post_key: str | None = None,
    despite_findings: bool = False,
) -> Row:
    """Take back a booked entry, appropriation, Sperrvermerk or release, wholly.

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
    reversal = _opposite(row, reason, by=by, now=now)
    require(check_doubts(doubts_about(session, [reversal]), despite_findings=despite_findings))
    reversal.post_key = post_key
    session.add(reversal)
    session.flush()
    mark_booked(session, reversal, by=by, now=now)
    taken_back = [Change("zurückgenommener Betrag", "", euro(row.amount))]
    record(
        session,
        by=by,
        at=now,
        kind=row.__tablename__,
        thing_id=row.id,
        changes=taken_back,
        reason=reason,
    )
    session.flush()
    return reversal


def _check(session: Session, row: MoneyRow, reason: str) -> tuple[Violation, ...]:
    found = check_reversal(
        reason,
        is_booked=row.booked_at is not None,
        is_reversal=row.reverses_id is not None,
        is_reversed=reversal_of(session, row) is not None,
    )
    if rests_on(session, row):
        sentence = "Auf dieser Zeile bauen andere Buchungen auf. Nehmen Sie zuerst diese zurück."
        return (*found, Violation("", sentence))
    return found


def _opposite(row: Row, reason: str, *, by: Person, now: datetime) -> Row:
    """Copy what the row says, with the opposite amount; invented money stays invented."""
    said = ("is_rounded", "note", "effective_on", "date_precision", "resolution_id", "source")
    is_demo = row.provenance is Provenance.DEMO
    return type(row)(
        **{name: getattr(row, name) for name in (*said, *COLUMNS[type(row)])},
        amount=-row.amount,
        reverses_id=row.id,
        reversal_reason=reason,
        recorded_at=now,
        recorded_by=by.key,
        provenance=Provenance.DEMO if is_demo else Provenance.ENTERED,
    )
