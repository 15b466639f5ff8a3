"""Milestones on a time axis: planned, expected, reached, and the reference date."""

from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.charts import TimelineChart, TimelineRow
from vrs_tracker.domain.notation import date_de
from vrs_tracker.web.svg.canvas import Box, Canvas, Point, diamond, disc

_NAME_SHARE = 0.36
"""Largest share of the width for the names."""
_NARROW_BELOW = 400
"""A drawing that is narrower has no room for names beside the axis."""
_STEPS_IN_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MONTHS = 12
_WIDEST_TICK = "00/0000"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days onto the drawing; both ends are first days of a month."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date) -> float:
        return self.left + (day - self.first).days / (self.last - self.first).days * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row is drawn: the lines of its name, their middle, the middle of its marks and of its dates."""

    name: list[str]
    text: float
    marks: float
    date: float


def draw_timeline(canvas: Canvas, chart: TimelineChart) -> float:
    """Draw the chart; returns the height. In a narrow drawing the name of a row stands above its marks."""
    style = canvas.style
    margin = canvas.text_width(_WIDEST_TICK) / 2
    dates = canvas.widest(["00.00.0000", *(row.remark for row in chart.rows)])
    top = _draw_legend(canvas)
    plot_top = top + style.line * 1.1
    y = plot_top + style.size * 0.4
    if style.width < _NARROW_BELOW:
        axis = _axis(chart, margin, style.width - margin)
        places, y = _places_below_names(canvas, chart, y, style.width - dates - style.gap)
    else:
        names = min(style.width * _NAME_SHARE, canvas.widest(row.name for row in chart.rows))
        axis = _axis(chart, names + margin + style.gap, style.width - dates - margin - style.gap)
        places, y = _places_beside_names(canvas, chart, y, names)
    _draw_ticks(canvas, axis, top, y)
    today = axis.place(chart.as_of)
    canvas.line((today, plot_top), (today, y + style.size * 0.4), style.ink, 1.2, "4 2")
    for row, place in zip(chart.rows, places, strict=True):
        _draw_row(canvas, axis, row, place)
    text = f"Stand {date_de(chart.as_of)}"
    half = canvas.text_width(text) / 2
    canvas.text((min(max(today, half), style.width - half), y + style.size * 1.4), text, anchor="middle")
    return y + style.size * 1.8


def _places_beside_names(
    canvas: Canvas, chart: TimelineChart, y: float, width: float
) -> tuple[list[_Place], float]:
    style, places = canvas.style, []
    for row in chart.rows:
        lines = canvas.wrap(row.name, width)
        height = max(max(len(lines), len(_dates(row))) * style.line, style.line * 1.2)
        middle = y + height / 2
        places.append(_Place(lines, middle, middle, middle))
        y += height + style.size * 0.4
    return places, y


def _places_below_names(
    canvas: Canvas, chart: TimelineChart, y: float, width: float
) -> tuple[list[_Place], float]:
    style, places = canvas.style, []
    for row in chart.rows:
        lines = canvas.wrap(row.name, width)
        names, dates = len(lines) * style.line, len(_dates(row)) * style.line
        below = max(names, dates if row.remark else 0)
        places.append(_Place(lines, y + names / 2, y + below + style.size * 0.55, y + dates / 2))
        y += below + style.size * 1.9
    return places, y


def _axis(chart: TimelineChart, left: float, right: float) -> _Axis:
    days = [chart.as_of]
    for row in chart.rows:
        days += [day for day in (row.baseline, row.forecast, row.actual) if day]
    return _Axis(_month(_month_index(min(days))), _month(_month_index(max(days)) + 1), left, right)


def _month_index(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _month(index: int) -> date:
    return date(index // _MONTHS, index % _MONTHS + 1, 1)


def _draw_ticks(canvas: Canvas, axis: _Axis, top: float, bottom: float) -> None:
    """Rules at the beginning of months, quarters or years: the finest step whose labels have room."""
    style = canvas.style
    first, last = _month_index(axis.first), _month_index(axis.last)
    step = _step(canvas, (axis.right - axis.left) / (last - first))
    for index in range(first + -first % step, last + 1, step):
        day = _month(index)
        x = axis.place(day)
        text = str(day.year) if step >= _MONTHS else f"{day.month:02}/{day.year}"
        canvas.line((x, top + style.line * 1.1), (x, bottom), style.rule, 0.6)
        canvas.text((x, top + style.size * 0.93), text, anchor="middle", colour=style.soft)


def _step(canvas: Canvas, per_month: float) -> int:
    for step in _STEPS_IN_MONTHS:
        widest = _WIDEST_TICK if step < _MONTHS else "0000"
        if per_month * step >= canvas.text_width(widest) + canvas.style.size:
            return step
    return _STEPS_IN_MONTHS[-1]


def _draw_row(canvas: Canvas, axis: _Axis, row: TimelineRow, place: _Place) -> None:
    style = canvas.style
    start = (axis.place(row.baseline), place.marks)
    latest = row.actual or row.forecast
    end = (axis.place(latest), place.marks) if latest else start
    if place.text != place.marks:
        canvas.blank(_box_of(canvas, place))
    canvas.lines_of_text((0, place.text), place.name)
    if latest != row.baseline:
        canvas.line(start, end, style.deep, 1.4)
        _draw_planned(canvas, start)
    if latest:
        (_draw_reached if row.actual else _draw_expected)(canvas, end)
    canvas.lines_of_text((style.width, place.date), _dates(row), anchor="end")


def _dates(row: TimelineRow) -> list[str]:
    """Return the day that counts now and what is remarked about it, each on a line of its own."""
    latest = row.actual or row.forecast
    return [date_de(latest) if latest else "offen", *([row.remark] if row.remark else [])]


def _box_of(canvas: Canvas, place: _Place) -> Box:
    """A piece of ground for a name that stands upon the axis, so that no rule runs through it."""
    height = len(place.name) * canvas.style.line
    width = canvas.widest(place.name) + canvas.style.gap
    return Box(0, place.text - height / 2, width, height)


def _draw_planned(canvas: Canvas, at: Point) -> None:
    """A ring, drawn only where the day that counts now is another one."""
    style = canvas.style
    canvas.path(disc(at, style.size * 0.36), fill=style.ground, stroke=style.deep, width=1.2)


def _draw_expected(canvas: Canvas, at: Point) -> None:
    canvas.path(diamond(at, canvas.style.size * 0.42), fill=canvas.style.deep)


def _draw_reached(canvas: Canvas, at: Point) -> None:
    canvas.path(disc(at, canvas.style.size * 0.34), fill=canvas.style.deep)


def _draw_legend(canvas: Canvas) -> float:
    """Explain the three marks, in as many rows as they need; returns the height used."""
    style = canvas.style
    x, top = 0.0, 0.0
    for name, draw in (
        ("erreicht", _draw_reached),
        ("erwartet", _draw_expected),
        ("zuerst geplant, falls ein anderer Tag", _draw_planned),
    ):
        width = style.size + style.gap + canvas.text_width(name)
        if x and x + width > style.width:
            x, top = 0.0, top + style.line
        draw(canvas, (x + style.size * 0.5, top + style.size * 0.6))
        canvas.text((x + style.size + style.gap, top + style.size * 0.93), name)
        x += width + style.size * 1.6
    return top + style.line * 1.5
