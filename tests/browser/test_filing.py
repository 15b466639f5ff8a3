"""An update is filed without any script, and while its draft is being saved; by keyboard: test_round.py."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import site_in
from tests.browser.keyboard import Keyboard
from tests.browser.serving import DEMO_DAY, copied, serving, settings_for
from tests.browser.steps import COMPLETE, error_summary, file_update, text_field
from tests.browser.visitors import NARROW, Site, visiting
from vrs_tracker.seeding.demo.people import EDITING

ACHIEVED = "Die Pläne für die Erweiterung liegen vor. Vier Veranstaltungen haben stattgefunden."


@pytest.fixture(scope="module")
def office(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the demonstration for writing; each test files another block's update."""
    folder = copied(demonstration, tmp_path_factory.mktemp("filing") / "var")
    with serving(settings_for(folder, day=DEMO_DAY), "--demo") as address:
        yield site_in(folder, address)


def test_an_update_is_filed_without_any_script(browser: Browser, office: Site) -> None:
    with visiting(browser, office, java_script_enabled=False) as visitor:
        page = visitor.sign_in(EDITING)
        page.get_by_role("link", name=re.compile("^Meldung schreiben: KI-ckstart")).click()
        page.get_by_role("radio", name="Nein, alles wie im letzten Bericht").check()
        page.get_by_role("checkbox", name="Alle Schritte ohne Antwort laufen weiter").check()
        page.get_by_role("checkbox", name="Risiken geprüft").check()
        file = page.get_by_role("button", name="Meldung abgeben").first
        with visitor.expecting(422):
            file.click()
            expect(error_summary(page).get_by_role("link")).to_contain_text("„Zuschlag“ war für den")
        expect(page.get_by_role("radio", name="Nein, alles wie im letzten Bericht")).to_be_checked()
        milestone = page.get_by_role("group", name="Zuschlag", exact=True)
        text_field(milestone, "erreicht am").fill("12.11.2026")
        file.click()
        expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def test_an_update_is_filed_while_its_draft_is_still_being_saved(browser: Browser, office: Site) -> None:
    """The button waits for the number of the version that the server has already given to the draft."""
    with visiting(browser, office) as visitor:
        visitor.sign_in(EDITING)
        page = visitor.open("/bausteine/ki-xc/meldung")
        achieved = text_field(page, "Was wurde erreicht")
        on_their_way = []

        def press_before_the_answer_is_there(route: Route) -> None:
            answer = route.fetch()
            file_update(page)
            expect(page.locator("[data-saved]")).to_have_text("Der Entwurf wird gespeichert.")
            on_their_way.append(answer.json()["version"])
            route.fulfill(response=answer)

        page.route("**/meldung/entwurf", press_before_the_answer_is_there)
        achieved.fill(ACHIEVED)
        achieved.blur()
        expect(page.get_by_role("status")).to_contain_text(COMPLETE)
        assert len(on_their_way) == 1


@pytest.mark.parametrize("path", ["/", "/finanzen/", "/berichte/"])
def test_a_page_for_everybody_is_walked_through_by_keyboard(browser: Browser, site: Site, path: str) -> None:
    with visiting(browser, site, viewport=NARROW) as visitor:
        stops = Keyboard(visitor.open(path)).walk()
        assert "Zum Inhalt" in stops[0]
        assert "Hilfe zu dieser Seite" in stops[-1]
