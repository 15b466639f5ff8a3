"""Taking a change back: the old values are written again, by the action that anybody would use for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, NotFound, Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.programme import BlockEdit, FunctionStateInput, RenameInput, StateInput
from vrs_tracker.domain.inputs.progress import MilestoneInput
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.features.periods.actions import NARRATIVE_LABELS, write_narrative
from vrs_tracker.features.programme.actions import (
    change_state,
    edit_block,
    rename_block,
    restore_indicator,
    set_function_state,
)
from vrs_tracker.features.programme.actions.blocks import FUNCTION_LABELS
from vrs_tracker.features.programme.actions.blocks import LABELS as BLOCK_LABELS
from vrs_tracker.features.programme.actions.indicators import BEGUN, INDICATOR_LABELS
from vrs_tracker.features.programme.queries import block_in_full
from vrs_tracker.features.progress.actions.milestones import LABELS as MILESTONE_LABELS
from vrs_tracker.features.progress.actions.milestones import edit_milestone
from vrs_tracker.features.progress.actions.risks import LABELS as RISK_LABELS
from vrs_tracker.features.progress.actions.risks import edit_risk
from vrs_tracker.features.progress.queries import risk_statement
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import Narrative, ReportingPeriod
from vrs_tracker.tables.programme import Block, BlockFunction
from vrs_tracker.tables.progress import IndicatorTarget, Milestone, Risk
from vrs_tracker.trail.undoing import old_values

NO_WAY_BACK = "Diese Änderung lässt sich nicht in einem Schritt zurücknehmen. Bearbeiten Sie den Eintrag."


@dataclass(frozen=True, slots=True)
class Undo:
    """Who took a change back, when and why."""

    by: Person
    now: datetime
    reason: str


Values = Mapping[str, object]
Writer = Callable[[Session, Base, Values, Undo], None]


@dataclass(frozen=True, slots=True)
class Way:
    """How a change of one table is taken back: its class, its labels, the permission, what writes."""

    table: type[Base]
    labels: Mapping[str, str]
    action: Action
    write: Writer
    first: str = ""
    """The label of what every row has from its beginning: an entry of it without old value made the row."""


def can_undo(kind: str, changes: Sequence[Change], by: Person) -> bool:
    """Whether this person can take back an act as a whole: it made no row, and every field is known."""
    way = WAYS.get(kind)
    if way is None or not may(by, way.action):
        return False
    fields = set(way.labels.values())
    made = any(change.field == way.first and not change.old for change in changes)
    return not made and all(change.field in fields for change in changes)


def undo(
    session: Session, entries: Sequence[HistoryEntry], reason: str, *, by: Person, now: datetime
) -> None:
    """Write the values again that a row had before an act; the history tells it as a new change.

    Raises:
        Forbidden: the person may not change such a row.
        RuleViolations: no reason, a field was changed again since, or a rule speaks against the old values.
    """
    first = entries[0]
    way = WAYS.get(first.kind)
    if way is not None and not may(by, way.action):
        raise Forbidden(REFUSALS[way.action])
    changes = [Change(entry.field, entry.old, entry.new) for entry in entries]
    if way is None or not can_undo(first.kind, changes, by):
        raise NotFound(NO_WAY_BACK)
    if not reason.strip():
        require((Violation("reason", "Nennen Sie den Grund in einem Satz. Er steht im Verlauf."),))
    row = session.get_one(way.table, first.thing_id)
    values = old_values(session, row, entries, way.labels)
    way.write(session, row, values, Undo(by, now, reason))


def _undo_milestone(session: Session, row: Base, values: Values, how: Undo) -> None:
    assert isinstance(row, Milestone)  # noqa: S101 - WAYS says so
    new = MilestoneInput(
        **{
            "id": row.id,
            "forecast": values.get("forecast_on", row.forecast_on),
            "actual": values.get("actual_on", row.actual_on),
            **_kept(row, values, "title", "shift_reason", "shift_note", "is_public", "withheld_reason"),
        }
    )
    edit_milestone(session, row, new, by=how.by, now=how.now, reason=how.reason)


def _undo_risk(session: Session, row: Base, values: Values, how: Undo) -> None:
    assert isinstance(row, Risk)  # noqa: S101 - WAYS says so
    renamed: dict[str, Any] = {"due" if name == "due_on" else name: value for name, value in values.items()}
    new = replace(risk_statement(row), **renamed)
    edit_risk(session, row, new, by=how.by, now=how.now, reason=how.reason)


def _undo_block(session: Session, row: Base, values: Values, how: Undo) -> None:
    assert isinstance(row, Block)  # noqa: S101 - WAYS says so
    correction: dict[str, Any] = {"reason": how.reason, "version": row.version}
    if "state" in values or "state_reason" in values:
        state = StateInput(**_kept(row, values, "state"), **correction)
        change_state(session, row, state, by=how.by, now=how.now)
    elif "name" in values:
        name = RenameInput(**_kept(row, values, "name"), **correction)
        rename_block(session, row, name, by=how.by, now=how.now)
    else:
        block = block_in_full(session, row.slug)
        facts = _kept(row, values, *(name for name in BLOCK_LABELS if name not in _NOT_FACTS))
        edit = BlockEdit(
            **facts,
            aliases=tuple(alias.alias for alias in block.aliases),
            towns=tuple(town.municipality.ags for town in block.towns),
            partner_ids=tuple(partner.organisation_id for partner in block.partners),
            fields=tuple(item.field for item in block.fields),
            **correction,
        )
        edit_block(session, row, edit, by=how.by, now=how.now)


def _undo_function(session: Session, row: Base, values: Values, how: Undo) -> None:
    assert isinstance(row, BlockFunction)  # noqa: S101 - WAYS says so
    kept = _kept(row, values, "state", "note")
    new = FunctionStateInput(**kept, reason=how.reason, version=row.version)
    set_function_state(session, row, new, by=how.by, now=how.now)


def _undo_indicator(session: Session, row: Base, values: Values, how: Undo) -> None:
    assert isinstance(row, IndicatorTarget)  # noqa: S101 - WAYS says so
    restore_indicator(session, row, values, by=how.by, now=how.now, reason=how.reason)


def _undo_text(session: Session, row: Base, values: Values, how: Undo) -> None:
    assert isinstance(row, Narrative)  # noqa: S101 - WAYS says so
    kept = _kept(row, values, *NARRATIVE_LABELS)
    new = NarrativeInput(**kept, reason=how.reason, version=row.version)
    period = session.get_one(ReportingPeriod, row.period_id)
    write_narrative(session, period, row.slot, new, by=how.by, now=how.now)


def _kept(row: Base, values: Values, *names: str) -> dict[str, Any]:
    """Return the old values of these attributes, and of the others what they are now."""
    return {name: values.get(name, getattr(row, name)) for name in names}


_NOT_FACTS = frozenset({"state", "state_reason", "name", "slug"})
WAYS: dict[str, Way] = {
    "block": Way(Block, BLOCK_LABELS, Action.EDIT_PROGRAMME, _undo_block),
    "block_function": Way(BlockFunction, FUNCTION_LABELS, Action.EDIT_PROGRAMME, _undo_function),
    "milestone": Way(Milestone, MILESTONE_LABELS, Action.FILE_UPDATE, _undo_milestone, first="Meilenstein"),
    "risk": Way(Risk, RISK_LABELS, Action.FILE_UPDATE, _undo_risk, first="Risiko"),
    "indicator_target": Way(
        IndicatorTarget, INDICATOR_LABELS, Action.EDIT_PROGRAMME, _undo_indicator, first=BEGUN
    ),
    "narrative": Way(Narrative, NARRATIVE_LABELS, Action.PREPARE_REPORT, _undo_text, first="öffentlich"),
}
"""Tables whose changes can be taken back in one step; money has its own way, messages are filed again."""
