"""The invented demonstration: accounts, money, updates and rounds, relative to today, all marked as demo."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.policy import Person
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.seeding.demo.calendar import PUBLISHED, RUNNING, Calendar
from vrs_tracker.seeding.demo.people import (
    ACCOUNTS,
    DemoAccount,
    Password,
    add_people,
    kept_password,
    renew_password,
)
from vrs_tracker.seeding.demo.rounds import House, Office, Printer
from vrs_tracker.seeding.facts import load_facts

__all__ = [
    "ACCOUNTS",
    "DemoAccount",
    "House",
    "Password",
    "Printer",
    "kept_password",
    "load_demo",
    "renew_password",
]

NOON = 12


def load_demo(session: Session, password_hash: str, house: House, *, now: datetime) -> None:
    """Play facts and demonstration in the order of time, so that each report holds what was known then.

    The database holds at most the proven facts. The caller commits: all or nothing.

    Raises:
        SeedProblems: a table cannot be read, or a rule of an action is broken.
    """
    calendar, system = Calendar(now), ensure_system_person(session)
    first, *others = (*PUBLISHED, RUNNING)
    _learn_facts(session, calendar, first, system)
    begun = calendar.at(calendar.half(first).first_day, NOON)
    people = add_people(session, password_hash, by=system, now=begun)
    office = Office.opening(session, calendar, people, house)
    office.play(first)
    for half in others:
        _learn_facts(session, calendar, half, system)
        office.play(half)


def _learn_facts(session: Session, calendar: Calendar, half: int, system: Person) -> None:
    """Load the facts that were known by the end of a half-year."""
    load_facts(session, by=system, now=calendar.at(calendar.as_of(half), NOON))
