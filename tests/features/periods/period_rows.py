"""Rows that tests about half-years begin with."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables import accounts
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot

NOW = datetime(2026, 7, 9, 8, 42, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
TODAY = date(2026, 7, 9)
FIRST_HALF_OF_2026 = HalfYear(2026, 1)


def person(session: Session, *roles: Role, key: str = "", blocks: frozenset[str] = frozenset()) -> Person:
    """Return somebody who acts, by default an editor, and make sure that the row exists."""
    held = frozenset(roles or {Role.EDITOR})
    key = key or "-".join(sorted(held))
    if session.query(accounts.Person).filter_by(key=key).first() is None:
        session.add(accounts.Person(key=key, name="", unit="Geschäftsstelle", provenance=Provenance.ENTERED))
        session.flush()
    return Person(key=key, unit="Geschäftsstelle", roles=held, blocks=blocks)


def add_period(
    session: Session,
    *,
    half: HalfYear = FIRST_HALF_OF_2026,
    state: PeriodState = PeriodState.COLLECTING,
) -> ReportingPeriod:
    """Add a half-year whose messages are due 15 days after its reference date."""
    is_out = state in (PeriodState.RELEASED, PeriodState.PUBLISHED)
    period = ReportingPeriod(
        year=half.year,
        half=half.half,
        state=state,
        due_on=half.as_of + timedelta(days=15),
        released_by=person(session, Role.APPROVER).key if is_out else None,
        released_at=NOW if is_out else None,
        published_at=LATER if state is PeriodState.PUBLISHED else None,
        provenance=Provenance.ENTERED,
    )
    session.add(period)
    session.flush()
    return period


def add_snapshot(session: Session, period: ReportingPeriod, *, frozen_at: datetime = LATER) -> Snapshot:
    """Freeze a period without its figures, which these tests do not read."""
    snapshot = Snapshot(
        period_id=period.id,
        version=1,
        schema_version=1,
        as_of=HalfYear(period.year, period.half).as_of,
        payload="{}",
        sha256="0" * 64,
        frozen_at=frozen_at,
        frozen_by=person(session).key,
        provenance=Provenance.ENTERED,
    )
    session.add(snapshot)
    session.flush()
    return snapshot


def add_body(session: Session, name: str = "Ausschuss für Wirtschaft") -> DecidingBody:
    """Add a body that receives reports."""
    association = Organisation(
        name=f"Verband mit {name}", kind=OrganisationKind.ASSOCIATION, provenance=Provenance.ENTERED
    )
    session.add(association)
    session.flush()
    body = DecidingBody(name=name, organisation_id=association.id, provenance=Provenance.ENTERED)
    session.add(body)
    session.flush()
    return body
