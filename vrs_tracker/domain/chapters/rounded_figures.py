"""Which regional figures hold an amount that its source rounds, and are therefore „rund“ (users.md 1.2)."""

from dataclasses import dataclass

from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.budget.book import Book, book_of
from vrs_tracker.domain.facts.money import Release
from vrs_tracker.domain.funding import standing
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import MEASURES_OF_STAGES, WITHOUT, Origin, line_code
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure

_MADE_OF = {
    Measure.AVAILABLE: frozenset({Measure.RELEASED, Measure.COMMITTED}),
    Measure.OPEN: frozenset({Measure.COMMITTED, Measure.DISBURSED}),
    Measure.NOT_COMMITTED: frozenset({Measure.COMMITTED}),
}
"""Figures that are the difference of others."""
_OF_BUDGETS = frozenset({Measure.RELEASED, Measure.BLOCKED})


@dataclass(frozen=True, slots=True)
class _Rounded:
    """A rounded amount: in which figure it counts, in which budget year, on which budget line."""

    measure: Measure
    year: int | None
    line: str


def is_rounded(report: CommitteeReport, origin: Origin | None) -> bool:
    """Whether a figure of the region's money holds a rounded amount; what leads nowhere holds none."""
    if origin is None:
        return False
    parts = _MADE_OF.get(origin.measure, frozenset({origin.measure}))
    year = report.as_of.year
    return any(one.measure in parts and _counts_in(one, origin, year) for one in _rounded_amounts(report))


@once_per_report
def _rounded_amounts(report: CommitteeReport) -> tuple[_Rounded, ...]:
    book = book_of(report)
    releases = [release for release in book.releases if release.is_rounded]
    lifting = [release for release in releases if release.lifts is not None]
    return (
        *(_Rounded(Measure.RELEASED, book.release_year(one), book.release_line(one)) for one in releases),
        *(_Rounded(Measure.BLOCKED, _lifted_year(book, one), book.release_line(one)) for one in lifting),
        *(
            _Rounded(MEASURES_OF_STAGES[entry.stage], year_of(entry), entry.budget_line or "")
            for entry in standing(book.entries)
            if entry.is_rounded
        ),
    )


def _lifted_year(book: Book, release: Release) -> int | None:
    """Return the year of the Sperrvermerk that a release lifts, or its own if it is later than the day."""
    lifted = next((note.budget_year for note in book.notes if note.id == release.lifts), None)
    own = book.release_year(release)
    return own if lifted is None or (own or 0) > max(lifted, book.year) else lifted


def _counts_in(one: _Rounded, origin: Origin, year_of_day: int) -> bool:
    """Whether an amount is of the year and of the line of a figure; budgets count up to that of the day."""
    year = WITHOUT if one.year is None else str(one.year)
    until = origin.until or (str(year_of_day) if one.measure in _OF_BUDGETS and not origin.year else "")
    return (
        (not origin.year or origin.year == year)
        and (not until or one.year is None or year <= until)
        and (not origin.line or origin.line == line_code(one.line))
    )
