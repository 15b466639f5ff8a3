"""Milestones: the first plan stays, the expected day moves with a reason, the reached day ends it."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.history_rules import check_reason
from vrs_tracker.domain.inputs.progress import MilestoneInput, check_milestone
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.policy import REFUSALS, Action, Person, Thing, may
from vrs_tracker.domain.vocabulary.progress import ShiftReason
from vrs_tracker.features.progress.queries import milestone_value, next_position
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import Milestone
from vrs_tracker.trail.history import Change, changed_fields, record
from vrs_tracker.trail.posting import already_posted
from vrs_tracker.trail.versions import check_version, hold

LABELS = {
    "title": "Meilenstein",
    "forecast_on": "erwartet am",
    "actual_on": "erreicht am",
    "shift_reason": "Grund der Verschiebung",
    "shift_note": "Erläuterung der Verschiebung",
    "is_public": "öffentlich",
    "withheld_reason": "Grund für nichtöffentlich",
}


def check_reporter(by: Person, block: Block) -> None:
    """Stop whoever may not report on the block: only the office and the own project lead may."""
    if not may(by, Action.FILE_UPDATE, Thing(block=block.slug)):
        raise Forbidden(REFUSALS[Action.FILE_UPDATE])


def day_of(now: datetime) -> date:
    """Return the day in Berlin on which something is done."""
    return now.astimezone(BERLIN).date()


def add_milestone(
    session: Session, block: Block, new: MilestoneInput, *, by: Person, now: datetime
) -> Milestone:
    """Add a milestone behind the others; without a forecast it is expected as first planned.

    A repeated post returns the milestone that it made the first time.
    """
    check_reporter(by, block)
    posted = already_posted(session, Milestone, new.post_key)
    if posted is not None:
        return posted
    require(check_milestone(new, None, today=day_of(now)))
    assert new.baseline is not None  # noqa: S101 - check_milestone asks for it
    row = Milestone(
        block_id=block.id,
        position=next_position(session, block.id),
        title=new.title,
        baseline_on=new.baseline,
        forecast_on=new.forecast or new.baseline,
        actual_on=new.actual,
        shift_reason=new.shift_reason,
        shift_note=new.shift_note,
        is_public=new.is_public,
        withheld_reason=new.withheld_reason,
        post_key=new.post_key,
        provenance=new.provenance,
        source=new.source,
    )
    session.add(row)
    session.flush()
    _record(session, row, (Change("Meilenstein", "", row.title),), "", by=by, now=now)
    return row


def move_milestone(
    session: Session,
    milestone: Milestone,
    forecast: date,
    *,
    by: Person,
    now: datetime,
    shift_reason: ShiftReason | None = None,
    shift_note: str = "",
) -> Milestone:
    """Expect a milestone on another day; more than 30 days need a reason from the list."""
    new = MilestoneInput(id=milestone.id, forecast=forecast, shift_reason=shift_reason, shift_note=shift_note)
    return report_milestone(session, milestone, new, by=by, now=now)


def reach_milestone(
    session: Session,
    milestone: Milestone,
    actual: date,
    *,
    by: Person,
    now: datetime,
    shift_reason: ShiftReason | None = None,
    shift_note: str = "",
) -> Milestone:
    """Say when a milestone was reached; what was expected last stays. Reasons as for moving it."""
    new = MilestoneInput(id=milestone.id, actual=actual, shift_reason=shift_reason, shift_note=shift_note)
    return report_milestone(session, milestone, new, by=by, now=now)


def report_milestone(
    session: Session, milestone: Milestone, new: MilestoneInput, *, by: Person, now: datetime
) -> Milestone:
    """Take what a status update says about a known milestone: its day and the reason, never its visibility.

    What it leaves out stays. Conflict if somebody else changed the milestone since the form was filled.
    """
    values = {
        "forecast_on": milestone.forecast_on if new.actual else new.forecast or milestone.forecast_on,
        "actual_on": new.actual or milestone.actual_on,
        "shift_reason": new.shift_reason or milestone.shift_reason,
        "shift_note": new.shift_note if new.shift_reason else milestone.shift_note,
    }
    return _change(session, milestone, new, values, by=by, now=now)


def edit_milestone(
    session: Session,
    milestone: Milestone,
    new: MilestoneInput,
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> Milestone:
    """Correct a milestone: name, days, reason and visibility become what is given. Conflict as above.

    The history tells why: `reason`, or else the reason of the shift.
    """
    values = {
        "title": new.title or milestone.title,
        "forecast_on": new.forecast,
        "actual_on": new.actual,
        "shift_reason": new.shift_reason,
        "shift_note": new.shift_note,
        "is_public": new.is_public,
        "withheld_reason": new.withheld_reason,
    }
    return _change(session, milestone, new, values, by=by, now=now, reason=reason)


def _change(
    session: Session,
    milestone: Milestone,
    new: MilestoneInput,
    values: Mapping[str, object],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> Milestone:
    block = session.get_one(Block, milestone.block_id)
    check_reporter(by, block)
    hold(session, milestone)
    check_version(session, milestone, new.version, "Dieser Meilenstein wurde")
    today = day_of(now)
    known = milestone_value(milestone, today)
    require(check_milestone(new, known, today=today, is_explained=bool(reason)))
    changes = changed_fields(milestone, values, LABELS)
    if not changes:
        return milestone
    reason = reason or _told_reason(new)
    if check_reason(changes, reason):
        require((Violation("shift_reason", "Wählen Sie den Grund der Verschiebung."),))
    for name, value in values.items():
        setattr(milestone, name, value)
    milestone.version += 1
    _record(session, milestone, changes, reason, by=by, now=now)
    return milestone


def _told_reason(new: MilestoneInput) -> str:
    if new.shift_reason is None:
        return new.shift_note
    return f"{new.shift_reason.label}. {new.shift_note}".strip()


def _record(
    session: Session, row: Milestone, changes: tuple[Change, ...], reason: str, *, by: Person, now: datetime
) -> None:
    kind = Milestone.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=row.id, changes=changes, reason=reason)
    session.flush()
