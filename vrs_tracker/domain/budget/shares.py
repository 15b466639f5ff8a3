"""Where each euro of the adjusted Ansatz of the running year is: at one place only."""

from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.budget.available import standing_of_programme
from vrs_tracker.domain.budget.book import Book
from vrs_tracker.domain.budget.lines import year_sum
from vrs_tracker.domain.money import total

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The parts of the adjusted Ansatz (`whole`) of the year of the reference date.

    What is due is without commitments that rest on the authorisations of later years, and so on their Ansatz;
    `covered` says how much that is.
    """

    whole: Decimal
    disbursed: Decimal
    still_due: Decimal
    available: Decimal
    frozen: Decimal
    blocked: Decimal
    covered: Decimal = _NOTHING

    @property
    def difference(self) -> Decimal:
        """What the parts lack to the whole: as long as carry-overs are not all recorded it is not 0."""
        parts = total((self.disbursed, self.still_due, self.available, self.frozen, self.blocked))
        return total((self.whole, -parts))

    @property
    def fits(self) -> bool:
        """Whether the parts can be drawn as pieces of the whole."""
        parts = (self.disbursed, self.still_due, self.available, self.frozen, self.blocked)
        return self.difference == 0 and min(parts) >= 0


def whereabouts(book: Book) -> Whereabouts | None:
    """Return the parts; None without an Ansatz or as long as nobody knows what is available."""
    year, now = year_sum(book, book.year), standing_of_programme(book)
    if year.adjusted is None or now.available is None:
        return None
    return Whereabouts(
        whole=year.adjusted,
        disbursed=year.disbursed or _NOTHING,
        still_due=total((now.still_due, -(now.covered or _NOTHING))),
        available=now.available,
        frozen=now.frozen or _NOTHING,
        blocked=year.blocked or _NOTHING,
        covered=now.covered or _NOTHING,
    )
