"""The report: from the stored snapshot to the PDF, against the bare Typst compile of the very same order.

Bare is the child process alone, `reports/compile.py` fed with what we prepared. Ours is everything from the
stored text on: thaw, sections, tables as CSV, the order for the child, the child, pikepdf. Target: 1.5 times.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pikepdf
import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.measuring import ROUNDS, Task, interleaved, table
from benchmarks.programmes import FROZEN, ISSUER, MANY, RUNNING, database, freeze, programme
from tests.seeding import demo_database
from vrs_tracker.domain.attachments import attachments
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.payload import from_payload
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.features.periods.queries import by_code
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import load_title_block
from vrs_tracker.features.reporting.render import job
from vrs_tracker.paths import bundled
from vrs_tracker.tables.reporting import Snapshot

TARGET = 1.5
DEMO = HalfYear(2026, 1)
"""The newest published half-year of the demonstration."""
HEAD = ("Blocks", "ours s", "bare s", "ratio", f"target {TARGET}", "of it before the child s", "kB", "pages")


@dataclass(frozen=True, slots=True)
class Stored:
    """What a report is printed from: the text of its snapshot and the title block."""

    schema_version: int
    payload: str
    title_block: TitleBlock

    def printed(self) -> bytes:
        """Print the PDF with attachments."""
        report = from_payload(self.schema_version, json.loads(self.payload))
        return render.preview(report, self.title_block)

    def prepared(self) -> None:
        """Do what comes before the print: thaw, sections, attachments."""
        report = from_payload(self.schema_version, json.loads(self.payload))
        attachments(report, document(report))


def measure() -> Iterator[str]:
    """Yield one table of all sizes."""
    with demonstration() as (_, few):
        rows = [against_bare("7 + 4 (demonstration)", few), against_bare("7 + 4 + 40", _many())]
    yield table(HEAD, rows)


def against_bare(name: str, stored: Stored, rounds: int = ROUNDS) -> tuple[str, ...]:
    """Return the row of one report in a table with `HEAD`."""
    content = stored.printed()
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    with _bare(stored) as compiled:
        ours, bare, before = interleaved(
            [Task(stored.printed), Task(compiled), Task(stored.prepared)], rounds
        )
    ratio = ours.ratio_to(bare)
    verdict = "held" if ratio <= TARGET else "missed"
    seconds = (f"{ours.seconds:.2f}", f"{bare.seconds:.2f}", f"{ratio:.2f}", verdict, f"{before.seconds:.2f}")
    return name, *seconds, str(len(content) // 1000), str(pages)


@contextmanager
def _bare(stored: Stored) -> Iterator[Callable[[], bytes]]:
    """Yield the bare compile: of the order and the files that the child was given for this report, kept."""
    program = [sys.executable, "-I", str((bundled("reports") / "compile.py").resolve())]
    orders: list[bytes] = []
    with TemporaryDirectory(prefix="vrs-benchmark-") as folder:

        def bare() -> bytes:
            return subprocess.run(
                program, input=orders[0], capture_output=True, cwd=folder, env={}, check=True
            ).stdout

        def keep(order: bytes, root: Path) -> bytes:
            orders.append(order)
            shutil.copytree(root, folder, dirs_exist_ok=True)
            return bare()

        with patch.object(job, "compiled", keep):
            stored.printed()
        yield bare


@contextmanager
def demonstration() -> Iterator[tuple[sa.Engine, Stored]]:
    """Yield a database with the demonstration, and its newest report."""
    with database() as engine:
        with Session(engine) as session:
            demo_database.load(session)
            snapshot = newest_snapshot(session, by_code(session, DEMO.code).id)
            if snapshot is None:
                raise LookupError(DEMO.code)
            stored = _stored(session, snapshot)
            session.commit()
        yield engine, stored


def _many() -> Stored:
    with programme(MANY) as engine, Session(engine) as session:
        return _stored(session, freeze(session, by_code(session, RUNNING.code), FROZEN[1]))


def _stored(session: Session, snapshot: Snapshot) -> Stored:
    block = load_title_block(session, thaw(snapshot), ISSUER)
    return Stored(snapshot.schema_version, snapshot.payload, block)
