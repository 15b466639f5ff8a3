"""The figures of pages and of the PDF, so that they can be compared."""

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from tests.reports.pdf_facts import PdfFacts, folded

FIGURE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})*,\d{2}|\d{2}\.\d{2}\.\d{4}|\d+(?:,\d+)? %)(?!\d)")
"""An amount, a date or a share, as German writes it."""
BEGINNING = 60
WHERE_IT_STANDS = ".stand-line, .stand-switch, form, nav"
"""Parts of a page that say which report it draws and lead elsewhere, and draw none themselves."""
ROWS = """rows => rows.map(row => [...row.cells].map(
    cell => cell.innerText.replace(cell.querySelector(".cell-head")?.innerText, "")
))"""
"""The cells of rows without the heads of columns, which a telephone shows before each value."""


def plain(text: str) -> str:
    """Return a text with single plain spaces."""
    return folded(re.sub(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", text))


def figures_of(text: str) -> set[str]:
    """Return every amount, date and share of a text."""
    return set(FIGURE.findall(plain(text)))


def text_of(page: Page, *, without: str = "") -> str:
    """Return all that the report says on the page shown, folded parts too; `without` leaves a part out."""
    left_out = ", ".join(filter(None, (WHERE_IT_STANDS, without)))
    text: str = page.evaluate(
        """([left_out]) => {
            const copy = document.querySelector("main").cloneNode(true);
            copy.querySelectorAll(left_out).forEach(node => node.remove());
            copy.querySelectorAll("td, th, dt, dd, li, p").forEach(node => node.append(" "));
            return copy.textContent;
        }""",
        [left_out],
    )
    return plain(text)


def rows_on(table: Locator) -> list[list[str]]:
    """Return the cells of the rows in the body of a table, those with more than one."""
    rows: list[list[str]] = table.locator("tbody tr").evaluate_all(ROWS)
    return [[plain(cell) for cell in row] for row in rows if len(row) > 1]


def rows_in(pdf: PdfFacts, name: str) -> Iterator[list[str]]:
    """Return the rows of all tables of the PDF that begin with a name."""
    for row in pdf.root.all("TR"):
        cells = [plain(cell.text()) for cell in row.all("TH", "TD")]
        if cells and cells[0].startswith(name):
            yield cells[1:]


def said_of(pdf: PdfFacts, name: str) -> str:
    """Return how the part about a block begins in the PDF: its heading, then its light."""
    place = name.split(" ", 1)[1]
    heading = next(h for h in pdf.root.all("H2", "H3", "H4") if plain(h.text()).endswith(place))
    return plain(pdf.text()).partition(plain(heading.text()))[2][:BEGINNING]
