"""A whole half-year on a telephone by keyboard alone: from a missing message to the published report.

The project lead comes by a personal link, the programme coordination collects, freezes and gives the report
to dispatch together with the head office, a member of the committee reads. Nobody touches the screen. They
work in November; after the reference date the same programme goes on in January.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.addresses import MEMBER, RUNNING
from tests.browser.conftest import site_in
from tests.browser.figures import plain
from tests.browser.keyboard import Keyboard
from tests.browser.serving import DEMO_DAY, copied, serving, settings_for
from tests.browser.staircase import in_pdf, on_page
from tests.browser.steps import COMPLETE, error_summary, text_field
from tests.browser.visitors import NARROW, Site, Visitor, visiting
from tests.reports.pdf_facts import PdfFacts, read_pdf
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING, HEAD_OFFICE

AFTER_THE_REFERENCE_DATE = "2027-01-20"
PAPER = "WIV-007/2027"
HEADLINE = "Die Erweiterung der Werkstatt ist geplant; vier Veranstaltungen haben stattgefunden."
ACHIEVED = "Die Pläne für die Erweiterung liegen vor. Vier Veranstaltungen haben stattgefunden."
NOT_YET = "Die Zahlen können ab dem Stichtag 31.12.2026 festgeschrieben werden."
FREEZE = "Zahlen zum Stichtag festschreiben"


@dataclass(frozen=True, slots=True)
class Hands:
    """Somebody at the keyboard of a telephone."""

    visitor: Visitor
    keys: Keyboard

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.visitor.page

    def open(self, path: str) -> Page:
        """Type an address."""
        return self.visitor.open(path)

    def follow(self, role: str, name: str | re.Pattern[str]) -> None:
        """Go where a link or button leads that has this name, the last one if there are several."""
        self.keys.follow(self.page.get_by_role(role, name=name).last)  # type: ignore[arg-type] # a role's name

    def sign_in(self, login: str) -> None:
        """Sign in; the page that this leads to is the first one to work on."""
        page = self.open("/anmelden")
        self.keys.type(page.get_by_label("Anmeldename"), login)
        self.keys.type(page.get_by_label("Passwort"), self.visitor.site.password)
        self.follow("button", "Anmelden")

    def take_step(self, label: str) -> None:
        """Go from the page of preparation through the page that explains the step."""
        self.open(f"/berichte/{RUNNING}/vorbereiten")
        self.follow("link", label)
        self.follow("button", label)
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Bericht vorbereiten")


@contextmanager
def at_work(browser: Browser, site: Site, login: str = "") -> Iterator[Hands]:
    """Give the hands of somebody who is signed in, or of somebody who is not."""
    with visiting(browser, site, viewport=NARROW, has_touch=True, is_mobile=True) as visitor:
        hands = Hands(visitor, Keyboard(visitor.page))
        if login:
            hands.sign_in(login)
        yield hands


def test_a_half_year_goes_from_the_missing_message_to_the_published_report_by_keyboard(
    browser: Browser, demonstration: Path, tmp_path: Path
) -> None:
    folder = copied(demonstration, tmp_path / "var")
    with serving(settings_for(folder, day=DEMO_DAY), "--demo") as address:
        site = site_in(folder, address)
        with at_work(browser, site, EDITING) as coordination:
            link = personal_link(coordination)
            with at_work(browser, site) as lead:
                report_by_link(lead, link.removeprefix(address))
            write_the_message_of_a_block_without_news(coordination)
            mend_what_was_sent_back(coordination)
            with at_work(browser, site, HEAD_OFFICE) as office:
                assert confirm_everything(office) == 4
            close_but_do_not_freeze_yet(coordination)
    with serving(settings_for(folder, day=AFTER_THE_REFERENCE_DATE), "--demo") as address:
        site = site_in(folder, address)
        with at_work(browser, site, EDITING) as coordination, at_work(browser, site, HEAD_OFFICE) as office:
            with at_work(browser, site, BUDGET_OFFICE) as budget:
                reconcile(budget)
            freeze(coordination)
            office.take_step("Bericht zum Versand geben")
            with at_work(browser, site) as public:
                public.visitor.open(f"/berichte/{RUNNING}", status=404)
            office.take_step("Bericht veröffentlichen")
        with at_work(browser, site, MEMBER) as member:
            read(member)


# ---------------------------------------------------------------- November


def personal_link(coordination: Hands) -> str:
    """The text for the project lead's mail holds a link that opens one message."""
    page = coordination.open("/aufgaben")
    coordination.keys.follow(page.get_by_role("row", name=re.compile("AIExpress")).get_by_role("link"))
    coordination.follow("button", "Text mit persönlichem Link erstellen")
    found = re.search(r"https?://\S+/link\S*", text_field(page, "Text").input_value())
    assert found is not None
    return found.group()


