"""A partner proposes an amount; the budget office asks back or takes it over."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.evidence_rows import (
    LARGE,
    PAGE,
    WITHHELD,
    lead,
    make_proposal,
    proposal_input,
)
from tests.features.finance.money_rows import GRANTED, booked_sum, count_rows, officer, second_person
from tests.features.record_rows import LATER, NOW, broken_fields, make_project, person, remembered
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.inputs.proposals import OWN_PROPOSAL
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.actions.evidence import add_document
from vrs_tracker.features.finance.actions.proposals import (
    accept_proposal,
    ask_back,
    edit_proposal,
    propose_share,
    withdraw_proposal,
)
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.finance.queries.evidence import uses_of
from vrs_tracker.features.finance.queries.proposals import proposals_for, to_settle
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.programme import Block


@pytest.fixture
def block(session: Session) -> Block:
    return make_project(session)


@pytest.fixture
def row(session: Session, block: Block) -> ShareProposal:
    return make_proposal(session, block)


def entry_of(row: ShareProposal) -> EntryInput:
    return replace(GRANTED, block_id=row.block_id, payer=Payer.MUNICIPALITY, amount=row.amount)


def test_a_proposal_counts_nowhere(session: Session, row: ShareProposal) -> None:
    assert row.state is ProposalState.PROPOSED
    assert booked_sum(session, FundingEntry) == 0
    assert count_rows(session, FundingEntry) == 0


def test_a_repeated_post_proposes_nothing_new(session: Session, block: Block) -> None:
    new = replace(proposal_input(block), post_key="0123456789abcdef")
    by = lead(session, block)
    first = propose_share(session, new, by=by, now=NOW)
    assert propose_share(session, new, by=by, now=LATER) is first


def test_only_the_project_lead_of_the_block_proposes(session: Session, block: Block) -> None:
    for by in (officer(session), person(session), replace(lead(session, block), blocks=frozenset({"other"}))):
        with pytest.raises(Forbidden):
            propose_share(session, proposal_input(block), by=by, now=NOW)


def test_a_guest_with_a_personal_link_proposes_too(session: Session, block: Block) -> None:
    guest = replace(lead(session, block), is_guest=True)
    assert propose_share(session, proposal_input(block), by=guest, now=NOW).proposed_by == guest.key


def test_a_question_is_answered_by_changing_the_proposal(
    session: Session, row: ShareProposal, block: Block
) -> None:
    ask_back(session, row, "Gilt er für 2026 allein?", by=officer(session), now=NOW)
    assert row.state is ProposalState.ASKED_BACK
    changed = replace(proposal_input(block), amount=Decimal(200_000))
    edit_proposal(session, row, changed, by=lead(session, block), now=LATER)
    assert (row.state, row.amount) == (ProposalState.PROPOSED, Decimal(200_000))
    told = [(entry.field, entry.new) for entry in remembered(session, "share_proposal", row.id)]
    assert ("Rückfrage", "Gilt er für 2026 allein?") in told
    assert ("Betrag", euro(Decimal(200_000))) in told


def test_whoever_read_an_older_version_is_stopped(session: Session, row: ShareProposal, block: Block) -> None:
    ask_back(session, row, "Welcher Beschluss?", by=officer(session), now=NOW, version=row.version)
    with pytest.raises(Conflict):
        edit_proposal(session, row, proposal_input(block), by=lead(session, block), now=LATER, version=1)
    with pytest.raises(Conflict):
        accept_proposal(session, row, entry_of(row), by=officer(session), now=LATER, version=1)


def test_taking_over_books_an_entry_that_the_proposal_names(session: Session, row: ShareProposal) -> None:
    entry = accept_proposal(session, row, entry_of(row), by=officer(session), now=NOW)
    assert (row.state, row.entry_id) == (ProposalState.ACCEPTED, entry.id)
    assert booked_sum(session, FundingEntry) == LARGE


def test_a_repeated_take_over_returns_the_same_entry(session: Session, row: ShareProposal) -> None:
    new = replace(entry_of(row), post_key="0123456789abcdef")
    first = accept_proposal(session, row, new, by=officer(session), now=NOW, version=1)
    assert accept_proposal(session, row, new, by=officer(session), now=LATER, version=1) is first
    assert count_rows(session, FundingEntry) == 1


def test_whoever_proposed_does_not_take_over(session: Session, block: Block) -> None:
    by = lead(session, block)
    both = replace(by, roles=by.roles | {Role.BUDGET_OFFICER})
    row = propose_share(session, proposal_input(block), by=both, now=NOW)
    with pytest.raises(RuleViolations, match=OWN_PROPOSAL):
        accept_proposal(session, row, entry_of(row), by=both, now=LATER)


def test_only_the_budget_office_settles(session: Session, row: ShareProposal) -> None:
    for by in (person(session), second_person(session)):
        with pytest.raises(Forbidden):
            accept_proposal(session, row, entry_of(row), by=by, now=NOW)
        with pytest.raises(Forbidden):
            ask_back(session, row, "Warum?", by=by, now=NOW)


def test_a_settled_proposal_stays(session: Session, row: ShareProposal, block: Block) -> None:
    withdraw_proposal(session, row, by=lead(session, block), now=NOW)
    withdraw_proposal(session, row, by=lead(session, block), now=LATER)
    assert row.state is ProposalState.WITHDRAWN
    steps = (
        lambda: edit_proposal(session, row, proposal_input(block), by=lead(session, block), now=LATER),
        lambda: ask_back(session, row, "Warum?", by=officer(session), now=LATER),
        lambda: accept_proposal(session, row, entry_of(row), by=officer(session), now=LATER),
    )
    for step in steps:
        with pytest.raises(RuleViolations, match="zurückgezogen") as refused:
            step()
        assert broken_fields(refused.value) == {""}


def test_documents_go_along_with_the_entry(session: Session, row: ShareProposal, block: Block) -> None:
    add_document(session, row, PAGE, WITHHELD, by=lead(session, block), now=NOW)
    entry = accept_proposal(session, row, entry_of(row), by=officer(session), now=LATER)
    (own,), (handed,) = uses_of(session, row), uses_of(session, entry)
    assert (handed.document_id, handed.is_public) == (own.document_id, False)


def test_a_discarded_draft_opens_its_proposal_again(
    session: Session, row: ShareProposal, block: Block
) -> None:
    add_document(session, row, PAGE, WITHHELD, by=lead(session, block), now=NOW)
    draft = accept_proposal(
        session, row, replace(entry_of(row), as_draft=True), by=officer(session), now=LATER
    )
    actions.discard_draft(session, draft, by=officer(session), now=LATER)
    assert (row.state, row.entry_id, row.settled_by) == (ProposalState.PROPOSED, None, None)
    assert len(uses_of(session, row)) == 1


def test_a_large_amount_waits_for_the_second_person(session: Session, row: ShareProposal) -> None:
    entry = accept_proposal(
        session, row, entry_of(row), by=officer(session), now=NOW, second_person_from=Decimal(100_000)
    )
    assert open_requests_of(session, [entry])
    assert booked_sum(session, FundingEntry) == 0


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.BUDGET_OFFICER])
def test_staff_see_every_proposal(session: Session, row: ShareProposal, role: Role) -> None:
    assert [each.id for each in proposals_for(session, person(session, role))] == [row.id]


def test_nobody_else_sees_a_proposal(session: Session, row: ShareProposal, block: Block) -> None:
    assert row.id
    stranger = replace(lead(session, block), blocks=frozenset({"other"}))
    others = [person(session, role) for role in (Role.MEMBER, Role.ADMIN, Role.SESSION_OFFICE, Role.AUDITOR)]
    assert [list(proposals_for(session, by)) for by in (stranger, Person(), *others)] == [[]] * 6


def test_each_side_has_its_own_to_do(session: Session, row: ShareProposal, block: Block) -> None:
    by, booking = lead(session, block), officer(session)

    def waiting() -> tuple[int, int]:
        found = proposals_for(session, booking, only_open=True)
        return len(to_settle(found, by)), len(to_settle(found, booking))

    assert waiting() == (0, 1)
    ask_back(session, row, "Welcher Beschluss?", by=booking, now=NOW)
    assert waiting() == (1, 0)
    withdraw_proposal(session, row, by=by, now=LATER)
    assert waiting() == (0, 0)
