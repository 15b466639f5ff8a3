"""The line of dots above a block's milestones: where each lies between the first and the last."""

from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.notation import date_de, month_year

DOTS_FROM = 4
"""Fewer milestones are surveyed at a glance in their table (users.md 4.3, no. 7)."""
_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Dot:
    """A milestone on the line; `number` is its row of the table, `place` a thousandth of the line."""

    number: int
    place: int
    is_reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DotLine:
    """Dots from the month at the left to the month at the right; `as_of` lies at the Stichtag."""

    dots: tuple[Dot, ...]
    as_of: int
    first_month: str
    last_month: str
    legend: str


def _day(one: Milestone) -> date:
    """Return the day that counts now; the first plan where no other is known."""
    return one.expected or one.baseline


def dot_line(block: BlockReport, as_of: date) -> DotLine | None:
    """Return the line of dots, None if there are too few milestones for one."""
    if len(block.milestones) < DOTS_FROM:
        return None
    days = [as_of, *map(_day, block.milestones)]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def place(day: date) -> int:
        return (day - first).days * _WHOLE // span

    return DotLine(
        dots=tuple(
            Dot(number, place(_day(one)), is_reached=one.actual is not None)
            for number, one in enumerate(block.milestones, start=1)
        ),
        as_of=place(as_of),
        first_month=month_year(first),
        last_month=month_year(last),
        legend=f"gefüllt: erreicht; Strich: Stand {date_de(as_of)}",
    )
