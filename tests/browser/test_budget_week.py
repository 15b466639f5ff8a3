"""The week of the budget office after a year's end: from the new budget to the origin of a figure.

In January 2027 the budget office books what was decided in December; a second person confirms what is large
or exceptional; the head office corrects a report that was given out; a visitor follows a figure to its
documents. The help tells the same week in the same order (`/hilfe/haushaltsstelle`).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.browser.addresses import PUBLISHED
from tests.browser.conftest import site_in
from tests.browser.figures import plain, rows_on
from tests.browser.keyboard import Keyboard
from tests.browser.serving import copied, serving, settings_for
from tests.browser.steps import error_summary, text_field
from tests.browser.visitors import Site, Visitor, visiting
from tests.features.finance.evidence_rows import pdf
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, HEAD_OFFICE, PROJECT_LEAD

JANUARY, ADOPTED, DECIDED = "2027-01-20", "16.12.2026", "17.12.2026"
LINE = "5710-0101 KI-Programm"
BODY = "Ausschuss für Wirtschaft, Infrastruktur und Verwaltung"
TITLE = "Fünf Anträge aus dem Dezember"
AWARDS = {
    "KI im Bau": "60.000,00",
    "KI-ckstart": "20.000,00",
    "HIVE Göppingen": "40.000,00",
    "Innovation Center Fellbach": "50.000,00",
    "AITransform": "970.000,00",
}
"""What one resolution awards: 13.2 and 3.6 million decided before are more than the frame already."""
STATED = "1.140.000,00"
KNOWINGLY = "Der Ausschuss hat es in Kenntnis des Rahmens beschlossen."
PAID = "Auszahlung vom 18.12.2026"
ORDER = "Anordnung vom 18.12.2026"
TOWN, COUNCIL = "Stadt Böblingen", "Gemeinderat, 17.12.2026, Nr. 71/2026"
COUNCIL_TITLE = "Der Gemeinderat erhöht den Eigenanteil für AITransform."
LATE = "Die Auszahlung vom 18.12.2026 ist dort noch nicht gebucht."
HEAD = "Projekt;Stufe;Betrag;Datum;Buchungsstelle;Beleg"
WRONG = "KI im Bua;ausgezahlt;12.50;31.02.2026;;Auszahlung vom 28.12.2026"
RIGHT = (
    f"KI im Bau;ausgezahlt;12.500,00;28.12.2026;{LINE};Auszahlung vom 28.12.2026",
    f"Innovation Center Fellbach;ausgezahlt;3.000,00;29.12.2026;{LINE};Auszahlung vom 29.12.2026",
)
MISSING = "Zwei Auszahlungen fehlten."


@pytest.fixture
def week(demonstration: Path, tmp_path: Path) -> Iterator[Site]:
    """Give the demonstration for writing, some days after the reference date."""
    folder = copied(demonstration, tmp_path / "var")
    with serving(settings_for(folder, day=JANUARY), "--demo") as address:
        yield site_in(folder, address)


def test_the_budget_office_gets_through_its_week(browser: Browser, week: Site) -> None:
    with (
        visiting(browser, week) as office,
        visiting(browser, week) as second,
        visiting(browser, week) as public,
    ):
        office.sign_in(BUDGET_OFFICE)
        second.sign_in(HEAD_OFFICE)
        adopt_the_budget(office, second)
        release_a_part(office, second)
        award_five_amounts(office, second)
        pay_what_was_asked_for(office)
        prove_what_was_paid(office, public)
        reconcile(office)
        with visiting(browser, week) as lead:
            lead.sign_in(PROJECT_LEAD)
            accept_what_a_partner_proposes(office, lead)
        give_up_a_wrong_file(office)
        take_back_a_whole_file(office)
        correct_what_was_given_out(second, public)
        ask_where_a_figure_comes_from(office, public)


# ---------------------------------------------------------------- budget, Sperrvermerk, release


def adopt_the_budget(office: Visitor, second: Visitor) -> None:
    """Large amounts count once a second person has confirmed each; what is blocked is not available."""
    page = start(office, "Veranschlagung erfassen")
    page.get_by_role("radio", name="Ansatz").check()
    fill(page, {"Haushaltsjahr": "2027", "Betrag": "11.600.000,00", "Datum": ADOPTED, "Buchungsstelle": LINE})
    book_for_two(page)
    confirm(second, "11.600.000,00")
    page = start(office, "Sperrvermerk erfassen")
    choose(page, "Ansatz", "Ansatz 2027")
    fill(page, {"Betrag": "11.600.000,00", "Datum": ADOPTED, "Bedingung": "Aufhebung je Abschnitt."})
    choose(page, "Wer hebt auf?", BODY)
    book_for_two(page)
    confirm(second, "11.600.000,00")
    page = office.open("/finanzen/haushalt?jahr=2027")
    line = rows_on(page.get_by_role("table", name=re.compile("^Ansatz, Übertragung und Zurückgehaltenes")))[0]
    assert (line[0], line[1], line[-1]) == (LINE, "11.600.000,00 €", "11.600.000,00 €")


def release_a_part(office: Visitor, second: Visitor) -> None:
    page = start(office, "Freigabe erfassen")
    choose(page, "Gremium", BODY)
    fill(page, {"Betrag": "5.000.000,00", "Datum": DECIDED, "Haushaltsjahr": "2027"})
    blocked = f"gesperrt 11,60 Mio. €, Haushalt 2027, Buchungsstelle {LINE}: Aufhebung je Abschnitt."
    choose(page, "Aufgehobener Sperrvermerk", blocked)
    book_for_two(page)
    confirm(second, "5.000.000,00")
    page = office.open("/finanzen/haushalt?jahr=2027")
    section = page.get_by_role("region", name="Was ist gesperrt, was freigegeben?")
    expect(section.get_by_role("row", name="noch gesperrt")).to_contain_text("6,60")


# ---------------------------------------------------------------- one resolution, five awards


def award_five_amounts(office: Visitor, second: Visitor) -> None:
    """What was decided is not refused: with a reason it waits for the second person, all lines together."""
    page = start(office, "Beschluss erfassen")
    choose(page, "Gremium", BODY)
    fill(page, {"Datum des Beschlusses": DECIDED, "Titel": TITLE, "Summe laut Beschluss": STATED})
    for number, (block, amount) in enumerate(AWARDS.items(), 1):
        if number > 1:
            page.get_by_role("button", name="Zeile ergänzen").click()
        line = page.get_by_role("group", name=f"Betrag {number}")
        choose(line, "Baustein oder Projekt", block)
        fill(line, {"Betrag": amount, "Haushaltsjahr": "2027", "Buchungsstelle": LINE})
    expect(page.get_by_role("status")).to_contain_text("Das stimmt mit der Summe laut Beschluss überein.")
    with office.expecting(422):
        page.get_by_role("button", name="Beschluss erfassen").click()
        expect(error_summary(page)).to_be_focused()
    expect(page.locator("main")).to_contain_text("den Rahmen des Antrags von")
    fill(page, {"Begründung der Ausnahme": KNOWINGLY})
    page.get_by_role("button", name="Beschluss erfassen").click()
    expect(page.get_by_role("status").first).to_contain_text("warten zusammen auf die zweite Person")
    page.get_by_role("link", name="Anfrage ansehen").first.click()
    expect(page.get_by_role("button", name="Buchung bestätigen")).to_have_count(0)
    confirm(second, "60.000,00")
    page = office.open("/finanzen/buchungen")
    expect(page.get_by_role("table", name="Entwürfe")).not_to_contain_text(TITLE)
    remarkable = office.open("/finanzen/").get_by_role("region", name="Was ist an den Zahlen auffällig?")
    expect(remarkable).to_contain_text(KNOWINGLY)


# ---------------------------------------------------------------- payment and Abgleich


def pay_what_was_asked_for(office: Visitor) -> None:
    """Below the limit the budget office books alone."""
    for stage, degree, day in (
        ("abgerufen", "bewilligt", "14.12.2026"),
        ("ausgezahlt", "geleistet", "18.12.2026"),
    ):
        page = start(office, "Betrag erfassen")
        choose(page, "Baustein oder Projekt", "AITransform")
        choose(page, "Stufe", stage)
        page.get_by_role("radio", name=degree, exact=True).check()
        page.get_by_role("radio", name="Buchung", exact=True).check()
        fill(page, {"Betrag": "80.000,00", "Datum": day, "Beleg": PAID})
        fill(page, {"Haushaltsjahr": "2026", "Buchungsstelle": LINE})
        page.get_by_role("button", name="Buchen").click()
        expect(page.get_by_role("status").first).to_contain_text("Die Zeile ist gebucht.")


def prove_what_was_paid(office: Visitor, public: Visitor) -> None:
    """A document stands at its entry, and everybody may read it at once."""
    page = office.open("/finanzen/buchungen")
    paid = page.get_by_role("row").filter(has_text="ausgezahlt").filter(has_text=PAID)
    paid.get_by_role("link", name=re.compile("^Belege")).click()
    page.get_by_label("Dokument", exact=True).set_input_files(paper("Anordnung.pdf"))
    fill(page, {"Bezeichnung": ORDER})
    page.get_by_role("radio", name="alle", exact=True).check()
    page.get_by_role("button", name="Dokument hinterlegen").click()
    expect(page.get_by_role("status").first).to_contain_text("Das Dokument ist hinterlegt.")
    page = public.open("/belege/")
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile(f"^{ORDER}")).click()
    assert saved.value.suggested_filename == "Anordnung.pdf"


def accept_what_a_partner_proposes(office: Visitor, lead: Visitor) -> None:
    """The project lead names its resolution, the budget office records it together with the amount."""
    page = lead.open("/vorschlaege/")
    page.get_by_role("link", name="Betrag vorschlagen").click()
    choose(page, "Baustein oder Projekt", "AITransform")
    page.get_by_role("radio", name="kommunal").check()
    page.get_by_role("radio", name="beschlossen").check()
    fill(page, {"Zahlende Stelle": TOWN, "Betrag": "25.000,00", "Datum": DECIDED, "Beschluss": COUNCIL})
    page.get_by_label(re.compile("^Unterlage")).set_input_files(paper("Niederschrift.pdf"))
    page.get_by_role("button", name="Vorschlag senden").click()
    expect(page.get_by_role("status").first).to_contain_text("Die Haushaltsstelle prüft ihn.")
    page = office.open("/vorschlaege/")
    page.get_by_role("link", name=re.compile("^Ansehen.*25.000,00")).click()
    page.get_by_role("link", name="Vorschlag übernehmen").click()
    fill(page.locator("main"), {"Titel": COUNCIL_TITLE, "Anmerkung": COUNCIL_TITLE})
    choose(page, "Grund der Änderung", "anderer Grund")
    page.get_by_role("button", name="Buchen").click()
    expect(page.get_by_role("status").first).to_contain_text("gebucht")
    expect(lead.open("/vorschlaege/").get_by_role("row").filter(has_text="25.000,00")).to_contain_text(
        "übernommen"
    )


def reconcile(office: Visitor) -> None:
    """The accounting system is one payment behind: the row is open until that is explained."""
    office.open("/aufgaben").get_by_role("link", name=re.compile("^Abgleich öffnen")).click()
    page = office.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Abgleich mit dem Haushaltsverfahren")
    for row in page.locator(".balances tbody tr").all():
        theirs, ours = row.get_by_role("textbox").first, row.get_by_role("cell").nth(1)
        if not theirs.input_value():
            theirs.fill(plain(ours.inner_text()).removesuffix(" €"))
    paid = f"ausgezahlt 2026, {LINE}"
    page.get_by_role("textbox", name=f"Stand im Haushaltsverfahren in Euro, {paid}").fill("1.630.000,00")
    page.get_by_role("button", name="Abgleich speichern").click()
    expect(page.get_by_text("1 von 13 Zeilen ist noch zu prüfen oder zu erklären")).to_be_visible()
    difference = page.get_by_role("row", name=paid).get_by_role("status")
    expect(difference).to_have_text("\N{MINUS SIGN}80.000,00 €")
    page.get_by_role("textbox", name=f"Erklärung der Differenz, {paid}").fill(LATE)
    page.get_by_role("button", name="Abgleich speichern").click()
    expect(page.get_by_text("Jede Zeile ist geprüft, jede Differenz erklärt.")).to_be_visible()


# ---------------------------------------------------------------- files


def give_up_a_wrong_file(office: Visitor) -> None:
    """Each problem has its cell; there is no way to book such a file."""
    page = upload(office, HEAD, WRONG)
    problems = page.get_by_role("table", name="Fehler, Warnungen und Hinweise")
    for cell, typed in (("A2", "KI im Bua"), ("C2", "12.50"), ("D2", "31.02.2026")):
        expect(problems.get_by_role("row", name=f"Zelle {cell}")).to_contain_text(typed)
    expect(page.get_by_role("button", name=re.compile("buchen$"))).to_have_count(0)
    page.get_by_role("button", name="Datei verwerfen").click()
    files = page.get_by_role("table", name="Eingelesene Dateien")
    expect(files.get_by_role("row", name="Auszahlungen.csv")).to_contain_text("verworfen")


def take_back_a_whole_file(office: Visitor) -> None:
    """All rows or nothing, there and back."""
    before = paid_so_far(office)
    page = upload(office, HEAD, *RIGHT)
    page.get_by_role("button", name="Alle 2 Zeilen buchen").click()
    expect(page.get_by_role("status").first).to_contain_text("Die Datei ist gebucht.")
    booked = page.url.removeprefix(office.site.address)
    assert (before, paid_so_far(office)) == ("5.400.000,00 €", "5.415.500,00 €")
    office.open(booked).get_by_role("link", name="Datei mit Begründung zurücknehmen").click()
    fill(page, {"Grund": "Die Beträge gehören in das Haushaltsjahr 2027."})
    page.get_by_role("button", name="Datei mit Begründung zurücknehmen").click()
    expect(page.get_by_role("status").first).to_contain_text("Jede Summe ist wie vor der Buchung.")
    assert paid_so_far(office) == before


def upload(office: Visitor, *lines: str) -> Page:
    """Send a table for checking."""
    page = office.open("/finanzen/einlesen")
    file = FilePayload(name="Auszahlungen.csv", mimeType="text/csv", buffer="\n".join(lines).encode())
    page.get_by_label("Datei", exact=True).set_input_files(file)
    page.get_by_role("button", name="Datei prüfen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Datei prüfen")
    return page


def paid_so_far(office: Visitor) -> str:
    exact = office.open("/zahlen/ausgezahlt").get_by_text("Genau:")
    return plain(exact.inner_text()).removeprefix("Genau: ")


# ---------------------------------------------------------------- after the release


def correct_what_was_given_out(second: Visitor, public: Visitor) -> None:
    """A sentence by an Ergänzung, more by a new Fassung; what was given out is read on until then."""
    page = second.open(f"/berichte/{PUBLISHED}")
    page.get_by_role("link", name="Alle Ausgaben dieses Berichts").click()
    page.get_by_role("link", name="Ergänzung schreiben oder ausgeben").click()
    page.get_by_role("button", name="Ergänzung ausgeben").click()
    expect(page.get_by_role("status").first).to_contain_text("Die 1. Ergänzung ist ausgegeben.")
    second.open(f"/berichte/{PUBLISHED}/vorbereiten")
    page.get_by_role("link", name="Bericht zur Berichtigung öffnen").click()
    fill(page, {"Grund": MISSING})
    page.get_by_role("button", name="Bericht zur Berichtigung öffnen").click()
    expect(page.get_by_role("status").first).to_contain_text("die ausgegebene Fassung gilt weiter")
    page = public.open(f"/berichte/{PUBLISHED}")
    expect(page.get_by_text(f"Wird berichtigt: {MISSING}")).to_be_visible()
    expect(page.get_by_text("Zu diesem Bericht gibt es eine Ergänzung vom 20.01.2027")).to_be_visible()
    page.get_by_role("link", name="Alle Berichtigungen").click()
    kinds = page.get_by_role("table", name="Berichtigungen, die neueste zuerst").get_by_role("row")
    expect(kinds.filter(has_text=MISSING)).to_contain_text("neue Fassung")
    expect(kinds.filter(has_text="Nummer 7.4.3.")).to_contain_text("Ergänzung")


def ask_where_a_figure_comes_from(office: Visitor, public: Visitor) -> None:
    """By keyboard from a figure to what it is made of; the public reads the report, the office its work.

    What was booked in January was not known in December, although it counts from then.
    """
    page = public.open("/finanzen/")
    figure = page.get_by_role("link", name=re.compile("^Woher kommt diese Zahl: ausgezahlt, 4,92")).first
    Keyboard(page).follow(figure)
    expect(page.get_by_role("heading", level=1)).to_have_text("Woher kommt diese Zahl?")
    expect(page.get_by_text("Genau: 4.920.000,00 €")).to_be_visible()
    expect(page.get_by_role("table", name="Einträge zu: ausgezahlt")).not_to_contain_text(PAID)
    page = office.open("/zahlen/ausgezahlt")
    entries = page.get_by_role("table", name="Einträge zu: ausgezahlt")
    expect(entries.get_by_role("row").filter(has_text=PAID)).to_contain_text("Hier erfasst am 20.01.2027.")
    page.get_by_text("Stand an einem anderen Tag").click()
    fill(page, {"Wirksam zum": "31.12.2026"})
    page.get_by_role("button", name="Stand anzeigen").click()
    expect(page.get_by_text("Genau: 5.320.000,00 €")).to_be_visible()
    expect(page.get_by_role("table", name="Einträge zu: ausgezahlt")).not_to_contain_text(PAID)


# ---------------------------------------------------------------- hands


def paper(name: str) -> FilePayload:
    """A document as it lies on the desk."""
    return FilePayload(name=name, mimeType="application/pdf", buffer=pdf())


def start(office: Visitor, link: str) -> Page:
    """Follow a link of the list of bookings; it leads to a form of the same name."""
    page = office.open("/finanzen/buchungen")
    page.get_by_role("link", name=link, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(link)
    return page


def fill(where: Page | Locator, values: Mapping[str, str]) -> None:
    for label, value in values.items():
        text_field(where, label).fill(value)


def choose(where: Page | Locator, label: str, words: str) -> None:
    """Choose the first row that has these words."""
    field = where.get_by_role("combobox", name=re.compile(f"^{re.escape(label)}"))
    field.select_option(field.get_by_role("option", name=words).first.get_attribute("value"))


def book_for_two(page: Page) -> None:
    """Book what is too large for one person."""
    page.get_by_role("button", name="Buchen").click()
    expect(page.get_by_role("status").first).to_contain_text("wartet auf die zweite Person")


def confirm(second: Visitor, amount: str) -> None:
    """Find what waits by its amount, read it and confirm it."""
    page = second.open("/finanzen/bestaetigungen")
    page.get_by_role("link", name=re.compile(f"^Ansehen und antworten.*{re.escape(amount)}")).click()
    page.get_by_role("button", name="Buchung bestätigen").click()
    expect(page.get_by_role("status").first).to_contain_text("zählt ab jetzt")
