"""What status updates of the half-year say about money, for those who book it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.features.periods.queries import worked_on_first
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedChange:
    """A change of costs or shares in the words of a status update; `unit` is who filed it."""

    block: str
    slug: str
    text: str
    unit: str
    is_confirmed: bool


def reported_changes(session: Session) -> Sequence[ReportedChange]:
    """Return the filed changes of money of the half-year that is worked on, in the order of the blocks."""
    newest = sa.select(ReportingPeriod.id).order_by(*worked_on_first()).limit(1).scalar_subquery()
    stmt = (
        sa.select(Block.name, Block.slug, StatusUpdate.money_change, Person.unit, StatusUpdate.state)
        .join(Block, Block.id == StatusUpdate.block_id)
        .outerjoin(Person, Person.key == StatusUpdate.filed_by)
        .where(
            StatusUpdate.period_id == newest,
            StatusUpdate.money_change != "",
            StatusUpdate.filed_at.is_not(None),
        )
        .order_by(Block.kind, Block.number)
    )
    return tuple(
        ReportedChange(
            block=name,
            slug=slug,
            text=text,
            unit=unit or "keine Angabe",
            is_confirmed=state is UpdateState.CONFIRMED,
        )
        for name, slug, text, unit, state in session.execute(stmt)
    )
