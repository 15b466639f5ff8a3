"""A sheet as it was read: rows of values, and how its cells are called and shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from vrs_tracker.domain.notation import date_de, number

Value = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one holds the empty text."""
Rows = list[list[Value]]
Area = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of what is merged, each as row and column from 0."""

_LETTERS = 26
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet from its cell A1 on; `merged` are areas that show one value, that of their first cell."""

    name: str
    rows: Rows
    merged: Sequence[Area] = ()


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is "A", 26 is "AA"."""
    found = ""
    left = column + 1
    while left:
        left, letter = divmod(left - 1, _LETTERS)
        found = chr(ord("A") + letter) + found
    return found


def column_of(letters: str) -> int:
    """Return the column, from 0, that letters stand for."""
    found = 0
    for letter in letters:
        found = found * _LETTERS + ord(letter) - ord("A") + 1
    return found - 1


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return isinstance(value, str) and not value.strip()


def shown(value: Value) -> str:
    """Write a value for the person who looks for its cell: at most 60 characters on one line."""
    text = " ".join(_text(value).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _text(value: Value) -> str:
    match value:
        case str():
            return "".join(char if char.isprintable() else " " for char in value[: _LONGEST_SHOWN * 2])
        case bool():
            return "WAHR" if value else "FALSCH"
        case int() | float():
            return _number(value)
        case date():
            return date_de(value)
        case _:
            return str(value)


def _number(value: float) -> str:
    exact = Decimal(repr(value))
    return number(exact) if exact.is_finite() else repr(value)


def with_merged(sheet: Sheet, below: int, columns: Sequence[int]) -> Rows:
    """Return the rows with the value of each merged area in all of its rows, from row `below` on.

    People merge a name over the rows that belong to it. Only the given columns are filled, and what stood in
    the sheet is left as it is.
    """
    areas = [area for area in sheet.merged if area[1][0] > area[0][0] >= below and area[0][1] in columns]
    if not areas:
        return sheet.rows
    rows = list(sheet.rows)
    for (first, column), (last, _) in areas:
        value = rows[first][column]
        for index in range(first + 1, min(last + 1, len(rows))):
            rows[index] = [*rows[index][:column], value, *rows[index][column + 1 :]]
    return rows
