"""Files of all booked amounts: 10,000 rows as CSV and as XLSX, from the database to the last byte.

The floor of the CSV is `csv.writer` with every column as it is stored; that of the XLSX is XlsxWriter alone
with the same cells, formats and options, which lie in memory. Targets: CSV under 300 ms with
its first byte early, XLSX 1.3 times. On a shared machine the time of the processor says what an idle one
needs.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import sqlalchemy as sa
import xlsxwriter
from sqlalchemy.orm import Session

from benchmarks.measuring import Task, interleaved, table
from benchmarks.programmes import database
from tests.features.finance.money_rows import officer
from tests.features.record_rows import make_project
from tests.support.postgres import NoPostgres, temporary_postgres
from vrs_tracker.domain.long_table import Rough, Value, csv_parts
from vrs_tracker.domain.sheets import CENTS, DAY
from vrs_tracker.domain.vocabulary.money import (
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    Stage,
)
from vrs_tracker.features.finance.queries.entry_file import booked_amounts
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.web.workbook import long_workbook

ROWS, BLOCKS = 10_000, 11
CSV_TARGET, XLSX_TARGET = 0.3, 1.3
XLSX_ROUNDS = 5
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
AS_OF = date(2027, 2, 1)
CSV_HEAD = (
    *("CSV, 10,000 rows", "ours s", "processor s", "first byte s"),
    *("bare s", "ratio", f"under {CSV_TARGET} s"),
)
XLSX_HEAD = (
    *("XLSX, 10,000 rows", "ours s", "processor s", "bare s", "ratio", f"target {XLSX_TARGET}", "MB"),
)
_EVERYTHING = sa.text("SELECT * FROM funding_entry ORDER BY id")
_BARE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def measure() -> Iterator[str]:
    """Yield a table for the CSV and one for the XLSX, each on both databases."""
    with ExitStack() as stack:
        places = [("SQLite", stack.enter_context(_filled()))]
        try:
            server = stack.enter_context(temporary_postgres())
            places.append(("PostgreSQL", stack.enter_context(_filled(server))))
        except NoPostgres:
            pass
        yield table(CSV_HEAD, [_csv(*place) for place in places])
        yield table(XLSX_HEAD, [_xlsx(*place) for place in places])


@contextmanager
def _filled(server: str = "") -> Iterator[sa.Engine]:
    """Yield a database with so many booked amounts."""
    with database(server) as engine:
        with Session(engine) as session:
            blocks = [make_project(session, name=f"Reallabor {number}").id for number in range(BLOCKS)]
            by = officer(session).key
            session.execute(sa.insert(FundingEntry), [_entry(number, blocks, by) for number in range(ROWS)])
            session.commit()
        yield engine


def _entry(number: int, blocks: Sequence[int], by: str) -> dict[str, object]:
    return {
        "block_id": blocks[number % BLOCKS],
        "stage": tuple(Stage)[number % 4],
        "payer": tuple(Payer)[number % 3],
        "degree": Degree.GRANTED,
        "figure_source": FigureSource.NOTICE,
        "document": f"Bescheid {number}",
        "budget_year": 2026,
        "budget_line": f"00{number % 40}.5110",
        "amount": Decimal(number * 7 + 1).scaleb(-2),
        "note": "Rate",
        "counting": Counting.COUNTED,
        "effective_on": date(2026, 1, 1) + timedelta(days=number % 300),
        "date_precision": DatePrecision.DAY,
        "source": f"Buchungen.xlsx, Tabelle, Zeile {number + 2}",
        "provenance": Provenance.ENTERED,
        "recorded_at": NOW,
        "recorded_by": by,
        "booked_at": NOW,
    }


def _csv(name: str, engine: sa.Engine) -> tuple[str, ...]:
    first: list[float] = []

    def ours() -> None:
        start = perf_counter()
        with Session(engine) as session:
            parts = csv_parts(booked_amounts(session))
            next(parts).encode()
            first.append(perf_counter() - start)
            for part in parts:
                part.encode()

    def bare() -> None:
        target = StringIO()
        with engine.connect() as connection:
            rows = connection.execute(_EVERYTHING).all()
            csv.writer(target, delimiter=";").writerows(rows)
        target.getvalue().encode()

    own, floor = interleaved([Task(ours), Task(bare)])
    return (
        name,
        *(f"{each:.3f}" for each in (own.seconds, own.worked_seconds, median(first), floor.seconds)),
        f"{own.ratio_to(floor):.2f}",
        "held" if own.seconds <= CSV_TARGET else "missed",
    )


def _xlsx(name: str, engine: sa.Engine) -> tuple[str, ...]:
    with Session(engine) as session:
        found = booked_amounts(session)
        rows = [[_bare_cell(value) for value in row] for row in found.rows]
        widths = [column.width for column in found.columns]

    def ours() -> bytes:
        with Session(engine) as again:
            return long_workbook(booked_amounts(again), (), as_of=AS_OF)

    def bare() -> None:
        with TemporaryDirectory() as folder:
            _write_bare(rows, widths, {**_BARE, "tmpdir": folder})

    own, floor = interleaved([Task(ours), Task(bare)], XLSX_ROUNDS)
    ratio = own.ratio_to(floor)
    return (
        name,
        *(f"{each:.2f}" for each in (own.seconds, own.worked_seconds, floor.seconds, ratio)),
        "held" if ratio <= XLSX_TARGET else "missed",
        f"{len(ours()) / 1_000_000:.1f}",
    )


def _bare_cell(value: Value) -> str | Decimal | int | datetime | None:
    match value:
        case Rough(amount):
            return amount
        case date():
            return datetime.combine(value, time())
        case _:
            return value or None


def _write_bare(
    rows: Sequence[Sequence[str | Decimal | int | datetime | None]],
    widths: Sequence[int],
    options: dict[str, object],
) -> None:
    with xlsxwriter.Workbook(BytesIO(), options) as book:
        sheet = book.add_worksheet()
        words, day, cents = (book.add_format({"num_format": each}) for each in ("General", DAY, CENTS))
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for at, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, index, value, words)
                elif isinstance(value, datetime):
                    sheet.write_datetime(at, index, value, day)
                elif value is not None:
                    sheet.write_number(at, index, value, cents)
