"""Everything the form of a status update shows and its rules need to know, read at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.drafts import read_draft
from vrs_tracker.domain.facts import blocks as facts
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import decided_total, expected_total, is_effective, shares_of
from vrs_tracker.domain.inputs.progress import IndicatorInput, MilestoneInput, StatusInput
from vrs_tracker.domain.lights import propose_cost, propose_funding, propose_results, propose_schedule
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.statements import Proposals, carried_on, with_proposals
from vrs_tracker.domain.updates import KnownBefore
from vrs_tracker.domain.vocabulary.progress import Dimension, UpdateState
from vrs_tracker.features.finance.queries.ledger import booked
from vrs_tracker.features.finance.queries.values import entry_value
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.progress.queries import registers, updates
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import BaselineRow, Block
from vrs_tracker.tables.progress import IndicatorTarget, Milestone, NextStep, Risk, StatusUpdate

MONTHS_AHEAD = 9
"""Milestones are asked about if they are overdue or expected within these months (users.md 4.4, no. 4)."""


@dataclass(frozen=True, kw_only=True)
class FormState:
    """The update of one block for one half-year, with what surrounds it.

    `typed` is an unfiled draft, else what was filed, else None. `last` is the newest confirmed update of an
    earlier half-year.
    """

    period: HalfYear
    today: date
    update: StatusUpdate | None
    typed: StatusInput | None
    last: StatusInput | None
    steps: Sequence[NextStep]
    milestones: Sequence[Milestone]
    risks: Sequence[Risk]
    indicators: Sequence[IndicatorTarget]
    baseline: Shares | None
    entries: tuple[MoneyEntry, ...]
    known: KnownBefore

    @property
    def version(self) -> int:
        """The version that the form is filled from; 0 while there is no update."""
        return self.update.version if self.update else 0

    @property
    def judged_on(self) -> date:
        """The day for which the proposals are computed: the reference date, today if that lies ahead."""
        return min(self.today, self.period.as_of)

    @property
    def asked_milestones(self) -> tuple[Milestone, ...]:
        """The milestones that are overdue or expected within the next nine months."""
        horizon = self.today.year * 12 + self.today.month + MONTHS_AHEAD
        return tuple(
            row
            for row in self.milestones
            if row.actual_on is None and _month_index(row.forecast_on or row.baseline_on) <= horizon
        )

    def proposals(
        self, milestones: Iterable[MilestoneInput] = (), indicators: Iterable[IndicatorInput] = ()
    ) -> Proposals:
        """Return the light that the rules propose for each dimension, once what is newly typed counts too."""
        planned = _with_milestones(self.known.milestones, milestones, self.judged_on)
        values = tuple(registers.indicator_value(row, self.judged_on) for row in self.indicators)
        return {
            Dimension.SCHEDULE: propose_schedule(planned, self.judged_on),
            Dimension.COST: propose_cost(decided_total(self.entries), expected_total(self.entries)),
            Dimension.RESULTS: propose_results(_with_values(values, indicators, self.period.as_of), planned),
            Dimension.FUNDING: propose_funding(self.baseline, shares_of(self.entries)),
        }

    def completed(self, new: StatusInput) -> StatusInput:
        """Return the statement with what goes on unchanged and with the proposals of the rules."""
        proposals = self.proposals(new.milestones, new.indicators)
        if new.nothing_changed and self.last is not None:
            new = carried_on(new, self.last, len(self.steps), proposals)
        return with_proposals(new, proposals)


def load_form_state(session: Session, block: Block, period: ReportingPeriod, *, today: date) -> FormState:
    """Read all of it; the same number of statements however much there is."""
    half = half_year(period)
    update = updates.update_of(session, block.id, period.id)
    last = updates.last_confirmed(session, block.id, before=period)
    milestones = registers.milestones_of(session, block.id)
    judged_on = min(today, half.as_of)
    return FormState(
        period=half,
        today=today,
        update=update,
        typed=_typed(update),
        last=None if last is None else updates.statement_of(last),
        steps=() if last is None else last.next_steps,
        milestones=milestones,
        risks=registers.open_risks(session, block.id),
        indicators=registers.indicators_of(session, block.id),
        baseline=_baseline(session, block),
        entries=_entries(session, block, judged_on),
        known=KnownBefore(
            period=half,
            today=today,
            state=block.state,
            has_earlier_update=last is not None,
            announced=() if last is None else updates.step_values(last.next_steps),
            milestones=tuple(registers.milestone_value(row, today) for row in milestones),
        ),
    )


def _typed(update: StatusUpdate | None) -> StatusInput | None:
    if update is None:
        return None
    draft = read_draft(update.draft)
    if draft is None and update.state is not UpdateState.DRAFT:
        return updates.statement_of(update)
    return draft


def _baseline(session: Session, block: Block) -> Shares | None:
    row = session.scalar(sa.select(BaselineRow).where(BaselineRow.block_id == block.id))
    return (
        None if row is None else Shares(regional=row.regional, municipal=row.municipal, private=row.private)
    )


def _entries(session: Session, block: Block, as_of: date) -> tuple[MoneyEntry, ...]:
    rows = session.scalars(booked(FundingEntry).where(FundingEntry.block_id == block.id))
    found = (entry_value(row, block=block.slug) for row in rows)
    return tuple(entry for entry in found if is_effective(entry, as_of))


def _month_index(day: date) -> int:
    return day.year * 12 + day.month


def _with_milestones(
    known: Sequence[facts.Milestone], typed: Iterable[MilestoneInput], as_of: date
) -> tuple[facts.Milestone, ...]:
    """Return the milestones as they will be once what is typed is stored.

    One that was reached only after the reference date was still expected on it, as in the report.
    """
    answers = {row.id: row for row in typed if row.id is not None}
    return tuple(_answered(each, answers.get(each.id), as_of) for each in known)


def _answered(known: facts.Milestone, answer: MilestoneInput | None, as_of: date) -> facts.Milestone:
    forecast = (answer.forecast if answer else None) or known.forecast
    actual = (answer.actual if answer else None) or known.actual
    if actual is not None and actual > as_of:
        return replace(known, forecast=actual, actual=None)
    return replace(known, forecast=forecast, actual=actual)


def _with_values(
    known: Sequence[facts.Indicator], typed: Iterable[IndicatorInput], as_of: date
) -> tuple[facts.Indicator, ...]:
    """Return the indicators as they will be; what stood for the same reference date is replaced."""
    answers = {row.kind: row for row in typed if row.actual is not None}
    return tuple(
        replace(
            each,
            actual=answers[each.kind].actual,
            actual_as_of=as_of,
            is_estimated=answers[each.kind].is_estimated,
            previous=each.previous if each.actual_as_of == as_of else each.actual,
        )
        if each.kind in answers
        else each
        for each in known
    )
