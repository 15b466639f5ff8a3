"""One address never shows two truths: the staircase of money is the same wherever somebody reads it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import MEMBER, PUBLISHED, VISITOR
from tests.browser.staircase import STEPS, Staircase, in_pdf, on_page
from tests.browser.visitors import Site, visiting
from tests.reports.pdf_facts import read_pdf
from vrs_tracker.seeding.demo.people import EDITING

PAID_IN_THE_NEWEST_REPORT = ["4,92", "+1,31", "30,3 %"]


def of_steps(staircase: Staircase) -> Staircase:
    return {step: staircase[step] for step in STEPS}


@pytest.mark.parametrize("who", [VISITOR, MEMBER])
def test_the_staircase_is_the_same_on_every_page_and_in_the_pdf(
    browser: Browser, site: Site, who: str
) -> None:
    with visiting(browser, site) as visitor:
        if who != VISITOR:
            visitor.sign_in(who)
        overview, finances = on_page(visitor.open("/")), on_page(visitor.open("/finanzen/"))
        page = visitor.open(f"/berichte/{PUBLISHED}")
        report = on_page(page)
        printed = page.request.get(f"{site.address}/berichte/{PUBLISHED}.pdf").body()
    assert overview["ausgezahlt"] == PAID_IN_THE_NEWEST_REPORT
    assert finances == overview
    assert of_steps(report) == of_steps(overview)
    assert in_pdf(read_pdf(printed)) == report


def test_staff_see_another_state_and_are_told_that_it_is_not_confirmed(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        visitor.sign_in(EDITING)
        page = visitor.open("/")
        assert "Arbeitsstand, noch nicht bestätigt" in page.locator(".stand-line").inner_text()
        live = on_page(page)
        page.get_by_role("link", name="Zum letzten Bericht").click()
        page.get_by_role("link", name="Zum Arbeitsstand").wait_for()
        confirmed = on_page(page)
    assert confirmed["ausgezahlt"] == PAID_IN_THE_NEWEST_REPORT
    assert live["ausgezahlt"] != confirmed["ausgezahlt"]
