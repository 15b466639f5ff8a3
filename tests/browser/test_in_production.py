"""A first half-year in production on PostgreSQL, set up as an operator does, without a demonstration."""

import re
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.serving import operating, run, serving
from tests.browser.steps import (
    COMPLETE,
    confirm_everything,
    download_report,
    file_update,
    take_step,
    text_field,
)
from tests.browser.visitors import Site, Visitor, visiting
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.periods import HalfYear

PASSWORD = "vier zufällige Wörter"
EDITOR, OFFICE = "koordination", "leitung"
HEADLINE = "Die Planung für den ersten Abschnitt hat begonnen."
ENDED = HalfYear.containing(datetime.now(BERLIN).date()).shifted(-1)


def test_a_first_report_is_made_and_published(browser: Browser, postgres_url: str, tmp_path: Path) -> None:
    settings = operating(tmp_path, postgres_url)
    run(settings, "db", "upgrade")
    run(settings, "facts", "load")
    for login, role in ((EDITOR, "editor"), (OFFICE, "approver")):
        run(settings, "user", "add", login, "--unit", login.title(), "--role", role, asked=f"{PASSWORD}\n")
    with serving(settings) as address:
        site = Site(address, PASSWORD)
        with visiting(browser, site) as editor, visiting(browser, site) as office:
            editor.sign_in(EDITOR)
            open_the_half_year(editor)
            write_an_update(editor)
            office.sign_in(OFFICE)
            assert confirm_everything(office) == 1
            take_step(editor, ENDED.code, "Sammlung abschließen")
            take_step(editor, ENDED.code, "Zahlen zum Stichtag festschreiben")
            take_step(office, ENDED.code, "Bericht zum Versand geben")
            take_step(office, ENDED.code, "Bericht veröffentlichen")
        with visiting(browser, site) as visitor:
            read(visitor)


def open_the_half_year(editor: Visitor) -> None:
    page = editor.open("/berichte/neu")
    page.get_by_role("radio", name=ENDED.label).check()
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text(f"Das {ENDED.label} ist eröffnet.")


def write_an_update(editor: Visitor) -> None:
    page = editor.open("/bausteine/aitransform/meldung")
    page.get_by_role("radio", name="Ja", exact=True).first.check()
    text_field(page, "Was wurde erreicht").fill("Die Planung ist beauftragt.")
    money = page.get_by_role("group", name="Geld", exact=True)
    text_field(money, "Wahlmöglichkeiten").fill("Zu entscheiden ist, ob der erste Abschnitt kleiner wird.")
    page.get_by_role("checkbox", name="Risiken geprüft").check()
    text_field(page, "In einem Satz").fill(HEADLINE)
    file_update(page)
    expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def read(visitor: Visitor) -> None:
    """No page and no file speaks of a demonstration."""
    page = visitor.open("/")
    expect(page.locator(".stand-line")).to_contain_text("1. Halbjahresbericht")
    expect(page.locator("body")).not_to_contain_text("Demodaten")
    page.get_by_role("link", name=re.compile("AITransform")).first.click()
    expect(page.locator("main")).to_contain_text(HEADLINE)
    page.get_by_role("link", name="Bericht lesen").click()
    pdf = download_report(page, f"bericht-{ENDED.code}.pdf")
    assert HEADLINE in pdf.text()
    assert not any("Demodaten" in decoration for decoration in pdf.artifacts)
