"""Pages of the budget office: single rows of money."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    BUDGET,
    GRANTED,
    PLANNED,
    REASON,
    book,
    booked_sum,
    count_rows,
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
)
from tests.features.record_rows import LATER, NOW, make_project, statements
from tests.support.page_client import ClientOf
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.rows import drafts
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry

LIST = "/finanzen/buchungen"
NEW = "/finanzen/buchungen/neu"
WAITING = "/finanzen/bestaetigungen"
TYPED = {
    "stage": "committed",
    "amount": "1.234,50",
    "effective": "15.03.2026",
    "degree": "granted",
    "figure_source": "notice",
    "document": "Bescheid vom 15.03.2026",
}


def confirmation_of(session: Session) -> str:
    """Return the address at which the second person answers the only request."""
    return f"{WAITING}/{session.scalars(sa.select(ConfirmationRequest.id)).one()}"


def test_an_amount_is_booked_by_form(client_of: ClientOf, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    client = client_of(Role.BUDGET_OFFICER)
    typed = {**TYPED, "block_id": str(block.id)}
    answer = client.submit(client.get(NEW), typed, button="Buchen")
    (row,) = client.follow(answer).table("Gebucht")
    assert (row["Datum"], row["Angabe"], row["Baustein"]) == (
        "15.03.2026",
        "bewilligt, regional",
        "Reallabor",
    )
    assert (row["Betrag"], row["Beleg"]) == ("1.234,50 €", "Bescheid vom 15.03.2026")


@pytest.mark.parametrize("typed", ["1.234,50", "1234,5", "1 234,50 €", "1\N{NARROW NO-BREAK SPACE}234,50"])
def test_german_amounts_are_understood(client_of: ClientOf, session: Session, typed: str) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    client.submit(client.get(NEW), {**TYPED, "amount": typed}, button="Buchen")
    assert str(booked_sum(session, FundingEntry)) == "1234.50"


@pytest.mark.parametrize("typed", ["12.50", "1e3", "1,234.56", "viel", "1.234,505", "9" * 400])
def test_other_amounts_are_refused_with_the_expected_form(
    client_of: ClientOf, session: Session, typed: str
) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(NEW), {**TYPED, "amount": typed}, button="Buchen", status=422)
    assert answer.errors["amount"].startswith("Geben Sie den Betrag so ein: 1.234,50.")
    assert answer.typed("amount") == typed
    assert answer.typed("document") == TYPED["document"]
    assert count_rows(session, FundingEntry) == 0


@pytest.mark.parametrize("typed", ["2026-03-15", "15.3.26", "31.02.2026", "morgen"])
def test_other_dates_are_refused(client_of: ClientOf, typed: str) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(NEW), {**TYPED, "effective": typed}, button="Buchen", status=422)
    assert set(answer.errors) == {"effective"}
    assert answer.typed("effective") == typed


@pytest.mark.parametrize(
    ("typed", "shown"), [("3.2026", "März 2026"), ("2025", "2025"), ("unbekannt", "Datum nicht bekannt")]
)
def test_a_date_is_kept_as_exactly_as_it_is_known(client_of: ClientOf, typed: str, shown: str) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(NEW), {**TYPED, "effective": typed}, button="Buchen")
    assert client.follow(answer).table("Gebucht")[0]["Datum"] == shown


def test_what_is_left_empty_is_asked_for(client_of: ClientOf) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(NEW), button="Buchen", status=422)
    assert set(answer.errors) == {"stage", "amount", "effective", "degree", "figure_source"}


def test_a_booking_that_breaks_a_rule_of_sums_asks_once(client_of: ClientOf, session: Session) -> None:
    actions.add_release(session, release_input(session, amount="1000.00"), by=officer(session), now=NOW)
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(NEW)
    assert "exception_reason" not in str(page.html.html)
    asked = client.submit(page, TYPED, button="Buchen", status=422)
    assert "übersteigt die verfügbaren Mittel von 1.000,00 € um 234,50 €." in asked.errors["exception_reason"]
    answer = client.submit(asked, {"exception_reason": REASON}, button="Buchen")
    (waiting,) = client.follow(answer).table("Entwürfe")
    assert waiting["Schritte"].startswith("wartet auf die zweite Person")
    second = client_of(Role.APPROVER)
    answer = second.submit(second.get(confirmation_of(session)), button="Buchung bestätigen")
    assert second.follow(answer).table("Entschiedene Anfragen")[0]["Antwort"].startswith("bestätigt am")
    assert (
        second.get(LIST).table("Gebucht")[0]["Hinweis"]
        == f"Bewilligung über den verfügbaren Mitteln; begründete Ausnahme: {REASON}"
    )


def test_a_draft_is_kept_changed_booked_and_taken_back(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(NEW), TYPED, button="Entwurf speichern")
    assert client.follow(answer).table("Entwürfe")[0]["Betrag"] == "1.234,50 €"
    (draft,) = drafts(session, FundingEntry)
    address = f"/finanzen/buchungen/{draft.id}"
    page = client.get(f"{address}/bearbeiten")
    assert (page.typed("amount"), page.typed("effective")) == ("1.234,50", "15.03.2026")
    client.submit(page, {"amount": "999,00"})
    client.submit(client.get(f"{address}/buchen"))
    refused = client.submit(client.get(f"{address}/zuruecknehmen"), status=422)
    assert set(refused.errors) == {"reason"}
    answer = client.submit(refused, {"reason": "Betrag vertauscht"})
    listed = client.follow(answer).table("Gebucht")
    assert [row["Hinweis"] for row in listed] == ["Rücknahme: Betrag vertauscht", "zurückgenommen"]
    assert booked_sum(session, FundingEntry) == 0


def test_the_lines_of_the_budget_are_suggested_with_their_newest_ansatz(
    client_of: ClientOf, session: Session
) -> None:
    for year, line in ((2025, "5710-0101"), (2026, "5710-0101"), (2025, "5710-0102"), (2026, "")):
        make_appropriation(session, replace(BUDGET, budget_year=year, budget_line=line))
    carried = replace(
        BUDGET,
        kind=AppropriationKind.CARRY_FORWARD,
        carry_reason=CarryReason.DELAYED,
        budget_line="5710-0103",
    )
    make_appropriation(session, carried)
    actions.add_appropriation(
        session, replace(BUDGET, budget_line="Entwurf", as_draft=True), by=officer(session), now=NOW
    )
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(NEW)
    assert [words.replace("\N{NO-BREAK SPACE}", " ") for words in page.all("datalist option")] == [
        "Ansatz 2026: 5.000,00 €",
        "ohne Ansatz",
        "Ansatz 2025: 5.000,00 €",
    ]
    assert len(page.all('#budget_line[list="budget_line-vorschlaege"]')) == 1
    client.submit(page, {**TYPED, "budget_line": "eine andere"}, button="Buchen")
    assert session.scalars(sa.select(FundingEntry.budget_line)).one() == "eine andere"


def test_the_amount_says_from_where_on_a_second_person_is_needed(client_of: ClientOf) -> None:
    for kind in ("buchungen", "veranschlagung", "sperrvermerk", "freigabe", "haushaltssperre"):
        hint = client_of(Role.BUDGET_OFFICER).get(f"/finanzen/{kind}/neu").one("#amount-hinweis")
        assert "Ab 100.000,00" in hint


def test_what_is_carried_over_names_both_years(client_of: ClientOf, session: Session) -> None:
    carried = replace(
        BUDGET, kind=AppropriationKind.CARRY_FORWARD, carry_reason=CarryReason.DELAYED, budget_year=2027
    )
    make_appropriation(session, carried)
    (row,) = client_of(Role.BUDGET_OFFICER).get(LIST).table("Gebucht")
    assert row["Angabe"] == "Übertragung aus dem Vorjahr 2026 in den Haushalt 2027"


def test_a_draft_is_discarded(client_of: ClientOf, session: Session) -> None:
    actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    client = client_of(Role.BUDGET_OFFICER)
    client.submit(client.get(LIST), button="Entwurf verwerfen")
    assert count_rows(session, FundingEntry) == 0


def test_a_booking_is_not_discarded(client_of: ClientOf, session: Session) -> None:
    row = book(session)
    client_of(Role.BUDGET_OFFICER).post(f"/finanzen/buchungen/{row.id}/verwerfen", status=422)
    assert count_rows(session, FundingEntry) == 1


def test_whoever_edits_a_draft_in_two_windows_sees_both_versions(
    client_of: ClientOf, session: Session
) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    address = f"/finanzen/buchungen/{draft.id}/bearbeiten"
    first, second = client_of(Role.BUDGET_OFFICER), client_of(Role.BUDGET_OFFICER)
    opened = second.get(address)
    first.submit(first.get(address), {"amount": "7,00"})
    clash = second.submit(opened, {"amount": "8,00", "effective": "03.2026"}, status=409)
    both = {row["Angabe"]: row for row in clash.table("Beide Fassungen nebeneinander")}
    assert (both["Betrag"]["jetzt gespeichert"], both["Betrag"]["Ihre Eingabe"]) == ("7,00", "8,00")
    assert both["Datum"]["Ihre Eingabe"] == "März 2026"
    second.submit(clash)
    session.expire_all()
    assert draft.amount == 8


def test_a_draft_that_was_booked_meanwhile_is_shown_as_such(client_of: ClientOf, session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(f"/finanzen/buchungen/{draft.id}/bearbeiten")
    actions.book_entry(session, draft, by=officer(session), now=LATER)
    session.commit()
    clash = client.submit(page, {"amount": "8,00"}, status=409)
    assert "an anderer Stelle gebucht" in clash.text


def test_all_drafts_are_booked_together(client_of: ClientOf, session: Session) -> None:
    actions.add_release(session, release_input(session), by=officer(session), now=NOW)
    for _ in range(2):
        actions.draft_entry(session, GRANTED, by=officer(session), now=NOW)
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get("/finanzen/entwuerfe/buchen")
    assert len(page.table("Worum es geht")) == 2
    asked = client.submit(page, status=422)
    assert set(asked.errors) == {"exception_reason"}
    answer = client.submit(asked, {"exception_reason": REASON})
    assert "warten zusammen auf die zweite Person" in client.follow(answer).text
    assert "Es gibt keine Entwürfe." in client.get("/finanzen/entwuerfe/buchen").text


def test_a_budget_with_its_sperrvermerk_and_its_release_is_entered(
    client_of: ClientOf, session: Session
) -> None:
    body_id = str(release_input(session).body_id)
    client = client_of(Role.BUDGET_OFFICER)
    budget = {"kind": "appropriation", "budget_year": "2026", "amount": "5.000,00", "effective": "10.12.2025"}
    client.submit(client.get("/finanzen/veranschlagung/neu"), budget, button="Buchen")
    (appropriation,) = session.scalars(sa.select(Appropriation))
    blocked = {
        "appropriation_id": str(appropriation.id),
        "amount": "2.000,00",
        "effective": "10.12.2025",
        "condition": "bis die Eckpunkte beschlossen sind",
    }
    client.submit(client.get("/finanzen/sperrvermerk/neu"), blocked, button="Buchen")
    (block,) = session.scalars(sa.select(BudgetBlock))
    freed = {
        "body_id": body_id,
        "amount": "1.500,00",
        "effective": "02.2026",
        "budget_block_id": str(block.id),
    }
    answer = client.submit(client.get("/finanzen/freigabe/neu"), freed, button="Buchen")
    listed = client.follow(answer).table("Gebucht")
    assert {row["Angabe"] for row in listed} == {"Freigabe", "Sperrvermerk", "Ansatz 2026"}
    too_much = client.submit(client.get("/finanzen/freigabe/neu"), freed, button="Buchen", status=422)
    assert "noch 500,00" in too_much.errors["amount"]


@pytest.mark.parametrize("year", ["26", "2.026", "MMXXVI", "1999"])
def test_a_year_that_is_none_is_refused(client_of: ClientOf, year: str) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(NEW)
    answer = client.submit(page, {**TYPED, "budget_year": year}, button="Buchen", status=422)
    assert set(answer.errors) == {"budget_year"}
    assert answer.typed("budget_year") == year


def test_the_same_post_twice_books_once(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(NEW)
    for _ in range(2):
        client.submit(page, TYPED, button="Buchen")
    assert count_rows(session, FundingEntry) == 1
    (row,) = session.scalars(sa.select(FundingEntry))
    page = client.get(f"/finanzen/buchungen/{row.id}/zuruecknehmen")
    for _ in range(2):
        client.submit(page, {"reason": "Betrag vertauscht"})
    assert count_rows(session, FundingEntry) == 2


def test_other_staff_read_the_list_and_cannot_book(client_of: ClientOf, session: Session) -> None:
    book(session)
    actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    for role in (Role.EDITOR, Role.APPROVER, Role.AUDITOR):
        page = client_of(role).get(LIST)
        assert page.table("Entwürfe")[0]["Schritte"] == "nur für die Haushaltsstelle"
        assert page.table("Gebucht")[0]["Schritte"] == (
            "Alle Angaben: 15.03.2026, geplant, regional, 1.000,00 € "
            "Belege: 15.03.2026, geplant, regional, 1.000,00 € "
            "Verlauf: 15.03.2026, geplant, regional, 1.000,00 €"
        )
    client_of(Role.MEMBER).get(LIST, status=403)


def test_what_does_not_exist_is_not_found(client_of: ClientOf) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    for address in ("buchungen/4711/buchen", "freigabe/4711/zuruecknehmen", "gibtesnicht/neu"):
        client.get(f"/finanzen/{address}", status=404)


def test_many_bookings_are_shown_page_by_page(
    client_of: ClientOf, session: Session, connection: sa.Connection
) -> None:
    make_sperrvermerk(session, make_appropriation(session))
    client = client_of(Role.BUDGET_OFFICER)
    book(session)
    session.commit()
    with statements(connection) as few:
        client.get(LIST)
    for _ in range(110):
        actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    actions.book_entries(session, drafts(session, FundingEntry), by=officer(session), now=NOW)
    session.commit()
    with statements(connection) as many:
        first = client.get(LIST)
    assert len(many) == len(few)
    assert len(first.table("Gebucht")) == 100
    assert len(client.get(f"{LIST}?seite=2").table("Gebucht")) == 13
    for odd in ("0", "99", "x", "-1", "9" * 50):
        client.get(f"{LIST}?seite={odd}")


def test_releases_and_their_bodies_can_be_empty_lists(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get("/finanzen/freigabe/neu"), button="Buchen", status=422)
    assert {"body_id", "amount", "effective"} == set(answer.errors)
    assert count_rows(session, BlockRelease) == 0
