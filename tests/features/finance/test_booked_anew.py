"""After a reversal: the same row once more, with what was wrong put right."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    PLANNED,
    book,
    booked_sum,
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
)
from tests.features.record_rows import LATER, NOW, day, make_project
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.finance import SpendingFreezeInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.lines import MoneyRow, word_of
from vrs_tracker.features.finance.queries.rows import standing_rows
from vrs_tracker.tables.finance import FundingEntry

LIST = "/finanzen/buchungen"
AGAIN = "Berichtigt neu erfassen"
WHY = "Betrag vertauscht"
REPLACES = "Ersetzt die zurückgenommene Buchung über 1.000,00 € (15.03.2026)."


def entry(session: Session) -> MoneyRow:
    return book(session)


def sperrvermerk(session: Session) -> MoneyRow:
    return make_sperrvermerk(session, make_appropriation(session))


def release(session: Session) -> MoneyRow:
    return actions.add_release(session, release_input(session), by=officer(session), now=NOW)


def freeze(session: Session) -> MoneyRow:
    new = SpendingFreezeInput(
        amount=Decimal(500),
        effective=day("2026-02-01"),
        budget_year=2026,
        ordered_by="Kämmerei",
        grounds="Die Einnahmen fehlen.",
    )
    return actions.add_freeze(session, new, by=officer(session), now=NOW)


@pytest.mark.parametrize("make", [entry, make_appropriation, sperrvermerk, release, freeze])
def test_every_kind_is_booked_anew_from_what_was_taken_back(
    make: Callable[[Session], MoneyRow], client_of: ClientOf, session: Session
) -> None:
    row = make(session)
    actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    client = client_of(Role.BUDGET_OFFICER)
    page = client.get(f"/finanzen/{word_of(row)}/neu?statt={row.id}")
    assert (page.h1, page.typed("version")) == (AGAIN, "")
    client.submit(page, {"amount": "7,00"}, button="Buchen")
    assert booked_sum(session, type(row)) == Decimal(7)
    newest = standing_rows(session, type(row))[0]
    assert newest.note.startswith("Ersetzt die zurückgenommene Buchung über")
    assert (newest.effective_on, newest.reverses_id) == (row.effective_on, None)


def test_the_note_names_what_is_replaced_and_keeps_what_it_said(
    client_of: ClientOf, session: Session
) -> None:
    row = book(session, replace(PLANNED, note="Laut Telefonat."))
    actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    page = client_of(Role.BUDGET_OFFICER).get(f"{LIST}/neu?statt={row.id}")
    assert page.typed("note").replace("\N{NO-BREAK SPACE}", " ") == f"{REPLACES}\nLaut Telefonat."


def test_a_share_that_is_booked_anew_is_a_correction(client_of: ClientOf, session: Session) -> None:
    block = make_project(session)
    row = book(session, replace(PLANNED, block_id=block.id))
    actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    page = client_of(Role.BUDGET_OFFICER).get(f"{LIST}/neu?statt={row.id}")
    assert page.typed("change_reason") == "correction"


def test_the_way_there_stands_in_the_message_in_the_list_and_at_the_row(
    client_of: ClientOf, session: Session
) -> None:
    row = book(session)
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    address = f"{LIST}/{row.id}/zuruecknehmen"
    listed = client.follow(client.submit(client.get(address), {"reason": WHY}))
    ways = f'a[href="{LIST}/neu?statt={row.id}"]'
    assert len(listed.all(f".notice {ways}")) == 1
    assert len(listed.all(f"table {ways}")) == 1
    assert client.get(address).all(ways) == [AGAIN]
    assert client_of(Role.EDITOR).get(LIST).all(ways) == []


def test_what_stands_is_not_booked_anew(client_of: ClientOf, session: Session) -> None:
    row = book(session)
    client = client_of(Role.BUDGET_OFFICER)
    assert "nicht zurückgenommen" in client.get(f"{LIST}/neu?statt={row.id}", status=404).text
    client.get(f"{LIST}/neu?statt=4711", status=404)
    client.get(f"{LIST}/neu?statt=x")


def test_a_draft_is_no_reversal_yet(client_of: ClientOf, session: Session) -> None:
    row = book(session, replace(PLANNED, amount=Decimal(200_000)))
    limit = Decimal(100_000)
    actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER, second_person_from=limit)
    client_of(Role.BUDGET_OFFICER).get(f"{LIST}/neu?statt={row.id}", status=404)
    assert booked_sum(session, FundingEntry) == row.amount
