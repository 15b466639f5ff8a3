"""One address never shows two truths: each figure is the same wherever somebody reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.addresses import MEMBER, PUBLISHED, VISITOR
from tests.browser.figures import figures_of, plain, rows_in, rows_on, said_of, text_of
from tests.browser.staircase import STEPS, Staircase, in_pdf, on_page
from tests.browser.visitors import Site, Visitor, visiting
from tests.reports.pdf_facts import PdfFacts, read_pdf
from vrs_tracker.seeding.demo.people import EDITING

PAID_IN_THE_NEWEST_REPORT = ["4,92", "+1,31", "30,3 %"]
LIST_OF_BLOCKS = "Bausteine und Projekte, regionale Mittel in Mio. €"
SHARES_OF_DISTRICTS = "section[aria-labelledby='landkreise']"
"""Counted for the overview alone; that they add up is tested where they are counted."""
WHOLE = {"100,0 %"}
"""The frame of 2021 as a share of itself, which the PDF does not say."""
BLOCKS = 11


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads pages and the PDF of the newest report."""

    visitor: Visitor
    pdf: PdfFacts

    def open(self, path: str) -> Page:
        """Go to a page."""
        return self.visitor.open(path)


@pytest.fixture(scope="module", params=[VISITOR, MEMBER], ids=lambda who: who or "visitor")
def reader(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Reader]:
    """Give a visitor and a member, both of whom read what was published."""
    with visiting(browser, site) as visitor:
        if request.param != VISITOR:
            visitor.sign_in(request.param)
        printed = visitor.page.request.get(f"{site.address}/berichte/{PUBLISHED}.pdf").body()
        yield Reader(visitor, read_pdf(printed))


def of_steps(staircase: Staircase) -> Staircase:
    return {step: staircase[step] for step in STEPS}


def test_the_staircase_is_the_same_on_every_page_and_in_the_pdf(reader: Reader) -> None:
    overview, finances = on_page(reader.open("/")), on_page(reader.open("/finanzen/"))
    report = on_page(reader.open(f"/berichte/{PUBLISHED}"))
    assert overview["ausgezahlt"] == PAID_IN_THE_NEWEST_REPORT
    assert finances == overview
    assert of_steps(report) == of_steps(overview)
    assert in_pdf(reader.pdf) == report


def test_the_page_of_the_report_has_the_figures_of_the_pdf(reader: Reader) -> None:
    page = figures_of(text_of(reader.open(f"/berichte/{PUBLISHED}/ganz")))
    assert len(page) > 100
    assert page == figures_of(reader.pdf.text())


def test_every_figure_of_the_overview_stands_in_the_pdf(reader: Reader) -> None:
    figures = figures_of(text_of(reader.open("/"), without=SHARES_OF_DISTRICTS))
    assert len(figures) > 30
    assert figures - figures_of(reader.pdf.text()) == WHOLE


def test_light_and_money_of_a_block_are_the_same_on_all_pages_and_in_the_pdf(reader: Reader) -> None:
    page = reader.open("/")
    table = page.get_by_role("table", name=LIST_OF_BLOCKS)
    rows = rows_on(table)
    links = table.locator("tbody th a").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
    assert len(rows) == len(links) == BLOCKS
    printed = figures_of(reader.pdf.text())
    for (name, light, _, granted, paid, _), address in zip(rows, links, strict=True):
        block = reader.open(address)
        text = text_of(block)
        assert plain(block.locator(".block-light").inner_text()).startswith(f"Stand: {light}"), name
        assert figures_of(f"{granted} {paid}") <= figures_of(text), name
        assert figures_of(text) <= printed, name
        assert light.split(" ", 1)[1].partition(" (")[0] in said_of(reader.pdf, name), name
        cells = {cell for row in rows_in(reader.pdf, name) for cell in row}
        assert figures_of(granted) <= cells, name


def test_staff_see_another_state_and_are_told_that_it_is_not_confirmed(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        visitor.sign_in(EDITING)
        page = visitor.open("/")
        assert "Arbeitsstand, noch nicht bestätigt" in page.locator(".stand-line").inner_text()
        live = on_page(page)
        switch = page.get_by_role("navigation", name="Stand wählen")
        switch.get_by_role("link", name="1. Halbjahr 2026").click()
        page.wait_for_url("**stand=**")
        assert "1. Halbjahr 2026" in switch.locator("[aria-current]").inner_text()
        confirmed = on_page(page)
    assert confirmed["ausgezahlt"] == PAID_IN_THE_NEWEST_REPORT
    assert live["ausgezahlt"] != confirmed["ausgezahlt"]
