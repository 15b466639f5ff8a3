"""Balances of the accounting system in a table: from a file, or pasted; with heads, or without.

Without heads the columns are Buchungsstelle and balance, with the budget year between them where there are
three. With heads a column may hold the balances of one measure each, as „Ausgezahlt“ does, or all of them
beside a column that says which. What is not understood is named at its cell, never guessed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from vrs_tracker.domain.balance_items import NO_DIFFERENCE, NO_LINE, NOT_ENTERED, NOT_EXPLAINED, Item
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.notation import NO_STATEMENT, count, euro, number, quoted
from vrs_tracker.domain.spreadsheet import cells
from vrs_tracker.domain.spreadsheet.amounts import unit_in
from vrs_tracker.domain.spreadsheet.checking import multiplied
from vrs_tracker.domain.spreadsheet.grid import Rows, Sheet, Value, is_blank, letters, shown, with_merged
from vrs_tracker.domain.spreadsheet.heads import (
    ROWS_SEARCHED,
    fold_head,
    has_unit_row,
    own_meaning,
    unit_elsewhere,
)
from vrs_tracker.domain.spreadsheet.problems import Problem, Trouble, at
from vrs_tracker.domain.spreadsheet.totals import is_sum
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

MOST_BALANCES = 300
ERROR, WARNING, HINT = ProblemWeight

NO_BALANCES = "Keine Zeile nennt einen Stand."
COLUMNS_EXPECTED = (
    "zwei Spalten (Buchungsstelle, Stand), drei (Buchungsstelle, Haushaltsjahr, Stand) oder eine Kopfzeile "
    "mit „Buchungsstelle“ und „Stand“"
)
TOO_MANY = f"Die Tabelle nennt mehr als {number(MOST_BALANCES)} Stände."
EMPTY_BALANCE = "In dieser Zeile steht kein Stand. Sie bleibt, wie sie ist."
SAME_HEAD = "Mehrere Spalten bedeuten dasselbe."

_MEASURES: Mapping[CodeList, str] = {
    BalanceMeasure.APPROPRIATED: "ansatz|soll|haushaltsansatz|veranschlagung",
    BalanceMeasure.COMMITTED: "bewilligung|bewilligungen|gebunden|beauftragt|verfügt",
    BalanceMeasure.DISBURSED: "auszahlung|auszahlungen|ist|verausgabt|gezahlt|angeordnet",
}
MEASURE_WORDS = cells.words_of(BalanceMeasure, _MEASURES)
_NO_EXPLANATION = frozenset(map(fold, (NO_DIFFERENCE, NOT_EXPLAINED, NO_STATEMENT)))
_TWO, _THREE = 2, 3
_YEAR_DIGITS = 4
_FEW = 3


class _Use(Enum):
    """What a column holds; a column of one measure has that measure in place of a use."""

    LINE = auto()
    YEAR = auto()
    MEASURE = auto()
    BALANCE = auto()
    EXPLANATION = auto()


_HEADS = {
    **dict.fromkeys(
        ("haushaltsverfahren", "stand im haushaltsverfahren", "stand", "saldo", "summe"), _Use.BALANCE
    ),
    **dict.fromkeys(("erklärung", "erklärung der differenz", "begründung"), _Use.EXPLANATION),
    "was": _Use.MEASURE,
}
_KNOWN_HEADS = {
    ColumnUse.BUDGET_LINE: _Use.LINE,
    ColumnUse.BUDGET_YEAR: _Use.YEAR,
    ColumnUse.STAGE: _Use.MEASURE,
    ColumnUse.AMOUNT: _Use.BALANCE,
    ColumnUse.NOTE: _Use.EXPLANATION,
}
_Meaning = _Use | BalanceMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds where the table does not say it, and the Buchungsstellen that are known here."""

    measure: BalanceMeasure
    year: int
    lines: Collection[str] = ()


class BalanceRow(NamedTuple):
    """A balance as it was understood, and the row of the table in which it stands, from 1."""

    row: int
    item: Item
    cents: int
    explanation: str


