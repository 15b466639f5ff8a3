"""A table too long to be held as cells: its columns say what they hold, its rows come one after the other.

It leaves as CSV while the rows are still being read, or as a workbook (web/workbook.py).
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import NamedTuple

from vrs_tracker.domain.attachments import BYTE_ORDER_MARK, safe_cell
from vrs_tracker.domain.data_dictionary import EURO, NO_UNIT, CellType, ColumnEntry
from vrs_tracker.domain.notation import MINUS, date_de, euro_plain

_ROWS_AT_ONCE = 500
_MOST_REMEMBERED = 5_000


class Rough(NamedTuple):
    """An amount that its source has rounded."""

    amount: Decimal


Value = str | Decimal | Rough | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LongColumn:
    """A column; `rule` is where its values come from, `width` in characters.

    `keeps_text` is for codes that look like numbers: their leading zeros stay when somebody edits the cell.
    """

    head: str
    meaning: str
    rule: str
    type: CellType = CellType.TEXT
    unit: str = NO_UNIT
    width: int = 16
    keeps_text: bool = False

    @property
    def is_amount(self) -> bool:
        """Whether it holds euros."""
        return self.unit == EURO

    @property
    def definition(self) -> ColumnEntry:
        """The column in the words of the data dictionary."""
        return ColumnEntry(
            head=self.head, meaning=self.meaning, unit=self.unit, type=self.type, rule=self.rule
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTable:
    """Columns, and rows that can be read once; `length` is their number, known before they are read.

    `is_demo` marks the file; which of its rows are invented, a column of its own says.
    """

    name: str
    caption: str
    columns: Sequence[LongColumn]
    rows: Iterator[Sequence[Value]]
    length: int
    is_demo: bool
    note: str = ""

    @property
    def definitions(self) -> tuple[ColumnEntry, ...]:
        """Every column in the words of the data dictionary."""
        return tuple(column.definition for column in self.columns)


class _Texts(dict[Value, str]):
    """The values of one column as they stand in the file, each written once: most of them repeat."""

    def __missing__(self, value: Value) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        text = self[value] = _written(value)
        return text


def csv_parts(table: LongTable) -> Iterator[str]:
    """Yield a table as CSV, the head first; texts and negative numbers are written as in `table_csv`."""
    part = StringIO()
    writer = csv.writer(part, delimiter=";", lineterminator="\r\n")
    part.write(BYTE_ORDER_MARK)
    writer.writerow([column.head for column in table.columns])
    yield part.getvalue()
    texts = [_Texts() for _ in table.columns]
    while rows := tuple(islice(table.rows, _ROWS_AT_ONCE)):
        part.seek(0)
        part.truncate()
        columns = zip(texts, zip(*rows, strict=True), strict=True)
        writer.writerows(zip(*(map(known.__getitem__, values) for known, values in columns), strict=True))
        yield part.getvalue()


def _written(value: Value) -> str:
    match value:
        case str() as text:
            return safe_cell(text)
        case None:
            return ""
        case Rough(amount) | (Decimal() as amount):
            return euro_plain(amount).replace(MINUS, "-")
        case date() as day:
            return date_de(day)
        case whole:
            return str(whole)
