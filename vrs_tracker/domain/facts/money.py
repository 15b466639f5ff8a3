"""Booked money, budget records, resolutions and findings as values; amounts are euros as Decimal.

`known_on` is the day on which a row was booked here, `office` the unit that entered it: for the public the
only name. What has None by default was not kept by the first reports (`payload.ADDED_LATER`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.availability import available_of
from vrs_tracker.domain.facts.control import Competence
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.vocabulary.budget import CarryReason, ChangeReason
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    RuleCode,
    Stage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyEntry:
    """A booked amount. `effective` is when it took effect, `known_on` when it was booked here.

    `source_text` names the evidence; `breaks` lists the rules it broke when it took effect, `exception` why
    it was booked all the same, by two persons.
    """

    id: int
    block: str | None
    stage: Stage
    payer: Payer
    payer_name: str
    degree: Degree
    budget_year: int | None
    effective: PreciseDate
    known_on: date
    amount: Decimal
    is_rounded: bool
    counting: Counting
    source: FigureSource
    source_text: str
    resolution: int | None
    note: str
    reverses: int | None
    provenance: Provenance
    breaks: tuple[RuleCode, ...] = ()
    budget_line: str | None = None
    change_reason: ChangeReason | None = None
    exception: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """An appropriation, carry-over, authorisation or planned year.

    `plan_year` is the budget whose plan says so; `block_continues` is whether a Sperrvermerk goes on with
    what is carried over.
    """

    id: int
    budget_year: int
    kind: AppropriationKind
    budget_line: str
    amount: Decimal
    effective: PreciseDate
    note: str
    provenance: Provenance
    known_on: date | None = None
    plan_year: int | None = None
    carry_reason: CarryReason | None = None
    block_continues: bool | None = None
    resolution: int | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sperrvermerk:
    """A block on an appropriation: nothing may be committed or paid until the named body lifts it (R1.19)."""

    id: int
    budget_year: int
    amount: Decimal
    condition: str
    lifted_by: str
    effective: PreciseDate
    provenance: Provenance
    known_on: date | None = None
    appropriation: int | None = None
    budget_line: str | None = None
    competence: Competence | None = None
    resolution: int | None = None
    office: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Money made available by a resolution; `lifts` is the Sperrvermerk it lifts, if one is recorded."""

    id: int
    lifts: int | None
    budget_year: int | None
    amount: Decimal
    is_rounded: bool
    effective: PreciseDate
    body: str
    condition: str
    resolution: int | None
    note: str
    provenance: Provenance
    breaks: tuple[RuleCode, ...] = ()
    known_on: date | None = None
    exception: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A decision of a body; `stated_amount` is the sum it names, which is not a computed sum."""

    id: int
    body: str
    decided: PreciseDate
    title: str
    summary: str
    document: str
    address: str
    stated_amount: Decimal | None
    stated_is_approximate: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that the figures break, as a sentence; shown until resolved, never smoothed (E32).

    `entry` is the last that made it worse, `since` the day from which on it is broken.
    """

    rule: RuleCode
    sentence: str
    entry: int | None = None
    resolution: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staircase:
    """The headline figures (users.md 4.1): each step lies inside the one above, None is „keine Angabe“.

    `covered` is the part of `committed` that rests on authorisations of later years.
    """

    frame: Decimal | None
    appropriated: Decimal | None
    blocked: Decimal | None
    released: Decimal | None
    committed: Decimal
    disbursed: Decimal
    frozen: Decimal | None = None
    covered: Decimal | None = None

    @property
    def available(self) -> Decimal | None:
        """The only figure that may be called „verfügbar“; None as long as nothing is released."""
        if self.released is None:
            return None
        return available_of(
            released=self.released, committed=self.committed, frozen=self.frozen, covered=self.covered
        )
