"""What status updates say about money, for those who book it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedChange:
    """A change of costs or shares in the words of a status update; `unit` is who filed it."""

    period: HalfYear
    block: str
    slug: str
    text: str
    unit: str
    is_confirmed: bool


def reported_changes(session: Session) -> Sequence[ReportedChange]:
    """Return the filed changes of money that nobody has settled, the newest first, then by blocks."""
    stmt = (
        sa.select(
            *(ReportingPeriod.year, ReportingPeriod.half, Block.name, Block.slug),
            *(StatusUpdate.money_change, Person.unit, StatusUpdate.state),
        )
        .join(Block, Block.id == StatusUpdate.block_id)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .outerjoin(Person, Person.key == StatusUpdate.filed_by)
        .where(
            StatusUpdate.money_change != "",
            StatusUpdate.money_settled_at.is_(None),
            StatusUpdate.state.in_((UpdateState.FILED, UpdateState.CONFIRMED)),
        )
        .order_by(ReportingPeriod.year.desc(), ReportingPeriod.half.desc(), Block.kind, Block.number)
    )
    return tuple(
        ReportedChange(
            period=HalfYear(year, half),
            block=name,
            slug=slug,
            text=text,
            unit=unit or "keine Angabe",
            is_confirmed=state is UpdateState.CONFIRMED,
        )
        for year, half, name, slug, text, unit, state in session.execute(stmt)
    )
