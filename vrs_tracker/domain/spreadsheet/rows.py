"""The rows below the head: amounts, sums, titles, blank ones.

Members of code lists have a slow hash: where every row passes, they are told apart by their identity, because
each is there once.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import count, euro
from vrs_tracker.domain.spreadsheet import cells, fields
from vrs_tracker.domain.spreadsheet.cells import EVIDENCE_EXPECTED, RESOLUTION_EXPECTED, Known
from vrs_tracker.domain.spreadsheet.columns import Column
from vrs_tracker.domain.spreadsheet.grid import Value, is_blank
from vrs_tracker.domain.spreadsheet.heads import head_text
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.lines import COLUMNS, Judge, Line
from vrs_tracker.domain.spreadsheet.problems import Trouble
from vrs_tracker.domain.vocabulary.money import Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

U = ColumnUse
ERROR, WARNING, HINT = ProblemWeight

NO_AMOUNT = "In dieser Zeile fehlt der Betrag."
NO_DAY = "In dieser Zeile fehlt das Datum."
STAGE_EXPECTED = "eine Stufe in jeder Zeile, oder eine Stufe für die ganze Datei unter „Spalten“"
NO_EVIDENCE = "Die Zeile nennt keinen Beleg, obwohl der Betrag nicht nur geplant ist."
SUM_LEFT_OUT = "Summenzeile, wird nicht gebucht."
RIGHT_SUM = "eine Summe, die stimmt"

_SUM = re.compile(r"(?:zwischen|gesamt|end|teil)?summen?\b|(?:ins)?gesamt\b|total\b|übertrag\b|saldo\b|Σ|∑")
_EXPECTED = {
    U.BLOCK: cells.BLOCK_EXPECTED,
    U.AMOUNT: cells.AMOUNT_EXPECTED,
    U.DAY: cells.DAY_EXPECTED,
    U.BUDGET_YEAR: cells.YEAR_EXPECTED,
    U.EVIDENCE: RESOLUTION_EXPECTED,
}


class Told(NamedTuple):
    """A trouble with the row, the letters of the column ("" for the whole row) and the value of the cell."""

    row: int
    column: str
    value: Value
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Amounts:
    """The columns of amounts, and those that add them up; the factor of each is that of its unit."""

    parts: Sequence[Column]
    sums: Sequence[Column] = ()

    @property
    def are_several(self) -> bool:
        """Whether a row may hold several amounts; then an empty cell is none of them."""
        return len(self.parts) > 1

    def added_up(self) -> Sequence[tuple[Column, tuple[int, ...]]]:
        """Return for each column of sums which parts it adds up: all, or those of its payer or year."""
        return [
            (
                each,
                tuple(
                    place
                    for place, part in enumerate(self.parts)
                    if each.payer in (None, part.payer) and each.year in (None, part.year)
                ),
            )
            for each in self.sums
        ]


class RowReader:
    """Understands one row after the other; `told` gives what was wrong with the last one."""

    def __init__(
        self,
        columns: Mapping[ColumnUse, Column],
        amounts: Amounts,
        layout: Layout,
        known: Known,
        *,
        today: date,
    ) -> None:
        self.has_seen_amounts = False
        self._columns, self._layout = columns, layout
        self._parts, self._is_wide = amounts.parts, amounts.are_several
        self._fields = fields.fields_of(columns, amounts.parts, known)
        self._letters = [part.letters if self._is_wide else "" for part in amounts.parts]
        self._added_up = amounts.added_up()
        self._days = columns.get(U.DAY)
        places = [each.index for each in (*columns.values(), *amounts.parts, *amounts.sums)]
        self._width = 1 + max(places)
        self._judge = Judge(today)
        self._told: list[Told] = []
        self._nothing: list[Any] = [None] * (fields.WIDTH + len(self._parts))
        self._part, self._whole = [0] * len(self._parts), [0] * len(self._parts)
        self._first_rows: dict[tuple[object, ...], int] = {}
        self._hints: set[tuple[str, str]] = set()
        self._undivided: list[int] = []
        self._titles: list[int] = []
        self._without_stage: list[int] = []
        self._is_sum_known = True

    def read(self, row: int, values: list[Value]) -> Sequence[Line]:
        """Return the amounts of a row; none if it has none or cannot be booked as it is."""
        if len(values) < self._width:
            values = [*values, *[""] * (self._width - len(values))]
        has_amount = self._has_amount(values)
        has_day = self._days is not None and not is_blank(values[self._days.index])
        if not (has_amount and has_day) and self._is_no_amount(
            row, values, has_amount=has_amount, has_day=has_day
        ):
            return ()
        if self._is_head(values):
            return ()
        self.has_seen_amounts = True
        found = self._understood(row, values)
        if found is None:
            self._is_sum_known = False
            return ()
        lines = []
        for number, cents in enumerate(found[fields.WIDTH :]):
            if cents is not None:
                self._part[number] += cents
                self._whole[number] += cents
                lines.append(self._line(row, found, number, cents))
        for column, places in self._added_up:
            self._compare(row, column, sum([found[fields.WIDTH + place] or 0 for place in places]), values)
        return lines if not lines or self._passes(lines, values) else ()

    def _has_amount(self, values: list[Value]) -> bool:
        for part in self._parts:  # noqa: SIM110 - a generator for each row takes twice as long
            if not self._is_empty(values[part.index]):
                return True
        return False

    def _is_empty(self, value: Value) -> bool:
        """Whether a cell holds no amount; where a row has several, a dash stands for none."""
        if not isinstance(value, str):
            return False
        text = value.strip()
        return not text or (self._is_wide and text in fields.DASHES)

    def _is_head(self, values: list[Value]) -> bool:
        """Whether the row repeats the head, as tables do at the top of each page."""
        first = values[self._parts[0].index]
        if not (self._is_wide or isinstance(first, str)) or head_text(first) != self._parts[0].head:
            return False
        return all(head_text(values[part.index]) == part.head for part in self._parts[1:])

    def _line(self, row: int, found: list[Any], number: int, cents: int) -> Line:
        part, (document, resolution) = self._parts[number], found[fields.EVIDENCE] or ("", None)
        return Line(
            row,
            found[fields.BLOCK] or None,
            found[fields.STAGE],
            part.payer or found[fields.PAYER] or self._layout.payer,
            cents,
            found[fields.DAY],
            part.year or found[fields.YEAR],
            found[fields.LINE] or "",
            document,
            resolution,
            found[fields.NOTE] or "",
            self._letters[number],
        )

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

    def _is_no_amount(self, row: int, values: list[Value], *, has_amount: bool, has_day: bool) -> bool:
        """Deal with rows that hold no amount with a day: blank ones, sums, titles, and what is incomplete."""
        texts = [value for value in values if not is_blank(value)]
        label = next((value for value in texts if isinstance(value, str)), "")
        if not texts:
            return True
        if has_amount:
            if is_sum(label):
                self._sum_row(row, values)
                return True
            if self._layout.day is not None:
                return False
            self._tell(row, self._days, "", Trouble(ERROR, NO_DAY, cells.DAY_EXPECTED))
            self.has_seen_amounts = True
            return True
        if not has_day and (len(texts) == 1 or is_sum(label)):
            self._titles.append(row)
            return True
        self.has_seen_amounts = self.has_seen_amounts or has_day
        weight = ERROR if has_day and not self._is_wide else WARNING
        self._tell(row, self._parts[0], "", Trouble(weight, NO_AMOUNT, cells.AMOUNT_EXPECTED))
        return True

    def _sum_row(self, row: int, values: list[Value]) -> None:
        """Compare a row of sums with the rows above it: since the last sum, or since the head."""
        part, self._part = self._part, [0] * len(self._parts)
        own = [(column, (place,)) for place, column in enumerate(self._parts)]
        stated = [(column, places) for column, places in (*own, *self._added_up) if places]
        wrong = [each for each in stated if self._is_wrong_sum(row, values, *each, part)]
        if not wrong:
            first = next(each for each in self._parts if not self._is_empty(values[each.index]))
            self._tell(row, first, values[first.index], Trouble(HINT, SUM_LEFT_OUT))

    def _is_wrong_sum(
        self, row: int, values: list[Value], column: Column, places: Sequence[int], part: Sequence[int]
    ) -> bool:
        value = values[column.index]
        if self._is_empty(value) or not self._is_sum_known:
            return False
        stated = cells.read_balance(value, column.factor or 1).value
        since, whole = (sum(cents[place] for place in places) for cents in (part, self._whole))
        if stated in (None, since, whole):
            return False
        wrong = f"{SUM_LEFT_OUT} Die Zeilen darüber ergeben {euro(from_cents(since or whole))}."
        self._tell(row, column, value, Trouble(WARNING, wrong, RIGHT_SUM))
        return True

    def _compare(self, row: int, column: Column, reached: int, values: list[Value]) -> None:
        """Compare what a column of sums says with the cents that its row comes to."""
        value = values[column.index]
        if self._is_empty(value):
            return
        stated = cells.read_balance(value, column.factor or 1)
        if stated.trouble is not None:
            self._tell(row, column, value, stated.trouble._replace(weight=WARNING))
        elif isinstance(stated.value, int) and stated.value != reached:
            said, own = euro(from_cents(stated.value)), euro(from_cents(reached))
            wrong = f"Als Summe steht hier {said}. Die Beträge der Zeile ergeben {own}."
            self._tell(row, column, value, Trouble(WARNING, wrong, RIGHT_SUM))

    def _understood(self, row: int, values: list[Value]) -> list[Any] | None:
        """Return what a row says, its amounts last; None if it cannot be booked as it is."""
        found = self._nothing.copy()
        is_whole = True
        for slot, place, column, said in self._fields:
            value = values[place]
            answer = said[value]
            if answer.trouble is not None:
                is_whole = self._weigh(Told(row, column, value, answer.trouble)) and is_whole
            found[slot] = answer.value
        if found[fields.STAGE] is None:
            found[fields.STAGE] = self._layout.stage
        if found[fields.DAY] is None:
            found[fields.DAY] = self._layout.day
        if found[fields.STAGE] is None and is_whole:
            self._without_stage.append(row)
            return None
        return found if is_whole else None

    def _weigh(self, told: Told) -> bool:
        """Tell a trouble, the same hint of a column once only; False for an error."""
        if told.trouble.weight is HINT:
            case = told.column, told.trouble.wrong
            if case in self._hints:
                return True
            self._hints.add(case)
        self._told.append(told)
        return told.trouble.weight is not ERROR

    def _passes(self, lines: Sequence[Line], values: list[Value]) -> bool:
        """Judge the lines of a row: the rules of a single booking, evidence, repetitions."""
        line = lines[0]
        violations = self._judge.violations(line)
        for violation in violations:
            use = COLUMNS.get(violation.field)
            column = self._columns.get(use) if use else None
            value = values[column.index] if column else ""
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
        before = [self._first_rows.setdefault(_content(each), line.row) for each in lines]
        if before[0] != line.row and before.count(before[0]) == len(before):
            wrong = f"Diese Zeile sagt dasselbe wie Zeile {before[0]}."
            self._tell(line.row, None, "", Trouble(WARNING, wrong, "jeder Betrag einmal"))
        return True

    def _value_of(self, use: ColumnUse, values: list[Value]) -> Value:
        column = self._columns.get(use)
        return values[column.index] if column else ""


def is_sum(label: str) -> bool:
    """Whether a row is called a sum of others."""
    return _SUM.match(label.strip().casefold()) is not None


def _content(line: Line) -> tuple[object, ...]:
    """Return what a line says, without its row and column, so that repetitions are found."""
    day = line.day.day, id(line.day.precision)
    return (line.block_id, id(line.stage), id(line.payer), line.cents, *day, *line[6:-1])
