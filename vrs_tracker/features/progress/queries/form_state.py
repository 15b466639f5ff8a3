"""Everything the form of a status update shows and its rules need to know, read at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from vrs_tracker.domain.chapters.block_results import MOST_INDICATORS
from vrs_tracker.domain.drafts import read_draft, with_milestones, with_values
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import decided_total, expected_total, shares_of
from vrs_tracker.domain.inputs.progress import IndicatorInput, MilestoneInput, StatusInput
from vrs_tracker.domain.lights import propose_cost, propose_funding, propose_results, propose_schedule
from vrs_tracker.domain.lists.milestones import MONTHS_AHEAD
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.statements import Proposals, carried_on, with_proposals
from vrs_tracker.domain.updates import KnownBefore, answered_steps
from vrs_tracker.domain.vocabulary.progress import Dimension, UpdateState
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.progress.queries import registers, updates
from vrs_tracker.features.progress.queries.surroundings import load_surroundings
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import (
    IndicatorTarget,
    IndicatorValue,
    Milestone,
    NextStep,
    Risk,
    StatusUpdate,
)


@dataclass(frozen=True, kw_only=True)
class FormState:
    """The update of one block for one half-year, with what surrounds it.

    `typed` is an unfiled draft, else what was filed, else None. `last` is the newest confirmed update of an
    earlier half-year, which is `last_period`; `since` tells for each line of it since when it says the same.
    `values` are those of the indicators, oldest first, by the id of the indicator.
    """

    period: HalfYear
    today: date
    update: StatusUpdate | None
    typed: StatusInput | None
    last: StatusInput | None
    last_period: HalfYear | None
    since: Mapping[str, HalfYear]
    steps: Sequence[NextStep]
    milestones: Sequence[Milestone]
    risks: Sequence[Risk]
    indicators: Sequence[IndicatorTarget]
    values: Mapping[int, Sequence[IndicatorValue]]
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

    def is_due(self, row: Milestone) -> bool:
        """Whether a milestone was expected by now, so that it is to be confirmed in any case."""
        return row.actual_on is None and (row.forecast_on or row.baseline_on) <= self.judged_on

    @property
    def has_due_milestones(self) -> bool:
        """Whether any milestone is to be confirmed."""
        return any(map(self.is_due, self.milestones))

    @property
    def due_indicators(self) -> tuple[IndicatorTarget, ...]:
        """The indicators whose value for the reference date is missing."""
        return tuple(row for row in self.asked_indicators if not self.has_value(row))

    @property
    def asked_indicators(self) -> tuple[IndicatorTarget, ...]:
        """The indicators that the report shows."""
        return tuple(self.indicators[:MOST_INDICATORS])

    def has_value(self, row: IndicatorTarget) -> bool:
        """Whether an indicator has its value for the reference date, so that none is due."""
        return self.value_of(row) is not None

    def value_of(self, row: IndicatorTarget) -> IndicatorValue | None:
        """Return the value of an indicator for the reference date."""
        found = (value for value in self.values.get(row.id, ()) if value.as_of == self.period.as_of)
        return next(found, None)

    def newest_of(self, row: IndicatorTarget) -> IndicatorValue | None:
        """Return the newest value of an indicator, whatever its day."""
        return next(reversed(self.values.get(row.id, ())), None)

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
        planned = with_milestones(self.known.milestones, milestones, self.judged_on)
        values = tuple(
            registers.stated_indicator(row, self.values.get(row.id, ()), self.judged_on)
            for row in self.indicators
        )
        return {
            Dimension.SCHEDULE: propose_schedule(planned, self.judged_on),
            Dimension.COST: propose_cost(decided_total(self.entries), expected_total(self.entries)),
            Dimension.RESULTS: propose_results(with_values(values, indicators, self.period.as_of), planned),
            Dimension.FUNDING: propose_funding(self.baseline, shares_of(self.entries)),
        }

    def completed(self, new: StatusInput) -> StatusInput:
        """Return the statement with what goes on unchanged and with the proposals of the rules."""
        proposals = self.proposals(new.milestones, new.indicators)
        new = replace(new, announced=answered_steps(new, len(self.steps)), rest_runs=False)
        if new.nothing_changed and self.last is not None:
            new = carried_on(new, self.last, proposals)
        return with_proposals(new, proposals)


def load_form_state(
    session: Session, block: Block, period: ReportingPeriod, *, today: date, before_writing: bool = False
) -> FormState:
    """Read all of it; two statements if the surroundings are kept.

    `before_writing`: nothing was changed in this transaction yet, so that what is kept is still right. The
    rows are then only for reading.
    """
    half = half_year(period)
    around = load_surroundings(
        session, block, period, judged_on=min(today, half.as_of), before_writing=before_writing
    )
    update = updates.update_of(session, block.id, period.id, parts=False)
    milestones = around.registers.milestones
    return FormState(
        period=half,
        today=today,
        update=update,
        typed=_typed(update, around.stated),
        last=around.last,
        last_period=around.last_period,
        since=around.since,
        steps=around.steps,
        milestones=milestones,
        risks=around.registers.risks,
        indicators=around.registers.indicators,
        values=around.registers.values,
        baseline=around.baseline,
        entries=around.entries,
        known=KnownBefore(
            period=half,
            today=today,
            state=block.state,
            has_earlier_update=around.last is not None,
            announced=updates.step_values(around.steps),
            milestones=tuple(registers.milestone_value(row, today) for row in milestones),
        ),
    )


def _typed(update: StatusUpdate | None, stated: StatusInput | None) -> StatusInput | None:
    """Return the draft if there is one, else what was filed, with the version that drafts have raised."""
    if update is None:
        return None
    draft = read_draft(update.draft)
    if draft is not None or update.state is UpdateState.DRAFT or stated is None:
        return draft
    return replace(stated, version=update.version)


def _month_index(day: date) -> int:
    return day.year * 12 + day.month
