"""The sheets of a file as rows of values: spreadsheets by calamine, CSV by the standard library."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from io import BytesIO, StringIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.grid import Rows, Sheet
from vrs_tracker.features.exchange.readers.containers import CSV_TYPE, RefusedFile

CSV_NAME = "Tabelle"
DELIMITERS = ";\t,|"
LINES_SNIFFED = 20
LONGEST_FIELD = 1_000_000

Sheets = dict[str, Callable[[], Sheet]]
_QUOTED = re.compile(r'"[^"]*"')


def sheets_of(content: bytes, kind: str) -> Sheets:
    """Return the visible sheets by name, each to be read when it is asked for; raises RefusedFile."""
    if kind == CSV_TYPE:
        return {CSV_NAME: lambda: Sheet(CSV_NAME, csv_rows(content))}
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError as error:
        raise RefusedFile(words.ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedFile(words.BROKEN) from error
    names = [
        each.name
        for each in book.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet and each.visible is SheetVisibleEnum.Visible
    ]
    if not names:
        raise RefusedFile(words.NO_TABLE)
    return {name: partial(_sheet, book, name) for name in names}


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    try:
        found = book.get_sheet_by_name(name)
        return Sheet(name, found.to_python(skip_empty_area=False), found.merged_cell_ranges or ())
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedFile(words.BROKEN) from error


def csv_rows(content: bytes) -> Rows:
    """Return the rows of a CSV in UTF-8, UTF-16 or Windows-1252, with whatever separates its columns."""
    text = _decoded(content)
    try:
        csv.field_size_limit(LONGEST_FIELD)
        return [list(row) for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error as error:
        raise RefusedFile(words.BROKEN) from error


def _decoded(content: bytes) -> str:
    """Decode a CSV; German Excel writes Windows-1252, in which every file can be read, so it comes last."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Return the sign that divides most of the first lines alike; a comma also stands inside of amounts."""
    lines = [_QUOTED.sub("", line) for line in text.splitlines()[:LINES_SNIFFED] if line.strip()]
    scores: Counter[str] = Counter()
    for sign in DELIMITERS:
        numbers = Counter(line.count(sign) for line in lines if sign in line)
        if numbers:
            scores[sign] = max(numbers.values())
    best = max(DELIMITERS, key=lambda sign: (scores[sign], -DELIMITERS.index(sign)))
    return best if scores[best] else ";"
