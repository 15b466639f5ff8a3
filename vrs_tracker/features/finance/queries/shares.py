"""The shares of blocks as they are booked, and what motion and newest report said of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import product

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.share_changes import Reference, ShareKey, reference, share_amount
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.finance.queries.ledger import booked
from vrs_tracker.features.finance.queries.values import entry_value
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import BaselineRow, Block
from vrs_tracker.tables.reporting import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBasis:
    """What is booked for some blocks, what was said of their shares, and how the blocks are called.

    `slugs` is by the id of the block, `names` by its slug.
    """

    known: tuple[MoneyEntry, ...]
    references: Mapping[ShareKey, Reference]
    slugs: Mapping[int, str]
    names: Mapping[str, str]


def load_share_basis(session: Session, block_ids: Iterable[int]) -> ShareBasis:
    """Return the basis for the given blocks. Three statements, however many they are."""
    wanted = sorted(set(block_ids))
    with_rows = sa.select(Block, BaselineRow).outerjoin(BaselineRow, BaselineRow.block_id == Block.id)
    blocks = session.execute(with_rows.where(Block.id.in_(wanted))).all()
    slugs = {block.id: block.slug for block, _ in blocks}
    rows = session.scalars(booked(FundingEntry).where(FundingEntry.block_id.in_(wanted))).all()
    return ShareBasis(
        known=tuple(entry_value(row, block=slugs[row.block_id or 0]) for row in rows),
        references=_references(session, blocks, rows),
        slugs=slugs,
        names={block.slug: block.name for block, _ in blocks},
    )


def _references(
    session: Session,
    blocks: Iterable[tuple[Block, BaselineRow | None]],
    rows: Iterable[FundingEntry],
) -> dict[ShareKey, Reference]:
    last = newest_report(session)
    reported: defaultdict[tuple[int, Payer], list[MoneyEntry]] = defaultdict(list)
    for row in rows if last else ():
        entry = entry_value(row, block=None)
        if last and row.block_id and _was_known(row, last[1]) and is_effective(entry, last[0].as_of):
            reported[row.block_id, row.payer].append(entry)
    found: dict[ShareKey, Reference] = {}
    for (block, printed), payer in product(blocks, Payer):
        told = reported.get((block.id, payer))
        said = reference(
            reported=share_amount(told) if told else None,
            has_row=printed is not None,
            planned=motion_share(_motion_row(printed), payer),
        )
        if said is not None:
            found[block.slug, payer] = said
    return found


def _motion_row(printed: BaselineRow | None) -> Shares | None:
    if printed is None:
        return None
    return Shares(regional=printed.regional, municipal=printed.municipal, private=printed.private)


def newest_report(session: Session) -> tuple[HalfYear, datetime] | None:
    """Return half-year and moment of freezing of the newest report handed out, None before the first."""
    stmt = (
        sa.select(ReportingPeriod, sa.func.max(Snapshot.frozen_at))
        .join(Snapshot, Snapshot.period_id == ReportingPeriod.id)
        .where(ReportingPeriod.state.in_((PeriodState.RELEASED, PeriodState.PUBLISHED)))
        .group_by(ReportingPeriod.id)
        .order_by(ReportingPeriod.year.desc(), ReportingPeriod.half.desc())
    )
    found = session.execute(stmt.limit(1)).first()
    return (half_year(found[0]), found[1]) if found else None


def _was_known(row: FundingEntry, moment: datetime) -> bool:
    return row.booked_at is not None and row.booked_at <= moment
