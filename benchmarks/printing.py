"""Printing: the report against bare Typst, 200 pages, all editions, and two other printers beside it.

The others print the page of the same report, from a server started for it. Neither makes tagged PDF/A with
attachments; they say what a plain print costs. WeasyPrint is no dependency: `VRS_TRACKER_WEASYPRINT` names
its program in an environment made for the day, without it Chromium stands alone.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from io import BytesIO
from threading import Thread

import pikepdf
import sqlalchemy as sa
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from benchmarks.measuring import Task, interleaved, table
from benchmarks.report import DEMO, HEAD, Stored, against_bare, demonstration
from benchmarks.serving import settings_on
from tests.reports.extremes import Extreme, everything_withheld, forty_projects
from tests.support.browser import chromium_path
from vrs_tracker.app import create_app
from vrs_tracker.features.reporting.render import issues, preview

ROUNDS, OTHERS_ROUNDS = 3, 2
"""Fewer than elsewhere: all of it takes three minutes at most, and WeasyPrint most of them."""
LONG_TARGET, EDITIONS_TARGET = 2.5, 4.0
"""Seconds for 200 pages, and for all editions of one report."""
TIMES_FORTY = 10
"""Four hundred projects make a report of 200 pages."""


def measure() -> Iterator[str]:
    """Yield a table for each question."""
    with demonstration() as (engine, stored):
        yield table(HEAD, [against_bare("7 + 4 (demonstration)", stored, ROUNDS)])
        yield _against_targets()
        with _page(engine) as address:
            yield _beside_others(stored, address)


def long_report() -> Extreme:
    """A programme of 400 projects."""
    made = forty_projects()
    projects = tuple(
        replace(project, slug=f"{project.slug}-{copy}", number=40 * copy + project.number)
        for copy in range(TIMES_FORTY)
        for project in made.report.projects
    )
    return replace(made, report=replace(made.report, projects=projects))


@dataclass(slots=True)
class _Print:
    """One way to print, which keeps what it printed last."""

    name: str
    make: Callable[[], bytes]
    content: bytes = field(default=b"", init=False)
    computed: float = field(default=0.0, init=False)
    """Seconds of all processors, child processes included: what a busy machine would take if it were idle."""

    def run(self) -> None:
        before = sum(os.times()[:4])
        self.content = self.make()
        self.computed = sum(os.times()[:4]) - before

    def pages(self) -> str:
        with pikepdf.open(BytesIO(self.content)) as pdf:
            return str(len(pdf.pages))


def _against_targets() -> str:
    long, withheld = long_report(), everything_withheld()
    prints = (
        _Print("long report", lambda: preview(long.report, long.title_block)),
        _Print(
            "three editions",
            lambda: issues(withheld.report, withheld.title_block, withheld.withheld)[-1].content,
        ),
    )
    timings = interleaved([Task(one.run) for one in prints], ROUNDS)
    rows = [
        (
            one.name,
            one.pages(),
            f"{one.computed:.2f}",
            f"{timing.seconds:.2f}",
            f"{target}",
            _verdict(timing.seconds, target),
        )
        for one, timing, target in zip(prints, timings, (LONG_TARGET, EDITIONS_TARGET), strict=True)
    ]
    return table(("Print", "pages", "computed s", "s", "target s", ""), rows)


@contextmanager
def _page(engine: sa.Engine) -> Iterator[str]:
    """Yield the address of the page with the whole report, served on this machine."""
    server = make_server("127.0.0.1", 0, create_app(settings_on(engine)), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/berichte/{DEMO.code}/ganz"
    finally:
        server.shutdown()
        thread.join()


def _beside_others(stored: Stored, address: str) -> str:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path())

        def by_chromium() -> bytes:
            page = browser.new_page()
            answer = page.goto(address)
            if answer is None or answer.status != HTTPStatus.OK:
                raise LookupError(address)
            content = page.pdf(format="A4", tagged=True, outline=True)
            page.close()
            return content

        prints = [_Print("Typst (ours)", stored.printed), _Print("Chromium", by_chromium)]
        if program := os.environ.get("VRS_TRACKER_WEASYPRINT", ""):
            command = [program, "--quiet", address, "-"]
            prints.append(
                _Print("WeasyPrint", lambda: subprocess.run(command, capture_output=True, check=True).stdout)
            )
        timings = interleaved([Task(one.run) for one in prints], OTHERS_ROUNDS)
    rows = [
        (one.name, one.pages(), f"{timing.seconds:.2f}", f"{timing.ratio_to(timings[0]):.2f}")
        for one, timing in zip(prints, timings, strict=True)
    ]
    return table(("Printer", "pages", "s", "to ours"), rows)


def _verdict(seconds: float, target: float) -> str:
    return "held" if seconds <= target else "missed"
