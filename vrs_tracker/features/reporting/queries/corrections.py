"""What was corrected after a report was given out, as far as its readers know of it."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from vrs_tracker.domain.corrections import Reopened, check_reopening
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.lists.corrections import ReportWithCorrections
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.queries.given import given_to
from vrs_tracker.features.reporting.queries.half_years import INDEX, until
from vrs_tracker.features.reporting.queries.snapshots import HANDED_OUT, handed_out, newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.supplements import draft_of, supplements_by_period
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, ReportReopening, Snapshot

States = tuple[PeriodState, ...]


def obstacles_to_reopening(session: Session, period: ReportingPeriod) -> tuple[Violation, ...]:
    """Return why a report that was given out cannot be opened now, beside the state of its half-year."""
    later = session.scalar(
        sa.select(ReportingPeriod)
        .join(Snapshot, Snapshot.period_id == ReportingPeriod.id)
        .where(until(half_year(period)) < INDEX, given_to(HANDED_OUT))
        .order_by(INDEX.desc())
        .limit(1)
    )
    snapshot = newest_snapshot(session, period.id)
    draft = draft_of(session, snapshot) if snapshot else None
    return check_reopening(half_year(later) if later else None, is_supplemented=draft is not None)


def reopenings(session: Session, states: States) -> Mapping[int, tuple[Reopened, ...]]:
    """Return which reports were opened again, by the id of the half-year, the newest opening first.

    Only what the readers of these states know: an opening of a Fassung that reached them, and the Fassung
    that took its place once that has reached them too. One statement, a second one if there is any.
    """
    stmt = (
        sa.select(ReportReopening, Snapshot.version, ReportingPeriod)
        .join(Snapshot, Snapshot.id == ReportReopening.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == ReportReopening.period_id)
        .where(given_to(states))
        .order_by(ReportReopening.id.desc())
    )
    rows = session.execute(stmt).all()
    later = _issued_since(session, states) if rows else {}
    found: dict[int, tuple[Reopened, ...]] = {}
    for opened, version, period in rows:
        newer = sorted(number for number in later.get(period.id, {}) if number > version)
        new_version = newer[0] if newer else 0
        one = Reopened(
            half=half_year(period),
            version=version,
            opened_on=opened.reopened_at.astimezone(BERLIN).date(),
            reason=opened.reason,
            new_version=new_version,
            new_on=later[period.id][new_version].astimezone(BERLIN).date() if newer else None,
        )
        found[period.id] = (*found.get(period.id, ()), one)
    return found


def _issued_since(session: Session, states: States) -> Mapping[int, Mapping[int, datetime]]:
    """Return when each Fassung was first given out, by half-year and number."""
    stmt = (
        sa.select(Snapshot.period_id, Snapshot.version, sa.func.min(IssuedReport.issued_at))
        .join(IssuedReport, IssuedReport.snapshot_id == Snapshot.id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(given_to(states))
        .group_by(Snapshot.period_id, Snapshot.version)
    )
    found: dict[int, dict[int, datetime]] = {}
    for period_id, version, moment in session.execute(stmt):
        found.setdefault(period_id, {})[version] = moment
    return found


def corrected_reports(session: Session, states: States) -> tuple[ReportWithCorrections, ...]:
    """Return the reports that readers of these states know, the newest first, with what was corrected."""
    snapshots = handed_out(session, states)
    ids = [snapshot.id for snapshot in snapshots]
    session.scalars(sa.select(Snapshot).where(Snapshot.id.in_(ids)).options(undefer(Snapshot.payload))).all()
    supplements, reopened = supplements_by_period(session), reopenings(session, states)
    return tuple(
        ReportWithCorrections(
            report=thaw(snapshot),
            given_on=_given_at(snapshot).astimezone(BERLIN).date(),
            supplements=tuple(
                one
                for one in supplements.get(snapshot.period_id, ())
                if one.supplement.version <= snapshot.version
            ),
            reopened=reopened.get(snapshot.period_id, ()),
        )
        for snapshot in snapshots
    )


def _given_at(snapshot: Snapshot) -> datetime:
    period = snapshot.period
    if period.published_at is not None and snapshot.frozen_at <= period.published_at:
        return period.published_at
    return period.released_at or snapshot.frozen_at
