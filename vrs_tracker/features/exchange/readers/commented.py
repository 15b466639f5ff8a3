"""The same tables as a new workbook, with what is wrong as comments in its cells.

Only values are written, none of the parts of the file that was sent: no formula, macro, link or picture
passes on. A text that a program might take for a formula is marked as a text and stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.grid import Rows, Sheet, Value, column_of, letters, shown
from vrs_tracker.domain.spreadsheet.problems import Problem, in_order
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight
from vrs_tracker.features.exchange.readers.tables import Sheets

_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_COLOURS: Mapping[ProblemWeight, str] = {
    ProblemWeight.ERROR: "#F8C9C4",
    ProblemWeight.WARNING: "#FCE8A6",
    ProblemWeight.HINT: "#D3E5F7",
}
_LIST_WIDTHS = (10, 20, 12, 30, 60, 60)
_LONGEST_TEXT, _LONGEST_NAME = 32_767, 31
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "-------")
_FIRST_YEAR = 1900
_ROWS_MEASURED = 200
_NARROWEST, _WIDEST = 8, 45
_COMMENT_WIDTH, _LINE_LENGTH, _LINE_HEIGHT = 340, 48, 18
_DAY, _MOMENT, _TIME, _DURATION = "dd.mm.yyyy", "dd.mm.yyyy hh:mm", "hh:mm:ss", "[h]:mm:ss"
Marks = Mapping[int, Mapping[int, Sequence[Problem]]]
"""What is wrong in each row and column, both counted from 0."""


def commented(sheets: Sheets, problems: Iterable[Problem], untold: int) -> bytes:
    """Return the workbook: first the list of what is wrong, then every sheet, row for row where it was.

    `untold` is the number of problems that are not told one by one.
    """
    import xlsxwriter  # noqa: PLC0415 - only this errand needs it

    target = BytesIO()
    with (
        TemporaryDirectory(prefix="vrs-commented-") as folder,
        xlsxwriter.Workbook(target, {**_SAFE, "tmpdir": folder}) as book,
    ):
        names = _names(sheets)
        made = _Book(book)
        first = book.add_worksheet(words.PROBLEM_SHEET)
        told = in_order(problems)
        _list(made, first, told, names, untold)
        for name, read in sheets.items():
            _copy(made, names[name], read(), _marks(each for each in told if each.sheet == name))
    return target.getvalue()


@dataclass(slots=True)
class _Book:
    """A workbook of the library, which has no types, with the formats that were made."""

    book: Any
    _formats: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def style(self, number: str = "", weight: ProblemWeight | None = None, /, **more: object) -> Any:  # noqa: ANN401 - the library has no types
        """Return a format: of numbers and dates, in the colour of a problem."""
        key = number, weight, *more.items()
        if key not in self._formats:
            colour = {"bg_color": _COLOURS[weight]} if weight else {}
            dated = {"num_format": number} if number else {}
            self._formats[key] = self.book.add_format({**dated, **colour, **more})
        return self._formats[key]


def _names(sheets: Sheets) -> dict[str, str]:
    """Return a name for each sheet that a workbook may have, each once."""
    taken = {words.PROBLEM_SHEET.casefold()}
    names = {}
    for name in sheets:
        wanted = name.translate(_NOT_IN_NAMES).strip("'")[:_LONGEST_NAME] or "Tabelle"
        found, number = wanted, 2
        while found.casefold() in taken:
            end = f" ({number})"
            found, number = f"{wanted[: _LONGEST_NAME - len(end)]}{end}", number + 1
        taken.add(found.casefold())
        names[name] = found
    return names


def _marks(problems: Iterable[Problem]) -> Marks:
    """Put each problem to a cell: what is wrong with a row, a column or the sheet stands at its beginning."""
    found: defaultdict[int, defaultdict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for each in problems:
        row, column = _cell_of(each)
        found[row][column].append(each)
    return found


def _cell_of(problem: Problem) -> tuple[int, int]:
    return max(problem.row - 1, 0), column_of(problem.column) if problem.column else 0


def _list(
    made: _Book,
    sheet: Any,  # noqa: ANN401 - the library has no types
    problems: Sequence[Problem],
    names: Mapping[str, str],
    untold: int,
) -> None:
    wrapped, bold = made.style(text_wrap=True, valign="top"), made.style(bold=True, bottom=1)
    for index, width in enumerate(_LIST_WIDTHS):
        sheet.set_column(index, index, width)
    said = words.commented_intro(len(problems), untold)
    for at, sentence in enumerate(said):
        sheet.write_string(at, 0, sentence, made.style(bold=not at))
    head = len(said) + 1
    for index, text in enumerate(words.PROBLEM_HEADS):
        sheet.write_string(head, index, text, bold)
    for at, each in enumerate(problems, start=head + 1):
        row, column = _cell_of(each)
        weight = made.style("", each.weight, valign="top")
        link = f"internal:'{names[each.sheet].replace(chr(39), chr(39) * 2)}'!{letters(column)}{row + 1}"
        sheet.write_string(at, 0, each.weight.label, weight)
        sheet.write_string(at, 1, names[each.sheet], wrapped)
        sheet.write_url(at, 2, link, made.style(underline=1, valign="top"), each.place)
        for index, text in enumerate((each.value, each.wrong, each.expected), start=3):
            sheet.write_string(at, index, text, _as_text(made, text, text_wrap=True, valign="top"))
    sheet.freeze_panes(head + 1, 0)


def _as_text(made: _Book, text: str, weight: ProblemWeight | None = None, **more: object) -> Any:  # noqa: ANN401 - the library has no types
    """Return the format of a text; one that begins as a formula does is marked as a text."""
    if text.startswith(_FORMULA_SIGNS):
        return made.style("", weight, quote_prefix=True, **more)
    return made.style("", weight, **more) if weight or more else None


def _copy(made: _Book, name: str, sheet: Sheet, marks: Marks) -> None:
    table = made.book.add_worksheet(name)
    for index, width in enumerate(_widths(sheet.rows)):
        table.set_column(index, index, width)
    nothing: Mapping[int, Sequence[Problem]] = {}
    for at in range(max(len(sheet.rows), max(marks, default=-1) + 1)):
        row = sheet.rows[at] if at < len(sheet.rows) else []
        marked = marks.get(at, nothing)
        for index, value in enumerate(row):
            if value != "" or index in marked:
                _write(made, table, (at, index), value, marked.get(index, ()))
        for index in sorted(marked):
            if index >= len(row):
                _write(made, table, (at, index), "", marked[index])
            _comment(table, (at, index), marked[index])


def _widths(rows: Rows) -> list[int]:
    longest: list[int] = []
    for row in rows[:_ROWS_MEASURED]:
        longest += [0] * (len(row) - len(longest))
        for index, value in enumerate(row):
            longest[index] = max(longest[index], len(shown(value)) + 2)
    return [min(max(each, _NARROWEST), _WIDEST) for each in longest]


def _write(
    made: _Book,
    table: Any,  # noqa: ANN401 - the library has no types
    at: tuple[int, int],
    value: Value,
    problems: Sequence[Problem],
) -> None:
    """Write a value as it was read; the heaviest of its problems, which is the first, gives the colour."""
    weight = problems[0].weight if problems else None
    style = made.style("", weight) if weight else None
    match value:
        case "":
            table.write_blank(*at, None, style)
        case str():
            table.write_string(*at, value[:_LONGEST_TEXT], _as_text(made, value, weight))
        case bool():
            table.write_boolean(*at, value, style)
        case int() | float():
            table.write_number(*at, value, style)
        case date() if value.year < _FIRST_YEAR:
            table.write_string(*at, date_de(value), style)
        case _:
            table.write_datetime(*at, value, made.style(_moment_format(value), weight))


def _moment_format(value: date | time | timedelta) -> str:
    match value:
        case time():
            return _TIME
        case timedelta():
            return _DURATION
        case datetime() if value.time() != time():
            return _MOMENT
        case _:
            return _DAY


def _comment(table: Any, at: tuple[int, int], problems: Sequence[Problem]) -> None:  # noqa: ANN401 - as above
    text = "\n\n".join(words.comment(each) for each in problems)[:_LONGEST_TEXT]
    lines = sum(len(line) // _LINE_LENGTH + 1 for line in text.split("\n"))
    size = {"width": _COMMENT_WIDTH, "height": (lines + 1) * _LINE_HEIGHT}
    table.write_comment(*at, text, {**size, "author": ""})
