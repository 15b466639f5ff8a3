"""A project lead files the update of a half-year: by keyboard on a telephone, and without any script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import site_in
from tests.browser.keyboard import Keyboard
from tests.browser.serving import DEMO_DAY, copied, serving, settings_for
from tests.browser.steps import COMPLETE, text_field
from tests.browser.visitors import NARROW, Site, visiting
from vrs_tracker.seeding.demo.people import EDITING, PROJECT_LEAD

ACHIEVED = "Die Pläne für die Erweiterung liegen vor. Vier Veranstaltungen haben stattgefunden."
HEADLINE = "Die Erweiterung der Werkstatt ist geplant; vier Veranstaltungen haben stattgefunden."


@pytest.fixture(scope="module")
def office(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the demonstration for writing; each test files another block's update."""
    folder = copied(demonstration, tmp_path_factory.mktemp("filing") / "var")
    with serving(settings_for(folder, day=DEMO_DAY), "--demo") as address:
        yield site_in(folder, address)


def test_an_update_is_filed_by_keyboard_on_a_telephone(browser: Browser, office: Site) -> None:
    with visiting(browser, office, viewport=NARROW, has_touch=True, is_mobile=True) as visitor:
        page = visitor.open("/anmelden")
        keys = Keyboard(page)
        keys.type(page.get_by_label("Anmeldename"), PROJECT_LEAD)
        keys.type(page.get_by_label("Passwort"), office.password)
        keys.press(page.get_by_role("button", name="Anmelden"))
        keys.press(page.get_by_role("link", name=re.compile("^Meldung schreiben: AIExpress")))

        expect(page.get_by_role("heading", level=1)).to_have_text("Meldung für AIExpress")
        keys.choose(page.get_by_role("radio", name="Ja", exact=True).first)
        keys.choose(page.get_by_role("radio", name="läuft"))
        keys.type(text_field(page, "Was wurde erreicht"), ACHIEVED)
        due = text_field(page.get_by_role("group", name="Erweiterung der Werkstattflächen"), "erwartet am")
        keys.type(due, "31.02.2027")
        figures = text_field(page, "Stand zum Stichtag")
        keys.type(figures.first, "19")
        keys.type(figures.last, "5")
        keys.choose(page.get_by_role("checkbox", name="Risiken geprüft"))
        keys.type(text_field(page, "In einem Satz"), HEADLINE)
        file = page.get_by_role("button", name="Meldung abgeben").last
        with visitor.expecting(422):
            keys.press(file)
            summary = page.get_by_role("alert")
            expect(summary).to_be_focused()

        keys.press(summary.get_by_role("link"))
        expect(due).to_be_focused()
        expect(due).to_have_value("31.02.2027")
        expect(text_field(page, "Was wurde erreicht")).to_have_value(ACHIEVED)
        keys.type(due, "31.03.2027")
        keys.press(file)
        expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def test_an_update_is_filed_without_any_script(browser: Browser, office: Site) -> None:
    with visiting(browser, office, java_script_enabled=False) as visitor:
        page = visitor.sign_in(EDITING)
        page.get_by_role("link", name=re.compile("^Meldung schreiben: KI-ckstart")).click()
        page.get_by_role("radio", name="Nein, alles wie im letzten Bericht").check()
        file = page.get_by_role("button", name="Meldung abgeben").first
        with visitor.expecting(422):
            file.click()
            expect(page.get_by_role("alert").get_by_role("link")).to_contain_text("„Zuschlag“ war für den")
        expect(page.get_by_role("radio", name="Nein, alles wie im letzten Bericht")).to_be_checked()
        milestone = page.get_by_role("group", name="Zuschlag", exact=True)
        text_field(milestone, "erreicht am").fill("12.11.2026")
        file.click()
        expect(page.get_by_role("status")).to_contain_text(COMPLETE)


@pytest.mark.parametrize("path", ["/", "/finanzen/", "/berichte/"])
def test_a_page_for_everybody_is_walked_through_by_keyboard(browser: Browser, site: Site, path: str) -> None:
    with visiting(browser, site, viewport=NARROW) as visitor:
        stops = Keyboard(visitor.open(path)).walk()
        assert "Zum Inhalt" in stops[0]
        assert "/barrierefreiheit" in stops[-1]
