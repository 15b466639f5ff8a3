"""What a carry-over, a plan, a Haushaltssperre and a check of competence must say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.amount_and_date_values import on
from vrs_tracker.domain.inputs.competence import CompetenceInput, check_competence
from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    MoneyInput,
    SpendingFreezeInput,
    check_money,
)
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind

TODAY = date(2026, 10, 20)
CARRIED = AppropriationInput(
    kind=AppropriationKind.CARRY_FORWARD,
    budget_year=2027,
    amount=Decimal("100.00"),
    effective=on(2026, 10, 1),
    carry_reason=CarryReason.DELAYED,
    block_continues=True,
)
ANSATZ = replace(CARRIED, kind=AppropriationKind.APPROPRIATION, carry_reason=None, block_continues=None)
PLAN = replace(ANSATZ, kind=AppropriationKind.MEDIUM_TERM_PLAN, plan_year=2026)
AUTHORITY = replace(ANSATZ, kind=AppropriationKind.COMMITMENT_AUTHORISATION, plan_year=2026)
FREEZE = SpendingFreezeInput(
    budget_year=2026,
    amount=Decimal("100.00"),
    effective=on(2026, 10, 1),
    ordered_by="Kämmerei",
    grounds="Die Umlage geht später ein.",
)
COMPETENCE = CompetenceInput(body_id=1, basis="Hauptsatzung", checked_on=TODAY)


def fields(new: MoneyInput) -> list[str]:
    return [violation.field for violation in check_money(new, TODAY)]


@pytest.mark.parametrize("new", [CARRIED, ANSATZ, PLAN, AUTHORITY, FREEZE])
def test_what_is_complete_can_be_entered(new: MoneyInput) -> None:
    assert fields(new) == []


def test_a_carry_over_needs_its_reason_and_another_reason_a_sentence() -> None:
    other = replace(CARRIED, carry_reason=CarryReason.OTHER)

    assert fields(replace(CARRIED, carry_reason=None)) == ["carry_reason"]
    assert fields(other) == ["note"]
    assert fields(replace(other, note="Die Stadt baut später.")) == []


def test_only_a_carry_over_has_a_reason_and_a_sperrvermerk_that_goes_on() -> None:
    wrong = replace(ANSATZ, carry_reason=CarryReason.DELAYED, block_continues=False)

    assert fields(wrong) == ["carry_reason", "block_continues"]


def test_a_medium_term_plan_names_its_budget_and_reaches_three_years_beyond_it() -> None:
    assert fields(replace(PLAN, plan_year=None)) == ["plan_year"]
    assert [fields(replace(PLAN, budget_year=year)) for year in (2025, 2029)] == [[], []]
    (late,) = check_money(replace(PLAN, budget_year=2030), TODAY)
    assert late.message == "Die Finanzplanung zum Haushalt 2026 reicht von 2025 bis 2029."
    assert fields(replace(PLAN, budget_year=2024)) == ["budget_year"]


def test_an_authority_is_for_a_later_year_and_an_ansatz_belongs_to_no_plan() -> None:
    assert fields(replace(AUTHORITY, budget_year=2026)) == ["budget_year"]
    assert fields(replace(AUTHORITY, plan_year=None)) == ["plan_year"]
    assert fields(replace(ANSATZ, plan_year=2026)) == ["plan_year"]
    assert fields(replace(PLAN, plan_year=1999, budget_year=2000)) == ["plan_year"]


def test_a_freeze_names_who_ordered_it_and_why() -> None:
    assert fields(replace(FREEZE, ordered_by=" ", grounds="")) == ["ordered_by", "grounds"]


def test_a_check_of_competence_names_its_basis_and_lies_in_the_past() -> None:
    assert list(check_competence(COMPETENCE, TODAY)) == []
    wrong = replace(COMPETENCE, basis=" ", checked_on=date(2026, 10, 21))
    assert [violation.field for violation in check_competence(wrong, TODAY)] == ["basis", "checked_on"]
