"""Regional money by budget year and by district, for section 10 of the report and for the overview."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import (
    amount_in_block,
    booked_for,
    counted,
    effective_entries,
    effective_releases,
    is_effective,
    select,
    still_blocked,
    year_of_release,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, Stage

CASH_STAGES = frozenset({Stage.REQUESTED, Stage.DISBURSED, Stage.PROVEN, Stage.RECOVERED})
"""Stages that belong to the year in which they happen, whatever budget pays (Kassenwirksamkeit)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMoney:
    """The regional money of one budget year; None where nothing is recorded, `year` None if it is not known.

    Over all rows each column adds up to the sum of the programme, budget years to come included.
    """

    year: int | None
    appropriated: Decimal | None
    carried_forward: Decimal | None
    authorised: Decimal | None
    medium_term: Decimal | None
    blocked: Decimal | None
    released: Decimal | None
    planned: Decimal | None
    earmarked: Decimal | None
    committed: Decimal | None
    requested: Decimal | None
    disbursed: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMoney:
    """The regional money of the blocks in one district; `district` None is what no district can be named for.

    A block with towns in several districts counts in full in each of them (`is_shared`), and amounts that
    are contained in an undivided sum count with their block (`overlaps`): such rows cannot be added up, and
    a note beside the table says so (decisions.md 4, no. 24).
    """

    district: str | None
    blocks: tuple[str, ...]
    earmarked: Decimal
    committed: Decimal
    disbursed: Decimal
    is_shared: bool
    overlaps: bool


@once_per_report
def by_year(report: CommitteeReport) -> tuple[YearMoney, ...]:
    """Return one row per budget year that has any record, in order, what has no year last."""
    columns = _columns(report)
    years = {year for column in columns.values() for year, _ in column}
    ordered = sorted(years, key=lambda year: (year is None, year or 0))
    return tuple(
        YearMoney(year=year, **{name: _sum_of_year(column, year) for name, column in columns.items()})
        for year in ordered
    )


Column = list[tuple[int | None, Decimal]]


def _columns(report: CommitteeReport) -> dict[str, Column]:
    releases = effective_releases(report)
    entries = select(counted(effective_entries(report)), payer=Payer.VRS)
    return {
        "appropriated": _budget(report, AppropriationKind.APPROPRIATION),
        "carried_forward": _budget(report, AppropriationKind.CARRY_FORWARD),
        "authorised": _budget(report, AppropriationKind.COMMITMENT_AUTHORISATION),
        "medium_term": _newest_plan(report),
        "blocked": [
            (note.budget_year, still_blocked(note, releases, report.as_of.year))
            for note in report.sperrvermerke
            if is_effective(note, report.as_of)
        ],
        "released": [
            (year_of_release(release, report.sperrvermerke), release.amount) for release in releases
        ],
        "planned": _booked(entries, Stage.PLANNED),
        "earmarked": _booked(entries, Stage.EARMARKED),
        "committed": _booked(entries, Stage.COMMITTED),
        "requested": _booked(entries, Stage.REQUESTED),
        "disbursed": _booked(entries, Stage.DISBURSED),
    }


def _budget(report: CommitteeReport, kind: AppropriationKind) -> Column:
    return [
        (row.budget_year, row.amount)
        for row in report.budget
        if row.kind is kind and is_effective(row, report.as_of)
    ]


def _newest_plan(report: CommitteeReport) -> Column:
    """The medium-term plan of the newest budget: it replaces those of the budgets before."""
    rows = [
        row
        for row in report.budget
        if row.kind is AppropriationKind.MEDIUM_TERM_PLAN and is_effective(row, report.as_of)
    ]
    newest = max((row.plan_year or 0 for row in rows), default=0)
    return [(row.budget_year, row.amount) for row in rows if (row.plan_year or 0) == newest]


def _booked(entries: Iterable[MoneyEntry], stage: Stage) -> Column:
    return [(year_of(entry), entry.amount) for entry in select(entries, stage=stage)]


def year_of(entry: MoneyEntry) -> int:
    """Return the year an amount belongs to: that of its budget, for payments that in which they happened."""
    if entry.stage in CASH_STAGES or entry.budget_year is None:
        return booked_for(entry).year
    return entry.budget_year


def _sum_of_year(column: Column, year: int | None) -> Decimal | None:
    amounts = [value for of_year, value in column if of_year == year]
    return total(amounts) if amounts else None


def by_district(report: CommitteeReport) -> tuple[DistrictMoney, ...]:
    """Return one row per district with a block, in order of first appearance.

    Last comes what no district is known for: blocks without a town and undivided sums, if there are any.
    """
    entries = select(effective_entries(report), payer=Payer.VRS)
    districts = dict.fromkeys(name for block in report.all_blocks() for name in block.districts)
    rows = [
        _district(name, [block for block in report.all_blocks() if name in block.districts], entries)
        for name in districts
    ]
    nowhere = [block for block in report.all_blocks() if not block.districts]
    if nowhere or any(entry.block is None for entry in entries):
        rows.append(_district(None, nowhere, entries))
    return tuple(rows)


def _district(name: str | None, blocks: list[BlockReport], entries: Iterable[MoneyEntry]) -> DistrictMoney:
    slugs = {block.slug for block in blocks}
    own = [entry for entry in entries if entry.block in slugs or (name is None and entry.block is None)]
    return DistrictMoney(
        district=name,
        blocks=tuple(block.slug for block in blocks),
        earmarked=amount_in_block(own, stage=Stage.EARMARKED),
        committed=amount_in_block(own, stage=Stage.COMMITTED),
        disbursed=amount_in_block(own, stage=Stage.DISBURSED),
        is_shared=any(len(block.districts) > 1 for block in blocks),
        overlaps=any(entry.counting is not Counting.COUNTED for entry in own),
    )
