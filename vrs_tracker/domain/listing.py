"""Tables that readers filter and sort: every cell knows its text as printed and its value.

A `TypedTable` is built once from the report. `printed()` makes of it the `Table` that page, PDF and CSV draw;
`narrowed` and `in_order` follow what a `Selection` asks for, which is read from the words of an address
(decisions.md 4, no. 29). The address keeps the words `stand`, `tabelle` and `format` for other things.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vrs_tracker.domain.document import Bar, Cell, Column, LightMark, Row, RowKind, Table
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.notation import (
    approximately,
    date_de,
    euro,
    million,
    number,
    precise_date,
    quoted,
    rough_euro,
    sort_key_de,
)
from vrs_tracker.domain.origins import Origin, traced
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.domain.vocabulary.progress import Light

SORTING, DIRECTION = "sortierung", "richtung"
DESCENDING, ASCENDING = "absteigend", "aufsteigend"
_LONGEST_SHOWN = 30
_MILLION = 6
"""Zeros of a million."""
LIGHT_ORDER = (
    *(Light.OFF_TRACK, Light.AT_RISK, Light.UNKNOWN, Light.ON_TRACK),
    *(Light.NOT_STARTED, Light.COMPLETED, Light.DROPPED, Light.NOT_APPLICABLE),
)
"""What needs attention first, when a column of lights is sorted."""


class Kind(StrEnum):
    """What a column holds; decides alignment, sorting and the number format of a spreadsheet."""

    TEXT = "text"
    AMOUNT = "amount"
    MILLION = "million"
    DATE = "date"
    COUNT = "count"
    LIGHT = "light"
    BAR = "bar"


_TO_THE_RIGHT = frozenset({Kind.AMOUNT, Kind.MILLION, Kind.COUNT})
_SORTABLE = frozenset(Kind) - {Kind.BAR}
Value = str | Decimal | int | date | Light | None
SortKey = tuple[int, str | Decimal | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCell:
    """A cell: `text` as people read it, `value` for sorting and files; None means that there is no value.

    `mark` replaces the text where something is drawn. `address` is where the text leads on a page; print
    shows the text only. `rank` sorts a cell whose text has an order of its own.
    """

    text: str
    value: Value = None
    mark: LightMark | Bar | None = None
    address: str = ""
    rank: int | None = None

    @property
    def printed(self) -> Cell:
        """The cell as the print template draws it."""
        return self.mark or self.text

    @property
    def sort_key(self) -> SortKey | None:
        """What sorts; None for a cell without value, which stands last in both directions."""
        if self.rank is not None:
            return 0, self.rank
        match self.value:
            case None:
                return None
            case Light() as light:
                return 0, LIGHT_ORDER.index(light)
            case str() as text:
                return 1, sort_key_de(text)
            case date() as day:
                return 0, day.toordinal()
            case amount:
                return 0, amount


def text_cell(text: str, *, address: str = "", rank: int | None = None) -> TypedCell:
    """Return a cell of words; an empty one has no value."""
    return TypedCell(text=text, value=text or None, address=address, rank=rank)


def amount_cell(amount: Decimal | None, *, missing: str, is_rounded: bool = False) -> TypedCell:
    """Return euros with cents; `missing` is the word for no amount."""
    if amount is None:
        return TypedCell(text=missing)
    return TypedCell(text=rough_euro(amount) if is_rounded else euro(amount), value=amount)


def million_cell(
    amount: Decimal | None, *, missing: str, is_rounded: bool = False, origin: Origin | None = None
) -> TypedCell:
    """Return euros for a column headed „Mio. €“; the value is in millions too, and not rounded.

    `origin` says which figure it is, so that a page can lead to where it comes from.
    """
    if amount is None:
        return TypedCell(text=missing)
    text = approximately(million(amount)) if is_rounded else million(amount)
    return TypedCell(text=traced(text, origin), value=amount.scaleb(-_MILLION))


def quantity_cell(quantity: Decimal | None, *, missing: str) -> TypedCell:
    """Return a measured value with the decimals it has; `missing` is the word for none."""
    return TypedCell(text=missing if quantity is None else number(quantity), value=quantity)


def count_cell(n: int | None, *, missing: str, address: str = "") -> TypedCell:
    """Return a whole number; `missing` is the word for none."""
    return TypedCell(text=missing if n is None else number(n), value=n, address=address)


def date_cell(day: date | None, *, missing: str) -> TypedCell:
    """Return a day; `missing` is the word for none."""
    return TypedCell(text=missing if day is None else date_de(day), value=day)


def moment_cell(moment: PreciseDate) -> TypedCell:
    """Return a date as exactly as it is known: only a known day is a date in a spreadsheet."""
    text = precise_date(moment.day, moment.precision.value)
    if moment.day is None:
        return TypedCell(text=text)
    exact = moment.precision is DatePrecision.DAY
    return TypedCell(text=text, value=moment.day if exact else text, rank=moment.day.toordinal())


def light_cell(light: Light, note: str = "") -> TypedCell:
    """Return a traffic light: a shape with its word, and what belongs in brackets behind it."""
    text = f"{light.label} ({note})" if note else light.label
    return TypedCell(text=text, value=light, mark=LightMark(light, text))


def bar_cell(bar: Bar) -> TypedCell:
    """Return a bar, which no file holds: its figure stands in the same row."""
    return TypedCell(text="", mark=bar)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedColumn:
    """A column; `key` is its word in the address, `head` one short word, `width` as in a printed table."""

    key: str
    head: str
    kind: Kind = Kind.TEXT
    width: int = 0

    @property
    def is_sortable(self) -> bool:
        """Whether rows can be sorted by it."""
        return self.kind in _SORTABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """Cells in the order of the columns.

    `facets` are the codes by which filters find the row, several for one word if need be; `group` is the
    heading under which it stands, `anchor` its place on the page, for what leads to it.
    """

    cells: tuple[TypedCell, ...]
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    group: str = ""
    anchor: str = ""


class Matching(StrEnum):
    """How a chosen code is compared: equal, or as a limit of codes that sort as they are written."""

    EQUAL = "equal"
    FROM = "from"
    UNTIL = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A question to the rows: `key` is its word in the address, `label` its name in the form.

    `choices` are codes with their words in the order of the form. `facet` is what it looks at in the rows, by
    default its own key; `every` is what the form says while nothing is chosen.
    """

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    facet: str = ""
    matching: Matching = Matching.EQUAL
    every: str = "alle"

    def lets_through(self, row: TypedRow, chosen: str) -> bool:
        """Whether the row bears the chosen code, or one beyond the limit."""
        codes = row.facets.get(self.facet or self.key, frozenset())
        if self.matching is Matching.EQUAL:
            return chosen in codes
        if self.matching is Matching.FROM:
            return any(code >= chosen for code in codes)
        return any(code <= chosen for code in codes)


