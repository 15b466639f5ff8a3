"""What pages need beside the report: earlier messages of a block, documents behind entries of a figure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.chapters.block_past import EarlierMessage
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.provenance.lines import Line, Proof
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.finance.queries.evidence import readable_proofs
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block, FormerSlug
from vrs_tracker.tables.progress import StatusUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPast:
    """The id of a block, by which its history is told, and its earlier messages, oldest first."""

    block_id: int | None
    messages: tuple[EarlierMessage, ...]


def load_past(
    session: Session,
    slug: str,
    before: HalfYear,
    states: Collection[PeriodState],
    *,
    until: datetime | None = None,
) -> BlockPast:
    """Return the confirmed messages of a block from half-years before one.

    Only from half-years in these `states`, so that nobody reads what was not handed out, and for a look back
    only what was confirmed before the moment `until`. The slug may be a former one, as a report keeps the
    name it was written with. One statement.
    """
    former = sa.select(FormerSlug.block_id).where(FormerSlug.slug == slug)
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    told = sa.and_(
        StatusUpdate.block_id == Block.id,
        StatusUpdate.state == UpdateState.CONFIRMED,
        ReportingPeriod.state.in_(states),
        index < before.year * 2 + before.half,
        sa.true() if until is None else StatusUpdate.confirmed_at < until,
    )
    messages = sa.join(StatusUpdate, ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
    found = (
        session.execute(
            sa.select(Block.id, StatusUpdate, ReportingPeriod.year, ReportingPeriod.half)
            .select_from(Block)
            .outerjoin(messages, told)
            .where(sa.or_(Block.slug == slug, Block.id.in_(former)))
            .order_by(index)
            .options(joinedload(StatusUpdate.texts), joinedload(StatusUpdate.ratings))
        )
        .unique()
        .all()
    )
    return BlockPast(
        block_id=found[0][0] if found else None,
        messages=tuple(_message(row, HalfYear(year, half)) for _, row, year, half in found if year),
    )


def _message(row: StatusUpdate, period: HalfYear) -> EarlierMessage:
    return EarlierMessage(
        period=period,
        nothing_changed=row.nothing_changed,
        lights=tuple((rating.dimension, rating.reported) for rating in row.ratings),
        texts=tuple((text.slot, text.text) for text in row.texts if text.is_public),
    )


def proofs_behind(session: Session, person: Person, lines: Iterable[Line]) -> tuple[Proof, ...]:
    """Return the documents of entries and of the resolutions behind them that this person may read.

    One statement, none without any entry.
    """
    things = dict.fromkeys(thing for line in lines for thing in line.proven_things)
    return tuple(
        Proof(thing=document.of, title=document.title, form=document.form, address=document.address)
        for document in readable_proofs(session, person, things)
    )
