"""Printing at length: 200 pages, all editions of one report, and two other printers beside it.

The others print the page of a report in a running demonstration: `VRS_TRACKER_REPORT_PAGE` is its address.
WeasyPrint is no dependency: `VRS_TRACKER_WEASYPRINT` names its program in an environment made for the day.
Neither makes tagged PDF/A with attachments; they say what a plain print costs.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
from playwright.sync_api import sync_playwright

from benchmarks.measuring import Task, interleaved, table
from tests.reports.extremes import Extreme, everything_withheld, forty_projects, ordinary
from tests.support.browser import chromium_path
from vrs_tracker.features.reporting.render import issues, preview

ROUNDS = 5
LONG_TARGET, EDITIONS_TARGET = 2.5, 4.0
"""Seconds for 200 pages, and for all editions of one report."""
TIMES_FORTY = 10
"""Four hundred projects make a report of 200 pages."""


def measure() -> Iterator[str]:
    """Yield ours against the targets, then, if an address is given, the others beside it."""
    yield _against_targets()
    if address := os.environ.get("VRS_TRACKER_REPORT_PAGE", ""):
        yield _beside_others(address)


def long_report() -> Extreme:
    """A programme of 400 projects."""
    made = forty_projects()
    projects = tuple(
        replace(project, slug=f"{project.slug}-{copy}", number=40 * copy + project.number)
        for copy in range(TIMES_FORTY)
        for project in made.report.projects
    )
    return replace(made, report=replace(made.report, projects=projects))


def _against_targets() -> str:
    long, withheld = long_report(), everything_withheld()
    jobs: tuple[tuple[str, float, Callable[[], bytes]], ...] = (
        ("long report", LONG_TARGET, lambda: preview(long.report, long.title_block)),
        (
            "three editions",
            EDITIONS_TARGET,
            lambda: issues(withheld.report, withheld.title_block, withheld.withheld)[0].content,
        ),
    )
    timings = interleaved([Task(run) for _, _, run in jobs], ROUNDS)
    rows = [
        (name, str(_pages(run())), f"{timing.seconds:.2f}", f"{target}", _verdict(timing.seconds, target))
        for (name, target, run), timing in zip(jobs, timings, strict=True)
    ]
    return table(("Print", "pages", "s", "target s", ""), rows)


def _beside_others(address: str) -> str:
    made = ordinary()
    names, tasks = ["Typst (ours)"], [Task(lambda: preview(made.report, made.title_block))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path())

        def by_chromium() -> bytes:
            page = browser.new_page()
            page.goto(address)
            content = page.pdf(format="A4", tagged=True, outline=True)
            page.close()
            return content

        names.append("Chromium")
        tasks.append(Task(by_chromium))
        if program := os.environ.get("VRS_TRACKER_WEASYPRINT", ""):
            command = [program, "--quiet", address, "-"]
            names.append("WeasyPrint")
            tasks.append(Task(lambda: subprocess.run(command, capture_output=True, check=True).stdout))
        timings = interleaved(tasks, ROUNDS)
    rows = [
        (name, f"{timing.seconds:.2f}", f"{timing.ratio_to(timings[0]):.2f}")
        for name, timing in zip(names, timings, strict=True)
    ]
    return table(("Printer", "s", "to ours"), rows)


def _pages(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def _verdict(seconds: float, target: float) -> str:
    return "held" if seconds <= target else "missed"
