"""One budget year by budget line: Ansatz, carry-over, what is blocked and frozen, how the money was used."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.budget.book import Book
from vrs_tracker.domain.cover import NO_LINE
from vrs_tracker.domain.funding import held_back, select, still_blocked
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """The money of one budget line in one year; None where nothing is recorded.

    In the year of the reference date `blocked` holds Sperrvermerke of earlier years too: they block what was
    carried over until somebody lifts them.
    """

    line: str
    appropriated: Decimal | None
    carried_in: Decimal | None
    blocked: Decimal | None
    frozen: Decimal | None
    released: Decimal | None
    committed: Decimal | None
    disbursed: Decimal | None
    carried_out: Decimal | None

    @property
    def adjusted(self) -> Decimal | None:
        """The Ansatz with what was carried over (fortgeschriebener Ansatz); None if neither is recorded."""
        return total_or_none((self.appropriated, self.carried_in))

    @property
    def unused(self) -> Decimal | None:
        """What of the adjusted Ansatz is neither paid nor carried over; never below 0, None without one."""
        if self.adjusted is None:
            return None
        used = total((self.disbursed, self.carried_out))
        return max(total((self.adjusted, -used)), Decimal("0.00"))


def total_or_none(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the exact sum of what is known, None if nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return total(known) if known else None


_Amounts = list[tuple[str, Decimal]]


def year_lines(book: Book, year: int) -> tuple[YearLine, ...]:
    """Return the lines of a budget year of which anything is recorded, in order, what names no line last."""
    columns = _columns(book, year)
    names = {line for amounts in columns.values() for line, _ in amounts}
    return tuple(
        YearLine(line=line, **{column: _of(line, amounts) for column, amounts in columns.items()})
        for line in sorted(names, key=lambda line: (line == NO_LINE, line))
    )


def sum_of_lines(lines: Sequence[YearLine]) -> YearLine:
    """Return the sums over lines, which are those of the programme."""

    def added(amount: Callable[[YearLine], Decimal | None]) -> Decimal | None:
        return total_or_none(amount(line) for line in lines)

    return YearLine(
        line=NO_LINE,
        appropriated=added(lambda line: line.appropriated),
        carried_in=added(lambda line: line.carried_in),
        blocked=added(lambda line: line.blocked),
        frozen=added(lambda line: line.frozen),
        released=added(lambda line: line.released),
        committed=added(lambda line: line.committed),
        disbursed=added(lambda line: line.disbursed),
        carried_out=added(lambda line: line.carried_out),
    )


def year_sum(book: Book, year: int) -> YearLine:
    """Return the money of the programme in a budget year."""
    return sum_of_lines(year_lines(book, year))


def _columns(book: Book, year: int) -> dict[str, _Amounts]:
    return {
        "appropriated": list(_budget(book, AppropriationKind.APPROPRIATION, year)),
        "carried_in": list(_budget(book, AppropriationKind.CARRY_FORWARD, year)),
        "blocked": list(_blocked(book, year)),
        "frozen": list(_frozen(book, year)),
        "released": [
            (book.release_line(release), release.amount)
            for release in book.releases
            if book.release_year(release) == year
        ],
        "committed": list(_booked(book, Stage.COMMITTED, year)),
        "disbursed": list(_booked(book, Stage.DISBURSED, year)),
        "carried_out": list(_budget(book, AppropriationKind.CARRY_FORWARD, year + 1)),
    }


def _of(line: str, amounts: _Amounts) -> Decimal | None:
    return total_or_none(amount for of_line, amount in amounts if of_line == line)


def _budget(book: Book, kind: AppropriationKind, year: int) -> Iterator[tuple[str, Decimal]]:
    return (
        (row.budget_line, row.amount) for row in book.budget if row.kind is kind and row.budget_year == year
    )


def _blocked(book: Book, year: int) -> Iterator[tuple[str, Decimal]]:
    """Yield what Sperrvermerke still block; those of years to come block nothing that is there yet."""
    for note in book.notes:
        if note.budget_year == year or note.budget_year < year == book.year:
            yield note.budget_line or NO_LINE, still_blocked(note, book.releases, book.year)


def _frozen(book: Book, year: int) -> Iterator[tuple[str, Decimal]]:
    of_year = (freeze for freeze in book.freezes if freeze.budget_year == year)
    return ((freeze.budget_line, held_back(freeze)) for freeze in of_year)


def _booked(book: Book, stage: Stage, year: int) -> Iterator[tuple[str, Decimal]]:
    return (
        (entry.budget_line or NO_LINE, entry.amount)
        for entry in select(book.entries, stage=stage)
        if year_of(entry) == year
    )
