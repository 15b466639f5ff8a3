"""What a project lead proposes, and when a proposal is settled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.proposals import (
    OPEN_STATES,
    STAGE_OF_DEGREE,
    ProposalInput,
    became_words,
    check_open,
    check_proposal,
    check_question,
)
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.domain.vocabulary.money import DatePrecision, Degree, Payer

TODAY = date(2026, 7, 9)
NEW = ProposalInput(
    block_id=1,
    payer=Payer.MUNICIPALITY,
    amount=Decimal("250000.00"),
    degree=Degree.PLEDGED,
    effective=PreciseDate(date(2026, 6, 12), DatePrecision.DAY),
)
NEXT_YEAR = PreciseDate(date(2027, 1, 1), DatePrecision.YEAR)


def _fields(new: ProposalInput) -> list[str]:
    return [violation.field for violation in check_proposal(new, TODAY)]


def test_payer_amount_degree_and_day_are_enough() -> None:
    assert _fields(NEW) == []


def test_a_decided_amount_names_its_resolution() -> None:
    decided = replace(NEW, degree=Degree.DECIDED)
    assert _fields(decided) == ["resolution_text"]
    assert _fields(replace(decided, resolution_text="Gemeinderat, 12.06.2026, Nr. 48")) == []


def test_only_what_is_planned_lies_ahead() -> None:
    assert _fields(replace(NEW, effective=NEXT_YEAR)) == ["effective"]
    assert _fields(replace(NEW, effective=NEXT_YEAR, degree=Degree.PLANNED)) == []


@pytest.mark.parametrize("amount", ["0", "-5.00", "1.005"])
def test_an_amount_is_positive_and_of_whole_cents(amount: str) -> None:
    assert _fields(replace(NEW, amount=Decimal(amount))) == ["amount"]


@pytest.mark.parametrize("state", list(ProposalState))
def test_a_settled_proposal_says_why_it_stays(state: ProposalState) -> None:
    found = list(check_open(state))
    assert bool(found) is (state not in OPEN_STATES)
    assert all(state.label in violation.message for violation in found)


def test_a_question_is_a_sentence() -> None:
    assert [violation.field for violation in check_question(" ")] == ["question"]
    assert list(check_question("Gilt der Betrag für 2026 allein?")) == []


def test_a_pledge_suggests_no_stage() -> None:
    assert set(Degree) - set(STAGE_OF_DEGREE) == {Degree.PLEDGED}


@pytest.mark.parametrize(
    ("booked_on", "is_asked", "is_taken_back", "begin"),
    [
        (TODAY, False, False, "Gebucht am 09.07.2026 mit 250.000,00 €."),
        (None, True, False, "Der Betrag ist übernommen; er wartet auf die zweite Person"),
        (None, False, False, "Der Betrag ist als Entwurf übernommen und noch nicht gebucht."),
        (TODAY, False, True, "Der Betrag war gebucht und ist zurückgenommen."),
    ],
)
def test_the_partner_reads_what_became_of_the_amount(
    booked_on: date | None, begin: str, *, is_asked: bool, is_taken_back: bool
) -> None:
    said = became_words(booked_on, NEW.amount, is_asked=is_asked, is_taken_back=is_taken_back)
    assert said.replace(NBSP, " ").startswith(begin)
