"""The value of a half-yearly report: every figure and text of one half-year as of its reference date.

Live it is built from the database, frozen it is thawed from a snapshot; pages, PDF and exports are functions
of it.
Amounts are euros as Decimal with two decimals. Only what may be public stands here; `withheld` of each block
and `withheld_elsewhere` count the rest.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.control import Balance, CoFundingRule, Freeze
from vrs_tracker.domain.facts.money import (
    BudgetRow,
    Finding,
    MoneyEntry,
    Release,
    Resolution,
    Sperrvermerk,
    Staircase,
)
from vrs_tracker.domain.facts.motion import Motion
from vrs_tracker.domain.facts.network import Cooperative, NetworkEvent
from vrs_tracker.domain.facts.withheld import WithheldElsewhere
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import ChangeKind, NarrativeSlot

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousReport:
    """What the change columns need of the report before."""

    period: HalfYear
    number: int
    as_of: date
    presented_on: date | None
    staircase: Staircase
    lights: tuple[tuple[str, Light], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence of „Veränderungen seit dem letzten Bericht“; a smaller `rank` is more important.

    Reports that were frozen before kinds were kept have None.
    """

    rank: int
    block: str | None
    sentence: str
    kind: ChangeKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDuty:
    """The duty of R1.16: dates of sessions count, not of mails (T14)."""

    last_presented_on: date | None
    due_on: date | None
    planned_session: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeReport:
    """One half-year as of its reference date.

    `version` (Fassung) is 0 and `frozen_at` None while it is live. Reports that were frozen before
    anything was counted beside the blocks have None in `withheld_elsewhere`, those before the budget was
    controlled here None in `freezes`, `balances` and `rules`.
    """

    schema_version: int
    period: HalfYear
    number: int
    as_of: date
    version: int
    frozen_at: datetime | None
    contains_demo: bool
    motion: Motion
    blocks: tuple[BlockReport, ...]
    projects: tuple[BlockReport, ...]
    entries: tuple[MoneyEntry, ...]
    budget: tuple[BudgetRow, ...]
    sperrvermerke: tuple[Sperrvermerk, ...]
    releases: tuple[Release, ...]
    resolutions: tuple[Resolution, ...]
    findings: tuple[Finding, ...]
    events: tuple[NetworkEvent, ...]
    cooperative: Cooperative
    narratives: tuple[tuple[NarrativeSlot, str], ...]
    duty: ReportDuty
    previous: PreviousReport | None
    changes: tuple[Change, ...] = field(default=())
    withheld_elsewhere: WithheldElsewhere | None = None
    freezes: tuple[Freeze, ...] | None = None
    balances: tuple[Balance, ...] | None = None
    rules: tuple[CoFundingRule, ...] | None = None

    def all_blocks(self) -> tuple[BlockReport, ...]:
        """Building blocks of the motion in its order, then the further projects."""
        return self.blocks + self.projects

    def block(self, slug: str) -> BlockReport | None:
        """The block or project with this slug."""
        return next((block for block in self.all_blocks() if block.slug == slug), None)

    def narrative(self, slot: NarrativeSlot) -> str:
        """The text of a slot, empty if there is none."""
        return dict(self.narratives).get(slot, "")
