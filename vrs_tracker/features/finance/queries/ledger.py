"""Everything booked, as the rules of `domain/findings.py` look at it."""

from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.features.finance.queries.values import budget_value, entry_value, release_value
from vrs_tracker.features.programme.queries import regional_frame, slugs_by_id
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry

Row = TypeVar("Row", bound=FundingEntry | Appropriation | BudgetBlock | BlockRelease)


def booked(table: type[Row]) -> sa.Select[Row]:
    """Select what is booked, oldest first; drafts count nowhere."""
    return sa.select(table).where(table.booked_at.is_not(None)).order_by(table.effective_on, table.id)


def load_ledger(session: Session) -> Ledger:
    """Return all that is booked, whenever it took effect. Five statements."""
    slugs = slugs_by_id(session)
    releases = booked(BlockRelease).options(joinedload(BlockRelease.body))
    return Ledger(
        entries=tuple(
            entry_value(row, block=slugs.get(row.block_id or 0))
            for row in session.scalars(booked(FundingEntry))
        ),
        budget=tuple(budget_value(row) for row in session.scalars(booked(Appropriation))),
        releases=tuple(release_value(row, body=row.body.name) for row in session.scalars(releases)),
        frame=regional_frame(session),
    )
