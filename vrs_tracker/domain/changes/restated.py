"""Figures of the time before the older report that the newer one says differently.

They are no movement of the half-year: a booking was taken back, or something became known later. The sentence
sets both figures side by side and says which of them was printed.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import amount_words

CORRECTED = "Berichtigt: "
"""The last report said something else."""
ADDED = "Nachgetragen: "
"""The last report said nothing about it."""

_ONE_MILLION = Decimal(1_000_000)


def common_day(old: CommitteeReport, new: CommitteeReport) -> date:
    """Return the last day that both reports look at; what they say differently about it is restated."""
    return min(old.as_of, new.as_of)


def as_of(report: CommitteeReport, day: date) -> CommitteeReport:
    """Return what a report says about an earlier day; the same value if it is its own."""
    return report if report.as_of == day else replace(report, as_of=day)


def were(amount: Decimal) -> str:
    """Return the verb behind an amount: "1 Million Euro war", "2,00 Millionen Euro waren"."""
    return "war" if amount == _ONE_MILLION else "waren"


def stood(amount: Decimal, *, is_rounded: bool = False) -> str:
    """Say what the last report said: "im letzten Bericht standen 2,20 Millionen Euro"."""
    verb = "stand" if amount == _ONE_MILLION else "standen"
    return f"im letzten Bericht {verb} {amount_words(amount, is_rounded=is_rounded)}"
