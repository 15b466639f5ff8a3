"""The report as people read it: numbered sections made of a few kinds of element.

The chapters (`domain/chapters/`) turn a `CommitteeReport` into this value; the print template, the report
page and
the reading version only draw it. So the three say the same sentences, numbers and labels.
All texts are final German: notation, units and non-breaking spaces are already applied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from vrs_tracker.domain.charts import Chart
from vrs_tracker.domain.vocabulary.progress import Light


class Tone(StrEnum):
    """How a paragraph is set; the words alone must carry the meaning."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    MESSAGE = "message"


class RowKind(StrEnum):
    """What a table row is, so that group heads and sums can be set apart."""

    BODY = "body"
    GROUP = "group"
    DETAIL = "detail"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class LightMark:
    """A traffic light in a cell: the shape is drawn, only the word is read aloud."""

    light: Light
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar in a cell: decoration of a figure that stands in the same row.

    `permille` is the length in thousandths of the column's width, a whole number so that no float is frozen.
    """

    permille: int
    hatched: bool = False


Cell = str | LightMark | Bar
CHANGED = "geändert"
"""The word for a mark at what differs from the last report, where no line is drawn beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column; `head` is one short word because it is repeated at every cell when read aloud.

    `width` is a share of the width that is left after the columns with width 0, which are as wide as their
    content.
    """

    head: str
    right: bool = False
    width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells in the order of the columns; a GROUP row has one cell that spans them all."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `numbered` when the order or a reference to an item matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with their values, e. g. „Träger: Stadt Böblingen“; `small` ones are set like tables.

    `changed` names the terms whose values differ from the last report.
    """

    items: tuple[tuple[str, str], ...]
    small: bool = False
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; `message` says in one visible sentence what it shows.

    `may_break` is for long lists only: a short table stays on one page. `changed` if its values differ from
    the last report.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    message: str = ""
    note: str = ""
    may_break: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart, never without the table of its values."""

    chart: Chart
    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Framed:
    """A thin frame around the proposed resolution."""

    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()


Element = Paragraph | Listing | Facts | Table | Figure | Framed


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section („4“) or subsection („6.5“); `anchor` is its stable address within the report.

    `own_page` asks print to begin a new page before it, `in_one_piece` not to break it over two pages unless
    it is longer than one; `light` is drawn behind the heading.
    """

    number: str
    heading: str
    anchor: str
    body: tuple[Element, ...] = ()
    parts: tuple["Section", ...] = ()
    own_page: bool = False
    in_one_piece: bool = False
    light: LightMark | None = None

    def statements(self) -> tuple[tuple[str, Element], ...]:
        """The elements of the body with the numbers by which people cite them, „6.5.3“ or „9.2“.

        What stands before the parts of a section is counted behind a zero, „6.0.1“, so that it never has the
        number of a part. A section without number has no numbers to cite.
        """
        if not self.number:
            return tuple(("", element) for element in self.body)
        stem = f"{self.number}.0" if self.parts else self.number
        return tuple((f"{stem}.{place}", element) for place, element in enumerate(self.body, start=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All sections of one report in printed order."""

    title: str
    sections: tuple[Section, ...]

    def all_sections(self) -> Iterator[Section]:
        """Every section and subsection in reading order."""
        for section in self.sections:
            yield section
            yield from section.parts

    def charts(self) -> Iterator[Chart]:
        """Every chart in reading order."""
        for section in self.all_sections():
            for element in section.body:
                if isinstance(element, Figure):
                    yield element.chart

    def tables(self) -> Iterator[Table]:
        """Every table in reading order, those of the figures included."""
        for section in self.all_sections():
            yield from tables_in(section.body)


def tables_in(elements: Iterable[Element]) -> Iterator[Table]:
    """The tables among some elements in reading order, those of the figures included."""
    for element in elements:
        match element:
            case Table():
                yield element
            case Figure():
                yield element.table
            case _:
                pass