@dataclass(slots=True, kw_only=True)
class BalancesRead:
    """What was understood of a table; `head` is the number of its head row, from 1, None without any."""

    sheet: str
    head: int | None = None
    rows: list[BalanceRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def may_be_taken(self) -> bool:
        """Whether there is something to take over and no error."""
        return bool(self.rows) and all(problem.weight is not ERROR for problem in self.problems)


def pasted_sheet(text: str) -> Sheet:
    """Return pasted lines as a sheet: tabs divide the columns, as spreadsheets copy them, or semicolons."""
    sign = "\t" if "\t" in text else ";"
    return Sheet("", [[cell.strip() for cell in line.split(sign)] for line in text.splitlines()])


def has_head(sheet: Sheet) -> bool:
    """Whether a row of the sheet names the columns of a table of balances."""
    return _find_head(sheet.rows) is not None


def read_balances(sheet: Sheet, terms: Terms) -> BalancesRead:
    """Understand a table; rows of sums are left out, and so is one without a balance."""
    head = _find_head(sheet.rows)
    reader = _Reader(sheet, terms)
    if head is None:
        reader.read_plain()
    else:
        reader.read_below(head)
    return reader.finish()


def _find_head(rows: Rows) -> int | None:
    for index, row in enumerate(rows[:ROWS_SEARCHED]):
        found = [meaning for cell in row if (meaning := _meaning(cell)) is not None]
        if _Use.LINE in found and any(map(_is_balance, found)):
            return index
    return None


def _is_balance(meaning: _Meaning) -> bool:
    return meaning is _Use.BALANCE or isinstance(meaning, BalanceMeasure)


def _meaning(cell: Value) -> _Meaning | None:
    if not isinstance(cell, str) or is_blank(cell):
        return None
    head = fold_head(cell)
    measure = MEASURE_WORDS.get(fold(head))
    if isinstance(measure, BalanceMeasure):
        return measure
    return _HEADS.get(head) or _KNOWN_HEADS.get(own_meaning(head))


class _Reader:
    """Reads one table; every problem goes to its cell."""

    def __init__(self, sheet: Sheet, terms: Terms) -> None:
        self._sheet, self._terms = sheet, terms
        self._found = BalancesRead(sheet=sheet.name)
        self._seen: dict[Item, int] = {}
        self._told: set[tuple[int, str]] = set()
        self._errors = 0

    def finish(self) -> BalancesRead:
        """Return what was found; of a text that is no table at all, only that is said."""
        is_no_table = self._found.head is None and len(self._found.problems) > _FEW
        if not self._found.rows and (is_no_table or not self._found.problems):
            self._found.problems.clear()
            self._tell(0, None, "", Trouble(ERROR, NO_BALANCES, COLUMNS_EXPECTED))
        if len(self._found.rows) > MOST_BALANCES:
            self._tell(0, None, "", Trouble(ERROR, TOO_MANY, f"höchstens {number(MOST_BALANCES)} Zeilen"))
        return self._found

    def read_plain(self) -> None:
        """Read a table without heads: by the number of its columns."""
        is_first = True
        for number_, row in enumerate(self._sheet.rows, start=1):
            values = list(row)
            while values and is_blank(values[-1]) and len(values) > _TWO:
                values.pop()
            if all(map(is_blank, values)) or is_sum(str(values[0])):
                continue
            is_heading = is_first and not any(char.isdigit() for char in str(values[-1]))
            is_first = False
            if is_heading:
                continue
            if len(values) not in (_TWO, _THREE):
                found = count(len(values), "Spalte", "Spalten")
                trouble = Trouble(ERROR, f"Die Zeile hat {found}.", COLUMNS_EXPECTED)
                self._tell(number_, None, "", trouble)
                continue
            places: dict[_Meaning, int] = {_Use.LINE: 0, _Use.BALANCE: len(values) - 1}
            if len(values) == _THREE:
                places[_Use.YEAR] = 1
            self._read_row(number_, values, places, {})

    def read_below(self, head: int) -> None:
        """Read the rows below the heads."""
        self._found.head = head + 1
        places: dict[_Meaning, int] = {}
        for index, cell in enumerate(self._sheet.rows[head]):
            meaning = _meaning(cell)
            if meaning in places:
                trouble = Trouble(ERROR, SAME_HEAD, "jede Angabe in einer Spalte")
                self._tell(head + 1, index, cell, trouble)
            elif meaning is not None:
                places[meaning] = index
        factors = self._factors(head, places)
        rows = with_merged(self._sheet, head + 1, [places[_Use.LINE]])
        has_units = any(has_unit_row(self._sheet.rows, head, index) for index in factors)
        first = head + (2 if has_units else 1)
        for number_, row in enumerate(rows[first:], start=first + 1):
            texts = [value for value in row if not is_blank(value)]
            if texts and not is_sum(str(texts[0])):
                self._read_row(number_, row, places, factors)

    def _factors(self, head: int, places: Mapping[_Meaning, int]) -> dict[int, int]:
        """Return by what the amounts of a column are multiplied, and say so."""
        factors: dict[int, int] = {}
        for meaning, index in places.items():
            if not _is_balance(meaning):
                continue
            text = str(self._sheet.rows[head][index])
            unit = unit_in(text)
            elsewhere = None if unit else unit_elsewhere(self._sheet.rows, head, head, index)
            factors[index] = unit.factor if unit else elsewhere.factor if elsewhere else 1
            if factors[index] != 1:
                row = elsewhere.row + 1 if elsewhere else head + 1
                place = elsewhere.column if elsewhere else index
                told = Trouble(HINT, multiplied(factors[index]))
                self._tell(row, place, elsewhere.text if elsewhere else text, told)
        return factors

    def _read_row(
        self, row: int, values: list[Value], places: Mapping[_Meaning, int], factors: Mapping[int, int]
    ) -> None:
        before = self._errors
        line = self._line(row, values, places[_Use.LINE])
        said, said_year = self._measure(row, values, places.get(_Use.MEASURE))
        year = self._year(row, values, places.get(_Use.YEAR)) or said_year or self._terms.year
        explanation = self._explanation(row, values, places.get(_Use.EXPLANATION))
        is_understood = self._errors == before
        for meaning, index in places.items():
            measure = meaning if isinstance(meaning, BalanceMeasure) else said
            if not _is_balance(meaning):
                continue
            value = _cell(values, index)
            if is_blank(value) or _is_word(value, NOT_ENTERED):
                if meaning is _Use.BALANCE:
                    self._tell(row, index, "", Trouble(HINT, EMPTY_BALANCE))
                continue
            cents = self._read(row, index, value, cells.read_balance(value, factors.get(index, 1)))
            if isinstance(cents, int) and is_understood:
                self._add(BalanceRow(row, Item(line, year, measure), cents, explanation), index, value)

    def _add(self, found: BalanceRow, column: int, value: Value) -> None:
        before = self._seen.get(found.item)
        if before is None:
            self._seen[found.item] = found.cents
            self._found.rows.append(found)
        elif before != found.cents:
            wrong = f"{found.item.title} steht zweimal da, mit verschiedenen Beträgen."
            told = Trouble(ERROR, wrong, f"ein Stand, hier und in der Zeile mit {euro(from_cents(before))}")
            self._tell(found.row, column, value, told)

    def _line(self, row: int, values: list[Value], index: int) -> str:
        value = _cell(values, index)
        if is_blank(value) or _is_word(value, NO_LINE):
            return ""
        read = str(self._read(row, index, value, cells.read_line(value)) or "")
        if read in self._terms.lines:
            return read
        meant = [name for name in self._terms.lines if fold(name).startswith(f"{fold(read)} ")]
        if len(meant) != 1:
            return read
        told = Trouble(HINT, f"Gelesen als {quoted(meant[0])}, weil nur diese Buchungsstelle so beginnt.")
        self._tell(row, index, value, told)
        return meant[0]

    def _measure(self, row: int, values: list[Value], index: int | None) -> tuple[BalanceMeasure, int | None]:
        """Return what a cell such as „bewilligt 2026“ says; the year is None if it names none."""
        value = "" if index is None else _cell(values, index)
        if index is None or is_blank(value):
            return self._terms.measure, None
        words, _, last = str(value).strip().rpartition(" ")
        is_year = len(last) == _YEAR_DIGITS and last.isascii() and last.isdecimal() and bool(words)
        found = cells.read_code(words if is_year else value, MEASURE_WORDS)
        measure = self._read(row, index, value, found)
        year = self._read(row, index, value, cells.read_year(last)) if is_year else None
        return (
            measure if isinstance(measure, BalanceMeasure) else self._terms.measure,
            year if isinstance(year, int) else None,
        )

    def _year(self, row: int, values: list[Value], index: int | None) -> int | None:
        value = "" if index is None else _cell(values, index)
        if index is None or is_blank(value):
            return None
        year = self._read(row, index, value, cells.read_year(value))
        return year if isinstance(year, int) else None

    def _explanation(self, row: int, values: list[Value], index: int | None) -> str:
        value = "" if index is None else _cell(values, index)
        if index is None or fold(str(value)) in _NO_EXPLANATION:
            return ""
        return str(self._read(row, index, value, cells.read_text(value, SENTENCE_LIMIT)) or "")

    def _read(self, row: int, column: int, value: Value, read: cells.Read) -> object:
        if read.trouble is not None:
            self._tell(row, column, value, read.trouble)
        return read.value

    def _tell(self, row: int, column: int | None, value: Value, trouble: Trouble) -> None:
        """Keep a problem; the same hint of a column once only."""
        case = (-1 if column is None else column), trouble.wrong
        if trouble.weight is HINT and case in self._told:
            return
        self._told.add(case)
        self._errors += trouble.weight is ERROR
        name = "" if column is None else letters(column)
        self._found.problems.append(
            at(trouble, sheet=self._sheet.name, row=row, column=name, value=shown(value))
        )


def _cell(values: list[Value], index: int) -> Value:
    return values[index] if index < len(values) else ""


def _is_word(value: Value, word: str) -> bool:
    return isinstance(value, str) and fold(value) == fold(word)


def check_pasted(found: BalancesRead) -> Iterator[Violation]:
    """Return what was not understood of a pasted table, line by line, as violations of its field."""
    for problem in found.problems:
        if problem.weight is ERROR:
            value = f" Dort steht: {quoted(problem.value)}." if problem.value else ""
            where = f"Zeile {problem.row}: " if problem.row else ""
            yield Violation("pasted", f"{where}{problem.wrong}{value} Erwartet wird: {problem.expected}.")
