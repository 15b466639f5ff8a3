"""Lying bars: names at the left, values at the ends, no axis because every value is written."""

from decimal import Decimal

from vrs_tracker.domain.charts import BarChart
from vrs_tracker.domain.notation import NO_STATEMENT, number
from vrs_tracker.web.svg.axes import draw_legend
from vrs_tracker.web.svg.canvas import Box, Canvas
from vrs_tracker.web.svg.scale import Scale, reach
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

_NAME_SHARE = 0.36
"""Largest share of the width for the names."""


def draw_rows(canvas: Canvas, chart: BarChart) -> float:
    """Draw the chart; returns the height."""
    style = canvas.style
    bars = bars_per_category(chart)
    thickness = style.size * (1.5 if bars == 1 else 1.3)
    name_width = min(style.width * _NAME_SHARE, canvas.widest(chart.categories))
    y = draw_legend(canvas, chart.series, chart.unit) + style.size * 0.4
    top = y
    scale = _scale(canvas, chart, name_width + 2 * style.gap)
    for index, name in enumerate(chart.categories):
        lines = canvas.wrap(name, name_width)
        height = max(bars * thickness, len(lines) * style.line)
        canvas.lines_of_text((0, y + height / 2), lines)
        first = y + (height - bars * thickness) / 2
        draw_row = _draw_stack if chart.stacked else _draw_group
        draw_row(canvas, chart, index, scale, Box(0, first, 0, thickness))
        y += height + style.size * 0.6
    zero = scale.place(ZERO)
    canvas.line((zero, top - style.size * 0.2), (zero, y - style.size * 0.4), style.ink, 0.8)
    return y


def _scale(canvas: Canvas, chart: BarChart, left: float) -> Scale:
    """Between names and the room for numbers beyond the ends, which values below zero need at the left."""
    low, high = reach(ends(chart))
    missing = {one.missing for one in chart.series if None in one.values}
    room = canvas.widest([*shown_numbers(chart), *sorted(missing)]) + canvas.style.gap
    return Scale(low, high, left + (room if low < 0 else 0), canvas.style.width - room)


def _draw_group(canvas: Canvas, chart: BarChart, category: int, scale: Scale, first: Box) -> None:
    for segment in segments(chart, category):
        y = first.y + segment.series * first.height
        if segment.value:
            canvas.bar(
                _box(segment, scale, y, first.height),
                canvas.style.of_series(chart.series[segment.series], segment.series),
            )
        missing = chart.series[segment.series].missing
        _label_end(canvas, chart, scale, segment.end, segment.value, y + first.height / 2, missing)


def _draw_stack(canvas: Canvas, chart: BarChart, category: int, scale: Scale, first: Box) -> None:
    pieces = list(segments(chart, category))
    for segment in pieces:
        if segment.value:
            box = _box(segment, scale, first.y, first.height)
            fill = canvas.style.of_series(chart.series[segment.series], segment.series)
            canvas.bar(box, fill)
            label_inside(canvas, box, number(segment.value, decimals(chart)), fill)
    _label_end(
        canvas, chart, scale, stack_end(pieces), stack_total(chart, category), first.centre[1], NO_STATEMENT
    )


def _box(segment: Segment, scale: Scale, y: float, thickness: float) -> Box:
    low, high = sorted((scale.place(segment.start), scale.place(segment.end)))
    return Box(low, y + thickness * 0.08, max(high - low, LEAST_LENGTH), thickness * 0.84)


def _label_end(
    canvas: Canvas,
    chart: BarChart,
    scale: Scale,
    end: Decimal,
    value: Decimal | None,
    middle: float,
    missing: str,
) -> None:
    text = missing if value is None else number(value, decimals(chart))
    gap = canvas.style.gap
    if end < 0:
        canvas.lines_of_text((scale.place(end) - gap, middle), [text], anchor="end")
    else:
        canvas.lines_of_text((scale.place(end) + gap, middle), [text])
