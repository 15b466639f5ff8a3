"""The page of the network: what was done to bring the actors together, as a list and by half-year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.chapters.network import events_message, events_table
from vrs_tracker.domain.charts import BarChart, Series
from vrs_tracker.domain.document import Column, Figure, Row, Table
from vrs_tracker.domain.facts.network import NetworkEvent
from vrs_tracker.domain.listing import Filter, TypedRow, TypedTable, filter_of
from vrs_tracker.domain.lists.facets import HALF_YEAR, half_years_of, period_filters
from vrs_tracker.domain.notation import count_words, number
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import EventKind

_KIND = "art"
FEWEST_BARS = 3
"""With fewer half-years a sentence says the same as the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """The table, the filters of the page, its message, and the chart by half-year once there are several."""

    table: TypedTable
    filters: tuple[Filter, ...]
    message: str
    by_half_year: Figure | None


def event_list(report: CommitteeReport) -> EventList:
    """Return what the page of the network shows, the newest first."""
    plain = events_table(report)
    rows = [_placed(row, event) for row, event in zip(plain.rows, report.events, strict=True)]
    newest_first = tuple(sorted(rows, key=lambda row: row.cells[0].rank or 0, reverse=True))
    return EventList(
        table=replace(plain, rows=newest_first, message=""),
        filters=(
            filter_of(rows, _KIND, "Art", {kind.value: kind.label for kind in EventKind}),
            *period_filters(rows),
        ),
        message=events_message(report) if rows else "Zurzeit sind keine Termine erfasst.",
        by_half_year=_by_half_year(report.events),
    )


def _placed(row: TypedRow, event: NetworkEvent) -> TypedRow:
    return replace(row, facets={_KIND: frozenset({event.kind.value}), HALF_YEAR: _codes(event)})


def _codes(event: NetworkEvent) -> frozenset[str]:
    return frozenset(half.code for half in half_years_of(event.happened))


def _left_out(undated: int) -> str:
    if not undated:
        return ""
    return (
        f"Nicht dabei: {count_words(undated, 'Termin, dessen', 'Termine, deren')} Halbjahr nicht bekannt ist."
    )


def _by_half_year(events: Sequence[NetworkEvent]) -> Figure | None:
    known = [halves for halves in (half_years_of(event.happened) for event in events) if len(halves) == 1]
    found = Counter(half for halves in known for half in halves)
    if len(found) < FEWEST_BARS:
        return None
    first, last = min(found), max(found)
    halves = [first]
    while halves[-1] != last:
        halves.append(halves[-1].shifted(1))
    most = max(halves, key=lambda half: found[half])
    undated = len(events) - len(known)
    title = "Termine je Halbjahr"
    return Figure(
        chart=BarChart(
            title=title,
            unit="Termine",
            categories=tuple(half.label for half in halves),
            series=(Series("Termine", tuple(Decimal(found[half]) for half in halves)),),
            alt=f"{title} vom {first.label} bis zum {last.label}; am meisten im {most.label}: {found[most]}.",
            horizontal=True,
        ),
        caption=f"{title}: am meisten im {most.label}, {count_words(found[most], 'Termin', 'Termine')}",
        table=Table(
            name="vernetzung-halbjahre",
            caption="Anzahl der Termine in jedem Halbjahr",
            columns=(Column(head="Halbjahr", width=1), Column(head="Termine", right=True, width=1)),
            rows=tuple(Row(cells=(half.label, number(found[half]))) for half in halves),
            note=_left_out(undated),
        ),
    )
