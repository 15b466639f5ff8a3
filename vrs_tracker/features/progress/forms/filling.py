"""What stands in the form of a status update when it is opened: what was typed, else the registers."""

from collections.abc import Sequence

from vrs_tracker.domain.inputs.progress import StatusInput, StepInput
from vrs_tracker.domain.updates import NEXT_STEPS
from vrs_tracker.domain.vocabulary.progress import Dimension, RiskState, TextSlot, Trend
from vrs_tracker.features.progress.forms.lines import CHANGED as RISK_CHANGED
from vrs_tracker.features.progress.forms.lines import SETTLED, month_code
from vrs_tracker.features.progress.forms.status import CHANGED, NO, UNCHANGED, YES
from vrs_tracker.features.progress.queries import FormState
from vrs_tracker.tables.progress import IndicatorTarget, Milestone, Risk


def values_of(state: FormState) -> dict[str, object]:
    """Return what stands in the form: what was typed, else nothing but what the registers say."""
    typed = state.typed or StatusInput()
    return {
        "version": state.version,
        "nothing_changed": {True: UNCHANGED, False: CHANGED, None: None}[typed.nothing_changed],
        **{f"announced-{index}": outcome for index, outcome in enumerate(typed.announced)},
        "announced_rest": typed.rest_runs,
        "achieved": typed.achieved,
        "milestones": [_milestone_values(row, typed) for row in state.asked_milestones],
        "indicators": [_indicator_values(row, typed, state) for row in state.asked_indicators],
        "money_changed": YES if typed.money_change else NO,
        "money_change": typed.money_change,
        "ratings": [_rating_values(dimension, typed) for dimension in Dimension],
        "risks": [_risk_values(row, typed, state) for row in state.risks],
        "risks_checked": typed.risks_checked,
        "next_steps": _step_values(_steps_to_show(typed, state)),
        "decision_needed": YES if typed.decision else NO,
        "decision": typed.decision,
        "headline": typed.headline,
        "withheld_needed": YES if typed.withheld else NO,
        "withheld": [_withheld_values(slot, typed) for slot in TextSlot],
        "message_source": typed.message_source,
        "message_note": typed.message_note,
    }


def _milestone_values(row: Milestone, typed: StatusInput) -> dict[str, object]:
    said = next((each for each in typed.milestones if each.id == row.id), None)
    if said is None:
        return {
            "id": str(row.id),
            "version": row.version,
            "forecast": row.forecast_on,
            "shift_reason": row.shift_reason,
            "shift_note": row.shift_note,
        }
    return {
        "id": str(row.id),
        "version": row.version,
        "forecast": said.forecast,
        "actual": said.actual,
        "shift_reason": said.shift_reason,
        "shift_note": said.shift_note,
    }


def _indicator_values(row: IndicatorTarget, typed: StatusInput, state: FormState) -> dict[str, object]:
    said = next((each for each in typed.indicators if each.kind is row.kind), None)
    stored = state.value_of(row)
    if said is not None:
        return {"kind": row.kind.value, "actual": said.actual, "is_estimated": said.is_estimated}
    if stored is not None:
        return {"kind": row.kind.value, "actual": stored.value, "is_estimated": stored.is_estimated}
    return {"kind": row.kind.value}


def _rating_values(dimension: Dimension, typed: StatusInput) -> dict[str, object]:
    said = next((each for each in typed.ratings if each.dimension is dimension), None)
    if said is None:
        return {"dimension": dimension.value}
    return {
        "dimension": dimension.value,
        "reported": None if said.reported is said.proposed else said.reported.value,
        "deviation_reason": said.deviation_reason,
        "measure": said.measure,
        "measure_due": said.measure_due,
        "options": said.options,
    }


def _risk_values(row: Risk, typed: StatusInput, state: FormState) -> dict[str, object]:
    """A risk that an earlier report has shown is no longer new."""
    said = next((each for each in typed.risks if each.id == row.id), None)
    if said is not None:
        answers: dict[str, object] = {
            "answer": SETTLED if said.state is RiskState.SETTLED else RISK_CHANGED,
            "trend": said.trend,
            "measure": said.measure,
            "due": said.due,
        }
    else:
        known_before = row.trend is Trend.NEW and row.recorded_on < state.period.first_day
        answers = {
            "trend": Trend.SAME if known_before else row.trend,
            "measure": row.measure,
            "due": row.due_on,
        }
    return {"id": str(row.id), "version": row.version, **answers}


def _steps_to_show(typed: StatusInput, state: FormState) -> tuple[StepInput, ...]:
    """Return the steps typed; a form that nobody has begun starts with those still on their way."""
    if state.typed is not None:
        return typed.next_steps
    return tuple(
        StepInput(text=step.text, due=step.due_on)
        for step in state.steps
        if step.due_on is not None and step.due_on > state.today
    )


def _step_values(steps: Sequence[StepInput]) -> list[dict[str, object]]:
    said: list[dict[str, object]] = [{"text": step.text, "due": month_code(step.due)} for step in steps]
    return said + [{} for _ in range(NEXT_STEPS - len(said))]


def _withheld_values(slot: TextSlot, typed: StatusInput) -> dict[str, object]:
    said = next((each for each in typed.withheld if each.slot is slot), None)
    return {"slot": slot.value, "is_withheld": said is not None, "reason": said.reason if said else ""}
