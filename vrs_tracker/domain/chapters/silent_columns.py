"""Columns in which no cell says anything leave a table and become one sentence of its note (users.md 1.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from vrs_tracker.domain.document import Row, RowKind, Table
from vrs_tracker.domain.notation import NO_STATEMENT


def without_silent_columns(table: Table, words: Mapping[str, str] = MappingProxyType({})) -> Table:
    """Return the table without columns in which every cell is „keine Angabe“; the note names them.

    `words` says what a head stands for where it does not explain itself.
    """
    rows = [row for row in table.rows if row.kind is not RowKind.GROUP]
    silent = [
        index
        for index in range(1, len(table.columns))
        if all(row.cells[index] == NO_STATEMENT for row in rows)
    ]
    if not silent:
        return table
    heads = [table.columns[index].head for index in silent]
    named = ", ".join(words.get(head, head) for head in heads)
    return replace(
        table,
        columns=tuple(column for index, column in enumerate(table.columns) if index not in silent),
        rows=tuple(_narrowed(row, silent) for row in table.rows),
        note=" ".join(part for part in (f"{named}: {NO_STATEMENT}.", table.note) if part),
    )


def _narrowed(row: Row, silent: Sequence[int]) -> Row:
    if row.kind is RowKind.GROUP:
        return row
    return replace(row, cells=tuple(cell for index, cell in enumerate(row.cells) if index not in silent))
