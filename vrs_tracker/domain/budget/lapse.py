"""What lapses at the end of a budget year (users.md 1.2, row 9), known in October and not in January.

What of the adjusted Ansatz is neither paid nor carried over by the end of the year lapses, be it granted,
available or blocked. Whether authority for investments goes on by itself is a question of budget law, which
nobody decides here: it is shown until a carry-over is recorded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.budget.book import Book
from vrs_tracker.domain.budget.lines import year_lines
from vrs_tracker.domain.cover import NO_LINE
from vrs_tracker.domain.funding import select
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import date_de, list_de
from vrs_tracker.domain.vocabulary.money import Stage
from vrs_tracker.domain.wording import amount_short, amount_words

FIRST_MONTH = 10
"""From October on the end of the year is near enough to be decided about."""
MEANING = (
    "Am Jahresende verfällt, was vom fortgeschriebenen Ansatz weder ausgezahlt noch als Übertragung erfasst "
    "ist, auch wenn es bewilligt, verfügbar oder gesperrt ist."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """What lapses of one budget line; `blocks` are the slugs of those with grants on it not yet paid."""

    year: int
    line: str
    amount: Decimal
    blocks: tuple[str, ...]


def lapses(book: Book, year: int) -> tuple[Lapse, ...]:
    """Return what lapses, or has lapsed, at the end of a year: one for each line of which anything does."""
    return tuple(
        Lapse(year=year, line=line.line, amount=line.unused, blocks=tuple(_unpaid(book, line.line)))
        for line in year_lines(book, year)
        if line.unused
    )


def lapses_soon(book: Book) -> tuple[Lapse, ...]:
    """Return what lapses at the end of the running year, from October on; nothing before."""
    return lapses(book, book.year) if is_near(book.as_of) else ()


def is_near(day: date) -> bool:
    """Whether the end of the year is near enough to say what lapses."""
    return day.month >= FIRST_MONTH


def _unpaid(book: Book, line: str) -> Iterator[str]:
    """Yield the blocks with open grants on a line, in the order of their first entry."""
    on_line = [entry for entry in book.entries if (entry.budget_line or NO_LINE) == line]
    for slug in dict.fromkeys(entry.block for entry in on_line if entry.block):
        own = [entry for entry in on_line if entry.block == slug]
        granted = total(entry.amount for entry in select(own, stage=Stage.COMMITTED))
        paid = total(entry.amount for entry in select(own, stage=Stage.DISBURSED))
        if granted > paid:
            yield slug


def lapse_task(found: tuple[Lapse, ...], names: Mapping[str, str]) -> str:
    """Say in one short sentence what lapses, for the list of tasks (users.md 1.2); "" if nothing does."""
    if not found:
        return ""
    amount = amount_short(total(one.amount for one in found))
    concerns = _concerned(found, names)
    return f"Am {_end(found)} verfällt: {amount}{f', betrifft {concerns}' if concerns else ''}."


def lapse_sentence(found: tuple[Lapse, ...], names: Mapping[str, str]) -> str:
    """Say what lapses unless it is paid or carried over before."""
    amount = amount_words(total(one.amount for one in found))
    concerns = _concerned(found, names)
    concerned = f" Betroffen: {concerns}." if concerns else ""
    return (
        f"Am {_end(found)} verfallen {amount}, wenn sie bis dahin nicht ausgezahlt oder übertragen sind."
        f"{concerned}"
    )


def _end(found: tuple[Lapse, ...]) -> str:
    return date_de(date(found[0].year, 12, 31))


def _concerned(found: tuple[Lapse, ...], names: Mapping[str, str]) -> str:
    slugs = dict.fromkeys(slug for one in found for slug in one.blocks)
    return list_de([names.get(slug, slug) for slug in slugs])
