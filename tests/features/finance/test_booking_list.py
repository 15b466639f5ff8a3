"""The list of bookings: chosen by filters, sorted, added up by kind, taken away as a file."""

import csv
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, PLANNED, book, officer, release_input
from tests.features.record_rows import NOW, make_project, statements
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.rows import reversal_of

LIST = "/finanzen/buchungen"


@pytest.fixture
def client(client_of: ClientOf) -> PageClient:
    return client_of(Role.BUDGET_OFFICER)


def test_bookings_are_chosen_by_block_payer_stage_and_year(client: PageClient, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    book(session, replace(PLANNED, block_id=block.id, budget_year=2026))
    book(session, replace(GRANTED, payer=Payer.MUNICIPALITY, budget_year=2027))
    session.commit()
    chosen = {
        f"baustein={block.slug}": "geplant, regional",
        "geldgeber=municipality": "bewilligt, kommunal",
        "stufe=committed": "bewilligt, kommunal",
        "jahr=2026": "geplant, regional",
    }
    for words, what in chosen.items():
        page = client.get(f"{LIST}?{words}")
        assert [row["Angabe"] for row in page.table("Gebucht")] == [what], words
        assert page.one(".filter__hits").startswith("1 von 2 Einträgen.")


def test_what_is_taken_back_is_found_by_its_state(client: PageClient, session: Session) -> None:
    row = book(session)
    book(session, GRANTED)
    actions.reverse_entry(session, row, "Betrag vertauscht", by=officer(session), now=NOW)
    session.commit()
    assert [r["Angabe"] for r in client.get(f"{LIST}?zustand=gilt").table("Gebucht")] == [
        "bewilligt, regional"
    ]
    back = client.get(f"{LIST}?zustand=ruecknahme").table("Gebucht")
    assert [row["Hinweis"] for row in back] == ["Rücknahme: Betrag vertauscht"]


def test_bookings_are_sorted_by_amount_and_added_up_by_kind(client: PageClient, session: Session) -> None:
    for amount in ("20.00", "3.00"):
        book(session, replace(PLANNED, amount=Decimal(amount)))
    book(session, replace(GRANTED, amount=Decimal("100.00")))
    session.commit()
    page = client.get(f"{LIST}?sortierung=betrag&richtung=aufsteigend")
    assert [row["Betrag"] for row in page.table("Gebucht")] == ["3,00 €", "20,00 €", "100,00 €"]
    sums = {row["Angabe"]: row["Summe"] for row in page.table("Summen der gezeigten Zeilen")}
    assert sums == {"geplant, regional": "23,00 €", "bewilligt, regional": "100,00 €"}


def test_the_file_holds_the_chosen_rows(client: PageClient, session: Session) -> None:
    book(session)
    book(session, GRANTED)
    session.commit()
    answer = client.get(f"{LIST}?stufe=committed&tabelle=buchungen&format=csv").response
    rows = list(csv.reader(StringIO(answer.get_data(as_text=True), newline=""), delimiter=";"))
    assert [row[1] for row in rows] == ["Angabe", "bewilligt, regional"]
    assert "auswahl-stand-" in answer.headers["Content-Disposition"]
    book_file = client.get(f"{LIST}?tabelle=buchungen-summen&format=xlsx").response
    assert book_file.get_data().startswith(b"PK")
    client.get(f"{LIST}?tabelle=mond&format=csv", status=404)


def test_the_list_asks_eight_statements(
    client: PageClient, session: Session, connection: sa.Connection
) -> None:
    book(session)
    session.commit()
    with statements(connection) as asked:
        client.get(LIST)
    assert sum(statement.startswith("SELECT") for statement in asked) <= 8


def test_a_choice_of_what_contains_an_amount_names_the_block(client: PageClient, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    book(session, replace(PLANNED, block_id=block.id))
    session.commit()
    options = client.get("/finanzen/buchungen/neu").all("#contained_in_id option")
    assert any(option.startswith("Reallabor: geplant, regional") for option in options)


def test_what_is_taken_back_is_not_offered_again(client: PageClient, session: Session) -> None:
    row = book(session)
    reversal = actions.reverse_entry(session, row, "Betrag vertauscht", by=officer(session), now=NOW)
    assert reversal_of(session, row) is reversal
    session.commit()
    page = client.get(f"/finanzen/buchungen/{row.id}/zuruecknehmen")
    assert page.h1 == "Diese Buchung ist zurückgenommen"
    assert page.one(".lead") == "Grund: Betrag vertauscht"
    assert page.html.css("main form") == []


def test_a_warning_does_not_count_what_was_exceeded_before(client: PageClient, session: Session) -> None:
    actions.add_release(session, release_input(session, amount="500.00"), by=officer(session), now=NOW)
    book(session, replace(GRANTED, amount=Decimal("800.00")))
    for _ in range(2):
        actions.draft_entry(session, replace(GRANTED, amount=Decimal("70.00")), by=officer(session), now=NOW)
    session.commit()
    asked = client.submit(client.get("/finanzen/entwuerfe/buchen"), status=422)
    said = asked.errors["exception_reason"]
    assert said.count("Die Bewilligung von 140,00 € übersteigt die verfügbaren Mittel um 140,00 €.") == 1
    assert said.count("Schon vorher fehlten 300,00 €.") == 1


def test_a_notice_leads_to_what_was_made_and_back(client: PageClient, session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    session.commit()
    address = f"/finanzen/buchungen/{draft.id}"
    done = client.follow(client.submit(client.get(f"{address}/buchen")))
    links = [str(link.attributes["href"]) for link in done.html.css(".notice--done a")]
    assert links == [
        f"{address}/zuruecknehmen",
        f"/belege/buchungen/{draft.id}",
        f"/verlauf/funding_entry/{draft.id}",
    ]
