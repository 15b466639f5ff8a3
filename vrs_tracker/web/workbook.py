"""Tables as XLSX files: values with number formats, and a second sheet that defines them.

No text becomes a formula or a link, and the same table gives the same bytes. The sheet „Definitionen“ says of
which day the figures are, where they were taken, and of each column what it means and where it comes from.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

from vrs_tracker.domain.data_dictionary import HEADS, CellType, ColumnEntry
from vrs_tracker.domain.long_table import LongColumn, LongTable, Rough
from vrs_tracker.domain.sheets import CAPTION, CENTS, DAY, MARK, ROUGH, WHOLE, Sheet, SheetCell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEFINITIONS = "Definitionen"
MOST_ROWS = 1_048_575
"""Rows of a sheet below its head; a longer table leaves as CSV only."""
_NARROWEST, _WIDEST = 10, 60
"""Width of a column in characters; longer texts wrap."""
_LINE, _MOST_LINES = 15, 27
"""Height of a line in points, and how many fit into the highest row that there is."""
_DEFINITION_WIDTHS = (26, 70, 16, 24, 60)
_DEFINITION_HEADS = HEADS[1:]
"""Those of the data dictionary without the name of the file."""
_WORDS, _LINE_OF_WORDS, _CODE = "", "General", "@"
"""Texts that wrap, texts that do not, and codes whose leading zeros stay when somebody edits them."""
_A4 = 9
_PAGES_OF_LONG = 3
"""A long table prints so many pages wide."""
_LONGEST_HEADER = 100
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Notes = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Book:
    """A workbook of the library, which has no types, with its formats by number format."""

    book: Any
    formats: dict[str, Any]

    def style(self, number_format: str) -> Any:  # noqa: ANN401 - the library has no types
        """Return the format of a number, a date or a text."""
        wanted: dict[str, object] = {"num_format": number_format or _LINE_OF_WORDS}
        if number_format in {_WORDS, _LINE_OF_WORDS, _CODE, DAY}:
            wanted |= {"align": "left", "indent": 1, "text_wrap": number_format == _WORDS}
        return self._made(number_format, wanted)

    def head(self, *, right: bool = False) -> Any:  # noqa: ANN401 - the library has no types
        """Return the format of a head: over numbers it stands to the right as they do."""
        place: dict[str, object] = {"align": "right"} if right else {"align": "left", "indent": 1}
        return self._made(f"head {right}", {"bold": True, "text_wrap": True, "bottom": 1, **place})

    def term(self) -> Any:  # noqa: ANN401 - the library has no types
        """Return the format of a word that a text beside it explains."""
        return self._made("term", {"bold": True, "align": "left", "indent": 1})

    def beside_numbers(self) -> Any:  # noqa: ANN401 - the library has no types
        """Return the format of a word in a column of numbers, which stands in for one."""
        return self._made("beside", {"align": "right", "text_wrap": True})

    def _made(self, key: str, wanted: dict[str, object]) -> Any:  # noqa: ANN401 - the library has no types
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **wanted})
        return self.formats[key]


def workbook(sheet: Sheet, about: Notes, definitions: Sequence[ColumnEntry] = (), *, as_of: date) -> bytes:
    """Return the file: the sheets „Tabelle“ and „Definitionen“.

    `as_of` stands for the day on which the file was made.
    """

    def fill(made: _Book, table: Any) -> None:  # noqa: ANN401 - the library has no types
        columns = range(len(sheet.heads))
        widths = [_width(sheet, index) for index in columns]
        numbers = [any(_is_number(row[index]) for row in sheet.rows) for index in columns]
        _begin(made, table, tuple(zip(sheet.heads, widths, numbers, strict=True)), len(sheet.rows))
        for number, row in enumerate(sheet.rows, start=1):
            _give_room(
                table, number, [(_shown(cell), width) for cell, width in zip(row, widths, strict=True)]
            )
            for index, cell in enumerate(row):
                is_beside = numbers[index] and isinstance(cell.value, str)
                style = made.beside_numbers() if is_beside else made.style(cell.number_format)
                _write(table, (number, index), cell, style)

    return _file(fill, about, definitions, as_of, {"in_memory": True})


def long_workbook(table: LongTable, about: Notes, *, as_of: date) -> bytes:
    """Return the same of a long table, whose rows are written as they are read; none is kept in memory."""

    def fill(made: _Book, sheet: Any) -> None:  # noqa: ANN401 - the library has no types
        heads = [(each.head, each.width, each.type is CellType.NUMBER) for each in table.columns]
        _begin(made, sheet, heads, table.length)
        sheet.fit_to_pages(_PAGES_OF_LONG, 0)
        sheet.repeat_columns(0, 1)
        _write_long(made, sheet, table)

    with TemporaryDirectory(prefix="vrs-workbook-") as folder:
        return _file(fill, about, table.definitions, as_of, {"constant_memory": True, "tmpdir": folder})


def _file(
    fill: Callable[[_Book, Any], None],
    about: Notes,
    definitions: Sequence[ColumnEntry],
    as_of: date,
    options: dict[str, object],
) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - half a second and several megabytes that only these files need

    target = BytesIO()
    with xlsxwriter.Workbook(target, {**_SAFE, **options}) as book:
        told = dict(about)
        book.set_properties({"created": datetime.combine(as_of, time()), "title": told.get(CAPTION, "")})
        made = _Book(book, {})
        table = book.add_worksheet("Tabelle")
        _set_page(table, told)
        fill(made, table)
        notes = book.add_worksheet(DEFINITIONS)
        _set_page(notes, told)
        _define(made, notes, about, definitions)
    return target.getvalue()


def _set_page(sheet: Any, told: dict[str, str]) -> None:  # noqa: ANN401 - the library has no types
    """Print on A4 across, as wide as the page; every page says what it is and whether it is invented."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    caption, mark = (_edge(told.get(term, "")) for term in (CAPTION, MARK))
    sheet.set_header(f"&L{caption}")
    sheet.set_footer(f"&L{mark}&RSeite &P von &N")


