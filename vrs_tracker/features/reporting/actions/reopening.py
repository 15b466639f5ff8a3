"""Opening a report again that was given out: its Fassung stays until a newer one is released."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import require
from vrs_tracker.domain.periods import MOVES, check_move
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.reporting import Move
from vrs_tracker.features.periods.actions import check_mover, set_state
from vrs_tracker.features.reporting.queries.corrections import obstacles_to_reopening
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import ReportReopening
from vrs_tracker.trail.history import Change, record
from vrs_tracker.trail.posting import already_posted
from vrs_tracker.trail.versions import hold


def reopen_report(
    session: Session,
    period: ReportingPeriod,
    reason: str,
    *,
    by: Person,
    now: datetime,
    post_key: str | None = None,
) -> ReportingPeriod:
    """Bring a report that was given out back into review, with the reason that everybody reads.

    RuleViolations without a reason, if it was not given out, if a later report was, or while an Ergänzung to
    it is being written. A repeated post changes nothing more.
    """
    check_mover(by, Move.CORRECT)
    if already_posted(session, ReportReopening, post_key) is not None:
        return period
    hold(session, period)
    require(check_move(period.state, Move.CORRECT, by=by.key, reason=reason))
    require(obstacles_to_reopening(session, period))
    snapshot = newest_snapshot(session, period.id)
    if snapshot is None:
        message = "a report that was given out has a Fassung"
        raise ValueError(message)
    said = reason.strip()
    row = ReportReopening(
        period_id=period.id,
        snapshot_id=snapshot.id,
        reason=said,
        reopened_at=now.replace(microsecond=0),
        reopened_by=by.key,
        post_key=post_key,
    )
    session.add(row)
    session.flush()
    change = Change("Geöffnet zur Berichtigung", "", f"Fassung {snapshot.version}")
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=[change], reason=said)
    return set_state(session, period, MOVES[period.state, Move.CORRECT], by=by, now=now, reason=said)
