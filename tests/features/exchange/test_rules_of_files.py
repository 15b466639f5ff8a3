"""What the rules of sums say of a file: at the row that goes too far, and at the field that asks why."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.exchange.money_files import ROW, UPLOAD, checked, csv_of, send
from tests.features.exchange.test_commented import comments
from tests.features.finance.money_rows import count_rows
from tests.features.record_rows import make_project
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.finance import FundingEntry

AWARD = (*ROW[:2], "100,00", *ROW[3:])
PAID = ("Reallabor", "ausgezahlt", "60,00", "15.03.2026", "0051.10", "Kassenanordnung 7")
BOOK = "Alle 3 Zeilen buchen"


@pytest.fixture
def client(client_of: ClientOf, session: Session) -> PageClient:
    make_project(session, name="Reallabor")
    return client_of(Role.BUDGET_OFFICER)


def too_much(client: PageClient) -> Page:
    """Two payments that keep the award each, and break it together."""
    return checked(client, csv_of(AWARD, PAID, (*PAID[:5], "Kassenanordnung 8")))


def told(page: Page) -> list[dict[str, str]]:
    return page.table("Fehler, Warnungen und Hinweise")


def test_a_broken_rule_is_a_warning_at_the_row_that_goes_too_far(client: PageClient) -> None:
    (row,) = told(too_much(client))
    assert (row["Art"], row["Wo"], row["Wert"]) == ("Warnung", "Zelle C4", "60,00 €")
    assert row["Was nicht stimmt"].startswith("Reallabor: Mit der Auszahlung von 120,00")
    assert row["Erwartet wird"].startswith("Sie können den Betrag senken")


def test_a_broken_rule_counts_in_the_heading_and_is_told_at_the_top(client: PageClient) -> None:
    page = too_much(client)
    assert "3 Beträge sind lesbar, 1 Warnung." in page.text
    assert page.all("main .notice h2") == ["Diese Datei hält 1 Regel nicht ein"]
    assert "keine Auffälligkeiten" not in page.text


def test_the_reason_is_needed_only_where_a_rule_is_broken(client: PageClient) -> None:
    page = too_much(client)
    assert page.one("label[for=exception_reason]") == "Grund der Ausnahme"
    assert checked(client, csv_of(AWARD)).all("#exception_reason") == []


def test_a_missing_reason_is_said_at_its_field_and_in_the_summary(
    client: PageClient, session: Session
) -> None:
    page = too_much(client)
    answer = client.submit(page, form=f"{page.path}/buchen", button=BOOK, status=422)
    assert answer.errors == {"exception_reason": words.EXCEPTION_NEEDED}
    assert words.EXCEPTION_NEEDED in answer.one(".error-summary")
    assert [row["Wo"] for row in told(answer)] == ["Zelle C4"]
    assert count_rows(session, FundingEntry) == 0


def test_with_a_reason_all_rows_wait_for_a_second_person(client: PageClient, session: Session) -> None:
    page = too_much(client)
    reason = {"exception_reason": "Der Bescheid wird nachgereicht."}
    client.submit(page, reason, form=f"{page.path}/buchen", button=BOOK)
    assert len(session.scalars(sa.select(ConfirmationRequest)).all()) == 3


def test_what_was_wrong_is_read_after_the_file_is_booked(client: PageClient, client_of: ClientOf) -> None:
    page = too_much(client)
    before = told(page)
    reason = {"exception_reason": "Der Bescheid wird nachgereicht."}
    client.submit(page, reason, form=f"{page.path}/buchen", button=BOOK)
    assert told(client_of(Role.AUDITOR).get(page.path)) == before


def test_a_broken_rule_comes_back_as_a_comment(client: PageClient) -> None:
    content = client.browser.get(f"{too_much(client).path}/kommentiert.xlsx").data
    assert comments(content)["C4"].startswith("Warnung: Reallabor: Mit der Auszahlung")


def test_more_rows_than_one_person_can_read_are_not_offered_to_be_booked(client: PageClient) -> None:
    rows = [AWARD, *((*PAID[:2], f"{number},00", *PAID[3:]) for number in range(1, 201))]
    page = checked(client, csv_of(*rows))
    assert page.all("main .notice h2") == [words.CANNOT_WAIT]
    assert "Das geht mit höchstens 200 Zeilen; es sind 201." in page.text
    assert page.all("main button") == ["Spalten übernehmen und neu prüfen", "Datei verwerfen"]


def test_a_file_with_errors_says_that_rules_are_looked_at_later(client: PageClient) -> None:
    page = checked(client, csv_of(PAID, (*PAID[:2], "zwölf", *PAID[3:])))
    assert page.all("main .notice h2") == [words.TO_CORRECT]
    assert words.RULES_LATER in page.text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.EDITOR])
def test_whoever_reads_the_history_reads_a_file_and_cannot_book_it(
    client: PageClient, client_of: ClientOf, role: Role
) -> None:
    path = too_much(client).path
    reader = client_of(role)
    page = reader.get(path)
    assert [row["Wo"] for row in told(page)] == ["Zelle C4"]
    assert page.all("main form") == []
    reader.post(f"{path}/buchen", {"post_key": "0123456789abcdef"}, status=403)
    listed = reader.get(UPLOAD)
    assert (listed.one("h1"), listed.all("main form")) == ("Eingelesene Dateien", [])


def test_the_audit_office_reads_what_was_booked_and_taken_back(
    client: PageClient, client_of: ClientOf, session: Session
) -> None:
    path = client.follow(send(client, csv_of(AWARD))).path
    page = client.get(path)
    client.submit(page, form=f"{path}/buchen", button="Zeile buchen")
    (row,) = client_of(Role.AUDITOR).get(path).table("Beträge dieser Datei")
    assert (row["Baustein"], row["Angabe"], row["Stand"]) == ("Reallabor", "bewilligt, regional", "gebucht")
    assert row["Betrag"] == "100,00 €"
    button = "Datei mit Begründung zurücknehmen"
    client.submit(client.get(f"{path}/zuruecknehmen"), {"reason": "Falsche Datei"}, button=button)
    page = client_of(Role.AUDITOR).get(path)
    assert [row["Stand"] for row in page.table("Beträge dieser Datei")] == ["zurückgenommen"]
    assert button not in page.text
    (imported,) = session.scalars(sa.select(MoneyImport)).all()
    (task, *_) = client_of(Role.AUDITOR).get("/aufgaben").all(".tasks__sentence")
    assert f"eine eingelesene Datei „{imported.file_name}“" in task
