"""What was handed out: the list of a half-year's issues, and finding one by its bytes or its checksum."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, defer, joinedload, undefer

from vrs_tracker.domain.issue import title_block_from_json
from vrs_tracker.domain.verification import reason_of_issue
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.reporting.queries.given import given_to
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedIssue:
    """An issue as the list of a half-year shows it; `reason` says why it was made, `size` is in bytes."""

    version: int
    number: int
    form: PdfForm
    issued_at: datetime
    pages: int
    size: int
    sha256: str
    reason: str


def listed_issues(session: Session, period_id: int, forms: Collection[PdfForm]) -> tuple[ListedIssue, ...]:
    """Return every issue of a half-year in these forms, the newest first; one statement, no bytes."""
    stmt = (
        sa.select(IssuedReport, Snapshot.version, sa.func.length(IssuedReport.content))
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .where(Snapshot.period_id == period_id, IssuedReport.form.in_(forms))
        .order_by(Snapshot.version.desc(), IssuedReport.number.desc(), IssuedReport.id)
    )
    found = [(issue, version, size) for issue, version, size in session.execute(stmt)]
    reasons = _reasons([issue for issue, _, _ in found])
    return tuple(
        ListedIssue(
            version=version,
            number=issue.number,
            form=issue.form,
            issued_at=issue.issued_at,
            pages=issue.pages,
            size=size,
            sha256=issue.sha256,
            reason=reasons[issue.id],
        )
        for issue, version, size in found
    )


def _reasons(newest_first: Sequence[IssuedReport]) -> Mapping[int, str]:
    """Say of each issue, by its id, what has changed since the one before in the same form."""
    before: dict[PdfForm, IssuedReport] = {}
    reasons = {}
    for issue in reversed(newest_first):
        earlier = before.get(issue.form)
        title_block = title_block_from_json(earlier.title_block) if earlier else None
        reasons[issue.id] = reason_of_issue(title_block, title_block_from_json(issue.title_block))
        before[issue.form] = issue
    return reasons


def stored_issue(
    session: Session, period_id: int, *, version: int, number: int, form: PdfForm
) -> IssuedReport | None:
    """Return one issue of a half-year with its bytes, however old it is."""
    return session.scalar(
        sa.select(IssuedReport)
        .join(IssuedReport.snapshot)
        .where(
            Snapshot.period_id == period_id,
            Snapshot.version == version,
            IssuedReport.number == number,
            IssuedReport.form == form,
        )
        .options(undefer(IssuedReport.content), contains_eager(IssuedReport.snapshot).defer(Snapshot.payload))
    )


def issue_with_checksum(
    session: Session, sha256: str, states: Collection[PeriodState]
) -> IssuedReport | None:
    """Return the issue whose bytes have this SHA-256, with its half-year, if readers of these know it."""
    return session.scalar(
        sa.select(IssuedReport)
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(IssuedReport.sha256 == sha256, given_to(states))
        .options(_with_period())
        .limit(1)
    )


def is_fassung(session: Session, sha256: str, states: Collection[PeriodState]) -> bool:
    """Whether a Fassung of a half-year in these states has figures with this SHA-256."""
    stmt = (
        sa.select(Snapshot.id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(Snapshot.sha256 == sha256, given_to(states))
    )
    return session.scalar(stmt.limit(1)) is not None


def every_issue(session: Session, states: Collection[PeriodState]) -> Sequence[IssuedReport]:
    """Return every issue of half-years in these states with its bytes, the oldest first."""
    return session.scalars(
        sa.select(IssuedReport)
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(given_to(states))
        .order_by(IssuedReport.id)
        .options(undefer(IssuedReport.content), _with_period())
    ).all()


def issues_with_checksum_like(
    session: Session, beginning: str, states: Collection[PeriodState], forms: Collection[PdfForm]
) -> Sequence[IssuedReport]:
    """Return the issues whose file or whose figures have a checksum that begins so, the newest first."""
    return session.scalars(
        sa.select(IssuedReport)
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(
            given_to(states),
            IssuedReport.form.in_(forms),
            sa.or_(IssuedReport.sha256.startswith(beginning), Snapshot.sha256.startswith(beginning)),
        )
        .order_by(IssuedReport.id.desc())
        .options(_with_period())
    ).all()


def newest_of(session: Session, issue: IssuedReport, states: Collection[PeriodState]) -> IssuedReport:
    """Return the newest issue of the same half-year and form that readers of these states know."""
    found = session.scalar(
        sa.select(IssuedReport)
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(
            Snapshot.period_id == issue.snapshot.period_id, IssuedReport.form == issue.form, given_to(states)
        )
        .order_by(Snapshot.version.desc(), IssuedReport.number.desc())
        .options(_with_period())
        .limit(1)
    )
    return found or issue


def _with_period() -> sa.orm.interfaces.ORMOption:
    snapshot = joinedload(IssuedReport.snapshot)
    return snapshot.options(defer(Snapshot.payload), joinedload(Snapshot.period))
