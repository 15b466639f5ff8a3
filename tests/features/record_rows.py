"""People, places and organisations that tests about records begin with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.actors import DecidingBodyInput, MunicipalityInput, OrganisationInput
from vrs_tracker.domain.inputs.programme import BlockInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.domain.vocabulary.programme import BlockKind
from vrs_tracker.features.actors.actions import add_deciding_body, add_municipality, add_organisation
from vrs_tracker.features.programme.actions import add_block
from vrs_tracker.tables import accounts
from vrs_tracker.tables.actors import DecidingBody, Municipality, Organisation
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.programme import Block

NOW = datetime(2026, 7, 9, 8, 42, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
TODAY = date(2026, 7, 9)
UNITS = {Role.EDITOR: "Programmkoordination", Role.BUDGET_OFFICER: "Haushaltsstelle"}


def person(session: Session, role: Role = Role.EDITOR) -> Person:
    """Return somebody with one role, whose row exists."""
    unit = UNITS.get(role, role.label)
    if session.scalar(sa.select(accounts.Person.id).where(accounts.Person.key == role.value)) is None:
        row = accounts.Person(key=role.value, name=None, unit=unit, provenance=Provenance.ENTERED)
        session.add(row)
        session.flush()
    return Person(key=role.value, unit=unit, roles=frozenset({role}))


def day(text: str) -> PreciseDate:
    """Return a date known to the day from its ISO form."""
    return PreciseDate(date.fromisoformat(text), DatePrecision.DAY)


def year(number: int) -> PreciseDate:
    """Return a date of which only the year is known."""
    return PreciseDate(date(number, 1, 1), DatePrecision.YEAR)


UNKNOWN_DAY = PreciseDate(None, DatePrecision.UNKNOWN)


def make_town(session: Session, *, ags: str = "08115003", name: str = "Böblingen") -> Municipality:
    new = MunicipalityInput(ags=ags, name=name, district=f"Landkreis {name}")
    return add_municipality(session, new, by=person(session), now=NOW)


def make_organisation(session: Session, *, name: str = "Stadt Böblingen") -> Organisation:
    new = OrganisationInput(name=name, kind=OrganisationKind.MUNICIPALITY)
    return add_organisation(session, new, by=person(session), now=NOW)


def make_body(session: Session, *, name: str = "Regionalversammlung") -> DecidingBody:
    organisation = make_organisation(session, name=f"Träger von {name}")
    new = DecidingBodyInput(name=name, organisation_id=organisation.id)
    return add_deciding_body(session, new, by=person(session), now=NOW)


def make_project(session: Session, *, name: str = "Gründerzentrum") -> Block:
    new = BlockInput(kind=BlockKind.FURTHER_PROJECT, name=name)
    return add_block(session, new, by=person(session), now=NOW)


@contextmanager
def statements(connection: sa.Connection) -> Iterator[list[str]]:
    """Collect the statements that are run meanwhile."""
    found: list[str] = []

    def note(*given: object) -> None:
        found.append(str(given[2]))

    sa.event.listen(connection, "before_cursor_execute", note)
    yield found
    sa.event.remove(connection, "before_cursor_execute", note)


def broken_fields(broken: RuleViolations) -> set[str]:
    """Return the fields that a refusal names."""
    return {violation.field for violation in broken.violations}


def remembered(session: Session, kind: str, thing_id: int) -> list[HistoryEntry]:
    """Return the history of a thing, oldest first."""
    mine = sa.select(HistoryEntry).where(HistoryEntry.kind == kind, HistoryEntry.thing_id == thing_id)
    return list(session.scalars(mine.order_by(HistoryEntry.id)))
