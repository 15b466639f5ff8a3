"""Rows and statements that tests about progress begin with."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from tests.features.periods.period_rows import LATER, NOW, TODAY, add_period, person
from vrs_tracker.domain.inputs.progress import (
    MilestoneInput,
    RatingInput,
    RiskInput,
    StatusInput,
    StepInput,
)
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Level, Light, Trend
from vrs_tracker.features.progress.actions import add_milestone, add_risk, confirm_update, file_update
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorTarget, Milestone, Risk, StatusUpdate

__all__ = ["LATER", "NOW", "TODAY", "add_period", "person"]


def add_block(
    session: Session,
    slug: str = "ki-xc",
    *,
    number: int = 1,
    state: BlockState = BlockState.RUNNING,
    name: str = "",
) -> Block:
    """Add one of the seven blocks."""
    block = Block(
        slug=slug,
        kind=BlockKind.MOTION_BLOCK,
        number=number,
        name=name or slug.upper(),
        state=state,
        state_reason="so gemeldet",
        provenance=Provenance.ENTERED,
    )
    session.add(block)
    session.flush()
    return block


def lead_of(session: Session, *slugs: str) -> Person:
    """Return the project lead of some blocks."""
    return person(session, Role.PARTNER, key=f"lead of {' '.join(slugs)}", blocks=frozenset(slugs))


def approver(session: Session) -> Person:
    """Return the second person."""
    return person(session, Role.APPROVER)


def new_ratings(reported: Light = Light.NOT_APPLICABLE) -> tuple[RatingInput, ...]:
    """Return one rating per dimension; without plan, targets and shares the rules propose „entfällt“."""
    return tuple(
        RatingInput(dimension=dimension, proposed=Light.UNKNOWN, reported=reported) for dimension in Dimension
    )


def new_statement(**rest: object) -> StatusInput:
    """Return a complete statement about a block that has neither steps announced nor milestones due."""
    values: dict[str, object] = {
        "nothing_changed": False,
        "achieved": "Das Raumkonzept liegt in abgestimmter Fassung vor.",
        "ratings": new_ratings(),
        "risks_checked": True,
        "next_steps": (StepInput(text="Die Standortwahl wird vorbereitet.", due=date(2026, 9, 30)),),
        "headline": "Das Raumkonzept liegt vor.",
    }
    return StatusInput(**(values | rest))  # type: ignore[arg-type] # the test names what it is about


def new_risk(**rest: object) -> RiskInput:
    """Return a complete risk."""
    values: dict[str, object] = {
        "title": "Mietvertrag",
        "cause": "Der Vertrag kommt nicht bis Jahresende zustande.",
        "effect": "Für 2026 bewilligte Mittel fließen nicht ab.",
        "likelihood": Level.MEDIUM,
        "damage": Level.MEDIUM,
        "trend": Trend.SAME,
        "measure": "Ein zweiter Standort wird mitverhandelt.",
        "responsible": "Projektleitung KI-XC",
        "due": date(2026, 11, 15),
    }
    return RiskInput(**(values | rest))  # type: ignore[arg-type] # the test names what it is about


def with_milestone(session: Session, block: Block, title: str = "Mietvertrag", **rest: object) -> Milestone:
    """Add a milestone planned for autumn."""
    values: dict[str, object] = {"title": title, "baseline": date(2026, 10, 1)}
    new = MilestoneInput(**(values | rest))  # type: ignore[arg-type] # the test names what it is about
    return add_milestone(session, block, new, by=person(session), now=NOW)


def with_risk(session: Session, block: Block, **rest: object) -> Risk:
    """Add a risk."""
    return add_risk(session, block, new_risk(**rest), by=person(session), now=NOW)


def filed(session: Session, block: Block, period: ReportingPeriod, **rest: object) -> StatusUpdate:
    """File a complete update as the project lead."""
    lead = lead_of(session, block.slug)
    return file_update(session, block, period, new_statement(**rest), by=lead, now=NOW)


def confirmed(session: Session, block: Block, period: ReportingPeriod, **rest: object) -> StatusUpdate:
    """File and confirm a complete update."""
    update = filed(session, block, period, **rest)
    return confirm_update(session, update, by=approver(session), now=LATER)


def milestones_of(session: Session, block_id: int) -> Sequence[Milestone]:
    """The milestones of a block as their rows."""
    stmt = sa.select(Milestone).where(Milestone.block_id == block_id)
    return session.scalars(stmt.order_by(Milestone.position, Milestone.baseline_on, Milestone.id)).all()


def indicators_of(session: Session, block_id: int) -> Sequence[IndicatorTarget]:
    """The indicators that are counted as their rows, with all their values."""
    stmt = sa.select(IndicatorTarget).where(
        IndicatorTarget.block_id == block_id, IndicatorTarget.ended_on.is_(None)
    )
    with_values = stmt.order_by(IndicatorTarget.id).options(joinedload(IndicatorTarget.values))
    return session.scalars(with_values).unique().all()
