"""The map of the region as a chart: name and value upon each district, the shades explained beside it.

Shades are one colour in four strengths; whoever cannot tell them apart reads the values.
"""

from vrs_tracker.domain.charts import MapArea, MapChart
from vrs_tracker.web.svg.canvas import Box, Canvas
from vrs_tracker.web.svg.map import Outlines, outlines

_STRENGTHS = (0.0, 0.1, 0.24, 0.42)
_LEGEND_BESIDE_FROM = 400
"""A drawing that is narrower has the legend of the shades below the map."""
_MAP_SHARE = 0.7
_MARGIN = 1.5


def draw_region(canvas: Canvas, chart: MapChart) -> float:
    """Draw the chart; returns the height."""
    style, shape = canvas.style, outlines()
    beside = style.width >= _LEGEND_BESIDE_FROM
    width = style.width * _MAP_SHARE if beside else style.width
    factor = (width - 2 * _MARGIN) / shape.width
    for area in chart.areas:
        canvas.outline(shape.paths[area.district], (_MARGIN, _MARGIN), factor, _STRENGTHS[area.grade])
    for area in chart.areas:
        _draw_label(canvas, area, shape, factor)
    height = shape.height * factor + 2 * _MARGIN
    if beside:
        legend = _draw_shades(canvas, chart.shades, width + style.size * 1.5, style.line)
        height = max(height, legend)
    else:
        height = _draw_shades(canvas, chart.shades, 0, height + style.size)
    canvas.text((0, height + style.size), f"Karte: {shape.source}", colour=style.soft)
    return height + style.line


def _draw_label(canvas: Canvas, area: MapArea, shape: Outlines, factor: float) -> None:
    style = canvas.style
    x, y = shape.places[area.district]
    at = _MARGIN + x * factor, _MARGIN + y * factor
    canvas.text_on_map(at, area.district.hint, strong=False)
    canvas.text_on_map((at[0], at[1] + style.line), area.text, strong=area.grade > 0)


def _draw_shades(canvas: Canvas, shades: tuple[str, ...], x: float, y: float) -> float:
    """Draw a box and its meaning for each shade, the darkest first; returns where they end."""
    style = canvas.style
    side = style.size * 1.1
    room = style.width - x - side - style.gap
    for strength, meaning in sorted(zip(_STRENGTHS, shades, strict=True), reverse=True):
        box = Box(x + 0.5, y, side * 1.3, side)
        canvas.shade(box, strength)
        for line in canvas.wrap(meaning, room):
            canvas.text((box.right + style.gap, y + style.size * 0.93), line)
            y += style.line
        y += style.size * 0.4
    return y
