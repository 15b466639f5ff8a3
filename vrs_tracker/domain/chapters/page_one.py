"""Whether the summary fits on page 1 beside the head and the proposed resolution (users.md 4.5).

What moves to page 2, and in which order: first the table of the blocks, which then stands last in the
summary, always if it has more than ten rows; the lead carries the counts. Then the end of what is to be
decided runs over, above the contents. The table of the money never moves.

The place of the table decides the numbers of the statements, so it must be known before anything is drawn:
the height is estimated here from the length of the texts. The estimate is never too small; tests compare it
with prints.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from vrs_tracker.domain.chapters.resolution import resolution_section
from vrs_tracker.domain.document import (
    Cell,
    Element,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Row,
    Table,
    Tone,
)
from vrs_tracker.domain.report import CommitteeReport

PAGE = Decimal(700)
"""Height of the text on a page in points: 247 mm."""
MOST_ROWS = 10
"""A longer table of blocks always stands on page 2."""

HEAD = Decimal(58)
"""Title block with four lines, without the title; measured, like all that follows, in points."""
LINE, LEAD_LINE, CELL_LINE, TITLE_LINE = Decimal("15.5"), Decimal("16.1"), Decimal("12.4"), Decimal(20)
"""Height of a line: of text, of the lead, in a table, of the title."""
HEADING = Decimal("40.5")
"""A heading with the space around it."""
FRAME, TABLE, ROW, BOLD_LINE = Decimal(10), Decimal(37), Decimal("13.3"), Decimal(20)
"""A frame around its lines; caption, head and space of a table; a row of one line; a bold line, its space."""
PARAGRAPH_GAP = Decimal(4)
BODY, LEAD, CELL, TITLE = Decimal(11), Decimal(12), Decimal("9.5"), Decimal(16)
"""Sizes of type."""
WIDTH, INDENT, PADDING, AIR = Decimal(453), Decimal(19), Decimal(20), Decimal(5)
"""Width of a line; what items and the frame take from it, and a cell at each side where another one is."""
LIGHT_SHAPE = Decimal("12.5")
CHARACTERS = {
    200: " ",
    250: "ijlI.,;:",
    290: "f()",
    310: "-",
    350: "rt/",
    420: "sz„“",
    460: "cvxy",
    480: "JYFL–",
    500: "aegkä0123456789€+−",
    540: "bhnouöüASTXVZÄE",
    570: "dpqßBCKPR",
    620: "DG&",
    660: "HNOQUÖÜ",
    730: "wM",
}
"""Widths of the print font's characters in thousandths of the size of type."""
BROADEST = 830
_WIDTHS = {character: width for width, characters in CHARACTERS.items() for character in characters}


def fits_page_1(report: CommitteeReport, lead: str, blocks: Table, others: Sequence[Element]) -> bool:
    """Return whether the table of the blocks has room on page 1 beside lead and all others of the summary."""
    return len(blocks.rows) <= MOST_ROWS and page_1_height(report, lead, (blocks, *others)) <= PAGE


def page_1_height(report: CommitteeReport, lead: str, below: Sequence[Element]) -> Decimal:
    """Estimate the height of head, resolution and summary in points, rather too much than too little."""
    texts = LEAD_LINE * _lines(lead, LEAD) + sum(map(_height, below), Decimal(0))
    return _opening(report) + texts


def _opening(report: CommitteeReport) -> Decimal:
    """Return the height down to the lead: title block, title, resolution, both headings."""
    title = f"{report.motion.title} – {report.number}. Halbjahresbericht"
    resolution = sum(map(_height, resolution_section(report).body), Decimal(0))
    return HEAD + TITLE_LINE * _lines(title, TITLE) + 2 * HEADING + resolution


def _height(element: Element) -> Decimal:
    match element:
        case Framed(paragraphs=paragraphs, items=items):
            lines = _all_lines(paragraphs, WIDTH - PADDING) + _all_lines(items, WIDTH - PADDING - INDENT)
            return FRAME + LINE * lines
        case Listing(items=items):
            return LINE * _all_lines(items, WIDTH - INDENT)
        case Paragraph(text=text, tone=Tone.MESSAGE):
            return BOLD_LINE + LINE * (_lines(text, BODY) - 1)
        case Paragraph(text=text):
            return LINE * _lines(text, BODY) + PARAGRAPH_GAP
        case Table(rows=rows):
            return TABLE + sum((ROW + CELL_LINE * (_row_lines(element, row) - 1) for row in rows), Decimal(0))
        case _:
            raise TypeError(type(element))


def _row_lines(table: Table, row: Row) -> int:
    whole = sum(column.width for column in table.columns)
    last = len(table.columns) - 1
    spaces = (
        WIDTH * column.width / whole - AIR * (1 if place in {0, last} else 2)
        for place, column in enumerate(table.columns)
    )
    return max(_cell_lines(cell, space) for cell, space in zip(row.cells, spaces, strict=True))


def _cell_lines(cell: Cell, space: Decimal) -> int:
    match cell:
        case LightMark(text=text):
            return _lines(text, CELL, space - LIGHT_SHAPE)
        case str():
            return _lines(cell, CELL, space)
        case _:
            return 1


def _all_lines(texts: Iterable[str], space: Decimal) -> int:
    return sum(_lines(text, BODY, space) for text in texts)


def _lines(text: str, size: Decimal, space: Decimal = WIDTH) -> int:
    """Return how many lines a text takes if no word is divided; a longer word goes on on the next line."""
    lines, used = 1, Decimal(0)
    for word in text.split():
        width = _width(word, size)
        if used and used + width > space:
            lines, used = lines + 1, Decimal(0)
        lines += int(width // space)
        used += width % space + _width(" ", size)
    return lines


def _width(text: str, size: Decimal) -> Decimal:
    return sum(_WIDTHS.get(character, BROADEST) for character in text) * size / 1000
