"""Standing bars: values above the bars where all of them fit, else a value axis."""

from vrs_tracker.domain.charts import BarChart
from vrs_tracker.domain.notation import number
from vrs_tracker.web.svg.axes import draw_legend, draw_names_below, draw_value_axis, value_axis_width
from vrs_tracker.web.svg.canvas import Box, Canvas
from vrs_tracker.web.svg.scale import Scale, ticks
from vrs_tracker.web.svg.segments import (
    LEAST_LENGTH,
    ZERO,
    Segment,
    bars_per_category,
    decimals,
    ends,
    label_inside,
    segments,
    shown_numbers,
    stack_end,
    stack_total,
)

_PLOT_HEIGHT = 11.0
"""In sizes of the text."""
_NAME_LINES = 3
_BAR_SHARE = 0.76
"""Share of a category's slot that its bars fill."""
_WIDEST_BAR = 4.5
"""In sizes of the text."""
_MISSING = "–"


def names_fit_below(canvas: Canvas, chart: BarChart) -> bool:
    """Whether every name fits below its bars in at most three lines without a broken word."""
    room = canvas.style.width - value_axis_width(canvas, ticks(ends(chart)))
    slot = room / max(len(chart.categories), 1) - canvas.style.gap
    return all(
        len(canvas.wrap(name, slot)) <= _NAME_LINES and canvas.widest(name.split()) <= slot
        for name in chart.categories
    )


def draw_columns(canvas: Canvas, chart: BarChart) -> float:
    """Draw the chart; returns the height."""
    style = canvas.style
    marks = ticks(ends(chart))
    bars = bars_per_category(chart)
    slot = style.width / max(len(chart.categories), 1)
    thickness = min(slot * _BAR_SHARE / bars, style.size * _WIDEST_BAR)
    room = slot if chart.stacked else thickness
    labelled = canvas.widest(shown_numbers(chart)) < room
    top = draw_legend(canvas, chart.series, chart.unit) + style.line
    bottom = top + style.size * _PLOT_HEIGHT
    scale = Scale(marks[0], marks[-1], bottom, top)
    left = 0.0
    if not labelled:
        left = value_axis_width(canvas, marks)
        slot = (style.width - left) / max(len(chart.categories), 1)
        thickness = min(slot * _BAR_SHARE / bars, style.size * _WIDEST_BAR)
        draw_value_axis(canvas, scale, marks, style.width)
    middles = [left + slot * (index + 0.5) for index in range(len(chart.categories))]
    for index, middle in enumerate(middles):
        place = Box(middle - bars * thickness / 2, 0, thickness, 0)
        draw_column = _draw_stack if chart.stacked else _draw_group
        draw_column(canvas, chart, index, scale, place, labelled=labelled)
    zero = scale.place(ZERO)
    canvas.line((left, zero), (style.width, zero), style.ink, 0.8)
    names_top = bottom + style.size * 0.35 + (style.line if labelled and marks[0] < 0 else 0)
    return names_top + draw_names_below(canvas, chart.categories, middles, names_top)


def _draw_group(
    canvas: Canvas, chart: BarChart, category: int, scale: Scale, first: Box, *, labelled: bool
) -> None:
    style = canvas.style
    for segment in segments(chart, category):
        box = _box(segment, scale, first.x + segment.series * first.width, first.width)
        if segment.value:
            canvas.bar(box, style.of_series(chart.series[segment.series], segment.series))
        if labelled:
            text = _MISSING if segment.value is None else number(segment.value, decimals(chart))
            y = box.y - style.gap if segment.end >= 0 else box.bottom + style.size
            canvas.text((box.centre[0], y), text, anchor="middle")


def _draw_stack(
    canvas: Canvas, chart: BarChart, category: int, scale: Scale, first: Box, *, labelled: bool
) -> None:
    style = canvas.style
    pieces = list(segments(chart, category))
    for segment in pieces:
        if segment.value:
            box = _box(segment, scale, first.x, first.width)
            fill = style.of_series(chart.series[segment.series], segment.series)
            canvas.bar(box, fill)
            label_inside(canvas, box, number(segment.value, decimals(chart)), fill)
    if labelled:
        total = stack_total(chart, category)
        text = _MISSING if total is None else number(total, decimals(chart))
        end = stack_end(pieces)
        y = scale.place(end) + (style.size if end < 0 else -style.gap)
        canvas.text((first.x + first.width / 2, y), text, anchor="middle")


def _box(segment: Segment, scale: Scale, x: float, thickness: float) -> Box:
    high, low = sorted((scale.place(segment.start), scale.place(segment.end)))
    if segment.value and low - high < LEAST_LENGTH:
        high, low = (low - LEAST_LENGTH, low) if segment.value > 0 else (high, high + LEAST_LENGTH)
    return Box(x + thickness * 0.06, high, thickness * 0.88, low - high)
