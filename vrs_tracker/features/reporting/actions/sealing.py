"""What is stored for good tells the history its checksum, for the hash chain (trail/chain.py)."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.policy import Person
from vrs_tracker.tables.reporting import IssuedReport, Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement
from vrs_tracker.trail.history import Change, record


def tell_checksum(
    session: Session,
    row: Snapshot | IssuedReport | IssuedSupplement,
    sha256: str,
    *,
    by: Person,
    now: datetime,
) -> None:
    """Enter a stored row in the history under its own table; the half-year tells people of it."""
    change = Change("SHA-256", "", sha256)
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=[change])
