"""The history as acts: what one person changed of one thing at one moment, with the thing's name.

However many kinds of things a page tells of, their names cost one statement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.history_rules import KINDS, Act, Change, Seen, Thing, actor, reason_for
from vrs_tracker.domain.notation import list_de
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.accounts import Account, Person, RoleGrant
from vrs_tracker.tables.base import Base, EuroCents, Utc
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

_SPOKEN = ("name", "title", "slot", "kind")
"""Columns by which a row is called, the first that its table has; codes are told by their label."""
_CALLED = {
    "block_function": "text",
    "money_import": "file_name",
    "reconciliation": "measure",
    "share_proposal": "payer",
}
_UNCALLED = frozenset({"status_update", "access_link", "cooperative_contribution"})
_REQUEST = Base.metadata.tables[ConfirmationRequest.__tablename__]
_ABOUT = ("funding_entry", "appropriation", "budget_block", "block_release", "spending_freeze")
"""The rows of money that a second person is asked about; a request names one of them."""

Key = tuple[str, int]
_Part: TypeAlias = "sa.Select[*tuple[Any, ...]]"
Order = tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of the history: a kind, one thing, a block, the time from `since` to before `until`."""

    kind: str = ""
    thing_id: int | None = None
    block_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def count_entries(session: Session, wanted: Wanted) -> int:
    """Count the changed fields of this part of the history."""
    return session.scalar(sa.select(sa.func.count(HistoryEntry.id)).where(*_conditions(wanted))) or 0


