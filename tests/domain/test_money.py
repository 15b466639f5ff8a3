"""Money is exact to the cent, however large it is and however it is divided."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.money import (
    CENT,
    from_cents,
    in_millions,
    percent_of,
    round_cents,
    round_half_up,
    split_by_shares,
    to_cents,
    total,
)

any_cents = st.integers(min_value=-(10**40), max_value=10**40)
some_cents = st.integers(min_value=-(10**15), max_value=10**15)
some_shares = st.lists(
    st.one_of(
        st.integers(min_value=0, max_value=10**6),
        st.decimals(min_value=0, max_value=10**6, places=3),
    ),
    min_size=1,
    max_size=12,
).filter(any)


@given(any_cents)
def test_every_number_of_cents_survives_the_way_to_euros_and_back(cents: int) -> None:
    assert to_cents(from_cents(cents)) == cents


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("12.5", 1250),
        ("12.500", 1250),
        ("1E+3", 100000),
        ("-0.01", -1),
        ("-0", 0),
        ("99999999999999.99", 9999999999999999),
    ],
)
def test_an_amount_in_whole_cents_is_converted_exactly(amount: str, cents: int) -> None:
    assert to_cents(Decimal(amount)) == cents


@pytest.mark.parametrize("amount", ["0.001", "12.345", "-0.009", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_whole_number_of_cents_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"finer than a cent|not an amount"):
        to_cents(Decimal(amount))


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (1250, "12.50"), (100, "1.00")]
)
def test_euros_always_carry_two_decimals(cents: int, text: str) -> None:
    assert str(from_cents(cents)) == text


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("-0.005", "-0.01"),
        ("-0.004", "0.00"),
        ("2.675", "2.68"),
        ("7", "7.00"),
    ],
)
def test_half_a_cent_is_rounded_away_from_zero_and_zero_has_no_sign(value: str, rounded: str) -> None:
    assert str(round_cents(Decimal(value))) == rounded


def test_rounding_twice_is_not_rounding_once() -> None:
    exact = Decimal("91.2453")
    assert round_half_up(exact, 1) == Decimal("91.2")
    assert round_half_up(round_half_up(exact, 2), 1) == Decimal("91.3")


def test_a_sum_counts_a_missing_amount_as_nothing() -> None:
    assert str(total([Decimal("0.10"), None, Decimal("0.2")])) == "0.30"


def test_the_sum_of_nothing_is_zero_with_two_decimals() -> None:
    assert str(total([])) == "0.00"


@given(st.lists(any_cents))
def test_a_sum_is_exact_at_any_size(cents: list[int]) -> None:
    assert to_cents(total(from_cents(part) for part in cents)) == sum(cents)


def test_a_sum_refuses_an_amount_finer_than_a_cent() -> None:
    with pytest.raises(ValueError, match="finer than a cent"):
        total([Decimal("0.005"), Decimal("0.005")])


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        ("100.00", (1, 1, 1), ("33.34", "33.33", "33.33")),
        ("0.01", (1, 1), ("0.01", "0.00")),
        ("-0.01", (1, 1), ("-0.01", "0.00")),
        ("10.00", (0, 1), ("0.00", "10.00")),
        ("0.02", (1, 4, 1), ("0.01", "0.01", "0.00")),
        ("0.02", (1, 5), ("0.00", "0.02")),
        ("1.00", (Decimal("0.5"), Decimal("0.25"), Decimal("0.25")), ("0.50", "0.25", "0.25")),
    ],
)
def test_left_over_cents_go_to_the_largest_remainder_and_on_a_tie_to_the_first(
    amount: str, shares: tuple[Decimal | int, ...], parts: tuple[str, ...]
) -> None:
    assert tuple(str(part) for part in split_by_shares(Decimal(amount), shares)) == parts


@given(some_cents, some_shares)
def test_parts_add_up_and_each_is_within_one_cent_of_its_exact_share(
    cents: int, shares: list[Decimal | int]
) -> None:
    amount = from_cents(cents)
    parts = split_by_shares(amount, shares)
    whole = sum(Decimal(share) for share in shares)
    assert sum(parts) == amount
    assert all(
        abs(part * whole - amount * share) < CENT * whole for part, share in zip(parts, shares, strict=True)
    )


@given(some_cents, some_shares)
def test_a_reversal_is_split_as_the_mirror_of_the_booking(cents: int, shares: list[Decimal | int]) -> None:
    there = split_by_shares(from_cents(cents), shares)
    back = split_by_shares(from_cents(-cents), shares)
    assert all(a + b == 0 for a, b in zip(there, back, strict=True))


@pytest.mark.parametrize("shares", [(), (0, 0), (2, -1), (-1,)])
def test_shares_that_divide_nothing_are_refused(shares: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shares"):
        split_by_shares(Decimal("10.00"), shares)


@pytest.mark.parametrize(
    ("part", "whole", "places", "expected"),
    [
        ("14.80", "16.22", 2, "91.25"),
        ("14.80", "16.22", 1, "91.2"),
        ("1.00", "3.00", 2, "33.33"),
        ("2.00", "3.00", 0, "67"),
        ("0.00", "3.00", 2, "0.00"),
        ("-1.00", "8.00", 1, "-12.5"),
    ],
)
def test_a_share_is_given_in_per_cent_rounded_once(part: str, whole: str, places: int, expected: str) -> None:
    assert str(percent_of(Decimal(part), Decimal(whole), places)) == expected


def test_there_is_no_share_of_nothing() -> None:
    assert percent_of(Decimal("5.00"), Decimal("0.00")) is None


@pytest.mark.parametrize(
    ("amount", "millions"),
    [
        ("16220000.00", "16.22"),
        ("5000.00", "0.01"),
        ("4999.99", "0.00"),
        ("-4999.99", "0.00"),
        ("-805000.00", "-0.81"),
    ],
)
def test_millions_are_rounded_to_two_decimals_for_display(amount: str, millions: str) -> None:
    assert str(in_millions(Decimal(amount))) == millions
