"""What the rules of the budget look at: all regional money that had taken effect by a day.

A budget line (Buchungsstelle) is a text; "" stands for what names none. Payments belong to the year in which
they were made, everything else to its budget year (`breakdowns.year_of`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Sperrvermerk
from vrs_tracker.domain.funding import counted, is_effective, releases_until, select, year_of_release
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Regional money as of a day; entries are those that count in the sums of the programme."""

    as_of: date
    entries: tuple[MoneyEntry, ...] = ()
    budget: tuple[BudgetRow, ...] = ()
    notes: tuple[Sperrvermerk, ...] = ()
    releases: tuple[Release, ...] = ()
    freezes: tuple[Freeze, ...] = ()

    @property
    def year(self) -> int:
        """The budget year of the day."""
        return self.as_of.year

    def years(self) -> tuple[int, ...]:
        """Return the budget years of which anything is recorded and that of the day, in order."""
        found = {
            self.year,
            *(row.budget_year for row in self.budget),
            *(note.budget_year for note in self.notes),
            *(freeze.budget_year for freeze in self.freezes),
            *(year_of(entry) for entry in self.entries),
            *(year for release in self.releases if (year := self.release_year(release)) is not None),
        }
        return tuple(sorted(found))

    def release_year(self, release: Release) -> int | None:
        """Return the budget year of a release, None if it is not known."""
        return year_of_release(release, self.notes)

    def counted_releases(self) -> tuple[Release, ...]:
        """Return the releases that are money of the year of the day or of one before."""
        return releases_until(self.year, self.releases, self.notes)

    def release_line(self, release: Release) -> str:
        """Return the budget line of the Sperrvermerk that a release lifts; "" if it lifts none."""
        return next((note.budget_line or "" for note in self.notes if note.id == release.lifts), "")


def book_as_of(
    day: date,
    *,
    entries: Iterable[MoneyEntry],
    budget: Iterable[BudgetRow],
    notes: Iterable[Sperrvermerk] = (),
    releases: Iterable[Release] = (),
    freezes: Iterable[Freeze] = (),
) -> Book:
    """Return what had taken effect by a day."""
    return Book(
        as_of=day,
        entries=tuple(
            entry for entry in counted(select(entries, payer=Payer.VRS)) if is_effective(entry, day)
        ),
        budget=tuple(row for row in budget if is_effective(row, day)),
        notes=tuple(note for note in notes if is_effective(note, day)),
        releases=tuple(release for release in releases if is_effective(release, day)),
        freezes=tuple(freeze for freeze in freezes if is_effective(freeze, day)),
    )


@once_per_report
def book_of(report: CommitteeReport) -> Book:
    """Return the regional money of a report as of its reference date."""
    return book_as_of(
        report.as_of,
        entries=report.entries,
        budget=report.budget,
        notes=report.sperrvermerke,
        releases=report.releases,
        freezes=report.freezes or (),
    )
