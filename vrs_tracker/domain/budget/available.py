"""What may still be granted, for the programme and by budget line, by the one rule of `cover.py`.

Nothing planned, blocked or frozen enters it, nor what is released for a later year. The years until then
count together, as in the staircase: what was released in one year is granted in the next. A line has a figure
of its own only if everything released, committed and frozen names its line; else nobody knows which line it
belongs to.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.availability import available_of
from vrs_tracker.domain.budget.book import Book
from vrs_tracker.domain.budget.lines import total_or_none
from vrs_tracker.domain.cover import NO_LINE, Means
from vrs_tracker.domain.funding import booked_for, frozen_in, held_back, select
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.money import Stage

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the money of a line, or of the programme, has come by the reference date.

    `covered` is what authorisations of later years cover of what is committed. `is_undivided`: other amounts
    name no line, so nobody knows what is available of this one.
    """

    line: str
    released: Decimal | None
    committed: Decimal | None
    disbursed: Decimal | None
    frozen: Decimal | None
    covered: Decimal | None = None
    is_undivided: bool = False

    @property
    def available(self) -> Decimal | None:
        """The only figure that may be called „verfügbar“; None unless releases and commitments are known."""
        if self.is_undivided or self.released is None or not self.committed:
            return None
        return available_of(
            released=self.released, committed=self.committed, frozen=self.frozen, covered=self.covered
        )

    @property
    def still_due(self) -> Decimal | None:
        """What is granted and not paid (Obligo); None without a grant."""
        if self.committed is None:
            return None
        return total((self.committed, -(self.disbursed or Decimal(0))))


def standing_of_lines(book: Book) -> tuple[Standing, ...]:
    """Return every line with money released, committed, paid or frozen, what names no line last.

    If all money is divided among lines, nothing is released for a line that no release names: that is 0 and
    not „keine Angabe“.
    """
    means = means_of(book)
    found = [_standing(book, means, line) for line in _lines(book)]
    if len(found) < 2:  # noqa: PLR2004 - there is nothing to divide
        return tuple(found)
    if means.is_undivided(book.year):
        return tuple(replace(one, is_undivided=True) for one in found)
    if not book.counted_releases():
        return tuple(found)
    return tuple(replace(one, released=one.released or _NOTHING) if one.committed else one for one in found)


def standing_of_programme(book: Book) -> Standing:
    """Return the sums over all lines, which are the steps of the staircase."""
    means = means_of(book)
    lines = [_standing(book, means, line) for line in _lines(book)]
    return Standing(
        line=NO_LINE,
        released=total_or_none(line.released for line in lines),
        committed=total_or_none(line.committed for line in lines),
        disbursed=total_or_none(line.disbursed for line in lines),
        frozen=total_or_none(line.frozen for line in lines),
        covered=means.of_programme(book.year).covered or None,
    )


def means_of(book: Book) -> Means:
    """Return the sums of a book that say what covers its commitments."""
    means = Means()
    for release in book.releases:
        means.add_release(release.amount, book.release_line(release), book.release_year(release))
    for freeze in book.freezes:
        means.add_freeze(held_back(freeze), freeze)
    for row in book.budget:
        means.add_budget(row)
    for entry in book.entries:
        means.add_entry(entry, booked_for(entry).year)
    return means


def _lines(book: Book) -> list[str]:
    names = {
        *(book.release_line(release) for release in book.counted_releases()),
        *(
            entry.budget_line or NO_LINE
            for stage in (Stage.COMMITTED, Stage.DISBURSED)
            for entry in select(book.entries, stage=stage)
        ),
        *(freeze.budget_line for freeze in book.freezes if freeze.budget_year == book.year),
    }
    return sorted(names, key=lambda line: (line == NO_LINE, line))


def _standing(book: Book, means: Means, line: str) -> Standing:
    entries = [entry for entry in book.entries if (entry.budget_line or NO_LINE) == line]
    return Standing(
        line=line,
        released=total_or_none(
            release.amount for release in book.counted_releases() if book.release_line(release) == line
        ),
        committed=total_or_none(entry.amount for entry in select(entries, stage=Stage.COMMITTED)),
        disbursed=total_or_none(entry.amount for entry in select(entries, stage=Stage.DISBURSED)),
        frozen=frozen_in([freeze for freeze in book.freezes if freeze.budget_line == line], book.year),
        covered=means.of_line(line, book.year).covered or None,
    )
