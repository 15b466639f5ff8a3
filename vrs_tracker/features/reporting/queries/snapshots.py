"""Frozen reports and what was handed out.

A frozen figure never changes, so a report is thawed once in a process and kept under the SHA-256 of its
payload; that column is read only if it is not kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, joinedload, undefer

from vrs_tracker.domain.as_of import end_of
from vrs_tracker.domain.payload import checksum, from_payload
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import GivenSupplement
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.periods.queries import stands
from vrs_tracker.features.reporting.queries.given import given_to
from vrs_tracker.features.reporting.queries.supplements import supplements_since
from vrs_tracker.tables.periods import CommitteeSession, ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement
from vrs_tracker.trail.kept import Kept, State, state_of

_THAWED: Kept[str, CommitteeReport] = Kept(most=12)
HANDED_OUT = (PeriodState.RELEASED, PeriodState.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReport:
    """The report before and the day on which it was presented in the committee, if it was.

    `supplements` are the Ergänzungen given out since it was frozen, to it or to an older report.
    """

    report: CommitteeReport
    presented_on: date | None
    supplements: tuple[GivenSupplement, ...] = ()


_EARLIER: Kept[tuple[State, HalfYear, date | None], EarlierReport] = Kept(most=12)


def thaw(snapshot: Snapshot) -> CommitteeReport:
    """The frozen report; older schema versions are lifted by `from_payload`.

    It is kept only if the stored checksum is that of the payload, so that no row can pass for another one.
    """
    known = _THAWED.get(snapshot.sha256)
    if known is not None:
        return known
    report = from_payload(snapshot.schema_version, json.loads(snapshot.payload))
    return _THAWED.keep(snapshot.sha256, report) if checksum(snapshot.payload) == snapshot.sha256 else report


def newest_snapshot(session: Session, period_id: int) -> Snapshot | None:
    """The newest Fassung of a half-year, with the half-year and its session."""
    return session.scalar(
        sa.select(Snapshot)
        .where(Snapshot.period_id == period_id)
        .options(joinedload(Snapshot.period).joinedload(ReportingPeriod.session), defer(Snapshot.payload))
        .order_by(Snapshot.version.desc())
        .limit(1)
    )


def given_snapshot(session: Session, period_id: int, states: tuple[PeriodState, ...]) -> Snapshot | None:
    """The newest Fassung that was handed out to those who read reports in these states."""
    return session.scalar(
        sa.select(Snapshot)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(Snapshot.period_id == period_id, given_to(states))
        .options(joinedload(Snapshot.period).joinedload(ReportingPeriod.session), defer(Snapshot.payload))
        .order_by(Snapshot.version.desc())
        .limit(1)
    )


def standing_snapshot(session: Session, period: ReportingPeriod) -> Snapshot | None:
    """The newest Fassung that can be handed out; None if the collection was opened again since then."""
    snapshot = newest_snapshot(session, period.id)
    return snapshot if snapshot is not None and stands(session, period, snapshot.frozen_at) else None


def earlier_report(session: Session, period: HalfYear, by: date | None = None) -> EarlierReport | None:
    """The newest report before a half-year that was handed out; no more statement if it is kept.

    `by` asks for what had been handed out by the end of a day.
    """
    state = state_of(session)
    known = _EARLIER.get((state, period, by)) if state else None
    if known is not None:
        return known
    found = _earlier_report(session, period, by)
    return _EARLIER.keep((state, period, by), found) if state and found else found


def _has_supplements() -> sa.ColumnElement[bool]:
    """Whether any Ergänzung was given out since: hardly ever, so nobody asks for them in vain."""
    return sa.exists().where(IssuedSupplement.issued_at >= Snapshot.frozen_at)


def _earlier_report(session: Session, period: HalfYear, by: date | None) -> EarlierReport | None:
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    stmt = (
        sa.select(Snapshot, CommitteeSession.held_on, _has_supplements())
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .outerjoin(CommitteeSession, CommitteeSession.period_id == ReportingPeriod.id)
        .where(given_to(HANDED_OUT), index < period.year * 2 + period.half, _was_issued(by))
        .options(defer(Snapshot.payload))
        .order_by(index.desc(), Snapshot.version.desc())
        .limit(1)
    )
    found = session.execute(stmt).first()
    if found is None:
        return None
    snapshot, presented_on, has_supplements = found
    given = supplements_since(session, snapshot.frozen_at, period) if has_supplements else ()
    if by is not None:
        given = tuple(one for one in given if one.issued_on <= by)
    return EarlierReport(report=thaw(snapshot), presented_on=presented_on, supplements=given)


def _was_issued(by: date | None) -> sa.ColumnElement[bool]:
    if by is None:
        return sa.true()
    return sa.exists().where(IssuedReport.snapshot_id == Snapshot.id, IssuedReport.issued_at < end_of(by))


def handed_out(session: Session, states: tuple[PeriodState, ...]) -> tuple[Snapshot, ...]:
    """The newest Fassung of each half-year that its readers know, newest half-year first; one statement."""
    found = session.scalars(
        sa.select(Snapshot)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .options(joinedload(Snapshot.period).joinedload(ReportingPeriod.session), defer(Snapshot.payload))
        .where(given_to(states))
        .order_by(ReportingPeriod.year.desc(), ReportingPeriod.half.desc(), Snapshot.version.desc())
    )
    newest: dict[int, Snapshot] = {}
    for snapshot in found:
        newest.setdefault(snapshot.period_id, snapshot)
    return tuple(newest.values())


def newest_issue(
    session: Session, period_id: int, form: PdfForm, *, version: int | None = None
) -> IssuedReport | None:
    """The PDF that is served for a half-year, with its bytes: the newest issue of its newest Fassung.

    `version` asks for that of another Fassung.
    """
    of_version = sa.true() if version is None else Snapshot.version == version
    return session.scalar(
        sa.select(IssuedReport)
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .where(Snapshot.period_id == period_id, IssuedReport.form == form, of_version)
        .order_by(Snapshot.version.desc(), IssuedReport.number.desc())
        .options(undefer(IssuedReport.content), joinedload(IssuedReport.snapshot))
        .limit(1)
    )


def issues_of(session: Session, snapshot: Snapshot) -> Sequence[IssuedReport]:
    """Every issue of a Fassung in order, without the bytes."""
    return session.scalars(
        sa.select(IssuedReport)
        .where(IssuedReport.snapshot_id == snapshot.id)
        .order_by(IssuedReport.number, IssuedReport.form)
    ).all()
