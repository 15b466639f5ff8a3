"""The page of sums, with a thousand and with a million entries of 10,000 blocks, on both databases.

Asked for as the budget officer does, through the whole application: the programme, the programme as of two
days, one block, and the entries behind a figure of that block. In the same rounds run the queries of these
pages, and the bare statement that adds up the entries themselves. Targets: 15 ms, as of two days 25 ms, alike
at every size. Before that stands what the triggers cost that keep the sums.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from http import HTTPStatus

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from benchmarks.measuring import Task, Timing, interleaved, table
from benchmarks.programmes import database
from benchmarks.serving import settings_on
from tests.features.finance.money_rows import officer
from tests.features.record_rows import make_project
from tests.support.people import make_account, make_login_session
from tests.support.postgres import NoPostgres, temporary_postgres
from vrs_tracker.app import create_app
from vrs_tracker.domain.vocabulary.money import (
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    Stage,
)
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.features.finance.queries.totals import entries_of, sums_as_of
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.inserting import insert_rows
from vrs_tracker.trail.totals import sums_at_once

SIZES = (1_000, 100_000, 1_000_000)
BLOCKS = 10_000
TODAY, EARLIER = date(2027, 1, 12), date(2026, 3, 17)
KNOWN = EARLIER + timedelta(days=20)
BLOCK = "reallabor-5000"
SUMS = "/finanzen/summen"
PAGES = {
    "programme": (SUMS, 15),
    "as of two days": (f"{SUMS}?stand={EARLIER}&bekannt={KNOWN}", 25),
    "one block": (f"{SUMS}?baustein={BLOCK}", 15),
    "its entries": (f"{SUMS}?baustein={BLOCK}&stufe=committed", 15),
}
"""Each page with its target in milliseconds."""
FIRST_DAY, DAYS = date(2021, 1, 1), 2140
MOST_WITHOUT_SUMS = 20_000
_CHUNK = 20_000
_BARE = (
    "SELECT stage, payer, counting, budget_year, sum(amount), count(*) FROM funding_entry "
    "WHERE booked_at IS NOT NULL GROUP BY stage, payer, counting, budget_year"
)
_STAGES, _PAYERS = tuple(Stage), tuple(Payer)


def measure() -> Iterator[str]:
    """Yield two tables for each database."""
    yield from _measured("SQLite", "")
    try:
        with temporary_postgres() as server:
            yield from _measured("PostgreSQL", server)
    except NoPostgres as missing:
        yield f"PostgreSQL is left out: {missing}"


def _measured(name: str, server: str) -> Iterator[str]:
    with database(server) as engine:
        yield f"{name}, {MOST_WITHOUT_SUMS:,} entries in one transaction\n\n{_cost_of_triggers(engine)}"
    rows = [row for size in SIZES for row in _rows(size, server)]
    head = ("entries", "", "ms", "ms of work", "to bare sum", "query ms", "target ms")
    yield f"{name}, the page and its query\n\n{table(head, rows)}"


def _rows(size: int, server: str) -> Iterator[tuple[str, ...]]:
    with ExitStack() as stack:
        engine = stack.enter_context(database(server))
        with Session(engine) as session:
            _fill(session, size)
            block_id = session.scalars(sa.select(Block.id).where(Block.slug == BLOCK)).one()
            browser = stack.enter_context(_signed_in(session, engine))
            pages = [Task(partial(_get, browser, path)) for path, _ in PAGES.values()]
            queries = [
                Task(partial(sums_as_of, session, TODAY)),
                Task(partial(sums_as_of, session, EARLIER, known=KNOWN)),
                Task(partial(sums_as_of, session, TODAY, block_id=block_id)),
                Task(partial(entries_of, session, TODAY, stage=Stage.COMMITTED, block_id=block_id)),
            ]
            bare, *timings = interleaved([Task(_adding_up(session)), *pages, *queries])
    yield (
        f"{size:,}",
        "(bare sum)",
        f"{bare.seconds * 1000:.1f}",
        f"{bare.worked_seconds * 1000:.1f}",
        "",
        "",
        "",
    )
    of_pages, of_queries = timings[: len(PAGES)], timings[len(PAGES) :]
    for (name, (_, target)), page, query in zip(PAGES.items(), of_pages, of_queries, strict=True):
        yield f"{size:,}", name, *_compared(page, query, bare), f"{target} {_verdict(page, target)}"


def _compared(page: Timing, query: Timing, bare: Timing) -> tuple[str, ...]:
    seconds = (page.seconds, page.worked_seconds)
    ratio, of_query = page.ratio_to(bare), query.seconds
    return *(f"{each * 1000:.1f}" for each in seconds), f"{ratio:.2f}", f"{of_query * 1000:.1f}"


def _verdict(page: Timing, target: int) -> str:
    return "held" if page.seconds * 1000 <= target else "missed"


def _adding_up(session: Session) -> Callable[[], object]:
    return lambda: session.execute(sa.text(_BARE)).all()


@contextmanager
def _signed_in(session: Session, engine: sa.Engine) -> Iterator[FlaskClient]:
    """Yield the browser of a budget officer."""
    settings = settings_on(engine)
    app = create_app(settings)
    account = make_account(session, Role.BUDGET_OFFICER)
    browser = app.test_client()
    browser.set_cookie(COOKIE, make_login_session(session, account, now=settings.now()))
    session.commit()
    yield browser
    with app.app_context():
        db.engine.dispose()


def _get(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != HTTPStatus.OK:
        raise LookupError(f"{path}: {answer.status}")


def _cost_of_triggers(engine: sa.Engine) -> str:
    """Book the same entries with the triggers and, in the same rounds, without those that keep the sums."""
    with Session(engine) as session:
        ids, key = _blocks(session)
        session.commit()
        entries = [_entry(number, MOST_WITHOUT_SUMS, ids, key) for number in range(MOST_WITHOUT_SUMS)]

        def book() -> None:
            session.execute(sa.insert(FundingEntry), entries)

        def without_sums() -> None:
            session.rollback()
            on = "" if engine.dialect.name == "sqlite" else " ON funding_entry"
            for event in ("entered", "booked"):
                session.execute(sa.text(f"DROP TRIGGER funding_entry_totals_when_{event}{on}"))

        kept, bare = interleaved([Task(book, session.rollback), Task(book, without_sums)], rounds=3)
        session.rollback()
    row = ("seconds", f"{kept.seconds:.2f}", f"{bare.seconds:.2f}", f"{kept.ratio_to(bare):.2f}")
    return table(("", "with sums", "without", "ratio"), [row])


def _fill(session: Session, size: int) -> None:
    """Store blocks and booked entries of six years, as a file of amounts is booked."""
    ids, key = _blocks(session)
    session.commit()
    for first in range(0, size, _CHUNK):
        entries = [_entry(number, size, ids, key) for number in range(first, min(first + _CHUNK, size))]
        with sums_at_once(session):
            insert_rows(session, FundingEntry, entries)
        session.commit()
    session.execute(sa.text("ANALYZE"))
    session.commit()


def _blocks(session: Session) -> tuple[list[int], str]:
    """Store the blocks and return their ids, and the key of the person who books."""
    first = make_project(session, name="Reallabor 0")
    values = {
        column.key: getattr(first, column.key)
        for column in Block.__table__.columns
        if column.key not in {"id", "slug", "name", "number"}
    }
    session.execute(
        sa.insert(Block),
        [
            {**values, "slug": f"reallabor-{number}", "name": f"Reallabor {number}", "number": number + 1}
            for number in range(1, BLOCKS)
        ],
    )
    return list(session.scalars(sa.select(Block.id).order_by(Block.id))), officer(session).key


def _entry(number: int, size: int, ids: list[int], key: str) -> dict[str, object]:
    """Return one of so many entries, booked one after the other in six years."""
    day = FIRST_DAY + timedelta(days=number * DAYS // size)
    booked = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(days=number % 40)
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
        "recorded_at": booked,
        "recorded_by": key,
        "booked_at": booked,
        "reversal_reason": "",
    }
