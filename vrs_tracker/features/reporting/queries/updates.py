"""The newest confirmed status update of each block as a value."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import TextSlot, UpdateState
from vrs_tracker.features.progress.queries.updates import in_full
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.progress import NextStep, StatusUpdate, StepResult


def load_updates(session: Session, period: HalfYear) -> dict[int, facts.Update]:
    """The newest confirmed update up to a half-year, by the id of the block. Five statements."""
    found = session.execute(_newest_confirmed(period)).unique().all()
    return {update.block_id: _update(update, HalfYear(of.year, of.half)) for update, of in found}


def _newest_confirmed(period: HalfYear) -> sa.Select[StatusUpdate, ReportingPeriod]:
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    confirmed = sa.and_(StatusUpdate.state == UpdateState.CONFIRMED, index <= period.year * 2 + period.half)
    newest = (
        sa.select(StatusUpdate.block_id, sa.func.max(index).label("newest"))
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .where(confirmed)
        .group_by(StatusUpdate.block_id)
        .subquery()
    )
    return (
        sa.select(StatusUpdate, ReportingPeriod)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .join(newest, sa.and_(newest.c.block_id == StatusUpdate.block_id, newest.c.newest == index))
        .where(confirmed)
        .options(*in_full())
        .execution_options(populate_existing=True)
    )


def _update(row: StatusUpdate, period: HalfYear) -> facts.Update:
    public = {text.slot: text.text for text in row.texts if text.is_public}
    return facts.Update(
        period=period,
        filed_on=_day(row.filed_at, period),
        confirmed_on=_day(row.confirmed_at, period),
        nothing_changed=row.nothing_changed,
        source=row.message_source,
        headline=public.get(TextSlot.HEADLINE, ""),
        achieved=public.get(TextSlot.ACHIEVED, ""),
        decision=public.get(TextSlot.DECISION, ""),
        announced=tuple(
            _step(result.step, result)
            for result in sorted(row.step_results, key=lambda item: item.step.position)
        ),
        next_steps=tuple(_step(step) for step in row.next_steps),
        ratings=tuple(
            facts.Rating(
                dimension=rating.dimension,
                proposed=rating.proposed,
                proposal_reason=rating.proposal_reason,
                reported=rating.reported,
                deviation_reason=rating.deviation_reason,
                measure=rating.measure,
                measure_due=rating.measure_due,
                options=rating.options,
            )
            for rating in row.ratings
        ),
        withheld=sum(not text.is_public for text in row.texts),
    )


def _day(moment: datetime | None, period: HalfYear) -> date:
    """The day in Berlin; a confirmed update always has its moments."""
    return moment.astimezone(BERLIN).date() if moment else period.as_of


def _step(step: NextStep, result: StepResult | None = None) -> facts.Step:
    return facts.Step(
        text=step.text,
        due=step.due_on,
        outcome=result.outcome if result else None,
        outcome_note=result.note if result else "",
    )
