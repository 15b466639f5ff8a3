"""„Woher kommt diese Zahl?“: every amount leads to a page that says where it comes from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.domain.amount_and_date_values import millions, on
from tests.domain.chapters.full_report import full_report
from tests.domain.money_values import make_entry, make_release, make_resolution
from tests.domain.report_values import make_report
from tests.features.reporting.report_rows import HALF, frozen_value, handed_out, opened
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.findings import with_findings
from vrs_tracker.domain.provenance.tables import NO_ENTRY, PER_PAGE
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.money import Counting, Provenance, RuleCode, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.dashboard.views.provenance import NO_SUCH_FIGURE

LINK = "a.figure-link"
PAGES = (
    *("/", "/bausteine/", "/finanzen/", "/bausteine/aitransform", "/bausteine/ki-im-bau"),
    *("/berichte/2026-H1", "/berichte/2026-H1/finanzierung", "/berichte/2026-H1/haushalt-je-jahr"),
)
AMOUNT = re.compile(r"−?[0-9][0-9.]*,[0-9]{2}")


def shown(session: Session, report: CommitteeReport) -> None:
    handed_out(session, frozen_value(report))
    session.commit()


def links_of(page: Page) -> Iterator[tuple[str, str, str]]:
    """Address, amount and question of every figure on a page."""
    for link in page.html.css(LINK):
        (amount,) = AMOUNT.findall(link.text())
        yield str(link.attributes["href"]), amount, str(link.attributes["aria-label"])


# ---------------------------------------------------------------- from the pages to the figures


@pytest.mark.parametrize("address", PAGES)
def test_each_amount_leads_to_a_page_that_shows_the_same_amount(
    address: str, session: Session, visitor: PageClient
) -> None:
    shown(session, full_report())
    found = dict.fromkeys(links_of(visitor.get(address)))
    assert len(found) > 3
    for target, amount, question in found:
        page = visitor.get(target)
        told = page.one(".headline").replace("1 Million Euro", "1,00 Millionen Euro")
        assert f" {amount} Millionen Euro" in told, target
        assert question.startswith("Woher kommt diese Zahl: ")
        assert question.endswith(f"{amount}\N{NO-BREAK SPACE}Mio.\N{NO-BREAK SPACE}€?")


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("/", "tabelle-mittel"),
        ("/finanzen/", "tabelle-stufen"),
        ("/finanzen/", "tabelle-antrag"),
        ("/finanzen/", "tabelle-mittelabfluss"),
        ("/bausteine/ki-im-bau", ""),
    ],
)
def test_no_amount_of_these_tables_is_without_its_link(
    address: str, table: str, session: Session, visitor: PageClient
) -> None:
    shown(session, full_report())
    page = visitor.get(address)
    cells = page.html.css(f"#{table} td" if table else ".sheet-money td")
    amounts = [
        cell
        for cell in cells
        if AMOUNT.fullmatch(words_of(cell.text())) and not cell.text().startswith("Änderung")
    ]
    assert amounts
    assert [words_of(cell.text()) for cell in amounts if cell.css_first("a") is None] == []


def words_of(cell: str) -> str:
    return cell.rpartition(": ")[2].strip()


def test_a_figure_in_a_report_leads_to_that_report(session: Session, visitor: PageClient) -> None:
    shown(session, full_report())
    targets = [target for target, _, _ in links_of(visitor.get("/berichte/2026-H1"))]
    assert targets
    assert all(target.endswith("stand=2026-H1") for target in targets)


# ---------------------------------------------------------------- the page of a figure


def test_the_page_says_meaning_formula_entries_and_how_to_cite(session: Session, visitor: PageClient) -> None:
    shown(session, full_report())
    page = visitor.get("/zahlen/verfuegbar")
    assert page.h1 == "Woher kommt diese Zahl?"
    assert page.one(".headline") == "Verfügbar: 1,35 Millionen Euro"
    assert page.all("h2") == [
        *("Was die Zahl sagt", "Wie sie entsteht", "Woraus sie besteht", "Diese Zahl zitieren"),
    ]
    assert [row["Teil"] for row in page.table("Rechnung in Euro")] == [
        *("freigegeben", "minus bewilligt", "ergibt verfügbar"),
    ]
    parts = [str(link.attributes["href"]) for link in page.html.css("#tabelle-rechnung a")]
    assert parts == ["/zahlen/freigegeben", "/zahlen/bewilligt"]
    assert page.all(".message") == ["Elf Einträge ergeben zusammen 1.350.000,00 €."]
    address, text = page.all("textarea")
    assert address.endswith("/zahlen/verfuegbar?stand=2026-H1")
    assert "Stand 30.06.2026 · Fassung 1 · Prüfsumme" in text
    assert address in text


def test_what_is_left_out_is_named_with_the_reason(session: Session, visitor: PageClient) -> None:
    entries = (
        make_entry(id=1, amount=millions("2")),
        make_entry(id=2, amount=millions("1"), counting=Counting.CONTAINED),
        make_entry(id=3, amount=millions("3")),
        make_entry(id=4, amount=-millions("3"), reverses=3),
        make_entry(id=5, amount=millions("4"), effective=on(2026, 7, 1)),
    )
    shown(session, make_report(entries=entries))
    page = visitor.get("/zahlen/bewilligt")
    assert page.one(".headline") == "Bewilligt: 2,00 Millionen Euro"
    reasons = [row["Grund"] for row in page.table("Nicht mitgezählte Einträge")]
    assert reasons == [
        "In einer anderen Angabe enthalten.",
        "Am Stichtag 30.06.2026 noch nicht wirksam.",
        *("Buchung und Rücknahme heben sich auf.",) * 2,
    ]


def test_an_entry_is_told_with_document_office_exception_and_correction(
    session: Session, visitor: PageClient
) -> None:
    resolution = make_resolution(id=7, title="Zweite Runde", address="https://example.org/beschluss")
    first = make_entry(id=1, amount=millions("2"), is_rounded=True, resolution=7, note="Erster Abschnitt")
    second = make_entry(id=2, amount=-millions("0.5"), reverses=1)
    entries = (
        replace(
            first,
            office="Haushaltsstelle",
            exception="Eilentscheidung",
            breaks=(RuleCode.DISBURSED_OVER_COMMITTED,),
        ),
        replace(second, office="Haushaltsstelle"),
    )
    shown(session, make_report(entries=entries, resolutions=(resolution,)))
    page = visitor.get("/zahlen/bewilligt")
    told, taken = page.table("Einträge zu: bewilligt")
    assert told["Stelle"] == "Haushaltsstelle"
    assert "Zweite Runde" in told["Beleg"]
    link = page.html.css_first("#tabelle-eintraege td a")
    assert link is not None
    assert link.attributes["href"] == "https://example.org/beschluss"
    assert told["Bemerkung"] == (
        "Erster Abschnitt. Gerundete Angabe. Zurückgenommen. "
        "Regel nicht eingehalten: Auszahlung über der Bewilligung. "
        "Ausnahme bestätigt am 20.03.2026, Grund: Eilentscheidung. Hier erfasst am 20.03.2026."
    )
    assert taken["Bemerkung"].startswith("Nimmt eine Buchung vom 15.03.2026 zurück.")
    assert page.one(".headline") == "Bewilligt: rund 1,50 Millionen Euro"
    assert "in der Quelle gerundet" in page.one(".figure-exact")


def test_the_abgleich_of_line_and_year_stands_on_the_page(session: Session, visitor: PageClient) -> None:
    entry = make_entry(id=1, stage=Stage.DISBURSED, amount=millions("2"))
    balance = Balance(
        budget_year=2026,
        budget_line="5711",
        measure=BalanceMeasure.DISBURSED,
        theirs=Decimal("2030000.00"),
        ours=Decimal("2000000.00"),
        explanation="Zinsen zählen dort mit",
        checked_on=date(2026, 7, 3),
        office="Haushaltsstelle",
        provenance=Provenance.ENTERED,
    )
    other = replace(balance, budget_line="9999")
    report = make_report(entries=(replace(entry, budget_line="5711"),))
    shown(session, replace(report, balances=(balance, other)))
    (row,) = visitor.get("/zahlen/ausgezahlt").table("Abgleich mit dem Haushaltsverfahren in Euro")
    assert (row["Buchungsstelle"], row["Jahr"]) == ("5711", "2026")
    assert row["Differenz"] == "30.000,00 €"
    assert row["Prüfung"] == "Zinsen zählen dort mit. Geprüft von Haushaltsstelle am 03.07.2026."


def test_many_entries_are_read_page_by_page_and_taken_away_as_a_whole(
    session: Session, visitor: PageClient
) -> None:
    entries = tuple(make_entry(id=n, amount=Decimal(n)) for n in range(1, PER_PAGE + 4))
    shown(session, make_report(entries=entries))
    first = visitor.get("/zahlen/bewilligt?baustein=aitransform")
    assert len(first.table("Einträge zu: bewilligt, AITransform")) == PER_PAGE
    assert "Seite 1 von 2" in first.text
    second = visitor.get("/zahlen/bewilligt?baustein=aitransform&seite=2")
    assert len(second.table("Einträge zu: bewilligt, AITransform")) == 3
    answer = visitor.browser.get(
        "/zahlen/bewilligt?baustein=aitransform&seite=2&tabelle=eintraege&format=csv"
    )
    assert len(answer.get_data(as_text=True).strip().splitlines()) == PER_PAGE + 4


def test_a_figure_without_entries_says_so(session: Session, visitor: PageClient) -> None:
    shown(session, make_report())
    page = visitor.get("/zahlen/ausgezahlt")
    assert page.one(".headline") == "Ausgezahlt: keine Angabe"
    assert page.one(".empty") == NO_ENTRY
    assert visitor.get("/zahlen/verfuegbar").one(".empty") == NO_ENTRY


@pytest.mark.parametrize(
    "address",
    [
        "/zahlen/rest",
        "/zahlen/bewilligt?baustein=unbekannt",
        "/zahlen/bewilligt?jahr=bald",
        "/zahlen/rahmen?jahr=2026",
        "/zahlen/bewilligt?geldgeber=keiner",
        "/zahlen/bewilligt?jahr=2025&bis=2026",
        "/zahlen/bewilligt?kreis=99999",
        "/zahlen/heute?gruppe=keine",
    ],
)
def test_an_unknown_figure_is_answered_in_words(address: str, session: Session, visitor: PageClient) -> None:
    shown(session, make_report())
    assert NO_SUCH_FIGURE in visitor.get(address, status=404).text


# ---------------------------------------------------------------- at which stand, for whom


def test_before_the_first_report_there_is_no_figure(visitor: PageClient) -> None:
    assert visitor.get("/zahlen/ausgezahlt").h1 == "Woher kommt diese Zahl?"


def test_the_office_reads_the_working_state_and_may_follow_the_history(
    session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    report = with_findings(make_report(releases=(make_release(id=3, amount=millions("5")),)))
    shown(session, report)
    opened(session, HALF.shifted(1))
    session.commit()
    auditor = client_of(Role.AUDITOR)
    assert auditor.get("/zahlen/freigegeben").one(".stand-line").startswith("Arbeitsstand")
    frozen = auditor.get("/zahlen/freigegeben?stand=2026-H1")
    assert frozen.one(".headline") == "Freigegeben: 5,00 Millionen Euro"
    links = [str(link.attributes["href"]) for link in frozen.html.css("#tabelle-eintraege a")]
    assert links == ["/verlauf/block_release/3?stand=2026-H1"]
    assert visitor.get("/zahlen/freigegeben").html.css_first("#tabelle-eintraege a") is None
