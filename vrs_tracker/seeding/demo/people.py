"""The accounts of the demonstration: one for each role, with roles for names and one random password."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.accounts import RoleInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts.actions import AccountInput, create_account, set_password
from vrs_tracker.features.accounts.queries import acting_person, find_account
from vrs_tracker.features.programme.queries import find_block

People = Mapping[str, Person]
"""Who acts in the demonstration, by log-in."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A log-in; `blocks` are the own ones of a project lead."""

    login: str
    unit: str
    role: Role
    blocks: tuple[str, ...] = ()


EDITING = "bearbeitung"
PROJECT_LEAD = "projektleitung-boeblingen"
HEAD_OFFICE, HEAD_OFFICE_DEPUTY = "geschaeftsstelle", "geschaeftsstelle2"
BUDGET_OFFICE = "haushalt"
SESSION_OFFICE = "sitzungsdienst"

ACCOUNTS = (
    DemoAccount(EDITING, "Programmkoordination", Role.EDITOR),
    DemoAccount(
        PROJECT_LEAD,
        "Projektleitung Böblingen",
        Role.PARTNER,
        ("AIExpress", "AITransform", "AIVision"),
    ),
    DemoAccount(HEAD_OFFICE, "Geschäftsstelle", Role.APPROVER),
    DemoAccount(HEAD_OFFICE_DEPUTY, "Geschäftsstelle, Vertretung", Role.APPROVER),
    DemoAccount(BUDGET_OFFICE, "Haushaltsstelle", Role.BUDGET_OFFICER),
    DemoAccount(SESSION_OFFICE, "Sitzungsdienst", Role.SESSION_OFFICE),
    DemoAccount("mitglied", "Mitglied des Ausschusses", Role.MEMBER),
    DemoAccount("pruefung", "Rechnungsprüfung", Role.AUDITOR),
    DemoAccount("administration", "Administration", Role.ADMIN),
)


def add_people(session: Session, password_hash: str, *, by: Person, now: datetime) -> People:
    """Add every account with its role, told in the history; the blocks must be there."""
    people: dict[str, Person] = {}
    for wanted in ACCOUNTS:
        new = AccountInput(
            login=wanted.login, password_hash=password_hash, unit=wanted.unit, provenance=Provenance.DEMO
        )
        blocks = (find_block(session, name) for name in wanted.blocks or ("",))
        roles = [RoleInput(role=wanted.role, block_slug=block.slug if block else "") for block in blocks]
        account = create_account(session, new, roles, by=by, now=now)
        people[wanted.login] = acting_person(session, account, now.date())
    return people


def renew_password(session: Session, password_hash: str, *, now: datetime) -> None:
    """Give all accounts of the demonstration the password of this installation."""
    for wanted in ACCOUNTS:
        if (account := find_account(session, wanted.login)) is not None:
            set_password(session, account, password_hash, now=now)


@dataclass(frozen=True, slots=True)
class Password:
    """The password of this installation's demonstration."""

    text: str
    is_new: bool


def kept_password(folder: Path) -> Password:
    """Return the password from `folder`, which only its owner can read; make a random one the first time."""
    place = folder / "demo_password"
    try:
        return Password(place.read_text("utf-8").strip(), is_new=False)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        password = secrets.token_urlsafe(12)
        with os.fdopen(
            os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(f"{password}\n")
        return Password(password, is_new=True)
