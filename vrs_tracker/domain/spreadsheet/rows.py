"""The rows below the head: amounts, sums, titles, blank ones.

Members of code lists have a slow hash: where every row passes, they are told apart by their identity, because
each is there once.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.notation import count
from vrs_tracker.domain.spreadsheet import cells, fields
from vrs_tracker.domain.spreadsheet.cells import EVIDENCE_EXPECTED, RESOLUTION_EXPECTED, Known
from vrs_tracker.domain.spreadsheet.columns import Column
from vrs_tracker.domain.spreadsheet.grid import Value, is_blank
from vrs_tracker.domain.spreadsheet.heads import head_text
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.lines import COLUMNS, Judge, Line
from vrs_tracker.domain.spreadsheet.problems import Told, Trouble
from vrs_tracker.domain.spreadsheet.totals import Amounts, Totals, is_empty, is_sum
from vrs_tracker.domain.vocabulary.money import Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

U = ColumnUse
ERROR, WARNING, HINT = ProblemWeight

NO_AMOUNT = "In dieser Zeile fehlt der Betrag."
NO_DAY = "In dieser Zeile fehlt das Datum."
STAGE_EXPECTED = "eine Stufe in jeder Zeile, oder eine Stufe für die ganze Datei unter „Spalten“"
NO_EVIDENCE = "Die Zeile nennt keinen Beleg, obwohl der Betrag nicht nur geplant ist."

_ONLY_PLANNED = {id(Stage.PLANNED)}
_EXPECTED = {
    U.BLOCK: cells.BLOCK_EXPECTED,
    U.AMOUNT: cells.AMOUNT_EXPECTED,
    U.DAY: cells.DAY_EXPECTED,
    U.BUDGET_YEAR: cells.YEAR_EXPECTED,
    U.EVIDENCE: RESOLUTION_EXPECTED,
}


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
        self._heads = amounts.repeated()
        self._numbers = {float(head[0]) for head in self._heads if self._is_wide and head[0].isdigit()}
        self._has_stages = any(part.stage is not None for part in amounts.parts)
        self._letters = [part.letters if self._is_wide else "" for part in amounts.parts]
        self._totals = Totals(amounts)
        self._since, self._whole = self._totals.since, self._totals.whole
        self._added_up = self._totals.added_up
        self._days = columns.get(U.DAY)
        places = [
            each.index for each in (*columns.values(), *amounts.parts, *amounts.sums, *amounts.left_out)
        ]
        self._width = 1 + max(places)
        self._judge = Judge(today)
        self._told: list[Told] = []
        self._nothing: list[Any] = [None] * (fields.WIDTH + len(self._parts))
        self._first_rows: dict[tuple[object, ...], int] = {}
        self._hints: set[tuple[str, str]] = set()
        self._undivided: list[int] = []
        self._titles: list[int] = []
        self._without_stage: list[int] = []

    def read(self, row: int, values: list[Value]) -> Sequence[Line]:
        """Return the amounts of a row; none if it has none or cannot be booked as it is."""
        if len(values) < self._width:
            values = [*values, *[""] * (self._width - len(values))]
        if self._is_head(values):
            return ()
        has_amount = self._has_amount(values)
        has_day = self._days is not None and not is_blank(values[self._days.index])
        if not (has_amount and has_day) and self._is_no_amount(
            row, values, has_amount=has_amount, has_day=has_day
        ):
            return ()
        self.has_seen_amounts = True
        found = self._understood(row, values)
        if found is None:
            self._totals.are_known = False
            return ()
        lines = []
        for number, cents in enumerate(found[fields.WIDTH :]):
            if cents is not None:
                self._since[number] += cents
                self._whole[number] += cents
                lines.append(self._line(row, found, number, cents))
        for column, places in self._added_up:
            reached = sum([found[fields.WIDTH + place] or 0 for place in places])
            self._told.extend(self._totals.compared(row, column, reached, values))
        return lines if not lines or self._passes(lines, values) else ()

    def _has_amount(self, values: list[Value]) -> bool:
        for part in self._parts:  # noqa: SIM110 - a generator for each row takes twice as long
            if not is_empty(values[part.index], is_wide=self._is_wide):
                return True
        return False

    def _is_head(self, values: list[Value]) -> bool:
        """Whether the row repeats the head, as tables do at the top of each page."""
        first = values[self._parts[0].index]
        if first not in self._numbers if isinstance(first, float) else not isinstance(first, str):
            return False
        return tuple(head_text(values[part.index]) for part in self._parts) in self._heads

    def _line(self, row: int, found: list[Any], number: int, cents: int) -> Line:
        part, (document, resolution) = self._parts[number], found[fields.EVIDENCE] or ("", None)
        return Line(
            row,
            found[fields.BLOCK] or None,
            part.stage or found[fields.STAGE],
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

    def told(self) -> Sequence[Told]:
        """Return what was wrong since the last call."""
        if not self._told:
            return ()
        told, self._told = self._told, []
        return told

    def last_words(self) -> Sequence[Told]:
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
                self._told.extend(self._totals.of_row(row, values))
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
        if found[fields.STAGE] is None and is_whole and self._needs_stage(found):
            self._without_stage.append(row)
            return None
        return found if is_whole else None

    def _needs_stage(self, found: list[Any]) -> bool:
        """Whether an amount of a row without stage stands in a column whose head names none."""
        return any(
            part.stage is None and found[fields.WIDTH + number] is not None
            for number, part in enumerate(self._parts)
        )

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
        violations = self._violations(lines)
        for violation in violations:
            use = COLUMNS.get(violation.field)
            column = self._columns.get(use) if use else None
            value = values[column.index] if column else ""
            expected = _EXPECTED.get(use, "") if use else ""
            self._tell(line.row, column, value, Trouble(ERROR, violation.message, expected))
        if violations:
            return False
        is_proven = line.document or line.resolution_id is not None
        if not is_proven and {id(each.stage) for each in lines} != _ONLY_PLANNED:
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

    def _violations(self, lines: Sequence[Line]) -> Collection[Violation]:
        """Return what the rules of a single booking say of a row; its amounts may differ in their stages."""
        if not self._has_stages:
            return self._judge.violations(lines[0])
        return dict.fromkeys(each for line in lines for each in self._judge.violations(line))

    def _value_of(self, use: ColumnUse, values: list[Value]) -> Value:
        column = self._columns.get(use)
        return values[column.index] if column else ""


def _content(line: Line) -> tuple[object, ...]:
    """Return what a line says, without its row and column, so that repetitions are found."""
    day = line.day.day, id(line.day.precision)
    return (line.block_id, id(line.stage), id(line.payer), line.cents, *day, *line[6:-1])
