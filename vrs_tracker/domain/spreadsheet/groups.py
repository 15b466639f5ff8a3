"""Heads of two rows: „Förderung“ above „regional“ and „kommunal“, „2026“ above „bewilligt“ and „ausgezahlt“.

A cell of the upper row belongs to several columns if it is merged over them, or if the cells beside it are
empty while those below are not. Only columns of amounts are grouped so: what stands above others is a title.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vrs_tracker.domain.spreadsheet.amounts import unit_in
from vrs_tracker.domain.spreadsheet.columns import STAGES, Column, said_of_amounts
from vrs_tracker.domain.spreadsheet.grid import Sheet, Value, is_blank
from vrs_tracker.domain.spreadsheet.heads import (
    ROWS_SEARCHED,
    UnitElsewhere,
    find_head,
    fold_head,
    head_text,
    unit_elsewhere,
)
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

FEWEST_IN_GROUP = 2


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its last row, from 0, its first one, and what each column is called.

    `unclear` are columns, from 0, of which only the lower row is understood, and what they may mean.
    """

    last: int
    cells: list[Value]
    first: int
    unclear: Mapping[int, tuple[ColumnUse, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns, from 0, that stand together, with their joined heads; `unclear` as of the head."""

    heads: Mapping[int, str]
    unclear: Mapping[int, tuple[ColumnUse, ...]]


def head_of(sheet: Sheet, answers: Mapping[str, ColumnUse]) -> Head | None:
    """Return the head of a table, of one row or of two; None without any."""
    known = find_head(sheet.rows, answers)
    if known is None:
        pairs = (_with_row_below(sheet, first, answers) for first in range(len(sheet.rows[:ROWS_SEARCHED])))
        return next((pair for pair in pairs if pair and find_head([pair.cells], answers) is not None), None)
    below = _with_row_below(sheet, known, answers)
    if below is not None:
        return below
    above = _two_rows(sheet, known - 1, answers) if known else None
    return above or Head(known, sheet.rows[known], known)


def unit_of(sheet: Sheet, head: Head, column: Column) -> tuple[int | None, UnitElsewhere | None]:
    """Return the factor of a column, None if nothing names a unit, and where, if not in its head."""
    if column.factor is not None:
        return column.factor, None
    unit = unit_elsewhere(sheet.rows, head.first, head.last, column.index)
    return (unit.factor, unit) if unit else (None, None)


def _with_row_below(sheet: Sheet, first: int, answers: Mapping[str, ColumnUse]) -> Head | None:
    """Return a row and the one below as a head, if that one holds no amounts yet.

    All that stands there are heads of groups, or of columns that the upper row leaves open.
    """
    head = _two_rows(sheet, first, answers) if first + 1 < len(sheet.rows) else None
    if head is None:
        return None
    upper = sheet.rows[first]
    merged = {
        column
        for (top, start), (_, end) in sheet.merged
        if top == first and end > start
        for column in range(start, end + 1)
    }
    is_only_head = all(
        is_blank(cell)
        or head.cells[index] != cell
        or index >= len(upper)
        or is_blank(upper[index])
        or (index in merged and isinstance(cell, str))
        for index, cell in enumerate(sheet.rows[first + 1])
    )
    return head if is_only_head else None


def _two_rows(sheet: Sheet, first: int, answers: Mapping[str, ColumnUse]) -> Head | None:
    """Return a row and the one below as a head, if they have groups of amounts."""
    upper, lower = sheet.rows[first], sheet.rows[first + 1]
    width = max(len(upper), len(lower))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    spans = _spans(sheet, first, upper, lower)
    groups = [
        group
        for start, end in spans
        if (group := _group(upper[start], {index: lower[index] for index in range(start, end)}, answers))
    ]
    if not groups:
        return None
    cells = [above if is_blank(below) else below for above, below in zip(upper, lower, strict=True)]
    unclear: dict[int, tuple[ColumnUse, ...]] = {}
    for group in groups:
        unclear.update(group.unclear)
        for index, head in group.heads.items():
            cells[index] = head
    return Head(first + 1, cells, first, unclear)


def _spans(sheet: Sheet, first: int, upper: Sequence[Value], lower: Sequence[Value]) -> list[tuple[int, int]]:
    """Return the columns, first and behind the last, over which cells of the upper row stand together."""
    merged = {column: last + 1 for (top, column), (_, last) in sheet.merged if top == first}
    found = []
    for start, cell in enumerate(upper):
        if is_blank(cell):
            continue
        end = merged.get(start, start + 1)
        while start not in merged and end < len(upper) and is_blank(upper[end]) and not is_blank(lower[end]):
            end += 1
        if end - start >= FEWEST_IN_GROUP:
            found.append((start, min(end, len(upper))))
    return found


def _group(above: Value, below: Mapping[int, Value], answers: Mapping[str, ColumnUse]) -> _Group | None:
    """Return columns below one cell as a group of amounts; None if some of them say anything else."""
    if not all(isinstance(cell, str | float) and not is_blank(cell) for cell in (above, *below.values())):
        return None
    heads = {index: f"{head_text(above)} {head_text(cell)}" for index, cell in below.items()}
    clear = {index for index, head in heads.items() if _is_clear(fold_head(head), answers)}
    own = {index: _own_use(fold_head(head_text(below[index]))) for index in heads.keys() - clear}
    if None in own.values() or (own and unit_in(head_text(above))):
        return None
    return _Group(heads, {index: (use, ColumnUse.IGNORED) for index, use in own.items() if use})


def _is_clear(head: str, answers: Mapping[str, ColumnUse]) -> bool:
    return head in answers or said_of_amounts(head) is not None


def _own_use(head: str) -> ColumnUse | None:
    """Return what a lower head would mean alone, if it is one of amounts."""
    said = said_of_amounts(head)
    return said.use if said else ColumnUse.AMOUNT if head in STAGES else None
