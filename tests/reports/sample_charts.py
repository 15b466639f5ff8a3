"""Charts of invented content with the tables of their values, for tests of the print."""

from datetime import date
from decimal import Decimal

from vrs_tracker.domain.charts import BarChart, LineChart, Series, TimelineChart, TimelineRow
from vrs_tracker.domain.document import Column, Row, Table


def values_table(name: str, caption: str, chart: BarChart | LineChart) -> Table:
    """The numbers of a chart."""
    return Table(
        name=name,
        caption=caption,
        columns=(
            Column(head="Name", width=2),
            *(Column(head=series.name, right=True, width=1) for series in chart.series),
        ),
        rows=tuple(
            Row(
                cells=(
                    category,
                    *(
                        str(series.values[index]).replace(".", ",")
                        if series.values[index]
                        else "keine Angabe"
                        for series in chart.series
                    ),
                )
            )
            for index, category in enumerate(chart.categories)
        ),
    )


def grouped_chart() -> BarChart:
    """Seven categories with two series, one value missing."""
    return BarChart(
        title="Bewilligt und ausgezahlt je Baustein",
        unit="Mio. €",
        categories=tuple(f"Baustein {number}" for number in range(1, 8)),
        series=(
            Series("bewilligt", tuple(map(Decimal, ("3.40", "1.20", "0.85", "0", "5.00", "0.90", "0")))),
            Series("ausgezahlt", (*map(Decimal, ("1.10", "0.40", "0.42", "0", "3.00")), None, Decimal(0))),
        ),
        alt="Balkendiagramm: Am meisten bewilligt sind für Baustein 5 mit 5,00 Millionen Euro.",
    )


def stacked_chart() -> BarChart:
    """Lying, stacked, with long names."""
    return BarChart(
        title="Geldgeber je Baustein",
        unit="Mio. €",
        categories=("Prüfstand mit Werkstatt und Vorführraum", "Beratung", "Flächen für Gründungen"),
        series=(
            Series("regional", tuple(map(Decimal, ("5.00", "1.20", "0.30")))),
            Series("kommunal", tuple(map(Decimal, ("4.00", "0.60", "0.25")))),
            Series("privat", tuple(map(Decimal, ("12.50", "0", "0.10")))),
        ),
        alt="Gestapelte Balken: Der Prüfstand hat mit 21,50 Millionen Euro den größten Umfang.",
        stacked=True,
        horizontal=True,
    )


def line_chart() -> LineChart:
    """Two lines over six half-years."""
    return LineChart(
        title="Mittel im Zeitverlauf",
        unit="Mio. €",
        categories=tuple(f"{half}. Halbjahr {year}" for year in (2024, 2025, 2026) for half in (1, 2)),
        series=(
            Series("bewilligt", (*map(Decimal, ("2.10", "4.00", "7.30", "10.70", "11.35")), None)),
            Series("ausgezahlt", (*map(Decimal, ("0", "0.80", "2.20", "3.61", "4.92")), None)),
        ),
        alt="Liniendiagramm: Bewilligt steigt von 2,10 auf 11,35, ausgezahlt von 0 auf 4,92 Millionen Euro.",
    )


def timeline_chart() -> TimelineChart:
    """Planned, expected, reached and open milestones."""
    return TimelineChart(
        title="Meilensteine des Prüfstands",
        rows=(
            TimelineRow(
                name="Entwurf abgeschlossen",
                baseline=date(2025, 9, 30),
                forecast=None,
                actual=date(2025, 9, 30),
            ),
            TimelineRow(
                name="Genehmigung liegt vor",
                baseline=date(2026, 3, 31),
                forecast=None,
                actual=date(2026, 5, 12),
            ),
            TimelineRow(
                name="Baubeginn", baseline=date(2026, 7, 31), forecast=date(2026, 9, 16), actual=None
            ),
            TimelineRow(
                name="Übergabe an den Betrieb", baseline=date(2027, 6, 30), forecast=None, actual=None
            ),
        ),
        as_of=date(2026, 6, 30),
        alt="Zeitachse: Zwei Meilensteine sind erreicht, der Baubeginn verschiebt sich um 47 Tage.",
    )


def timeline_table() -> Table:
    """The dates of the time axis."""
    return Table(
        name="dates",
        caption="Termine des Prüfstands",
        columns=(
            Column(head="Meilenstein", width=3),
            Column(head="ursprünglich", right=True),
            Column(head="erwartet", right=True),
            Column(head="erreicht", right=True),
        ),
        rows=(
            Row(cells=("Entwurf abgeschlossen", "30.09.2025", "", "30.09.2025")),
            Row(cells=("Baubeginn", "31.07.2026", "16.09.2026", "noch nicht")),
        ),
    )
