"""Status updates as rows and as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from vrs_tracker.domain.facts.blocks import Step
from vrs_tracker.domain.inputs.progress import RatingInput, StatusInput, StepInput, WithheldText
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, StepOutcome, TextSlot, UpdateState
from vrs_tracker.features.periods.queries import worked_on_first
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import DimensionRating, NextStep, StatusUpdate, StepResult, UpdateText

NO_MESSAGE_NEEDED = frozenset({BlockState.COMPLETED, BlockState.DROPPED})
"""States of blocks that owe no update any more (decisions.md 4, no. 8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the update of one block stands in a half-year; `state` is None while nobody has begun."""

    block_id: int
    slug: str
    name: str
    is_owed: bool
    unit: str = ""
    state: UpdateState | None = None
    filed_by: str | None = None
    filed_on: date | None = None
    return_reason: str = ""
    money_settled_on: date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether an update is owed and has not been filed, or not again after it was sent back."""
        return self.is_owed and self.state not in (UpdateState.FILED, UpdateState.CONFIRMED)


def in_full() -> tuple[ORMOption, ...]:
    """Return the options that load an update with everything it says."""
    return (
        selectinload(StatusUpdate.texts),
        selectinload(StatusUpdate.ratings),
        selectinload(StatusUpdate.next_steps),
        selectinload(StatusUpdate.step_results).joinedload(StepResult.step),
    )


def update_of(
    session: Session, block_id: int, period_id: int, *, for_writing: bool = False, parts: bool = True
) -> StatusUpdate | None:
    """Return the update of a block for a half-year; `for_writing` reads it anew and holds it.

    Without `parts` its texts, ratings and steps are not read: a draft has none.
    """
    stmt = sa.select(StatusUpdate).where(
        StatusUpdate.block_id == block_id, StatusUpdate.period_id == period_id
    )
    if parts:
        stmt = stmt.options(*in_full())
    if for_writing:
        stmt = stmt.with_for_update(of=StatusUpdate).execution_options(populate_existing=True)
    return session.scalar(stmt)


def last_confirmed(
    session: Session, block_id: int, *, before: ReportingPeriod | None = None
) -> StatusUpdate | None:
    """Return the newest confirmed update of a block in full, only from half-years before the given one."""
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    stmt = (
        sa.select(StatusUpdate)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .where(StatusUpdate.block_id == block_id, StatusUpdate.state == UpdateState.CONFIRMED)
        .options(*in_full())
        .order_by(index.desc())
        .limit(1)
    )
    if before is not None:
        stmt = stmt.where(index < before.year * 2 + before.half)
    return session.scalar(stmt)


def worked_on(session: Session, slug: str) -> tuple[Block, ReportingPeriod | None] | None:
    """Return the block at an address with the half-year that is worked on; None for a former address.

    One statement instead of `find_block` and `current_period`.
    """
    found = session.execute(_worked_on(), {"slug": slug}).one_or_none()
    return None if found is None else (found[0], found[1])


@cache
def _worked_on() -> sa.Select[Block, ReportingPeriod]:
    """Build the statement once: a draft that saves itself asks it every few seconds."""
    current = sa.select(ReportingPeriod.id).order_by(*worked_on_first()).limit(1).scalar_subquery()
    stmt = sa.select(Block, ReportingPeriod).outerjoin(ReportingPeriod, ReportingPeriod.id == current)
    return stmt.where(Block.slug == sa.bindparam("slug"))


def previous_steps(session: Session, block: Block, period: ReportingPeriod) -> Sequence[NextStep]:
    """Return the steps that the last confirmed update before this half-year announced, in its order."""
    last = last_confirmed(session, block.id, before=period)
    return () if last is None else last.next_steps


def has_answers(session: Session, update: StatusUpdate) -> bool:
    """Return whether a later update has already told what became of this one's steps."""
    steps = sa.select(NextStep.id).where(NextStep.update_id == update.id)
    return session.scalar(sa.select(sa.exists().where(StepResult.step_id.in_(steps)))) or False


def update_states(session: Session, period: ReportingPeriod) -> tuple[Standing, ...]:
    """Return where each block's update stands, the motion's blocks first. One statement."""
    first = sa.case((Block.kind == BlockKind.MOTION_BLOCK, 0), else_=1)
    of_period = sa.and_(StatusUpdate.block_id == Block.id, StatusUpdate.period_id == period.id)
    stmt = sa.select(Block, StatusUpdate).outerjoin(StatusUpdate, of_period).order_by(first, Block.number)
    return tuple(_standing(block, update) for block, update in session.execute(stmt))


def _standing(block: Block, update: StatusUpdate | None) -> Standing:
    is_owed = block.state not in NO_MESSAGE_NEEDED
    if update is None:
        return Standing(
            block_id=block.id, slug=block.slug, name=block.name, is_owed=is_owed, unit=block.owner_role
        )
    return Standing(
        block_id=block.id,
        slug=block.slug,
        name=block.name,
        is_owed=is_owed,
        unit=block.owner_role,
        state=update.state,
        filed_by=update.filed_by,
        filed_on=_day(update.filed_at),
        return_reason=update.return_reason,
        money_settled_on=_day(update.money_settled_at),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(BERLIN).date() if moment else None


def step_values(steps: Sequence[NextStep]) -> tuple[Step, ...]:
    """Return announced steps as values."""
    return tuple(Step(text=step.text, due=step.due_on) for step in steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An update with all that it says; `outcomes` answer the announced steps in their order."""

    update: StatusUpdate
    texts: Sequence[UpdateText]
    ratings: Sequence[DimensionRating]
    next_steps: Sequence[NextStep]
    outcomes: tuple[StepOutcome, ...]


def statement_of(update: StatusUpdate) -> StatusInput:
    """Return what a filed update says; milestones, risks and indicators stand in their registers."""
    answers = sorted(update.step_results, key=lambda row: row.step.position)
    return told_statement(
        Told(
            update=update,
            texts=update.texts,
            ratings=update.ratings,
            next_steps=update.next_steps,
            outcomes=tuple(row.outcome for row in answers),
        )
    )


def told_statement(told: Told) -> StatusInput:
    """Return the same of an update whose parts were read apart."""
    update = told.update
    texts = {row.slot: row.text for row in told.texts}
    return StatusInput(
        nothing_changed=update.nothing_changed,
        announced=told.outcomes,
        achieved=texts.get(TextSlot.ACHIEVED, ""),
        money_change=update.money_change,
        ratings=tuple(
            RatingInput(
                dimension=row.dimension,
                proposed=row.proposed,
                reported=row.reported,
                proposal_reason=row.proposal_reason,
                deviation_reason=row.deviation_reason,
                measure=row.measure,
                measure_due=row.measure_due,
                options=row.options,
            )
            for row in sorted(told.ratings, key=lambda row: list(Dimension).index(row.dimension))
        ),
        risks_checked=update.risks_checked,
        next_steps=tuple(StepInput(text=row.text, due=row.due_on) for row in told.next_steps),
        decision=texts.get(TextSlot.DECISION, ""),
        headline=texts.get(TextSlot.HEADLINE, ""),
        withheld=tuple(
            WithheldText(slot=row.slot, reason=row.withheld_reason)
            for row in sorted(told.texts, key=lambda row: list(TextSlot).index(row.slot))
            if not row.is_public
        ),
        message_source=update.message_source,
        message_note=update.message_note,
        version=update.version,
        provenance=update.provenance,
        source=update.source,
    )
