"""The staircase of money, as the browser shows it and as the PDF is read aloud."""

import re

from playwright.sync_api import Page

from tests.browser.figures import rows_on
from tests.reports.pdf_facts import PdfFacts, folded

CAPTION = re.compile("^Regionale Mittel in Mio. €, Stand")
STEPS = ("veranschlagt", "davon gesperrt", "freigegeben", "bewilligt", "ausgezahlt")
"""Those that stand everywhere; page 1 of the report leaves the frame of 2021 to its first sentence."""
Staircase = dict[str, list[str]]
"""Figures by step."""


def on_page(page: Page) -> Staircase:
    """Return the staircase of the page shown; the bars have no text."""
    return _by_step(rows_on(page.get_by_role("table", name=CAPTION).first))


def in_pdf(pdf: PdfFacts) -> Staircase:
    """Return the staircase of the PDF."""
    for table in pdf.root.all("Table"):
        rows = _by_step([[cell.text() for cell in row.all("TH", "TD")] for row in table.all("TR")[1:]])
        if set(STEPS) <= set(rows):
            return rows
    raise AssertionError("no staircase in the PDF")


def _by_step(rows: list[list[str]]) -> Staircase:
    cells = [[folded(cell) for cell in row if cell.strip()] for row in rows]
    return {name: figures for name, *figures in filter(None, cells)}
