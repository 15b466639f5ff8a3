"""A whole half-year, played by two people: from a missing update to the PDF that everybody reads.

The office collects and confirms in November; after the reference date the same programme goes on in January.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import RUNNING
from tests.browser.conftest import site_in
from tests.browser.serving import DEMO_DAY, copied, serving, settings_for
from tests.browser.site import Visitor, visiting
from tests.reports.pdf_facts import read_pdf
from vrs_tracker.seeding.demo.people import EDITING, HEAD_OFFICE

AFTER_THE_REFERENCE_DATE = "2027-01-20"
HEADLINE = "Für das mobile Labor liegen drei Angebote vor; der Zuschlag folgt im Dezember."
PAPER = "WIV-007/2027"
ACHIEVED = "Drei Angebote sind eingegangen und werden gewertet. Zwei weitere Kommunen haben Orte zugesagt."


def test_a_half_year_goes_from_the_missing_update_to_the_published_report(
    browser: Browser, demonstration: Path, tmp_path: Path
) -> None:
    folder = copied(demonstration, tmp_path / "var")
    with serving(settings_for(folder, day=DEMO_DAY), "--demo") as address:
        site = site_in(folder, address)
        with visiting(browser, site) as editor, visiting(browser, site) as office:
            file_what_is_missing(editor)
            confirm_what_is_filed(office)
            close_but_not_freeze_yet(editor)
    with serving(settings_for(folder, day=AFTER_THE_REFERENCE_DATE), "--demo") as address:
        site = site_in(folder, address)
        with visiting(browser, site) as editor, visiting(browser, site) as office:
            freeze(editor)
            release_and_publish(office)
        with visiting(browser, site) as visitor:
            read(visitor)


def file_what_is_missing(editor: Visitor) -> None:
    """One update is written anew, after a mistake; another one is mended, as the office has asked."""
    page = editor.sign_in(EDITING)
    page.get_by_role("link", name=re.compile("^Meldung schreiben: KI-ckstart")).click()
    page.get_by_role("radio", name="Ja", exact=True).first.check()
    for announced in page.get_by_role("radio", name="läuft").all():
        announced.check()
    page.get_by_role("textbox", name=re.compile("^Was wurde erreicht")).fill(ACHIEVED)
    expected = page.get_by_role("group", name="Zuschlag", exact=True).get_by_label("erwartet am")
    expected.fill("5.12.26.")
    page.get_by_role("checkbox", name="Risiken geprüft").check()
    page.get_by_role("textbox", name=re.compile("^In einem Satz")).fill(HEADLINE)
    with editor.expecting("status of 422"):
        file_update(page)
        expect(page.get_by_role("alert")).to_contain_text("5.12.26.")
    expect(page.get_by_role("textbox", name=re.compile("^In einem Satz"))).to_have_value(HEADLINE)
    expected.fill("05.12.2026")
    file_update(page)
    expect(page.get_by_role("status")).to_contain_text("Ihre Meldung ist vollständig")

    page.get_by_role("link", name=re.compile("KI-XC")).first.click()
    expect(page.get_by_text("Bitte Termin ergänzen.")).to_be_visible()
    file_update(page)
    expect(page.get_by_role("status")).to_contain_text("Ihre Meldung ist vollständig")


def file_update(page: Page) -> None:
    page.get_by_role("button", name="Meldung abgeben").last.click()


def confirm_what_is_filed(office: Visitor) -> None:
    page = office.sign_in(HEAD_OFFICE)
    to_check = page.get_by_role("link", name=re.compile("^Meldung prüfen"))
    assert to_check.count() == 3
    while to_check.count():
        to_check.first.click()
        page.get_by_role("button", name="Meldung bestätigen").click()
        expect(page.get_by_role("status")).to_contain_text("ist bestätigt")


def close_but_not_freeze_yet(editor: Visitor) -> None:
    """Before the reference date the page of the step says from when on it is possible, and has no button."""
    page = take_step(editor, "Sammlung abschließen")
    expect(page.get_by_role("status")).to_contain_text("2. Halbjahr 2026")
    page.get_by_role("link", name="Zahlen zum Stichtag festschreiben").click()
    expect(page.get_by_text("Die Zahlen können ab dem Stichtag 31.12.2026 festgeschrieben werden.")).to_be_visible()
    expect(page.get_by_role("button", name="Zahlen zum Stichtag festschreiben")).to_have_count(0)


def freeze(editor: Visitor) -> None:
    editor.sign_in(EDITING).close()
    page = take_step(editor, "Zahlen zum Stichtag festschreiben")
    expect(page.locator("main")).to_contain_text("Fassung 1")
    page.get_by_role("link", name="Sitzungsdaten bearbeiten").click()
    page.get_by_label("Vorlage Nr.").fill(PAPER)
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text(PAPER)
    draft = page.request.get(f"{editor.site.address}/berichte/{RUNNING}.pdf")
    assert "Entwurf" in read_pdf(draft.body()).artifacts[0]


def release_and_publish(office: Visitor) -> None:
    office.sign_in(HEAD_OFFICE).close()
    take_step(office, "Bericht zum Versand geben").close()
    with visiting(office.browser, office.site) as outsider:
        outsider.open(f"/berichte/{RUNNING}", status=404).close()
    take_step(office, "Bericht veröffentlichen").close()


def take_step(person: Visitor, label: str) -> Page:
    """Go from the page of preparation through the page that explains the step."""
    page = person.open(f"/berichte/{RUNNING}/vorbereiten")
    page.get_by_role("link", name=label).click()
    page.get_by_role("button", name=label).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bericht vorbereiten, 2. Halbjahr 2026")
    return page


def read(visitor: Visitor) -> None:
    """What was typed in November stands on the overview's block page, on the report page and in the PDF."""
    page = visitor.open("/")
    expect(page.locator("main")).to_contain_text("Stand 31.12.2026")
    expect(page.locator("main")).to_contain_text("4. Halbjahresbericht, veröffentlicht am 20.01.2027")
    page.get_by_role("link", name=re.compile("KI-ckstart")).first.click()
    expect(page.locator("main")).to_contain_text(HEADLINE)
    page.get_by_role("link", name="Bericht lesen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4. Halbjahresbericht")
    expect(page.locator("main")).to_contain_text(HEADLINE)
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("^PDF herunterladen")).first.click()
    file = downloading.value
    assert file.suggested_filename == f"bericht-{RUNNING}-demodaten.pdf"
    pdf = read_pdf(file.path().read_bytes())
    printed = pdf.text()
    assert HEADLINE in printed
    assert ACHIEVED in printed
    assert PAPER in printed
    assert "Entwurf" not in pdf.artifacts[0]
