"""The history: written in the transaction of the change itself, read as German sentences.

A row holds a person's key and unit, never a name: names are joined from `person` while they are there
(users.md 1.6). What must not be remembered (passwords, names, drafts) is refused or left out here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound, require
from vrs_tracker.domain.history_rules import (
    Change,
    actor,
    check_reason,
    display,
    ground_for,
    tell,
)
from vrs_tracker.domain.policy import Person as Actor
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.tables.accounts import Account, LoginSession, Person, RoleGrant
from vrs_tracker.tables.base import Base, EuroCents
from vrs_tracker.tables.finance import Booked
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.progress import StatusUpdate
from vrs_tracker.trail.chain import await_seal

__all__ = ["Change", "changed_fields", "forget_person", "history_of", "record"]

NEVER_TOLD = frozenset(
    {
        ("access_link", "token_hash"),
        ("account", "login"),
        ("account", "password_hash"),
        ("login_attempt", "login_hash"),
        ("login_session", "token_hash"),
        ("person", "name"),
    }
)
"""Columns whose values never enter the history: secrets, and names, which must stay deletable."""


def record(
    session: Session,
    *,
    by: Actor,
    at: datetime,
    kind: str,
    thing_id: int,
    changes: Iterable[Change],
    reason: str = "",
    after_freeze: bool = False,
) -> None:
    """Add the changes of one thing to the history; nothing if there are none.

    `kind` is the name of the thing's table.

    Raises:
        RuleViolations: the reason is missing where decisions.md 2 asks for one; actions that want to know
            before they change anything call `check_reason` themselves.
        ValueError: nobody is signed in, there is no such table, or a change changes nothing.
    """
    listed = tuple(changes)
    if not listed:
        return
    _check_call(by, kind, listed)
    require(check_reason(listed, reason, after_freeze=after_freeze))
    entries = [
        HistoryEntry(
            at=at,
            person_key=by.key,
            unit=by.unit,
            kind=kind,
            thing_id=thing_id,
            field=change.field,
            old=_named(session, change.refers_to, change.old),
            new=_named(session, change.refers_to, change.new),
            reason=reason.strip(),
        )
        for change in listed
    ]
    session.add_all(entries)
    await_seal(session, entries)


def _check_call(by: Actor, kind: str, changes: tuple[Change, ...]) -> None:
    if not by.is_signed_in:
        message = "the history names a person; the public changes nothing"
        raise ValueError(message)
    if kind not in Base.metadata.tables:
        message = f"no table {kind}"
        raise ValueError(message)
    for change in changes:
        if change.old == change.new:
            message = f"{kind}: „{change.field}“ does not change"
            raise ValueError(message)


def _named(session: Session, table: str, text: str) -> str:
    """Turn the id of a row into its name or title, as far as the table has one."""
    if not table or not text:
        return text
    target = Base.metadata.tables[table]
    spoken = next((target.c[name] for name in ("name", "title") if name in target.c), None)
    if spoken is None:
        return f"Nr. {text}"
    return session.scalar(sa.select(spoken).where(target.c.id == int(text))) or f"Nr. {text}"


def changed_fields(
    row: Base, new_values: Mapping[str, object], labels: Mapping[str, str]
) -> tuple[Change, ...]:
    """Compare a row with its new values, before they are set, and return what changes, in German.

    `labels` gives the German name of each attribute. A status update that is still a draft yields nothing:
    filing tells the difference in one go (decisions.md 2).

    Raises:
        KeyError: an attribute has no label or is no column.
        ValueError: its value must never enter the history.
    """
    if isinstance(row, StatusUpdate) and row.state in (None, UpdateState.DRAFT):
        return ()
    found = (_compare(row, name, new, labels[name]) for name, new in new_values.items())
    return tuple(change for change in found if change is not None)


def _compare(row: Base, name: str, new: object, label: str) -> Change | None:
    column = sa.inspect(type(row)).columns[name]
    targets = [key.column.table.name for key in column.foreign_keys]
    if (column.table.name, name) in NEVER_TOLD or "person" in targets:
        message = f"{column.table.name}.{name} never enters the history"
        raise ValueError(message)
    old = getattr(row, name)
    is_money = isinstance(column.type, EuroCents)
    before, after = display(old, is_money=is_money), display(new, is_money=is_money)
    if before == after:
        return None
    # What is booked cannot change, and a draft may be mended without giving reasons (users.md 1.2).
    ground = None if isinstance(row, Booked) else ground_for(old, new, is_money=is_money)
    return Change(label, before, after, ground, "".join(targets))


def history_of(session: Session, kind: str, thing_id: int, *, with_names: bool = False) -> tuple[str, ...]:
    """Return the history of a thing as sentences, the newest first.

    They name the unit; `with_names` is for those who may see persons (users.md 3.2), while the name is there.
    """
    rows = session.execute(
        sa.select(HistoryEntry, Person.name)
        .outerjoin(Person, Person.key == HistoryEntry.person_key)
        .where(HistoryEntry.kind == kind, HistoryEntry.thing_id == thing_id)
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
    ).all()
    return tuple(_sentence(entry, name if with_names else None) for entry, name in rows)


def _sentence(entry: HistoryEntry, name: str | None) -> str:
    who = actor(name, entry.unit)
    change = Change(entry.field, entry.old, entry.new)
    return tell(who=who, at=entry.at, change=change, reason=entry.reason)


def forget_person(session: Session, key: str, *, by: Actor, at: datetime) -> None:
    """Delete a person's name and accounts; what the person did stays, under the bare key and the unit.

    That the accounts and their roles end is told, else the hash chain would miss the roles.

    Raises:
        NotFound: there is no such person.
    """
    person = session.scalar(sa.select(Person).where(Person.key == key))
    if person is None:
        raise NotFound("Diese Person gibt es hier nicht.")
    person.name = None
    accounts = session.scalars(sa.select(Account.id).where(Account.person_key == key)).all()
    for table in (LoginSession, RoleGrant):
        session.execute(sa.delete(table).where(table.account_id.in_(accounts)))
    session.execute(sa.delete(Account).where(Account.person_key == key))
    ended = [Change("Zugang", "angelegt", "")]
    for account_id in accounts:
        record(session, by=by, at=at, kind=Account.__tablename__, thing_id=account_id, changes=ended)
    session.flush()
