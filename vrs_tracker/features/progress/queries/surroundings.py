"""What surrounds the update of a block: earlier updates, registers, money.

All of it changes only with the history, unlike the draft of an update; so it is kept under the newest entry
(docs/adr/0012-kept-reports.md). Rows that are kept are let go of by their session: they are read, never
written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.statements import tell_statement
from vrs_tracker.domain.updates import unchanged_since
from vrs_tracker.features.finance.queries.ledger import booked
from vrs_tracker.features.finance.queries.values import entry_value
from vrs_tracker.features.progress.queries import registers, updates
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import BaselineRow, Block
from vrs_tracker.tables.progress import IndicatorTarget, Milestone, NextStep, Risk, StatusUpdate
from vrs_tracker.trail.kept import Kept, State, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The milestones, open risks and indicators of a block, public or not."""

    milestones: Sequence[Milestone]
    risks: Sequence[Risk]
    indicators: Sequence[IndicatorTarget]


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
    """Return the registers of a block. One statement if they are kept, else three more."""
    state = state_of(session)
    if state is None:
        return _read_registers(session, block_id)
    known = _REGISTERS.get((state, block_id))
    if known is None:
        known = _REGISTERS.keep((state, block_id), _read_registers(session, block_id))
        _let_go(session, _rows_of(known))
    return known


def load_surroundings(
    session: Session, block: Block, period: ReportingPeriod, *, judged_on: date, before_writing: bool = False
) -> Surroundings:
    """Return the surroundings of a block's update for a half-year, judged on a day.

    One statement if they are kept, else ten more, however much there is. `before_writing`: see `state_of`.
    """
    state = state_of(session, before_writing=before_writing)
    if state is None:
        return _read(session, block, period, judged_on)[0]
    key = (state, block.id, period.id, judged_on)
    known = _SURROUNDINGS.get(key)
    if known is None:
        read, told = _read(session, block, period, judged_on)
        known = _SURROUNDINGS.keep(key, read)
        _let_go(session, (*told, *_rows_of(known.registers)))
    return known


def _read(
    session: Session, block: Block, period: ReportingPeriod, judged_on: date
) -> tuple[Surroundings, Sequence[StatusUpdate]]:
    """Return the surroundings, and the updates that they come from."""
    told = updates.told_until(session, block.id, period)
    own = next((row for _, row in told if row.period_id == period.id), None)
    earlier = [(told_for, row) for told_for, row in told if row.period_id != period.id]
    last_period, last = earlier[0] if earlier else (None, None)
    read = Surroundings(
        stated=None if own is None or own.filed_at is None else updates.statement_of(own),
        last=None if last is None else updates.statement_of(last),
        last_period=last_period,
        since=_since(earlier),
        steps=() if last is None else last.next_steps,
        registers=_read_registers(session, block.id),
        baseline=_baseline(session, block),
        entries=_entries(session, block, judged_on),
    )
    return read, [row for _, row in told]


def _read_registers(session: Session, block_id: int) -> Registers:
    return Registers(
        milestones=registers.milestones_of(session, block_id),
        risks=registers.open_risks(session, block_id),
        indicators=registers.indicators_of(session, block_id),
    )


def _rows_of(found: Registers) -> Iterable[Base]:
    values = (value for row in found.indicators for value in row.values)
    return (*found.milestones, *found.risks, *found.indicators, *values)


def _let_go(session: Session, rows: Iterable[Base]) -> None:
    """Take rows out of the session, which forgets their values when it commits; parts go with a whole."""
    for row in rows:
        session.expunge(row)


def _since(earlier: Iterable[tuple[HalfYear, StatusUpdate]]) -> dict[str, HalfYear]:
    return unchanged_since(
        [(told_for, tell_statement(updates.statement_of(row))) for told_for, row in earlier]
    )


def _baseline(session: Session, block: Block) -> Shares | None:
    row = session.scalar(sa.select(BaselineRow).where(BaselineRow.block_id == block.id))
    return (
        None if row is None else Shares(regional=row.regional, municipal=row.municipal, private=row.private)
    )


def _entries(session: Session, block: Block, as_of: date) -> tuple[MoneyEntry, ...]:
    rows = session.scalars(booked(FundingEntry).where(FundingEntry.block_id == block.id))
    found = (entry_value(row, block=block.slug) for row in rows)
    return tuple(entry for entry in found if is_effective(entry, as_of))
