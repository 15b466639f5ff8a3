"""A file of 40,000 rows: its check against calamine alone, its booking against a bare executemany.

The check is a process of its own: start, unpacking, rules and the way back all count, while the floor only
reads the sheet in a process that runs already. Target: 3 times, and 150 MB more memory; beside it the same
amounts in a table with a column for each of two payers, of which the floor has half as much to read.

Booking begins with checked rows and ends before the commit, as the floor does, which stores drafts: no
trigger adds them up. Target: 6 seconds, and the same for taking the file back.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import sqlalchemy as sa
import xlsxwriter
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from benchmarks.measuring import Task, Timing, interleaved, table
from benchmarks.programmes import database
from tests.features.finance.money_rows import officer
from tests.features.record_rows import make_project
from tests.support.postgres import NoPostgres, temporary_postgres
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.spreadsheet.errand import Errand, errand_text
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse
from vrs_tracker.features.exchange.actions import take_in
from vrs_tracker.features.exchange.queries.known import load_known
from vrs_tracker.features.exchange.readers import FileRead, checked_file
from vrs_tracker.features.finance.actions.importing import Terms, book_import
from vrs_tracker.features.finance.actions.taking_back import reverse_import
from vrs_tracker.tables.finance import FundingEntry

ROWS, OTHER_COLUMNS = 40_000, 11
TARGET, SECONDS, MEGABYTES = 3, 6, 150
ROUNDS = 3
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
HEAD = (
    "Baustein",
    "Stufe",
    "Geldgeber",
    "Betrag",
    "Datum",
    "Haushaltsjahr",
    "Buchungsstelle",
    "Beleg",
    "Bemerkung",
)
CHECK_HEAD = (
    *("Check of an XLSX of 20 columns", "ours s", "calamine s", "ratio", f"target {TARGET}"),
    *("more MB", f"target {MEGABYTES}"),
)
BOOKING_HEAD = ("40,000 checked rows", "ours s", "processor s", "bare s", "ratio", f"target {SECONDS} s")
NAMES = tuple(f"Reallabor {number}" for number in range(1, 12))
TERMS = Terms(change_reason=ChangeReason.SCOPE_CHANGED, change_sentence="Umfang neu gefasst")
_OURS = "from vrs_tracker.features.exchange.readers.program import main; main()"
_SAY = "; import sys; sys.stderr.write(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
_FLOOR = (
    "import sys; from io import BytesIO; from python_calamine import CalamineWorkbook; "
    "CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0).to_python()"
)


def measure() -> Iterator[str]:
    """Yield a table for the check and one for the booking on each database."""
    content = _workbook()
    with database() as engine, Session(engine) as session:
        _add_projects(session)
        yield table(
            CHECK_HEAD,
            [
                _check(session, "40,000 rows", content),
                _check(session, "20,000 rows by payer", _wide_workbook()),
            ],
        )
    rows = _booking("SQLite", content, "")
    try:
        with temporary_postgres() as server:
            rows += _booking("PostgreSQL", content, server)
    except NoPostgres:
        pass
    yield table(BOOKING_HEAD, rows)


def _add_projects(session: Session) -> None:
    for name in NAMES:
        make_project(session, name=name)


def _workbook() -> bytes:
    """Return a workbook of 20 columns whose rows can all be booked: money of private payers has no limit."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Buchungen")
    sheet.write_row(0, 0, [*HEAD, *(f"Weiteres {number}" for number in range(OTHER_COLUMNS))])
    for row in range(1, ROWS + 1):
        day = date(2026, 1, 1) + timedelta(days=row % 300)
        said = (NAMES[row % len(NAMES)], "bewilligt", "privat", row * 7 % 9_999_999 / 100)
        sheet.write_row(row, 0, said)
        sheet.write_datetime(row, 4, datetime.combine(day, datetime.min.time()))
        sheet.write_row(row, 5, (2026, f"00{row % 40}.5110", f"Bescheid {row}", "Rate"))
        sheet.write_row(row, 9, [row * 31 % 1_000_003 / 1000 + column for column in range(OTHER_COLUMNS)])
    book.close()
    return target.getvalue()


