"""Chart values: what a chart shows, without any drawing.

`web/svg/` draws them for print and for pages. Amounts are Decimal in the unit that `unit` names, dates are
dates. `alt` says what one sees and is computed by whoever builds the chart from the same values.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.notation import NO_STATEMENT
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.region import District


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What every chart carries beside its values.

    `title` and `alt` are for those who listen. `finding` and `source` are written inside the picture, so that
    they go with it where somebody copies it; empty means that nothing is written.
    """

    title: str
    alt: str
    finding: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, in the order of the chart's categories; None where there is no value.

    `missing` is what is written then, if there is room for words. What is only planned is drawn as an
    outline; money of a payer has the fill of that payer everywhere.
    """

    name: str
    values: tuple[Decimal | None, ...]
    missing: str = NO_STATEMENT
    is_planned: bool = False
    payer: Payer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart(Picture):
    """Bars per category; series side by side, or on top of each other when `stacked`.

    `horizontal` for categories with long names.
    """

    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    horizontal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart(Picture):
    """Lines over ordered categories (half-years, years)."""

    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelBar:
    """A bar with its name before it and `text` behind it; without a value there is the text only."""

    name: str
    value: Decimal | None
    text: str
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The bars of one payer (None: of several payers together)."""

    name: str
    payer: Payer | None
    bars: tuple[PanelBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelChart(Picture):
    """Panels side by side, each with a scale of its own, which `note` says within the picture."""

    panels: tuple[Panel, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A milestone: where it was first planned, where it is expected, where it was reached.

    `remark` stands below its date, e. g. how far it has moved.
    """

    name: str
    baseline: date
    forecast: date | None
    actual: date | None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart(Picture):
    """Milestones on a time axis with a line at the reference date."""

    rows: tuple[TimelineRow, ...]
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LightRow:
    """The lights of one block, in the order of the chart's days; None where it had no report."""

    name: str
    lights: tuple[Light | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightChart(Picture):
    """A light for each block and reference date; the last one, that of this report, with its word."""

    days: tuple[date, ...]
    rows: tuple[LightRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArea:
    """A district with the value written upon it and its shade, from 0 for nothing to 3."""

    district: District
    text: str
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChart(Picture):
    """The map of the region; `shades` says what each shade means, from 0 on."""

    areas: tuple[MapArea, ...]
    shades: tuple[str, ...]


Chart = BarChart | LineChart | PanelChart | TimelineChart | LightChart | MapChart
