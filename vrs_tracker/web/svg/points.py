"""Values written at the points of one or two lines, if all of them have room; then no axis is needed."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from vrs_tracker.domain.charts import LineChart
from vrs_tracker.domain.notation import number
from vrs_tracker.web.svg.axes import unit_text
from vrs_tracker.web.svg.canvas import Anchor, Box, Canvas
from vrs_tracker.web.svg.scale import Scale, value_places

_MOST_LINES = 2
_CLEAR = 0.75
"""Distance of a value from its point in sizes of the text."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its baseline at a point, and the room it takes."""

    x: float
    y: float
    text: str
    anchor: Anchor
    room: Box


def label_at(canvas: Canvas, x: float, y: float, text: str, anchor: Anchor) -> Label:
    """Return a label with the room it takes."""
    width, size = canvas.text_width(text), canvas.style.size
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Label(x, y, text, anchor, Box(left, y - size * 0.75, width, size))


def point_labels(
    canvas: Canvas, chart: LineChart, middles: list[float], scale: Scale, right: float
) -> list[Label]:
    """Return the label of each point: above the higher line, below the lower one; none if they clash."""
    if len(chart.series) > _MOST_LINES:
        return []
    decimals = value_places(value for one in chart.series for value in one.values if value is not None)
    size = canvas.style.size
    labels = []
    for index, series in enumerate(chart.series):
        for place, value in enumerate(series.values):
            if value is None:
                continue
            others = [one.values[place] for other, one in enumerate(chart.series) if other != index]
            is_lower = any(other is not None and (other, -index) > (value, index) for other in others)
            height = scale.place(value)
            below = height + size * (_CLEAR + 0.6)
            is_below = is_lower and below + size * 0.25 <= scale.start
            y = below if is_below else height - size * _CLEAR
            anchor = _anchor(series.values, place, is_lower=is_below)
            shift = {"start": -0.3, "middle": 0.0, "end": 0.3}[anchor] * size
            labels.append(label_at(canvas, middles[place] + shift, y, number(value, decimals), anchor))
    unit = label_at(canvas, 0, size * 0.93, unit_text(chart.unit), "start")
    return labels if are_apart([unit.room, *(label.room for label in labels)], right, scale.start) else []


def _anchor(values: tuple[Decimal | None, ...], place: int, *, is_lower: bool) -> Anchor:
    """Keep a value off its own line: beside a rising or falling line it stands on the free side."""
    first, second = (place - 1, place) if is_lower else (place, place + 1)
    ends = (values[first] if first >= 0 else None, values[second] if second < len(values) else None)
    start, end = ends
    if start is None or end is None or start == end:
        return "middle"
    return "start" if (end > start) is is_lower else "end"


def are_apart(rooms: list[Box], right: float, floor: float) -> bool:
    """Whether no two rooms touch and all lie above the floor and left of `right`."""
    inside = all(room.x >= 0 and room.right <= right and room.bottom <= floor for room in rooms)
    return inside and not any(_touch(one, other) for one, other in combinations(rooms, 2))


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x < other.right + 1 and other.x < one.right + 1 and one.y < other.bottom and other.y < one.bottom
    )
