"""The check of one sheet: which rows are amounts, and everything that is wrong, at its cell.

Nothing is guessed: a row that is left out is named, and one error keeps the whole file from being booked.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro, number, quoted
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.columns import AMOUNTS, Column
from vrs_tracker.domain.spreadsheet.grid import Rows, Sheet, letters, shown, with_merged
from vrs_tracker.domain.spreadsheet.groups import head_of, unit_of
from vrs_tracker.domain.spreadsheet.heads import UnitElsewhere, has_unit_row
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.left_out import columns_of, is_left_out, is_of_sums, left_out_sentence
from vrs_tracker.domain.spreadsheet.lines import Line
from vrs_tracker.domain.spreadsheet.problems import Problem, Trouble, at
from vrs_tracker.domain.spreadsheet.rows import RowReader
from vrs_tracker.domain.spreadsheet.totals import Amounts
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

MOST_LINES = 50_000
MOST_PROBLEMS = 2_000
"""So many problems are told one by one; of all others there is the number."""
STEP = 5_000
"""After so many rows the check says how far it is."""
U = ColumnUse
ALONE = frozenset(ColumnUse) - AMOUNTS - {U.SUM, U.IGNORED}
"""Uses of columns that say one thing about a whole row."""

NO_HEAD = "In den ersten 40 Zeilen steht keine Kopfzeile."
NO_HEAD_EXPECTED = "eine Zeile mit Spaltenköpfen wie „Baustein“, „Stufe“, „Betrag“ und „Datum“"
AMBIGUOUS = "Der Kopf ist mehrdeutig."
SAME = "Mehrere Spalten bedeuten dasselbe."
NOT_KNOWN = "Dieser Kopf ist nicht bekannt. Darunter stehen zusammen {}."
NOT_READ = "Diese Köpfe sind nicht bekannt. Ihre Spalten werden nicht übernommen."
TOO_MANY = f"Die Tabelle hat mehr als {number(MOST_LINES)} Zeilen mit Beträgen."
MISSING = "Keine Spalte enthält die Angabe {}."
AMOUNT_COLUMN_EXPECTED = "eine Spalte mit dem Kopf „Betrag“, oder eine für jeden Geldgeber oder jedes Jahr"
DAY_COLUMN_EXPECTED = "eine Spalte mit dem Kopf „Datum“, oder ein Datum für die ganze Datei unter „Spalten“"
NO_UNIT = "Andere Spalten nennen eine Einheit, diese nicht. Ihre Beträge werden als Euro gelesen."
NO_UNIT_EXPECTED = "die Einheit im Kopf jeder Spalte, auch „€“"
OWN_CHOICE = "Ihre Wahl unter „Spalten“, falls etwas gebraucht wird"
NOTHING_FOUND = "Unter der Kopfzeile steht kein Betrag."

Progress = Generator[int, None, "Checked"]


@dataclass(slots=True, kw_only=True)
class Checked:
    """What was found in a sheet; its head begins in row `first_head` and ends in row `head`, from 1."""

    sheet: str
    head: int | None = None
    first_head: int | None = None
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
    def untold(self) -> int:
        """How many problems there are besides those that are told one by one."""
        return sum(self.numbers.values()) - len(self.problems)

    def amount_column(self, line: Line) -> str:
        """Return the letters of the column in which the amount of a line stands."""
        return line.column or next(column.letters for column in self.columns if column.use in AMOUNTS)

    @property
    def left_out(self) -> list[Column]:
        """The columns of amounts that are not booked, without those that only add up others."""
        return [column for column in self.columns if is_left_out(column) and not is_of_sums(column)]

    @property
    def may_be_booked(self) -> bool:
        """Whether there is something to book and nothing that keeps it from being booked."""
        return bool(self.lines) and not self.numbers[ProblemWeight.ERROR]


def check_sheet(
    sheet: Sheet, layout: Layout, known: Known, answers: Mapping[str, ColumnUse], today: date
) -> Progress:
    """Check a sheet; yields the number of rows done and returns what was found."""
    checked = Checked(sheet=sheet.name, rows=len(sheet.rows))
    head = head_of(sheet, answers)
    if head is None:
        checked.tell(_of_sheet(sheet, NO_HEAD, NO_HEAD_EXPECTED))
        return checked
    checked.head, checked.first_head = head.last + 1, head.first + 1
    checked.columns = columns_of(sheet, head, layout.columns, answers)
    for problem in _problems_of_columns(sheet, head.last, checked.columns, has_day=layout.day is not None):
        checked.tell(problem)
    if any(column.use is None and not AMOUNTS.isdisjoint(column.candidates) for column in checked.columns):
        return checked
    by_use: dict[ColumnUse, Column] = {
        column.use: column for column in checked.columns if column.use in ALONE
    }
    amounts = [column for column in checked.columns if column.use in AMOUNTS]
    if not amounts or (U.DAY not in by_use and layout.day is None):
        return checked
    if U.STAGE not in by_use and layout.stage is None and _is_asked(checked.columns, U.STAGE):
        return checked
    sums = [column for column in checked.columns if column.use is U.SUM]
    units = {each.index: unit_of(sheet, head, each) for each in (*amounts, *sums)}
    for problem in _problems_of_units(sheet, head.last, amounts, units):
        checked.tell(problem)
    has_units_below = any(has_unit_row(sheet.rows, head.last, each.index) for each in amounts)
    first = head.last + (2 if has_units_below else 1)
    rows = with_merged(sheet, first, [each.index for each in by_use.values()])
    reader = RowReader(
        by_use,
        Amounts(
            [replace(each, factor=units[each.index][0]) for each in amounts],
            [replace(each, factor=units[each.index][0]) for each in sums],
            sheet.rows[head.first : head.last + 1],
            [each for each in checked.columns if is_left_out(each)],
        ),
        layout,
        known,
        today=today,
    )
    yield from _read_rows(checked, sheet, rows, reader, first)
    return checked


def check_at_once(
    sheet: Sheet, layout: Layout, known: Known, answers: Mapping[str, ColumnUse], today: date
) -> Checked:
    """Return what was found in a sheet so short that nobody asks how far the check is."""
    steps = check_sheet(sheet, layout, known, answers, today)
    while True:
        try:
            next(steps)
        except StopIteration as found:
            checked: Checked = found.value
            return checked


def _is_asked(columns: tuple[Column, ...], use: ColumnUse) -> bool:
    """Whether an open question may be about this use: until it is answered, no row can be judged."""
    return any(column.use is None and use in column.candidates for column in columns)


def _of_sheet(sheet: Sheet, wrong: str, expected: str) -> Problem:
    return at(Trouble(ProblemWeight.ERROR, wrong, expected), sheet=sheet.name)


def _problems_of_columns(
    sheet: Sheet, head: int, columns: tuple[Column, ...], *, has_day: bool
) -> Iterator[Problem]:
    for column in columns:
        if column.use is None:
            labels = " oder ".join(quoted(use.label) for use in column.candidates)
            wrong = SAME if len(column.candidates) == 1 else AMBIGUOUS
            if column.cents is not None:
                wrong = NOT_KNOWN.format(euro(from_cents(column.cents)))
            trouble = Trouble(ProblemWeight.ERROR, wrong, f"Ihre Wahl unter „Spalten“, etwa {labels}")
            yield at(trouble, sheet=sheet.name, row=head + 1, column=column.letters, value=shown(column.head))
        elif is_left_out(column):
            weight = ProblemWeight.HINT if is_of_sums(column) else ProblemWeight.WARNING
            trouble = Trouble(weight, left_out_sentence([column]), OWN_CHOICE)
            yield at(trouble, sheet=sheet.name, column=column.letters, value=shown(column.head))
    unknown = [column for column in columns if column.is_guess and not is_left_out(column)]
    if unknown:
        heads = shown(", ".join(column.head for column in unknown))
        trouble = Trouble(ProblemWeight.HINT, NOT_READ, OWN_CHOICE)
        yield at(trouble, sheet=sheet.name, row=head + 1, value=heads)
    asked = {use for column in columns if column.use is None for use in column.candidates}
    found = {column.use for column in columns} | asked
    if AMOUNTS.isdisjoint(found):
        yield _of_sheet(sheet, MISSING.format(quoted(U.AMOUNT.label)), AMOUNT_COLUMN_EXPECTED)
    if U.DAY not in found and not has_day:
        yield _of_sheet(sheet, MISSING.format(quoted(U.DAY.label)), DAY_COLUMN_EXPECTED)


def _problems_of_units(
    sheet: Sheet,
    head: int,
    amounts: Sequence[Column],
    units: Mapping[int, tuple[int | None, UnitElsewhere | None]],
) -> Iterator[Problem]:
    """Say by what amounts are multiplied, and where that is written: a wrong unit is a wrong thousandfold."""
    told: set[tuple[int, int]] = set()
    for column in amounts:
        factor, unit = units[column.index]
        if factor is None and any(units[each.index][0] not in (None, 1) for each in amounts):
            trouble = Trouble(ProblemWeight.WARNING, NO_UNIT, NO_UNIT_EXPECTED)
            value = shown(column.head)
            yield at(trouble, sheet=sheet.name, row=head + 1, column=column.letters, value=value)
        if factor in (None, 1):
            continue
        trouble = Trouble(ProblemWeight.HINT, multiplied(factor or 1))
        if unit is None:
            yield at(trouble, sheet=sheet.name, column=column.letters, value=shown(column.head))
        elif (unit.row, unit.column) not in told:
            told.add((unit.row, unit.column))
            place = letters(unit.column)
            yield at(trouble, sheet=sheet.name, row=unit.row + 1, column=place, value=shown(unit.text))


def multiplied(factor: int) -> str:
    """Say by what amounts are multiplied."""
    return f"Die Beträge werden mit {number(factor)} malgenommen, weil diese Einheit genannt ist."


def _read_rows(
    checked: Checked, sheet: Sheet, rows: Rows, reader: RowReader, first: int
) -> Generator[int, None, None]:
    for index in range(first, len(rows)):
        checked.lines.extend(reader.read(index + 1, rows[index]))
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
