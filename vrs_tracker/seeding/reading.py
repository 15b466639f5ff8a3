"""Reading the tables of `seed_data/`: UTF-8, semicolons, German amounts and dates, „ja“ and „nein“.

Every problem names file, line, column and what is expected, and all of a file are told at once. A table with
a problem stops the whole run, of which nothing is kept.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.parts import spanning
from vrs_tracker.domain.notation import list_de, quoted
from vrs_tracker.domain.parsing import parse_count, parse_date_de, parse_euro, parse_quantity
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.money import DatePrecision

SEPARATOR = "|"
"""Between several values of one cell."""

Value = TypeVar("Value")
Code = TypeVar("Code", bound=CodeList)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of a table; `expected` is a German sentence."""

    file: str
    line: int
    column: str
    expected: str

    def __str__(self) -> str:
        """Tell it in one line."""
        column = f", Spalte {quoted(self.column)}" if self.column else ""
        return f"{self.file}, Zeile {self.line}{column}: {self.expected}"


class SeedProblems(Exception):
    """The tables cannot be loaded; nothing was stored. The text lists every problem on a line of its own."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class _CellProblem(Exception):
    """A cell of the present row is not what it should be."""

    def __init__(self, column: str, expected: str) -> None:
        self.column = column
        super().__init__(expected)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table with its place; the readers of its cells raise, `read_table` collects."""

    file: str
    line: int
    cells: dict[str, str]

    def problem(self, column: str, expected: str) -> Problem:
        """Return a problem of this row, for what only the database can tell."""
        return Problem(self.file, self.line, column, expected)

    @contextmanager
    def placed(self) -> Iterator[None]:
        """Tell what is wrong with the row together with its place, be it a cell or a rule of an action.

        The columns of broken rules are the fields of the input.
        """
        try:
            yield
        except _CellProblem as cell:
            raise SeedProblems([self.problem(cell.column, str(cell))]) from None
        except RuleViolations as refusal:
            found = [self.problem(broken.field, broken.message) for broken in refusal.violations]
            raise SeedProblems(found) from None

    def known(self, column: str, found: Value | None) -> Value:
        """Return what a cell refers to; `found` None means that there is no such thing."""
        if found is None:
            raise _CellProblem(
                column, f"{quoted(self.text(column))} ist nicht bekannt. Prüfen Sie die Schreibweise."
            )
        return found

    def text(self, column: str) -> str:
        """Return the text of a cell, which may be empty."""
        return self.cells[column].strip()

    def needed(self, column: str) -> str:
        """Return the text of a cell that must not be empty."""
        text = self.text(column)
        if not text:
            raise _CellProblem(column, "Hier fehlt eine Angabe.")
        return text

    def many(self, column: str) -> tuple[str, ...]:
        """Return the values of a cell that holds several, in their order."""
        return tuple(part.strip() for part in self.text(column).split(SEPARATOR) if part.strip())

    def flag(self, column: str) -> bool:
        """Return whether a cell says „ja“."""
        text = self.text(column)
        if text not in {"ja", "nein"}:
            raise _CellProblem(column, f"Erwartet ist „ja“ oder „nein“. Eingegeben ist: {text or 'nichts'}.")
        return text == "ja"

    def euro(self, column: str) -> Decimal:
        """Return an amount in euros."""
        return self.parsed(column, parse_euro)

    def euro_or_none(self, column: str) -> Decimal | None:
        """Return an amount in euros; an empty cell is no statement, not 0."""
        return self.euro(column) if self.text(column) else None

    def quantity(self, column: str) -> Decimal:
        """Return a measured value."""
        return self.parsed(column, parse_quantity)

    def count(self, column: str) -> int:
        """Return a whole number."""
        return self.parsed(column, parse_count)

    def count_or_none(self, column: str) -> int | None:
        """Return a whole number; an empty cell is no statement, not 0."""
        return self.count(column) if self.text(column) else None

    def date(self, column: str) -> date:
        """Return a day such as 31.12.2026."""
        return self.parsed(column, parse_date_de)

    def code(self, column: str, codes: type[Code]) -> Code:
        """Return a member of a code list by its code."""
        return self._member(column, self.needed(column), codes)

    def codes(self, column: str, codes: type[Code]) -> tuple[Code, ...]:
        """Return the members of a code list that a cell names."""
        return tuple(self._member(column, part, codes) for part in self.many(column))

    def dated(self, column: str, precision: str = "precision") -> PreciseDate:
        """Return a date with its precision; a month or a year stands on its first day, an unknown on none."""
        how = self.code(precision, DatePrecision)
        if how is DatePrecision.UNKNOWN:
            if self.text(column):
                raise _CellProblem(column, "Bei „unknown“ bleibt das Datum leer.")
            return PreciseDate(None, how)
        return spanning(self.date(column), how)

    def parsed(self, column: str, parse: Callable[[str], Value]) -> Value:
        """Return what `parse` makes of a cell; its ValueError carries a German sentence."""
        try:
            return parse(self.text(column))
        except ValueError as error:
            raise _CellProblem(column, str(error)) from None

    def _member(self, column: str, text: str, codes: type[Code]) -> Code:
        try:
            return codes(text)
        except ValueError:
            allowed = list_de([member.value for member in codes])
            raise _CellProblem(column, f"{quoted(text)} ist keiner der Codes {allowed}.") from None


def read_table(
    path: Path, columns: Sequence[str], convert: Callable[[Record], Value]
) -> list[tuple[Record, Value]]:
    """Read a table of proven facts: each row with what `convert` makes of it.

    SeedProblems with the first problem of each row; a row without a source is one. `convert` may call every
    reader of `Record`.
    """
    return _read(path, (*columns, "source"), convert, needs_source=True)


def read_invented(
    path: Path, columns: Sequence[str], convert: Callable[[Record], Value]
) -> list[tuple[Record, Value]]:
    """Read a table of the demonstration, which has no sources; SeedProblems as in `read_table`."""
    return _read(path, tuple(columns), convert, needs_source=False)


def _read(
    path: Path, columns: Sequence[str], convert: Callable[[Record], Value], *, needs_source: bool
) -> list[tuple[Record, Value]]:
    found: list[tuple[Record, Value]] = []
    problems: list[Problem] = []
    for record in _records(path, columns):
        try:
            with record.placed():
                if needs_source:
                    _check_source(record)
                found.append((record, convert(record)))
        except SeedProblems as wrong:
            problems += wrong.problems
    if problems:
        raise SeedProblems(problems)
    return found


def _check_source(record: Record) -> None:
    if not record.text("source"):
        raise _CellProblem("source", "Eine Angabe ohne Quelle wird nicht geladen. Nennen Sie die Quelle.")


def _records(path: Path, columns: Sequence[str]) -> Iterator[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter=";", strict=True)
        head = next(rows, [])
        if tuple(head) != tuple(columns):
            expected = f"Erwartet sind die Spalten {list_de(columns)}."
            raise SeedProblems([Problem(path.name, 1, "", expected)])
        for cells in rows:
            if len(cells) != len(columns):
                expected = f"Erwartet sind {len(columns)} Felder, gefunden {len(cells)}."
                raise SeedProblems([Problem(path.name, rows.line_num, "", expected)])
            yield Record(path.name, rows.line_num, dict(zip(columns, cells, strict=True)))
