"""Writes to people and their accounts.

Passwords are hashed and verified before the writing transaction opens, because argon2 takes a tenth of a
second (decisions.md 3.2).
"""

import secrets
from datetime import date, datetime
from functools import cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.inputs.accounts import UNIT_MISSING, AccountInput, RoleInput, check_role
from vrs_tracker.domain.notation import number
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import queries
from vrs_tracker.tables import accounts, programme
from vrs_tracker.tables.accounts import Account, LoginSession, RoleGrant

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
SYSTEM_KEY = "system"
_HASHER = PasswordHasher()


# ---------------------------------------------------------------- passwords


def check_password(password: str) -> tuple[Violation, ...]:
    """Return what is wrong with a new password: only its length counts."""
    if SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return ()
    lengths = f"{SHORTEST_PASSWORD} bis {number(LONGEST_PASSWORD)}"
    return (Violation("password", f"Das Passwort braucht {lengths} Zeichen."),)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a new password; RuleViolations if it is too short."""
    require(check_password(password))
    return _HASHER.hash(_bytes(password))


def password_fits(password_hash: str | None, password: str) -> bool:
    """Compare a password with a hash; without an account the work is the same, so that time tells nothing."""
    try:
        _HASHER.verify(password_hash or _nobody(), _bytes(password[:LONGEST_PASSWORD]))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_bytes(16))


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- people and accounts


def add_person(
    session: Session, *, unit: str, name: str = "", key: str = "", provenance: Provenance, source: str = ""
) -> accounts.Person:
    """Add somebody who acts. The key is random unless given; history keeps it when the name is deleted."""
    key = key or secrets.token_hex(8)
    require(
        found
        for wrong, found in (
            (not unit.strip(), Violation("unit", UNIT_MISSING)),
            (
                queries.find_person(session, key) is not None,
                Violation("key", "Eine Person mit diesem Schlüssel gibt es schon."),
            ),
        )
        if wrong
    )
    row = accounts.Person(key=key, name=name or None, unit=unit, provenance=provenance, source=source)
    session.add(row)
    session.flush()
    return row


def ensure_system_person(session: Session) -> Person:
    """Return the person who acts in seeds and imports, with every role; created at the first call."""
    if queries.find_person(session, SYSTEM_KEY) is None:
        add_person(session, unit="Einrichtung", key=SYSTEM_KEY, provenance=Provenance.ENTERED)
    return Person(key=SYSTEM_KEY, unit="Einrichtung", roles=frozenset(Role))


def add_account(session: Session, new: AccountInput, *, now: datetime) -> Account:
    """Add a log-in, with its person unless `key` names one that exists."""
    login = queries.folded(new.login)
    found: list[Violation] = []
    if not login or len(login) > 100 or not login.isprintable():  # noqa: PLR2004 - the column's length
        found.append(
            Violation("login", "Der Anmeldename hat 1 bis 100 Zeichen, zum Beispiel eine E-Mail-Adresse.")
        )
    elif queries.find_account(session, login) is not None:
        found.append(
            Violation("login", f"Den Anmeldenamen „{login}“ gibt es schon. Wählen Sie einen anderen.")
        )
    person = queries.find_person(session, new.key) if new.key else None
    if person is None and not new.unit.strip():
        found.append(Violation("unit", UNIT_MISSING))
    require(found)
    if person is None:
        person = add_person(session, unit=new.unit, name=new.name, key=new.key, provenance=new.provenance)
    account = Account(person=person, login=login, password_hash=new.password_hash, created_at=now)
    session.add(account)
    session.flush()
    return account


def grant_role(
    session: Session,
    account: Account,
    role: Role,
    *,
    block_slug: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> RoleGrant:
    """Give an account a role, a project lead the own block; a grant that exists gets the new days."""
    new = RoleInput(role=role, block_slug=block_slug, valid_from=valid_from, valid_until=valid_until)
    require(check_role(new))
    block_id = None
    if block_slug:
        block_id = session.scalar(sa.select(programme.Block.id).where(programme.Block.slug == block_slug))
        if block_id is None:
            require([Violation("block", f"Einen Baustein „{block_slug}“ gibt es nicht.")])
    grant = queries.grant_like(session, account, role, block_slug)
    if grant is None:
        grant = RoleGrant(account_id=account.id, role=role, block_id=block_id)
        session.add(grant)
    grant.valid_from, grant.valid_until = valid_from, valid_until
    session.flush()
    return grant


def set_password(session: Session, account: Account, password_hash: str, *, now: datetime) -> None:
    """Replace the password; whoever is signed in with this account is signed out."""
    account.password_hash = password_hash
    end_sessions(session, account, now)


def end_sessions(session: Session, account: Account, now: datetime) -> None:
    """Sign out every browser of an account."""
    mine = sa.update(LoginSession).where(LoginSession.account_id == account.id)
    session.execute(mine.where(LoginSession.ended_at.is_(None)).values(ended_at=now))
    session.flush()
