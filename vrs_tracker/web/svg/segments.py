"""The pieces of bars: where each begins and ends on the value scale, side by side or stacked."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.charts import BarChart
from vrs_tracker.domain.notation import number
from vrs_tracker.web.svg.canvas import Box, Canvas
from vrs_tracker.web.svg.scale import value_places
from vrs_tracker.web.svg.style import Fill

ZERO = Decimal(0)
LEAST_LENGTH = 0.9
"""A value that is not zero is never drawn as nothing."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar from `start` to `end`; both are where the bar begins if the value is missing."""

    series: int
    value: Decimal | None
    start: Decimal
    end: Decimal


def segments(chart: BarChart, category: int) -> Iterator[Segment]:
    """The pieces of one category; stacked ones pile up on both sides of zero."""
    above = below = ZERO
    for index, series in enumerate(chart.series):
        value = series.values[category]
        amount = value or ZERO
        base = ZERO
        if chart.stacked:
            base = above if amount >= 0 else below
        end = base + amount
        above, below = max(above, end), min(below, end)
        yield Segment(index, value, base, end)


def ends(chart: BarChart) -> list[Decimal]:
    """Every end of a piece: what the scale must span."""
    return [segment.end for index in range(len(chart.categories)) for segment in segments(chart, index)]


def stack_end(pieces: list[Segment]) -> Decimal:
    """Where the total is written: beyond the highest end, or the lowest of a stack wholly below zero."""
    highest = max((piece.end for piece in pieces), default=ZERO)
    lowest = min((piece.end for piece in pieces), default=ZERO)
    return highest if highest > 0 or all((piece.value or ZERO) >= 0 for piece in pieces) else lowest


def stack_total(chart: BarChart, category: int) -> Decimal | None:
    """Sum of one category; None if none of its values is known."""
    known = [value for series in chart.series if (value := series.values[category]) is not None]
    return sum(known, ZERO) if known else None


def decimals(chart: BarChart) -> int:
    """How many decimals the numbers of this chart carry."""
    return value_places(value for series in chart.series for value in series.values if value is not None)


def shown_numbers(chart: BarChart) -> list[str]:
    """The numbers that stand at the ends of the bars."""
    if chart.stacked:
        values = [stack_total(chart, index) for index in range(len(chart.categories))]
    else:
        values = [value for series in chart.series for value in series.values]
    return [number(value, decimals(chart)) for value in values if value is not None]


def bars_per_category(chart: BarChart) -> int:
    """How many bars stand beside each other for one category."""
    return 1 if chart.stacked else max(len(chart.series), 1)


def label_inside(canvas: Canvas, box: Box, text: str, fill: Fill) -> None:
    """The value within a piece of a stack, if there is room for it."""
    style = canvas.style
    width = canvas.text_width(text)
    if width + 2 * style.gap > box.width or style.size > box.height:
        return
    x, y = box.centre
    if fill.pattern.striped:
        canvas.blank(Box(x - width / 2 - 2, y - style.size / 2, width + 4, style.size))
    canvas.lines_of_text((x, y), [text], anchor="middle", colour=fill.label)
