"""The page of the milestones: what is overdue, what comes in the next nine months, what is reached."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from vrs_tracker.domain.chapters.milestones import (
    Dated,
    all_milestones,
    milestones_table,
    on_one_page,
    timeline,
)
from vrs_tracker.domain.charts import TimelineChart
from vrs_tracker.domain.lights import overdue_days
from vrs_tracker.domain.listing import Filter, TypedRow, TypedTable, filter_of
from vrs_tracker.domain.lists.facets import (
    block_facets,
    block_filter,
    district_filter,
    half_year_facet,
    period_filters,
)
from vrs_tracker.domain.notation import count_words, date_de, number_word
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import sentence_start

MONTHS_AHEAD = 9
"""Up to here a milestone counts as due soon, and the update asks about it (users.md 4.4, no. 4)."""
MOST_DAYS_DRAWN = 5 * 366
"""What lies further away would press everything else together at the reference date."""
_STATE, _NUMBER = "zustand", "nummer"


class Due(StrEnum):
    """Where a milestone stands on the reference date; the order is that of the page."""

    OVERDUE = "ueberfaellig"
    SOON = "faellig"
    LATER = "spaeter"
    REACHED = "erreicht"


_WORDS = {
    Due.OVERDUE: "überfällig",
    Due.SOON: "fällig in den nächsten neun Monaten",
    Due.LATER: "später fällig",
    Due.REACHED: "erreicht",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneList:
    """The table with its groups, the filters of the page, and its message in one sentence."""

    table: TypedTable
    filters: tuple[Filter, ...]
    message: str


def due_state(one: Dated, report: CommitteeReport) -> Due:
    """Say where a milestone stands; nine months end with the month they reach into."""
    if not one.is_open:
        return Due.REACHED
    if overdue_days(one.milestone, report.as_of):
        return Due.OVERDUE
    months = (one.due.year - report.as_of.year) * 12 + one.due.month - report.as_of.month
    return Due.SOON if months <= MONTHS_AHEAD else Due.LATER


@once_per_report
def milestone_list(report: CommitteeReport) -> MilestoneList:
    """Return what the page of the milestones shows."""
    every = all_milestones(report)
    states = [due_state(one, report) for one in every]
    plain = milestones_table(report)
    found = [
        (state, _placed(row, one, state)) for row, one, state in zip(plain.rows, every, states, strict=True)
    ]
    rows = tuple(row for wanted in Due for state, row in found if state is wanted)
    return MilestoneList(
        table=replace(plain, name="meilensteine", rows=rows, message=""),
        filters=(
            filter_of(rows, _STATE, "Zustand", {state.value: _WORDS[state] for state in Due}),
            block_filter(rows, report.all_blocks()),
            district_filter(rows),
            *period_filters(rows),
        ),
        message=_message(Counter(states)),
    )


def _placed(row: TypedRow, one: Dated, state: Due) -> TypedRow:
    facets = {
        **block_facets(one.block),
        **half_year_facet(one.due),
        _STATE: frozenset({state.value}),
        _NUMBER: frozenset({str(one.milestone.id)}),
    }
    return replace(row, group=sentence_start(_WORDS[state]), facets=facets)


def _message(found: Counter[Due]) -> str:
    total = found.total()
    if total == 0:
        return "Zurzeit sind keine Meilensteine erfasst."
    reached = _of(total, found[Due.REACHED])
    of = f"Von {count_words(total, 'Meilenstein', 'Meilensteinen', one='einem')}"
    late, soon = found[Due.OVERDUE], found[Due.SOON]
    overdue = f"{_of(total, late)} {'ist' if late <= 1 else 'sind'} überfällig"
    ahead = f"in den nächsten neun Monaten {'wird' if soon <= 1 else 'werden'} {_of(total, soon)} fällig"
    return f"{of} {'ist' if found[Due.REACHED] <= 1 else 'sind'} {reached} erreicht, {overdue}; {ahead}."


def _of(total: int, n: int) -> str:
    return number_word(n, zero="keiner", one="einer", beside=total)


def drawn_timeline(report: CommitteeReport, shown: Sequence[TypedRow]) -> TimelineChart | None:
    """Return the timeline of the rows that a page shows, of many those nearest to the reference date.

    Many are too many rows, lines of names or years; one at least is drawn. None without a row.
    """
    numbers = {number for row in shown for number in row.facets[_NUMBER]}
    found = [one for one in all_milestones(report) if str(one.milestone.id) in numbers]
    nearest = sorted(found, key=lambda one: _days_away(one, report))
    within = [one for one in nearest if _days_away(one, report) <= MOST_DAYS_DRAWN]
    near = {one.milestone.id for one in on_one_page(within or nearest[:1])}
    drawn = sorted((one for one in found if one.milestone.id in near), key=lambda one: one.due)
    return timeline(drawn, report, with_block=True) if drawn else None


def _days_away(one: Dated, report: CommitteeReport) -> int:
    return abs((one.due - report.as_of).days)


def timeline_caption(chart: TimelineChart, of: int) -> str:
    """Say what the drawing shows, and that it leaves some out if it does."""
    drawn = len(chart.rows)
    day = date_de(chart.as_of)
    if drawn < of:
        nearest = (
            f"Der Meilenstein, der dem {day} am nächsten liegt"
            if drawn == 1
            else f"Die {number_word(drawn)} Meilensteine, die dem {day} am nächsten liegen"
        )
        return f"{nearest}; alle stehen in der Tabelle"
    return f"Ursprünglich geplant, jetzt erwartet, erreicht; die Linie ist der {day}"
