"""Chart values: what a chart shows, without any drawing.

`web/svg.py` draws them for print and for pages without script. Amounts are Decimal in the unit that `unit`
names,
dates are dates. `alt` says what one sees and is computed by whoever builds the chart from the same values.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.notation import NO_STATEMENT


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, in the order of the chart's categories; None where there is no value.

    `missing` is what is written then, if there is room for words.
    """

    name: str
    values: tuple[Decimal | None, ...]
    missing: str = NO_STATEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars per category; series side by side, or on top of each other when `stacked`.

    `horizontal` for categories with long names.
    """

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    stacked: bool = False
    horizontal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lines over ordered categories (half-years, years)."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A milestone: where it was first planned, where it is expected, where it was reached."""

    name: str
    baseline: date
    forecast: date | None
    actual: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart:
    """Milestones on a time axis with a line at the reference date."""

    title: str
    rows: tuple[TimelineRow, ...]
    as_of: date
    alt: str


Chart = BarChart | LineChart | TimelineChart
