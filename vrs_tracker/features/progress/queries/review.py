"""What the second person looks at: the update, what it is compared with, and what moved in the registers.

An earlier version of an update is not stored a second time: every filing tells its difference to the history,
so the version of then is today's with these changes taken back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from vrs_tracker.domain.differences import (
    Edit,
    FieldDifference,
    changed_sentence,
    field_differences,
    first_values,
    taken_back,
)
from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.money_news import MONEY_NEWS
from vrs_tracker.domain.parsing import parse_date_de
from vrs_tracker.domain.statements import tell_statement
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.progress.queries.registers import stated_indicator
from vrs_tracker.features.progress.queries.surroundings import Registers, load_registers
from vrs_tracker.features.progress.queries.updates import statement_of
from vrs_tracker.tables.accounts import AccessLink
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import (
    IndicatorTarget,
    Milestone,
    NextStep,
    Risk,
    StatusUpdate,
    StepResult,
)

STAND = "Stand"
EXPECTED, REACHED = "erwartet am", "erreicht am"


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment at which a revision was asked for, by whom, with which words."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A milestone as it stands, with what was expected at the version it is compared with."""

    row: Milestone
    expected_before: date | None
    is_new: bool
    reached_since: bool

    @property
    def days(self) -> int:
        """By how many days the expectation moved; 0 if it did not, or if it was reached before."""
        if self.row.actual_on is not None and not self.reached_since:
            return 0
        now = self.row.actual_on or self.row.forecast_on or self.row.baseline_on
        return 0 if self.expected_before is None else (now - self.expected_before).days

    @property
    def is_changed(self) -> bool:
        """Whether it moved, was reached or came into being."""
        return self.is_new or self.reached_since or self.days != 0


@dataclass(frozen=True, slots=True)
class ChangedRisk:
    """An open risk, with the fields that changed since the version it is compared with."""

    row: Risk
    is_new: bool
    changes: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An update beside an earlier version; of the indicators only the values that differ."""

    fields: tuple[FieldDifference, ...]
    milestones: tuple[Moved, ...]
    risks: tuple[ChangedRisk, ...]
    indicators: tuple[FieldDifference, ...]

    def sentence(self, since: str) -> str:
        """Say how much differs since a moment."""
        return changed_sentence(
            since,
            fields=len(self.fields),
            milestones=sum(each.is_changed for each in self.milestones),
            risks=sum(each.is_new or bool(each.changes) for each in self.risks),
            indicators=len(self.indicators),
        )


@dataclass(frozen=True, kw_only=True)
class Review:
    """A filed update with everything that the second person needs to judge it.

    `since_report` is None where nothing was ever confirmed, `since_filing` where it was filed only once.
    """

    update: StatusUpdate
    statement: StatusInput
    filed_for: str
    link_made_by: str
    last: StatusInput | None
    last_period: ReportingPeriod | None
    announced: Sequence[NextStep]
    indicators: tuple[facts.Indicator, ...]
    since_report: Comparison | None
    since_filing: Comparison | None
    asked: Asked | None
    filed_before: datetime | None


def load_review(session: Session, block: Block, period: ReportingPeriod) -> Review | None:
    """Return the update of the half-year, once it is filed, with what surrounds it; None before."""
    update, last, last_period, maker = _two_updates(session, block, period)
    if update is None or update.state is UpdateState.DRAFT:
        return None
    found = load_registers(session, block.id)
    milestones, risks = found.milestones, found.risks
    entries = _entries(session, update, found)
    now = tell_statement(statement_of(update))
    since = _Since(entries, update, milestones, risks)
    asked, filed_before = since.asked, since.filed_before
    statement = None if last is None else statement_of(last)
    report = None
    if last is not None and statement is not None:
        told = field_differences(tell_statement(statement), now)
        report = since.compared(told, last.confirmed_at or last.filed_at)
    filing = None
    if filed_before is not None:
        told = field_differences(taken_back(now, since.edits_of_update), now)
        filing = since.compared(told, asked.at if asked else filed_before)
    as_of = half_year(period).as_of
    return Review(
        update=update,
        statement=statement_of(update),
        filed_for=next((entry.unit for entry in reversed(entries) if entry.at == update.filed_at), ""),
        link_made_by=maker,
        last=statement,
        last_period=last_period,
        announced=() if last is None else last.next_steps,
        indicators=tuple(
            stated_indicator(row, found.values.get(row.id, ()), as_of) for row in found.indicators
        ),
        since_report=report,
        since_filing=filing,
        asked=asked,
        filed_before=filed_before,
    )


# ---------------------------------------------------------------- what is read


def _two_updates(
    session: Session, block: Block, period: ReportingPeriod
) -> tuple[StatusUpdate | None, StatusUpdate | None, ReportingPeriod | None, str]:
    """Return this half-year's update, the last confirmed one with its half-year, the maker of the link."""
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    earlier = (
        sa.select(StatusUpdate.id)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .where(StatusUpdate.block_id == block.id, StatusUpdate.state == UpdateState.CONFIRMED)
        .where(index < period.year * 2 + period.half)
        .order_by(index.desc())
        .limit(1)
        .scalar_subquery()
    )
    stmt = (
        sa.select(StatusUpdate, ReportingPeriod, AccessLink.created_by)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .outerjoin(AccessLink, AccessLink.person_key == StatusUpdate.filed_by)
        .where(StatusUpdate.block_id == block.id)
        .where((StatusUpdate.period_id == period.id) | (StatusUpdate.id == earlier))
        .options(
            joinedload(StatusUpdate.texts),
            joinedload(StatusUpdate.ratings),
            joinedload(StatusUpdate.next_steps),
            selectinload(StatusUpdate.step_results).joinedload(StepResult.step),
        )
    )
    rows = session.execute(stmt).unique().all()
    this, maker = next(((row, made) for row, _at, made in rows if row.period_id == period.id), (None, None))
    last, last_period = next(
        ((row, at) for row, at, _made in rows if row.period_id != period.id), (None, None)
    )
    return this, last, last_period, maker or ""


