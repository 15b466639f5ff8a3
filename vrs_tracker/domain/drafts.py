"""A status update that is not filed yet: kept as typed, and how its block would be reported with it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone, Rating, Risk, Step, Update
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    RiskInput,
    StatusInput,
)
from vrs_tracker.domain.lights import overall_light
from vrs_tracker.domain.notation import BERLIN, list_de
from vrs_tracker.domain.payload import PayloadError, from_json_types, to_json_types
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import TextSlot

PROPOSED_ANEW = "Die Vorschläge sind neu berechnet. Gespeichert ist damit nichts."


def write_draft(typed: StatusInput) -> str:
    """Return the draft as JSON in ASCII, so that any text can be stored."""
    return json.dumps(to_json_types(typed), sort_keys=True)


def read_draft(stored: str) -> StatusInput | None:
    """Return the draft; None if there is none or an earlier version of the program wrote it differently.

    What an earlier version did not ask is unanswered.
    """
    if not stored:
        return None
    raw = json.loads(stored)
    if isinstance(raw, dict):
        raw = to_json_types(StatusInput()) | raw
    try:
        return from_json_types(StatusInput, raw)
    except PayloadError:
        return None


def saved_sentence(at: datetime, unread: Sequence[str] = ()) -> str:
    """Say when the draft was saved, and what could not be read and is not part of it."""
    saved = f"Entwurf gespeichert {at.astimezone(BERLIN):%H:%M} Uhr"
    return f"{saved}, noch ohne {list_de(unread)}." if unread else f"{saved}."


# ---------------------------------------------------------------- the block with what is typed


def with_milestones(
    known: Iterable[Milestone], typed: Iterable[MilestoneInput], as_of: date
) -> tuple[Milestone, ...]:
    """Return the milestones as they will be once what is typed is stored.

    One that was reached only after the reference date was still expected on it, as in the report.
    """
    answers = {row.id: row for row in typed if row.id is not None}
    return tuple(_answered(each, answers.get(each.id), as_of) for each in known)


def _answered(known: Milestone, answer: MilestoneInput | None, as_of: date) -> Milestone:
    forecast = (answer.forecast if answer else None) or known.forecast
    actual = (answer.actual if answer else None) or known.actual
    if answer is not None and answer.shift_reason is not None:
        known = replace(known, shift_reason=answer.shift_reason, shift_note=answer.shift_note)
    if actual is not None and actual > as_of:
        return replace(known, forecast=actual, actual=None)
    return replace(known, forecast=forecast, actual=actual)


def with_values(
    known: Iterable[Indicator], typed: Iterable[IndicatorInput], as_of: date
) -> tuple[Indicator, ...]:
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


def with_statement(
    block: BlockReport, new: StatusInput, announced: Sequence[Step], *, period: HalfYear, today: date
) -> BlockReport:
    """Return a block as the report would show it, were the statement filed and confirmed today.

    `new` is complete: with what goes on unchanged and with the proposals of the rules.
    """
    as_of = min(today, period.as_of)
    shown = overall_light(
        state=block.state,
        lights=[row.reported for row in new.ratings],
        last_message_on=today,
        as_of=as_of,
    )
    is_new = block.update is None or block.update.period != period
    return replace(
        block,
        light=shown.light,
        light_note=shown.reason,
        last_message_on=today,
        update=_update(new, announced, period, today),
        milestones=with_milestones(block.milestones, new.milestones, as_of),
        risks=_with_risks(block.risks, new.risks),
        risks_checked_on=today if new.risks_checked else block.risks_checked_on,
        indicators=with_values(block.indicators, new.indicators, period.as_of),
        withheld=block.withheld + len(new.withheld) if is_new else block.withheld,
    )


def _update(new: StatusInput, announced: Sequence[Step], period: HalfYear, today: date) -> Update:
    hidden = {row.slot for row in new.withheld}
    return Update(
        period=period,
        filed_on=today,
        confirmed_on=today,
        nothing_changed=bool(new.nothing_changed),
        source=new.message_source,
        headline="" if TextSlot.HEADLINE in hidden else new.headline,
        achieved="" if TextSlot.ACHIEVED in hidden else new.achieved,
        decision="" if TextSlot.DECISION in hidden else new.decision,
        announced=tuple(
            replace(step, outcome=outcome)
            for step, outcome in zip(announced, new.announced, strict=False)
            if outcome is not None
        ),
        next_steps=tuple(Step(text=row.text, due=row.due) for row in new.next_steps),
        ratings=tuple(map(_rating, new.ratings)),
        withheld=len(hidden),
    )


def _rating(row: RatingInput) -> Rating:
    return Rating(
        dimension=row.dimension,
        proposed=row.proposed,
        proposal_reason=row.proposal_reason,
        reported=row.reported,
        deviation_reason=row.deviation_reason,
        measure=row.measure,
        measure_due=row.measure_due,
        options=row.options,
    )


def _with_risks(known: Iterable[Risk], typed: Iterable[RiskInput]) -> tuple[Risk, ...]:
    answers = {row.id: row for row in typed if row.id is not None}
    return tuple(
        replace(each, trend=new.trend, measure=new.measure, due=new.due, state=new.state)
        if (new := answers.get(each.id)) is not None
        else each
        for each in known
    )
