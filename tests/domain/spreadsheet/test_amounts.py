"""Exact cents from binary fractions and from German text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro, euro_plain
from vrs_tracker.domain.parsing import MAX_EURO
from vrs_tracker.domain.spreadsheet.amounts import (
    FINER_THAN_A_CENT,
    NO_AMOUNT,
    TOO_LARGE,
    TWO_UNITS,
    cents_of_number,
    cents_of_text,
    unit_in,
)

WITHIN = st.integers(min_value=-(10**13), max_value=10**13)
"""Cents up to a hundred billion euros on either side."""


@given(WITHIN)
def test_what_was_typed_with_two_decimals_comes_back_to_the_cent(cents: int) -> None:
    stored = float(from_cents(cents))
    assert cents_of_number(stored) == cents == Decimal(repr(stored)) * 100


@given(WITHIN)
def test_text_of_every_printed_amount_reads_back(cents: int) -> None:
    assert cents_of_text(euro(from_cents(cents))) == cents
    assert cents_of_text(euro_plain(from_cents(cents))) == cents


@given(st.integers(min_value=-(10**11), max_value=10**11))
def test_thousands_and_millions_are_multiplied_exactly(cents: int) -> None:
    assert cents_of_number(float(from_cents(cents)), 1000) == cents * 1000
    assert cents_of_text(f"{euro_plain(from_cents(cents))} Tsd. €") == cents * 1000


@given(st.lists(st.integers(min_value=-(10**9), max_value=10**9), max_size=30))
def test_the_noise_of_a_formula_is_taken_off(parts: list[int]) -> None:
    assert cents_of_number(sum(float(from_cents(part)) for part in parts)) == sum(parts)


@given(WITHIN, st.integers(min_value=1, max_value=9))
def test_a_third_decimal_is_refused_as_long_as_it_can_be_told_from_noise(cents: int, third: int) -> None:
    stored = float(Decimal(cents % 10**11) / 100 + Decimal(third) / 1000)
    with pytest.raises(ValueError, match=FINER_THAN_A_CENT):
        cents_of_number(stored)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_amount(value: float) -> None:
    with pytest.raises(ValueError, match=NO_AMOUNT):
        cents_of_number(value)


def test_amounts_beyond_what_can_be_stored_are_refused() -> None:
    largest = float(MAX_EURO)
    assert cents_of_number(largest) == 999_999_999_999_999
    with pytest.raises(ValueError, match=TOO_LARGE):
        cents_of_number(largest, 1000)
    with pytest.raises(ValueError, match=TOO_LARGE):
        cents_of_text("99.999.999.999.999,00")


@pytest.mark.parametrize(
    ("text", "factor", "cents"),
    [
        ("1.234,56 €", 1, 123_456),
        ("1234,5", 1, 123_450),
        ("1.000 €", 1, 100_000),
        ("1 234,50 EUR", 1, 123_450),
        ("\u22121,00", 1, -100),
        ("-1,00", 1, -100),
        ("1,5 Mio. €", 1, 150_000_000),
        ("1,5 Mio. €", 10**6, 150_000_000),
        ("2,25 TEUR", 1, 225_000),
        ("16,22", 10**6, 1_622_000_000),
        ("0,001", 1000, 100),
    ],
)
def test_german_amounts_are_read(text: str, factor: int, cents: int) -> None:
    assert cents_of_text(text, factor) == cents


@pytest.mark.parametrize("text", ["12.50", "1,234.56", "viel", "", "1e3", "#DIV/0!", "12 Stück €"])
def test_other_texts_are_no_amounts(text: str) -> None:
    with pytest.raises(ValueError, match=NO_AMOUNT):
        cents_of_text(text)


def test_text_that_is_finer_than_a_cent_is_refused() -> None:
    with pytest.raises(ValueError, match=FINER_THAN_A_CENT):
        cents_of_text("1,005")


def test_two_units_are_a_question_of_a_thousandfold_and_refused() -> None:
    with pytest.raises(ValueError, match=TWO_UNITS):
        cents_of_text("12,50 €", 1000)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Betrag in TEUR", 1000),
        ("Betrag (Tsd. €)", 1000),
        ("Betrag in 1.000 €", 1000),
        ("T€", 1000),
        ("in Mio. €", 10**6),
        ("Millionen Euro", 10**6),
        ("Mrd. €", 10**9),
        ("Betrag [EUR]", 1),
        ("Betrag", None),
        ("Europäische Union", None),
        ("Datum", None),
    ],
)
def test_a_unit_is_found_in_a_head(text: str, factor: int | None) -> None:
    found = unit_in(text)
    assert (found.factor if found else None) == factor
