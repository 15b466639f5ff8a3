"""The rows below the head: amounts, sums, titles, blank ones.

Each value of a column is understood once, however often it stands there. Members of code lists have a slow
hash: where every row passes, they are told apart by their identity, because each is there once.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from vrs_tracker.domain.inputs.parts import BODY_LIMIT
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import count, euro
from vrs_tracker.domain.spreadsheet import cells
from vrs_tracker.domain.spreadsheet.cells import EVIDENCE_EXPECTED, NOTHING, RESOLUTION_EXPECTED, Known, Read
from vrs_tracker.domain.spreadsheet.grid import Value, is_blank
from vrs_tracker.domain.spreadsheet.heads import Column
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.lines import COLUMNS, Judge, Line
from vrs_tracker.domain.spreadsheet.problems import Trouble
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

U = ColumnUse
ERROR, WARNING, HINT = ProblemWeight

NO_AMOUNT = "In dieser Zeile fehlt der Betrag."
NO_DAY = "In dieser Zeile fehlt das Datum."
STAGE_EXPECTED = "eine Stufe in jeder Zeile, oder eine Stufe für die ganze Datei unter „Spalten“"
NO_EVIDENCE = "Die Zeile nennt keinen Beleg, obwohl der Betrag nicht nur geplant ist."
SUM_LEFT_OUT = "Summenzeile, wird nicht gebucht."

_SUM = re.compile(r"(?:zwischen|gesamt|end|teil)?summen?\b|(?:ins)?gesamt\b|total\b|übertrag\b|saldo\b|Σ|∑")
_EXPECTED = {
    U.BLOCK: cells.BLOCK_EXPECTED,
    U.AMOUNT: cells.AMOUNT_EXPECTED,
    U.DAY: cells.DAY_EXPECTED,
    U.BUDGET_YEAR: cells.YEAR_EXPECTED,
    U.EVIDENCE: RESOLUTION_EXPECTED,
}


_SLOT = {use: slot for slot, use in enumerate(ColumnUse)}
_BLOCK, _STAGE, _PAYER, _AMOUNT, _DAY, _YEAR, _LINE, _EVIDENCE, _NOTE, _ = _SLOT.values()
"""Where in a row that was read the value of each use stands."""


class Told(NamedTuple):
    """A trouble with the row, the letters of the column ("" for the whole row) and the value of the cell."""

    row: int
    column: str
    value: Value
    trouble: Trouble


class _Field(NamedTuple):
    """A column that is read: where it stands and what understands its cells."""

    slot: int
    position: int
    letters: str
    read: Callable[[Value], Read]
    known: dict[tuple[type, Value], Read]


class RowReader:
    """Understands one row after the other; `told` gives what was wrong with the last one."""

    def __init__(
        self, columns: Mapping[ColumnUse, Column], layout: Layout, known: Known, *, factor: int, today: date
    ) -> None:
        understand: dict[ColumnUse, Callable[[Value], Read]] = {
            U.BLOCK: partial(cells.read_block, known=known),
            U.STAGE: partial(cells.read_code, words=cells.STAGE_WORDS),
            U.PAYER: partial(cells.read_code, words=cells.PAYER_WORDS),
            U.AMOUNT: partial(cells.read_amount, factor=factor),
            U.DAY: cells.read_day,
            U.BUDGET_YEAR: cells.read_year,
            U.BUDGET_LINE: cells.read_line,
            U.EVIDENCE: partial(cells.read_evidence, known=known),
            U.NOTE: partial(cells.read_text, limit=BODY_LIMIT),
        }
        self.has_seen_amounts = False
        self._columns, self._layout, self._factor = columns, layout, factor
        self._fields = [
            _Field(_SLOT[use], column.index, column.letters, understand[use], {})
            for use, column in columns.items()
        ]
        self._amounts, self._days = columns[U.AMOUNT], columns[U.DAY]
        self._judge = Judge(today)
        self._told: list[Told] = []
        self._part = self._whole = 0
        self._first_rows: dict[tuple[object, ...], int] = {}
        self._hints: set[tuple[str, str]] = set()
        self._undivided: list[int] = []
        self._titles: list[int] = []
        self._without_stage: list[int] = []
        self._is_sum_known = True

    def read(self, row: int, values: list[Value]) -> Line | None:
        """Return the amount of a row; None if it has none or cannot be booked as it is."""
        amount, day = _cell(values, self._amounts.index), _cell(values, self._days.index)
        if (is_blank(amount) or is_blank(day)) and self._is_no_amount(row, values, amount, day):
            return None
        if isinstance(amount, str) and " ".join(amount.split()) == self._amounts.head:
            return None
        self.has_seen_amounts = True
        found = self._understood(row, values)
        if found is None:
            self._is_sum_known = False
            return None
        self._part += found.cents
        self._whole += found.cents
        return found if self._passes(found, values) else None

    def told(self) -> list[Told]:
        """Return what was wrong since the last call."""
        told, self._told = self._told, []
        return told

    def last_words(self) -> list[Told]:
        """Return what only all rows together show: sums of the programme, titles that were left out."""
        if self._undivided:
            number = count(len(self._undivided), "Zeile", "Zeilen")
            wrong = f"In {number} ist kein Baustein genannt: Der Betrag gilt für das Programm als Ganzes."
            column = self._columns.get(U.BLOCK)
            self._tell(self._undivided[0], column, "", Trouble(WARNING, wrong, cells.BLOCK_EXPECTED))
        if self._without_stage:
            number = count(len(self._without_stage), "Zeile", "Zeilen")
            trouble = Trouble(ERROR, f"In {number} fehlt die Stufe.", STAGE_EXPECTED)
            self._tell(self._without_stage[0], self._columns.get(U.STAGE), "", trouble)
        if self._titles:
            number = count(len(self._titles), "Zeile", "Zeilen")
            wrong = f"{number} ohne Betrag und Datum, als Überschrift gelesen."
            self._tell(self._titles[0], None, "", Trouble(HINT, wrong))
        return self.told()

    def _tell(self, row: int, column: Column | None, value: Value, trouble: Trouble) -> None:
        self._told.append(Told(row, column.letters if column else "", value, trouble))

    def _is_no_amount(self, row: int, values: list[Value], amount: Value, day: Value) -> bool:
        """Deal with rows that hold no amount with a day: blank ones, sums, titles, and what is incomplete."""
        texts = [value for value in values if not is_blank(value)]
        label = next((value for value in texts if isinstance(value, str)), "")
        if not texts:
            return True
        if is_blank(day) and not is_blank(amount):
            if _SUM.match(label.strip().casefold()):
                self._sum_row(row, amount)
                return True
            self._tell(row, self._days, "", Trouble(ERROR, NO_DAY, cells.DAY_EXPECTED))
            self.has_seen_amounts = True
            return True
        if is_blank(day) and (len(texts) == 1 or _SUM.match(label.strip().casefold())):
            self._titles.append(row)
            return True
        self.has_seen_amounts = self.has_seen_amounts or not is_blank(day)
        weight = WARNING if is_blank(day) else ERROR
        self._tell(row, self._amounts, "", Trouble(weight, NO_AMOUNT, cells.AMOUNT_EXPECTED))
        return True

    def _sum_row(self, row: int, amount: Value) -> None:
        """Compare a row of sums with the rows above it: since the last sum, or since the head."""
        stated = cells.read_amount(amount, self._factor).value
        part, self._part = self._part, 0
        if not self._is_sum_known or stated in (None, part, self._whole):
            self._tell(row, self._amounts, amount, Trouble(HINT, SUM_LEFT_OUT))
            return
        reached = euro(from_cents(part or self._whole))
        wrong = f"{SUM_LEFT_OUT} Die Zeilen darüber ergeben {reached}."
        self._tell(row, self._amounts, amount, Trouble(WARNING, wrong, "eine Summe, die stimmt"))

    def _understood(self, row: int, values: list[Value]) -> Line | None:
        found: list[Any] = [None] * len(_SLOT)
        is_whole = True
        for slot, index, column, read, known in self._fields:
            value = values[index] if index < len(values) else ""
            if value == "":
                continue
            key = value.__class__, value
            answer = known.get(key)
            if answer is None:
                answer = known[key] = NOTHING if is_blank(value) else read(value)
            if answer.trouble is not None:
                is_whole = self._weigh(Told(row, column, value, answer.trouble)) and is_whole
            found[slot] = answer.value
        if found[_STAGE] is None:
            found[_STAGE] = self._layout.stage
        if found[_STAGE] is None and is_whole:
            self._without_stage.append(row)
            return None
        return _line(row, found, self._layout.payer) if is_whole else None

    def _weigh(self, told: Told) -> bool:
        """Tell a trouble, the same hint of a column once only; False for an error."""
        if told.trouble.weight is HINT:
            case = told.column, told.trouble.wrong
            if case in self._hints:
                return True
            self._hints.add(case)
        self._told.append(told)
        return told.trouble.weight is not ERROR

    def _passes(self, line: Line, values: list[Value]) -> bool:
        """Judge a whole line: the rules of a single booking, evidence, repetitions."""
        violations = self._judge.violations(line)
        for violation in violations:
            use = COLUMNS.get(violation.field)
            column = self._columns.get(use) if use else None
            value = _cell(values, column.index) if column else ""
            expected = _EXPECTED.get(use, "") if use else ""
            self._tell(line.row, column, value, Trouble(ERROR, violation.message, expected))
        if violations:
            return False
        if not line.document and line.resolution_id is None and line.stage is not Stage.PLANNED:
            self._tell(
                line.row, self._columns.get(U.EVIDENCE), "", Trouble(WARNING, NO_EVIDENCE, EVIDENCE_EXPECTED)
            )
        if line.block_id is None and is_blank(self._value_of(U.BLOCK, values)):
            self._undivided.append(line.row)
        first = self._first_rows.setdefault(_content(line), line.row)
        if first != line.row:
            wrong = f"Diese Zeile sagt dasselbe wie Zeile {first}."
            self._tell(line.row, None, "", Trouble(WARNING, wrong, "jeder Betrag einmal"))
        return True

    def _value_of(self, use: ColumnUse, values: list[Value]) -> Value:
        column = self._columns.get(use)
        return _cell(values, column.index) if column else ""


def _cell(values: list[Value], index: int) -> Value:
    return values[index] if index < len(values) else ""


def _line(row: int, found: list[Any], payer: Payer) -> Line:
    document, resolution = found[_EVIDENCE] or ("", None)
    return Line(
        row=row,
        block_id=found[_BLOCK] or None,
        stage=found[_STAGE],
        payer=found[_PAYER] or payer,
        cents=found[_AMOUNT],
        day=found[_DAY],
        budget_year=found[_YEAR],
        budget_line=found[_LINE] or "",
        document=document,
        resolution_id=resolution,
        note=found[_NOTE] or "",
    )


def _content(line: Line) -> tuple[object, ...]:
    """Return what a line says, without its place, so that repetitions are found."""
    day = line.day.day, id(line.day.precision)
    return (line.block_id, id(line.stage), id(line.payer), line.cents, *day, *line[6:])
