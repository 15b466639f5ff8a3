"""A building block or further project as of a reference date."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Level,
    Light,
    MessageSource,
    RiskState,
    ShiftReason,
    StepOutcome,
    Trend,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedFunction:
    """What the motion promised for a block and what became of it."""

    text: str
    state: FunctionState
    note: str
    motion_line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A dimension's light: the computed proposal beside the reported one; a deviation has a reason."""

    dimension: Dimension
    proposed: Light
    proposal_reason: str
    reported: Light
    deviation_reason: str
    measure: str
    measure_due: date | None
    options: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An announced step; `outcome` is filled in by the next half-year's update."""

    text: str
    due: date | None
    outcome: StepOutcome | None = None
    outcome_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """The newest confirmed status update of a block."""

    period: HalfYear
    filed_on: date
    confirmed_on: date
    nothing_changed: bool
    source: MessageSource
    headline: str
    achieved: str
    decision: str
    announced: tuple[Step, ...]
    next_steps: tuple[Step, ...]
    ratings: tuple[Rating, ...]
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A checkable event: first plan, expectation, achievement."""

    id: int
    title: str
    baseline: date
    forecast: date | None
    actual: date | None
    shift_reason: ShiftReason | None
    shift_note: str

    @property
    def expected(self) -> date | None:
        """The date that counts now: reached, else expected."""
        return self.actual or self.forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An entry of the risk register in three words."""

    id: int
    title: str
    cause: str
    effect: str
    likelihood: Level
    damage: Level
    trend: Trend
    measure: str
    responsible: str
    due: date | None
    state: RiskState


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One of the six indicators of a block; None is „keine Angabe“, never 0.

    `baseline` is where counting began, `target_on` the day by which the target is to be reached. Reports that
    were frozen before these were told have None in both.
    """

    kind: IndicatorKind
    target: Decimal | None
    actual: Decimal | None
    actual_as_of: date | None
    is_estimated: bool
    previous: Decimal | None
    baseline: Decimal | None = None
    target_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """The overall light of one earlier report."""

    period: HalfYear
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockReport:
    """A building block or further project as of the reference date.

    `number` is 1 to 7 for the motion's blocks and counts on from 1 among the projects; `baseline` is None
    when the
    motion has no row for it (AIExpress, projects).
    """

    slug: str
    number: int
    kind: BlockKind
    name: str
    aliases: tuple[str, ...]
    subtitle: str
    description: str
    towns: tuple[str, ...]
    districts: tuple[str, ...]
    lead: str
    partners: tuple[str, ...]
    owner_role: str
    fields: tuple[Field, ...]
    state: BlockState
    state_reason: str
    planned_start: date | None
    planned_end: date | None
    forecast_start: date | None
    forecast_end: date | None
    baseline: Shares | None
    functions: tuple[PromisedFunction, ...]
    light: Light
    light_note: str
    last_message_on: date | None
    update: Update | None
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]
    risks_checked_on: date | None
    indicators: tuple[Indicator, ...]
    trend: tuple[TrendPoint, ...]
    withheld: int
    provenance: Provenance

    @property
    def is_motion_block(self) -> bool:
        """Whether it is one of the seven of 2021."""
        return self.kind is BlockKind.MOTION_BLOCK

    @property
    def place(self) -> str:
        """Towns as printed behind the name."""
        return ", ".join(self.towns)

    @property
    def titled(self) -> str:
        """Name with place, as first mentioned: „AITransform (Böblingen)“."""
        return f"{self.name} ({self.place})" if self.towns else self.name
