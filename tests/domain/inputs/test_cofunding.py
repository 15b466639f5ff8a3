"""What a rule of co-funding must say, and when two of a kind would hold on the same day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.cofunding_values import make_rule
from vrs_tracker.domain.inputs.cofunding import (
    RuleEnding,
    RuleInput,
    check_ending,
    check_rule,
    hundredths_of_a_per_cent,
    replaced_by,
)
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind

MATCH = RuleInput(
    kind=FundingRuleKind.MUNICIPAL_MATCH, name="Regel", valid_from=date(2024, 1, 1), source="Papier"
)
CAP = replace(MATCH, kind=FundingRuleKind.PROGRAMME_CAP, limit=Decimal(1))
SHARE = replace(MATCH, kind=FundingRuleKind.REGIONAL_SHARE_MAX, share_percent=Decimal(50))


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (replace(MATCH, name=" "), "name"),
        (replace(MATCH, source=""), "source"),
        (replace(MATCH, limit=Decimal(1)), "limit"),
        (replace(CAP, limit=None), "limit"),
        (replace(CAP, limit=Decimal(0)), "limit"),
        (replace(CAP, share_percent=Decimal(50)), "share_percent"),
        (replace(SHARE, share_percent=None), "share_percent"),
        (replace(SHARE, share_percent=Decimal(101)), "share_percent"),
        (replace(MATCH, valid_until=date(2023, 12, 31)), "valid_until"),
    ],
)
def test_a_rule_that_does_not_fit_its_kind_says_so(new: RuleInput, field: str) -> None:
    assert [one.field for one in check_rule(new, ())] == [field]


@pytest.mark.parametrize("new", [MATCH, CAP, SHARE])
def test_a_rule_that_fits_passes(new: RuleInput) -> None:
    assert check_rule(new, ()) == ()


def test_a_standing_rule_is_replaced_and_a_later_one_is_in_the_way() -> None:
    standing, later = make_rule(), make_rule(id=2, valid_from=date(2024, 6, 1))
    assert replaced_by(MATCH, (later, standing)) is standing
    assert check_rule(MATCH, (standing,)) == ()
    assert [one.field for one in check_rule(MATCH, (later,))] == ["valid_from"]
    assert check_rule(replace(MATCH, valid_until=date(2024, 5, 31)), (later,)) == ()


def test_rules_of_other_kinds_and_ended_ones_are_not_in_the_way() -> None:
    ended = make_rule(valid_until=date(2023, 12, 31))
    assert check_rule(MATCH, (ended,)) == ()
    assert check_rule(SHARE, (make_rule(valid_from=date(2025, 1, 1)),)) == ()


def test_calls_stand_beside_one_another() -> None:
    call = replace(CAP, kind=FundingRuleKind.CALL_CAP)
    known = make_rule(kind=FundingRuleKind.CALL_CAP, limit="1")
    assert check_rule(call, (known,)) == ()
    assert replaced_by(call, (known,)) is None


def test_a_rule_ends_after_it_began_and_for_a_reason() -> None:
    begun = date(2024, 1, 1)
    assert check_ending(RuleEnding(valid_until=begun, reason="Neue Richtlinie."), begun) == ()
    found = check_ending(RuleEnding(valid_until=date(2023, 1, 1)), begun)
    assert [one.field for one in found] == ["valid_until", "reason"]


def test_a_share_is_stored_exactly() -> None:
    assert hundredths_of_a_per_cent(Decimal("33.33")) == 3333
    assert hundredths_of_a_per_cent(None) is None
