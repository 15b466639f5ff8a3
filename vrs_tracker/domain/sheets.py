"""A table as rows of a spreadsheet: amounts, counts and dates as values, everything else as words.

`sheet_of` takes typed tables and printed ones; in the cells of a printed table a German amount, count, share
or date is recognised. What is beside the figures (title, reference date, Fassung, source) comes from `about`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from vrs_tracker.domain.document import Bar, Cell, LightMark, RowKind, Table
from vrs_tracker.domain.issue import DEMO_MARK, demo_mark
from vrs_tracker.domain.listing import Kind, TypedCell, TypedTable, text_cell
from vrs_tracker.domain.notation import approximately, date_de
from vrs_tracker.domain.report import CommitteeReport

CAPTION, MARK = "Tabelle", "Hinweis"
"""Terms beside the figures: what the table is called, and that its content is invented."""
GROUP_HEAD = "Gruppe"
UNNAMED_HEAD = "Bezeichnung"
DAY = "dd.mm.yyyy"
WHOLE = "0"
GROUPED = "#,##0"
CENTS = "#,##0.00"
ROUGH = f'"{approximately("")}"{CENTS}'
"""A number whose source has rounded it: it counts as the number and is shown with the word."""
NOT_CONFIRMED = "Arbeitsstand, noch nicht bestätigt"
FIRST_YEAR = 1900
"""Spreadsheets know no earlier day."""

_FORMATS = {Kind.AMOUNT: CENTS, Kind.MILLION: CENTS, Kind.COUNT: GROUPED, Kind.DATE: DAY}
_NUMBER = re.compile(
    r"(?P<sign>[+−-]?)(?P<whole>0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*)"
    r"(?:,(?P<fraction>[0-9]{1,2}))?(?P<unit>\s?[%€])?"
)
_DATE = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")


class Captioned(Protocol):
    """Any table that leaves as a file, with the texts around it."""

    @property
    def name(self) -> str:
        """Its word in addresses and names of files."""

    @property
    def caption(self) -> str:
        """What it is called."""

    @property
    def note(self) -> str:
        """What is to be known beside it."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A value with its number format; a text has none."""

    value: str | Decimal | int | date
    number_format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Heads and rows; groups stand in a first column of their own, bars are left out."""

    heads: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


def sheet_of(table: Table | TypedTable) -> Sheet:
    """Return the rows of a table as values."""
    if isinstance(table, TypedTable):
        heads, lines = _typed_lines(table)
        return Sheet(heads=heads, rows=tuple(tuple(_typed(*each) for each in line) for line in lines))
    heads, rows = flat_rows(table)
    return Sheet(heads=heads, rows=tuple(tuple(map(_recognised, row)) for row in rows))


def flat_rows(table: Table | TypedTable) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return heads and rows as words: group names in a first column, columns of bars left out."""
    if isinstance(table, TypedTable):
        heads, lines = _typed_lines(table)
        return heads, [[cell.text for cell, _ in line] for line in lines]
    return _printed_lines(table)


def _typed_lines(table: TypedTable) -> tuple[tuple[str, ...], list[list[tuple[TypedCell, Kind]]]]:
    shown = [index for index, column in enumerate(table.columns) if column.kind is not Kind.BAR]
    has_groups = any(row.group for row in table.rows)
    lines = [
        [
            *([(text_cell(row.group), Kind.TEXT)] if has_groups else []),
            *((row.cells[index], table.columns[index].kind) for index in shown),
        ]
        for row in table.rows
    ]
    return _heads([table.columns[index].head for index in shown], has_groups=has_groups), lines


def _heads(heads: Sequence[str], *, has_groups: bool) -> tuple[str, ...]:
    return (*([GROUP_HEAD] if has_groups else []), *(head or UNNAMED_HEAD for head in heads))


def _typed(cell: TypedCell, kind: Kind) -> SheetCell:
    if isinstance(cell.value, int) and kind is Kind.TEXT:
        return SheetCell(cell.value, WHOLE)
    if kind not in _FORMATS or cell.value is None or isinstance(cell.value, str):
        return SheetCell(cell.text)
    if isinstance(cell.value, date) and cell.value.year < FIRST_YEAR:
        return SheetCell(cell.text)
    is_rounded = _FORMATS[kind] == CENTS and cell.text.startswith(approximately(""))
    return SheetCell(cell.value, ROUGH if is_rounded else _FORMATS[kind])


