"""A look back in the address: staff see any day, everybody else the newest report with a notice."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.domain.report_values import make_report
from tests.features.dashboard.read_pages import PAGES
from tests.features.finance.money_rows import GRANTED, officer
from tests.features.record_rows import day
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import block_of, frozen_value, handed_out, opened
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.as_of import EXPLAINED, NO_DAY, NOT_REBUILT
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.actions import add_entry

BOOKED = datetime(2026, 7, 9, 8, tzinfo=UTC)
BEFORE, AFTER = "2026-07-08", "2026-07-09"
GRANT = replace(
    GRANTED,
    payer=Payer.PRIVATE,
    amount=Decimal("123456.00"),
    effective=day("2026-03-15"),
    change_reason=ChangeReason.SCOPE_CHANGED,
    note="Nur der erste Abschnitt.",
)
LINE = "Rückblick, kein Bericht · wirksam zum 30.06.2026 · bekannt am"


@pytest.fixture
def editor(session: Session, client_of: ClientOf) -> PageClient:
    """Give somebody of the office who looks at money that was entered after it took effect."""
    opened(session)
    block = block_of(session, "aivision")
    add_entry(session, replace(GRANT, block_id=block.id), by=officer(session), now=BOOKED)
    session.commit()
    return client_of(Role.EDITOR)


@ONE_DATABASE
@pytest.mark.parametrize("path", [*PAGES, "/bausteine/aivision"])
def test_every_page_shows_the_day_that_was_chosen(path: str, editor: PageClient) -> None:
    page = editor.get(f"{path}?stand=2026-06-30&bekannt={BEFORE}")
    assert page.one(".stand-line") == f"{LINE} 08.07.2026"
    assert page.one(".stand-switch [aria-current]") == "30.06.2026, bekannt am 08.07.2026"
    assert page.all(".look-back[open] .note")[:2] == [EXPLAINED, NOT_REBUILT]


def test_a_block_shows_what_was_booked_late_only_from_the_day_of_its_entry(editor: PageClient) -> None:
    texts = {
        known: editor.get(f"/bausteine/aivision?stand=2026-06-30&bekannt={known}").text
        for known in (BEFORE, AFTER)
    }
    assert "0,12" not in texts[BEFORE]
    assert "0,12" in texts[AFTER]


@ONE_DATABASE
def test_links_forms_and_files_keep_the_chosen_day(editor: PageClient) -> None:
    words = f"stand=2026-06-30&bekannt={BEFORE}"
    page = editor.get(f"/bausteine/?{words}")
    addresses = [str(link.attributes["href"]) for link in page.html.css("main a")]
    assert f"/bausteine/aivision?{words}" in addresses
    assert any(address.endswith("format=csv") and words in address for address in addresses)
    menu = [str(link.attributes["href"]) for link in page.html.css("nav[aria-label=Hauptmenü] a")]
    assert f"/finanzen/?{words}" in menu
    kept = {
        str(field.attributes["name"]): field.attributes["value"]
        for field in page.html.css(".filter[aria-label=Auswahl] input[type=hidden]")
    }
    assert kept == {"stand": "2026-06-30", "bekannt": BEFORE}


@ONE_DATABASE
def test_the_form_says_which_day_is_shown_and_keeps_the_filter(editor: PageClient) -> None:
    page = editor.get("/bausteine/?ampel=unknown&stand=30.06.2026")
    form = page.html.css_first('form[aria-label="Stand an einem Tag"]')
    assert form is not None
    fields = {str(field.attributes["name"]): field.attributes["value"] for field in form.css("input")}
    assert fields == {"ampel": "unknown", "stand": "30.06.2026", "bekannt": "30.06.2026"}


@ONE_DATABASE
@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ("2031-01-01", "Der 01.01.2031 liegt noch vor uns."),
        ("2020-01-01", "Vor dem 01.01.2021 gibt es keinen Stand."),
        ("gestern", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: gestern."),
        ("31.02.2025", "Den 31.02.2025 gibt es nicht."),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_at_its_field(asked: str, notice: str, editor: PageClient) -> None:
    page = editor.get(f"/finanzen/?stand={asked}")
    assert page.one("#feld-stand-fehler") == page.one(".error-summary a") == notice
    assert page.one(".notice[role=status]") == "Sie lesen den Arbeitsstand."
    assert page.one(".stand-line").startswith("Arbeitsstand")
    assert value_of(page, "stand") == asked


@ONE_DATABASE
def test_a_second_day_that_is_none_stays_in_its_field(editor: PageClient) -> None:
    page = editor.get("/finanzen/?stand=2026-06-30&bekannt=neulich")
    assert page.one("#feld-bekannt-fehler").endswith("Eingegeben ist: neulich. " + NO_DAY)
    assert (value_of(page, "stand"), value_of(page, "bekannt")) == ("30.06.2026", "neulich")


def value_of(page: Page, word: str) -> str | None:
    (field,) = page.html.css(f"#feld-{word}")
    return field.attributes["value"]


@ONE_DATABASE
def test_a_look_back_needs_no_half_year_and_leads_to_a_report_that_exists(
    session: Session, client_of: ClientOf
) -> None:
    handed_out(session, frozen_value())
    session.commit()
    page = client_of(Role.EDITOR).get("/?stand=2023-05-01")
    numbers = {str(link.attributes["href"]) for link in page.html.css(".mandates a")}
    assert all(address.startswith("/berichte/2026-H1/") for address in numbers)
    assert page.h1 == "Stand der Umsetzung"


@ONE_DATABASE
def test_nobody_files_a_message_into_the_past(editor: PageClient) -> None:
    editor.get("/bausteine/aivision/meldung/vorschau?stand=2026-06-30", status=404)


@pytest.mark.parametrize("role", [None, Role.MEMBER])
def test_who_reads_reports_gets_the_newest_one_with_a_notice(
    role: Role | None, session: Session, visitor: PageClient, client_of: ClientOf
) -> None:
    handed_out(session, frozen_value())
    session.commit()
    client = client_of(role) if role else visitor
    page = client.get("/finanzen/?stand=2026-06-29&bekannt=2026-07-08")
    assert page.one(".notice") == (
        "Zum 29.06.2026 gibt es hier keinen Bericht. Berichte gibt es zum 30.06.2026. Sie lesen den Bericht "
        "zum 1. Halbjahr 2026."
    )
    assert not page.all(".look-back")


@ONE_DATABASE
def test_the_stichtag_of_an_older_report_leads_everybody_to_it(session: Session, visitor: PageClient) -> None:
    for half in (HalfYear(2025, 2), HalfYear(2026, 1)):
        handed_out(session, frozen_value(make_report(period=half)))
    session.commit()
    page = visitor.get("/finanzen/?stand=2025-12-31")
    assert page.one(".notice") == (
        "Zum 31.12.2025 gibt es einen Bericht. Sie lesen den Bericht zum 2. Halbjahr 2025."
    )
    assert page.one(".stand-switch [aria-current]") == "2. Halbjahr 2025"


@ONE_DATABASE
def test_a_project_lead_looks_back_on_the_own_block_only(session: Session, client_of: ClientOf) -> None:
    handed_out(session, frozen_value())
    session.commit()
    lead = client_of(Role.PARTNER, block="ki-xc")
    assert lead.get("/bausteine/ki-xc?stand=2026-06-30").one(".stand-line").startswith("Rückblick")
    assert lead.get("/finanzen/?stand=2026-06-29").one(".notice").startswith("Zum 29.06.2026")


@ONE_DATABASE
def test_the_file_of_a_look_back_is_marked_as_no_report(editor: PageClient) -> None:
    page = editor.get("/bausteine/?stand=2026-06-30&tabelle=bausteine-und-projekte&format=csv")
    assert "entwurf" in str(page.response.headers["Content-Disposition"])