def _entries(session: Session, update: StatusUpdate, found: Registers) -> Sequence[HistoryEntry]:
    """Return the history of the update and of the registers it wrote to, oldest first."""
    rows: tuple[tuple[type[Base], Sequence[Base]], ...] = (
        *((StatusUpdate, (update,)), (Milestone, found.milestones)),
        *((Risk, found.risks), (IndicatorTarget, found.indicators)),
    )
    things = [(table.__tablename__, [row.id for row in known]) for table, known in rows if known]
    is_of_these = sa.or_(
        *(sa.and_(HistoryEntry.kind == kind, HistoryEntry.thing_id.in_(ids)) for kind, ids in things)
    )
    return session.scalars(sa.select(HistoryEntry).where(is_of_these).order_by(HistoryEntry.id)).all()


# ---------------------------------------------------------------- what has changed since


class _Since:
    """The history of one update and its registers, read for what changed after a moment."""

    def __init__(
        self,
        entries: Sequence[HistoryEntry],
        update: StatusUpdate,
        milestones: Sequence[Milestone],
        risks: Sequence[Risk],
    ) -> None:
        self._entries, self._milestones, self._risks = entries, milestones, risks
        own = [entry for entry in entries if entry.kind == StatusUpdate.__tablename__]
        returns = [row for row in own if (row.field, row.new) == (STAND, UpdateState.RETURNED.label)]
        said = [row for row in own if row.field not in (STAND, MONEY_NEWS)]
        filed_at = () if update.filed_at is None else (update.filed_at,)
        moments = sorted({*(row.at for row in said), *filed_at})
        newest = returns[-1] if returns and update.state is not UpdateState.RETURNED else None
        is_answered = newest is not None and any(row.id > newest.id for row in own)
        self.asked = Asked(newest.at, newest.person_key, newest.reason) if newest and is_answered else None
        self.filed_before = self._filed_before(moments)
        after = newest.id if newest and is_answered else None
        self.edits_of_update = tuple(
            _edit(row)
            for row in said
            if (row.id > after if after is not None else bool(moments) and row.at == moments[-1])
        )

    def _filed_before(self, moments: Sequence[datetime]) -> datetime | None:
        """Return when the version was filed that the newest one replaced; None for a first filing."""
        if self.asked is not None:
            return max((each for each in moments if each < self.asked.at), default=None)
        return moments[-2] if len(moments) > 1 else None

    def compared(self, fields: tuple[FieldDifference, ...], since: datetime | None) -> Comparison:
        """Return the given differences with what moved in the registers after a moment."""
        later = [entry for entry in self._entries if since is not None and entry.at > since]
        edits = [_edit(entry) for entry in later if entry.kind != StatusUpdate.__tablename__]
        moved, changed = tuple(self._moved(edits)), tuple(self._changed(edits))
        return Comparison(fields, moved, changed, _values(edits))

    def _moved(self, edits: Sequence[Edit]) -> Iterator[Moved]:
        before = first_values(edits)
        for row in self._milestones:
            expected = before.get((Milestone.__tablename__, row.id, EXPECTED))
            fallback = row.baseline_on if expected == "" else row.forecast_on or row.baseline_on
            yield Moved(
                row=row,
                expected_before=parse_date_de(expected) if expected else fallback,
                is_new=before.get((Milestone.__tablename__, row.id, "Meilenstein")) == "",
                reached_since=before.get((Milestone.__tablename__, row.id, REACHED)) == "",
            )

    def _changed(self, edits: Sequence[Edit]) -> Iterator[ChangedRisk]:
        before = first_values(edits)
        for row in self._risks:
            own = [edit for edit in edits if (edit.kind, edit.thing_id) == (Risk.__tablename__, row.id)]
            newest = {edit.field: edit.new for edit in own}
            old = {field: before[Risk.__tablename__, row.id, field] for field in newest}
            is_new = old.get("Risiko") == ""
            yield ChangedRisk(row, is_new, () if is_new else field_differences(old, newest))


def _values(edits: Sequence[Edit]) -> tuple[FieldDifference, ...]:
    """Return what was counted anew, each value with the one that stood there before."""
    own = [edit for edit in edits if edit.kind == IndicatorTarget.__tablename__]
    before = {field: old for (_, _, field), old in first_values(own).items()}
    return field_differences(before, {edit.field: edit.new for edit in own})


def _edit(entry: HistoryEntry) -> Edit:
    return Edit(entry.kind, entry.thing_id, entry.field, entry.old, entry.new)
