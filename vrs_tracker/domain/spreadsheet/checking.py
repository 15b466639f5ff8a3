"""The check of one sheet: which rows are amounts, and everything that is wrong, at its cell.

Nothing is guessed: a row that is left out is named, and one error keeps the whole file from being booked.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vrs_tracker.domain.notation import number, quoted
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.grid import Rows, Sheet, letters, shown, with_merged
from vrs_tracker.domain.spreadsheet.heads import (
    Column,
    UnitElsewhere,
    find_head,
    has_unit_row,
    understood,
    unit_elsewhere,
)
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.lines import Line
from vrs_tracker.domain.spreadsheet.problems import Problem, Trouble, at
from vrs_tracker.domain.spreadsheet.rows import RowReader
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

MOST_LINES = 50_000
MOST_PROBLEMS = 2_000
"""So many problems are told one by one; of all others there is the number."""
STEP = 5_000
"""After so many rows the check says how far it is."""
U = ColumnUse
NEEDED = (U.AMOUNT, U.DAY)

NO_HEAD = "In den ersten 40 Zeilen steht keine Kopfzeile."
NO_HEAD_EXPECTED = "eine Zeile mit Spaltenköpfen wie „Baustein“, „Stufe“, „Betrag“ und „Datum“"
AMBIGUOUS = "Der Kopf ist mehrdeutig."
SAME = "Mehrere Spalten bedeuten dasselbe."
NOT_READ = "Diese Köpfe sind nicht bekannt. Ihre Spalten werden nicht übernommen."
TOO_MANY = f"Die Tabelle hat mehr als {number(MOST_LINES)} Zeilen mit Beträgen."
NOTHING_FOUND = "Unter der Kopfzeile steht kein Betrag."

Progress = Generator[int, None, "Checked"]


@dataclass(slots=True, kw_only=True)
class Checked:
    """What was found in a sheet; `head` is the number of its head row, from 1, None without any."""

    sheet: str
    head: int | None = None
    columns: tuple[Column, ...] = ()
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    numbers: Counter[ProblemWeight] = field(default_factory=Counter)
    rows: int = 0

    def tell(self, problem: Problem) -> None:
        """Count a problem, and keep it as long as they are not too many to be read."""
        self.numbers[problem.weight] += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    @property
    def may_be_booked(self) -> bool:
        """Whether there is something to book and nothing that keeps it from being booked."""
        return bool(self.lines) and not self.numbers[ProblemWeight.ERROR]


def check_sheet(
    sheet: Sheet, layout: Layout, known: Known, answers: Mapping[str, ColumnUse], today: date
) -> Progress:
    """Check a sheet; yields the number of rows done and returns what was found."""
    checked = Checked(sheet=sheet.name, rows=len(sheet.rows))
    head = find_head(sheet.rows, answers)
    if head is None:
        checked.tell(_of_sheet(sheet, NO_HEAD, NO_HEAD_EXPECTED))
        return checked
    checked.head = head + 1
    checked.columns = understood(sheet.rows[head], answers, layout.columns)
    for problem in _problems_of_columns(sheet, head, checked.columns):
        checked.tell(problem)
    by_use: dict[ColumnUse, Column] = {
        column.use: column for column in checked.columns if column.use not in (None, U.IGNORED)
    }
    if any(use not in by_use for use in NEEDED):
        return checked
    amounts = by_use[U.AMOUNT]
    unit = unit_elsewhere(sheet.rows, head, amounts.index) if amounts.factor is None else None
    for problem in _problems_of_unit(sheet, amounts, unit):
        checked.tell(problem)
    first = head + (2 if has_unit_row(sheet.rows, head, amounts.index) else 1)
    rows = with_merged(sheet, first, [each.index for use, each in by_use.items() if use is not U.AMOUNT])
    factor = amounts.factor or (unit.factor if unit else 1)
    if U.STAGE not in by_use and layout.stage is None and _is_asked(checked.columns, U.STAGE):
        return checked
    reader = RowReader(by_use, layout, known, factor=factor, today=today)
    yield from _read_rows(checked, sheet, rows, reader, first)
    return checked


def _is_asked(columns: tuple[Column, ...], use: ColumnUse) -> bool:
    """Whether an open question may be about this use: until it is answered, no row can be judged."""
    return any(column.use is None and use in column.candidates for column in columns)


def _of_sheet(sheet: Sheet, wrong: str, expected: str) -> Problem:
    return at(Trouble(ProblemWeight.ERROR, wrong, expected), sheet=sheet.name)


def _problems_of_columns(sheet: Sheet, head: int, columns: tuple[Column, ...]) -> Iterator[Problem]:
    for column in columns:
        if column.use is None:
            labels = " oder ".join(quoted(use.label) for use in column.candidates)
            wrong = SAME if len(column.candidates) == 1 else AMBIGUOUS
            trouble = Trouble(ProblemWeight.ERROR, wrong, f"Ihre Wahl unter „Spalten“, etwa {labels}")
            yield at(trouble, sheet=sheet.name, row=head + 1, column=column.letters, value=shown(column.head))
    unknown = [column for column in columns if column.is_guess]
    if unknown:
        heads = shown(", ".join(column.head for column in unknown))
        trouble = Trouble(
            ProblemWeight.HINT, NOT_READ, "Ihre Wahl unter „Spalten“, falls etwas gebraucht wird"
        )
        yield at(trouble, sheet=sheet.name, row=head + 1, value=heads)
    asked = {use for column in columns if column.use is None for use in column.candidates}
    found = {column.use for column in columns} | asked
    for use in NEEDED:
        if use not in found:
            wrong = f"Keine Spalte enthält die Angabe {quoted(use.label)}."
            yield _of_sheet(sheet, wrong, f"eine Spalte mit dem Kopf {quoted(use.label)}")


def _problems_of_unit(sheet: Sheet, amounts: Column, unit: UnitElsewhere | None) -> Iterator[Problem]:
    """Say by what amounts are multiplied, and where that is written: a wrong unit is a wrong thousandfold."""
    if unit is not None and unit.factor != 1:
        trouble = Trouble(ProblemWeight.HINT, _multiplied(unit.factor))
        column = letters(unit.column)
        yield at(trouble, sheet=sheet.name, row=unit.row + 1, column=column, value=shown(unit.text))
    elif amounts.factor not in (None, 1):
        trouble = Trouble(ProblemWeight.HINT, _multiplied(amounts.factor or 1))
        yield at(trouble, sheet=sheet.name, column=amounts.letters, value=shown(amounts.head))


def _multiplied(factor: int) -> str:
    return f"Die Beträge werden mit {number(factor)} malgenommen, weil diese Einheit genannt ist."


def _read_rows(
    checked: Checked, sheet: Sheet, rows: Rows, reader: RowReader, first: int
) -> Generator[int, None, None]:
    for index in range(first, len(rows)):
        line = reader.read(index + 1, rows[index])
        if line is not None:
            checked.lines.append(line)
        for row, column, value, trouble in reader.told():
            checked.tell(at(trouble, sheet=sheet.name, row=row, column=column, value=shown(value)))
        if (index + 1) % STEP == 0:
            yield index + 1
    for row, column, value, trouble in reader.last_words():
        checked.tell(at(trouble, sheet=sheet.name, row=row, column=column, value=shown(value)))
    if len(checked.lines) > MOST_LINES:
        checked.tell(_of_sheet(sheet, TOO_MANY, "mehrere Dateien"))
    if not reader.has_seen_amounts:
        checked.tell(_of_sheet(sheet, NOTHING_FOUND, "mindestens eine Zeile mit Betrag und Datum"))
