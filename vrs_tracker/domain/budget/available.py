"""What may still be granted: released minus committed minus frozen, for the programme and by budget line.

Nothing planned, blocked or frozen enters it, and it counts all years together, as the staircase does: what
was released in one year is granted in the next. A line has a figure of its own only if everything released,
committed and frozen names its line; else nobody knows which line it belongs to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.budget.book import Book
from vrs_tracker.domain.budget.lines import NO_LINE, total_or_none
from vrs_tracker.domain.funding import frozen_in, select
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.money import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the money of a line, or of the programme, has come by the reference date.

    `is_undivided`: other amounts name no line, so nobody knows what is available of this one.
    """

    line: str
    released: Decimal | None
    committed: Decimal | None
    disbursed: Decimal | None
    frozen: Decimal | None
    is_undivided: bool = False

    @property
    def available(self) -> Decimal | None:
        """The only figure that may be called „verfügbar“; None unless releases and commitments are known."""
        if self.is_undivided or self.released is None or not self.committed:
            return None
        return total((self.released, -self.committed, -(self.frozen or Decimal(0))))

    @property
    def still_due(self) -> Decimal | None:
        """What is granted and not paid (Obligo); None without a grant."""
        if self.committed is None:
            return None
        return total((self.committed, -(self.disbursed or Decimal(0))))


def standing_of_lines(book: Book) -> tuple[Standing, ...]:
    """Return every line with money released, committed, paid or frozen, what names no line last."""
    found = [_standing(book, line) for line in _lines(book)]
    undivided = next((one for one in found if one.line == NO_LINE), None)
    hides = undivided is not None and any((undivided.released, undivided.committed, undivided.frozen))
    if not hides or len(found) == 1:
        return tuple(found)
    return tuple(
        Standing(
            line=one.line,
            released=one.released,
            committed=one.committed,
            disbursed=one.disbursed,
            frozen=one.frozen,
            is_undivided=True,
        )
        for one in found
    )


def standing_of_programme(book: Book) -> Standing:
    """Return the sums over all lines, which are the steps of the staircase."""
    return _sum(standing_of_lines(book))


def _sum(lines: Sequence[Standing]) -> Standing:
    return Standing(
        line=NO_LINE,
        released=total_or_none(line.released for line in lines),
        committed=total_or_none(line.committed for line in lines),
        disbursed=total_or_none(line.disbursed for line in lines),
        frozen=total_or_none(line.frozen for line in lines),
    )


def _lines(book: Book) -> list[str]:
    names = {
        *(book.release_line(release) for release in book.releases),
        *(
            entry.budget_line or NO_LINE
            for stage in (Stage.COMMITTED, Stage.DISBURSED)
            for entry in select(book.entries, stage=stage)
        ),
        *(freeze.budget_line for freeze in book.freezes if freeze.budget_year == book.year),
    }
    return sorted(names, key=lambda line: (line == NO_LINE, line))


def _standing(book: Book, line: str) -> Standing:
    entries = [entry for entry in book.entries if (entry.budget_line or NO_LINE) == line]
    return Standing(
        line=line,
        released=total_or_none(
            release.amount for release in book.releases if book.release_line(release) == line
        ),
        committed=total_or_none(entry.amount for entry in select(entries, stage=Stage.COMMITTED)),
        disbursed=total_or_none(entry.amount for entry in select(entries, stage=Stage.DISBURSED)),
        frozen=frozen_in([freeze for freeze in book.freezes if freeze.budget_line == line], book.year),
    )
