"""Charts of every kind, usual ones and extremes, and a reader of the drawings."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.charts import BarChart, Chart, LineChart, Series, TimelineChart, TimelineRow
from vrs_tracker.web.typeface import typeface

AS_OF = date(2026, 6, 30)
LONG = "Gemeinsame Entwicklungsumgebung für Donaudampfschifffahrtsgesellschaftskapitäne im Landkreis"
_SVG = "{http://www.w3.org/2000/svg}"


def series(name: str, *values: str | int | None) -> Series:
    return Series(name, tuple(None if value is None else Decimal(value) for value in values))


def bars(
    categories: list[str],
    *rows: Series,
    stacked: bool = False,
    horizontal: bool = False,
    unit: str = "Mio. €",
) -> BarChart:
    return BarChart(
        title="Prüfbild",
        unit=unit,
        categories=tuple(categories),
        series=rows,
        alt="Beschreibung",
        stacked=stacked,
        horizontal=horizontal,
    )


def lines(categories: list[str], *rows: Series) -> LineChart:
    return LineChart(
        title="Prüfbild", unit="Mio. €", categories=tuple(categories), series=rows, alt="Beschreibung"
    )


def timeline(*rows: TimelineRow) -> TimelineChart:
    return TimelineChart(title="Prüfbild", rows=rows, as_of=AS_OF, alt="Beschreibung")


def milestone(
    name: str, baseline: date, forecast: date | None = None, actual: date | None = None
) -> TimelineRow:
    return TimelineRow(name=name, baseline=baseline, forecast=forecast, actual=actual)


def names(count: int, word: str = "Baustein") -> list[str]:
    return [f"{word} {number}" for number in range(1, count + 1)]


def rising(name: str, count: int, divisor: int = 1) -> Series:
    return Series(
        name, tuple((Decimal(number) / divisor).quantize(Decimal("0.01")) for number in range(count))
    )


def many_milestones() -> TimelineChart:
    return timeline(
        *(
            milestone(
                f"Meilenstein {number}",
                date(2021 + number % 9, 1 + number % 12, 15),
                date(2022 + number % 9, 1 + number % 12, 15) if number % 3 else None,
                date(2021 + number % 9, 2, 1) if number % 2 else None,
            )
            for number in range(12)
        )
    )


CHARTS: dict[str, Chart] = {
    "one bar": bars(["Einzelner"], series("bewilligt", "3.40")),
    "one bar of zero": bars(["Einzelner"], series("bewilligt", 0)),
    "nothing known": bars(["Eins", "Zwei"], series("bewilligt", None, None), series("ausgezahlt", None, 0)),
    "seven by two": bars(names(7), rising("bewilligt", 7), rising("ausgezahlt", 7, 2)),
    "twelve by three": bars(
        names(12), rising("bewilligt", 12), rising("ausgezahlt", 12, 2), rising("privat", 12)
    ),
    "twelve short names": bars(names(12, "B"), rising("bewilligt", 12), rising("ausgezahlt", 12, 2)),
    "twelve stacks": bars(names(12, "B"), rising("bewilligt", 12), rising("ausgezahlt", 12, 2), stacked=True),
    "tiny and huge": bars(["Klein", "Groß"], series("Betrag", "0.01", "999000000"), unit="€"),
    "tiny and huge lying": bars(["Klein", "Groß"], series("Betrag", "0.01", "999000000.25"), horizontal=True),
    "only tiny": bars(["Klein", "Kleiner"], series("Betrag", "0.02", "0.01")),
    "long names": bars([LONG, "kurz", f"{LONG} {LONG}"], series("bewilligt", 1, 2, 3)),
    "long series": bars(
        ["A", "B"], series("kurz", 1, 2), series(LONG, 1, 2), series(LONG * 2, 2, 3), stacked=True
    ),
    "below zero": bars(["A", "B", "C"], series("Veränderung", "-1.50", "2.25", 0)),
    "below zero lying": bars(["A", "B", "C"], series("Veränderung", "-1.50", "2.25", None), horizontal=True),
    "all below zero lying": bars(["A", "B"], series("Veränderung", "-1.50", "-999000000"), horizontal=True),
    "mixed stacks": bars(
        ["A", "B"], series("x", "-1.5", 2), series("y", -1, -2), series("z", 1, 1), stacked=True
    ),
    "mixed stacks lying": bars(
        ["A", "B"], series("x", "-1.5", 2), series("y", -1, -2), stacked=True, horizontal=True
    ),
    "seven series": bars(["A", "B"], *(series(f"Reihe {number}", number, 1) for number in range(7))),
    "no categories": bars([]),
    "six half-years": lines(
        [f"{half}. Halbjahr {year}" for year in (2024, 2025, 2026) for half in (1, 2)],
        series("bewilligt", "2.10", "4.00", "7.30", "10.70", "11.35", None),
        series("ausgezahlt", 0, "0.80", "2.20", "3.61", "4.92", None),
    ),
    "one point": lines(["2026"], series("bewilligt", "3.40")),
    "lines of nothing": lines(["2025", "2026"], series("bewilligt", None, None), series("ausgezahlt", 0, 0)),
    "forty years": lines(
        [str(year) for year in range(1987, 2027)], rising("bewilligt", 40), rising(LONG, 40, 2)
    ),
    "lines that end together": lines(["A", "B"], *(series(f"Reihe {number}", 0, 1) for number in range(7))),
    "lines from below zero to huge": lines(
        ["A", "B", "C"], series("groß", "0.01", "999000000", None), series("Minus", "-5000000", -2, 0)
    ),
    "long category names": lines([LONG] * 5, rising("bewilligt", 5)),
    "no milestones": timeline(),
    "one milestone": timeline(milestone(LONG, AS_OF, date(2026, 7, 2))),
    "twelve milestones": many_milestones(),
    "three centuries": timeline(milestone("x", date(1900, 1, 1), date(2199, 12, 31))),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text with the rectangle that it covers."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Label") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def parse(svg: str) -> ET.Element:
    """The drawing as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - our own drawing, never somebody's file


def read_labels(svg: str) -> list[Label]:
    """All texts of a drawing, in drawn order."""
    root = parse(svg)
    size = float(root.attrib["font-size"])
    return [_label(element, size) for element in root.iter(f"{_SVG}text")]


def _label(element: ET.Element, size: float) -> Label:
    text = element.text or ""
    width = typeface().width(text, size)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[element.attrib["text-anchor"]]
    left, baseline = float(element.attrib["x"]) - shift, float(element.attrib["y"])
    return Label(text, left, baseline - size * 0.68, left + width, baseline + size * 0.2)


def read_points(svg: str) -> Iterator[tuple[float, float]]:
    """Corners of all straight paths of a drawing; circles by their leftmost point."""
    for element in parse(svg).iter(f"{_SVG}path"):
        x = y = 0.0
        for command in _commands(element.attrib["d"]):
            letter, numbers = command[0], [float(part) for part in command[1:].split()]
            match letter:
                case "M" | "L":
                    x, y = numbers
                case "H":
                    x = numbers[0]
                case "V":
                    y = numbers[0]
            yield x, y


def _commands(path: str) -> Iterator[str]:
    current = ""
    for char in path:
        if char.isalpha() and current:
            yield current
            current = ""
        current += char
    yield current
