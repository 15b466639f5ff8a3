"""Files of amounts: those that were uploaded, what became of their rows, what was answered about heads."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse
from vrs_tracker.tables.documents import ColumnMeaning, MoneyImport
from vrs_tracker.tables.finance import FundingEntry

NO_SUCH_FILE = "Diese Datei gibt es hier nicht. Alle finden Sie unter „Beträge einlesen“."
MOST_LISTED = 50


def import_of(session: Session, import_id: int) -> MoneyImport:
    """Return an uploaded file without its content; NotFound if there is none."""
    found = session.get(MoneyImport, import_id)
    if found is None:
        raise NotFound(NO_SUCH_FILE)
    return found


def list_imports(session: Session) -> Sequence[MoneyImport]:
    """Return the last uploaded files, the newest first."""
    stmt = sa.select(MoneyImport).order_by(MoneyImport.id.desc()).limit(MOST_LISTED)
    return session.scalars(stmt).all()


def same_file(session: Session, sha256: str) -> MoneyImport | None:
    """Return the file of this content that is open or booked; None if it is new or was given up."""
    stmt = sa.select(MoneyImport).where(
        MoneyImport.sha256 == sha256, MoneyImport.state.in_((ImportState.CHECKED, ImportState.BOOKED))
    )
    return session.scalar(stmt.order_by(MoneyImport.id.desc()).limit(1))


def answers(session: Session) -> dict[str, ColumnUse]:
    """Return what was answered about heads, by the folded head."""
    known = {use.value: use for use in ColumnUse}
    rows = session.scalars(sa.select(ColumnMeaning))
    return {row.head: known[row.meaning] for row in rows if row.meaning in known}


def meaning_of(session: Session, head: str) -> ColumnMeaning | None:
    """Return the stored answer about a head."""
    return session.scalar(sa.select(ColumnMeaning).where(ColumnMeaning.head == head))


@dataclass(frozen=True, slots=True)
class RowsOfFile:
    """How many rows of a file stand, wait for a second person or are taken back."""

    booked: int
    waiting: int
    taken_back: int

    @property
    def kept(self) -> int:
        """How many there are, taken back or not."""
        return self.booked + self.waiting + self.taken_back

    @property
    def standing(self) -> int:
        """What can be taken back."""
        return self.booked + self.waiting


def rows_of_file(session: Session, import_id: int) -> RowsOfFile:
    """Count the rows of a file. One statement."""
    is_booked = FundingEntry.booked_at.is_not(None)
    is_reversal = FundingEntry.reverses_id.is_not(None)
    counted = sa.select(
        sa.func.count().filter(is_booked & ~is_reversal),
        sa.func.count().filter(~is_booked & ~is_reversal),
        sa.func.count().filter(is_booked & is_reversal),
    )
    booked, waiting, taken_back = session.execute(counted.where(FundingEntry.import_id == import_id)).one()
    return RowsOfFile(booked - taken_back, waiting, taken_back)


def first_rows_of_file(session: Session, import_id: int, most: int) -> Sequence[FundingEntry]:
    """Return the first rows of a file in its order, drafts too, without what takes them back."""
    stmt = sa.select(FundingEntry).where(
        FundingEntry.import_id == import_id, FundingEntry.reverses_id.is_(None)
    )
    return session.scalars(stmt.order_by(FundingEntry.id).limit(most)).all()


def taken_back_of_file(session: Session, import_id: int) -> frozenset[int]:
    """Return the ids of the rows of a file that are taken back."""
    stmt = sa.select(FundingEntry.reverses_id).where(
        FundingEntry.import_id == import_id,
        FundingEntry.reverses_id.is_not(None),
        FundingEntry.booked_at.is_not(None),
    )
    return frozenset(row for row in session.scalars(stmt) if row is not None)
