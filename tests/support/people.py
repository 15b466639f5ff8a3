"""People for tests: as values of the domain, as rows, and signed in without argon2.

    editor = person(Role.EDITOR)                      # the domain's Person, for actions
    account = make_account(session, Role.EDITOR)      # rows: person, account, grant
    token = make_login_session(session, account)      # a browser that is signed in

Pages are asked through the fixtures `visitor` and `client_of` (tests/support/page_client.py).
"""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain import policy
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions
from vrs_tracker.tables.accounts import Account

NO_PASSWORD = "no password fits this"
"""Stands in the column of the hash: no test signs in by password unless it is about that."""


def person(*roles: Role, key: str = "", unit: str = "", block: str = "") -> policy.Person:
    """Return the domain's person with these roles; a project lead's own block is `block`."""
    first = roles[0] if roles else None
    return policy.Person(
        key=key or (first.value if first else "somebody"),
        unit=unit or (first.label if first else "Gast"),
        roles=frozenset(roles),
        blocks=frozenset({block} if block else ()),
    )


def make_account(
    session: Session,
    *roles: Role,
    key: str = "",
    login: str = "",
    unit: str = "",
    block: str = "",
    password_hash: str = NO_PASSWORD,
    created_at: datetime | None = None,
) -> Account:
    """Store an account with its roles; `key` of an existing person adds a second account of that person.

    Key, unit and log-in follow from the first role unless given; `block` is the slug of an existing block.
    """
    value = person(*roles, key=key, unit=unit, block=block)
    account = actions.add_account(
        session,
        actions.AccountInput(
            login=login or value.key,
            password_hash=password_hash,
            key=value.key,
            name=f"{value.unit} (Test)",
            unit=value.unit,
            provenance=Provenance.ENTERED,
        ),
        now=created_at or datetime.now(UTC),
    )
    for role in roles:
        actions.grant_role(session, account, role, block_slug=block if role is Role.PARTNER else "")
    return account


def make_login_session(session: Session, account: Account, *, now: datetime | None = None) -> str:
    """Store a browser's session and return its token."""
    return actions.sign_in(session, account, now=now or datetime.now(UTC))
