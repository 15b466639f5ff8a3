"""Who changes a draft: its author, or whoever has taken it over."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import PLANNED, book, count_rows, officer, second_person
from tests.features.record_rows import LATER, NOW
from tests.support.page_client import ClientOf
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.locks import FOREIGN_DRAFT, WAITING_DRAFT
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.history import history_of

LIST = "/finanzen/buchungen"


def deputy(session: Session) -> Person:
    """Return another person of the budget office."""
    return replace(second_person(session), roles=frozenset({Role.BUDGET_OFFICER}))


def test_only_its_author_changes_or_discards_a_draft(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    with pytest.raises(Forbidden, match="eine andere Person"):
        actions.edit_draft(session, draft, PLANNED, by=deputy(session), now=LATER)
    with pytest.raises(Forbidden, match="eine andere Person"):
        actions.discard_draft(session, draft, by=deputy(session), now=LATER)


def test_anybody_of_the_office_books_a_draft(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    actions.book_entry(session, draft, by=deputy(session), now=LATER)
    assert (draft.booked_at, draft.recorded_by) == (LATER, officer(session).key)


def test_a_draft_is_taken_over_and_its_history_tells(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    for _ in range(2):
        actions.take_over_draft(session, draft, by=deputy(session), now=LATER)
    actions.edit_draft(session, draft, replace(PLANNED, amount=Decimal(7)), by=deputy(session), now=LATER)
    assert draft.amount == Decimal(7)
    with pytest.raises(Forbidden):
        actions.edit_draft(session, draft, PLANNED, by=officer(session), now=LATER)
    changed, taken_over, entered = history_of(session, FundingEntry.__tablename__, draft.id)
    assert "„Betrag“ von 1.000,00" in changed
    assert "„Entwurf“ eingetragen: übernommen" in taken_over
    assert "„Entwurf“ eingetragen: 1.000,00" in entered


def test_what_somebody_is_reading_is_not_taken_over(session: Session) -> None:
    large = replace(PLANNED, amount=Decimal(200_000))
    row = actions.add_entry(session, large, by=officer(session), now=NOW, second_person_from=Decimal(100_000))
    with pytest.raises(RuleViolations, match="wartet auf die zweite Person") as refusal:
        actions.take_over_draft(session, row, by=deputy(session), now=LATER)
    assert [each.message for each in refusal.value.violations] == [WAITING_DRAFT]


def test_what_is_booked_is_not_taken_over(session: Session) -> None:
    row = book(session)
    with pytest.raises(RuleViolations, match="gebucht"):
        actions.take_over_draft(session, row, by=deputy(session), now=LATER)


def test_the_list_offers_to_take_over_what_others_wrote(client_of: ClientOf, session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    address = f"{LIST}/{draft.id}"
    other = client_of(Role.BUDGET_OFFICER, key="deputy")
    assert FOREIGN_DRAFT in other.get(f"{address}/bearbeiten", status=403).text
    page = other.get(LIST)
    assert page.table("Entwürfe")[0]["Schritte"] == "Buchen Entwurf übernehmen"
    taken = other.follow(other.submit(page, button="Entwurf übernehmen"))
    assert taken.table("Entwürfe")[0]["Schritte"] == "Buchen Bearbeiten Entwurf verwerfen"
    other.submit(taken, button="Entwurf verwerfen")
    assert count_rows(session, FundingEntry) == 0
