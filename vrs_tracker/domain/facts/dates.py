"""Dates that are not always known to the day."""

from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.vocabulary.money import DatePrecision


@dataclass(frozen=True, slots=True)
class PreciseDate:
    """A date with its precision.

    `day` is the first day of the month or year it stands for, None if unknown.
    """

    day: date | None
    precision: DatePrecision
