"""Steps of the round that every journey takes, in the words that stand on the buttons."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitors import Visitor
from tests.reports.pdf_facts import PdfFacts, read_pdf

COMPLETE = "Ihre Meldung ist vollständig und wird von der Geschäftsstelle geprüft."


def file_update(page: Page) -> None:
    """Press the button at the end of the form; the one above is for those who have nothing to add."""
    page.get_by_role("button", name="Meldung abgeben").last.click()


def text_field(where: Page | Locator, label: str) -> Locator:
    """Return the field whose label begins so; the label may go on with "(freiwillig)".

    One with suggestions is a combobox, as is a list to choose from, which nobody types into.
    """
    name = re.compile(f"^{re.escape(label)}")
    suggesting = where.get_by_role("combobox", name=name).and_(where.locator("input"))
    return where.get_by_role("textbox", name=name).or_(suggesting)


def error_summary(page: Page) -> Locator:
    """Return the list of mistakes above a form; a page may have other alerts."""
    return page.get_by_role("alert", name=re.compile("Angabe"))


def confirm_everything(office: Visitor) -> int:
    """Confirm each update that waits among the tasks; return how many there were."""
    page = office.open("/aufgaben")
    waiting = page.get_by_role("link", name=re.compile("^Meldung prüfen"))
    number = 0
    while waiting.count():
        waiting.first.click()
        page.get_by_role("button", name="Meldung bestätigen").click()
        expect(page.get_by_role("status")).to_contain_text("ist bestätigt")
        office.open("/aufgaben")
        number += 1
    return number


def take_step(person: Visitor, code: str, label: str) -> Page:
    """Go from the page of preparation through the page that explains the step; return where it ends."""
    page = person.open(f"/berichte/{code}/vorbereiten")
    page.get_by_role("link", name=label).click()
    page.get_by_role("button", name=label).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bericht vorbereiten")
    return page


def download_report(page: Page, name: str) -> PdfFacts:
    """Download the PDF from the page of the report; its file has the name given."""
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("^PDF herunterladen")).first.click()
    assert downloading.value.suggested_filename == name
    return read_pdf(downloading.value.path().read_bytes())
