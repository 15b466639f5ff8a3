"""Reads of progress: updates, registers, what the form needs, who has what to do."""

from vrs_tracker.features.progress.queries.form_state import FormState, load_form_state
from vrs_tracker.features.progress.queries.registers import (
    milestone_by_id,
    milestone_value,
    next_position,
    open_risks,
    risk_by_id,
    risk_statement,
    value_at,
)
from vrs_tracker.features.progress.queries.standing_tasks import Task
from vrs_tracker.features.progress.queries.tasks import TaskList, tasks_for
from vrs_tracker.features.progress.queries.updates import (
    Standing,
    has_answers,
    last_confirmed,
    previous_steps,
    statement_of,
    update_of,
    update_states,
    worked_on,
)

__all__ = [
    "FormState",
    "Standing",
    "Task",
    "TaskList",
    "has_answers",
    "last_confirmed",
    "load_form_state",
    "milestone_by_id",
    "milestone_value",
    "next_position",
    "open_risks",
    "previous_steps",
    "risk_by_id",
    "risk_statement",
    "statement_of",
    "tasks_for",
    "update_of",
    "update_states",
    "value_at",
    "worked_on",
]
