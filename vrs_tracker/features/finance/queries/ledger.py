"""Everything booked, as the rules of `domain/findings.py` look at it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.ledger import Blocked, Ledger
from vrs_tracker.features.finance.queries.values import (
    budget_value,
    entry_value,
    freeze_value,
    release_value,
)
from vrs_tracker.features.programme.queries import regional_frame, slugs_by_id
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry

Row = TypeVar("Row", bound=FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze)


def booked(table: type[Row]) -> sa.Select[Row]:
    """Select what is booked, oldest first; drafts count nowhere."""
    return sa.select(table).where(table.booked_at.is_not(None)).order_by(table.effective_on, table.id)


def ledger_of_rows(
    rows: Iterable[FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze],
    *,
    slugs: Mapping[int, str],
    frame: Decimal | None,
) -> Ledger:
    """Return what is booked among rows that are loaded already; bodies are not named."""
    known = sorted((row for row in rows if row.booked_at is not None), key=_oldest_first)
    budget = {row.id: row for row in known if isinstance(row, Appropriation)}
    return Ledger(
        entries=tuple(
            entry_value(row, block=slugs.get(row.block_id or 0))
            for row in known
            if isinstance(row, FundingEntry)
        ),
        budget=tuple(budget_value(row) for row in budget.values()),
        blocked=tuple(
            Blocked(row.id, blocks.budget_line, blocks.budget_year)
            for row in known
            if isinstance(row, BudgetBlock) and (blocks := budget.get(row.appropriation_id))
        ),
        releases=tuple(release_value(row, body="") for row in known if isinstance(row, BlockRelease)),
        freezes=tuple(freeze_value(row) for row in known if isinstance(row, SpendingFreeze)),
        frame=frame,
    )


def _oldest_first(
    row: FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze,
) -> tuple[date, int]:
    return row.effective_on or date.min, row.id


def load_ledger(session: Session) -> Ledger:
    """Return all that is booked, whenever it took effect. Seven statements."""
    rows = (
        *session.scalars(booked(FundingEntry)),
        *session.scalars(booked(Appropriation)),
        *session.scalars(booked(BudgetBlock)),
        *session.scalars(booked(BlockRelease)),
        *session.scalars(booked(SpendingFreeze)),
    )
    return ledger_of_rows(rows, slugs=slugs_by_id(session), frame=regional_frame(session))
