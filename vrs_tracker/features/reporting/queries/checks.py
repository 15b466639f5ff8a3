"""The plausibility of a half-year: what stops the freezing and what is worth a look."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.plausibility import Check, check_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate


def load_checks(session: Session, report: CommitteeReport, today: date) -> Sequence[Check]:
    """Every rule that the live report of a half-year breaks, errors first."""
    return check_report(report, _update_states(session, report), today)


def _update_states(session: Session, report: CommitteeReport) -> dict[str, UpdateState]:
    """The state of each block's update in this half-year; a block without one is missing."""
    stmt = (
        sa.select(Block.slug, StatusUpdate.state)
        .join(StatusUpdate, StatusUpdate.block_id == Block.id)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .where(ReportingPeriod.year == report.period.year, ReportingPeriod.half == report.period.half)
    )
    return dict(session.execute(stmt).all())
