"""A form posted twice creates one row (decisions.md 4, no. 20)."""

from hashlib import sha256
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

Row = TypeVar("Row")


def already_posted(session: Session, table: type[Row], key: str | None) -> Row | None:
    """Return the row that an earlier post with the same one-time key created; `table` is a `PostedOnce`.

    Of two equal posts at the same moment the second waits here until the first has ended.
    """
    if not key:
        return None
    one_after_the_other(session, key)
    column: Any = table.post_key  # type: ignore[attr-defined] # a mixin, which a type variable cannot name
    return session.scalars(sa.select(table).where(column == key)).one_or_none()


def one_after_the_other(session: Session, what: str) -> None:
    """Let no other transaction that names the same thing pass before this one has ended.

    For what no single row can be locked for, such as „the next number of a project“. SQLite has one writer at
    a time anyway (`extensions.open_for_writing`).
    """
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(sha256(what.encode()).digest()[:8], signed=True)
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
