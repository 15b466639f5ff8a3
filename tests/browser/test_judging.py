"""The judge itself: each fault that no page may have is found on a page that has it."""

import pytest
from playwright.sync_api import Page

from tests.browser.judging import Judge

SOUND = "<table><tr><td>eins</td></tr><tr><td>zwei</td></tr><tr><td>drei</td></tr></table>"
DARK = "@media (prefers-color-scheme: dark) { body { background: #111; color: #fff } }"


def page_with(page: Page, body: str, style: str = "") -> Page:
    page.set_content(
        "<!doctype html><html lang=de><head><title>Probe</title>"
        f"<style>:root {{ color-scheme: light dark }} {style}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )
    return page


def test_a_sound_page_has_no_problems(page: Page) -> None:
    assert Judge().problems(page_with(page, SOUND)) == []


@pytest.mark.parametrize(
    ("body", "style", "said"),
    [
        ("<input>", "", ["1280 px: label", "360 px: label"]),
        (SOUND, "td { color: #999 }", ["light: color-contrast"]),
        (
            SOUND,
            DARK + "@media (prefers-color-scheme: dark) { td { color: #555 } }",
            ["dark: color-contrast"],
        ),
        (
            SOUND,
            "@media (forced-colors: active) { td { forced-color-adjust: none; color: #999 } }",
            ["forced colours: color-contrast"],
        ),
        ("<p class=wide>breit</p>", ".wide { width: 500px }", ["360 px: the page is", "360 px: <p class"]),
        (
            "<p>Den Stand finden Sie im <a href='/'>Bericht</a> des Halbjahres.</p>",
            "p { color: #00b } a { color: #00e; text-decoration: none }",
            ["light: link-in-text-block"],
        ),
    ],
)
def test_a_fault_is_found_where_it_shows(page: Page, body: str, style: str, said: list[str]) -> None:
    found = Judge().problems(page_with(page, body, style))
    assert [start for start in said if not any(problem.startswith(start) for problem in found)] == [], found


def test_a_box_that_scrolls_by_itself_does_not_stick_out(page: Page) -> None:
    body = "<div tabindex=0 class=frame><p class=wide>breit</p></div>"
    assert Judge().problems(page_with(page, body, ".frame { overflow-x: auto } .wide { width: 500px }")) == []


def test_a_kind_of_text_that_an_earlier_page_had_is_not_measured_in_the_dark_again(page: Page) -> None:
    judge = Judge()
    assert judge.problems(page_with(page, SOUND, DARK)) == []
    fault = DARK + "@media (prefers-color-scheme: dark) { td { color: #555 } p { color: #555 } }"
    found = judge.problems(page_with(page, f"{SOUND}<p>vier</p>", fault))
    assert [problem.rpartition(">")[0].rpartition(">")[2] for problem in found] == ["vier</p"]