def acts(
    session: Session, wanted: Wanted, *, seen: Seen, limit: int | None = None, offset: int = 0
) -> tuple[Act, ...]:
    """Return this part of the history, the newest first; `limit` and `offset` count changed fields."""
    rows = session.execute(
        sa.select(HistoryEntry, Person.name)
        .outerjoin(Person, Person.key == HistoryEntry.person_key)
        .where(*_conditions(wanted))
        .order_by(HistoryEntry.at.desc(), HistoryEntry.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    entries = [row[0] for row in rows]
    names = {entry.person_key: name for entry, name in rows if name} if seen is Seen.NAME else {}
    roles = _roles(session, {entry.person_key for entry in entries}) if seen is Seen.ROLE else {}
    things = _things(session, {(entry.kind, entry.thing_id) for entry in entries})
    return tuple(
        _act(
            group,
            things,
            roles.get(group[0].person_key) or actor(names.get(group[0].person_key), group[0].unit),
            seen,
        )
        for group in (list(found) for _, found in groupby(entries, _same_act))
    )


def act_of(session: Session, entry_id: int) -> tuple[HistoryEntry, ...]:
    """Return the entries of the act that an entry belongs to, in the order of their fields; () for none."""
    one = session.get(HistoryEntry, entry_id)
    if one is None:
        return ()
    stmt = sa.select(HistoryEntry).where(
        HistoryEntry.kind == one.kind,
        HistoryEntry.thing_id == one.thing_id,
        HistoryEntry.at == one.at,
        HistoryEntry.person_key == one.person_key,
        HistoryEntry.reason == one.reason,
    )
    return tuple(session.scalars(stmt.order_by(HistoryEntry.id)))


def thing_of(session: Session, kind: str, thing_id: int) -> Thing:
    """Return a thing with its name, as far as its row is still there."""
    return _things(session, {(kind, thing_id)})[kind, thing_id]


def _same_act(entry: HistoryEntry) -> tuple[datetime, str, str, int, str]:
    return entry.at, entry.person_key, entry.kind, entry.thing_id, entry.reason


def _act(entries: Sequence[HistoryEntry], things: Mapping[Key, Thing], who: str, seen: Seen) -> Act:
    first = entries[-1]
    thing = things[first.kind, first.thing_id]
    is_of_another = thing.since is not None and first.at < thing.since
    return Act(
        id=first.id,
        at=first.at,
        who=who,
        thing=Thing(kind=thing.kind, id=thing.id) if is_of_another else thing,
        changes=tuple(Change(entry.field, entry.old, entry.new) for entry in reversed(entries)),
        reason=reason_for(seen, first.kind, first.reason),
    )


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    if wanted.thing_id is not None:
        return [_tells_of(wanted.kind, wanted.thing_id)]
    found: list[sa.ColumnElement[bool]] = [
        HistoryEntry.kind.in_([wanted.kind] if wanted.kind else list(KINDS))
    ]
    if wanted.block_id is not None:
        found.append(_belongs_to(wanted.block_id))
    if wanted.since is not None:
        found.append(HistoryEntry.at >= wanted.since)
    if wanted.until is not None:
        found.append(HistoryEntry.at < wanted.until)
    return found


def _tells_of(kind: str, thing_id: int) -> sa.ColumnElement[bool]:
    """Return which entries tell of a thing; of money also what a second person was asked about it.

    What was told before the row was there tells of another one, whose number was free again.
    """
    own = sa.and_(HistoryEntry.kind == kind, HistoryEntry.thing_id == thing_id)
    table = Base.metadata.tables.get(kind)
    if table is None or kind not in (*_ABOUT, _REQUEST.name):
        return own
    begun = sa.select(_begun(table)).where(table.c.id == thing_id).scalar_subquery()
    own = sa.and_(own, HistoryEntry.at >= sa.func.coalesce(begun, HistoryEntry.at))
    if kind not in _ABOUT:
        return own
    asked = sa.exists().where(
        _REQUEST.c.id == HistoryEntry.thing_id,
        _REQUEST.c[f"{kind}_id"] == thing_id,
        HistoryEntry.at >= _REQUEST.c.requested_at,
    )
    return sa.or_(own, sa.and_(HistoryEntry.kind == _REQUEST.name, asked))


def _begun(table: sa.Table) -> sa.Column[datetime]:
    """Return the column that says when a row of money was entered, or a second person was asked."""
    return table.c.requested_at if table is _REQUEST else table.c.recorded_at


def _belongs_to(block_id: int) -> sa.ColumnElement[bool]:
    parts: list[sa.ColumnElement[bool]] = [
        sa.and_(HistoryEntry.kind == "block", HistoryEntry.thing_id == block_id)
    ]
    for kind in KINDS:
        table = Base.metadata.tables[kind]
        if "block_id" in table.c:
            own = sa.select(table.c.id).where(table.c.block_id == block_id)
            parts.append(sa.and_(HistoryEntry.kind == kind, HistoryEntry.thing_id.in_(own)))
    return sa.or_(*parts)


def _roles(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """Return the roles of persons in words."""
    stmt = sa.select(Account.person_key, RoleGrant.role).join(RoleGrant, RoleGrant.account_id == Account.id)
    found: dict[str, set[Role]] = {}
    for key, role in session.execute(stmt.where(Account.person_key.in_(list(keys)))):
        found.setdefault(key, set()).add(role)
    return {key: list_de([role.label for role in Role if role in own]) for key, own in found.items()}


def _things(session: Session, keys: Iterable[Key]) -> dict[Key, Thing]:
    ids: dict[str, list[int]] = {}
    for kind, thing_id in sorted(keys):
        ids.setdefault(kind, []).append(thing_id)
    found = {(kind, one): Thing(kind=kind, id=one) for kind, several in ids.items() for one in several}
    if not ids:
        return found
    parts = sa.union_all(*(_part(kind, several) for kind, several in ids.items())).subquery()
    stmt = (
        sa.select(parts.c.kind, parts.c.id, parts.c.spoken, Block.slug, Block.name)
        .add_columns(ReportingPeriod.year, ReportingPeriod.half)
        .add_columns(parts.c.amount, parts.c.since, parts.c.about, parts.c.about_id)
        .outerjoin(Block, Block.id == parts.c.block_id)
        .outerjoin(ReportingPeriod, ReportingPeriod.id == parts.c.period_id)
    )
    for kind, thing_id, spoken, slug, block, year, half, *money in session.execute(stmt):
        amount, since, about, about_id = money
        found[kind, thing_id] = Thing(
            kind=kind,
            id=thing_id,
            name=_in_words(kind, spoken or ""),
            amount=amount,
            since=since,
            about=(about, about_id) if about else None,
            block_slug=slug or "",
            block_name=block or "",
            period_code="" if year is None else HalfYear(year, half).code,
            period_label="" if year is None else HalfYear(year, half).label,
        )
    return found


def _part(kind: str, ids: Sequence[int]) -> _Part:
    if kind == _REQUEST.name:
        return _part_of_requests(ids)
    table = Base.metadata.tables[kind]
    spoken = _called(kind)
    nothing = sa.cast(sa.null(), sa.Integer)
    own = {"block": "block_id", "reporting_period": "period_id"}.get(kind)
    belongs = {
        name: table.c.id if name == own else table.c.get(name, nothing) for name in ("block_id", "period_id")
    }
    is_money = kind in _ABOUT
    return sa.select(
        sa.literal(kind).label("kind"),
        table.c.id.label("id"),
        (sa.literal("") if spoken is None else sa.cast(spoken, sa.Text)).label("spoken"),
        belongs["block_id"].label("block_id"),
        belongs["period_id"].label("period_id"),
        (table.c.amount if is_money else sa.cast(sa.null(), EuroCents)).label("amount"),
        (table.c.recorded_at if is_money else sa.cast(sa.null(), Utc)).label("since"),
        sa.literal("").label("about"),
        nothing.label("about_id"),
    ).where(table.c.id.in_(ids))


def _part_of_requests(ids: Sequence[int]) -> _Part:
    """Name requests to a second person by the row of money that they are about."""
    rows = [Base.metadata.tables[name] for name in _ABOUT]
    named = [(_REQUEST.c[f"{row.name}_id"], row) for row in rows]
    origin: sa.FromClause = _REQUEST
    for column, row in named:
        origin = origin.outerjoin(row, row.c.id == column)
    return (
        sa.select(
            sa.literal(_REQUEST.name).label("kind"),
            _REQUEST.c.id.label("id"),
            sa.literal("").label("spoken"),
            Base.metadata.tables["funding_entry"].c.block_id.label("block_id"),
            sa.cast(sa.null(), sa.Integer).label("period_id"),
            sa.func.coalesce(*(row.c.amount for row in rows), type_=EuroCents()).label("amount"),
            _REQUEST.c.requested_at.label("since"),
            sa.case(*((column.is_not(None), row.name) for column, row in named)).label("about"),
            sa.func.coalesce(*(column for column, _ in named)).label("about_id"),
        )
        .select_from(origin)
        .where(_REQUEST.c.id.in_(ids))
    )


def _called(kind: str) -> "sa.Column[str] | None":
    columns = Base.metadata.tables[kind].c
    if kind in _UNCALLED:
        return None
    if kind in _CALLED:
        return columns[_CALLED[kind]]
    return next((columns[name] for name in _SPOKEN if name in columns), None)


def _in_words(kind: str, spoken: str) -> str:
    column = _called(kind)
    codes = column.type.enum_class if column is not None and isinstance(column.type, sa.Enum) else None
    return codes(spoken).label if codes is not None and issubclass(codes, CodeList) else spoken
