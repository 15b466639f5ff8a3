"""All booked amounts as files: with everything that was recorded, and such that they can be read in again."""

import csv
from dataclasses import replace
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import checked
from tests.features.finance.money_rows import (
    GRANTED,
    PLANNED,
    book,
    make_appropriation,
    make_resolution,
    officer,
)
from tests.features.record_rows import LATER, NOW, day, make_project, statements
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.attachments import BYTE_ORDER_MARK
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.web import downloads
from vrs_tracker.web.workbook import DEFINITIONS

CSV, XLSX = "/finanzen/buchungen.csv", "/finanzen/buchungen.xlsx"


@pytest.fixture
def client(client_of: ClientOf) -> PageClient:
    return client_of(Role.BUDGET_OFFICER)


def rows_of(client: PageClient) -> list[dict[str, str]]:
    text = client.get(CSV).response.get_data(as_text=True)
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=";"))


def test_the_files_hold_the_rows_that_are_chosen_on_the_page(client: PageClient, session: Session) -> None:
    first, second = make_project(session, name="Reallabor"), make_project(session, name="Werkstatt")
    for block in (first, second):
        book(session, replace(GRANTED, block_id=block.id))
    session.commit()
    page = client.get(f"/finanzen/buchungen?baustein={second.slug}")
    links = [str(link.attributes["href"]) for link in page.html.css("a[href*='/finanzen/buchungen.']")]
    assert links == [f"{address}?baustein={second.slug}" for address in (CSV, XLSX)]
    text = client.get(links[0]).response.get_data(as_text=True)
    assert "Werkstatt" in text
    assert "Reallabor" not in text
    answer = client.get(links[1]).response
    assert "ausgewaehlte-buchungen" in answer.headers["Content-Disposition"]
    every = [str(link.attributes["href"]) for link in client.get("/finanzen/buchungen").html.css("a")]
    assert CSV in every


def sheet_of(client: PageClient, name: str) -> list[list[object]]:
    book_file = CalamineWorkbook.from_filelike(BytesIO(client.get(XLSX).response.get_data()))
    return [list(row) for row in book_file.get_sheet_by_name(name).to_python()]


def test_a_booking_leaves_with_all_that_was_recorded(client: PageClient, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    new = replace(
        GRANTED,
        block_id=block.id,
        amount=Decimal("1234567.50"),
        is_rounded=True,
        budget_year=2026,
        budget_line="0051.10",
        note="-Rate; erste",
        change_reason=ChangeReason.SCOPE_CHANGED,
    )
    row = book(session, new)
    session.commit()
    (found,) = rows_of(client)
    assert found == {
        "Buchungsnummer": str(row.id),
        "Baustein oder Projekt": "Reallabor",
        "Stufe": "bewilligt",
        "Geldgeber": "regional",
        "Name des Geldgebers": "",
        "Verbindlichkeit": "bewilligt",
        "Betrag in Euro": "1.234.567,50",
        "Gerundet": "ja",
        "Datum": "15.03.2026",
        "Haushaltsjahr": "2026",
        "Buchungsstelle": "0051.10",
        "Beleg oder Beschluss": "Bescheid",
        "Dokument": "Bescheid",
        "Bemerkung": "'-Rate; erste",
        "Grund der Änderung": "Umfang geändert",
        "Zählung": "zählt in den Summen",
        "Zustand": "gilt",
        "Nimmt zurück": "",
        "Grund der Rücknahme": "",
        "Gebucht am": found["Gebucht am"],
        "Art der Quelle": "Bescheid",
        "Fundstelle": "",
        "Herkunft": "erfasst",
    }


def test_a_reversal_is_a_row_with_its_sign_and_its_reason(client: PageClient, session: Session) -> None:
    row = book(session)
    actions.reverse_entry(session, row, "Betrag vertauscht", by=officer(session), now=LATER)
    session.commit()
    first, second = rows_of(client)
    assert (first["Zustand"], first["Betrag in Euro"]) == ("zurückgenommen", "1.000,00")
    assert (second["Zustand"], second["Betrag in Euro"]) == ("Rücknahme", "-1.000,00")
    assert (second["Nimmt zurück"], second["Grund der Rücknahme"]) == (str(row.id), "Betrag vertauscht")


def test_drafts_and_other_kinds_of_money_are_left_out(client: PageClient, session: Session) -> None:
    make_appropriation(session)
    actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    session.commit()
    assert rows_of(client) == []


def test_the_workbook_holds_values_and_their_definitions(client: PageClient, session: Session) -> None:
    book(session, replace(PLANNED, budget_line="0051.10", resolution_id=make_resolution(session).id))
    session.commit()
    head, row = sheet_of(client, "Tabelle")
    found = dict(zip(map(str, head), row, strict=True))
    assert (found["Betrag in Euro"], found["Buchungsstelle"]) == (1000.0, "0051.10")
    assert str(found["Datum"]) == "2026-03-15"
    assert (found["Beleg oder Beschluss"], found["Dokument"]) == (
        "Förderung von zwei Projekten",
        "Mitteilung vom 15.03.2026",
    )
    definitions = {str(term): meaning for term, meaning, *_ in sheet_of(client, DEFINITIONS)}
    assert set(map(str, head)) <= set(definitions)
    assert str(definitions["Quelle"]).endswith(XLSX)


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_what_was_downloaded_is_read_in_again(address: str, client: PageClient, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    book(session, replace(GRANTED, block_id=block.id, amount=Decimal("1234.50"), budget_line="0051.10"))
    book(session, replace(GRANTED, payer=Payer.PRIVATE, amount=Decimal("0.05"), effective=day("2026-04-01")))
    session.commit()
    page = checked(client, client.get(address).response.get_data(), name=address.rpartition("/")[2])
    assert page.table("Was gebucht würde") == [
        {"Stufe und Geldgeber": "bewilligt, privat", "Zeilen": "1", "Summe": "0,05 €"},
        {"Stufe und Geldgeber": "bewilligt, regional", "Zeilen": "1", "Summe": "1.234,50 €"},
    ]
    assert [row["Art"] for row in page.table("Fehler, Warnungen und Hinweise")] == ["Hinweis"]


def test_the_rows_are_read_while_the_file_is_sent(client: PageClient, session: Session) -> None:
    book(session)
    session.commit()
    answer = client.get(CSV).response
    assert "Content-Length" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "alle-buchungen-stand-" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_a_file_asks_eight_statements(
    address: str, client: PageClient, session: Session, connection: sa.Connection
) -> None:
    book(session)
    session.commit()
    with statements(connection) as asked:
        assert client.get(address).response.get_data()
    assert sum(statement.startswith("SELECT") for statement in asked) <= 8


def test_more_rows_than_a_sheet_holds_are_not_cut_off_in_silence(
    client: PageClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(session)
    session.commit()
    monkeypatch.setattr(downloads, "MOST_ROWS", 0)
    assert downloads.TOO_LONG in client.get(XLSX, status=404).text


def test_the_list_leads_to_the_files(client: PageClient, session: Session) -> None:
    book(session)
    session.commit()
    page = client.get("/finanzen/buchungen")
    links = [str(link.attributes["href"]) for link in page.html.css("main a")]
    assert {CSV, XLSX} <= set(links)
