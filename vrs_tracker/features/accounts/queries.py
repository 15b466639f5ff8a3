"""Reads of people, accounts, sessions and personal links; secrets are looked up by their hash only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.accounts import role_in_words
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables import accounts, programme
from vrs_tracker.tables.accounts import AccessLink, Account, LoginAttempt, LoginSession, RoleGrant
from vrs_tracker.tables.base import Utc
from vrs_tracker.tables.periods import ReportingPeriod


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A known browser: the session's row and the person behind it. The row may have ended or run out.

    `is_open` says whether the account is active, or whether the personal link still opens something.
    """

    row: LoginSession
    person: Person
    is_open: bool


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A role of an account with the name of its block, "" for none."""

    grant: RoleGrant
    block: str

    @property
    def words(self) -> str:
        """The role with its block and its days."""
        return role_in_words(self.grant.role, self.block, self.grant.valid_from, self.grant.valid_until)

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.grant.valid_until is not None and self.grant.valid_until < today

    def is_ahead(self, today: date) -> bool:
        """Whether its first day is still to come."""
        return self.grant.valid_from is not None and self.grant.valid_from > today


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A personal link that opens something now: the block, the half-year and the person it stands for."""

    link: AccessLink
    block: programme.Block
    period: ReportingPeriod
    person: Person


def hashed(secret: str) -> str:
    """SHA-256 of a token or a log-in; tokens are random, so that no slow hash is needed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def find_session(session: Session, token: str, *, today: date, now: datetime) -> SignedIn | None:
    """Return the browser that holds this token; the roles are those of the day. One statement."""
    values = {"token_hash": hashed(token), "today": today, "now": now}
    found = session.execute(_session_with_roles(), values).all()
    if not found:
        return None
    row, who, _role, slug, is_open = found[0]
    if row.link_id is not None:
        return SignedIn(row, _guest(who, slug), bool(is_open))
    grants = [(role, slug) for _row, _who, role, slug, _is_open in found if role is not None]
    return SignedIn(row, _person(who, grants), bool(is_open))


@cache
def _session_with_roles() -> sa.Select[LoginSession, accounts.Person, Role, str, bool]:
    """Build the statement once: every page of a signed-in person asks it, and building takes longer."""
    today, now = sa.bindparam("today", type_=sa.Date), sa.bindparam("now", type_=Utc)
    person_key = sa.func.coalesce(Account.person_key, AccessLink.person_key)
    block_id = sa.func.coalesce(RoleGrant.block_id, AccessLink.block_id)
    return (
        sa.select(LoginSession, accounts.Person, RoleGrant.role, programme.Block.slug)
        .add_columns(sa.func.coalesce(Account.is_active, _opens(now)))
        .outerjoin(Account, Account.id == LoginSession.account_id)
        .outerjoin(AccessLink, AccessLink.id == LoginSession.link_id)
        .outerjoin(ReportingPeriod, ReportingPeriod.id == AccessLink.period_id)
        .join(accounts.Person, accounts.Person.key == person_key)
        .outerjoin(RoleGrant, sa.and_(RoleGrant.account_id == Account.id, _is_valid(today)))
        .outerjoin(programme.Block, programme.Block.id == block_id)
        .where(LoginSession.token_hash == sa.bindparam("token_hash"))
    )


def acting_person(session: Session, account: Account, today: date) -> Person:
    """Return the domain's person of an account whose `person` is loaded: roles of the day, own blocks."""
    stmt = (
        sa.select(RoleGrant.role, programme.Block.slug)
        .outerjoin(programme.Block, programme.Block.id == RoleGrant.block_id)
        .where(RoleGrant.account_id == account.id, _is_valid(today))
    )
    return _person(account.person, [(role, slug) for role, slug in session.execute(stmt)])


def _is_valid(today: date | sa.BindParameter[date]) -> sa.ColumnElement[bool]:
    has_begun = RoleGrant.valid_from.is_(None) | (RoleGrant.valid_from <= today)
    return sa.and_(has_begun, RoleGrant.valid_until.is_(None) | (RoleGrant.valid_until >= today))


def _person(who: accounts.Person, grants: Sequence[tuple[Role, str | None]]) -> Person:
    return Person(
        key=who.key,
        unit=who.unit,
        roles=frozenset(role for role, _slug in grants),
        blocks=frozenset(slug for _role, slug in grants if slug),
    )


def _guest(who: accounts.Person, slug: str) -> Person:
    """Whoever comes through a personal link is the project lead of its block and nothing else."""
    return replace(_person(who, [(Role.PARTNER, slug)]), is_guest=True)


def find_account(session: Session, login: str) -> Account | None:
    """Return the account of a log-in with its person; upper and lower case are the same."""
    stmt = sa.select(Account).where(Account.login == folded(login)).options(joinedload(Account.person))
    return session.scalars(stmt).one_or_none()


