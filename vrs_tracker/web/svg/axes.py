"""What charts share around their marks: value axis, names below an axis, legend."""

from decimal import Decimal

from vrs_tracker.domain.charts import Series
from vrs_tracker.domain.notation import number
from vrs_tracker.web.svg.canvas import Box, Canvas
from vrs_tracker.web.svg.scale import Scale, places

_KEY = 1.5
"""Width of a key in sizes of the text."""
_ROW = 1.3
"""Height of a row of the legend in lines of text."""


def tick_texts(marks: tuple[Decimal, ...]) -> list[str]:
    """Tick labels with the same number of decimals."""
    decimals = places(marks)
    return [number(mark, decimals) for mark in marks]


def value_axis_width(canvas: Canvas, marks: tuple[Decimal, ...]) -> float:
    """Room that the numbers of a value axis take at the left."""
    return canvas.widest(tick_texts(marks)) + canvas.style.gap


def draw_value_axis(canvas: Canvas, scale: Scale, marks: tuple[Decimal, ...], right: float) -> None:
    """Rules up to `right` with their numbers at the left."""
    style = canvas.style
    left = value_axis_width(canvas, marks)
    for mark, text in zip(marks, tick_texts(marks), strict=True):
        y = scale.place(mark)
        canvas.line((left, y), (right, y), style.rule, 0.6)
        canvas.lines_of_text((left - style.gap, y), [text], anchor="end", colour=style.soft)


def draw_names_below(canvas: Canvas, names: tuple[str, ...], middles: list[float], top: float) -> float:
    """Names under their places, only every second, third … if words do not fit; returns the height used."""
    style = canvas.style
    slot = middles[1] - middles[0] if len(middles) > 1 else style.width
    words = canvas.widest(word for name in names for word in name.split())
    every = 1
    while every < len(names) and words > slot * every - style.gap:
        every += 1
    deepest = 1
    for index in range(0, len(names), every):
        middle = middles[index]
        room = min(slot * every - style.gap, 2 * middle, 2 * (style.width - middle))
        lines = canvas.wrap(names[index], room)
        deepest = max(deepest, len(lines))
        for row, line in enumerate(lines):
            canvas.text((middle, top + style.size + row * style.line), line, anchor="middle")
    return style.size * 0.35 + deepest * style.line


def unit_text(unit: str) -> str:
    """Amounts stand in a unit, „in Mio. €“; what is counted has its name alone, „Termine“."""
    return f"in {unit}" if "€" in unit else unit


def draw_legend(canvas: Canvas, series: tuple[Series, ...], unit: str) -> float:
    """Keys and names of the series, then the unit, in as many rows as they need; returns the height used.

    One series has no key: the caption names it.
    """
    style = canvas.style
    key = _KEY * style.size + style.gap
    entries = [(canvas.wrap(one.name, style.width - key), index) for index, one in enumerate(series)]
    x = top = 0.0
    height = style.line * _ROW
    for lines, index in entries if len(entries) > 1 else []:
        width = key + canvas.widest(lines)
        if x and x + width > style.width:
            x, top, height = 0.0, top + height, style.line * _ROW
        canvas.bar(
            Box(x + 0.5, top + style.size * 0.2, key - style.gap - 1, style.size * 0.8),
            style.of_series(series[index], index),
        )
        for row, line in enumerate(lines):
            canvas.text((x + key, top + style.size * 0.93 + row * style.line), line)
        height = max(height, style.line * (len(lines) - 1 + _ROW))
        x += width + style.size * 1.6
    text = unit_text(unit)
    if x + canvas.text_width(text) > style.width:
        x, top, height = 0.0, top + height, style.line * _ROW
    canvas.text((x, top + style.size * 0.93), text, colour=style.soft)
    return top + height
