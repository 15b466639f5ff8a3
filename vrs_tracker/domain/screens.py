"""The tables of a report in big type for the hall, one on each screen.

The order follows the report: the tables of page 1, then one of each section and each part, the first with
figures if there is one; in the hall people ask for money.
Every other table of the report can be shown by its name as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from vrs_tracker.domain.document import Bar, Cell, Document, LightMark, RowKind, Section, Table, tables_in
from vrs_tracker.domain.leaves import page_1


class Size(StrEnum):
    """How large the type of a screen is; css/screen.css has the measures, in hundredths of its height."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    SMALLEST = "smallest"


_MEASURES = {Size.LARGE: (2.5, 5.5, 80), Size.MEDIUM: (1.7, 4.6, 96), Size.SMALL: (1.1, 3.9, 112)}
"""Air of a row and height of a line in hundredths of the screen, characters in a line of the table."""
_ROOM = 72
"""What heading, caption, head of the columns and foot leave of the screen, in hundredths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A table and the section that it stands in."""

    section: Section
    table: Table

    @property
    def number(self) -> str:
        """The number by which people cite the table; that of its section where its statements have none."""
        numbers = (number for number, said in self.section.statements() if self.table in tables_in((said,)))
        return next(numbers, "") or self.section.number

    @property
    def size(self) -> Size:
        """The largest type in which all rows are seen at once; the smallest where none is small enough."""
        for size, (air, line, width) in _MEASURES.items():
            if sum(air + line * lines for lines in _lines(self.table, width)) <= _ROOM:
                return size
        return Size.SMALLEST


def screens(document: Document) -> tuple[Screen, ...]:
    """Return the screens in the order in which one goes through them."""
    return tuple(_leading(document))


def screen_of(document: Document, name: str) -> Screen | None:
    """Return the screen of any table of the report; None for an unknown name."""
    return next((one for one in _every(document) if one.table.name == name), None)


def around(document: Document, shown: Screen) -> tuple[Screen | None, Screen | None]:
    """Return the screens before and after one; it need not be one of the listed ones itself."""
    order = {one.table.name: place for place, one in enumerate(_every(document))}
    here = order[shown.table.name]
    listed = [(order[one.table.name], one) for one in screens(document)]
    before = [one for place, one in listed if place < here]
    after = [one for place, one in listed if place > here]
    return (before[-1] if before else None), (after[0] if after else None)


def _every(document: Document) -> Iterator[Screen]:
    for section in document.all_sections():
        for table in tables_in(section.body):
            yield Screen(section=section, table=table)


def _leading(document: Document) -> Iterator[Screen]:
    first_ones = {section.anchor for section in page_1(document)}
    for section in document.all_sections():
        tables = tuple(tables_in(section.body))
        with_figures = [table for table in tables if any(column.right for column in table.columns)]
        for table in tables if section.anchor in first_ones else (*with_figures, *tables)[:1]:
            yield Screen(section=section, table=table)


def _lines(table: Table, width: int) -> Iterator[int]:
    """Return about how many lines each row takes if a line of the whole table has so many characters.

    As a browser does it, each column gets its longest word, and of the rest as much as it has to say beyond.
    """
    rows = [[_said(cell) for cell in row.cells] for row in table.rows if row.kind is not RowKind.GROUP]
    columns = [*zip([column.head for column in table.columns], *rows, strict=True)]
    least = [max(len(word) for text in texts for word in (text.split() or [""])) for texts in columns]
    most = [max(map(len, texts)) for texts in columns]
    left = width - 2 * len(columns) - sum(least)
    share = min(1.0, max(0.0, left / max(1, sum(most) - sum(least))))
    wide = [few + (many - few) * share for few, many in zip(least, most, strict=True)]
    yield from (1 for row in table.rows if row.kind is RowKind.GROUP)
    for row in rows:
        yield max(ceil(len(text) / max(1.0, own)) for text, own in zip(row, wide, strict=True))


def _said(cell: Cell) -> str:
    match cell:
        case Bar():
            return ""
        case LightMark(text=text):
            return f"●\N{NO-BREAK SPACE}{text}"
        case _:
            return cell
