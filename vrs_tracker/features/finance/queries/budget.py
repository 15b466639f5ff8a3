"""Budget records and payments of the region as the rules of `domain/budget/` look at them."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.budget.book import Book, book_as_of
from vrs_tracker.domain.budget.lapse import lapse_task, lapses_soon
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.features.finance.queries.values import budget_value, entry_value
from vrs_tracker.tables.finance import Appropriation, FundingEntry
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.together import Answers, Question, ask_together

_ENTRIES = Question(
    FundingEntry,
    where=sa.and_(
        FundingEntry.booked_at.is_not(None),
        FundingEntry.payer == Payer.VRS,
        FundingEntry.counting == Counting.COUNTED,
        FundingEntry.stage.in_((Stage.COMMITTED, Stage.DISBURSED)),
    ),
)
_BUDGET = Question(Appropriation, where=Appropriation.booked_at.is_not(None))
_BLOCKS = Question(Block)
QUESTIONS = (_ENTRIES, _BUDGET, _BLOCKS)


def load_book(session: Session, day: date) -> Book:
    """Return budget, grants and payments as of a day, without Sperrvermerke and releases. One statement."""
    book, _ = _book(ask_together(session, QUESTIONS), day)
    return book


def lapsing_soon(found: Answers, day: date) -> str:
    """Say what lapses at the end of the year; "" if nothing does."""
    book, names = _book(found, day)
    return lapse_task(lapses_soon(book), names)


def _book(found: Answers, day: date) -> tuple[Book, Mapping[str, str]]:
    """Return the book and the names of blocks by their slugs."""
    blocks = found.by_id(_BLOCKS)
    entries = (
        entry_value(row, block=blocks[row.block_id].slug if row.block_id else None)
        for row in found.of(_ENTRIES)
    )
    book = book_as_of(day, entries=entries, budget=map(budget_value, found.of(_BUDGET)))
    return book, {block.slug: block.name for block in blocks.values()}
