"""The map of section 10.5: for which districts regional money is granted, and for which none."""

from vrs_tracker.domain.chapters.districts import GRADES, district_map, district_table
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.chapters.shares import district_elements
from vrs_tracker.domain.charts import MapArea, MapChart
from vrs_tracker.domain.document import Element, Figure, Table
from vrs_tracker.domain.money import in_millions
from vrs_tracker.domain.notation import date_de, list_de, number
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.region import District, district_for


def _shades() -> tuple[str, ...]:
    """Say what the shades mean, from nothing on."""
    _, low, high = (number(in_millions(limit)) for limit in GRADES)
    return (
        "keine Bewilligung erfasst",
        f"bis {low} Mio. €",
        f"mehr als {low} bis {high} Mio. €",
        f"mehr als {high} Mio. €",
    )


def districts_with_chart(report: CommitteeReport) -> tuple[Element, ...]:
    """Return the money by district, with the map as soon as it shows anything."""
    elements = district_elements(report)
    chart = _chart(report)
    if chart is None:
        return elements
    return tuple(
        Figure(chart=chart, caption="Bewilligte regionale Mittel nach Landkreisen in Mio. €", table=element)
        if isinstance(element, Table)
        else element
        for element in elements
    )


def _chart(report: CommitteeReport) -> MapChart | None:
    found = district_map(report)
    if found is None:
        return None
    message = district_table(report).message
    return MapChart(
        title=f"Bewilligte regionale Mittel nach Landkreisen, Stand {date_de(report.as_of)}",
        alt=f"{message} {_without(found.grades)}",
        finding=message,
        source=stand_and_source(report, "Bescheide und Beschlüsse"),
        areas=tuple(
            MapArea(district=district, text=found.labels[district], grade=found.grades[district])
            for district in District
        ),
        shades=_shades(),
    )


def _without(grades: dict[District, int]) -> str:
    names = [district_for(district.label) for district in District if not grades[district]]
    return (
        f"Keine Bewilligung ist erfasst für {list_de(names)}." if names else "Kein Landkreis geht leer aus."
    )
