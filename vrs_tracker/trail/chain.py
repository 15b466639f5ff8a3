"""Sealing the history just before the commit, and proving the chain unbroken (domain/chain.py).

Only a session that has recorded something seals, so reading costs nothing. Seals are given one after
the other, as the last thing of a transaction: whoever waits here holds nothing that another one still needs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.chain import BEGINNING, Broken, ChainCheck, Flaw, Sealed, digest, first_break, seal
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import ChainLink, HistoryEntry
from vrs_tracker.tables.protection import PROTECTED
from vrs_tracker.trail.posting import one_after_the_other

_WAITING = "vrs_tracker.unsealed"
"""Under this name a session remembers the entries it has recorded and not yet sealed."""
_AT_ONCE = 1000
_ENTRIES, _LINKS = HistoryEntry.__table__, ChainLink.__table__
_TOLD = tuple(_ENTRIES.columns.keys())
_FINAL: Mapping[str, str] = {item.table: item.condition.replace("OLD.", "") for item in PROTECTED}
"""Which rows never change again: those that a trigger keeps."""

Thing = tuple[str, int]
"""The table and the id of a row."""


def await_seal(session: Session, entries: Iterable[HistoryEntry]) -> None:
    """Have these entries sealed when the session commits; those rolled back before that are forgotten."""
    session.info.setdefault(_WAITING, []).extend(entries)


@sa.event.listens_for(Session, "before_commit")
def _seal_waiting(session: Session) -> None:
    if session.in_nested_transaction() or not session.info.get(_WAITING):
        return
    session.flush()
    entries = [entry for entry in session.info.pop(_WAITING) if entry in session]
    if not entries:
        return
    told = [{name: getattr(entry, name) for name in _TOLD} for entry in entries]
    told.sort(key=lambda values: int(values["id"]))
    things = _digests(session, (_thing(values) for values in told))
    one_after_the_other(session, ChainLink.__tablename__)
    number, previous = _head(session)
    rows = []
    for number, values in enumerate(told, start=number + 1):  # noqa: B020 - the numbers go on
        thing = things.get(_thing(values), "")
        previous = seal(previous, values, thing)
        rows.append(
            {"id": number, "history_entry_id": values["id"], "thing_sha256": thing, "sha256": previous}
        )
    session.execute(sa.insert(ChainLink), rows)


def _head(session: Session) -> tuple[int, str]:
    stmt = sa.select(ChainLink.id, ChainLink.sha256).order_by(ChainLink.id.desc()).limit(1)
    newest = session.execute(stmt).one_or_none()
    return (newest.id, newest.sha256) if newest else (0, BEGINNING)


def _digests(session: Session, things: Iterable[Thing]) -> dict[Thing, str]:
    """Return the digests of those of the rows that are final."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for kind, thing_id in things:
        if kind in _FINAL:
            wanted[kind].add(thing_id)
    found: dict[Thing, str] = {}
    for kind, ids in wanted.items():
        table, numbers = Base.metadata.tables[kind], iter(sorted(ids))
        while some := tuple(islice(numbers, _AT_ONCE)):
            stmt = sa.select(table).where(table.c.id.in_(some), sa.text(_FINAL[kind] or "1 = 1"))
            found.update(((kind, row["id"]), digest({**row})) for row in session.execute(stmt).mappings())
    return found


# ---------------------------------------------------------------- checking


def check_chain(session: Session, asked: str = "") -> ChainCheck:
    """Prove the chain from its beginning; `asked` is a head that somebody kept and that must be in it."""
    held, seen = 0, ""
    is_there = False

    def passed(link: Sealed) -> None:
        nonlocal held, seen, is_there
        held, seen, is_there = held + 1, link.sha256, is_there or link.sha256 == asked

    broken = first_break(_links(session), passed) or _unsealed(session)
    return ChainCheck(
        sealed=held,
        older=_number_of_older(session),
        head=seen,
        broken=broken,
        asked=asked,
        is_asked_there=is_there,
    )


def _links(session: Session) -> Iterator[Sealed]:
    """Yield the links in order with what they seal as it is now, some at a time."""
    stmt = (
        sa.select(_LINKS.c.id, _LINKS.c.sha256, _LINKS.c.thing_sha256, *_ENTRIES.columns)
        .outerjoin(_ENTRIES, _ENTRIES.c.id == _LINKS.c.history_entry_id)
        .order_by(_LINKS.c.id)
        .limit(_AT_ONCE)
    )
    last = -1
    while rows := session.execute(stmt.where(_LINKS.c.id > last)).all():
        links = [_sealed(number, own, thing, values) for number, own, thing, *values in rows]
        final = [link.entry for link in links if link.thing_sha256 and link.entry]
        things = _digests(session, (_thing(entry) for entry in final))
        for link in links:
            entry = link.entry
            yield replace(link, thing_now=things.get(_thing(entry), "")) if entry and things else link
        last = rows[-1][0]


def _sealed(number: int, own: str, thing: str, values: list[Any]) -> Sealed:
    entry = dict(zip(_TOLD, values, strict=True))
    return Sealed(number=number, sha256=own, thing_sha256=thing, entry=None if entry["id"] is None else entry)


def _thing(entry: Mapping[str, Any]) -> Thing:
    return entry["kind"], entry["thing_id"]


_FIRST = sa.select(sa.func.min(ChainLink.history_entry_id)).scalar_subquery()


def _unsealed(session: Session) -> Broken | None:
    """Return the first entry since the beginning of the chain that has no seal."""
    stmt = (
        sa.select(_ENTRIES)
        .outerjoin(_LINKS, _LINKS.c.history_entry_id == _ENTRIES.c.id)
        .where(_LINKS.c.id.is_(None), _ENTRIES.c.id > _FIRST)
        .order_by(_ENTRIES.c.id)
        .limit(1)
    )
    row = session.execute(stmt).mappings().one_or_none()
    return Broken(flaw=Flaw.UNSEALED, number=0, entry={**row}) if row else None


def _number_of_older(session: Session) -> int:
    is_older = sa.or_(_FIRST.is_(None), HistoryEntry.id < _FIRST)
    return session.scalar(sa.select(sa.func.count()).select_from(HistoryEntry).where(is_older)) or 0
