"""The newest confirmed status update of each block as a value, for a look back the newest one of that day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

import sqlalchemy as sa

from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import TextSlot, UpdateState
from vrs_tracker.features.reporting.queries.half_years import INDEX, KNOWN, PERIODS, UNTIL
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.progress import DimensionRating, NextStep, StatusUpdate, StepResult, UpdateText
from vrs_tracker.trail.together import Answers, Question

Part = TypeVar("Part", UpdateText, DimensionRating, NextStep, StepResult)


def _newest() -> sa.Select[int]:
    """Select the newest update of each block up to the half-year asked for, confirmed in time, by its id."""
    place = sa.func.row_number().over(partition_by=StatusUpdate.block_id, order_by=INDEX.desc())
    confirmed = (
        sa.select(StatusUpdate.id, place.label("place"))
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .where(StatusUpdate.state == UpdateState.CONFIRMED, StatusUpdate.confirmed_at < KNOWN, INDEX <= UNTIL)
        .cte("confirmed")
    )
    return sa.select(confirmed.c.id).where(confirmed.c.place == 1)


_NEWEST = _newest()
_TOLD = sa.select(StepResult.step_id).where(StepResult.update_id.in_(_NEWEST))
UPDATES = Question(StatusUpdate, where=StatusUpdate.id.in_(_NEWEST))
TEXTS = Question(UpdateText, where=UpdateText.update_id.in_(_NEWEST))
RATINGS = Question(DimensionRating, where=DimensionRating.update_id.in_(_NEWEST))
RESULTS = Question(StepResult, where=StepResult.update_id.in_(_NEWEST))
STEPS = Question(
    NextStep,
    where=sa.or_(NextStep.update_id.in_(_NEWEST), NextStep.id.in_(_TOLD)),
    order=(NextStep.position, NextStep.id),
)
QUESTIONS = (UPDATES, TEXTS, RATINGS, RESULTS, STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of all updates, by the id of the update, and each step by its own."""

    texts: Mapping[int, list[UpdateText]]
    ratings: Mapping[int, list[DimensionRating]]
    steps: Mapping[int, list[NextStep]]
    results: Mapping[int, list[StepResult]]
    announced: Mapping[int, NextStep]


def update_values(found: Answers) -> dict[int, facts.Update]:
    """The newest confirmed update up to a half-year, by the id of the block."""
    halves = {row.id: HalfYear(row.year, row.half) for row in found.of(PERIODS)}
    parts = _Parts(
        texts=_by_update(found.of(TEXTS)),
        ratings=_by_update(found.of(RATINGS)),
        steps=_by_update(found.of(STEPS)),
        results=_by_update(found.of(RESULTS)),
        announced=found.by_id(STEPS),
    )
    return {row.block_id: _update(row, parts, halves[row.period_id]) for row in found.of(UPDATES)}


def _by_update(found: Iterable[Part]) -> dict[int, list[Part]]:
    groups: dict[int, list[Part]] = defaultdict(list)
    for row in found:
        groups[row.update_id].append(row)
    return groups


def _update(row: StatusUpdate, parts: _Parts, period: HalfYear) -> facts.Update:
    texts = parts.texts.get(row.id, [])
    public = {text.slot: text.text for text in texts if text.is_public}
    results = [(parts.announced[result.step_id], result) for result in parts.results.get(row.id, [])]
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
            _step(step, result) for step, result in sorted(results, key=lambda both: both[0].position)
        ),
        next_steps=tuple(_step(step) for step in parts.steps.get(row.id, [])),
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
            for rating in parts.ratings.get(row.id, [])
        ),
        withheld=sum(not text.is_public for text in texts),
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
