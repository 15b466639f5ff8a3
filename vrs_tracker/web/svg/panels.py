"""Panels side by side, one for each payer: each scales its bars by itself, and the drawing says so."""

from decimal import Decimal

from vrs_tracker.domain.charts import Panel, PanelChart
from vrs_tracker.web.svg.canvas import Box, Canvas
from vrs_tracker.web.svg.scale import Scale
from vrs_tracker.web.svg.segments import LEAST_LENGTH

_BESIDE_FROM = 400
"""A drawing that is narrower has its panels below each other."""
_THREE = 3
_BETWEEN = 2.4
"""Room between two panels in sizes of the text."""
_BAR = 1.25
"""Height of a bar in lines of text."""


def draw_panels(canvas: Canvas, chart: PanelChart) -> float:
    """Draw the chart; returns the height."""
    style = canvas.style
    columns = 1
    if style.width >= _BESIDE_FROM:
        columns = _THREE if len(chart.panels) == _THREE else 2
    between = style.size * _BETWEEN
    width = (style.width - between * (columns - 1)) / columns
    y = 0.0
    for first in range(0, len(chart.panels), columns):
        row = chart.panels[first : first + columns]
        heights = [
            _draw_panel(canvas, panel, place * (width + between), y, width) for place, panel in enumerate(row)
        ]
        y += max(heights) + style.size
    for line in canvas.wrap(chart.note, style.width):
        canvas.text((0, y + style.size * 0.6), line, colour=style.soft)
        y += style.line
    return y


def _draw_panel(canvas: Canvas, panel: Panel, x: float, top: float, width: float) -> float:
    """Draw a rule, the name and the bars; returns the height."""
    style = canvas.style
    canvas.line((x, top + 0.5), (x + width, top + 0.5), style.rule, 0.8)
    y = top + style.size * 0.5
    for line in canvas.wrap(panel.name, width, strong=True):
        canvas.text((x, y + style.size * 0.93), line, strong=True)
        y += style.line
    y += style.size * 0.2
    names = canvas.widest(bar.name for bar in panel.bars) + 2 * style.gap
    texts = canvas.widest(bar.text for bar in panel.bars) + style.gap
    known = [bar.value for bar in panel.bars if bar.value]
    most = max(known, default=Decimal(1))
    left = x + names
    scale = Scale(Decimal(0), most, left, max(x + width - texts, left + LEAST_LENGTH))
    height = style.line * _BAR
    for bar in panel.bars:
        middle = y + height / 2
        canvas.lines_of_text((x, middle), [bar.name])
        end = left
        if bar.value:
            end = max(scale.place(bar.value), left + LEAST_LENGTH)
            fill = style.planned if bar.is_planned else style.of_payer(panel.payer)
            canvas.bar(Box(left, y + height * 0.14, end - left, height * 0.72), fill)
        canvas.lines_of_text((end + style.gap, middle), [bar.text])
        y += height
    return y - top
