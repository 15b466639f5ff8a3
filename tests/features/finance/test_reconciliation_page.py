"""The page of the Abgleich: typed, pasted, looked at, stored; read by others; locked with the report."""

from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.balance_rows import balance
from tests.features.finance.money_rows import GRANTED, book, make_appropriation, officer
from tests.features.record_rows import NOW, day
from tests.features.reporting.report_rows import HALF, closed, frozen, opened, released
from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.corrections import CORRECT_OR_SUPPLEMENT
from vrs_tracker.domain.inputs.reconciliation import ReconciliationInput
from vrs_tracker.domain.reconciliation import UNKNOWN_LINE
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.features.finance.actions.reconciling import reconcile
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.tables.periods import ReportingPeriod

LIST = "/finanzen/abgleich"
PAGE = f"{LIST}/{HALF.code}"
STORED = "Abgleich mit dem Haushaltsverfahren, Stand 30.06.2026"
SAVE, LOOK, PASTE = "Abgleich speichern", "Differenzen prüfen", "In die Zeilen eintragen"


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    """Give a half-year with 5.000,00 € adopted and 1.000,00 € granted."""
    found = opened(session)
    make_appropriation(session)
    book(session, GRANTED)
    session.commit()
    return found


@pytest.fixture
def client(client_of: ClientOf, period: ReportingPeriod) -> PageClient:
    """Give the browser of the budget office."""
    assert period.id
    return client_of(Role.BUDGET_OFFICER)


