"""Money: Decimal in Python, whole cents in the database, and the one place where anything is rounded.

Amounts are euros. Sums and splits are computed in whole cents and therefore exact at any size.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")

_MILLION = Decimal(1_000_000)


def to_cents(amount: Decimal) -> int:
    """Return euros as whole cents; ValueError if the amount is finer than a cent or not a number."""
    if not amount.is_finite():
        message = f"not an amount: {amount}"
        raise ValueError(message)
    numerator, denominator = amount.as_integer_ratio()
    cents, rest = divmod(numerator * 100, denominator)
    if rest:
        message = f"finer than a cent: {amount}"
        raise ValueError(message)
    return cents


def from_cents(cents: int) -> Decimal:
    """Return whole cents as euros, always with two decimals (1250 becomes 12.50)."""
    # Built from text because arithmetic would cut amounts at the 28 digits of the decimal context.
    return Decimal(f"{cents}e-2")


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Round commercially (half away from zero) to `places` decimals; never returns a negative zero.

    Every rounding in the product goes through this function. Round an exact value once: rounding a rounded
    value again goes wrong (91.245 becomes 91.25 and then 91.3 instead of 91.2).
    """
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded or rounded.copy_abs()


def round_cents(value: Decimal) -> Decimal:
    """Round euros to whole cents, half away from zero."""
    return round_half_up(value, 2)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the exact sum with two decimals; None counts as 0; ValueError if one is finer than a cent."""
    return from_cents(sum(to_cents(amount) for amount in amounts if amount is not None))


def split_by_shares(amount: Decimal, shares: Sequence[Decimal | int]) -> tuple[Decimal, ...]:
    """Split euros in proportion to `shares` so that the parts add up to the last cent.

    Cents left over go to the parts with the largest remainder, on a tie to the first. A negative amount is
    split like its counterpart, so that a reversal mirrors the booking. ValueError for negative shares and for
    shares that add up to nothing.
    """
    weights = [Fraction(share) for share in shares]
    whole = sum(weights, Fraction(0))
    if whole == 0 or min(weights) < 0:
        message = "shares must not be negative and must add up to more than 0"
        raise ValueError(message)
    cents = to_cents(amount)
    exact = [abs(cents) * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: parts[index] - exact[index])
    for index in by_remainder[: abs(cents) - sum(parts)]:
        parts[index] += 1
    return tuple(from_cents(part if cents >= 0 else -part) for part in parts)


def percent_of(part: Decimal, whole: Decimal, places: int = 2) -> Decimal | None:
    """Return `part` in per cent of `whole`, rounded once, half up; None if the whole is 0.

    For print with fewer decimals ask for these here or use `notation.share`; do not round the result again.
    """
    return round_half_up(part * 100 / whole, places) if whole else None


def in_millions(amount: Decimal) -> Decimal:
    """Return euros as millions with two decimals, half up. For display only: never calculate with it."""
    return round_half_up(amount / _MILLION, 2)
