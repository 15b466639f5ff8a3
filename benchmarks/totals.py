"""Sums, a block's figures and a page of entries, with a thousand and with a million entries in all.

Each is timed beside the bare statement that adds up the entries themselves. Targets: the page of sums 15 ms,
as of two days 25 ms, a block and the page of its entries 15 ms, alike at every size.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.measuring import Task, interleaved, table
from benchmarks.programmes import database
from tests.features.finance.money_rows import officer
from tests.features.record_rows import make_project
from tests.support.postgres import NoPostgres, temporary_postgres
from vrs_tracker.domain.vocabulary.money import (
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    Stage,
)
from vrs_tracker.features.finance.queries.totals import entries_of, sums_as_of
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.programme import Block

SIZES = (1_000, 100_000, 1_000_000)
BLOCKS = 10_000
TODAY, EARLIER = date(2026, 11, 12), date(2026, 3, 17)
_CHUNK = 50_000
_BARE = (
    "SELECT stage, payer, counting, budget_year, sum(amount), count(*) FROM funding_entry "
    "WHERE booked_at IS NOT NULL GROUP BY stage, payer, counting, budget_year"
)
_STAGES, _PAYERS = tuple(Stage), tuple(Payer)


def measure() -> Iterator[str]:
    """Yield a table for each database."""
    yield _measured("SQLite", "")
    try:
        with temporary_postgres() as server:
            yield _measured("PostgreSQL", server)
    except NoPostgres as missing:
        yield f"PostgreSQL is left out: {missing}"


def _measured(name: str, server: str) -> str:
    rows = [_row(size, server) for size in SIZES]
    head = ("entries", "bare sum", "programme", "as of two days", "one block", "its entries")
    return f"{name}, milliseconds\n\n{table(head, rows)}"


def _row(size: int, server: str) -> tuple[str, ...]:
    with ExitStack() as stack:
        engine = stack.enter_context(database(server))
        with Session(engine) as session:
            ids = _fill(session, size)
            some = ids[len(ids) // 2]
            tasks = (
                lambda: session.execute(sa.text(_BARE)).all(),
                lambda: sums_as_of(session, TODAY),
                lambda: sums_as_of(session, EARLIER, known=EARLIER + timedelta(days=20)),
                lambda: sums_as_of(session, TODAY, block_id=some),
                lambda: entries_of(session, TODAY, stage=Stage.COMMITTED, block_id=some),
            )
            timings = interleaved([Task(task) for task in tasks])
    return f"{size:,}", *(f"{timing.seconds * 1000:.1f}" for timing in timings)


def _fill(session: Session, size: int) -> list[int]:
    """Store blocks and booked entries of six years and return the blocks' ids."""
    first = make_project(session, name="Reallabor 0")
    values = {
        column.key: getattr(first, column.key)
        for column in Block.__table__.columns
        if column.key not in {"id", "slug", "name", "number"}
    }
    blocks = min(BLOCKS, size)
    session.execute(
        sa.insert(Block),
        [
            {**values, "slug": f"reallabor-{number}", "name": f"Reallabor {number}", "number": number + 1}
            for number in range(1, blocks)
        ],
    )
    ids = list(session.scalars(sa.select(Block.id).order_by(Block.id)))
    key = officer(session).key
    for begin in range(0, size, _CHUNK):
        session.execute(
            sa.insert(FundingEntry),
            [_entry(number, ids, key) for number in range(begin, min(begin + _CHUNK, size))],
        )
    session.commit()
    session.execute(sa.text("ANALYZE"))
    session.commit()
    return ids


def _entry(number: int, ids: list[int], key: str) -> dict[str, object]:
    day = date(2021, 1, 1) + timedelta(days=number * 7 % 2140)
    return {
        "block_id": ids[number % len(ids)],
        "stage": _STAGES[number % len(_STAGES)],
        "payer": _PAYERS[number // 7 % len(_PAYERS)],
        "degree": Degree.GRANTED,
        "figure_source": FigureSource.NOTICE,
        "counting": Counting.COUNTED,
        "document": f"Bescheid {number}",
        "budget_year": day.year,
        "budget_line": f"{number % 40:04}.5110",
        "amount": Decimal(number % 9_999_999 + 1) / 100,
        "is_rounded": number % 100 == 0,
        "note": "",
        "effective_on": day,
        "date_precision": DatePrecision.DAY,
        "source": "",
        "provenance": Provenance.ENTERED,
        "recorded_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(days=number % 40),
        "recorded_by": key,
        "booked_at": datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(days=number % 40),
        "reversal_reason": "",
    }
