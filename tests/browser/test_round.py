"""A whole half-year, played by two people: from a missing update to the PDF that everybody reads.

The office collects and confirms in November; after the reference date the same programme goes on in January.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.addresses import RUNNING
from tests.browser.conftest import site_in
from tests.browser.serving import DEMO_DAY, copied, serving, settings_for
from tests.browser.staircase import in_pdf, on_page
from tests.browser.steps import (
    COMPLETE,
    confirm_everything,
    download_report,
    file_update,
    take_step,
    text_field,
)
from tests.browser.visitors import Visitor, visiting
from tests.reports.pdf_facts import read_pdf
from vrs_tracker.seeding.demo.people import EDITING, HEAD_OFFICE

AFTER_THE_REFERENCE_DATE = "2027-01-20"
PAPER = "WIV-007/2027"
HEADLINE = "Für das mobile Labor liegen drei Angebote vor; der Zuschlag folgt im Dezember."
ACHIEVED = "Drei Angebote sind eingegangen und werden gewertet. Zwei weitere Kommunen haben Orte zugesagt."
NOT_YET = "Die Zahlen können ab dem Stichtag 31.12.2026 festgeschrieben werden."
FREEZE = "Zahlen zum Stichtag festschreiben"


def test_a_half_year_goes_from_the_missing_update_to_the_published_report(
    browser: Browser, demonstration: Path, tmp_path: Path
) -> None:
    folder = copied(demonstration, tmp_path / "var")
    with serving(settings_for(folder, day=DEMO_DAY), "--demo") as address:
        site = site_in(folder, address)
        with visiting(browser, site) as editor, visiting(browser, site) as office:
            editor.sign_in(EDITING)
            write_what_is_missing(editor)
            mend_what_was_sent_back(editor)
            office.sign_in(HEAD_OFFICE)
            assert confirm_everything(office) == 3
            close_but_do_not_freeze_yet(editor)
    with serving(settings_for(folder, day=AFTER_THE_REFERENCE_DATE), "--demo") as address:
        site = site_in(folder, address)
        with visiting(browser, site) as editor, visiting(browser, site) as office:
            editor.sign_in(EDITING)
            freeze(editor)
            office.sign_in(HEAD_OFFICE)
            take_step(office, RUNNING, "Bericht zum Versand geben")
            with visiting(browser, site) as visitor:
                visitor.open(f"/berichte/{RUNNING}", status=404)
            take_step(office, RUNNING, "Bericht veröffentlichen")
        with visiting(browser, site) as visitor:
            read(visitor)


def write_what_is_missing(editor: Visitor) -> None:
    """A mistake in a date is said, and everything typed stays."""
    page = editor.open("/aufgaben")
    page.get_by_role("link", name=re.compile("^Meldung schreiben: KI-ckstart")).click()
    page.get_by_role("radio", name="Ja", exact=True).first.check()
    for announced in page.get_by_role("radio", name="läuft").all():
        announced.check()
    text_field(page, "Was wurde erreicht").fill(ACHIEVED)
    expected = text_field(page.get_by_role("group", name="Zuschlag", exact=True), "erwartet am")
    expected.fill("5.12.26.")
    page.get_by_role("checkbox", name="Risiken geprüft").check()
    text_field(page, "In einem Satz").fill(HEADLINE)
    with editor.expecting(422):
        file_update(page)
        expect(page.get_by_role("alert")).to_contain_text("5.12.26.")
    expect(text_field(page, "In einem Satz")).to_have_value(HEADLINE)
    expected.fill("05.12.2026")
    file_update(page)
    expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def mend_what_was_sent_back(editor: Visitor) -> None:
    page = editor.open("/bausteine/ki-xc/meldung")
    expect(page.get_by_text("Bitte Termin ergänzen.")).to_be_visible()
    file_update(page)
    expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def close_but_do_not_freeze_yet(editor: Visitor) -> None:
    """Before the reference date the step says from when on it is possible, and has no button."""
    page = take_step(editor, RUNNING, "Sammlung abschließen")
    page.get_by_role("link", name=FREEZE).click()
    expect(page.get_by_text(NOT_YET)).to_be_visible()
    expect(page.get_by_role("button", name=FREEZE)).to_have_count(0)


def freeze(editor: Visitor) -> None:
    page = take_step(editor, RUNNING, FREEZE)
    expect(page.locator(".stand-line")).to_contain_text("Fassung 1, festgeschrieben am 20.01.2027")
    page.get_by_role("link", name="Sitzungsdaten bearbeiten").click()
    text_field(page, "Vorlage Nr.").fill(PAPER)
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text(PAPER)
    draft = page.request.get(f"{editor.site.address}/berichte/{RUNNING}.pdf")
    assert read_pdf(draft.body()).artifacts[0].count("Entwurf") == 1


def read(visitor: Visitor) -> None:
    """What was typed in November stands on the block's page, on the page of the report and in the PDF."""
    page = visitor.open("/")
    expect(page.locator(".stand-line")).to_contain_text("Stand 31.12.2026 · 4. Halbjahresbericht")
    expect(page.locator(".stand-line")).to_contain_text("veröffentlicht am 20.01.2027")
    figures = on_page(page)
    page.get_by_role("link", name=re.compile("KI-ckstart")).first.click()
    expect(page.locator("main")).to_contain_text(HEADLINE)
    page.get_by_role("link", name="Bericht lesen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4. Halbjahresbericht")
    expect(page.locator("main")).to_contain_text(HEADLINE)
    pdf = download_report(page, f"bericht-{RUNNING}-demodaten.pdf")
    assert in_pdf(pdf)["ausgezahlt"] == figures["ausgezahlt"]
    for typed in (HEADLINE, ACHIEVED, PAPER):
        assert typed in pdf.text()
    assert not any("Entwurf" in decoration for decoration in pdf.artifacts)
