"""What would be, if: amounts moved between years, payers and blocks, in a copy of the report.

A move takes an amount that is there from one place and adds it at another, so every sum of all places stays.
Nothing of it is ever stored: the copy has hypothetical entries, and every figure is computed from it by the
same rules as from the report itself.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import SHARE_STAGES, effective_entries, standing
from vrs_tracker.domain.inputs.parts import BUDGET_YEARS, check_positive
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import (
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    Stage,
)

HYPOTHETICAL = -1
"""Stands for the id of entries that no table holds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands: the slug of its block (None: not divided), payer, stage, year."""

    block: str | None
    payer: Payer
    stage: Stage
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What stands at a place today, and how binding it is at least.

    `budget_line` is the Buchungsstelle that all of it names.
    """

    amount: Decimal
    degree: Degree
    is_rounded: bool
    counting: Counting
    budget_line: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An amount moved from a place to another block, payer or year on the same stage."""

    amount: Decimal
    source: Place
    block: str | None
    payer: Payer
    year: int

    @property
    def target(self) -> Place:
        """Where the amount goes."""
        return Place(self.block, self.payer, self.source.stage, self.year)


@once_per_report
def held_at(report: CommitteeReport) -> dict[Place, Held]:
    """Return what can be moved: planned, decided and granted money; what is paid is a fact."""
    groups: dict[Place, list[MoneyEntry]] = defaultdict(list)
    for entry in standing(effective_entries(report)):
        if entry.stage in SHARE_STAGES:
            groups[Place(entry.block, entry.payer, entry.stage, year_of(entry))].append(entry)
    return {
        place: Held(
            amount=whole,
            degree=min((entry.degree for entry in entries), key=list(Degree).index),
            is_rounded=any(entry.is_rounded for entry in entries),
            counting=entries[0].counting,
            budget_line=_only_line(entries),
        )
        for place, entries in groups.items()
        if (whole := total(entry.amount for entry in entries)) > 0
    }


def _only_line(entries: Sequence[MoneyEntry]) -> str | None:
    """Return the Buchungsstelle of entries, None if they name different ones."""
    lines = {entry.budget_line for entry in entries}
    return lines.pop() if len(lines) == 1 else None


def check_moves(report: CommitteeReport, moves: Sequence[Move]) -> tuple[Violation, ...]:
    """Check each line: it moves something, and all lines together take no more than is there."""
    there = {place: held.amount for place, held in held_at(report).items()}
    found: list[Violation] = []
    for number, move in enumerate(moves):
        at = f"moves-{number}"
        found += [Violation(f"{at}-amount", one.message) for one in check_positive("amount", move.amount)]
        if move.target == move.source:
            found.append(
                Violation(
                    f"{at}-block", "Wählen Sie einen anderen Baustein, Geldgeber oder ein anderes Jahr."
                )
            )
        if move.year not in BUDGET_YEARS:
            limits = f"{BUDGET_YEARS[0]} und {BUDGET_YEARS[-1]}"
            found.append(Violation(f"{at}-year", f"Das Jahr liegt zwischen {limits}."))
        left = there.get(move.source, Decimal(0))
        if move.amount > left:
            found.append(
                Violation(
                    f"{at}-amount", f"Dort stehen nur {euro(left)}. Geben Sie höchstens diesen Betrag ein."
                )
            )
            continue
        there[move.source] = total((left, -move.amount))
        there[move.target] = total((there.get(move.target), move.amount))
    return tuple(found)


def moved(report: CommitteeReport, moves: Sequence[Move]) -> CommitteeReport:
    """Return a copy of the report in which the amounts stand where the moves put them."""
    held = dict(held_at(report))
    entries: list[MoneyEntry] = []
    for move in moves:
        known = held[move.source]
        entries += (
            _entry(report, move.source, -move.amount, known),
            _entry(report, move.target, move.amount, known),
        )
        held.setdefault(move.target, known)
    return replace(report, entries=(*report.entries, *entries))


def _entry(report: CommitteeReport, place: Place, amount: Decimal, known: Held) -> MoneyEntry:
    """Return a hypothetical entry of today, as binding as what it is taken from."""
    return MoneyEntry(
        id=HYPOTHETICAL,
        block=place.block,
        stage=place.stage,
        payer=place.payer,
        payer_name="",
        degree=known.degree,
        budget_year=place.year,
        effective=PreciseDate(report.as_of, DatePrecision.DAY),
        known_on=report.as_of,
        amount=amount,
        is_rounded=known.is_rounded,
        counting=known.counting,
        source=FigureSource.BOOKING,
        source_text="Rechenspiel",
        resolution=None,
        note="",
        reverses=None,
        provenance=Provenance.ENTERED,
        budget_line=known.budget_line,
    )
