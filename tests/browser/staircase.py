"""The staircase of money, as the browser shows it and as the PDF is read aloud."""

from playwright.sync_api import Page

from tests.reports.pdf_facts import PdfFacts, folded

CAPTION = "Regionale Mittel in Mio. €, Stand"
STEPS = ("veranschlagt", "davon gesperrt", "freigegeben", "bewilligt", "ausgezahlt")
"""Those that stand everywhere; page 1 of the report leaves the frame of 2021 to its first sentence."""
Staircase = dict[str, list[str]]
"""Figures by step."""


def on_page(page: Page) -> Staircase:
    """Return the staircase of the page shown; the bars have no text."""
    rows: list[list[str]] = (
        page.get_by_role("table", name=CAPTION)
        .locator("tbody tr")
        .evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))")
    )
    return _by_step(rows)


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
