"""What a plausibility rule is and what it looks at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, Severity


class TargetKind(StrEnum):
    """What a hit is about, so that the page can link to the place where it is mended."""

    BLOCK = "block"
    MONEY = "money"
    BALANCES = "balances"
    SESSION = "session"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Target:
    """The place to go to; `slug` is that of the block, the code of a text's slot, the row of the Abgleich."""

    kind: TargetKind
    slug: str = ""


SESSION = Target(TargetKind.SESSION)
MONEY = Target(TargetKind.MONEY)


def at_block(block: BlockReport) -> Target:
    """Return the place of a block."""
    return Target(TargetKind.BLOCK, block.slug)


def at_balance(anchor: str) -> Target:
    """Return the place of a row of the Abgleich; of the whole Abgleich without an anchor."""
    return Target(TargetKind.BALANCES, anchor)


def at_text(slot: NarrativeSlot) -> Target:
    """Return the place of a text that belongs to no block."""
    return Target(TargetKind.NARRATIVE, slot.value)


@dataclass(frozen=True, slots=True)
class Situation:
    """The live report, the state of the half-year's update by slug where there is one, and the day."""

    report: CommitteeReport
    updates: Mapping[str, UpdateState]
    today: date


Hits = Iterator[tuple[Target, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule; the number stays with the rule for ever, as comments refer to it."""

    code: str
    severity: Severity
    find: Callable[[Situation], Hits]
