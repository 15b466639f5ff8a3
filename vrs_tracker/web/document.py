"""What templates/macros/document.html needs to draw the elements of a report."""

from flask import Flask
from markupsafe import Markup

from vrs_tracker.domain.charts import Chart
from vrs_tracker.domain.document import Element
from vrs_tracker.web.svg.drawing import WEB, draw_chart


def init_app(app: Flask) -> None:
    """Register the filters `kind_of` and `draw`."""
    app.add_template_filter(kind_of)
    app.add_template_filter(draw)


def kind_of(element: Element) -> str:
    """Return the kind of an element in lower case, by which the macro chooses how to draw it."""
    return type(element).__name__.lower()


def draw(chart: Chart) -> Markup:
    """Return the chart as an SVG element; every text in it is escaped by the writer."""
    return Markup(draw_chart(chart, WEB))  # noqa: S704 - the SVG writer escapes all texts
