"""What a grant takes from the amount of a resolution that it follows, and how much of it has none yet."""

from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.money import Stage
from vrs_tracker.features.finance.queries.rows import NO_SUCH_ROW, is_standing
from vrs_tracker.tables.finance import FundingEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Granting:
    """An amount of a resolution, and what of it has no grant yet."""

    resolved: FundingEntry
    without_grant: Decimal


def granting_of(session: Session, entry_id: int) -> Granting:
    """Return what is still to be granted of a resolved amount; NotFound for anything else. Two statements.

    Grants are found by resolution, block and payer: they need not name the amount that they follow.
    """
    stands = is_standing(FundingEntry)
    of_id = sa.select(FundingEntry).where(FundingEntry.id == entry_id, *stands)
    resolved = session.scalar(of_id.where(FundingEntry.stage == Stage.EARMARKED))
    if resolved is None or resolved.resolution_id is None:
        raise NotFound(NO_SUCH_ROW)
    alike = sa.select(FundingEntry).where(
        *stands,
        FundingEntry.resolution_id == resolved.resolution_id,
        FundingEntry.block_id.is_not_distinct_from(resolved.block_id),
        FundingEntry.payer == resolved.payer,
        FundingEntry.stage.in_((Stage.EARMARKED, Stage.COMMITTED)),
    )
    left = total(
        row.amount if row.stage is Stage.EARMARKED else -row.amount for row in session.scalars(alike)
    )
    return Granting(resolved=resolved, without_grant=max(Decimal(0), min(left, resolved.amount)))
