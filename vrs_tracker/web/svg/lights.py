"""Lights over half-years: a shape for each block and report; the words stand beside the newest.

The shapes are those of the print and of the pages, so that they are known from every table.
"""

from collections.abc import Callable
from datetime import date

from vrs_tracker.domain.charts import LightChart
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.web.svg.canvas import Canvas, Point, diamond, disc, polyline, square, triangle

_NAME_SHARE, _NARROW_NAME_SHARE = 0.34, 0.42
"""Largest share of the width for the names."""
_WORD_SHARE = 0.3
_WORDS_BESIDE_FROM = 400
"""In a drawing that is narrower the word of the newest light stands below the name."""
_ROW, _CLOSE_ROW = 1.5, 1.15
"""Height of a row in lines of text; many rows stand closer, so that forty fit one page."""
_MANY = 24
_HEAD_LINES_GAP = 0.4


def draw_lights(canvas: Canvas, chart: LightChart) -> float:
    """Draw the chart; returns the height."""
    style = canvas.style
    beside = style.width >= _WORDS_BESIDE_FROM
    newest = [row.lights[-1].label if row.lights and row.lights[-1] else "" for row in chart.rows]
    longest = max((canvas.text_width(row.name, strong=not beside) for row in chart.rows), default=0.0)
    longest = longest if beside else max(longest, canvas.widest(newest))
    share = _NAME_SHARE if beside else _NARROW_NAME_SHARE
    names = min(style.width * share, longest) + 2 * style.gap
    words = min(style.width * _WORD_SHARE, canvas.widest(newest)) if beside else 0.0
    radius = style.size * 0.42
    end = words + style.gap + radius if beside else 0.0
    slot = (style.width - names - end) / max(len(chart.days) - (0.5 if beside else 0), 1)
    middles = [names + slot * (place + 0.5) for place in range(len(chart.days))]
    space = _CLOSE_ROW if len(chart.rows) > _MANY else _ROW
    y = _draw_heads(canvas, chart.days, middles, slot)
    for row, word in zip(chart.rows, newest, strict=True):
        lines = canvas.wrap(row.name, names - 2 * style.gap, strong=not beside)
        ends = canvas.wrap(word, words if beside else names - 2 * style.gap)
        rows = max(len(lines), len(ends)) if beside else len(lines) + len(ends)
        height = (rows + space - 1) * style.line
        canvas.line((0, y), (style.width, y), style.rule, 0.6)
        middle = y + height / 2
        if beside:
            canvas.lines_of_text((0, middle), lines)
        else:
            _draw_name_and_word(canvas, lines, ends, middle - (rows - 1) * style.line / 2)
        for x, light in zip(middles, row.lights, strict=True):
            if light:
                draw_light(canvas, light, (x, middle), radius)
        if middles and beside:
            canvas.lines_of_text((middles[-1] + radius + style.gap, middle), ends)
        y += height
    return y


def _draw_name_and_word(canvas: Canvas, name: list[str], word: list[str], first: float) -> None:
    """Draw the name with the word of the newest light below it; `first` is the middle of the first line."""
    style = canvas.style
    for row, line in enumerate([*name, *word]):
        baseline = first + row * style.line + style.size * 0.33
        canvas.text((0, baseline), line, strong=row < len(name))


def _draw_heads(canvas: Canvas, days: tuple[date, ...], middles: list[float], width: float) -> float:
    """Draw the days above their columns, the year below if there is no room beside; returns the height."""
    style = canvas.style
    fits = canvas.widest(map(date_de, days)) + style.gap <= width
    for x, day in zip(middles, days, strict=True):
        for row, line in enumerate([date_de(day)] if fits else [f"{day:%d.%m.}", str(day.year)]):
            canvas.text((x, row * style.line + style.size * 0.93), line, anchor="middle", colour=style.soft)
    return ((1 if fits else 2) + _HEAD_LINES_GAP) * style.line


def draw_light(canvas: Canvas, light: Light, at: Point, radius: float) -> None:
    """Draw the shape of a light; each differs from the others without colour."""
    style = canvas.style
    x, y = at
    check = [(x - radius, y), (x - radius * 0.3, y + radius * 0.8), (x + radius, y - radius * 0.9)]
    bar = [(x - radius, y), (x + radius, y)]
    drawn: dict[Light, Callable[[], None]] = {
        Light.ON_TRACK: lambda: canvas.path(
            disc(at, radius), fill=style.on_track, stroke=style.ink, width=0.6
        ),
        Light.AT_RISK: lambda: canvas.path(
            triangle(at, radius), fill=style.at_risk, stroke=style.ink, width=0.8
        ),
        Light.OFF_TRACK: lambda: canvas.path(
            square(at, radius), fill=style.off_track, stroke=style.ink, width=0.6
        ),
        Light.NOT_STARTED: lambda: canvas.path(disc(at, radius), stroke=style.ink, width=1),
        Light.COMPLETED: lambda: canvas.path(polyline(check), stroke=style.ink, width=1.4),
        Light.DROPPED: lambda: canvas.path(polyline(bar), stroke=style.ink, width=1.4),
        Light.UNKNOWN: lambda: canvas.path(diamond(at, radius), stroke=style.ink, width=1),
    }
    if light in drawn:
        drawn[light]()
