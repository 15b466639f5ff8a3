"""A workbook in the old binary format (XLS): BIFF8 records in a compound file, written byte by byte.

No maintained library writes this format any more, and a file in the repository could not be read by people.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from struct import pack

SECTOR = 512
CUT_OFF = 4096
"""Shorter streams would have to lie in a stream of their own for small ones."""
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
DAY_ZERO = date(1899, 12, 30)
GENERAL, DATED = 0, 1
"""The formats of cells: a number as it is, and a day."""

Cell = str | float | date


def xls_of(rows: Iterable[Sequence[Cell]], *, sheet: str = "Buchungen") -> bytes:
    """Return a workbook of one sheet; an empty text is no cell."""
    cells = b"".join(
        _cell(number, column, value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value != ""
    )
    name = pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    formats = b"".join(_record(0x00E0, pack("<HH", 0, code) + bytes(16)) for code in (0, 14))
    before = _beginning(0x0005) + formats
    bound = _record(0x0085, pack("<IBB", 0, 0, 0) + name)
    start = len(before) + len(bound) + len(_END)
    bound = _record(0x0085, pack("<IBB", start, 0, 0) + name)
    return _compound(before + bound + _END + _beginning(0x0010) + cells + _END)


def _record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


_END = _record(0x000A, b"")


def _beginning(kind: int) -> bytes:
    return _record(0x0809, pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _cell(row: int, column: int, value: Cell) -> bytes:
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x0204, pack("<HHHHB", row, column, GENERAL, len(text) // 2, 1) + text)
    if isinstance(value, date):
        return _record(0x0203, pack("<HHHd", row, column, DATED, float((value - DAY_ZERO).days)))
    return _record(0x0203, pack("<HHHd", row, column, GENERAL, value))


def _compound(stream: bytes) -> bytes:
    """Put a stream into a compound file: header, allocation table, directory, then the stream itself."""
    length = max(CUT_OFF, -(-len(stream) // SECTOR) * SECTOR)
    last = 1 + length // SECTOR
    chain = [FAT, END, *range(3, last + 1), END]
    table = chain + [FREE] * (SECTOR // 4 - len(chain))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + pack("<9I", 0, 1, 1, 0, CUT_OFF, END, 0, END, 0)
        + pack("<109I", 0, *[FREE] * 108)
    )
    directory = _entry("Root Entry", 5, child=1, start=END, size=0) + _entry(
        "Workbook", 2, child=FREE, start=2, size=length
    )
    return header + pack("<128I", *table) + directory.ljust(SECTOR, b"\0") + stream.ljust(length, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    told = pack("<HBBIII36xIQ", len(text) + 2, kind, 1, FREE, FREE, child, start, size)
    return text.ljust(64, b"\0") + told
