"""Charts of every kind, usual ones and extremes, and a reader of the drawings."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.charts import (
    BarChart,
    Chart,
    LightChart,
    LightRow,
    LineChart,
    MapArea,
    MapChart,
    Panel,
    PanelBar,
    PanelChart,
    Series,
    TimelineChart,
    TimelineRow,
)
from vrs_tracker.domain.notation import NO_STATEMENT, million
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.region import District
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
    name: str, baseline: date, forecast: date | None = None, actual: date | None = None, remark: str = ""
) -> TimelineRow:
    return TimelineRow(name=name, baseline=baseline, forecast=forecast, actual=actual, remark=remark)


def panels(*amounts: tuple[Payer | None, str | None, str | None]) -> PanelChart:
    """For each payer the euros of the motion and of today."""

    def bar(name: str, amount: str | None, *, is_planned: bool) -> PanelBar:
        value = None if amount is None else Decimal(amount)
        text = NO_STATEMENT if value is None else million(value)
        return PanelBar(name=name, value=value, text=text, is_planned=is_planned)

    return PanelChart(
        title="Prüfbild",
        alt="Beschreibung",
        finding=f"{LONG} zeigt das Bild in einem Satz.",
        source="Stand 30.06.2026. Quelle: Antrag, Beschlüsse und Bescheide.",
        panels=tuple(
            Panel(
                name=payer.label if payer else LONG,
                payer=payer,
                bars=(bar("Antrag", then, is_planned=True), bar("heute", now, is_planned=False)),
            )
            for payer, then, now in amounts
        ),
        note="Jeder Geldgeber hat seinen eigenen Maßstab.",
    )


def lights(*rows: tuple[str, tuple[Light | None, ...]]) -> LightChart:
    days = (date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31), AS_OF)
    most = max((len(found) for _, found in rows), default=0)
    return LightChart(
        title="Prüfbild",
        alt="Beschreibung",
        finding="Kein Stand hat sich geändert.",
        source="Stand 30.06.2026.",
        days=days[-most:] if most else (),
        rows=tuple(LightRow(name=name, lights=found) for name, found in rows),
    )


def region_map(text: str, grade: int) -> MapChart:
    return MapChart(
        title="Prüfbild",
        alt="Beschreibung",
        finding="Bewilligt ist für alle Landkreise gleich viel.",
        source="Stand 30.06.2026.",
        areas=tuple(MapArea(district=district, text=text, grade=grade) for district in District),
        shades=("keine Bewilligung erfasst", "bis 1 Mio. €", "mehr als 1 bis 3 Mio. €", "mehr als 3 Mio. €"),
    )


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
    "moved milestones": timeline(
        milestone("Zuschlag", AS_OF, date(2026, 8, 16), remark="47 Tage später"),
        milestone(LONG, AS_OF, date(2026, 5, 1), date(2026, 5, 1), remark="60 Tage früher"),
    ),
    "one cent beside a billion": panels((Payer.VRS, "999000000", "0.01"), (Payer.PRIVATE, "0.01", "0.01")),
    "six payers": panels(*((payer, "1000000", "3500000") for payer in Payer)),
    "no money at all": panels((Payer.VRS, None, None), (None, None, None)),
    "no panels": panels(),
    "one block": lights(("1 KI-XC", (Light.ON_TRACK, Light.AT_RISK))),
    "every light": lights(*((light.label, (None, light, light, light)) for light in Light)),
    "forty red blocks": lights(*((f"{n} {LONG}", (Light.OFF_TRACK,) * 4) for n in range(1, 41))),
    "no blocks": lights(),
    "map of nothing": region_map(NO_STATEMENT, 0),
    "map of much": region_map("999,00", 3),
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
    return [_label(element, size, down) for element, down in _lowered(root) if element.tag == f"{_SVG}text"]


def _lowered(root: ET.Element) -> Iterator[tuple[ET.Element, float]]:
    """All elements with how far the group around them moves them down, below what is written above."""
    for element in root:
        if element.tag == f"{_SVG}g":
            down = float(element.attrib["transform"].removeprefix("translate(0 ").removesuffix(")"))
            yield from ((inner, down) for inner in element)
        else:
            yield element, 0.0


def _label(element: ET.Element, size: float, down: float) -> Label:
    text = element.text or ""
    weight = "Semibold" if "font-weight" in element.attrib else "Regular"
    width = typeface(weight).width(text, size)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[element.attrib["text-anchor"]]
    left, baseline = float(element.attrib["x"]) - shift, float(element.attrib["y"]) + down
    return Label(text, left, baseline - size * 0.68, left + width, baseline + size * 0.2)


def read_points(svg: str) -> Iterator[tuple[float, float]]:
    """Corners of all straight paths of a drawing; circles by their leftmost point, areas of a map never."""
    for element, down in _lowered(parse(svg)):
        if element.tag != f"{_SVG}path" or "transform" in element.attrib:
            continue
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
            yield x, y + down


def _commands(path: str) -> Iterator[str]:
    current = ""
    for char in path:
        if char.isalpha() and current:
            yield current
            current = ""
        current += char
    yield current
