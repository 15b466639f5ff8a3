"""People, their accounts, personal links, sessions and failed log-ins."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.base import (
    Base,
    Moment,
    Name,
    PersonKey,
    PostedOnce,
    Provenanced,
    Utc,
    code,
    fact_has_source,
)


class Person(Base, Provenanced):
    """Somebody who acts. History holds only `key`; the name can be deleted without touching the history."""

    __tablename__ = "person"
    __table_args__ = (sa.CheckConstraint("key <> ''", name="key_not_empty"), fact_has_source())

    key: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str | None] = mapped_column(sa.String(200))
    unit: Mapped[Name]


class Account(Base):
    """A local log-in of a person; passwords are argon2id hashes.

    `password_issued_at` says since when it has a password that the administration chose. Of sign-ins only the
    month of the last one is kept, as its first day.
    """

    __tablename__ = "account"

    person_key: Mapped[PersonKey] = mapped_column(index=True)
    login: Mapped[str] = mapped_column(sa.String(100), unique=True)
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[Moment]
    password_issued_at: Mapped[datetime | None] = mapped_column(Utc)
    last_sign_in_month: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="raise")
    grants: Mapped[list["RoleGrant"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", back_populates="account"
    )


class RoleGrant(Base):
    """A role of an account; a project lead's names the own block. A deputy's begins and ends by itself."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "role", "block_id"),
        # NULL differs from NULL: without this the same role could be granted twice.
        sa.Index(
            "uq_role_grant_without_block",
            "account_id",
            "role",
            unique=True,
            sqlite_where=sa.text("block_id IS NULL"),
            postgresql_where=sa.text("block_id IS NULL"),
        ),
        sa.CheckConstraint("(role = 'partner') = (block_id IS NOT NULL)", name="partner_has_block"),
        sa.CheckConstraint("valid_until >= valid_from", name="range_in_order"),
    )

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    role: Mapped[Role] = code(Role)
    block_id: Mapped[int | None] = mapped_column(sa.ForeignKey("block.id"), index=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]

    account: Mapped[Account] = relationship(lazy="raise", back_populates="grants")


class AccessLink(Base, PostedOnce):
    """A personal link that opens the update of one block for one half-year, without an account.

    Only the hash of its secret is stored. It is a person of its own, without a name; `created_by` made it.
    """

    __tablename__ = "access_link"
    __table_args__ = (sa.CheckConstraint("expires_at > created_at", name="expires_later"),)

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_key: Mapped[PersonKey] = mapped_column(unique=True)
    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    created_by: Mapped[PersonKey]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    first_used_at: Mapped[datetime | None] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc)


class LoginSession(Base):
    """A signed-in browser; only the hash of its token is stored, so a copy of the table opens nothing.

    It belongs to an account or came through a personal link.
    """

    __tablename__ = "login_session"
    __table_args__ = (
        sa.CheckConstraint("(account_id IS NULL) <> (link_id IS NULL)", name="account_or_link"),
    )

    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    link_id: Mapped[int | None] = mapped_column(sa.ForeignKey("access_link.id"), index=True)
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(Utc)


class LoginAttempt(Base):
    """A failed log-in, kept for the limit only; the login is hashed."""

    __tablename__ = "login_attempt"

    login_hash: Mapped[str] = mapped_column(sa.String(64), index=True)
    attempted_at: Mapped[Moment]
