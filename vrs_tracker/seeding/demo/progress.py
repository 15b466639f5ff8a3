"""What the blocks report in the demonstration: state, milestones, updates with everything around them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.inputs.programme import BlockEdit
from vrs_tracker.domain.inputs.progress import MilestoneInput, RatingInput, RiskInput, StatusInput
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.progress import Light, StepOutcome
from vrs_tracker.features.programme.actions import add_indicator, change_state, edit_block, set_function_state
from vrs_tracker.features.programme.queries import block_in_full, find_block
from vrs_tracker.features.progress.actions import (
    add_milestone,
    confirm_update,
    file_update,
    return_update,
    save_draft,
)
from vrs_tracker.features.progress.queries import FormState, load_form_state
from vrs_tracker.seeding.demo.calendar import RUNNING, Calendar
from vrs_tracker.seeding.demo.people import EDITING, HEAD_OFFICE, People
from vrs_tracker.seeding.demo.tables import (
    Fate,
    Message,
    Progress,
    Standing,
    Told,
    in_half,
    of,
    read_progress,
)
from vrs_tracker.seeding.reading import Record
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block, BlockFunction

DAYS_TO_CONFIRMATION = 20
MORNING, NOON = 9, 12
NO_DANGER = "Die Abweichung nach der Regel ist bekannt; Ergebnis und Termin sind nicht gefährdet."
"""Said where the rules propose more than the tables foresee, so that the demonstration fits every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Plays what the blocks report, one half-year after the other."""

    session: Session
    calendar: Calendar
    people: People
    tables: Progress

    @classmethod
    def reading(cls, session: Session, calendar: Calendar, people: People) -> "Reporter":
        """Return one with all tables read."""
        return cls(session=session, calendar=calendar, people=people, tables=read_progress(calendar))

    def prepare(self, half: int, now: datetime) -> None:
        """Say where blocks stand, what they aim at and by when, before their updates are asked for."""
        self._set_states(half, now)
        self._set_targets(half, now)
        for told in in_half(self.tables.milestones, half):
            block = self._block(told.record)
            with told.record.placed():
                add_milestone(self.session, block, told.value, by=self.people[EDITING], now=now)
        self.session.flush()

    def _set_states(self, half: int, now: datetime) -> None:
        """Set the states of blocks and of promised functions.

        The rows are facts, but what they say is invented from now on: so they are marked as demo.
        """
        by = self.people[EDITING]
        for told in in_half(self.tables.standings, half):
            block = self._block(told.record)
            with told.record.placed():
                change_state(self.session, block, told.value.state, by=by, now=now)
                edit_block(self.session, block, self._edited(block, told.value), by=by, now=now)
            block.provenance = Provenance.DEMO
        for of_function in in_half(self.tables.functions, half):
            number, new = of_function.value
            with of_function.record.placed():
                function = self._function(of_function.record, number)
                set_function_state(self.session, function, new, by=by, now=now)
            function.provenance = Provenance.DEMO

    def _edited(self, block: Block, standing: Standing) -> BlockEdit:
        """Return everything that is known about a block, with what the table adds."""
        known = block_in_full(self.session, block.slug)
        return BlockEdit(
            subtitle=known.subtitle,
            description=known.description,
            lead_id=known.lead_id,
            owner_role=standing.owner_role,
            planned_start=standing.planned_start,
            planned_end=standing.planned_end,
            aliases=tuple(row.alias for row in known.aliases),
            towns=tuple(row.municipality.ags for row in known.towns),
            partner_ids=tuple(row.organisation_id for row in known.partners),
            fields=tuple(row.field for row in known.fields),
        )

    def _set_targets(self, half: int, now: datetime) -> None:
        by = self.people[EDITING]
        for told in in_half(self.tables.targets, half):
            block, new = self._block(told.record), told.value
            agreed = TargetInput(target=new.actual, provenance=Provenance.DEMO)
            with told.record.placed():
                add_indicator(self.session, block, new.kind, agreed, by=by, now=now)

    def report(self, half: int, period: ReportingPeriod) -> None:
        """File the updates of a half-year and do with each what the table says."""
        for told in in_half(self.tables.messages, half):
            with told.record.placed():
                self._report_block(told, period)

    def _report_block(self, told: Told[Message], period: ReportingPeriod) -> None:
        message, block = told.value, self._block(told.record)
        by = told.record.known("by", self.people.get(message.by))
        filed = self.calendar.at(message.filed, NOON)
        if message.fate is Fate.DRAFT:
            started = StatusInput(
                nothing_changed=False,
                headline=message.headline,
                achieved=message.achieved,
                message_source=message.source,
                provenance=Provenance.DEMO,
            )
            save_draft(self.session, block, period, started, by=by, now=filed)
            return
        state = load_form_state(self.session, block, period, today=filed.date())
        new = self._statement(told, state)
        update = file_update(self.session, block, period, new, by=by, now=filed)
        office = self.people[HEAD_OFFICE]
        decided = self._decided(told.half, message)
        if message.fate is Fate.RETURNED:
            return_update(self.session, update, message.return_reason, by=office, now=decided)
        if message.fate is Fate.CONFIRMED:
            confirm_update(self.session, update, by=office, now=decided)

    def _decided(self, half: int, message: Message) -> datetime:
        """Return when the head office looked at an update."""
        if half == RUNNING:
            return self.calendar.at(message.filed + timedelta(days=1), MORNING)
        return self.calendar.after_stichtag(half, DAYS_TO_CONFIRMATION, MORNING)

    def _statement(self, told: Told[Message], state: FormState) -> StatusInput:
        """Put together what one block says from all tables."""
        message, half, block = told.value, told.half, told.block
        milestones = tuple(self._milestone_news(half, block, state))
        indicators = of(self.tables.values, half, block)
        is_full = not message.nothing_changed
        return StatusInput(
            nothing_changed=message.nothing_changed,
            announced=self._outcomes(block, state) if is_full else (),
            rest_runs=not is_full,
            achieved=message.achieved,
            milestones=milestones,
            indicators=indicators,
            money_change=message.money_change,
            ratings=self._ratings(half, block, state, milestones) if is_full else (),
            risks=tuple(self._risks(half, block, state)),
            risks_checked=True,
            next_steps=tuple(row.step for row in of(self.tables.steps, half, block)),
            decision=message.decision,
            headline=message.headline,
            message_source=message.source,
            provenance=Provenance.DEMO,
        )

    def _outcomes(self, block: str, state: FormState) -> tuple[StepOutcome | None, ...]:
        known = {row.value.step.text: row.value.outcome for row in self.tables.steps if row.block == block}
        return tuple(known.get(step.text) for step in state.steps)

    def _milestone_news(self, half: int, block: str, state: FormState) -> Iterator[MilestoneInput]:
        """Yield what is new about milestones; in the running half-year only about those that are due."""
        rows = {row.title: row for row in state.milestones}
        for new in of(self.tables.milestone_news, half, block):
            row = rows[new.title]
            if half == RUNNING and (row.forecast_on or row.baseline_on) > state.today:
                continue
            actual = min(new.actual, state.today) if new.actual else None
            yield replace(new, id=row.id, actual=actual)

    def _risks(self, half: int, block: str, state: FormState) -> Iterator[RiskInput]:
        known = {row.title: row.id for row in state.risks}
        for new in of(self.tables.risks, half, block):
            yield replace(new, id=known.get(new.title))

    def _ratings(
        self, half: int, block: str, state: FormState, milestones: tuple[MilestoneInput, ...]
    ) -> tuple[RatingInput, ...]:
        """Return what the table says about a dimension, else what the rules propose."""
        said = {row.dimension: row for row in of(self.tables.ratings, half, block)}
        proposals = state.proposals(milestones, of(self.tables.values, half, block))
        harmless = (Light.ON_TRACK, Light.NOT_APPLICABLE)
        return tuple(
            said.get(dimension)
            or RatingInput(
                dimension=dimension,
                proposed=proposal.light,
                reported=proposal.light if proposal.light in harmless else Light.ON_TRACK,
                deviation_reason="" if proposal.light in harmless else NO_DANGER,
            )
            for dimension, proposal in proposals.items()
        )

    def _block(self, record: Record) -> Block:
        return record.known("block", find_block(self.session, record.needed("block")))

    def _function(self, record: Record, number: int) -> BlockFunction:
        """Return a promised function by its number within the block, counted from 1."""
        mine = sa.select(BlockFunction).where(BlockFunction.block_id == self._block(record).id)
        found = self.session.scalar(mine.where(BlockFunction.position == number))
        return record.known("number", found)
