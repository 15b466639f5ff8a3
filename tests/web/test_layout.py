"""The frame of every page and its fields: a menu without a script, a way to the office, fitting widths."""

import pytest

from tests.support.page_client import PageClient
from tests.web.workshop import workshop_application
from vrs_tracker.web.navigation import FOOTER, footer_for

application = workshop_application


def test_the_menu_opens_without_a_script(visitor: PageClient) -> None:
    """The button names the list that it opens; whoever knows no popover sees the list itself."""
    page = visitor.get("/hilfe")
    [button] = page.html.css("header button[type=button]")
    menu = f"header #{button.attributes['popovertarget']}[popover]"
    assert button.text(strip=True) == "Menü"
    assert page.one(f'{menu} a[href="/anmelden"]') == "Anmelden"
    assert [nav.attributes["aria-label"] for nav in page.html.css(f"{menu} nav")] == ["Hauptmenü"]


def test_the_menu_says_which_page_is_shown(visitor: PageClient) -> None:
    current = visitor.get("/hilfe").html.css("header nav [aria-current]")
    assert [link.text() for link in current] == ["Hilfe"]


def test_the_font_is_asked_for_before_the_style_sheets(visitor: PageClient) -> None:
    links = visitor.get("/hilfe").html.css('head link[rel="preload"], head link[rel="stylesheet"]')
    assert [link.attributes["rel"] for link in links].index("stylesheet") == 1
    assert links[0].attributes["as"] == "font"
    with visitor.browser.get(links[0].attributes["href"] or "") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "font/woff2")


def test_the_footer_leads_to_the_office_if_it_names_an_address() -> None:
    *rest, last = footer_for("programm@example.org")
    assert tuple(rest) == FOOTER
    assert (last.label, last.address) == ("Rückmeldung", "mailto:programm@example.org")
    assert footer_for("") == FOOTER


@pytest.mark.parametrize(
    ("path", "name", "width"),
    [
        ("/werkstatt/alles", "line", "input--short"),
        ("/werkstatt/alles", "amount", "input--short"),
        ("/werkstatt/alles", "day", "input--short"),
        ("/werkstatt/noetig", "name", "input--medium"),
        ("/anmelden", "login", "input--medium"),
        ("/anmelden", "password", "input--medium"),
        ("/werkstatt/alles", "text", ""),
    ],
)
def test_a_field_is_as_wide_as_what_is_written_there(
    visitor: PageClient, path: str, name: str, width: str
) -> None:
    [field] = visitor.get(path).html.css(f"[name={name}]")
    classes = (field.attributes["class"] or "").split()
    assert [word for word in classes if word.startswith("input--")] == ([width] if width else [])
