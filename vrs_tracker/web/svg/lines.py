"""Line charts over ordered categories, with name and last value at the end of each line."""

from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.charts import LineChart, Series
from vrs_tracker.domain.notation import NO_STATEMENT, number
from vrs_tracker.web.svg.axes import draw_names_below, draw_value_axis, unit_text, value_axis_width
from vrs_tracker.web.svg.canvas import Canvas, Point, diamond, disc, polyline, square, triangle
from vrs_tracker.web.svg.points import Label, are_apart, label_at, point_labels
from vrs_tracker.web.svg.scale import Scale, ticks, value_places

_PLOT_HEIGHT = 12.0
"""In sizes of the text."""
_NAME_SHARE = 0.3
"""Largest share of the width for the names at the ends of the lines."""
_MARKS = (disc, disc, square, triangle, square, diamond)


@dataclass(frozen=True, slots=True)
class _Ending:
    """Lines of text beside the end of a line; `end` is its last known point, None if there is none."""

    lines: list[str]
    end: Point | None
    floor: float

    @property
    def wanted(self) -> float:
        """The height where the text belongs."""
        return self.end[1] if self.end else self.floor


def draw_lines(canvas: Canvas, chart: LineChart) -> float:
    """Draw the chart; returns the height. With a value at each point it has no axis."""
    names = [series.name for series in chart.series]
    if height := _draw_lines(canvas, chart, names, with_axis=False):
        return height
    known = [value for series in chart.series for value in series.values if value is not None]
    endings = [_ending_text(series, value_places(known)) for series in chart.series]
    return _draw_lines(canvas, chart, endings, with_axis=True)


def _draw_lines(canvas: Canvas, chart: LineChart, names: list[str], *, with_axis: bool) -> float:
    """Draw the lines with their names; returns the height, 0 if the values do not fit at the points."""
    style = canvas.style
    marks = ticks([value for series in chart.series for value in series.values if value is not None])
    texts = [canvas.wrap(name, style.width * _NAME_SHARE) for name in names]
    top = style.line * 1.9
    height = max(style.size * _PLOT_HEIGHT, sum(map(len, texts)) * style.line * 1.1)
    bottom = top + height
    right = style.width - canvas.widest(line for lines in texts for line in lines) - style.gap * 4
    left = value_axis_width(canvas, marks) if with_axis else 0
    scale = Scale(marks[0], marks[-1], bottom, top)
    slot = (right - left) / max(len(chart.categories), 1)
    middles = [left + slot * (index + 0.5) for index in range(len(chart.categories))]
    labels = [] if with_axis else point_labels(canvas, chart, middles, scale, right)
    if not with_axis and not labels:
        return 0
    canvas.text((0, style.size * 0.93), unit_text(chart.unit), colour=style.soft)
    if with_axis:
        draw_value_axis(canvas, scale, marks, right)
    canvas.line((left, scale.place(Decimal(0))), (right, scale.place(Decimal(0))), style.ink, 0.8)
    rooms = [label.room for label in labels]
    endings = []
    for index, series in enumerate(chart.series):
        runs = _runs(series, middles, scale)
        end = runs[-1][-1] if runs else None
        _draw_runs(canvas, series, index, runs)
        beside = _name_beside(canvas, series.name, end) if labels and end else None
        if beside and are_apart([*rooms, beside.room], right, bottom):
            rooms.append(beside.room)
            labels.append(beside)
        else:
            endings.append(_Ending(texts[index], end, bottom))
    for label in labels:
        canvas.text((label.x, label.y), label.text, anchor=label.anchor)
    _draw_endings(canvas, endings, right, bottom)
    names_top = bottom + style.size * 0.5
    return names_top + draw_names_below(canvas, chart.categories, middles, names_top)


def _name_beside(canvas: Canvas, name: str, end: Point) -> Label:
    """Return the name of a line that ends early, beside its end."""
    size = canvas.style.size
    return label_at(canvas, end[0] + size * 0.8, end[1] + size * 0.33, name, "start")


def _ending_text(series: Series, decimals: int) -> str:
    last = next((value for value in reversed(series.values) if value is not None), None)
    return f"{series.name}: {NO_STATEMENT if last is None else number(last, decimals)}"


def _runs(series: Series, middles: list[float], scale: Scale) -> list[list[Point]]:
    """Points between gaps: a missing value interrupts the line."""
    runs: list[list[Point]] = [[]]
    for x, value in zip(middles, series.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((x, scale.place(value)))
    return [run for run in runs if run]


def _draw_runs(canvas: Canvas, series: Series, index: int, runs: list[list[Point]]) -> None:
    stroke = canvas.style.stroke_of(series, index)
    mark = _MARKS[index % len(_MARKS)]
    fill = canvas.style.ground if stroke.open_marks else stroke.colour
    for run in runs:
        if len(run) > 1:
            canvas.path(polyline(run), stroke=stroke.colour, width=1.8, dash=stroke.dash)
        for point in run:
            canvas.path(mark(point, canvas.style.size * 0.28), fill=fill, stroke=stroke.colour, width=1.2)


def _draw_endings(canvas: Canvas, endings: list[_Ending], right: float, bottom: float) -> None:
    """Texts at the right, each joined to the end of its line."""
    style = canvas.style
    for ending, middle in _moved_apart(endings, style.line * 1.1, bottom + style.size * 0.4):
        if ending.end:
            x, height = ending.end
            joint = [
                (x + style.size * 0.5, height),
                (right + style.gap, height),
                (right + style.gap * 3, middle),
            ]
            canvas.path(polyline(joint), stroke=style.soft, width=0.6, dash="1 2")
        canvas.lines_of_text((right + style.gap * 3.6, middle), ending.lines)


def _moved_apart(endings: list[_Ending], line: float, bottom: float) -> list[tuple[_Ending, float]]:
    """Heights at which no two texts overlap: first pushed up from the bottom, then down from the top."""
    middles: list[tuple[_Ending, float]] = []
    floor = bottom
    for ending in sorted(endings, key=lambda ending: -ending.wanted):
        half = len(ending.lines) * line / 2
        middles.append((ending, min(ending.wanted, floor - half)))
        floor = middles[-1][1] - half
    placed = []
    ceiling = 0.0
    for ending, middle in reversed(middles):
        half = len(ending.lines) * line / 2
        placed.append((ending, max(middle, ceiling + half)))
        ceiling = placed[-1][1] + half
    return placed
