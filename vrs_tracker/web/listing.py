"""A table that the reader filters and sorts by the address: form, heads that sort, number of hits, files.

    listing = listed(milestones_table(report), filters)
    if file := requested_file(report, (listing.table,), is_draft=shown.is_live):
        return file
    return render_template("….html", shown=shown, listing=listing)

Drawn by templates/macros/listing.html. It works without script; what an address asks for in vain is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import request

from vrs_tracker.domain.as_of import KNOWN, STAND
from vrs_tracker.domain.document import Cell, Column, Row, RowKind
from vrs_tracker.domain.listing import (
    ASCENDING,
    DESCENDING,
    DIRECTION,
    SORTING,
    Filter,
    Selection,
    TypedCell,
    TypedRow,
    TypedTable,
    read_selection,
)

KEPT = (STAND, KNOWN)
"""Words of the address that say which report is shown: the form and every link keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column head; `order` is what aria-sort says, `address` sorts by it, or turns the order it has."""

    head: str
    right: bool
    address: str
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRow:
    """A row for the macro; a cell is printed, or typed where it leads somewhere."""

    cells: tuple[Cell | TypedCell, ...]
    kind: RowKind
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTable:
    """What the macro `table` draws of a typed table: a printed table with links in cells and heads."""

    name: str
    caption: str
    message: str
    note: str
    columns: tuple[Head | Column, ...]
    rows: tuple[DrawnRow | Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A filter in the form, with the code that is chosen."""

    key: str
    label: str
    every: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTable:
    """A table as the address asks for it.

    `table` is what files hold, `drawn` what the page draws; `of` counts the rows without filters. `kept` are
    hidden fields of the form, `reset` is the address without filters, `ignored` are sentences.
    """

    table: TypedTable
    drawn: DrawnTable
    questions: tuple[Question, ...]
    kept: tuple[tuple[str, str], ...]
    address: str
    reset: str
    of: int
    is_narrowed: bool
    ignored: tuple[str, ...]

    @property
    def hits(self) -> int:
        """The number of rows that are shown."""
        return len(self.table.rows)

    @property
    def choice(self) -> Mapping[str, str]:
        """The words of the address that choose rows, for links to files of the same rows."""
        return {question.key: question.chosen for question in self.questions if question.chosen}

    def chosen(self, key: str) -> str:
        """Return the code that is chosen for a question, empty if none is."""
        return next((question.chosen for question in self.questions if question.key == key), "")


def listed(
    table: TypedTable, filters: Sequence[Filter] = (), *, also_kept: Sequence[str] = ()
) -> ListedTable:
    """Return the table as the address of this request asks for it; filters without choice are left out.

    `also_kept` are further words of the address that form and links keep.
    """
    useful = [one for one in filters if len(one.choices) > 1 or one.key in request.args]
    selection = read_selection(table.columns, useful, request.args)
    found = table.narrowed(useful, selection).in_order(selection)
    kept = _kept((*also_kept, *KEPT))
    sorting = _sorting(selection.sorted_by, descending=selection.descending)
    return ListedTable(
        table=found,
        drawn=_drawn(found, selection, kept),
        questions=tuple(
            Question(
                key=one.key,
                label=one.label,
                every=one.every,
                choices=one.choices,
                chosen=selection.chosen.get(one.key, ""),
            )
            for one in useful
        ),
        kept=(*kept, *sorting),
        address=request.path,
        reset=_address([*kept, *sorting]),
        of=len(table.rows),
        is_narrowed=bool(selection.chosen),
        ignored=selection.ignored,
    )


def drawn(table: TypedTable) -> DrawnTable:
    """Return a typed table for the macro `table`, with links in its cells but heads that do not sort."""
    printed = table.printed()
    return DrawnTable(
        name=printed.name,
        caption=printed.caption,
        message=printed.message,
        note=printed.note,
        columns=printed.columns,
        rows=_linked_rows(table, printed.rows),
    )


def anchored(listing: ListedTable, anchor: str) -> ListedTable:
    """Return a list that stands far down on its page: whoever filters or sorts it lands there again."""
    columns = tuple(
        replace(head, address=f"{head.address}#{anchor}") if isinstance(head, Head) and head.address else head
        for head in listing.drawn.columns
    )
    return replace(
        listing,
        drawn=replace(listing.drawn, columns=columns),
        address=f"{listing.address}#{anchor}",
        reset=f"{listing.reset}#{anchor}",
    )


def _drawn(table: TypedTable, selection: Selection, kept: Sequence[tuple[str, str]]) -> DrawnTable:
    plain = drawn(table)
    words = [*kept, *selection.chosen.items()]
    heads = []
    for typed, column in zip(table.columns, plain.columns, strict=True):
        is_sorting = typed.key == selection.sorted_by
        turned = _sorting(typed.key, descending=is_sorting and not selection.descending)
        heads.append(
            Head(
                head=column.head,
                right=column.right,
                address=_address([*words, *turned]) if typed.is_sortable else "",
                order=("descending" if selection.descending else "ascending") if is_sorting else "",
            )
        )
    return replace(plain, columns=tuple(heads))


def _linked_rows(table: TypedTable, rows: Sequence[Row]) -> tuple[DrawnRow | Row, ...]:
    """Return the printed rows with typed cells where a cell leads somewhere; group heads stay as they are."""
    typed = iter(table.rows)
    return tuple(row if row.kind is RowKind.GROUP else _linked_row(next(typed), row.kind) for row in rows)


def _linked_row(typed: TypedRow, kind: RowKind) -> DrawnRow:
    cells = tuple(cell if cell.address else cell.printed for cell in typed.cells)
    return DrawnRow(kind=kind, cells=cells, anchor=typed.anchor)


def _kept(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(key, request.args[key]) for key in words if key in request.args]


def _sorting(key: str, *, descending: bool) -> list[tuple[str, str]]:
    return [(SORTING, key), (DIRECTION, DESCENDING if descending else ASCENDING)] if key else []


def _address(words: Sequence[tuple[str, str]]) -> str:
    return f"{request.path}?{urlencode(words)}" if words else request.path
