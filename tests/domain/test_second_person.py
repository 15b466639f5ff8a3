"""When a booking needs a second person, and what that person decides."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.findings import Objection, names
from vrs_tracker.domain.second_person import (
    OWN_REQUEST,
    SECOND_PERSON_FROM,
    Candidate,
    causes,
    check_answer,
    check_exception,
    check_further,
    check_second_person,
    limit_hint,
    needs_no_second_person,
)
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause
from vrs_tracker.domain.vocabulary.money import Provenance, RuleCode

OVER = Objection(RuleCode.COMMITTED_OVER_RELEASED, "Die Bewilligung ist zu hoch.", "Senken Sie den Betrag.")
PAID = Objection(RuleCode.DISBURSED_OVER_COMMITTED, "Die Auszahlung ist zu hoch.", "Warten Sie.")
EXCEPTION, LARGE, TOGETHER = (
    *(ConfirmationCause.EXCEPTION, ConfirmationCause.LARGE_AMOUNT),
    ConfirmationCause.TOGETHER,
)

candidates = st.builds(
    Candidate,
    amount=st.integers(-(10**9), 10**9).filter(bool).map(lambda cents: Decimal(cents) / 100),
    provenance=st.sampled_from(Provenance),
    objections=st.sampled_from([(), (OVER,), (OVER, PAID)]),
)


def row(amount: str, *objections: Objection, provenance: Provenance = Provenance.ENTERED) -> Candidate:
    return Candidate(amount=Decimal(amount), provenance=provenance, objections=objections)


def test_an_ordinary_booking_needs_nobody_else() -> None:
    assert causes([row("99999.99"), row("1.00")], SECOND_PERSON_FROM) == (None, None)


@pytest.mark.parametrize("amount", ["100000.00", "-100000.00", "250000.00"])
def test_an_amount_from_the_limit_upwards_needs_a_second_person(amount: str) -> None:
    assert causes([row(amount)], SECOND_PERSON_FROM) == (LARGE,)
    assert causes([row(amount)], None) == (None,)


def test_the_form_says_from_which_amount_on_a_second_person_confirms() -> None:
    said = limit_hint(Decimal(5000)).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("Ab 5.000,00 € bestätigt eine zweite Person die Buchung;")


def test_a_broken_rule_is_the_cause_that_is_told_of_a_large_amount_too() -> None:
    assert causes([row("250000.00", OVER)], SECOND_PERSON_FROM) == (EXCEPTION,)


def test_what_is_booked_together_waits_together() -> None:
    rows = [row("1.00"), row("100000.00"), row("2.00", OVER)]
    assert causes(rows, SECOND_PERSON_FROM) == (TOGETHER, LARGE, EXCEPTION)


@given(rows=st.lists(candidates, max_size=5))
def test_either_all_rows_wait_or_none_and_a_proven_fact_never_does(rows: list[Candidate]) -> None:
    found = causes(rows, SECOND_PERSON_FROM)
    decided_by_people = [
        cause for cause, each in zip(found, rows, strict=True) if not needs_no_second_person(each.provenance)
    ]
    assert all(decided_by_people) or not any(decided_by_people)
    assert not any(
        cause for cause, each in zip(found, rows, strict=True) if needs_no_second_person(each.provenance)
    )
    assert any(found) == any(
        each.objections or abs(each.amount) >= SECOND_PERSON_FROM
        for each in rows
        if not needs_no_second_person(each.provenance)
    )


def test_a_broken_rule_asks_for_a_reason_and_each_is_said_once() -> None:
    rows = [row("1.00", OVER), row("2.00", OVER, PAID)]
    assert check_exception(rows, " ") == (
        Violation("exception_reason", "Die Bewilligung ist zu hoch. Senken Sie den Betrag."),
        Violation("exception_reason", "Die Auszahlung ist zu hoch. Warten Sie."),
    )
    assert check_exception(rows, "Der Bescheid ist ergangen.") == ()
    assert [each.field for each in check_exception(rows, "x" * 1001)] == ["exception_reason"]


def test_a_proven_fact_that_breaks_a_rule_asks_for_nothing() -> None:
    assert check_exception([row("1.00", OVER, provenance=Provenance.SOURCE)], "") == ()


def test_only_a_rule_that_the_request_names_may_be_broken() -> None:
    recorded = f"{PAID.recorded}\n{OVER.recorded}"
    assert list(check_further([OVER, PAID], recorded)) == []
    (violation,) = check_further([OVER, PAID], PAID.recorded)
    assert violation.message.startswith("Die Bewilligung ist zu hoch. Das steht nicht in der Begründung.")


def test_a_rule_is_found_again_in_what_was_recorded() -> None:
    assert [rule for rule in RuleCode if names(OVER.recorded, rule)] == [OVER.rule]
    assert not names("", OVER.rule)


def test_nobody_confirms_the_own_request() -> None:
    assert check_second_person("p1", "p1") == (Violation("", OWN_REQUEST),)
    assert check_second_person("p1", "p2") == ()


def test_what_is_given_back_says_what_is_to_be_clarified() -> None:
    assert [each.field for each in check_answer(" ")] == ["answer"]
    assert check_answer("Welcher Bescheid?") == ()
