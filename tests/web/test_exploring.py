"""A chart to explore holds the figures of the drawing, exactly."""

from decimal import Decimal

from vrs_tracker.domain.charts import BarChart, LineChart, Series
from vrs_tracker.web.exploring import chart_values

BARS = BarChart(
    title="Geldgeber",
    unit="Mio. €",
    categories=("regional", "privat"),
    series=(
        Series("Antrag", (Decimal("16.22"), Decimal("298.20")), is_planned=True),
        Series("heute", (Decimal("0.10"), None), "kein Anteil"),
    ),
    alt="Balken",
    horizontal=True,
)


def test_figures_travel_as_exact_text_and_as_people_read_them() -> None:
    assert chart_values(BARS)["series"] == [
        {"name": "Antrag", "planned": True, "values": ["16.22", "298.20"], "texts": ["16,22", "298,20"]},
        {"name": "heute", "planned": False, "values": ["0.10", None], "texts": ["0,10", "kein Anteil"]},
    ]


def test_names_unit_and_kind_are_those_of_the_chart() -> None:
    said = chart_values(BARS)
    assert (said["title"], said["unit"], said["alt"]) == ("Geldgeber", "Mio. €", "Balken")
    assert (said["kind"], said["horizontal"]) == ("bars", True)
    assert said["categories"] == ("regional", "privat")
    lines = LineChart(title="Plan", unit="Mio. €", categories=("2025",), series=(), alt="Linien")
    assert (chart_values(lines)["kind"], chart_values(lines)["horizontal"]) == ("lines", False)