def filter_of(
    rows: Iterable[TypedRow], key: str, label: str, words: Mapping[str, str], *, every: str = "alle"
) -> Filter:
    """Return a filter with the codes that the rows bear, in the order and with the words of `words`."""
    found = {code for row in rows for code in row.facets.get(key, frozenset())}
    choices = tuple((code, word) for code, word in words.items() if code in found)
    return Filter(key=key, label=label, choices=choices, every=every)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What an address asks for: chosen codes by filter, the column that sorts, what was not understood."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    sorted_by: str = ""
    descending: bool = False
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTable:
    """A table of the report with typed cells; the texts around it are those of a printed `Table`.

    `excerpt` says in words by what it was narrowed.
    """

    name: str
    caption: str
    columns: tuple[TypedColumn, ...]
    rows: tuple[TypedRow, ...]
    message: str = ""
    note: str = ""
    excerpt: str = ""

    def printed(self) -> Table:
        """Return the table as page, print and files draw it; a group's head counts its rows."""
        return Table(
            name=self.name,
            caption=self.caption,
            message=self.message,
            note=self.note,
            columns=tuple(
                Column(head=column.head, right=column.kind in _TO_THE_RIGHT, width=column.width)
                for column in self.columns
            ),
            rows=tuple(self._printed_rows()),
            may_break=True,
        )

    def _printed_rows(self) -> Iterator[Row]:
        members = Counter(row.group for row in self.rows)
        group = ""
        for row in self.rows:
            if row.group != group:
                group = row.group
                yield Row(cells=(f"{group} ({members[group]})",), kind=RowKind.GROUP)
            yield Row(cells=tuple(cell.printed for cell in row.cells))

    def narrowed(self, filters: Sequence[Filter], selection: Selection) -> "TypedTable":
        """Return the table with the rows that every chosen filter lets through."""
        asked = [(one, selection.chosen[one.key]) for one in filters if one.key in selection.chosen]
        kept = tuple(row for row in self.rows if all(one.lets_through(row, code) for one, code in asked))
        words = (f"{one.label} {quoted(dict(one.choices)[code])}" for one, code in asked)
        return replace(self, rows=kept, excerpt=", ".join(words))

    def in_order(self, selection: Selection) -> "TypedTable":
        """Return the table sorted by the chosen column within its groups, whose order stays.

        Equal cells keep their order, cells without value stand last in both directions.
        """
        index = next((at for at, one in enumerate(self.columns) if one.key == selection.sorted_by), None)
        if index is None:
            return self
        groups = {group: at for at, group in enumerate(dict.fromkeys(row.group for row in self.rows))}
        keyed = [(row, row.cells[index].sort_key) for row in self.rows]
        known = [(row, key) for row, key in keyed if key is not None]
        known.sort(key=lambda each: each[1], reverse=selection.descending)
        rows = [row for row, _ in known] + [row for row, key in keyed if key is None]
        return replace(self, rows=tuple(sorted(rows, key=lambda row: groups[row.group])))


def read_selection(
    columns: Sequence[TypedColumn], filters: Sequence[Filter], asked: Mapping[str, str]
) -> Selection:
    """Read what an address asks for; a value that does not exist is left out and named in a sentence."""
    chosen, ignored = {}, []
    for one in filters:
        code = asked.get(one.key, "")
        if code in dict(one.choices):
            chosen[one.key] = code
        elif code:
            ignored.append(f"{quoted(one.label)} kennt hier kein {quoted(_shown(code))}.")
    wanted = asked.get(SORTING, "")
    keys = {column.key for column in columns if column.is_sortable}
    if wanted and wanted not in keys:
        ignored.append(f"Nach {quoted(_shown(wanted))} lässt sich diese Tabelle nicht sortieren.")
    return Selection(
        chosen=chosen,
        sorted_by=wanted if wanted in keys else "",
        descending=asked.get(DIRECTION) == DESCENDING,
        ignored=tuple(ignored),
    )


def _shown(typed: str) -> str:
    """Return the beginning of what stands in an address, on one line and without what does not print."""
    visible = "".join(char if char.isprintable() else " " for char in typed[:_LONGEST_SHOWN])
    return f"{visible}…" if len(typed) > _LONGEST_SHOWN else visible
