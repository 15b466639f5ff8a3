"""Which rows a seal covers, and whether they still are what was sealed (domain/chain.py).

An entry covers the final row that it tells of and the rows that belong to it: the amounts of a file, the
parts of the motion, the roles of an account. Where there are such rows, their digests are kept as a list, and
the seal covers the list.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.chain import Broken, Flaw, Thing, digest, line_of, thing_in
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import ChainLink, HistoryEntry, SealedRows
from vrs_tracker.tables.protection import PROTECTED

_AT_ONCE = 1000
_FEW = 20
"""So many rows are read ahead where one may hold a whole file or report."""
_NOT_TOLD = frozenset({"chain_link", "history_entry", "sealed_rows"})
"""The chain itself."""
FINAL: Mapping[str, str] = {item.table: item.condition.replace("OLD.", "") for item in PROTECTED}
"""Which rows never change again: those that a trigger keeps."""
STANDING = frozenset({"role_grant"})
"""Rows that may change, if their owner's history tells it: the newest list of the owner holds for them."""
PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "account": (("role_grant", "account_id"),),
    "block": (("baseline_row", "block_id"),),
    "budget_block": (("lifting_competence", "budget_block_id"),),
    "money_import": (("funding_entry", "import_id"),),
    "motion": (("mandate", "motion_id"), ("motion_statement", "motion_id"), ("signatory", "motion_id")),
    "snapshot": (("withheld_annex", "snapshot_id"),),
}
"""Rows that belong to the thing of an entry, each with the column that names it."""
EARLIER = "sealed_rows"
"""An entry about these covers all final rows without seal: what was there when the seals of rows began."""


def digests(session: Session, things: Iterable[Thing]) -> dict[Thing, str]:
    """Return the digests of those of the rows that are final, or whose changes are told by their owner."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for kind, thing_id in things:
        if kind in FINAL or kind in STANDING:
            wanted[kind].add(thing_id)
    found: dict[Thing, str] = {}
    for kind, ids in wanted.items():
        numbers = iter(sorted(ids))
        while some := tuple(islice(numbers, _AT_ONCE)):
            found.update(_digests_where(session, kind, Base.metadata.tables[kind].c.id.in_(some)))
    return found


def _digests_where(session: Session, kind: str, where: sa.ColumnElement[bool]) -> Iterator[tuple[Thing, str]]:
    """Yield the digests of the rows of a table in the order of their ids."""
    table = Base.metadata.tables[kind]
    stmt = sa.select(table).where(where, _is_final(kind)).order_by(table.c.id)
    names = tuple(table.columns.keys())
    for row in session.execute(stmt, execution_options={"yield_per": _read_ahead(table)}):
        values = dict(zip(names, row, strict=True))
        yield (kind, values["id"]), digest(values)


def _read_ahead(table: sa.Table) -> int:
    """Files and frozen reports are read few at a time."""
    is_large = "payload" in table.columns or any(
        isinstance(column.type, sa.LargeBinary) for column in table.columns
    )
    return _FEW if is_large else _AT_ONCE


def _is_final(kind: str) -> sa.TextClause:
    return sa.text(FINAL.get(kind) or "1 = 1")


# ---------------------------------------------------------------- sealing


def covered_by(session: Session, entry: Mapping[str, Any]) -> str | None:
    """Return the list of the rows that an entry covers beside its thing; None if it needs none.

    What an earlier list of the same thing holds is not listed again, but for roles, which may have changed.
    """
    kind, thing_id = entry["kind"], entry["thing_id"]
    if kind == EARLIER:
        final = (thing for thing in rows_without_seal(session) if thing[0] not in STANDING)
        return _listed(digests(session, final).items())
    parts = PARTS.get(kind, ())
    if not parts:
        return None
    known = _in_earlier_lists(session, kind, thing_id)
    rows = [
        (thing, sha256)
        for table, owner in parts
        for thing, sha256 in _digests_where(session, table, Base.metadata.tables[table].c[owner] == thing_id)
        if table in STANDING or thing not in known
    ]
    has_standing = any(table in STANDING for table, _ in parts)
    return _listed((*digests(session, [(kind, thing_id)]).items(), *rows)) if rows or has_standing else None


def _listed(rows: Iterable[tuple[Thing, str]]) -> str:
    return "\n".join(line_of(thing, sha256) for thing, sha256 in rows)


def _in_earlier_lists(session: Session, kind: str, thing_id: int) -> frozenset[Thing]:
    stmt = (
        sa.select(SealedRows.lines)
        .join(HistoryEntry, HistoryEntry.id == SealedRows.history_entry_id)
        .where(HistoryEntry.kind == kind, HistoryEntry.thing_id == thing_id)
    )
    lists = session.scalars(stmt)
    return frozenset(thing_in(line)[0] for lines in lists for line in lines.splitlines())


# ---------------------------------------------------------------- checking


def changed_row(session: Session) -> Broken | None:
    """Return the first row of a list that is not what was sealed, with the entry that covers it."""
    stmt = (
        sa.select(SealedRows.lines, *HistoryEntry.__table__.columns)
        .join(HistoryEntry, HistoryEntry.id == SealedRows.history_entry_id)
        .order_by(SealedRows.id)
    )
    newest: dict[Thing, tuple[Mapping[str, Any], dict[Thing, str]]] = {}
    with session.execute(stmt, execution_options={"yield_per": 1}) as found:
        for row in found.mappings():
            entry = {name: value for name, value in row.items() if name != "lines"}
            listed = dict(thing_in(line) for line in row["lines"].splitlines())
            standing = {thing: sha256 for thing, sha256 in listed.items() if thing[0] in STANDING}
            newest[entry["kind"], entry["thing_id"]] = entry, standing
            final = {thing: sha256 for thing, sha256 in listed.items() if thing not in standing}
            if broken := _first_changed(session, entry, final):
                return broken
    return next(filter(None, (_first_changed(session, *last) for last in newest.values())), None)


def _first_changed(session: Session, entry: Mapping[str, Any], listed: Mapping[Thing, str]) -> Broken | None:
    now = digests(session, listed)
    for thing, sha256 in listed.items():
        if now.get(thing) != sha256:
            return Broken(flaw=Flaw.ROW, number=0, entry=entry, thing_is_gone=thing not in now, row=thing)
    return None


def forged_row(session: Session) -> Broken | None:
    """Return the first final row or role that no seal covers: it came in past the application."""
    row = next(rows_without_seal(session), None)
    return Broken(flaw=Flaw.FORGED, number=0, entry=None, row=row) if row else None


def rows_without_seal(session: Session) -> Iterator[Thing]:
    """Yield the final rows and roles that neither an entry of their own nor a list covers."""
    listed = _all_listed(session)
    for kind in sorted({*FINAL, *STANDING} - _NOT_TOLD):
        table = Base.metadata.tables[kind]
        has_seal = (
            sa.exists()
            .where(HistoryEntry.kind == kind, HistoryEntry.thing_id == table.c.id)
            .where(ChainLink.history_entry_id == HistoryEntry.id, ChainLink.thing_sha256 != "")
        )
        stmt = sa.select(table.c.id).where(_is_final(kind), ~has_seal).order_by(table.c.id)
        yield from ((kind, row_id) for row_id in session.scalars(stmt).all() if row_id not in listed[kind])


def _all_listed(session: Session) -> Mapping[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for lines in session.scalars(sa.select(SealedRows.lines), execution_options={"yield_per": 1}):
        for line in lines.splitlines():
            (kind, row_id), _ = thing_in(line)
            found[kind].add(row_id)
    return found