def stored(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    rows = session.scalars(sa.select(Reconciliation).order_by(Reconciliation.id))
    return [(str(row.theirs), row.explanation) for row in rows]


def check_both(session: Session, period: ReportingPeriod, granted: str, explanation: str = "") -> None:
    rows = (balance("5000.00", measure=BalanceMeasure.APPROPRIATED), balance(granted, explanation))
    reconcile(session, period, ReconciliationInput(rows=rows), by=officer(session), now=NOW)
    session.commit()


def page_rows(client: PageClient) -> list[dict[str, str]]:
    rows = client.get(PAGE).table("Abgleich, ohne Buchungsstelle")
    return [row for row in rows if row["Angabe"].startswith("bewilligt")]


def test_without_a_half_year_there_is_nothing_to_compare(client_of: ClientOf) -> None:
    page = client_of(Role.BUDGET_OFFICER).get(LIST)
    assert "Es ist noch kein Halbjahr eröffnet." in page.text


def test_without_money_there_is_nothing_to_compare_either(client_of: ClientOf, session: Session) -> None:
    opened(session)
    session.commit()
    page = client_of(Role.BUDGET_OFFICER).get(PAGE)
    assert "Es gibt nichts abzugleichen." in page.text


def test_the_address_without_a_half_year_leads_to_the_one_that_is_worked_on(client: PageClient) -> None:
    assert client.follow(client.get(LIST, status=302)).path == PAGE


def test_what_was_typed_is_stored_and_stands_there_again(client: PageClient, session: Session) -> None:
    fields = {"rows-1-theirs": "990,00", "rows-1-explanation": "Die Rate folgt <b>."}
    page = client.follow(client.submit(client.get(PAGE), fields, button=SAVE))
    assert stored(session) == [("990.00", "Die Rate folgt <b>.")]
    assert "1 Zeile ist gespeichert. 1 Zeile ist noch zu prüfen oder zu erklären." in page.text
    assert (page.typed("rows-1-theirs"), page.typed("rows-1-explanation")) == (
        "990,00",
        "Die Rate folgt <b>.",
    )
    row = page.table(STORED)[1]
    assert (row["Differenz"], row["Erklärung"]) == ("−10,00 €", "Die Rate folgt <b>.")
    page = client.follow(client.submit(page, {"rows-0-theirs": "5.000,00"}, button=SAVE))
    assert "Der Abgleich ist vollständig." in page.text
    page = client.follow(client.submit(page, {}, button=SAVE))
    assert "Nichts ist geändert." in page.text


def test_an_amount_that_cannot_be_read_is_said_at_its_row_and_nothing_is_lost(
    client: PageClient, session: Session
) -> None:
    fields = {"rows-0-theirs": "12.50", "rows-1-theirs": "1.000,00", "rows-1-explanation": "x"}
    page = client.submit(client.get(PAGE), fields, button=SAVE, status=422)
    assert page.errors["rows-0-theirs"].startswith("Geben Sie den Betrag so ein")
    assert [page.typed(name) for name in fields] == list(fields.values())
    assert "ist noch nicht gespeichert" in page.text
    assert stored(session) == []


def test_differences_are_shown_without_script_and_without_storing(
    client: PageClient, session: Session
) -> None:
    page = client.submit(client.get(PAGE), {"rows-1-theirs": "990,00"}, button=LOOK, status=200)
    rows = page.table("Abgleich, ohne Buchungsstelle")
    assert [row["Differenz"] for row in rows] == ["offen", "−10,00 €"]
    assert "Erklärung fehlt" in rows[1]["Erklärung"]
    assert stored(session) == []


def test_a_pasted_table_fills_the_rows_and_adds_those_that_we_do_not_have(
    client: PageClient, session: Session
) -> None:
    pasted = "Buchungsstelle\tStand\nohne Buchungsstelle\t1.000,00\n5710.7812\t7,50\n"
    fields = {"pasted": pasted, "paste_measure": "committed", "paste_year": "2026"}
    page = client.submit(client.get(PAGE), fields, button=PASTE, status=200)
    assert (page.typed("rows-1-theirs"), page.typed("rows-2-theirs")) == ("1.000,00", "7,50")
    assert page.typed("pasted") == ""
    assert stored(session) == []
    client.submit(page, {"rows-2-explanation": "Hier nicht gebucht."}, button=SAVE)
    assert stored(session) == [("1000.00", ""), ("7.50", "Hier nicht gebucht.")]


def test_what_cannot_be_read_of_a_pasted_table_is_named_and_kept(client: PageClient) -> None:
    pasted = "ohne Buchungsstelle\t1.000,00\n5710\t12.50"
    page = client.submit(client.get(PAGE), {"pasted": pasted}, button=PASTE, status=422)
    assert page.errors["pasted"].startswith("Zeile 2: Das ist kein Betrag in deutscher Schreibweise.")
    assert page.typed("pasted") == pasted
    assert page.typed("rows-1-theirs") == ""


def test_a_line_that_has_no_money_here_is_added(client: PageClient) -> None:
    further = {"further_line": "5710.7812", "further_year": "2026", "further_measure": "disbursed"}
    page = client.submit(client.get(PAGE), further, button="Zeile ergänzen", status=200)
    (row,) = page.table("Abgleich, 5710.7812")
    assert (row["Angabe"], row["Hier"]) == ("ausgezahlt 2026", "0,00 €")
    for year in ("", "1800"):
        again = client.submit(page, further | {"further_year": year}, button="Zeile ergänzen", status=422)
        assert "further_year" in again.errors


def test_past_years_are_taken_over_from_the_last_abgleich_on_demand(
    client_of: ClientOf, session: Session
) -> None:
    earlier = opened(session, HALF.shifted(-1))
    book(session, replace(GRANTED, effective=day("2025-08-01"), budget_year=2025))
    rows = (balance("990.00", "Die Rate folgt.", year=2025),)
    reconcile(session, earlier, ReconciliationInput(rows=rows), by=officer(session), now=NOW)
    opened(session)
    book(session, GRANTED)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    button = "Vergangene Jahre wie im letzten Abgleich eintragen"
    page = client.submit(client.get(PAGE), {}, button=button, status=200)
    assert (page.typed("rows-0-theirs"), page.typed("rows-1-theirs")) == ("", "990,00")
    assert page.typed("rows-1-explanation") == "Die Rate folgt."
    client.submit(page, {}, button=SAVE)
    assert button not in client.get(PAGE).text


def test_whoever_was_slower_reads_it_at_the_row_and_may_save_again(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    page = client.get(PAGE)
    faster = ReconciliationInput(rows=(balance("1000.00", version=0),))
    reconcile(session, period, faster, by=officer(session), now=NOW)
    session.commit()
    fields = {"rows-1-theirs": "990,00", "rows-1-explanation": "Die Rate folgt."}
    page = client.submit(page, fields, button=SAVE, status=422)
    assert "inzwischen an anderer Stelle auf" in page.errors["rows-1-theirs"]
    client.submit(page, {}, button=SAVE)
    assert stored(session) == [("990.00", "Die Rate folgt.")]


def test_a_balance_here_that_changed_meanwhile_is_compared_anew(client: PageClient, session: Session) -> None:
    page = client.get(PAGE)
    book(session, replace(GRANTED, amount=Decimal(500)))
    session.commit()
    page = client.submit(page, {"rows-1-theirs": "1.000,00"}, button=SAVE, status=422)
    assert "Der Stand hier ist inzwischen 1.500,00 €" in page.errors["rows-1-theirs"]
    client.submit(page, {"rows-1-theirs": "1.500,00"}, button=SAVE)
    assert stored(session) == [("1500.00", "")]


def test_the_rows_that_are_open_are_named_at_the_top_and_lead_to_their_place(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    check_both(session, period, "990.00")
    page = client.get(PAGE)
    assert "1 von 2 Zeilen ist noch zu prüfen oder zu erklären" in page.text
    place = "zeile-committed-2026-"
    assert page.one(f'a[href="#{place}"]') == "Zeile bewilligt 2026, ohne Buchungsstelle: Erklärung fehlt"
    assert page.one(f"#{place}") == "bewilligt 2026"
    book(session, replace(GRANTED, amount=Decimal(500)))
    session.commit()
    (row,) = page_rows(client)
    assert "neu zu prüfen: Stand hier bei der Prüfung 1.000,00 €" in row["Geprüft"]
    assert "jetzt 1.500,00 €" in row["Geprüft"]


def test_an_outdated_row_is_checked_anew_by_its_tick_alone(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    check_both(session, period, "1500.00", "Der zweite Bescheid folgt.")
    book(session, replace(GRANTED, amount=Decimal(500)))
    session.commit()
    page = client.follow(client.submit(client.get(PAGE), {}, button=SAVE))
    assert "Nichts ist geändert. 1 Zeile ist noch zu prüfen" in page.text
    page = client.follow(client.submit(page, {"rows-1-is_compared": "ja"}, button=SAVE))
    assert "1 Zeile ist gespeichert." in page.text
    assert "Neu verglichen" not in page.text


def test_a_row_that_was_saved_can_be_cleared_again(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    check_both(session, period, "990.00", "Die Rate folgt.")
    page = client.follow(client.submit(client.get(PAGE), {"rows-1-theirs": ""}, button=SAVE))
    assert "1 Zeile ist geleert. 1 Zeile ist noch zu prüfen oder zu erklären." in page.text
    assert stored(session) == [("5000.00", "")]
    told = client.get("/verlauf/?art=reconciliation").text
    assert "bewilligt 2026, ohne Buchungsstelle, 1. Halbjahr 2026" in told


def test_the_page_that_freezes_leads_to_the_row_that_is_in_the_way(
    client_of: ClientOf, session: Session
) -> None:
    load_facts(session, by=ensure_system_person(session), now=NOW)
    opened(session)
    book(session, GRANTED)
    closed(session)
    session.commit()
    page = client_of(Role.APPROVER).get(f"/berichte/{HALF.code}/freeze")
    assert page.one(f'a[href="{PAGE}#zeile-committed-2026-"]') == (
        "Abgleich mit dem Haushaltsverfahren zum 30.06.2026: Zeile bewilligt 2026, ohne Buchungsstelle: "
        "noch nicht geprüft."
    )


def test_a_line_that_was_tampered_with_is_refused(client: PageClient, session: Session) -> None:
    for item in ("", "granted:2026:", "committed:20x6:", f"committed:2026:{'x' * 201}"):
        fields = {"rows-0-item": item, "rows-0-theirs": "1,00", "rows-0-seen": "x", "rows-0-version": "x"}
        client.submit(client.get(PAGE), fields, button=SAVE, status=422)
    assert stored(session) == []


def test_others_read_the_table_and_take_it_away(client_of: ClientOf, period: ReportingPeriod) -> None:
    assert period.id
    reader = client_of(Role.AUDITOR)
    page = reader.get(PAGE)
    assert SAVE not in page.text
    (_, row) = page.table(STORED)
    assert (row["Angabe"], row["Haushaltsverfahren"]) == ("bewilligt 2026", "nicht eingetragen")
    file = reader.get(f"{PAGE}?tabelle=abgleich&format=csv").response.get_data(as_text=True)
    assert "ohne Buchungsstelle;bewilligt 2026;" in file


def test_an_abgleich_of_a_report_that_was_given_out_says_why_it_is_locked(
    client_of: ClientOf, session: Session
) -> None:
    load_facts(session, by=ensure_system_person(session), now=NOW)
    opened(session)
    book(session, GRANTED)
    in_review = closed(session)
    snapshot = frozen(session, in_review)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(PAGE)
    assert "Grund der Änderung" in page.text
    released(session, in_review, snapshot)
    session.commit()
    late = client.submit(page, {"rows-0-theirs": "1,00", "reason": "zu spät"}, button=SAVE, status=422)
    assert "Der Bericht ist versandfertig" in late.text
    assert SAVE not in client.get(PAGE).text


def test_what_moved_after_the_report_was_given_out_is_one_sentence_and_the_row_stays(
    client_of: ClientOf, session: Session
) -> None:
    load_facts(session, by=ensure_system_person(session), now=NOW)
    opened(session)
    book(session, GRANTED)
    in_review = closed(session)
    released(session, in_review, frozen(session, in_review))
    book(session, replace(GRANTED, amount=Decimal("10.00")))
    session.commit()
    page = client_of(Role.APPROVER).get(PAGE)
    assert "In 1 Zeile hat sich der Stand hier seither geändert" in page.text
    for unwanted in ("können festgeschrieben werden", "noch zu prüfen"):
        assert unwanted not in page.text
    (row,) = [row for row in page.table(STORED) if "jetzt" in row["Geprüft"]]
    assert (row["Hier"], row["Differenz"]) == ("1.000,00 €", "0,00 €")
    assert row["Geprüft"].endswith("jetzt hier 1.010,00 €")
    way = f'main a[href="/berichte/{HALF.code}/vorbereiten#berichtigen"]'
    assert page.one(way) == CORRECT_OR_SUPPLEMENT
    other = client_of(Role.BUDGET_OFFICER).get(PAGE).text
    assert "berichtigt oder ergänzt ihn die Geschäftsstelle." in other
    assert CORRECT_OR_SUPPLEMENT not in other


def test_a_buchungsstelle_that_no_booking_names_is_said_before_it_is_stored(
    client: PageClient, session: Session
) -> None:
    pasted = "ohne Buchungsstelle\t1.000,00\n5710-7777\t7,50\n"
    fields = {"pasted": pasted, "paste_measure": "committed", "paste_year": "2026"}
    page = client.submit(client.get(PAGE), fields, button=PASTE, status=200)
    (unknown,) = page.table("Abgleich, 5710-7777")
    assert UNKNOWN_LINE in unknown["Geprüft"]
    known = page.table("Abgleich, ohne Buchungsstelle")
    assert [row["Geprüft"] for row in known] == [
        "noch nicht geprüft",
        "stimmt überein, noch nicht gespeichert",
    ]
    assert stored(session) == []


def test_the_budget_office_has_the_abgleich_among_its_tasks(
    client: PageClient, session: Session, period: ReportingPeriod
) -> None:
    sentence = (
        "Abgleich mit dem Haushaltsverfahren zum 30.06.2026: 2 Zeilen sind noch zu prüfen oder zu erklären."
    )
    assert sentence in client.get("/aufgaben").text
    rows = (balance("1000.00"), balance("5000.00", measure=BalanceMeasure.APPROPRIATED))
    reconcile(session, period, ReconciliationInput(rows=rows), by=officer(session), now=NOW)
    session.commit()
    assert "Abgleich mit dem Haushaltsverfahren zum" not in client.get("/aufgaben").text
