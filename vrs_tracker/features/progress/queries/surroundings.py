"""What surrounds the update of a block: earlier updates, registers, money.

All of it changes only with the history, unlike the draft of an update; so it is kept under the newest entry
(docs/adr/0012-kept-reports.md). It is read in one statement (0018); its rows belong to no session and are
never written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.statements import tell_statement
from vrs_tracker.domain.updates import unchanged_since
from vrs_tracker.domain.vocabulary.progress import RiskState, UpdateState
from vrs_tracker.features.finance.queries.values import entry_value
from vrs_tracker.features.progress.queries.updates import Told, told_statement
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import BaselineRow, Block
from vrs_tracker.tables.progress import (
    DimensionRating,
    IndicatorTarget,
    IndicatorValue,
    Milestone,
    NextStep,
    Risk,
    StatusUpdate,
    StepResult,
    UpdateText,
)
from vrs_tracker.trail.kept import Kept, State, state_of
from vrs_tracker.trail.together import Answers, Question, ask_together

Row = TypeVar("Row")

REMEMBERED = 8
"""Earlier updates that are compared to say since when a text is the same: four years."""

_BLOCK, _PERIOD, _UNTIL = (sa.bindparam(name, type_=sa.Integer) for name in ("block", "period", "until"))
_INDEX = ReportingPeriod.year * 2 + ReportingPeriod.half
_EARLIER = sa.and_(StatusUpdate.state == UpdateState.CONFIRMED, _INDEX < _UNTIL)
_TOLD = (
    sa.select(StatusUpdate.id)
    .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
    .where(StatusUpdate.block_id == _BLOCK, sa.or_(StatusUpdate.period_id == _PERIOD, _EARLIER))
    .order_by(_INDEX.desc())
    .limit(REMEMBERED + 1)
)
"""The update of a half-year, if there is one, and the confirmed ones before it."""
_ANSWERED = sa.select(StepResult.step_id).where(StepResult.update_id.in_(_TOLD))
_COUNTED = sa.and_(IndicatorTarget.block_id == _BLOCK, IndicatorTarget.ended_on.is_(None))

_MILESTONES = Question(
    Milestone,
    where=Milestone.block_id == _BLOCK,
    order=(Milestone.position, Milestone.baseline_on, Milestone.id),
)
_RISKS = Question(Risk, where=sa.and_(Risk.block_id == _BLOCK, Risk.state == RiskState.OPEN))
_INDICATORS = Question(IndicatorTarget, where=_COUNTED)
_VALUES = Question(
    IndicatorValue,
    where=IndicatorValue.indicator_id.in_(sa.select(IndicatorTarget.id).where(_COUNTED)),
    order=(IndicatorValue.as_of,),
)
_OF_REGISTERS = (_MILESTONES, _RISKS, _INDICATORS, _VALUES)
_PERIODS = Question(ReportingPeriod, order=(_INDEX.desc(),))
_UPDATES = Question(StatusUpdate, where=StatusUpdate.id.in_(_TOLD))
_TEXTS = Question(UpdateText, where=UpdateText.update_id.in_(_TOLD))
_RATINGS = Question(DimensionRating, where=DimensionRating.update_id.in_(_TOLD))
_RESULTS = Question(StepResult, where=StepResult.update_id.in_(_TOLD))
_STEPS = Question(
    NextStep,
    where=sa.or_(NextStep.update_id.in_(_TOLD), NextStep.id.in_(_ANSWERED)),
    order=(NextStep.position, NextStep.id),
)
_BASELINES = Question(BaselineRow, where=BaselineRow.block_id == _BLOCK)
_ENTRIES = Question(
    FundingEntry,
    where=sa.and_(FundingEntry.booked_at.is_not(None), FundingEntry.block_id == _BLOCK),
    order=(FundingEntry.effective_on, FundingEntry.id),
)
_ALL = (
    *(*_OF_REGISTERS, _PERIODS, _UPDATES, _TEXTS, _RATINGS, _RESULTS, _STEPS),
    *(_BASELINES, _ENTRIES),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The milestones, open risks and indicators of a block, public or not.

    `values` are those of the indicators, oldest first, by the id of the indicator.
    """

    milestones: Sequence[Milestone]
    risks: Sequence[Risk]
    indicators: Sequence[IndicatorTarget]
    values: Mapping[int, Sequence[IndicatorValue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a status update is written and judged by.

    `stated` is what the update of the half-year itself says as it was filed, None if it never was. `last` is
    the newest confirmed update of an earlier half-year, which is `last_period`, with its announced `steps`;
    `since` tells for each line of it since when it says the same. `entries` are those in effect.
    """

    stated: StatusInput | None
    last: StatusInput | None
    last_period: HalfYear | None
    since: Mapping[str, HalfYear]
    steps: Sequence[NextStep]
    registers: Registers
    baseline: Shares | None
    entries: tuple[MoneyEntry, ...]


_SURROUNDINGS: Kept[tuple[State, int, int, date], Surroundings] = Kept(most=60)
_REGISTERS: Kept[tuple[State, int], Registers] = Kept(most=60)


def load_registers(session: Session, block_id: int) -> Registers:
    """Return the registers of a block. One statement if they are kept, else one more."""
    state = state_of(session)
    if state is None:
        return _read_registers(session, block_id)
    known = _REGISTERS.get((state, block_id))
    return known or _REGISTERS.keep((state, block_id), _read_registers(session, block_id))


def load_surroundings(
    session: Session, block: Block, period: ReportingPeriod, *, judged_on: date, before_writing: bool = False
) -> Surroundings:
    """Return the surroundings of a block's update for a half-year, judged on a day.

    One statement if they are kept, else one more, however much there is. `before_writing`: see `state_of`.
    """
    state = state_of(session, before_writing=before_writing)
    if state is None:
        return _read(session, block, period, judged_on)
    key = (state, block.id, period.id, judged_on)
    return _SURROUNDINGS.get(key) or _SURROUNDINGS.keep(key, _read(session, block, period, judged_on))


def _read(session: Session, block: Block, period: ReportingPeriod, judged_on: date) -> Surroundings:
    found = ask_together(session, _ALL, block=block.id, period=period.id, until=period.year * 2 + period.half)
    told = _told(found)
    own = next((one for _, one in told if one.update.period_id == period.id), None)
    earlier = [(told_for, one) for told_for, one in told if one.update.period_id != period.id]
    last_period, last = earlier[0] if earlier else (None, None)
    return Surroundings(
        stated=None if own is None or own.update.filed_at is None else told_statement(own),
        last=None if last is None else told_statement(last),
        last_period=last_period,
        since=_since(earlier),
        steps=() if last is None else last.next_steps,
        registers=_registers(found),
        baseline=_baseline(found.one(_BASELINES)),
        entries=_entries(found.of(_ENTRIES), block.slug, judged_on),
    )


def _read_registers(session: Session, block_id: int) -> Registers:
    return _registers(ask_together(session, _OF_REGISTERS, block=block_id))


def _registers(found: Answers) -> Registers:
    return Registers(
        milestones=found.of(_MILESTONES),
        risks=found.of(_RISKS),
        indicators=found.of(_INDICATORS),
        values=_grouped(found.of(_VALUES), lambda row: row.indicator_id),
    )


def _told(found: Answers) -> list[tuple[HalfYear, Told]]:
    """Return the updates with all that they say, newest first."""
    updates = {row.period_id: row for row in found.of(_UPDATES)}
    texts = _grouped(found.of(_TEXTS), lambda row: row.update_id)
    ratings = _grouped(found.of(_RATINGS), lambda row: row.update_id)
    steps = _grouped(found.of(_STEPS), lambda row: row.update_id)
    places = {step.id: place for place, step in enumerate(found.of(_STEPS))}
    answers = sorted(found.of(_RESULTS), key=lambda row: places[row.step_id])
    results = _grouped(answers, lambda row: row.update_id)
    return [
        (
            HalfYear(half.year, half.half),
            Told(
                update=row,
                texts=texts.get(row.id, ()),
                ratings=ratings.get(row.id, ()),
                next_steps=steps.get(row.id, ()),
                outcomes=tuple(answer.outcome for answer in results.get(row.id, ())),
            ),
        )
        for half in found.of(_PERIODS)
        if (row := updates.get(half.id)) is not None
    ]


def _grouped(rows: Iterable[Row], key: Callable[[Row], int]) -> Mapping[int, Sequence[Row]]:
    """Return rows by what they belong to, in their order."""
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


def _since(earlier: Iterable[tuple[HalfYear, Told]]) -> dict[str, HalfYear]:
    return unchanged_since([(told_for, tell_statement(told_statement(one))) for told_for, one in earlier])


def _baseline(row: BaselineRow | None) -> Shares | None:
    return (
        None if row is None else Shares(regional=row.regional, municipal=row.municipal, private=row.private)
    )


def _entries(rows: Iterable[FundingEntry], slug: str, as_of: date) -> tuple[MoneyEntry, ...]:
    found = (entry_value(row, block=slug) for row in rows)
    return tuple(entry for entry in found if is_effective(entry, as_of))
