"""The round of a half-year: who can be the second person, which files there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.reporting.queries.given import given_to
from vrs_tracker.tables.accounts import Account, Person, RoleGrant
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestFile:
    """What is said of a PDF before it is fetched: its pages and its size in bytes."""

    pages: int
    size: int


def second_persons(session: Session, *, other_than: str, today: date) -> tuple[str, ...]:
    """The units of those who may give a report to dispatch that this person has frozen, by name."""
    still_valid = sa.or_(RoleGrant.valid_until.is_(None), RoleGrant.valid_until >= today)
    stmt = (
        sa.select(Person.unit)
        .join(Account, Account.person_key == Person.key)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.role == Role.APPROVER, Person.key != other_than, Account.is_active, still_valid)
        .distinct()
        .order_by(Person.unit)
    )
    return tuple(session.scalars(stmt))


def newest_files(session: Session, states: Collection[PeriodState]) -> Mapping[int, NewestFile]:
    """The PDF that readers of these states get of each half-year, by its id; one statement."""
    stmt = (
        sa.select(Snapshot.period_id, IssuedReport.pages, sa.func.length(IssuedReport.content))
        .join(Snapshot, Snapshot.id == IssuedReport.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(IssuedReport.form == PdfForm.A3, given_to(states))
        .order_by(Snapshot.version, IssuedReport.number)
    )
    return {period: NewestFile(pages=pages, size=size) for period, pages, size in session.execute(stmt)}
