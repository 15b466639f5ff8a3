"""What a filed status update leaves in its rows and in the registers of the block.

Rows are changed in place and not replaced: a later update may refer to a step that this one announced.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.parts import Origin
from vrs_tracker.domain.inputs.progress import RatingInput, RiskInput, StatusInput, StepInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.progress import StepOutcome, TextSlot
from vrs_tracker.features.progress.actions.indicators import record_indicator_value
from vrs_tracker.features.progress.actions.milestones import add_milestone, report_milestone
from vrs_tracker.features.progress.actions.risks import add_risk, check_risks, edit_risk
from vrs_tracker.features.progress.queries import FormState, milestone_by_id, risk_by_id
from vrs_tracker.features.progress.queries.registers import NO_SUCH_RISK
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import DimensionRating, NextStep, StatusUpdate, StepResult, UpdateText


def write_registers(
    session: Session, block: Block, state: FormState, new: StatusInput, *, by: Person, now: datetime
) -> None:
    """Write what the update says about milestones, indicators and risks to their registers."""
    for milestone in new.milestones:
        if milestone.id is None:
            add_milestone(session, block, milestone, by=by, now=now)
        else:
            row = milestone_by_id(session, milestone.id)
            report_milestone(session, row, milestone, by=by, now=now)
    origin = Origin(provenance=new.provenance, source=new.source)
    for indicator in new.indicators:
        as_of = state.period.as_of
        record_indicator_value(session, block, indicator, as_of, by=by, now=now, origin=origin)
    for risk in new.risks:
        _write_risk(session, block, state, risk, by=by, now=now)
    if new.risks_checked:
        check_risks(session, block, by=by, now=now)


def _write_risk(
    session: Session, block: Block, state: FormState, new: RiskInput, *, by: Person, now: datetime
) -> None:
    if new.id is None:
        add_risk(session, block, new, by=by, now=now)
        return
    row = risk_by_id(session, new.id)
    if row.block_id != block.id:
        raise NotFound(NO_SUCH_RISK)
    edit_risk(session, row, new, by=by, now=now, reason=f"Meldung für das {state.period.label}.")


def write_statement(
    session: Session, update: StatusUpdate, new: StatusInput, announced: Sequence[NextStep]
) -> None:
    """Write texts, ratings, steps and answers; `announced` are the steps that the answers are about."""
    update.nothing_changed = bool(new.nothing_changed)
    update.risks_checked = new.risks_checked
    if update.money_change != new.money_change:
        update.money_change, update.money_settled_at = new.money_change, None
    update.message_source, update.message_note = new.message_source, new.message_note
    _write_texts(update, new)
    _write_ratings(update, new.ratings)
    _write_steps(update, new.next_steps)
    _write_answers(session, update, new.announced, announced)
    session.flush()


def _write_texts(update: StatusUpdate, new: StatusInput) -> None:
    reasons = {row.slot: row.reason for row in new.withheld}
    texts = {
        TextSlot.HEADLINE: new.headline,
        TextSlot.ACHIEVED: new.achieved,
        TextSlot.DECISION: new.decision,
    }
    rows = {row.slot: row for row in update.texts}
    for slot, text in texts.items():
        row = rows.get(slot) or UpdateText(slot=slot)
        row.text = text
        row.is_public, row.withheld_reason = slot not in reasons, reasons.get(slot, "")
        rows[slot] = row
    update.texts = [rows[slot] for slot, text in texts.items() if text]


def _write_ratings(update: StatusUpdate, ratings: Sequence[RatingInput]) -> None:
    rows = {row.dimension: row for row in update.ratings}
    for new in ratings:
        row = rows.setdefault(new.dimension, DimensionRating(dimension=new.dimension))
        row.proposed, row.proposal_reason = new.proposed, new.proposal_reason
        row.reported, row.deviation_reason = new.reported, new.deviation_reason
        row.measure, row.measure_due, row.options = new.measure, new.measure_due, new.options
    update.ratings = [rows[new.dimension] for new in ratings]


def _write_steps(update: StatusUpdate, steps: Sequence[StepInput]) -> None:
    rows = list(update.next_steps)
    for position, new in enumerate(steps, start=1):
        if len(rows) < position:
            rows.append(NextStep(position=position))
        rows[position - 1].text, rows[position - 1].due_on = new.text, new.due
    update.next_steps = rows[: len(steps)]


def _write_answers(
    session: Session,
    update: StatusUpdate,
    outcomes: Sequence[StepOutcome | None],
    announced: Sequence[NextStep],
) -> None:
    rows = {row.step_id: row for row in update.step_results}
    wanted = sa.select(NextStep).where(NextStep.id.in_([step.id for step in announced]))
    steps = {step.id: step for step in session.scalars(wanted)}
    kept = []
    for step, outcome in zip(announced, outcomes, strict=False):
        if outcome is not None:
            row = rows.get(step.id) or StepResult(step_id=step.id, step=steps[step.id])
            row.outcome = outcome
            kept.append(row)
    update.step_results = kept