def list_accounts(session: Session) -> list[Account]:
    """Return every account with its person, by log-in."""
    stmt = sa.select(Account).order_by(Account.login).options(joinedload(Account.person))
    return list(session.scalars(stmt))


def account_of(session: Session, account_id: int) -> Account:
    """Return an account with its person; NotFound for an unknown one."""
    stmt = sa.select(Account).where(Account.id == account_id).options(joinedload(Account.person))
    found = session.scalar(stmt.execution_options(populate_existing=True))
    if found is None:
        raise NotFound("Diesen Zugang gibt es nicht. Alle stehen unter „Zugänge“.")
    return found


def grants(session: Session, account_id: int | None = None) -> dict[int, list[GivenRole]]:
    """Return the roles of every account, or of one, those that are over too, in the order of `Role`."""
    stmt = sa.select(RoleGrant, programme.Block.name).outerjoin(
        programme.Block, programme.Block.id == RoleGrant.block_id
    )
    if account_id is not None:
        stmt = stmt.where(RoleGrant.account_id == account_id)
    order = list(Role)
    found: dict[int, list[GivenRole]] = {}
    for grant, block in sorted(session.execute(stmt), key=lambda row: (order.index(row[0].role), row[0].id)):
        found.setdefault(grant.account_id, []).append(GivenRole(grant, block or ""))
    return found


def grant_like(session: Session, account: Account, role: Role, block_slug: str) -> RoleGrant | None:
    """Return the account's role of this kind for this block ("" for none)."""
    stmt = sa.select(RoleGrant).outerjoin(programme.Block, programme.Block.id == RoleGrant.block_id)
    return session.scalar(
        stmt.where(
            RoleGrant.account_id == account.id,
            RoleGrant.role == role,
            sa.func.coalesce(programme.Block.slug, "") == block_slug,
        )
    )


def lasting_admins(session: Session, today: date) -> frozenset[int]:
    """Return the ids of the active accounts that may manage accounts without an end."""
    stmt = sa.select(Account.id).join(RoleGrant, RoleGrant.account_id == Account.id)
    lasting = sa.and_(RoleGrant.role == Role.ADMIN, RoleGrant.valid_until.is_(None), _is_valid(today))
    return frozenset(session.scalars(stmt.where(Account.is_active, lasting)))


def block_choices(session: Session) -> list[tuple[str, str]]:
    """Return slug and name of every block, for the roles of project leads."""
    stmt = sa.select(programme.Block.slug, programme.Block.name).order_by(programme.Block.id)
    return [(slug, name) for slug, name in session.execute(stmt)]


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


# ---------------------------------------------------------------- personal links


def _opens(now: datetime | sa.BindParameter[datetime]) -> sa.ColumnElement[bool]:
    """Whether a link still opens something: not ended, not too old, its half-year the one worked on."""
    other = aliased(ReportingPeriod)
    one_collects = sa.exists().where(other.state == PeriodState.COLLECTING)
    is_worked_on = (ReportingPeriod.state == PeriodState.COLLECTING) | (
        (ReportingPeriod.state == PeriodState.IN_REVIEW) & ~one_collects
    )
    return sa.and_(AccessLink.ended_at.is_(None), AccessLink.expires_at > now, is_worked_on)


def find_link(session: Session, secret: str, *, now: datetime) -> OpenLink | None:
    """Return what a personal link opens; None alike for an unknown, a withdrawn and an expired one."""
    stmt = (
        sa.select(AccessLink, programme.Block, ReportingPeriod, accounts.Person)
        .join(programme.Block, programme.Block.id == AccessLink.block_id)
        .join(ReportingPeriod, ReportingPeriod.id == AccessLink.period_id)
        .join(accounts.Person, accounts.Person.key == AccessLink.person_key)
        .where(AccessLink.token_hash == hashed(secret), _opens(now))
    )
    found = session.execute(stmt).one_or_none()
    if found is None:
        return None
    link, block, period, who = found
    return OpenLink(link, block, period, _guest(who, block.slug))


def links_to(session: Session, block_id: int, period_id: int) -> Sequence[AccessLink]:
    """Return every link that was made to the update of a block for a half-year, newest first."""
    stmt = sa.select(AccessLink).where(AccessLink.block_id == block_id, AccessLink.period_id == period_id)
    return session.scalars(stmt.order_by(AccessLink.id.desc())).all()


def maker_of(session: Session, person_key: str) -> str:
    """Return who made the personal link that this person stands for; "" for a person with an account."""
    stmt = sa.select(AccessLink.created_by).where(AccessLink.person_key == person_key)
    return session.scalar(stmt) or ""
