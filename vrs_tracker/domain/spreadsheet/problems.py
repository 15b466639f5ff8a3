"""What is wrong in a file: where, with what value, why, and what was expected instead."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from vrs_tracker.domain.notation import count, list_de
from vrs_tracker.domain.spreadsheet.grid import Value
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight


class Trouble(NamedTuple):
    """What is wrong with a value, wherever it stands."""

    weight: ProblemWeight
    wrong: str
    expected: str = ""


class Told(NamedTuple):
    """A trouble with the row, the letters of the column ("" for the whole row) and the value of the cell."""

    row: int
    column: str
    value: Value
    trouble: Trouble


class Problem(NamedTuple):
    """A trouble at its place; `row` counts from 1, and is 0 for a whole sheet; `column` is "" for a row."""

    weight: ProblemWeight
    sheet: str
    row: int
    column: str
    value: str
    wrong: str
    expected: str

    @property
    def cell(self) -> str:
        """The address of the cell, "C7"; "" for a whole row or sheet."""
        return f"{self.column}{self.row}" if self.column and self.row else ""

    @property
    def place(self) -> str:
        """Where to look, in words."""
        if self.cell:
            return f"Zelle {self.cell}"
        if self.row:
            return f"Zeile {self.row}"
        return f"Spalte {self.column}" if self.column else "ganze Tabelle"


def at(trouble: Trouble, *, sheet: str, row: int = 0, column: str = "", value: str = "") -> Problem:
    """Put a trouble to its place."""
    return Problem(trouble.weight, sheet, row, column, value, trouble.wrong, trouble.expected)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems as people work them off: the heavy ones first, then by row and column."""
    weights = list(ProblemWeight)
    return tuple(
        sorted(
            problems,
            key=lambda each: (weights.index(each.weight), each.row, len(each.column), each.column),
        )
    )


def problems_text(problems: Iterable[Problem]) -> str:
    """Write problems as they are kept with a file that is booked."""
    return json.dumps(list(problems), ensure_ascii=False)


def problems_of_text(text: str | None) -> tuple[Problem, ...]:
    """Read what was kept; nothing for a file of which nothing is."""
    return tuple(Problem(ProblemWeight(weight), *rest) for weight, *rest in json.loads(text or "[]"))


def counted(numbers: Counter[ProblemWeight]) -> str:
    """Say how many problems there are of each weight."""
    words = {
        ProblemWeight.ERROR: ("Fehler", "Fehler"),
        ProblemWeight.WARNING: ("Warnung", "Warnungen"),
        ProblemWeight.HINT: ("Hinweis", "Hinweise"),
    }
    found = [count(numbers[weight], *words[weight]) for weight in ProblemWeight if numbers[weight]]
    return list_de(found) if found else "keine Auffälligkeiten"
