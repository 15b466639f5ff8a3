"""Remembering what a printed preview said, so that comments on it find their statement later."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, require
from vrs_tracker.domain.inputs.periods import check_still_open
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.previews import MOST_PREVIEWS, Preview, preview_json
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.supplements import ReportPreview


def remember_preview(
    session: Session, period: ReportingPeriod, preview: Preview, *, by: Person, now: datetime
) -> ReportPreview:
    """Keep what a preview said and let go of the oldest ones; RuleViolations once the report is given out."""
    if not may(by, Action.PREPARE_REPORT):
        raise Forbidden(REFUSALS[Action.PREPARE_REPORT])
    require(check_still_open(period.state))
    row = ReportPreview(period_id=period.id, payload=preview_json(preview), printed_at=now, printed_by=by.key)
    session.add(row)
    session.flush()
    known = sa.select(ReportPreview).where(ReportPreview.period_id == period.id)
    for old in session.scalars(known.order_by(ReportPreview.id.desc()).offset(MOST_PREVIEWS)):
        session.delete(old)
    session.flush()
    return row