def report_by_link(lead: Hands, path: str) -> None:
    """A mistake in a date is said, everything typed stays, and the summary leads to the field."""
    page, keys = lead.open(path), lead.keys
    lead.follow("button", "Zur Meldung")
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
    with lead.visitor.expecting(422):
        lead.follow("button", "Meldung abgeben")
        expect(error_summary(page)).to_be_focused()
    keys.press(error_summary(page).get_by_role("link"))
    expect(due).to_be_focused()
    expect(text_field(page, "Was wurde erreicht")).to_have_value(ACHIEVED)
    keys.type(due, "31.03.2027")
    lead.follow("button", "Meldung abgeben")
    expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def write_the_message_of_a_block_without_news(coordination: Hands) -> None:
    """„Nein“ is a complete answer; the milestone that is due is answered all the same."""
    page, keys = coordination.open("/bausteine/ki-ckstart/meldung"), coordination.keys
    keys.choose(page.get_by_role("radio", name="Nein, alles wie im letzten Bericht"))
    keys.choose(page.get_by_role("checkbox", name="Alle Schritte ohne Antwort laufen weiter"))
    award = page.get_by_role("group", name="Zuschlag", exact=True)
    keys.type(text_field(award, "erwartet am"), "05.12.2026")
    keys.choose(page.get_by_role("checkbox", name="Risiken geprüft"))
    coordination.follow("button", "Meldung abgeben")
    expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def mend_what_was_sent_back(coordination: Hands) -> None:
    page = coordination.open("/bausteine/ki-xc/meldung")
    expect(page.get_by_text("Bitte Termin ergänzen.")).to_be_visible()
    coordination.follow("button", "Meldung abgeben")
    expect(page.get_by_role("status")).to_contain_text(COMPLETE)


def confirm_everything(office: Hands) -> int:
    """Confirm each message that waits among the tasks; return how many there were."""
    number, waiting = 0, re.compile("^Meldung prüfen")
    while office.open("/aufgaben").get_by_role("link", name=waiting).count():
        office.follow("link", waiting)
        office.follow("button", "Meldung bestätigen")
        expect(office.page.get_by_role("status")).to_contain_text("ist bestätigt")
        number += 1
    return number


def close_but_do_not_freeze_yet(coordination: Hands) -> None:
    """Before the reference date the step says from when on it is possible, and has no button."""
    coordination.take_step("Sammlung abschließen")
    coordination.follow("link", FREEZE)
    expect(coordination.page.get_by_text(NOT_YET)).to_be_visible()
    expect(coordination.page.get_by_role("button", name=FREEZE)).to_have_count(0)


# ---------------------------------------------------------------- January


def reconcile(budget: Hands) -> None:
    """The accounting system says the same as we do; without that nothing is frozen."""
    page = budget.open(f"/finanzen/abgleich/{RUNNING}")
    for row in page.locator(".balances tbody tr").all():
        theirs, ours = row.get_by_role("textbox").first, row.get_by_role("cell").nth(1)
        if not theirs.input_value():
            budget.keys.type(theirs, plain(ours.inner_text()).removeprefix("Hier: ").removesuffix(" €"))
    budget.follow("button", "Abgleich speichern")
    expect(page.get_by_text("Jede Zeile ist geprüft, jede Differenz erklärt.")).to_be_visible()


def freeze(coordination: Hands) -> None:
    coordination.take_step(FREEZE)
    page = coordination.open(f"/berichte/{RUNNING}/vorbereiten")
    expect(page.locator(".stand-line")).to_contain_text("Fassung 1, festgeschrieben am 20.01.2027")
    coordination.follow("link", "Sitzungsdaten bearbeiten")
    coordination.keys.type(text_field(page, "Vorlage Nr."), PAPER)
    coordination.follow("button", "Speichern")
    expect(page.locator("main")).to_contain_text(PAPER)
    draft = page.request.get(f"{coordination.visitor.site.address}/berichte/{RUNNING}.pdf")
    assert read_pdf(draft.body()).artifacts[0].count("Entwurf") == 1


def read(member: Hands) -> None:
    """What was typed in November stands on the block's page, on the page of the report and in the PDF."""
    page = member.open("/")
    expect(page.locator(".stand-line")).to_contain_text("Stand 31.12.2026 · 4. Halbjahresbericht")
    expect(page.locator(".stand-line")).to_contain_text("veröffentlicht am 20.01.2027")
    figures = on_page(page)
    member.keys.follow(page.get_by_role("link", name=re.compile("AIExpress")).first)
    expect(page.locator("main")).to_contain_text(HEADLINE)
    member.keys.follow(page.get_by_role("link", name="Bericht lesen").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("4. Halbjahresbericht")
    expect(page.locator("main")).to_contain_text(HEADLINE)
    pdf = downloaded(member)
    assert in_pdf(pdf)["ausgezahlt"] == figures["ausgezahlt"]
    for typed in (HEADLINE, ACHIEVED, PAPER):
        assert typed in pdf.text()
    assert not any("Entwurf" in decoration for decoration in pdf.artifacts)


def downloaded(member: Hands) -> PdfFacts:
    with member.page.expect_download() as downloading:
        member.keys.press(member.page.get_by_role("link", name=re.compile("^PDF herunterladen")).first)
    assert downloading.value.suggested_filename == f"bericht-{RUNNING}-demodaten.pdf"
    return read_pdf(downloading.value.path().read_bytes())
