"""Charts to explore: Plotly comes when asked for, draws the figures of the table and asks nobody else."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.figures import rows_on
from tests.browser.visitors import Site, Visitor, visiting

SHARES, BY_YEAR, ADDED_UP = "anteile", "plan", "summe"
TABLES = {SHARES: "anteile", BY_YEAR: "plan-und-auszahlung", ADDED_UP: "plan-und-auszahlung-summe"}
"""Charts with the tables that hold their values."""
DRAWN = """place => place.calcdata.map(
    points => points.map(point => "s" in point ? point.s : point.y)
)"""
"""The lengths of bars and the heights of points, as Plotly laid them out."""
COLOURS = """place => [...place.querySelectorAll(".legendtext, .xtick text, .ytick text")].map(
    node => getComputedStyle(node).fill
)"""
COLOUR_OF_TEXT = "() => getComputedStyle(document.body).color"
NOT_DRAWN, REGIONAL = "", "regional"


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Give a visitor on the page of finances."""
    with visiting(browser, site) as visitor:
        visitor.open("/finanzen/")
        yield visitor


def explored(page: Page, chart: str) -> Locator:
    """Ask for a chart and return where Plotly has drawn it."""
    box = page.locator(f"[data-explore*='diagramm={chart}&']")
    button = box.get_by_role("button")
    expect(button).to_have_text("Diagramm erkunden")
    button.press("Enter")
    expect(button).to_have_text("Erkunden beenden")
    expect(button).to_have_attribute("aria-expanded", "true")
    place = box.get_by_role("img").first
    expect(place.locator(".legendtext")).to_have_count(2)
    return place


def table_below(page: Page, chart: str) -> Locator:
    """Follow the link from a chart to its table; if the table is folded away, that opens it."""
    box = page.locator(f"[data-explore*='diagramm={chart}&']")
    box.get_by_role("link", name="dieselben Werte als Tabelle").press("Enter")
    table = page.locator(f"#tabelle-{TABLES[chart]}")
    expect(table).to_be_in_viewport()
    return table


def drawn(place: Locator) -> list[tuple[str, ...]]:
    """Return the figures of each category, as German writes them; nothing where nothing is drawn."""
    series: list[list[float | None]] = place.evaluate(DRAWN)
    return list(zip(*(map(_written, values) for values in series), strict=True))


def _written(value: float | None) -> str:
    return NOT_DRAWN if value is None else f"{value:.2f}".replace(".", ",")


def _figure(cell: str) -> str:
    return cell if re.fullmatch(r"\d+,\d\d", cell) else NOT_DRAWN


@pytest.mark.parametrize("chart", [BY_YEAR, ADDED_UP])
def test_the_figures_drawn_are_those_of_the_table_below(reader: Visitor, chart: str) -> None:
    figures = drawn(explored(reader.page, chart))
    rows = rows_on(table_below(reader.page, chart))
    assert len(rows) > 4
    assert figures == [(_figure(row[1]), _figure(row[2])) for row in rows]


def test_the_shares_drawn_are_the_regional_ones_of_the_table(reader: Visitor) -> None:
    """The sum for the whole programme belongs to no block and has no bar."""
    figures = drawn(explored(reader.page, SHARES))
    rows = rows_on(table_below(reader.page, SHARES))
    assert figures == [(_figure(row[3]), _figure(row[4])) for row in rows if row[1] == REGIONAL]


def test_an_explored_chart_sends_nothing_anywhere_and_has_no_tool_bar(reader: Visitor) -> None:
    place = explored(reader.page, SHARES)
    expect(place.locator(".modebar-btn, a")).to_have_count(0)
    reader.quiet()


def test_an_explored_chart_turns_dark_with_the_page(reader: Visitor) -> None:
    place = explored(reader.page, BY_YEAR)
    light = reader.page.evaluate(COLOUR_OF_TEXT)
    assert set(place.evaluate(COLOURS)) == {light}
    reader.page.emulate_media(color_scheme="dark")
    dark = reader.page.evaluate(COLOUR_OF_TEXT)
    assert dark != light
    expect(place.locator(".legendtext").first).to_have_css("fill", dark)
    assert set(place.evaluate(COLOURS)) == {dark}


def test_without_script_the_drawing_stays_and_no_button_promises_more(browser: Browser, site: Site) -> None:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.open("/finanzen/")
        expect(page.locator("figure .chart:visible")).to_have_count(5)
        expect(page.get_by_role("button", name="Diagramm erkunden")).to_have_count(0)
