"""Draw a chart value. Text stays text, numbers are German, nothing depends on time, chance or environment."""

from dataclasses import replace
from typing import assert_never

from vrs_tracker.domain.charts import (
    BarChart,
    Chart,
    LightChart,
    LineChart,
    MapChart,
    PanelChart,
    TimelineChart,
)
from vrs_tracker.web.svg.canvas import Canvas
from vrs_tracker.web.svg.columns import draw_columns, names_fit_below
from vrs_tracker.web.svg.lights import draw_lights
from vrs_tracker.web.svg.lines import draw_lines
from vrs_tracker.web.svg.panels import draw_panels
from vrs_tracker.web.svg.region import draw_region
from vrs_tracker.web.svg.rows import draw_rows
from vrs_tracker.web.svg.style import PRINT, WEB, Style
from vrs_tracker.web.svg.timeline import draw_timeline

__all__ = ["BROAD", "NARROW", "PRINT", "WEB", "draw_chart"]

NARROW = replace(WEB, width=320)
"""For a page on a telephone: the same size of text on half of the width."""
BROAD = replace(WEB, width=960)
"""For a time axis on a wide screen, which needs the whole width of the page."""


def draw_chart(chart: Chart, style: Style = WEB) -> str:
    """One SVG element with title and description.

    A bar chart whose names do not fit below their bars is drawn with lying bars instead.
    """
    canvas = Canvas(style)
    match chart:
        case BarChart():
            lying = chart.horizontal or not names_fit_below(canvas, chart)
            height = draw_rows(canvas, chart) if lying else draw_columns(canvas, chart)
        case LineChart():
            height = draw_lines(canvas, chart)
        case PanelChart():
            height = draw_panels(canvas, chart)
        case LightChart():
            height = draw_lights(canvas, chart)
        case MapChart():
            height = draw_region(canvas, chart)
        case TimelineChart():
            height = draw_timeline(canvas, chart)
        case _:
            assert_never(chart)
    return canvas.finish(height, chart)
