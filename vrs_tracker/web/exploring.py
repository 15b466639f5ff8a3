"""Charts to explore: the same chart value that the page draws, as JSON for static/js/explore.js.

A view that offers charts asks once, before it renders:

    if answer := requested_chart({"anteile": chart}):
        return answer

and draws the button by templates/macros/explore.html. The address is the page's own with
`diagramm=<name>&format=diagramm`, so that filters and the chosen report are kept.
"""

from collections.abc import Mapping
from decimal import Decimal
from urllib.parse import urlencode

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.charts import BarChart, Chart, LineChart
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.notation import number
from vrs_tracker.web.downloads import FORMAT

CHART, AS_CHART = "diagramm", "diagramm"
NO_CHART = "Dieses Diagramm gibt es auf der Seite nicht."


def requested_chart(charts: Mapping[str, Chart | None]) -> ResponseReturnValue | None:
    """Return the chart that the address asks for, None if it asks for the page; NotFound for any other."""
    if request.args.get(FORMAT) != AS_CHART:
        return None
    chart = charts.get(request.args.get(CHART, ""))
    if not isinstance(chart, BarChart | LineChart):
        raise NotFound(NO_CHART)
    return jsonify(chart_values(chart))


def chart_address(name: str) -> str:
    """Return the address of a chart of this page, for the same selection and report."""
    own = [(key, value) for key, value in request.args.items() if key not in {CHART, FORMAT}]
    return f"{request.path}?{urlencode([*own, (CHART, name), (FORMAT, AS_CHART)])}"


def chart_values(chart: BarChart | LineChart) -> dict[str, object]:
    """Return a chart as plain values: figures exact as text with a dot, beside them as people read them."""
    return {
        "title": chart.title,
        "alt": chart.alt,
        "unit": chart.unit,
        "kind": "bars" if isinstance(chart, BarChart) else "lines",
        "horizontal": isinstance(chart, BarChart) and chart.horizontal,
        "categories": chart.categories,
        "series": [
            {
                "name": one.name,
                "planned": one.is_planned,
                "values": [None if value is None else str(value) for value in one.values],
                "texts": [_text(value, one.missing) for value in one.values],
            }
            for one in chart.series
        ],
    }


def _text(value: Decimal | None, missing: str) -> str:
    return missing if value is None else number(value, 2)
