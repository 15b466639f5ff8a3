"""Rows of money that came from one file."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from vrs_tracker.domain.money import from_cents
from vrs_tracker.tables.finance import FundingEntry


def drafts_of_import(session: Session, import_id: int) -> Sequence[FundingEntry]:
    """Return what of a file is not booked, reversals that wait too, in the order of entry."""
    stmt = sa.select(FundingEntry).where(
        FundingEntry.import_id == import_id, FundingEntry.booked_at.is_(None)
    )
    return session.scalars(stmt.order_by(FundingEntry.id)).all()


def standing_ids_of(session: Session, import_id: int) -> frozenset[int]:
    """Return the ids of what is booked from a file and not taken back, not even by a draft."""
    return frozenset(session.scalars(standing_in(import_id).with_only_columns(FundingEntry.id)))


def rests_on_import(session: Session, import_id: int) -> bool:
    """Return whether other booked money is contained in a row of a file that still stands."""
    standing = standing_in(import_id).with_only_columns(FundingEntry.id).order_by(None)
    part = aliased(FundingEntry)
    sums = (
        sa.select(part.contained_in_id)
        .where(part.contained_in_id.in_(standing), part.booked_at.is_not(None))
        .group_by(part.contained_in_id)
        .having(sa.func.sum(part.amount) != from_cents(0))
    )
    return session.scalar(sums.limit(1)) is not None


def standing_in(import_id: int) -> sa.Select[FundingEntry]:
    """Select what is booked from a file and not taken back, not even by a draft, in the order of entry."""
    taken_back = sa.select(FundingEntry.reverses_id).where(FundingEntry.reverses_id.is_not(None))
    standing = sa.select(FundingEntry).where(
        FundingEntry.import_id == import_id,
        FundingEntry.booked_at.is_not(None),
        FundingEntry.reverses_id.is_(None),
        FundingEntry.id.not_in(taken_back),
    )
    return standing.order_by(FundingEntry.id)
