"""From values to places on a drawing. Amounts stay Decimal until the last step."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_WANTED_TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from `low` to `high` (never equal) onto `start` to `end` of the drawing."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def place(self, value: Decimal) -> float:
        """Where the value lies."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.end - self.start)


def reach(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """Lowest and highest of zero and the values; 0 and 1 where everything is zero."""
    known = [Decimal(0), *values]
    low, high = min(known), max(known)
    return (low, high) if low != high else (Decimal(0), Decimal(1))


def ticks(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Round numbers that span zero and all values."""
    low, high = reach(values)
    rough = (high - low) / _WANTED_TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(factor * power for factor in _STEPS if factor * power >= rough)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(step * (first + index) for index in range(int(last - first) + 1))


def places(values: Iterable[Decimal]) -> int:
    """How many decimals the values need, so that all numbers of one kind carry the same number of them."""
    exponents = (value.normalize().as_tuple().exponent for value in values)
    return max((-exponent for exponent in exponents if isinstance(exponent, int) and exponent < 0), default=0)


def value_places(values: Iterable[Decimal]) -> int:
    """As `places`, at most two: a value finer than that is rounded where it is written."""
    return min(places(values), 2)
