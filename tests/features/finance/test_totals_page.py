"""The page of sums: programme or one block, as of two days, and the entries behind a sum."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, PLANNED, book
from tests.features.record_rows import NOW, make_project, statements
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.vocabulary.money import Counting
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance.queries.totals import PAGE

SUMS = "/finanzen/summen"


@pytest.fixture
def client(client_of: ClientOf) -> PageClient:
    return client_of(Role.AUDITOR)


def test_the_programme_counts_nothing_twice_and_a_block_shows_all_of_its_own(
    client: PageClient, session: Session
) -> None:
    block = make_project(session, name="Reallabor")
    book(session, replace(GRANTED, amount=Decimal("100.00")))
    book(
        session,
        replace(GRANTED, amount=Decimal("40.00"), block_id=block.id, counting=Counting.UNCLEAR),
    )
    session.commit()
    (whole,) = client.get(SUMS).table("Gebuchte Beträge: Programm gesamt")
    (own,) = client.get(f"{SUMS}?baustein=reallabor").table("Gebuchte Beträge: Reallabor")
    (undivided,) = client.get(f"{SUMS}?baustein=ohne").table("Gebuchte Beträge: nicht aufgeteilt")
    assert (whole["ohne Jahr"], own["ohne Jahr"], undivided["ohne Jahr"]) == (
        "100,00 €",
        "40,00 €",
        "100,00 €",
    )
    assert own["Zählweise"] == "nicht belegt, ob in einer anderen Angabe enthalten"


def test_a_block_that_does_not_exist_is_said_and_the_programme_shown(client: PageClient) -> None:
    page = client.get(f"{SUMS}?baustein=Mondbasis")
    refused = "Einen Baustein oder ein Projekt „Mondbasis“ gibt es nicht. Gezeigt wird das Programm."
    assert page.one("#feld-baustein-fehler") == refused
    assert page.one(".error-summary li") == refused
    assert page.one(".empty") == "Bis zu diesem Tag ist hier nichts gebucht."


def test_a_wrong_day_is_called_wrong_at_its_field_and_stays_there_as_typed(client: PageClient) -> None:
    page = client.get(f"{SUMS}?stand=31.02.2025")
    assert page.one("#feld-stand-fehler") == "Den 31.02.2025 gibt es nicht."
    assert page.one(".error-summary a[href='#feld-stand']") == "Den 31.02.2025 gibt es nicht."
    assert page.typed("stand") == "31.02.2025"


def test_what_was_booked_later_is_not_in_an_earlier_view(client: PageClient, session: Session) -> None:
    entry = book(session, GRANTED)
    session.commit()
    assert entry.effective_on is not None
    day = entry.effective_on.isoformat()
    before = (NOW - timedelta(days=2)).date().isoformat()
    assert client.get(f"{SUMS}?stand={day}&bekannt={before}").one(".empty")
    assert client.get(f"{SUMS}?stand={day}&bekannt={NOW.date().isoformat()}").table(
        "Gebuchte Beträge: Programm gesamt"
    )


def test_the_number_of_entries_leads_to_them_fifty_a_page(client: PageClient, session: Session) -> None:
    for _ in range(PAGE + 2):
        book(session, PLANNED)
    session.commit()
    page = client.get(SUMS)
    (row,) = page.table("Gebuchte Beträge: Programm gesamt")
    assert row["Buchungen"] == str(PAGE + 2)
    link = page.html.css_first("#tabelle-summen tbody a")
    assert link is not None
    first = client.get(f"{SUMS}{(link.attributes['href'] or '').removeprefix(SUMS)}")
    assert len(first.table("geplant, regional")) == PAGE
    further = next(
        each.attributes["href"] for each in first.html.css("main a") if each.text() == "Frühere Buchungen"
    )
    assert len(client.get(further or "").table("geplant, regional")) == 2


def test_a_place_that_is_none_begins_at_the_first_page(client: PageClient, session: Session) -> None:
    book(session, PLANNED)
    session.commit()
    assert len(client.get(f"{SUMS}?stufe=planned&vor=gestern").table("geplant")) == 1


def test_the_number_of_statements_does_not_grow_with_the_entries(
    client: PageClient, session: Session
) -> None:
    book(session, PLANNED)
    session.commit()
    with statements(session.connection()) as few:
        client.get(f"{SUMS}?stufe=planned")
    for _ in range(12):
        book(session, PLANNED)
    session.commit()
    with statements(session.connection()) as many:
        client.get(f"{SUMS}?stufe=planned")
    assert len(few) == len(many)
    assert sum(one.startswith("SELECT") for one in many) <= 8
