"""A table as an XLSX file: values with number formats, and a second sheet that says where they come from."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from vrs_tracker.domain.sheets import Sheet, SheetCell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NARROWEST, _WIDEST = 10, 60
"""Width of a column in characters; longer texts wrap."""
_ABOUT_WIDTHS = (22, 90)


def workbook(sheet: Sheet, about: Sequence[tuple[str, str]], *, as_of: date) -> bytes:
    """Return the file: the sheets „Tabelle“ and „Angaben“. The same table gives the same bytes.

    No text becomes a formula or a link. `as_of` stands for the day on which the file was made.
    """
    import xlsxwriter  # noqa: PLC0415 - half a second and several megabytes that only this file needs

    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime.combine(as_of, time())})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        formats = {"": book.add_format({"text_wrap": True, "valign": "top"})}
        table = book.add_worksheet("Tabelle")
        _write_heads(table, sheet, head)
        for number, row in enumerate(sheet.rows, start=1):
            for index, cell in enumerate(row):
                if cell.number_format not in formats:
                    wanted = {"num_format": cell.number_format, "valign": "top"}
                    formats[cell.number_format] = book.add_format(wanted)
                _write(table, (number, index), cell, formats[cell.number_format])
        notes = book.add_worksheet("Angaben")
        for index, width in enumerate(_ABOUT_WIDTHS):
            notes.set_column(index, index, width)
        for number, (term, value) in enumerate(about):
            notes.write_string(number, 0, term, head)
            notes.write_string(number, 1, value, formats[""])
    return target.getvalue()


def _write_heads(table: Any, sheet: Sheet, head: Any) -> None:  # noqa: ANN401 - the library has no types
    for index, text in enumerate(sheet.heads):
        longest = max(len(text), *(_length(row[index]) for row in sheet.rows), _NARROWEST)
        table.set_column(index, index, min(longest + 2, _WIDEST))
        table.write_string(0, index, text, head)
    table.freeze_panes(1, 0)
    table.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.heads) - 1)


def _length(cell: SheetCell) -> int:
    return len(cell.value) if isinstance(cell.value, str) else _NARROWEST


def _write(table: Any, at: tuple[int, int], cell: SheetCell, style: Any) -> None:  # noqa: ANN401 - as above
    match cell.value:
        case str() as text:
            table.write_string(*at, text, style)
        case date() as day:
            table.write_datetime(*at, datetime.combine(day, time()), style)
        case number:
            table.write_number(*at, number, style)
