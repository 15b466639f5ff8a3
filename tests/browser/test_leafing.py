"""A report is turned over with the arrow keys, and old addresses find their new pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.addresses import PUBLISHED
from tests.browser.keyboard import Keyboard
from tests.browser.visitors import NARROW, Site, Visitor, visiting

REPORT = f"/berichte/{PUBLISHED}"
HALL: ViewportSize = {"width": 1280, "height": 720}
FITS = """() => document.documentElement.scrollHeight <= innerHeight
    && document.documentElement.scrollWidth <= innerWidth"""
TYPE = "() => parseFloat(getComputedStyle(document.querySelector('tbody td')).fontSize)"
SMALLEST_TYPE = 20
ROWS_WITHOUT_SCROLLING = 8


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Give a visitor of the published report."""
    with visiting(browser, site) as visitor:
        yield visitor


def is_at(page: Page, path: str) -> None:
    expect(page).to_have_url(f"{page.url.partition('/berichte')[0]}{path}")


def test_arrow_keys_turn_the_leaves(reader: Visitor) -> None:
    page = reader.open(REPORT)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**{REPORT}/auftrag")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**{REPORT}")


def test_the_report_is_read_and_cited_on_a_narrow_screen_with_the_keyboard_alone(reader: Visitor) -> None:
    page = reader.open(f"{REPORT}/baustein-aitransform")
    page.set_viewport_size(NARROW)
    ways = (
        ("6.5.1", "/nr/6.5.1"),
        ("Im Bericht lesen", "/baustein-aitransform#nr-6.5.1"),
        ("Weiter: 6.6 Baustein 6, AIVision (Böblingen)", "/baustein-aivision"),
        ("Zurück: 6.5 Baustein 5, AITransform (Böblingen)", "/baustein-aitransform"),
        ("3. Halbjahresbericht, 1. Halbjahr 2026", ""),
        ("Für den Projektor", "/projektor"),
        ("2.0.3 Zusammenfassung", "/projektor/bausteine"),
        ("Zurück: Tafel 2.0.2", "/projektor/mittel"),
        ("3. Halbjahresbericht", ""),
    )
    for name, path in ways:
        Keyboard(page).to(page.get_by_role("main").get_by_role("link", name=name, exact=True))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{REPORT}{path}")


def test_an_arrow_key_in_the_text_to_cite_moves_the_cursor_only(reader: Visitor) -> None:
    page = reader.open(f"{REPORT}/nr/6.5.1")
    page.get_by_label("Zitat").press("ArrowRight")
    is_at(page, f"{REPORT}/nr/6.5.1")


def test_a_page_key_scrolls_a_section_as_everywhere(reader: Visitor) -> None:
    page = reader.open(f"{REPORT}/foerderaufrufe")
    page.keyboard.press("PageDown")
    is_at(page, f"{REPORT}/foerderaufrufe")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("veraenderungen", "/veraenderungen#veraenderungen"),
        ("geldgeber", "/finanzierung#geldgeber"),
        ("baustein-ki-xc", "/baustein-ki-xc#baustein-ki-xc"),
        ("nr-6.5.1", "/ganz#nr-6.5.1"),
        ("dateien", "#dateien"),
    ],
)
def test_an_address_of_the_time_of_one_page_leads_on(reader: Visitor, old: str, new: str) -> None:
    page = reader.open(f"{REPORT}/projektor")
    page.goto(f"{reader.site.address}{REPORT}#{old}")
    page.wait_for_url(f"**{REPORT}{new}")
    place = new.partition("#")[2]
    assert page.locator(f'[id="{place}"]').count() == 1


def test_a_presenter_turns_the_screens(reader: Visitor) -> None:
    page = reader.open(f"{REPORT}/projektor/mittel")
    page.set_viewport_size(HALL)
    page.keyboard.press("PageDown")
    page.wait_for_url(f"**{REPORT}/projektor/bausteine")
    page.keyboard.press("PageUp")
    page.wait_for_url(f"**{REPORT}/projektor/mittel")


@pytest.mark.parametrize("name", ["mittel", "bausteine", "antrag", "haushalt", "landkreise"])
def test_a_screen_is_read_in_the_last_row_without_scrolling(reader: Visitor, name: str) -> None:
    page = reader.open(f"{REPORT}/projektor/{name}")
    page.set_viewport_size(HALL)
    assert page.locator("tbody tr").count() <= ROWS_WITHOUT_SCROLLING
    assert page.evaluate(FITS)
    assert page.evaluate(TYPE) > SMALLEST_TYPE
