"""The way of a half-year to the committee, as the history and the stored files tell it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.release_protocol import ISSUE_FIELD, STATE_FIELD, VERSION_FIELD, HandedOut, Step
from vrs_tracker.features.reporting.queries.issues import ListedIssue
from vrs_tracker.tables.history import ChainLink, HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.supplements import IssuedSupplement


def release_steps(session: Session, period_id: int) -> tuple[Step, ...]:
    """Return when which unit moved a half-year on, froze its figures or issued it anew, the oldest first."""
    entries = session.execute(
        sa.select(HistoryEntry, ChainLink.sha256)
        .outerjoin(ChainLink, ChainLink.history_entry_id == HistoryEntry.id)
        .where(
            HistoryEntry.kind == ReportingPeriod.__tablename__,
            HistoryEntry.thing_id == period_id,
            HistoryEntry.field.in_((VERSION_FIELD, STATE_FIELD, ISSUE_FIELD)),
        )
        .order_by(HistoryEntry.at, HistoryEntry.id)
    )
    return tuple(
        Step(
            at=entry.at,
            unit=entry.unit,
            field=entry.field,
            old=entry.old,
            new=entry.new,
            reason=entry.reason,
            seal=sealed or "",
        )
        for entry, sealed in entries
    )


def handed_out_file(issue: ListedIssue) -> HandedOut:
    """Return a stored file as the release protocol tells of it."""
    return HandedOut(
        named=f"Ausgabe {issue.number}, {issue.form.label}",
        issued_at=issue.issued_at,
        pages=issue.pages,
        size=issue.size,
        sha256=issue.sha256,
        reason=issue.reason,
    )


def handed_out_supplement(row: IssuedSupplement, name: str) -> HandedOut:
    """Return an Ergänzung, with its bytes, as the release protocol tells of it."""
    return HandedOut(
        named=name,
        issued_at=row.issued_at,
        pages=row.pages,
        size=len(row.content),
        sha256=row.sha256,
        reason="berichtigt Aussagen des Berichts",
    )
