"""Test data: amounts and dates in short form."""

from datetime import date
from decimal import Decimal

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import DatePrecision

PERIOD = HalfYear(2026, 1)
AS_OF = PERIOD.as_of


def millions(text: str) -> Decimal:
    """Euros from million euros, written short: 1250000.00 from "1.25"."""
    return from_cents(int(Decimal(text) * 100_000_000))


def on(year: int, month: int, day: int) -> PreciseDate:
    """A date known to the day."""
    return PreciseDate(date(year, month, day), DatePrecision.DAY)


def in_month(year: int, month: int) -> PreciseDate:
    """A date known to the month."""
    return PreciseDate(date(year, month, 1), DatePrecision.MONTH)


def in_year(year: int) -> PreciseDate:
    """A date known to the year."""
    return PreciseDate(date(year, 1, 1), DatePrecision.YEAR)


def undated() -> PreciseDate:
    """A date that is not known."""
    return PreciseDate(None, DatePrecision.UNKNOWN)
