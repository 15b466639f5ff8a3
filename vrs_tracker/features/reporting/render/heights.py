"""How high an element is in print, at least and at most, so that Typst measures only what is in doubt.

Measuring sets a text twice. What is surely lower than its limit stands in one piece without it, what is
surely higher may break. The bounds are wide on purpose: a text that does not fit although it should would
leave the page, so where nothing is sure Typst measures. All figures are points and follow `parts.typ`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from vrs_tracker.domain.document import (
    Bar,
    Cell,
    Element,
    Facts,
    Figure,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Tone,
)
from vrs_tracker.web.typeface import typeface

WIDTH = 453.0
"""Of the text, rounded down."""
INDENT, FRAME = 24.0, 20.0
"""What a list takes from the width for its marks, and a frame for its inset."""
USUAL_TERM, WIDEST_TERM, TERM_GAP = 54.0, 113.4, 6.8
"""The column of terms: as wide as this unless one is wider; above the limit it has a line of its own."""
LIGHT_SHAPE, AIR, DETAIL_INDENT = 12.5, 5.0, 11.0
INSETS, GROUP_INSETS = 6.8, 11.4
"""Above and below the text of a cell."""
SMALLEST_GAP, USUAL_GAP, WIDEST_GAP = 8.0, 14.0, 20.0
"""Between two elements of a section, and below its heading."""
CAPTION_GAP, TEXT_GAP = 6.0, 10.0
"""Between a table and its caption, and its message or note."""
KERNED, SURELY = 0.9, 0.98
"""Kerning and ligatures make a text narrower than the sum of its letters, a hyphen or a box wider."""
LEADING, CAPITAL = 0.6, 0.4
"""How much of the pitch the first line of a text lacks, at most and at least."""
NARROWEST_COLUMN = 38.0
UNKNOWN = 1_000_000
LONG_TEXT = 1000
"""In characters. The search for the best lines grows with the square of a text that is not justified."""


@dataclass(frozen=True, slots=True)
class _Type:
    size: float
    pitch: float
    weight: str = "Regular"


_BODY, _LEAD = _Type(11, 15.5), _Type(12, 16.2)
_NOTE, _SMALL_FACTS, _HEADING = _Type(9.5, 12.4), _Type(9.5, 11.5), _Type(14, 17.5, "Semibold")
_HEAD = _Type(9.5, 12.4, "Semibold")
"""Heads and totals of tables; captions."""
_MESSAGE = _Type(11, 15.5, "Semibold")
_TONES = {Tone.LEAD: _LEAD, Tone.NOTE: _NOTE, Tone.MESSAGE: _MESSAGE}


@dataclass(frozen=True, slots=True)
class Height:
    """Bounds in points."""

    least: float
    most: float

    def __add__(self, other: "Height") -> "Height":
        """Stand one above the other."""
        return Height(self.least + other.least, self.most + other.most)

    def bounds(self) -> tuple[int, int]:
        """Return whole points, the lower bound rounded down and the upper one up."""
        return int(self.least), ceil(min(self.most, UNKNOWN))


_NOTHING, _ANY = Height(0, 0), Height(0, UNKNOWN)


def section_height(section: Section, body: Iterable[Height]) -> Height:
    """Return the height of the heading with the body, of which the heights are given, without the parts."""
    beside = WIDTH * 0.6 if section.light else WIDTH - 90
    heading = Height(0, _lines(f"{section.number} {section.heading}", _HEADING, beside).most)
    gaps = [WIDEST_GAP if isinstance(one, Table | Figure) else USUAL_GAP for one in section.body]
    between = Height(SMALLEST_GAP * len(gaps), sum(gaps) + WIDEST_GAP)
    apart = [_further_texts(one) for one in section.body if isinstance(one, Table)]
    return _sum((heading, between, *body, *apart))


def element_height(element: Element) -> Height:
    """Return the height of an element, of a table without what stands apart; nothing is known of drawings."""
    match element:
        case Paragraph(text=text, tone=tone):
            return _lines(text, _TONES.get(tone, _BODY))
        case Listing(items=items):
            return _apart(9, (_lines(item, _BODY, WIDTH - INDENT) for item in items))
        case Framed(paragraphs=paragraphs, items=items):
            texts = [_lines(text, _BODY, WIDTH - FRAME) for text in paragraphs]
            listed = [_lines(item, _BODY, WIDTH - FRAME - INDENT) for item in items]
            return Height(16, 16) + _apart(9, texts + listed)
        case Facts(items=items, small=small):
            kind = _SMALL_FACTS if small else _BODY
            column = (USUAL_TERM if has_usual_terms(element) else WIDEST_TERM) + TERM_GAP
            return _apart(6.4 if small else 9, (_fact(*item, kind, column) for item in items))
        case Table():
            return _table(element)
        case Figure():
            return _ANY


def has_usual_terms(facts: Facts) -> bool:
    """Return whether each term surely fits the usual column."""
    return all(_width(term) * _NOTE.size < USUAL_TERM for term, _ in facts.items)


def has_long_text(element: Element) -> bool:
    """Return whether a text of an element is so long that to look for its best lines takes seconds."""
    texts: Iterable[object] = ()
    match element:
        case Paragraph(text=text):
            texts = (text,)
        case Listing(items=items):
            texts = items
        case Framed(paragraphs=paragraphs, items=items):
            texts = (*paragraphs, *items)
        case Facts(items=facts):
            texts = (value for _, value in facts)
        case Table(rows=rows):
            texts = (cell for row in rows for cell in row.cells)
    return any(isinstance(text, str) and len(text) > LONG_TEXT for text in texts)


def _fact(term: str, value: str, kind: _Type, column: float) -> Height:
    least = _lines(value, kind).least
    most = _lines(value, kind, WIDTH - column).most
    is_short = _width(term) * _NOTE.size < USUAL_TERM
    return Height(least, most if is_short else most + _lines(term, kind).most + kind.pitch)


def drawing_height(figure: Figure, svg: str) -> Height:
    """Return the height of a drawing with its caption; the drawing is as wide as the text."""
    broad, high = (float(part) for part in svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    caption = _lines(f"Abbildung 999: {figure.caption}", _HEAD)
    drawn = high * WIDTH / broad
    return Height(drawn, drawn + 2 * CAPTION_GAP) + caption


def _further_texts(table: Table) -> Height:
    """Return the height of message and note, which may stand apart from their table."""
    texts = ((table.message, _MESSAGE), (table.note, _NOTE))
    return Height(0, sum(_lines(text, kind).most + TEXT_GAP for text, kind in texts if text))


def _table(table: Table) -> Height:
    """Return the height of a table with its caption, and with a note that is kept with it.

    Of a crooked table nothing is said: Typst refuses it.
    """
    if any(len(row.cells) != len(table.columns) for row in table.rows if row.kind is not RowKind.GROUP):
        return _ANY
    note = Height(0, 0) if table.may_break else Height(0, _further_texts(table).most)
    caption = _lines(f"Tabelle 999: {table.caption}", _HEAD) + Height(CAPTION_GAP, 2 * CAPTION_GAP)
    broad = _broadest_spaces(table)
    exact = _column_spaces(table)
    heads = Row(cells=tuple(column.head for column in table.columns), kind=RowKind.TOTAL)
    least = sum(_row(row, broad).least for row in (heads, *table.rows))
    most = UNKNOWN if exact is None else sum(_row(row, exact).most for row in (heads, *table.rows))
    return caption + note + Height(least, most)


def _broadest_spaces(table: Table) -> list[float]:
    """Return the most width that each column may get."""
    shares = sum(column.width for column in table.columns)
    return [WIDTH * column.width / shares if column.width else WIDTH for column in table.columns]


def _column_spaces(table: Table) -> list[float] | None:
    """Return the width for the text of each column, or None if that is for Typst to find out."""
    last = len(table.columns) - 1
    airs = [AIR * (place > 0) + AIR * (place < last) for place in range(len(table.columns))]
    natural = [
        0.0 if column.width else _natural(table, place) + airs[place]
        for place, column in enumerate(table.columns)
    ]
    rest, shares = WIDTH - sum(natural), sum(column.width for column in table.columns)
    if rest < 0:
        return None
    return [
        (rest * column.width / shares if column.width else natural[place])
        - airs[place]
        - (0 if place else DETAIL_INDENT)
        for place, column in enumerate(table.columns)
    ]


def _natural(table: Table, place: int) -> float:
    rows = [row.cells[place] for row in table.rows if row.kind is not RowKind.GROUP]
    return max(map(_cell_width, (table.columns[place].head, *rows))) + (0 if place else DETAIL_INDENT)


def _cell_width(cell: Cell) -> float:
    match cell:
        case str():
            widths = (_width(line, _HEAD.weight) for line in cell.split("\n"))
            return max(widths) * _HEAD.size
        case LightMark(text=text):
            return _width(text, _HEAD.weight) * _HEAD.size + LIGHT_SHAPE
        case Bar():
            return 0


def _row(row: Row, spaces: Sequence[float]) -> Height:
    if row.kind is RowKind.GROUP:
        return Height(GROUP_INSETS, GROUP_INSETS) + _cell(row.cells[0], WIDTH, _HEAD)
    kind = _HEAD if row.kind is RowKind.TOTAL else _NOTE
    cells = [_cell(cell, space, kind) for cell, space in zip(row.cells, spaces, strict=True)]
    return Height(INSETS + max(cell.least for cell in cells), INSETS + max(cell.most for cell in cells))


def _cell(cell: Cell, space: float, kind: _Type) -> Height:
    match cell:
        case str():
            return _lines(cell, kind, space) if cell else _NOTHING
        case LightMark(text=text):
            return Height(0, _lines(text, kind, space - LIGHT_SHAPE).most)
        case Bar():
            return Height(0, kind.pitch)


def _lines(text: str, kind: _Type, space: float = WIDTH) -> Height:
    """Bound the lines of a text.

    A line lacks less than the next word, and two in a row hold more than one width together; else what
    follows would stand in it. The optimum that Typst looks for may add a line.
    """
    if space < NARROWEST_COLUMN:
        return _ANY
    least = most = 0
    for line in text.split("\n"):
        least += max(1, ceil(KERNED * _width(line) * kind.size / space))
        width = _width(line, kind.weight) * kind.size
        if width <= space * SURELY:
            most += 1
        else:
            longest = max(_width(word, kind.weight) for word in line.split(" ")) * kind.size
            most += 1 + ceil(width / max(space - longest, space / 2))
    return Height((least - LEADING) * kind.pitch, (most - CAPITAL) * kind.pitch)


@lru_cache(maxsize=10_000)
def _width(text: str, weight: str = "Regular") -> float:
    """Return the width of a text in units of its size; many texts of a report are the same."""
    return typeface(weight).width(text, 1)


def _apart(gap: float, heights: Iterable[Height]) -> Height:
    listed = list(heights)
    between = gap * max(0, len(listed) - 1)
    return _sum((Height(between, between), *listed))


def _sum(heights: Iterable[Height]) -> Height:
    total = _NOTHING
    for height in heights:
        total += height
    return total
