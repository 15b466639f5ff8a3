"""A change that still looks for its place, and what its sentence needs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from vrs_tracker.domain.notation import NO_STATEMENT
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import full_stop

NO_REASON = f" Grund: {NO_STATEMENT}."
"""Stands where the rules ask for a reason and none is recorded: nothing is silently empty (domain.md 4.4)."""


class Weight(IntEnum):
    """How important a change is; the smaller the number, the more."""

    CRITICAL = 1
    DEVIATION = 2
    EXISTENCE = 3
    SHARE = 4
    SILENCE = 5
    SHIFT = 6
    FLOW = 7
    RISK = 8
    REACHED = 9
    CORRECTION = 10
    RATING = 11
    IMPROVEMENT = 12
    RESULT = 13
    PLAN = 14
    CONSEQUENCE = 15
    BUDGET = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A change before it is ranked.

    `about` names within its block what has changed, `why` says in a few words why it matters. Among equal
    weights the larger `size` comes first; its sign is the direction, opposite for the way back.
    """

    weight: Weight
    kind: ChangeKind
    block: str | None
    about: str
    sentence: str
    why: str
    size: Decimal | int = 0


def because(reason: str, *, is_asked_for: bool = False) -> str:
    """Return the reason as a sentence; without one nothing, or that it is missing if a rule asks for it."""
    if reason.strip():
        return f" Grund: {full_stop(reason)}"
    return NO_REASON if is_asked_for else ""
