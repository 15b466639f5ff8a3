"""Pages on which a second person is asked and answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

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
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
    resolution_input,
)
from tests.features.record_rows import LATER, NOW, make_project, statements
from tests.support.page_client import ClientOf
from tests.tables.rows import make, store
from vrs_tracker.domain.inputs.finance import BudgetBlockInput, EntryLine
from vrs_tracker.domain.money import total
from vrs_tracker.domain.second_person import OWN_REQUEST
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.confirmations import open_requests
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.programme import BaselineRow

LIST = "/finanzen/bestaetigungen"
TASKS = "/aufgaben"
LARGE = "100.000,00"
DATED = {"amount": LARGE, "effective": "15.03.2026"}
ENTRY = {
    **DATED,
    "stage": "planned",
    "degree": "planned",
    "figure_source": "message",
    "document": "Mitteilung vom 15.03.2026",
}
ANSWER = "Welcher Bescheid ist gemeint?"


def typed_for(session: Session, kind: str) -> Mapping[str, str]:
    """What is typed for a large amount of each kind."""
    body_id = str(release_input(session).body_id)
    year = {**DATED, "budget_year": "2026"}
    if kind == "sperrvermerk":
        large = make_appropriation(session, replace(BUDGET, amount=BUDGET.amount * 100))
        condition = "bis die Eckpunkte beschlossen sind"
        return {**DATED, "appropriation_id": str(large.id), "condition": condition}
    return {
        "buchungen": ENTRY,
        "veranschlagung": {**year, "kind": "appropriation"},
        "freigabe": {**DATED, "body_id": body_id},
    }[kind]


@pytest.mark.parametrize("kind", ["buchungen", "veranschlagung", "sperrvermerk", "freigabe"])
def test_a_large_amount_of_any_kind_waits_for_the_second_person(
    client_of: ClientOf, session: Session, kind: str
) -> None:
    typed = typed_for(session, kind)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    answer = client.submit(client.get(f"/finanzen/{kind}/neu"), typed, button="Buchen")
    assert client.follow(answer).one(".notice--done").startswith("Die Zeile wartet auf die zweite Person")
    (asked,) = open_requests(session)
    assert total(line.amount for line in asked.lines) == 100_000


def test_a_large_reversal_waits_too_and_so_does_a_large_draft(client_of: ClientOf, session: Session) -> None:
    row = book(session, replace(PLANNED, amount=PLANNED.amount * 100))
    draft = actions.draft_entry(
        session, replace(PLANNED, amount=PLANNED.amount * 200), by=officer(session), now=NOW
    )
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(f"/finanzen/buchungen/{row.id}/zuruecknehmen")
    client.submit(page, {"reason": "Betrag vertauscht"})
    client.submit(client.get(f"/finanzen/buchungen/{draft.id}/buchen"))
    assert len(open_requests(session)) == 2
    waiting = client.get("/finanzen/buchungen").table("Entwürfe")
    assert {each["Angabe"] for each in waiting} == {"geplant, regional", "geplant, regional, Rücknahme"}
    assert all(each["Schritte"].startswith("wartet auf die zweite Person") for each in waiting)


def test_the_lines_of_a_large_resolution_are_one_page(client_of: ClientOf, session: Session) -> None:
    facts = resolution_input(session)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    typed = {
        "body_id": str(facts.body_id),
        "decided": "06.05.2026",
        "title": "Förderung von zwei Projekten",
        "entries-0-amount": "150.001,00",
    }
    more = client.submit(client.get("/beschluesse/neu"), typed, button="Zeile ergänzen", status=200)
    client.submit(more, {"entries-1-amount": "10,00"}, button="Beschluss erfassen")
    (asked,) = open_requests(session)
    second = client_of(Role.APPROVER)
    page = second.get(f"{LIST}/{asked.first}")
    assert [row["Anlass"] for row in page.table("Worum es geht")] == [
        "Betrag ab der Grenze für die zweite Person",
        "wird mit einer solchen Zeile zusammen gebucht",
    ]
    second.submit(page, button="Buchung bestätigen")
    assert booked_sum(session, FundingEntry) == 150_011


def request_exception(session: Session) -> str:
    """Ask for an exception; return the address of its page."""
    actions.add_release(session, release_input(session, amount="600.00"), by=officer(session), now=NOW)
    asked = replace(GRANTED, exception_reason=REASON)
    actions.add_entry(session, asked, by=officer(session), now=NOW)
    session.commit()
    return f"{LIST}/{session.scalars(sa.select(ConfirmationRequest.id)).one()}"


def test_the_second_person_finds_it_among_the_tasks_and_reads_rule_and_reason(
    client_of: ClientOf, session: Session
) -> None:
    address = request_exception(session)
    second = client_of(Role.APPROVER)
    assert "1 Buchung wartet auf eine zweite Person." in second.get(TASKS).text
    (waiting,) = second.get(LIST).table("Anfragen ohne Antwort")
    assert waiting["Anlass"] == f"begründete Ausnahme. Grund: {REASON}"
    page = second.get(address)
    assert "übersteigt die verfügbaren Mittel von 600,00 € um 400,00" in page.text
    assert REASON in page.text


def test_what_is_given_back_is_a_task_of_its_author_who_asks_anew(
    client_of: ClientOf, session: Session
) -> None:
    address = request_exception(session)
    second, author = client_of(Role.APPROVER), client_of(Role.BUDGET_OFFICER)
    refused = second.submit(second.get(address), button="Buchung zurückgeben", status=422)
    assert set(refused.errors) == {"answer"}
    done = second.follow(second.submit(refused, {"answer": ANSWER}, button="Buchung zurückgeben"))
    assert "Die Buchung ist zurückgegeben." in done.text
    assert f"Zurückgegeben: bewilligt, regional, 1.000,00 Euro: „{ANSWER}“" in author.get(TASKS).text
    (draft,) = author.get("/finanzen/buchungen").table("Entwürfe")
    assert draft["Schritte"].startswith(f"zurückgegeben: „{ANSWER}“")
    row = session.scalars(sa.select(FundingEntry)).one()
    page = author.get(f"/finanzen/buchungen/{row.id}/buchen")
    assert ANSWER in page.one(".lead")
    assert page.typed("exception_reason") == REASON
    author.submit(page, {"exception_reason": "Gemeint ist der Bescheid vom 15.03.2026."})
    assert len(open_requests(session)) == 1


def test_the_page_says_who_answers_and_what_was_answered(client_of: ClientOf, session: Session) -> None:
    address = request_exception(session)
    author = client_of(Role.BUDGET_OFFICER)
    assert OWN_REQUEST in author.get(address).text
    refused = author.post(address, {"tun": "bestaetigen"}, status=422)
    assert OWN_REQUEST in refused.text
    assert "als zweite Person" in client_of(Role.AUDITOR).get(address).text
    second = client_of(Role.APPROVER)
    second.submit(second.get(address), button="Buchung bestätigen")
    assert "Diese Anfrage ist bestätigt." in second.get(address).text


def test_only_what_was_read_is_confirmed(client_of: ClientOf, session: Session) -> None:
    address = request_exception(session)
    second = client_of(Role.APPROVER)
    read = second.get(address)
    row = session.scalars(sa.select(FundingEntry)).one()
    by, more = officer(session), replace(GRANTED, amount=GRANTED.amount * 2)
    actions.edit_draft(session, row, more, by=by, now=LATER)
    actions.book_entry(session, row, by=by, now=LATER, exception_reason=REASON)
    session.commit()
    (asked,) = open_requests(session)
    refused = second.post(
        f"{LIST}/{asked.first}", {"tun": "bestaetigen", "version": read.typed("version")}, status=409
    )
    assert "inzwischen eine andere" in refused.text
    assert booked_sum(session, FundingEntry) == 0
    second.submit(second.get(f"{LIST}/{asked.first}"), button="Buchung bestätigen")
    assert booked_sum(session, FundingEntry) == more.amount


def test_a_withdrawn_request_is_not_found(client_of: ClientOf, session: Session) -> None:
    address = request_exception(session)
    row = session.scalars(sa.select(FundingEntry)).one()
    actions.discard_draft(session, row, by=officer(session), now=NOW)
    session.commit()
    client_of(Role.APPROVER).get(address, status=404)


def test_a_changed_share_asks_for_its_reason_at_its_field(client_of: ClientOf, session: Session) -> None:
    block = make_project(session, name="Reallabor")
    shares = {"regional": Decimal(1000), "municipal": None, "private": None}
    store(session, make(BaselineRow, block_id=block.id, **shares))
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    typed = {**ENTRY, "amount": "900,00", "block_id": str(block.id)}
    asked = client.submit(client.get("/finanzen/buchungen/neu"), typed, button="Buchen", status=422)
    assert "Wählen Sie den Grund" in asked.errors["change_reason"]
    reasoned = {"change_reason": "savings", "note": "Billiger."}
    client.submit(asked, reasoned, button="Buchen")
    assert booked_sum(session, FundingEntry) == 900


def test_the_list_asks_the_same_few_questions_however_many_requests_there_are(
    client_of: ClientOf, session: Session, connection: sa.Connection
) -> None:
    make_sperrvermerk(session, make_appropriation(session))
    request_exception(session)
    client = client_of(Role.APPROVER)
    with statements(connection) as few:
        client.get(LIST)
    for number in range(5):
        more = replace(GRANTED, exception_reason=REASON, document=f"Bescheid {number}")
        actions.add_entry(session, more, by=officer(session), now=LATER)
    session.commit()
    with statements(connection) as many:
        client.get(LIST)
    assert len(few) == len(many)
    assert sum(each.startswith("SELECT") for each in many) <= 8


def test_the_second_person_reads_all_that_each_kind_of_row_says(
    client_of: ClientOf, session: Session
) -> None:
    by, limit = officer(session), Decimal(1)

    def ask(add: Callable[..., object], new: object) -> None:
        add(session, new, by=by, now=NOW, second_person_from=limit)

    ansatz = make_appropriation(session, replace(BUDGET, budget_line="5710-0101"))
    note = make_sperrvermerk(session, ansatz)
    body = release_input(session)
    entry = replace(GRANTED, document="Bescheid vom 14.03.2026", budget_year=2026, budget_line="5710-0102")
    ask(actions.add_entry, replace(entry, exception_reason=REASON))
    ask(actions.add_appropriation, replace(BUDGET, budget_line="5710-0101"))
    condition = "bis die Eckpunkte beschlossen sind"
    blocked = BudgetBlockInput(
        amount=Decimal(100),
        effective=BUDGET.effective,
        appropriation_id=ansatz.id,
        condition=condition,
        lifting_body_id=body.body_id,
    )
    ask(actions.add_budget_block, blocked)
    ask(actions.add_release, replace(body, amount=Decimal(50), budget_block_id=note.id))
    session.commit()
    client = client_of(Role.APPROVER)
    expected = {
        "funding_entry": ("bewilligt", "regional", "2026", "5710-0102", "Bescheid vom 14.03.2026"),
        "appropriation": ("Ansatz", "2026", "5710-0101"),
        "budget_block": ("Ansatz 2026 über", "2026", "5710-0101", condition, "Wer hebt auf?"),
        "block_release": ("Gremium", "Haushalt 2026, Buchungsstelle 5710-0101", "Aufheben soll ihn"),
    }
    for found in open_requests(session):
        (line,) = found.lines
        row_page = f"/finanzen/{line.kind}/{line.id}"
        page = client.get(f"{LIST}/{found.first}")
        for said in expected[line.table]:
            assert said in page.text
            assert said in client.get(row_page).text
        assert page.html.css_first(f'a[href="{row_page}"]') is not None


def test_the_page_of_a_request_asks_few_questions_however_many_rows_wait_together(
    client_of: ClientOf, session: Session, connection: sa.Connection
) -> None:
    lines = tuple(EntryLine(amount=Decimal(100 + number)) for number in range(7))
    new = replace(resolution_input(session), entries=lines)
    actions.record_resolution(session, new, by=officer(session), now=NOW, second_person_from=Decimal(1))
    session.commit()
    (asked,) = open_requests(session)
    client = client_of(Role.APPROVER)
    with statements(connection) as asking:
        client.get(f"{LIST}/{asked.first}")
    assert sum(each.startswith("SELECT") for each in asking) <= 8
