"""Milestones, risks and indicators of a block, as rows and as values."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.inputs.progress import RiskInput
from vrs_tracker.domain.vocabulary.progress import RiskState
from vrs_tracker.tables.progress import IndicatorTarget, IndicatorValue, Milestone, Risk

NO_SUCH_RISK = "Dieses Risiko gibt es nicht. Alle offenen finden Sie unter „Risiken“."
NO_SUCH_MILESTONE = "Diesen Meilenstein gibt es nicht. Alle finden Sie unter „Meilensteine“."


def milestone_by_id(session: Session, milestone_id: int) -> Milestone:
    """Return a milestone; NotFound for an unknown one."""
    found = session.get(Milestone, milestone_id)
    if found is None:
        raise NotFound(NO_SUCH_MILESTONE)
    return found


def next_position(session: Session, block_id: int) -> int:
    """Return the position of a milestone that is put behind all others."""
    last = sa.select(sa.func.max(Milestone.position)).where(Milestone.block_id == block_id)
    return (session.scalar(last) or 0) + 1


def milestone_value(row: Milestone, as_of: date) -> facts.Milestone:
    """Return a milestone as of a day: one that was reached later is still expected then."""
    reached = row.actual_on if row.actual_on and row.actual_on <= as_of else None
    return facts.Milestone(
        id=row.id,
        title=row.title,
        baseline=row.baseline_on,
        forecast=row.forecast_on if reached or not row.actual_on else row.actual_on,
        actual=reached,
        shift_reason=row.shift_reason,
        shift_note=row.shift_note,
    )


def open_risks(session: Session, block_id: int) -> Sequence[Risk]:
    """Return the open risks of a block, public or not, oldest first."""
    stmt = sa.select(Risk).where(Risk.block_id == block_id, Risk.state == RiskState.OPEN)
    return session.scalars(stmt.order_by(Risk.id)).all()


def risk_by_id(session: Session, risk_id: int) -> Risk:
    """Return a risk; NotFound for an unknown one."""
    found = session.get(Risk, risk_id)
    if found is None:
        raise NotFound(NO_SUCH_RISK)
    return found


def risk_statement(row: Risk, *, state: RiskState | None = None, version: int | None = None) -> RiskInput:
    """Return what the register says about a risk, in another state if one is given."""
    return RiskInput(
        id=row.id,
        title=row.title,
        cause=row.cause,
        effect=row.effect,
        likelihood=row.likelihood,
        damage=row.damage,
        trend=row.trend,
        measure=row.measure,
        responsible=row.responsible,
        due=row.due_on,
        state=state or row.state,
        is_public=row.is_public,
        withheld_reason=row.withheld_reason,
        version=version,
        provenance=row.provenance,
        source=row.source,
    )


def value_at(session: Session, indicator_id: int, as_of: date) -> IndicatorValue | None:
    """Return the value of an indicator at a reference date."""
    stmt = sa.select(IndicatorValue).where(
        IndicatorValue.indicator_id == indicator_id, IndicatorValue.as_of == as_of
    )
    return session.scalar(stmt)


def stated_indicator(row: IndicatorTarget, stated: Iterable[IndicatorValue], as_of: date) -> facts.Indicator:
    """Return an indicator as of a day, with the value before the newest one; `stated` are oldest first."""
    values = [value for value in stated if value.as_of <= as_of]
    newest = values[-1] if values else None
    return facts.Indicator(
        kind=row.kind,
        target=row.target,
        actual=newest.value if newest else None,
        actual_as_of=newest.as_of if newest else None,
        is_estimated=newest.is_estimated if newest else False,
        previous=values[-2].value if len(values) > 1 else None,
        baseline=row.baseline,
        target_on=row.target_on,
    )