def _edge(text: str) -> str:
    """Return a text for the edge of a page, where „&“ begins a command."""
    return text[:_LONGEST_HEADER].replace("&", "&&")


def _begin(
    made: _Book,
    sheet: Any,  # noqa: ANN401 - the library has no types
    heads: Sequence[tuple[str, int, bool]],
    rows: int,
) -> None:
    """Write the heads, each with the width of its column and whether that holds numbers."""
    for index, (text, width, is_number) in enumerate(heads):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, text, made.head(right=is_number))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), len(heads) - 1)
    sheet.repeat_rows(0)


def _width(sheet: Sheet, index: int) -> int:
    longest = max(len(sheet.heads[index]), *(len(_shown(row[index])) for row in sheet.rows), _NARROWEST)
    return min(longest + 3, _WIDEST)


def _is_number(cell: SheetCell) -> bool:
    return not isinstance(cell.value, str | date)


def _shown(cell: SheetCell) -> str:
    """Return about as many characters as a cell shows."""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, date):
        return cell.number_format
    word, _, _ = cell.number_format.rpartition('"')
    return f"{word}{cell.value:,.2f}"


def _give_room(sheet: Any, number: int, texts: Iterable[tuple[str, int]]) -> None:  # noqa: ANN401 - as above
    """Make a row as high as its longest text needs: not every program does so when it opens the file."""
    lines = max(sum(-(-len(line) // (width - 3)) or 1 for line in text.split("\n")) for text, width in texts)
    if lines > 1:
        sheet.set_row(number, _LINE * min(lines, _MOST_LINES))


def _write(table: Any, at: tuple[int, int], cell: SheetCell, style: Any) -> None:  # noqa: ANN401 - as above
    match cell.value:
        case str() as text:
            table.write_string(*at, text, style)
        case date() as day:
            table.write_datetime(*at, datetime.combine(day, time()), style)
        case number:
            table.write_number(*at, number, style)


def _write_long(made: _Book, sheet: Any, table: LongTable) -> None:  # noqa: ANN401 - as above
    day, rough = made.style(DAY), made.style(ROUGH)
    styles = tuple(made.style(_format(column)) for column in table.columns)
    text, number, moment = sheet.write_string, sheet.write_number, sheet.write_datetime
    for at, row in enumerate(table.rows, start=1):
        for index, value in enumerate(row):
            match value:
                case None | "":
                    pass
                case str():
                    text(at, index, value, styles[index])
                case date():
                    moment(at, index, datetime.combine(value, time()), day)
                case Rough(amount):
                    number(at, index, amount, rough)
                case _:
                    number(at, index, value, styles[index])


def _format(column: LongColumn) -> str:
    if column.type is CellType.NUMBER:
        return CENTS if column.is_amount else WHOLE
    return _CODE if column.keeps_text else _LINE_OF_WORDS


def _define(
    made: _Book,
    sheet: Any,  # noqa: ANN401 - the library has no types
    about: Notes,
    definitions: Iterable[ColumnEntry],
) -> None:
    for index, width in enumerate(_DEFINITION_WIDTHS):
        sheet.set_column(index, index, width)
    words, (_, wide, *_) = made.style(_WORDS), _DEFINITION_WIDTHS
    for at, (term, value) in enumerate(about):
        _give_room(sheet, at, [(value, wide)])
        sheet.write_string(at, 0, term, made.term())
        sheet.write_string(at, 1, value, words)
    below = len(about) + 1
    for index, head in enumerate(_DEFINITION_HEADS):
        sheet.write_string(below, index, head, made.head())
    for at, entry in enumerate(definitions, start=below + 1):
        cells = (entry.head, entry.meaning, entry.unit, entry.type.value, entry.rule)
        _give_room(sheet, at, zip(cells, _DEFINITION_WIDTHS, strict=True))
        for index, text in enumerate(cells):
            sheet.write_string(at, index, text, words)
