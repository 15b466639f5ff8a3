"""Which Fassungen were handed out to whom, also while a report is being corrected."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot


def given_to(states: Collection[PeriodState]) -> sa.ColumnElement[bool]:
    """Return whether a Fassung was handed out to those who read reports in these states.

    A report that was opened again stays what it was for its readers until a newer Fassung reaches them: for
    members the newest one released, for the public the newest one published. To be joined with the half-year.
    """
    if set(states) == set(PeriodState):
        return sa.true()
    issue = aliased(IssuedReport)
    was_issued: sa.ColumnElement[bool] = sa.exists().where(issue.snapshot_id == Snapshot.id)
    if PeriodState.RELEASED not in states:
        was_issued = sa.and_(was_issued, Snapshot.frozen_at <= ReportingPeriod.published_at)
    return sa.or_(ReportingPeriod.state.in_(states), was_issued)