def _printed_lines(table: Table) -> tuple[tuple[str, ...], list[list[str]]]:
    shown = [index for index in range(len(table.columns)) if not _is_bar_column(table, index)]
    has_groups = any(row.kind is RowKind.GROUP for row in table.rows)
    rows: list[list[str]] = []
    group = ""
    for row in table.rows:
        if row.kind is RowKind.GROUP:
            group = _text(row.cells[0])
        else:
            rows.append([*([group] if has_groups else []), *(_text(row.cells[index]) for index in shown)])
    return _heads([table.columns[index].head for index in shown], has_groups=has_groups), rows


def _is_bar_column(table: Table, index: int) -> bool:
    cells = [row.cells[index] for row in table.rows if row.kind is not RowKind.GROUP]
    has_bar = any(isinstance(cell, Bar) for cell in cells)
    return has_bar and all(isinstance(cell, Bar) or not cell for cell in cells)


def _text(cell: Cell) -> str:
    match cell:
        case Bar():
            return ""
        case LightMark():
            return cell.text
        case text:
            return text


def _recognised(text: str) -> SheetCell:
    """Return an amount, a count, a share or a date as a value; anything else as the text it is."""
    if found := _DATE.fullmatch(text):
        return _day(text, *map(int, found.groups()))
    found = _NUMBER.fullmatch(text)
    if found is None:
        return SheetCell(text)
    fraction = found["fraction"] or ""
    sign = "-" if found["sign"] in {"−", "-"} else ""
    value = Decimal(f"{sign}{found['whole'].replace('.', '')}.{fraction or '0'}")
    decimals = f".{'0' * len(fraction)}" if fraction else ""
    if (found["unit"] or "").strip() == "%":
        return SheetCell(value.scaleb(-2), f"0{decimals}%")
    is_grouped = bool(fraction) or "." in found["whole"]
    return SheetCell(value, f"{GROUPED if is_grouped else WHOLE}{decimals}")


def _day(text: str, day: int, month: int, year: int) -> SheetCell:
    try:
        found = date(year, month, day)
    except ValueError:
        return SheetCell(text)
    return SheetCell(found, DAY) if year >= FIRST_YEAR else SheetCell(text)


def about(report: CommitteeReport, table: Table | TypedTable, source: str) -> Sequence[tuple[str, str]]:
    """Return what belongs to a table beside its figures, as terms and values; nothing is left empty."""
    stand = date_de(report.as_of)
    version = f"{report.version}" if report.version else NOT_CONFIRMED
    excerpt = table.excerpt if isinstance(table, TypedTable) else ""
    pairs = (
        (CAPTION, table.caption),
        ("Aussage", table.message),
        ("Auswahl", excerpt),
        ("Anmerkung", table.note),
        ("Berichtszeitraum", report.period.label),
        ("Stand", stand),
        ("Fassung", version),
        ("Quelle", source),
        (MARK, demo_mark(report)),
    )
    return tuple(pair for pair in pairs if pair[1])


def table_file_name(
    report: CommitteeReport, table: Table | TypedTable, ending: str, *, is_draft: bool
) -> str:
    """Return the name of a table's file, e. g. „meilensteine-stand-2026-06-30-demodaten.csv“."""
    return _file_name(table, ending, report.as_of, is_draft=is_draft, is_demo=report.contains_demo)


def about_working_list(
    table: Captioned, source: str, *, as_of: date, is_demo: bool
) -> Sequence[tuple[str, str]]:
    """Return the same as `about` for a list that belongs to no report."""
    pairs = (
        (CAPTION, table.caption),
        ("Auswahl", table.excerpt if isinstance(table, TypedTable) else ""),
        ("Anmerkung", table.note),
        ("Stand", date_de(as_of)),
        ("Fassung", NOT_CONFIRMED),
        ("Quelle", source),
        (MARK, DEMO_MARK if is_demo else ""),
    )
    return tuple(pair for pair in pairs if pair[1])


def working_file_name(table: Captioned, ending: str, *, as_of: date, is_demo: bool) -> str:
    """Return the name of the file of such a list, e. g. „buchungen-stand-2026-11-22-entwurf.csv“."""
    return _file_name(table, ending, as_of, is_draft=True, is_demo=is_demo)


def _file_name(table: Captioned, ending: str, as_of: date, *, is_draft: bool, is_demo: bool) -> str:
    marks = (
        "auswahl" if isinstance(table, TypedTable) and table.excerpt else "",
        f"stand-{as_of.isoformat()}",
        "entwurf" if is_draft else "",
        "demodaten" if is_demo else "",
    )
    return "-".join([table.name, *filter(None, marks)]) + f".{ending}"
