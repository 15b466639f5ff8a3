"""How charts look: sizes, colours, and the fills and strokes that tell series apart without colour."""

from dataclasses import dataclass
from enum import StrEnum

from vrs_tracker.domain.charts import Series
from vrs_tracker.domain.vocabulary.money import Payer


class Pattern(StrEnum):
    """What fills a bar."""

    SOLID = "solid"
    HATCHED = "hatched"
    CROSSED = "crossed"
    RULED = "ruled"
    OPEN = "open"

    @property
    def striped(self) -> bool:
        """Whether text upon it needs a piece of ground to be legible."""
        return self in {Pattern.HATCHED, Pattern.CROSSED, Pattern.RULED}


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill that reads in grey: `colour` of ground or lines, `label` of text upon it."""

    pattern: Pattern
    colour: str
    label: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that reads in grey: colour, dashes and whether its marks are open."""

    colour: str
    dash: str
    open_marks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Width of the drawing and size of its text in one unit, and the colours.

    Print counts in points and is as wide as the column, so that text has the size of the tables. On a page
    the unit is a pixel before scaling, text has the colour of the page, and a style sheet may set the other
    colours: `--chart-deep`, `--chart-grey`, `--chart-tint`, `--chart-rule`, `--chart-ground` and those of the
    lights.
    """

    width: float
    size: float
    ink: str
    soft: str
    deep: str
    grey: str
    tint: str
    rule: str
    ground: str
    on_track: str
    at_risk: str
    off_track: str

    @property
    def line(self) -> float:
        """Distance of two lines of text."""
        return self.size * 1.22

    @property
    def gap(self) -> float:
        """The small distance between a mark and its label."""
        return self.size * 0.45

    def fill(self, series: int) -> Fill:
        """Fill of the series with this index; the seventh begins again, which no report needs."""
        fills = (
            Fill(Pattern.SOLID, self.deep, self.ground),
            Fill(Pattern.HATCHED, self.deep, self.ink),
            Fill(Pattern.SOLID, self.tint, self.ink),
            Fill(Pattern.RULED, self.deep, self.ink),
            Fill(Pattern.CROSSED, self.grey, self.ink),
            Fill(Pattern.SOLID, self.grey, self.ground),
        )
        return fills[series % len(fills)]

    @property
    def planned(self) -> Fill:
        """What is only planned: an outline."""
        return Fill(Pattern.OPEN, self.deep, self.ink)

    def of_payer(self, payer: Payer | None) -> Fill:
        """Fill of a payer, the same in every chart: six payers, six fills that differ in grey.

        Several payers together are grey.
        """
        return self.fill(list(Payer).index(payer or Payer.EU))

    def of_series(self, series: Series, index: int) -> Fill:
        """Fill of a series: planned, else that of its payer, else that of its place."""
        if series.is_planned:
            return self.planned
        return self.of_payer(series.payer) if series.payer else self.fill(index)

    def stroke(self, series: int) -> Stroke:
        """Stroke of the series with this index, in the same cycle."""
        strokes = (
            Stroke(self.deep, "", open_marks=False),
            Stroke(self.grey, "6 3", open_marks=True),
            Stroke(self.deep, "2 2.5", open_marks=False),
            Stroke(self.grey, "", open_marks=False),
            Stroke(self.deep, "9 3 2 3", open_marks=True),
            Stroke(self.grey, "1 3", open_marks=False),
        )
        return strokes[series % len(strokes)]

    def stroke_of(self, series: Series, index: int) -> Stroke:
        """Stroke of a series: planned is dashed with open marks, payers have theirs in their order."""
        if series.is_planned:
            return self.stroke(1)
        return self.stroke(list(Payer).index(series.payer) if series.payer else index)


PRINT = Style(
    width=453.5,
    size=9.5,
    ink="#1b2226",
    soft="#4f5b61",
    deep="#12464f",
    grey="#6b7479",
    tint="#b9d0d3",
    rule="#c4cccf",
    ground="#ffffff",
    on_track="#00695c",
    at_risk="#f2b705",
    off_track="#b3200e",
)
WEB = Style(
    width=640,
    size=15,
    ink="currentColor",
    soft="currentColor",
    deep="var(--chart-deep, #12464f)",
    grey="var(--chart-grey, #6b7479)",
    tint="var(--chart-tint, #b9d0d3)",
    rule="var(--chart-rule, #c4cccf)",
    ground="var(--chart-ground, #ffffff)",
    on_track="var(--on-track, #00695c)",
    at_risk="var(--at-risk, #f2b705)",
    off_track="var(--off-track, #b3200e)",
)
