"""What is agreed for an indicator: numbers that can be stored, a way up, a day that belongs to a target."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.history_rules import Change, Ground, check_reason
from vrs_tracker.domain.inputs.indicators import (
    TargetEdit,
    TargetInput,
    agreed_anew,
    check_end,
    check_quantity,
    check_target,
    check_target_edit,
)
from vrs_tracker.domain.inputs.parts import Correction
from vrs_tracker.domain.parsing import MAX_EURO
from vrs_tracker.domain.vocabulary.money import Provenance

storable = st.decimals(min_value=0, max_value=MAX_EURO, places=2)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
words = st.sampled_from(["", "12", "15", "31.12.2026"])


def fields(new: TargetInput) -> list[str]:
    return [violation.field for violation in check_target(new)]


@given(storable)
def test_every_number_with_two_decimals_can_be_agreed(value: Decimal) -> None:
    assert check_quantity("target", value) == ()


@given(storable.filter(bool))
def test_no_number_below_zero_can_be_agreed(value: Decimal) -> None:
    assert [each.field for each in check_quantity("baseline", -value)] == ["baseline"]


@pytest.mark.parametrize("value", ["0.001", "NaN", "Infinity", "1e20"])
def test_what_cannot_be_stored_exactly_is_refused(value: str) -> None:
    assert fields(TargetInput(target=Decimal(value))) == ["target"]
    assert fields(TargetInput(baseline=Decimal(value), target=Decimal(5))) == ["baseline"]


@given(storable, storable)
def test_a_target_never_lies_below_where_counting_began(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert check_target(TargetInput(baseline=low, target=high)) == ()
    if low < high:
        assert fields(TargetInput(baseline=high, target=low)) == ["target"]


@given(days)
def test_a_day_belongs_to_a_target(day: date) -> None:
    assert check_target(TargetInput(target=Decimal(0), target_on=day)) == ()
    assert fields(TargetInput(target_on=day)) == ["target_on"]


def test_a_day_lies_in_a_century_that_people_mean() -> None:
    assert fields(TargetInput(target=Decimal(1), target_on=date(26, 12, 31))) == ["target_on"]


def test_nothing_has_to_be_agreed_yet() -> None:
    assert check_target(TargetInput()) == ()


def test_a_fact_names_its_source() -> None:
    assert fields(TargetInput(target=Decimal(6), provenance=Provenance.SOURCE)) == ["source"]


@given(words, words)
def test_only_what_had_been_agreed_needs_a_reason_when_it_changes(old: str, new: str) -> None:
    (change,) = agreed_anew([Change("Ziel", old, new)])
    assert change.ground is (Ground.TARGET if old else None)
    assert bool(check_reason([change], "")) is bool(old)
    assert check_reason([change], "Bescheid geändert") == ()


def test_the_reason_has_its_limit() -> None:
    assert [each.field for each in check_target_edit(TargetEdit(reason="x" * 1001))] == ["reason"]


def test_an_indicator_ends_with_a_reason() -> None:
    assert [each.field for each in check_end(Correction(reason=" "))] == ["reason"]
    assert check_end(Correction(reason="Der Träger erhebt sie nicht mehr.")) == ()
