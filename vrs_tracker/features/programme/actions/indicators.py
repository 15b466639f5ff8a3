"""The indicators of a block: begun, agreed anew with a reason, ended; nothing is overwritten silently."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.history_rules import Change, check_reason
from vrs_tracker.domain.inputs.indicators import (
    TargetEdit,
    TargetInput,
    agreed_anew,
    check_end,
    check_target,
    check_target_edit,
)
from vrs_tracker.domain.inputs.parts import Correction, Origin
from vrs_tracker.domain.notation import BERLIN, quoted
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.features.programme.queries import indicator_of
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorTarget
from vrs_tracker.trail.history import changed_fields, record
from vrs_tracker.trail.posting import one_after_the_other
from vrs_tracker.trail.versions import check_version, hold

BEGUN = "Kennzahl"
ENDED = "Diese Kennzahl ist beendet. Unter „Kennzahl vereinbaren“ nehmen Sie sie wieder auf."
RESUMED = "Die Kennzahl wird wieder gezählt."
INDICATOR_LABELS = {
    "baseline": "Ausgangswert",
    "target": "Ziel",
    "target_on": "Ziel bis",
    "source": "Quelle",
    "ended_on": "beendet am",
}
_AGREED = ("baseline", "target", "target_on")


def add_indicator(
    session: Session, block: Block, kind: IndicatorKind, new: TargetInput, *, by: Person, now: datetime
) -> IndicatorTarget:
    """Agree on an indicator of a block, or take up an ended one again. A block has each of them once.

    A repeated post with the same values returns the one that it made the first time.
    """
    _check_person(by)
    one_after_the_other(session, f"indicators of block {block.id}")
    row = indicator_of(session, block.id, kind)
    if row is not None and row.ended_on is None and _says_the_same(row, new):
        return row
    found = check_target(new)
    if row is not None and row.ended_on is None:
        sentence = f"{quoted(kind.label)} gibt es hier schon. Ändern Sie dort das Ziel."
        found = (Violation("kind", sentence), *found)
    require(found)
    if row is None:
        row = begin_indicator(session, block, kind, new, by=by, now=now)
        return _write(session, row, _values(new), by=by, now=now)
    values = {**_values(new), "ended_on": None}
    return _write(session, row, values, by=by, now=now, reason=RESUMED)


def begin_indicator(
    session: Session, block: Block, kind: IndicatorKind, origin: Origin, *, by: Person, now: datetime
) -> IndicatorTarget:
    """Begin to count without anything agreed: also what the first value does that somebody reports.

    Whoever calls has checked that the person may.
    """
    row = IndicatorTarget(block_id=block.id, kind=kind, provenance=origin.provenance, source=origin.source)
    session.add(row)
    session.flush()
    _record(session, row, [Change(BEGUN, "", kind.label)], by=by, now=now)
    return row


def change_target(
    session: Session, row: IndicatorTarget, new: TargetEdit, *, by: Person, now: datetime
) -> IndicatorTarget:
    """Agree anew; whatever becomes something else needs a reason. Conflict if somebody else was faster."""
    _check_person(by)
    hold(session, row)
    check_version(session, row, new.version, "Diese Kennzahl wurde")
    if row.ended_on is not None:
        require((Violation("", ENDED),))
    found = check_target_edit(replace(new, provenance=row.provenance))
    reasons = check_reason(_changes(row, _values(new)), new.reason)
    require((*found, *reasons))
    return _write(session, row, _values(new), by=by, now=now, reason=new.reason)


def end_indicator(
    session: Session, row: IndicatorTarget, new: Correction, *, by: Person, now: datetime
) -> IndicatorTarget:
    """Ask for no more values of an indicator; what was reported and printed stays."""
    _check_person(by)
    hold(session, row)
    check_version(session, row, new.version, "Diese Kennzahl wurde")
    require(check_end(new))
    if row.ended_on is not None:
        require((Violation("", ENDED),))
    today = now.astimezone(BERLIN).date()
    return _write(session, row, {"ended_on": today}, by=by, now=now, reason=new.reason)


def restore_indicator(
    session: Session,
    row: IndicatorTarget,
    values: Mapping[str, object],
    *,
    by: Person,
    now: datetime,
    reason: str,
) -> IndicatorTarget:
    """Write again what was agreed before a change, or that the indicator was counted; the rest stays."""
    _check_person(by)
    hold(session, row)
    kept: dict[str, Any] = {name: values.get(name, getattr(row, name)) for name in (*_AGREED, "source")}
    require(check_target(TargetInput(**kept, provenance=row.provenance)))
    return _write(session, row, values, by=by, now=now, reason=reason)


def _check_person(by: Person) -> None:
    if not may(by, Action.EDIT_PROGRAMME):
        raise Forbidden(REFUSALS[Action.EDIT_PROGRAMME])


def _values(new: TargetInput) -> dict[str, object]:
    return {name: getattr(new, name) for name in (*_AGREED, "source")}


def _says_the_same(row: IndicatorTarget, new: TargetInput) -> bool:
    return all(getattr(row, name) == value for name, value in _values(new).items())


def _changes(row: IndicatorTarget, values: Mapping[str, object]) -> tuple[Change, ...]:
    agreed = {name: value for name, value in values.items() if name in _AGREED}
    others = {name: value for name, value in values.items() if name not in _AGREED}
    return (
        *agreed_anew(changed_fields(row, agreed, INDICATOR_LABELS)),
        *changed_fields(row, others, INDICATOR_LABELS),
    )


def _write(
    session: Session,
    row: IndicatorTarget,
    values: Mapping[str, object],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> IndicatorTarget:
    changes = _changes(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    _record(session, row, changes, by=by, now=now, reason=reason)
    return row


def _record(
    session: Session,
    row: IndicatorTarget,
    changes: Iterable[Change],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> None:
    session.flush()
    kind = row.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=row.id, changes=changes, reason=reason)
    session.flush()
