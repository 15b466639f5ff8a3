"""Taking back what is booked."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    GRANTED,
    PLANNED,
    REASON,
    book,
    booked_sum,
    confirm,
    count_rows,
    make_appropriation,
    make_resolution,
    make_sperrvermerk,
    officer,
    release_input,
)
from tests.features.record_rows import (
    LATER,
    NOW,
    UNKNOWN_DAY,
    broken_fields,
    day,
    make_project,
    person,
    remembered,
)
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import by_stage_and_payer, standing
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Provenance, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.ledger import load_ledger
from vrs_tracker.features.finance.queries.rows import reversal_of, standing_rows, still_blocked_by
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry

WHY = "Betrag vertauscht"

ENTRIES = st.builds(
    EntryInput,
    amount=st.integers(min_value=1, max_value=10**15 - 1).map(lambda cents: Decimal(cents) / 100),
    effective=st.sampled_from([day("2026-03-15"), day("2025-12-31"), UNKNOWN_DAY]),
    stage=st.sampled_from(Stage),
    payer=st.sampled_from(Payer),
    degree=st.just(PLANNED.degree),
    counting=st.sampled_from([Counting.COUNTED, Counting.UNCLEAR]),
    is_rounded=st.booleans(),
    document=st.just("Liste"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(kept=st.lists(ENTRIES, max_size=3), wrong=ENTRIES)
def test_a_reversal_restores_every_sum(session: Session, kept: list[EntryInput], wrong: EntryInput) -> None:
    with session.begin_nested() as savepoint:
        for new in kept:
            book(session, new)
        before = load_ledger(session).entries
        row = book(session, wrong)
        reversal = actions.reverse_entry(
            session, row, WHY, by=officer(session), now=LATER, exception_reason=REASON
        )
        confirm(session, reversal)
        after = load_ledger(session).entries
        assert sums(after) == sums(before)
        assert standing(after) == before
        savepoint.rollback()


def sums(entries: tuple[MoneyEntry, ...]) -> dict[tuple[object, ...], Decimal]:
    """All sums that are not zero, by day, stage and payer."""
    days = {entry.effective for entry in entries}
    return {
        (when.day, *pair): amount
        for when in days
        for pair, amount in by_stage_and_payer([each for each in entries if each.effective == when]).items()
        if amount
    }


def test_a_reversal_is_a_row_of_its_own_with_the_reason(session: Session) -> None:
    row = book(session, replace(PLANNED, block_id=make_project(session).id))
    reversal = actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    assert (reversal.amount, reversal.reverses_id, reversal.reversal_reason) == (-row.amount, row.id, WHY)
    assert (reversal.block_id, reversal.effective_on) == (row.block_id, row.effective_on)
    assert reversal_of(session, row) == reversal
    assert standing_rows(session, FundingEntry) == []
    taken_back = remembered(session, "funding_entry", row.id)[-1]
    assert (taken_back.field, taken_back.reason) == ("zurückgenommener Betrag", WHY)


def test_a_reversal_needs_a_reason(session: Session) -> None:
    row = book(session)
    with pytest.raises(RuleViolations) as refusal:
        actions.reverse_entry(session, row, " ", by=officer(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason"}
    assert booked_sum(session, FundingEntry) == Decimal("1000.00")


def test_a_booking_is_taken_back_once(session: Session) -> None:
    row = book(session)
    reversal = actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    with pytest.raises(RuleViolations, match="schon zurückgenommen"):
        actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    with pytest.raises(RuleViolations, match="selbst eine Rücknahme"):
        actions.reverse_entry(session, reversal, WHY, by=officer(session), now=LATER)
    assert count_rows(session, FundingEntry) == 2


def test_the_same_post_twice_takes_back_once(session: Session) -> None:
    row = book(session)
    pair = [
        actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER, post_key="0123456789abcdef")
        for _ in range(2)
    ]
    assert pair[0] == pair[1]
    assert booked_sum(session, FundingEntry) == 0


def test_a_draft_is_discarded_not_taken_back(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    with pytest.raises(RuleViolations, match="verwerfen"):
        actions.reverse_entry(session, draft, WHY, by=officer(session), now=LATER)


def test_what_others_build_on_is_taken_back_last(session: Session) -> None:
    appropriation = make_appropriation(session)
    block = make_sperrvermerk(session, appropriation)
    release = actions.add_release(session, release_input(session, lifts=block), by=officer(session), now=NOW)
    with pytest.raises(RuleViolations, match="zuerst diese"):
        actions.reverse_entry(session, appropriation, WHY, by=officer(session), now=LATER)
    with pytest.raises(RuleViolations, match="zuerst diese"):
        actions.reverse_entry(session, block, WHY, by=officer(session), now=LATER)
    actions.reverse_entry(session, release, WHY, by=officer(session), now=LATER)
    assert still_blocked_by(session, block) == Decimal("2000.00")
    actions.reverse_entry(session, block, WHY, by=officer(session), now=LATER)
    actions.reverse_entry(session, appropriation, WHY, by=officer(session), now=LATER)
    assert {booked_sum(session, table) for table in (Appropriation, BudgetBlock, BlockRelease)} == {
        Decimal(0)
    }


def test_nothing_is_built_on_what_is_taken_back(session: Session) -> None:
    appropriation = make_appropriation(session)
    actions.reverse_entry(session, appropriation, WHY, by=officer(session), now=LATER)
    with pytest.raises(RuleViolations) as refusal:
        make_sperrvermerk(session, appropriation)
    assert broken_fields(refusal.value) == {"appropriation_id"}


def test_an_entry_that_contains_others_is_taken_back_after_them(session: Session) -> None:
    whole = book(session)
    part = book(session, replace(PLANNED, counting=Counting.CONTAINED, contained_in_id=whole.id))
    with pytest.raises(RuleViolations, match="zuerst diese"):
        actions.reverse_entry(session, whole, WHY, by=officer(session), now=LATER)
    actions.reverse_entry(session, part, WHY, by=officer(session), now=LATER)
    actions.reverse_entry(session, whole, WHY, by=officer(session), now=LATER)
    assert booked_sum(session, FundingEntry) == 0


def test_taking_back_a_release_that_was_used_asks_first(session: Session) -> None:
    release = actions.add_release(session, release_input(session), by=officer(session), now=NOW)
    actions.add_release(session, release_input(session, amount="1.00"), by=officer(session), now=NOW)
    book(session, GRANTED)
    with pytest.raises(RuleViolations, match="Mit dieser Rücknahme") as refusal:
        actions.reverse_entry(session, release, WHY, by=officer(session), now=LATER)
    assert broken_fields(refusal.value) == {"exception_reason"}
    reversal = actions.reverse_entry(
        session, release, WHY, by=officer(session), now=LATER, exception_reason=REASON
    )
    assert reversal_of(session, release) is None
    confirm(session, reversal)
    assert booked_sum(session, BlockRelease) == Decimal("1.00")


def test_a_decided_amount_is_taken_back_with_its_resolution(session: Session) -> None:
    resolution = make_resolution(session)
    decided = EntryInput(amount=Decimal(500), effective=day("2026-05-06"), resolution_id=resolution.id)
    row = book(session, decided)
    reversal = actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    assert reversal.resolution_id == resolution.id


def test_taking_back_invented_money_is_invented_too(session: Session) -> None:
    row = book(session, replace(PLANNED, provenance=Provenance.DEMO))
    reversal = actions.reverse_entry(session, row, WHY, by=officer(session), now=LATER)
    assert reversal.provenance is Provenance.DEMO


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BUDGET_OFFICER}))
def test_others_take_nothing_back(session: Session, role: Role) -> None:
    row = book(session)
    with pytest.raises(Forbidden):
        actions.reverse_entry(session, row, WHY, by=person(session, role), now=LATER)
