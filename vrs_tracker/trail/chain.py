"""Sealing the history just before the commit, and proving the chain unbroken (domain/chain.py).

Only a session that has recorded something seals, so reading costs nothing. Seals are given one after
the other, as the last thing of a transaction: whoever waits here holds nothing that another one still needs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.chain import (
    BEGINNING,
    Broken,
    ChainCheck,
    Flaw,
    Sealed,
    Thing,
    first_break,
    seal,
)
from vrs_tracker.domain.payload import checksum
from vrs_tracker.tables.history import ChainLink, HistoryEntry, SealedRows
from vrs_tracker.trail.covered import EARLIER, FINAL, changed_row, covered_by, digests, forged_row
from vrs_tracker.trail.posting import one_after_the_other

_WAITING = "vrs_tracker.unsealed"
"""Under this name a session remembers the entries it has recorded and not yet sealed."""
_AT_ONCE = 1000
_ENTRIES, _LINKS = HistoryEntry.__table__, ChainLink.__table__
_TOLD = tuple(_ENTRIES.columns.keys())


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
    things = digests(session, (_thing(values) for values in told))
    lists = _lists(session, told)
    one_after_the_other(session, ChainLink.__tablename__)
    number, previous = _head(session)
    rows = []
    listed = [{"history_entry_id": entry_id, "lines": lines} for entry_id, lines in lists.items()]
    for number, values in enumerate(told, start=number + 1):  # noqa: B020 - the numbers go on
        lines = lists.get(values["id"])
        thing = things.get(_thing(values), "") if lines is None else checksum(lines)
        previous = seal(previous, values, thing)
        rows.append(
            {"id": number, "history_entry_id": values["id"], "thing_sha256": thing, "sha256": previous}
        )
    session.execute(sa.insert(ChainLink), rows)
    if listed:
        session.execute(sa.insert(SealedRows), listed)


def _head(session: Session) -> tuple[int, str]:
    stmt = sa.select(ChainLink.id, ChainLink.sha256).order_by(ChainLink.id.desc()).limit(1)
    newest = session.execute(stmt).one_or_none()
    return (newest.id, newest.sha256) if newest else (0, BEGINNING)


def _lists(session: Session, told: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Return the lists of covered rows by the id of the entry: the last one about each thing."""
    last = {_thing(values): values for values in told}
    found = ((values["id"], covered_by(session, values)) for values in last.values())
    return {entry_id: lines for entry_id, lines in found if lines is not None}


# ---------------------------------------------------------------- checking


def check_chain(session: Session, asked: str = "") -> ChainCheck:
    """Prove the chain from its beginning; `asked` is a head that somebody kept and that must be in it."""
    held, seen = 0, ""
    is_there = False

    def passed(link: Sealed) -> None:
        nonlocal held, seen, is_there
        held, seen, is_there = held + 1, link.sha256, is_there or link.sha256 == asked

    broken = first_break(_links(session), passed) or _unsealed(session)
    if held and not broken:
        broken = changed_row(session) or forged_row(session)
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
        lists = _checksums(session, rows[0][0], rows[-1][0])
        final = [link.entry for link in links if link.thing_sha256 and link.entry]
        things = digests(session, (_thing(entry) for entry in final))
        for link in links:
            yield _with_covered(link, things, lists)
        last = rows[-1][0]


def _checksums(session: Session, first: int, last: int) -> Mapping[int, str]:
    """Return the checksums of the lists that these links cover, by the id of the entry."""
    stmt = (
        sa.select(SealedRows.history_entry_id, SealedRows.lines)
        .join(ChainLink, ChainLink.history_entry_id == SealedRows.history_entry_id)
        .where(ChainLink.id.between(first, last))
    )
    found = session.execute(stmt, execution_options={"yield_per": 1})
    return {entry_id: checksum(lines) for entry_id, lines in found}


def _with_covered(link: Sealed, things: Mapping[Thing, str], lists: Mapping[int, str]) -> Sealed:
    """Add what the link covers as it is now; only a list can be behind a digest of what is not final."""
    if not link.entry:
        return link
    listed = lists.get(int(str(link.entry["id"])))
    if listed is None and link.entry["kind"] in FINAL and link.entry["kind"] != EARLIER:
        return replace(link, thing_now=things.get(_thing(link.entry), ""))
    return replace(link, thing_now=listed or "", is_list=True)


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
