"""What templates/macros/document.html needs to draw the elements of a report."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from flask import Flask
from markupsafe import Markup

from vrs_tracker.domain.charts import Chart
from vrs_tracker.domain.document import Bar, Column, Element, Row, Table
from vrs_tracker.web.listing import DrawnRow, DrawnTable, Head
from vrs_tracker.web.svg.drawing import BROAD, NARROW, WEB, draw_chart


def init_app(app: Flask) -> None:
    """Register the filters by which the macros draw elements."""
    app.add_template_filter(kind_of)
    app.add_template_filter(draw)
    app.add_template_filter(draw_narrow)
    app.add_template_filter(draw_broad)
    app.add_template_filter(bar_column)
    app.add_template_filter(without_message)
    app.add_template_filter(cell_frames)


def kind_of(element: Element) -> str:
    """Return the kind of an element in lower case, by which the macro chooses how to draw it."""
    return type(element).__name__.lower()


def draw(chart: Chart) -> Markup:
    """Return the chart as an SVG element; every text in it is escaped by the writer."""
    return Markup(draw_chart(chart, WEB))  # noqa: S704 - the SVG writer escapes all texts


def draw_narrow(chart: Chart) -> Markup:
    """Return the chart for a narrow screen, where the style sheet shows it instead of the other."""
    return Markup(draw_chart(chart, NARROW))  # noqa: S704 - the SVG writer escapes all texts


def draw_broad(chart: Chart) -> Markup:
    """Return the chart for a wide screen, where it takes the whole width of the page."""
    return Markup(draw_chart(chart, BROAD))  # noqa: S704 - the SVG writer escapes all texts


def without_message(table: Table | DrawnTable) -> Table | DrawnTable:
    """Return a table whose message stands elsewhere on the page."""
    return replace(table, message="")


class TableLike(Protocol):
    """A printed table, or one with links (web/listing.py)."""

    @property
    def columns(self) -> Sequence[Column | Head]:
        """Its columns."""

    @property
    def rows(self) -> Sequence[Row | DrawnRow]:
        """Its rows."""


def bar_column(table: TableLike) -> int:
    """Return the position of the column of bars, -1 without one; the last row has a cell for each column."""
    cells = table.rows[-1].cells if table.rows else ()
    return next((index for index, cell in enumerate(cells) if isinstance(cell, Bar)), -1)


def cell_frames(table: TableLike) -> tuple[tuple[Markup, Markup], ...]:
    """Return what begins and ends a cell of each column: the first is the head of its row."""
    others = table.columns[1:]
    return (
        (Markup('<th scope="row" role="rowheader" class="kern-table__header">'), Markup("</th>")),
        *((_opening(column.head, is_numeric=column.right), Markup("</td>")) for column in others),
    )


def _opening(head: str, *, is_numeric: bool) -> Markup:
    look = "kern-table__cell kern-table__cell--numeric" if is_numeric else "kern-table__cell"
    return Markup('<td role="cell" class="{}"><span class="cell-head" aria-hidden="true">{}: </span>').format(
        look, head
    )
