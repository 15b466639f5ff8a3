"""Frozen reports and what was handed out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, undefer

from vrs_tracker.domain.payload import from_payload
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.periods.queries import stands
from vrs_tracker.tables.periods import CommitteeSession, ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot

HANDED_OUT = (PeriodState.RELEASED, PeriodState.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReport:
    """The report before, with the day on which it was presented in the committee, if it was."""

    report: CommitteeReport
    presented_on: date | None


def thaw(snapshot: Snapshot) -> CommitteeReport:
    """The frozen report; older schema versions are lifted by `from_payload`."""
    return from_payload(snapshot.schema_version, json.loads(snapshot.payload))


def newest_snapshot(session: Session, period_id: int) -> Snapshot | None:
    """The newest Fassung of a half-year, with the half-year and its session."""
    return session.scalar(
        sa.select(Snapshot)
        .where(Snapshot.period_id == period_id)
        .options(joinedload(Snapshot.period).joinedload(ReportingPeriod.session))
        .order_by(Snapshot.version.desc())
        .limit(1)
    )


def standing_snapshot(session: Session, period: ReportingPeriod) -> Snapshot | None:
    """The newest Fassung that can be handed out; None if the collection was opened again since then."""
    snapshot = newest_snapshot(session, period.id)
    return snapshot if snapshot is not None and stands(session, period, snapshot.frozen_at) else None


def earlier_report(session: Session, period: HalfYear) -> EarlierReport | None:
    """The newest report before a half-year that was handed out; one statement."""
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    stmt = (
        sa.select(Snapshot, CommitteeSession.held_on)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .outerjoin(CommitteeSession, CommitteeSession.period_id == ReportingPeriod.id)
        .where(ReportingPeriod.state.in_(HANDED_OUT), index < period.year * 2 + period.half)
        .order_by(index.desc(), Snapshot.version.desc())
        .limit(1)
    )
    found = session.execute(stmt).first()
    return EarlierReport(report=thaw(found[0]), presented_on=found[1]) if found else None


def newest_handed_out(session: Session, states: tuple[PeriodState, ...]) -> Snapshot | None:
    """The newest Fassung of the newest half-year in one of the states; one statement."""
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    return session.scalar(
        sa.select(Snapshot)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .options(joinedload(Snapshot.period).joinedload(ReportingPeriod.session))
        .where(ReportingPeriod.state.in_(states))
        .order_by(index.desc(), Snapshot.version.desc())
        .limit(1)
    )


def newest_issue(session: Session, period_id: int, form: PdfForm) -> IssuedReport | None:
    """The PDF that is served for a half-year: the newest issue of its newest Fassung, with its bytes."""
    return session.scalar(
        sa.select(IssuedReport)
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .where(Snapshot.period_id == period_id, IssuedReport.form == form)
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


def issue_with_checksum(session: Session, sha256: str) -> IssuedReport | None:
    """The stored issue whose bytes have this SHA-256, with its half-year."""
    return session.scalar(
        sa.select(IssuedReport)
        .where(IssuedReport.sha256 == sha256)
        .options(joinedload(IssuedReport.snapshot).joinedload(Snapshot.period))
        .limit(1)
    )


def snapshot_with_checksum(session: Session, sha256: str) -> Snapshot | None:
    """The Fassung whose figures have this SHA-256, with its half-year."""
    return session.scalar(
        sa.select(Snapshot).where(Snapshot.sha256 == sha256).options(joinedload(Snapshot.period)).limit(1)
    )


def every_issue(session: Session) -> Iterator[IssuedReport]:
    """Every issue with its bytes and its half-year, one after the other, for a comparison with a file."""
    yield from session.scalars(
        sa.select(IssuedReport)
        .order_by(IssuedReport.id)
        .options(undefer(IssuedReport.content), joinedload(IssuedReport.snapshot).joinedload(Snapshot.period))
        .execution_options(yield_per=1)
    )