def _wide_workbook() -> bytes:
    """Return a workbook of 20 columns with as many amounts: two in each row, and their sum."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Buchungen")
    head = ("Baustein", "Stufe", "Datum", "Buchungsstelle", "Beleg", "Kommune", "Privat", "Gesamt")
    sheet.write_row(0, 0, [*head, *(f"Weiteres {number}" for number in range(20 - len(head)))])
    for row in range(1, ROWS // 2 + 1):
        cents = row * 7 % 9_999_999
        sheet.write_row(row, 0, (NAMES[row % len(NAMES)], "bewilligt"))
        sheet.write_datetime(row, 2, datetime(2026, 1, 1) + timedelta(days=row % 300))  # noqa: DTZ001 - a cell has no zone
        sheet.write_row(row, 3, (f"00{row % 40}.5110", f"Bescheid {row}", cents / 100, row / 100))
        sheet.write_row(row, 7, [(cents + row) / 100, *(row * 31 % 1_000_003 / 1000 for _ in range(12))])
    book.close()
    return target.getvalue()


def _errand(session: Session) -> Errand:
    others = {f"weiteres {number}": ColumnUse.IGNORED for number in range(20)}
    return Errand(today=NOW.date(), layout=Layout(), known=load_known(session), answers=others)


def _read(errand: Errand, content: bytes) -> FileRead:
    steps = checked_file(errand, content)
    while True:
        try:
            next(steps)
        except StopIteration as found:
            result: FileRead = found.value
            return result


def _check(session: Session, name: str, content: bytes) -> tuple[str, ...]:
    errand = _errand(session)

    def bare() -> None:
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _read(errand, content)
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - before
    more = here + _peak(_OURS, f"{errand_text(errand)}\n".encode() + content) - _peak(_FLOOR, content)
    ours, alone = interleaved([Task(lambda: _read(errand, content)), Task(bare)], ROUNDS)
    ratio = ours.ratio_to(alone)
    verdicts = ("held" if ratio <= TARGET else "missed", str(more), "held" if more <= MEGABYTES else "missed")
    return name, f"{ours.seconds:.2f}", f"{alone.seconds:.2f}", f"{ratio:.2f}", *verdicts


def _peak(program: str, given: bytes) -> int:
    """Return the megabytes that a process takes at most; it says so itself, at its end."""
    child = subprocess.run(
        [sys.executable, "-c", program + _SAY], input=given, capture_output=True, check=True
    )
    return int(child.stderr) // 1024


def _booking(name: str, content: bytes, server: str) -> list[tuple[str, ...]]:
    with ExitStack() as stack:
        engine = stack.enter_context(database(server))
        with Session(engine) as session:
            _add_projects(session)
            by = officer(session)
            imported, _ = take_in(session, content, name="x.xlsx", media_type="x", by=by, now=NOW)
            session.commit()
            lines = [line.to_input("x.xlsx") for line in _read(_errand(session), content).checked.lines]
            rows = [_bare_row(each, by.key) for each in lines]

            def ours() -> None:
                book_import(session, imported, lines, by=by, now=NOW, terms=TERMS)

            def bare() -> None:
                session.execute(sa.insert(FundingEntry), rows)

            def booked() -> None:
                session.rollback()
                ours()

            def taken_back() -> None:
                reverse_import(session, imported, "Falsche Datei", by=by, now=NOW, terms=Terms())

            tasks = [Task(ours, session.rollback), Task(bare, session.rollback), Task(taken_back, booked)]
            own, floor, back = interleaved(tasks, ROUNDS)
            session.rollback()
    return [_row(f"{name}, booked", own, floor), _row(f"{name}, taken back", back, floor)]


def _row(name: str, own: Timing, floor: Timing) -> tuple[str, ...]:
    figures = (own.seconds, own.worked_seconds, floor.seconds, own.ratio_to(floor))
    return name, *(f"{each:.2f}" for each in figures), "held" if own.seconds <= SECONDS else "missed"


def _bare_row(each: EntryInput, key: str) -> dict[str, Any]:
    effective = each.effective
    if effective is None:
        raise ValueError(each.source)
    names = (
        "block_id",
        "stage",
        "payer",
        "degree",
        "figure_source",
        "document",
        "budget_year",
        "budget_line",
    )
    return {
        **{name: getattr(each, name) for name in names},
        "amount": Decimal(each.amount),
        "note": each.note,
        "counting": each.counting,
        "effective_on": effective.day,
        "date_precision": effective.precision,
        "source": each.source,
        "provenance": each.provenance,
        "recorded_at": NOW,
        "recorded_by": key,
    }
