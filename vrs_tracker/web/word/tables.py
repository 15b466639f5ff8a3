"""A table of the report in Word: horizontal rules, a head that repeats, rows in one piece, fixed widths."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from vrs_tracker.domain.document import Bar, Cell, Column, LightMark, Row, RowKind, Table
from vrs_tracker.web.word.fields import element

TEXT_WIDTH = 160
"""Width of the text on A4 in millimetres."""
_PER_CHARACTER = 2.1
_PADDING = 5
_NARROWEST, _WIDEST = 14, 60
_RULE = {"val": "single", "sz": "4", "space": "0", "color": "9AA6AB"}
_STRONG = {"val": "single", "sz": "8", "space": "0", "color": "12464F"}


def add_table(document: Document, table: Table) -> None:
    """Add a table as large as the text is wide. Bars are left out: the figure stands in the same row."""
    kept = [index for index in range(len(table.columns)) if not _is_drawn(table, index)]
    columns = [table.columns[index] for index in kept]
    widths = column_widths(table, kept)
    made = document.add_table(rows=1, cols=len(kept))
    made.style = document.styles["Table Grid"]
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    _rule(made)
    head = made.rows[0]
    head._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001 - python-docx has no other way
    for cell, column in zip(head.cells, columns, strict=True):
        _write(cell, column.head, column, bold=True)
    for row in table.rows:
        _add_row(made, row, columns, kept)
    for index, width in enumerate(widths):
        made.columns[index].width = Mm(width)
        for cell in made.columns[index].cells:
            cell.width = Mm(width)
    for line in made.rows:
        line._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001 - as above


def column_widths(table: Table, kept: list[int]) -> list[int]:
    """Return the widths in millimetres, together at most as wide as the text.

    Columns without a share are as wide as their longest text; the others divide what is left. A column that
    is narrower than its longest word takes room from the one that has most to spare.
    """
    natural = {index: _natural(table, index) for index in kept if table.columns[index].width == 0}
    shares = {index: table.columns[index].width for index in kept if index not in natural}
    left = max(TEXT_WIDTH - sum(natural.values()), _NARROWEST * len(shares)) if shares else 0
    divided = {index: left * share // sum(shares.values()) for index, share in shares.items()}
    whole = sum(natural.values()) + sum(divided.values())
    widths = [(natural | divided)[index] * TEXT_WIDTH // whole for index in kept]
    needed = [_in_millimetres(_longest_word(table, index)) for index in kept]
    for place, least in enumerate(needed):
        room = [width - need for width, need in zip(widths, needed, strict=True)]
        widest = room.index(max(room))
        taken = min(max(least - widths[place], 0), max(room[widest], 0))
        widths[place] += taken
        widths[widest] -= taken
    return widths


def cell_text(cell: Cell) -> str:
    """Return what a cell says; a light is its word, a bar says nothing."""
    match cell:
        case LightMark():
            return cell.text
        case Bar():
            return ""
        case _:
            return cell


def _is_drawn(table: Table, index: int) -> bool:
    return any(len(row.cells) > index and isinstance(row.cells[index], Bar) for row in table.rows)


def _texts(table: Table, index: int) -> list[str]:
    cells = [
        cell_text(row.cells[index])
        for row in table.rows
        if row.kind is not RowKind.GROUP and len(row.cells) > index
    ]
    return [table.columns[index].head, *cells]


def _longest_word(table: Table, index: int) -> int:
    return max(len(word) for text in _texts(table, index) for word in text.split() or [""])


def _natural(table: Table, index: int) -> int:
    return min(_in_millimetres(max(map(len, _texts(table, index)))), _WIDEST)


def _in_millimetres(characters: int) -> int:
    return int(max(characters * _PER_CHARACTER + _PADDING, _NARROWEST))


def _add_row(made: WordTable, row: Row, columns: list[Column], kept: list[int]) -> None:
    line: _Row = made.add_row()  # type: ignore[no-untyped-call] # the library has types but here
    if row.kind is RowKind.GROUP:
        spanning = line.cells[0].merge(line.cells[-1])
        _write(spanning, cell_text(row.cells[0]), columns[0], bold=True)
        return
    for cell, column, index in zip(line.cells, columns, kept, strict=True):
        _write(cell, cell_text(row.cells[index]), column, bold=row.kind is RowKind.TOTAL)


def _write(cell: _Cell, text: str, column: Column, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Tabellentext"
    paragraph.add_run(text).bold = bold
    if column.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _rule(made: WordTable) -> None:
    borders = element("tblBorders")
    borders.append(element("top", **_STRONG))
    borders.append(element("left", val="nil"))
    borders.append(element("bottom", **_STRONG))
    borders.append(element("right", val="nil"))
    borders.append(element("insideH", **_RULE))
    borders.append(element("insideV", val="nil"))
    properties = made._tbl.tblPr  # noqa: SLF001 - python-docx has no other way
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)
