"""Drafts and bookings of entries, appropriations, Sperrvermerke and releases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    BUDGET,
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
from tests.features.record_rows import LATER, NOW, UNKNOWN_DAY, broken_fields, day, person, remembered, year
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.vocabulary.money import Counting, DatePrecision, Degree, Provenance, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.actions.booking import draft_version
from vrs_tracker.features.finance.queries.ledger import load_ledger
from vrs_tracker.features.finance.queries.rows import drafts, still_blocked_by
from vrs_tracker.tables.finance import Appropriation, BlockRelease, FundingEntry


def refused_fields(session: Session, new: EntryInput) -> set[str]:
    with pytest.raises(RuleViolations) as refusal:
        actions.draft_entry(session, new, by=officer(session), now=NOW)
    assert count_rows(session, FundingEntry) == 0
    return broken_fields(refusal.value)


def test_a_draft_counts_nowhere_until_it_is_booked(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    assert load_ledger(session).entries == ()
    (entered,) = remembered(session, "funding_entry", draft.id)
    assert (entered.field, entered.at) == ("Entwurf", NOW)
    actions.book_entry(session, draft, by=officer(session), now=LATER)
    (entry,) = load_ledger(session).entries
    assert (entry.amount, entry.known_on) == (Decimal("1000.00"), date(2026, 7, 9))
    _, booked = remembered(session, "funding_entry", draft.id)
    assert (booked.field, booked.new) == ("gebuchter Betrag", "1.000,00\N{NO-BREAK SPACE}€")


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "10000000000000"])
def test_an_amount_is_positive_whole_cents_that_fit(session: Session, amount: str) -> None:
    assert refused_fields(session, replace(PLANNED, amount=Decimal(amount))) == {"amount"}


def test_the_largest_and_the_smallest_amount_are_kept_to_the_cent(session: Session) -> None:
    for amount in (Decimal("9999999999999.99"), Decimal("0.01")):
        row = book(session, replace(PLANNED, amount=amount))
        session.expire(row)
        assert row.amount == amount


def test_a_decided_amount_needs_its_resolution(session: Session) -> None:
    new = replace(PLANNED, stage=Stage.EARMARKED, degree=Degree.DECIDED)
    assert refused_fields(session, new) == {"resolution_id"}
    resolution = make_resolution(session)
    assert book(session, replace(new, resolution_id=resolution.id)).booked_at is not None


def test_an_amount_needs_its_proof(session: Session) -> None:
    assert refused_fields(session, replace(PLANNED, document=" ")) == {"document"}


def test_only_planned_money_may_lie_in_the_future(session: Session) -> None:
    tomorrow = day("2026-07-10")
    for stage in set(Stage) - {Stage.PLANNED}:
        assert refused_fields(session, replace(GRANTED, stage=stage, effective=tomorrow)) == {"effective"}
    assert book(session, replace(PLANNED, effective=tomorrow)).effective_on == date(2026, 7, 10)


def test_a_payment_of_this_year_can_be_dated_to_the_year(session: Session) -> None:
    assert book(session, replace(GRANTED, effective=year(2026))).date_precision is DatePrecision.YEAR


def test_a_day_can_be_unknown_but_not_missing(session: Session) -> None:
    assert refused_fields(session, replace(PLANNED, effective=None)) == {"effective"}
    assert book(session, replace(PLANNED, effective=UNKNOWN_DAY)).effective_on is None


def test_a_month_stands_on_its_first_day(session: Session) -> None:
    crooked = PreciseDate(date(2026, 3, 15), DatePrecision.MONTH)
    assert refused_fields(session, replace(PLANNED, effective=crooked)) == {"effective"}


def test_what_the_database_does_not_know_is_refused_at_its_field(session: Session) -> None:
    new = replace(PLANNED, block_id=4711, payer_organisation_id=4712, resolution_id=4713)
    assert refused_fields(session, new) == {"block_id", "payer_organisation_id", "resolution_id"}


def test_a_contained_amount_names_a_booked_one(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    part = replace(PLANNED, counting=Counting.CONTAINED, contained_in_id=draft.id)
    with pytest.raises(RuleViolations) as refusal:
        actions.draft_entry(session, part, by=officer(session), now=NOW)
    assert broken_fields(refusal.value) == {"contained_in_id"}
    actions.book_entry(session, draft, by=officer(session), now=NOW)
    assert book(session, part).contained_in_id == draft.id


def test_a_counted_amount_is_contained_in_no_other(session: Session) -> None:
    whole = book(session)
    with pytest.raises(RuleViolations, match="zählt nicht mit"):
        book(session, replace(PLANNED, contained_in_id=whole.id))


def test_an_entry_that_breaks_a_rule_of_sums_asks_and_is_then_kept_and_marked(session: Session) -> None:
    actions.add_release(session, release_input(session, amount="600.00"), by=officer(session), now=NOW)
    draft = actions.draft_entry(session, GRANTED, by=officer(session), now=NOW)
    with pytest.raises(RuleViolations, match=r"Die Bewilligung von .* übersteigt .* um 400,00") as refusal:
        actions.book_entry(session, draft, by=officer(session), now=NOW)
    assert broken_fields(refusal.value) == {"exception_reason"}
    assert draft.booked_at is None
    actions.book_entry(session, draft, by=officer(session), now=NOW, exception_reason=REASON)
    assert draft.booked_at is None
    confirm(session, draft)
    assert draft.booked_at == LATER


def test_drafts_booked_together_are_judged_together(session: Session) -> None:
    actions.add_release(session, release_input(session, amount="1500.00"), by=officer(session), now=NOW)
    pair = [actions.draft_entry(session, GRANTED, by=officer(session), now=NOW) for _ in range(2)]
    with pytest.raises(RuleViolations, match="um 500,00"):
        actions.book_entries(session, pair, by=officer(session), now=NOW)
    assert [row.booked_at for row in pair] == [None, None]


def test_booking_twice_books_once(session: Session) -> None:
    row = book(session)
    actions.book_entry(session, row, by=officer(session), now=LATER)
    assert row.booked_at == NOW
    told = [each.field for each in remembered(session, "funding_entry", row.id)]
    assert told.count("gebuchter Betrag") == 1


def test_the_same_post_twice_gives_one_row(session: Session) -> None:
    new = replace(PLANNED, post_key="0123456789abcdef")
    first = actions.draft_entry(session, new, by=officer(session), now=NOW)
    again = actions.draft_entry(session, replace(new, amount=Decimal(7)), by=officer(session), now=NOW)
    assert (again, count_rows(session, FundingEntry)) == (first, 1)


def test_a_draft_can_be_changed(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    new = replace(PLANNED, amount=Decimal("2000.00"), note="Tippfehler", source="Liste")
    actions.edit_draft(session, draft, new, by=officer(session), now=LATER, version=draft_version(draft))
    session.expire(draft)
    assert (draft.amount, draft.note, draft.source) == (Decimal("2000.00"), "Tippfehler", "Liste")


def test_a_changed_draft_keeps_the_same_rules(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    with pytest.raises(RuleViolations) as refusal:
        actions.edit_draft(
            session, draft, replace(PLANNED, amount=Decimal(0), block_id=4711), by=officer(session), now=LATER
        )
    assert broken_fields(refusal.value) == {"amount", "block_id"}


def test_the_second_of_two_editors_of_a_draft_is_told(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    opened = draft_version(draft)
    first = replace(PLANNED, amount=Decimal(7))
    actions.edit_draft(session, draft, first, by=officer(session), now=LATER, version=opened)
    with pytest.raises(Conflict, match="geändert"):
        actions.edit_draft(session, draft, PLANNED, by=officer(session), now=LATER, version=opened)
    assert draft.amount == 7


def test_a_draft_that_was_booked_meanwhile_is_not_changed(session: Session) -> None:
    row = book(session)
    with pytest.raises(Conflict, match="gebucht"):
        actions.edit_draft(session, row, PLANNED, by=officer(session), now=LATER)


def test_a_discarded_draft_is_gone_and_a_booking_stays(session: Session) -> None:
    draft = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    actions.discard_draft(session, draft, by=officer(session), now=NOW)
    assert drafts(session, FundingEntry) == []
    row = book(session)
    with pytest.raises(RuleViolations, match="mit Begründung"):
        actions.discard_draft(session, row, by=officer(session), now=NOW)
    assert count_rows(session, FundingEntry) == 1


def test_an_appropriation_is_booked_at_once_or_stays_a_draft(session: Session) -> None:
    make_appropriation(session)
    make_appropriation(session, replace(BUDGET, as_draft=True))
    assert booked_sum(session, Appropriation) == Decimal("5000.00")


@pytest.mark.parametrize(
    ("changed", "field"), [({"budget_year": 26}, "budget_year"), ({"amount": Decimal(0)}, "amount")]
)
def test_an_appropriation_has_a_year_and_an_amount(
    session: Session, changed: dict[str, int | Decimal], field: str
) -> None:
    with pytest.raises(RuleViolations) as refusal:
        make_appropriation(session, replace(BUDGET, **changed))  # type: ignore[arg-type] # per field above
    assert broken_fields(refusal.value) == {field}


def test_a_sperrvermerk_stands_on_a_booked_appropriation_and_within_it(session: Session) -> None:
    draft = make_appropriation(session, replace(BUDGET, as_draft=True))
    with pytest.raises(RuleViolations) as refusal:
        make_sperrvermerk(session, draft)
    assert broken_fields(refusal.value) == {"appropriation_id"}
    with pytest.raises(RuleViolations, match=r"höchstens der Ansatz von 5\.000,00"):
        make_sperrvermerk(session, make_appropriation(session), amount="5000.01")


def test_a_release_lifts_a_sperrvermerk_in_parts(session: Session) -> None:
    block = make_sperrvermerk(session, make_appropriation(session))
    new = release_input(session, lifts=block)
    actions.add_release(session, new, by=officer(session), now=NOW)
    assert still_blocked_by(session, block) == Decimal("500.00")
    with pytest.raises(RuleViolations, match=r"noch 500,00"):
        actions.add_release(session, new, by=officer(session), now=NOW)
    actions.add_release(session, replace(new, amount=Decimal(500)), by=officer(session), now=NOW)
    assert still_blocked_by(session, block) == 0


def test_a_draft_of_a_release_is_checked_again_when_it_is_booked(session: Session) -> None:
    block = make_sperrvermerk(session, make_appropriation(session))
    new = release_input(session, lifts=block)
    draft = actions.add_release(session, replace(new, as_draft=True), by=officer(session), now=NOW)
    actions.add_release(session, new, by=officer(session), now=NOW)
    with pytest.raises(RuleViolations, match="noch 500,00"):
        actions.book_entry(session, draft, by=officer(session), now=NOW)


def test_a_release_over_the_appropriation_asks_first(session: Session) -> None:
    make_appropriation(session)
    new = release_input(session, amount="6000.00")
    with pytest.raises(RuleViolations, match="Mit der Freigabe von") as refusal:
        actions.add_release(session, new, by=officer(session), now=NOW)
    assert broken_fields(refusal.value) == {"exception_reason"}
    asked = replace(new, exception_reason=REASON)
    confirm(session, actions.add_release(session, asked, by=officer(session), now=NOW))
    assert booked_sum(session, BlockRelease) == Decimal("6000.00")


def test_invented_money_needs_no_source_and_a_fact_does(session: Session) -> None:
    assert book(session, replace(PLANNED, provenance=Provenance.DEMO)).provenance is Provenance.DEMO
    with pytest.raises(RuleViolations, match="Quelle"):
        book(session, replace(PLANNED, provenance=Provenance.SOURCE))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BUDGET_OFFICER}))
def test_only_the_budget_office_books(session: Session, role: Role) -> None:
    row = actions.draft_entry(session, PLANNED, by=officer(session), now=NOW)
    other = person(session, role)
    with pytest.raises(Forbidden, match="Haushaltsstelle"):
        actions.draft_entry(session, PLANNED, by=other, now=NOW)
    with pytest.raises(Forbidden):
        actions.book_entry(session, row, by=other, now=NOW)
    with pytest.raises(Forbidden):
        actions.discard_draft(session, row, by=other, now=NOW)
    with pytest.raises(Forbidden):
        actions.edit_draft(session, row, PLANNED, by=other, now=NOW)
