"""Reads of people, accounts and sessions. Tokens and log-ins are looked up by their hash only."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.policy import Person
from vrs_tracker.tables import accounts, programme
from vrs_tracker.tables.accounts import Account, LoginAttempt, LoginSession, RoleGrant


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A known browser: the session's row and the person behind it. The row may have ended or run out."""

    row: LoginSession
    person: Person
    account_is_active: bool


def hashed(secret: str) -> str:
    """SHA-256 of a token or a log-in; tokens are random, so that no slow hash is needed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_session(session: Session, token: str, today: date) -> SignedIn | None:
    """Return the browser that holds this token; the roles are those of the day."""
    stmt = (
        sa.select(LoginSession, Account)
        .join(Account, Account.id == LoginSession.account_id)
        .where(LoginSession.token_hash == hashed(token))
        .options(joinedload(Account.person))
    )
    found = session.execute(stmt).one_or_none()
    if found is None:
        return None
    row, account = found
    return SignedIn(row, acting_person(session, account, today), account.is_active)


def acting_person(session: Session, account: Account, today: date) -> Person:
    """Return the domain's person of an account whose `person` is loaded: roles of the day, own blocks."""
    stmt = (
        sa.select(RoleGrant.role, programme.Block.slug)
        .outerjoin(programme.Block, programme.Block.id == RoleGrant.block_id)
        .where(RoleGrant.account_id == account.id)
        .where(RoleGrant.valid_until.is_(None) | (RoleGrant.valid_until >= today))
    )
    grants = session.execute(stmt).all()
    return Person(
        key=account.person_key,
        unit=account.person.unit,
        roles=frozenset(role for role, _slug in grants),
        blocks=frozenset(slug for _role, slug in grants if slug),
    )


def find_account(session: Session, login: str) -> Account | None:
    """Return the account of a log-in with its person; upper and lower case are the same."""
    stmt = sa.select(Account).where(Account.login == folded(login)).options(joinedload(Account.person))
    return session.scalars(stmt).one_or_none()


def list_accounts(session: Session) -> list[Account]:
    """Return every account with its person, by log-in."""
    stmt = sa.select(Account).order_by(Account.login).options(joinedload(Account.person))
    return list(session.scalars(stmt))


def find_person(session: Session, key: str) -> accounts.Person | None:
    """Return the row of a person."""
    return session.scalars(sa.select(accounts.Person).where(accounts.Person.key == key)).one_or_none()


def failures_since(session: Session, login: str, moment: datetime) -> int:
    """Count the failed attempts with a log-in after a moment."""
    stmt = sa.select(sa.func.count()).select_from(LoginAttempt)
    stmt = stmt.where(LoginAttempt.login_hash == hashed(folded(login)), LoginAttempt.attempted_at > moment)
    return session.scalar(stmt) or 0


def folded(login: str) -> str:
    """Return the form in which a log-in is stored and compared."""
    return login.strip().casefold()
