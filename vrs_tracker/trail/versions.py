"""Two people edit the same row: the second learns who was faster and loses nothing (users.md 6, no. 32)."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Conflict
from vrs_tracker.domain.notation import BERLIN, date_de
from vrs_tracker.tables.base import Base, Versioned
from vrs_tracker.tables.history import HistoryEntry

KEPT = "Ihre Eingaben sind erhalten; beide Fassungen stehen nebeneinander."


def hold(session: Session, row: Base) -> None:
    """Read the columns of a row again and keep others from changing it until the end of the transaction.

    Collections that are loaded stay as they are.
    """
    columns = [attribute.key for attribute in sa.inspect(type(row)).column_attrs]
    session.refresh(row, attribute_names=columns, with_for_update=True)


def version_of(session: Session, row: Base) -> int:
    """What a form carries to notice others' changes: the row's version, else its newest history entry."""
    if isinstance(row, Versioned):
        return row.version
    newest = _newest_entry(session, row)
    return 0 if newest is None else newest.id


def check_version(session: Session, row: Base, given: int | None, stem: str) -> None:
    """Raise Conflict if the row has changed since the form was filled; `given` None means: overwrite.

    `stem` begins the sentence: „Diese Meldung wurde“. When and by which unit comes from the history; a draft
    leaves no trace there.
    """
    if given is None or given == version_of(session, row):
        return
    entry = _newest_entry(session, row)
    if entry is None:
        raise Conflict(f"{stem} inzwischen an anderer Stelle geändert. {KEPT}")
    at = entry.at.astimezone(BERLIN)
    raise Conflict(f"{stem} am {date_de(at)} um {at:%H:%M} Uhr geändert ({entry.unit}). {KEPT}")


def _newest_entry(session: Session, row: Base) -> HistoryEntry | None:
    return session.scalar(
        sa.select(HistoryEntry)
        .where(HistoryEntry.kind == row.__tablename__, HistoryEntry.thing_id == row.id)
        .order_by(HistoryEntry.id.desc())
        .limit(1)
    )
