"""Previews of a half-year that were printed for reading, to be compared with."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.previews import KeptPreview, Preview, preview_from_json
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.supplements import ReportPreview


def kept_previews(session: Session, period_id: int) -> tuple[KeptPreview, ...]:
    """Return the previews that are remembered of a half-year, the newest first, without what they said."""
    stmt = (
        sa.select(ReportPreview.id, ReportPreview.printed_at, Person.unit)
        .join(Person, Person.key == ReportPreview.printed_by)
        .where(ReportPreview.period_id == period_id)
        .order_by(ReportPreview.id.desc())
    )
    found = session.execute(stmt)
    return tuple(KeptPreview(id=number, printed_at=at, unit=unit) for number, at, unit in found)


def preview_with(session: Session, period_id: int, preview_id: int) -> Preview | None:
    """Return what one preview of a half-year said."""
    text = session.scalar(
        sa.select(ReportPreview.payload).where(
            ReportPreview.period_id == period_id, ReportPreview.id == preview_id
        )
    )
    return preview_from_json(text) if text is not None else None
