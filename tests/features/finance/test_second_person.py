"""What breaks a rule or is large is booked by two persons."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    GRANTED,
    PLANNED,
    REASON,
    book,
    booked_sum,
    confirm,
    count_rows,
    officer,
    release_input,
    resolution_input,
    second_person,
)
from tests.features.record_rows import LATER, NOW, UNITS, broken_fields, person, remembered
from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.history_rules import Seen
from vrs_tracker.domain.inputs.finance import EntryInput, EntryLine
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.second_person import OWN_REQUEST
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause, ConfirmationOutcome
from vrs_tracker.domain.vocabulary.money import Counting, Provenance, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.confirmations import (
    decided_requests,
    open_requests,
    open_requests_of,
    request_of,
    requests_of,
    waiting_for,
)
from vrs_tracker.features.finance.queries.lines import money_lines
from vrs_tracker.features.finance.queries.rows import drafts, lines_of, reversal_of, standing_rows
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.retold import Wanted, acts, thing_of

LIMIT = Decimal(500)
ANSWER = "Welcher Bescheid ist gemeint?"


def ask(session: Session, new: EntryInput = GRANTED) -> tuple[FundingEntry, ConfirmationRequest]:
    """Book an entry over the released money: it waits for a second person."""
    actions.add_release(session, release_input(session, amount="600.00"), by=officer(session), now=NOW)
    asked = replace(new, exception_reason=REASON)
    row = actions.add_entry(session, asked, by=officer(session), now=NOW)
    ((_, request),) = open_requests_of(session, [row])
    return row, request


def test_an_exception_waits_with_its_reason_and_counts_nowhere(session: Session) -> None:
    row, request = ask(session)
    assert row.booked_at is None
    assert (request.cause, request.reason) == (ConfirmationCause.EXCEPTION, REASON)
    assert request.broken.startswith("Bewilligung über den verfügbaren Mitteln: Die Bewilligung von")
    assert "begründete Ausnahme beantragen" not in request.broken
    assert booked_sum(session, FundingEntry) == 0
    (told,) = remembered(session, "confirmation_request", request.id)
    assert (told.new, told.reason) == ("begründete Ausnahme", REASON)


def test_what_is_withdrawn_stays_in_the_history(session: Session) -> None:
    row, request = ask(session)
    request_id, row_id = request.id, row.id
    actions.discard_draft(session, row, by=officer(session), now=LATER)
    (asked,) = remembered(session, "confirmation_request", request_id)
    entered, withdrawn, discarded = remembered(session, "funding_entry", row_id)
    assert [told.at for told in (asked, entered, withdrawn, discarded)] == [NOW, NOW, LATER, LATER]
    assert withdrawn.old.startswith("begründete Ausnahme, ")
    assert (withdrawn.new, discarded.field, discarded.new) == ("zurückgezogen", "Entwurf", "")


def test_the_second_person_books_it_at_that_moment(session: Session) -> None:
    row, request = ask(session)
    actions.confirm_booking(session, request, by=second_person(session), now=LATER)
    assert (row.booked_at, row.recorded_by) == (LATER, officer(session).key)
    assert (request.outcome, request.decided_by) == (
        ConfirmationOutcome.CONFIRMED,
        second_person(session).key,
    )
    entered, booked = remembered(session, "funding_entry", row.id)
    assert (entered.person_key, entered.field) == (officer(session).key, "Entwurf")
    assert (booked.person_key, booked.reason) == (second_person(session).key, REASON)


def test_a_second_confirmation_by_the_same_person_does_no_harm(session: Session) -> None:
    _, request = ask(session)
    for _ in range(2):
        actions.confirm_booking(session, request, by=second_person(session), now=LATER)
    assert booked_sum(session, FundingEntry) == GRANTED.amount


def test_what_somebody_else_has_decided_is_told(session: Session) -> None:
    _, request = ask(session)
    actions.return_booking(session, request, ANSWER, by=second_person(session), now=LATER)
    with pytest.raises(Conflict, match="an anderer Stelle entschieden"):
        actions.confirm_booking(session, request, by=second_person(session), now=LATER)


def test_nobody_confirms_the_own_request_whatever_the_role(session: Session) -> None:
    row, request = ask(session)
    by = officer(session)
    both = Person(key=by.key, unit="Geschäftsstelle", roles=frozenset({Role.APPROVER}))
    for one in (by, both):
        with pytest.raises(RuleViolations) as refusal:
            actions.confirm_booking(session, request, by=one, now=LATER)
        assert str(refusal.value) == OWN_REQUEST
        with pytest.raises(RuleViolations):
            actions.return_booking(session, request, ANSWER, by=one, now=LATER)
    assert row.booked_at is None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.APPROVER, Role.BUDGET_OFFICER}))
def test_only_head_office_and_budget_office_answer(session: Session, role: Role) -> None:
    _, request = ask(session)
    with pytest.raises(Forbidden, match="als zweite Person"):
        actions.confirm_booking(session, request, by=person(session, role), now=LATER)
    with pytest.raises(Forbidden):
        actions.return_booking(session, request, ANSWER, by=person(session, role), now=LATER)


def test_what_is_given_back_stays_a_draft_and_comes_back_to_its_author(session: Session) -> None:
    row, request = ask(session)
    by, second = officer(session), second_person(session)
    assert (waiting_for(session, second.key).to_confirm, waiting_for(session, by.key).to_confirm) == (1, 0)
    with pytest.raises(RuleViolations) as refusal:
        actions.return_booking(session, request, " ", by=second, now=LATER)
    assert broken_fields(refusal.value) == {"answer"}
    actions.return_booking(session, request, ANSWER, by=second, now=LATER)
    assert drafts(session, FundingEntry) == [row]
    (back,) = waiting_for(session, by.key).returned
    assert (back.what, back.answer) == ("bewilligt, regional", ANSWER)
    assert waiting_for(session, second.key).returned == ()
    assert waiting_for(session, by.key).to_book == 1


def test_it_is_asked_anew_and_the_old_answer_stays_among_what_was_decided(session: Session) -> None:
    row, request = ask(session)
    actions.return_booking(session, request, ANSWER, by=second_person(session), now=LATER)
    reason = "Gemeint ist der Bescheid vom 15.03.2026."
    actions.book_entry(session, row, by=officer(session), now=LATER, exception_reason=reason)
    anew, before = requests_of(session, row)
    assert (anew.outcome, anew.reason) == (None, reason)
    assert (before.id, before.answer) == (request.id, ANSWER)
    assert waiting_for(session, officer(session).key).returned == ()
    assert [asked.answer for asked in decided_requests(session)] == [ANSWER]
    confirm(session, row)
    assert row.booked_at is not None
    assert waiting_for(session, officer(session).key).returned == ()
    assert {asked.answer for asked in decided_requests(session)} == {ANSWER, ""}
    (line,) = (line for line in money_lines(session) if line.id == row.id and line.table == "funding_entry")
    assert (line.is_booked, line.asking) == (True, None)


def test_what_came_back_and_is_changed_still_waits_for_its_author_with_the_reason(session: Session) -> None:
    row, request = ask(session)
    actions.return_booking(session, request, ANSWER, by=second_person(session), now=LATER)
    more = replace(GRANTED, amount=GRANTED.amount * 2)
    actions.edit_draft(session, row, more, by=officer(session), now=LATER)
    (kept,) = requests_of(session, row)
    assert (kept.reason, kept.answer) == (REASON, ANSWER)
    (back,) = waiting_for(session, officer(session).key).returned
    assert back.amount == more.amount


def test_the_history_of_a_booking_tells_each_step_with_who_took_it(session: Session) -> None:
    row, request = ask(session)
    by, second = officer(session), second_person(session)
    actions.return_booking(session, request, ANSWER, by=second, now=LATER)
    less = replace(GRANTED, amount=Decimal(900))
    actions.edit_draft(session, row, less, by=by, now=LATER)
    actions.book_entry(session, row, by=by, now=LATER, exception_reason=REASON)
    confirm(session, row)
    wanted = Wanted(kind="funding_entry", thing_id=row.id)
    told = [
        (act.who, sentence) for act in acts(session, wanted, seen=Seen.UNIT) for sentence in act.told_changes
    ]
    said = [sentence.split("“")[0] + "“" for _, sentence in reversed(told)]
    assert said == [
        *("„Entwurf“", "„zweite Person angefragt“", "„Antwort der zweiten Person“", "„Betrag“"),
        *("„zweite Person angefragt“", "„Antwort der zweiten Person“", "„gebuchter Betrag“"),
    ]
    assert [who for who, _ in reversed(told)] == [
        *[by.unit] * 2,
        second.unit,
        *[by.unit] * 2,
        *[second.unit] * 2,
    ]


def test_what_a_second_person_was_asked_is_named_by_the_booking(session: Session) -> None:
    row, request = ask(session)
    thing = thing_of(session, "confirmation_request", request.id)
    assert thing.title == "Zweite Person: Buchung über 1.000,00\N{NO-BREAK SPACE}€"
    assert thing.about == ("funding_entry", row.id)


def test_entries_of_a_draft_whose_number_is_used_again_do_not_tell_of_the_next(session: Session) -> None:
    row, _ = ask(session)
    actions.discard_draft(session, row, by=officer(session), now=NOW)
    again = actions.draft_entry(session, GRANTED, by=officer(session), now=LATER)
    told = acts(session, Wanted(kind="funding_entry", thing_id=again.id), seen=Seen.UNIT)
    assert [act.at for act in told] == [LATER]
    everything = acts(session, Wanted(kind="funding_entry"), seen=Seen.UNIT)
    assert {act.thing.amount for act in everything if act.at == NOW} == {None}


def test_what_waits_is_not_asked_twice(session: Session) -> None:
    row, request = ask(session)
    actions.book_entry(session, row, by=officer(session), now=LATER, exception_reason="Noch einmal.")
    assert [each.id for each in requests_of(session, row)] == [request.id]


def test_a_draft_that_is_changed_waits_no_longer(session: Session) -> None:
    row, request = ask(session)
    less = replace(GRANTED, amount=Decimal(600))
    actions.edit_draft(session, row, less, by=officer(session), now=LATER)
    with pytest.raises(NotFound, match="gibt es nicht mehr"):
        request_of(session, request.id)
    actions.book_entry(session, row, by=officer(session), now=LATER)
    assert row.booked_at == LATER


def test_a_draft_that_is_discarded_takes_its_request_along(session: Session) -> None:
    row, _ = ask(session)
    actions.discard_draft(session, row, by=officer(session), now=NOW)
    assert open_requests(session) == ()


def test_a_further_rule_that_is_broken_meanwhile_needs_a_new_request(session: Session) -> None:
    paid = replace(GRANTED, stage=Stage.DISBURSED, amount=Decimal(100))
    granted = actions.add_entry(session, replace(GRANTED, amount=Decimal(100)), by=officer(session), now=NOW)
    row = actions.add_entry(session, paid, by=officer(session), now=NOW, second_person_from=Decimal(1))
    ((_, request),) = open_requests_of(session, [row])
    actions.reverse_entry(session, granted, "Betrag vertauscht", by=officer(session), now=NOW)
    with pytest.raises(RuleViolations, match=r"neu beantragt wird\.$"):
        actions.confirm_booking(session, request, by=second_person(session), now=LATER)
    assert row.booked_at is None
    actions.return_booking(session, request, ANSWER, by=second_person(session), now=LATER)
    actions.book_entry(session, row, by=officer(session), now=LATER, exception_reason=REASON)
    confirm(session, row)
    assert row.booked_at is not None


def test_a_large_amount_waits_without_a_reason(session: Session) -> None:
    row = actions.add_entry(session, PLANNED, by=officer(session), now=NOW, second_person_from=LIMIT)
    ((_, request),) = open_requests_of(session, [row])
    assert (request.cause, request.reason, request.broken) == (ConfirmationCause.LARGE_AMOUNT, "", "")
    small = replace(PLANNED, amount=Decimal("499.99"))
    booked = actions.add_entry(session, small, by=officer(session), now=NOW, second_person_from=LIMIT)
    assert booked.booked_at == NOW


def test_the_lines_of_a_resolution_wait_and_are_confirmed_together(session: Session) -> None:
    lines = (EntryLine(amount=Decimal(600)), EntryLine(amount=Decimal(10)))
    new = replace(resolution_input(session), entries=lines)
    found = actions.record_resolution(session, new, by=officer(session), now=NOW, second_person_from=LIMIT)
    (asked,) = open_requests(session)
    assert asked.causes == (ConfirmationCause.LARGE_AMOUNT.label, ConfirmationCause.TOGETHER.label)
    actions.confirm_booking(session, request_of(session, asked.first), by=second_person(session), now=LATER)
    entries, _ = lines_of(session, found)
    assert {row.booked_at for row in entries} == {LATER}


def test_a_reversal_that_breaks_a_rule_is_a_draft_until_it_is_confirmed(session: Session) -> None:
    release = actions.add_release(session, release_input(session), by=officer(session), now=NOW)
    actions.add_release(session, release_input(session, amount="1.00"), by=officer(session), now=NOW)
    book(session, GRANTED)
    back = actions.reverse_entry(
        session, release, "Betrag vertauscht", by=officer(session), now=NOW, exception_reason=REASON
    )
    assert back.booked_at is None
    assert reversal_of(session, release) is None
    assert release in standing_rows(session, type(release))
    assert not any(line.is_taken_back for line in money_lines(session))
    with pytest.raises(RuleViolations, match="schon entworfen"):
        actions.reverse_entry(session, release, "Noch einmal", by=officer(session), now=LATER)
    with pytest.raises(RuleViolations, match="lässt sich nicht ändern"):
        actions.edit_draft(session, back, release_input(session), by=officer(session), now=LATER)
    confirm(session, back)
    assert reversal_of(session, release) is back
    taken_back = remembered(session, "block_release", release.id)[-1]
    assert (taken_back.field, taken_back.reason) == ("zurückgenommener Betrag", "Betrag vertauscht")


def test_a_drafted_reversal_can_be_discarded_and_made_anew(session: Session) -> None:
    row = book(session)
    back = actions.reverse_entry(
        session, row, "Vertauscht", by=officer(session), now=NOW, second_person_from=LIMIT
    )
    actions.discard_draft(session, back, by=officer(session), now=NOW)
    again = actions.reverse_entry(session, row, "Betrag vertauscht", by=officer(session), now=NOW)
    assert again.booked_at == NOW
    assert count_rows(session, FundingEntry) == 2


def test_a_reversal_on_which_something_was_built_meanwhile_is_not_confirmed(session: Session) -> None:
    whole = book(session)
    back = actions.reverse_entry(
        session, whole, "Vertauscht", by=officer(session), now=NOW, second_person_from=LIMIT
    )
    book(session, replace(PLANNED, contained_in_id=whole.id, counting=Counting.CONTAINED))
    with pytest.raises(RuleViolations, match="bauen andere Buchungen auf"):
        confirm(session, back)


def test_a_proven_fact_is_booked_by_one_person(session: Session) -> None:
    actions.add_release(session, release_input(session, amount="600.00"), by=officer(session), now=NOW)
    fact = replace(GRANTED, provenance=Provenance.SOURCE, source="Pressemitteilung")
    row = actions.add_entry(session, fact, by=officer(session), now=NOW, second_person_from=LIMIT)
    assert (row.booked_at, open_requests(session)) == (NOW, ())


def test_another_budget_officer_is_a_second_person(session: Session) -> None:
    row, request = ask(session)
    deputy = person(session, Role.APPROVER)
    other = Person(key=deputy.key, unit=UNITS[Role.BUDGET_OFFICER], roles=frozenset({Role.BUDGET_OFFICER}))
    actions.confirm_booking(session, request, by=other, now=LATER)
    assert row.booked_at == LATER
