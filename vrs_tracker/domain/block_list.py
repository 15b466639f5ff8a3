"""The one table of blocks and projects, for the overview and the list: light, money, next milestone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.chapters.cells import NO_SHARE, NOT_RECORDED, numbered_name
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import amount_in_block, effective_entries, select, shares_of
from vrs_tracker.domain.listing import (
    LIGHT_ORDER,
    Filter,
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    filter_of,
    light_cell,
    million_cell,
    text_cell,
)
from vrs_tracker.domain.money import in_millions
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, million
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.origins import of_stage
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.region import DISTRICT_KEY, District, district_named

MOTION_BLOCKS, PROJECTS = "Bausteine des Antrags 2021", "Weitere Projekte"
FIRST_REPORT = "noch kein Bericht"
_SMALLEST_SHOWN = Decimal(5_000)
"""Half of what the last decimal stands for: less would be printed as nothing."""
LIGHT, PAYER = "ampel", "geldgeber"
_SLUG, _SUBSTANCE = "adresse", "substanz"
_FUNDED, _ACTIVE, _IDLE = "mit Mitteln", "ohne Mittel", "ruhend"
_IDLE_LIGHTS = frozenset({Light.NOT_STARTED, Light.DROPPED, Light.NOT_APPLICABLE})
_IDLE_STATES = frozenset({BlockState.NOT_STARTED, BlockState.DROPPED})

COLUMNS = (
    TypedColumn(key="baustein", head="Baustein"),
    TypedColumn(key="ampel", head="Stand", kind=Kind.LIGHT),
    TypedColumn(key="vorher", head="Vorher"),
    TypedColumn(key="bewilligt", head="bewilligt", kind=Kind.MILLION),
    TypedColumn(key="ausgezahlt", head="ausgezahlt", kind=Kind.MILLION),
    TypedColumn(key="meilenstein", head="Meilenstein"),
)


@once_per_report
def block_list(report: CommitteeReport) -> TypedTable:
    """Return the blocks of the motion in its order, then the further projects, with the regional money."""
    entries = defaultdict(list)
    for entry in effective_entries(report):
        entries[entry.block].append(entry)
    return TypedTable(
        name="bausteine-und-projekte",
        caption=f"Bausteine und Projekte, regionale Mittel in Mio. €, Stand {date_de(report.as_of)}",
        columns=COLUMNS,
        rows=tuple(
            _row(block, entries[block.slug], report.as_of, place)
            for place, block in enumerate(report.all_blocks())
        ),
    )


def _row(block: BlockReport, entries: Sequence[MoneyEntry], as_of: date, place: int) -> TypedRow:
    regional = select(entries, payer=Payer.VRS)
    is_funded = any(amount_in_block(regional, stage=stage) for stage in (Stage.COMMITTED, Stage.DISBURSED))
    substance = _FUNDED if is_funded else _ACTIVE
    return TypedRow(
        group=MOTION_BLOCKS if block.is_motion_block else PROJECTS,
        cells=(
            text_cell(numbered_name(block), address=f"/bausteine/{block.slug}", rank=place),
            light_cell(block.light, block.light_note),
            _trend_cell(block),
            _money_cell(block, regional, Stage.COMMITTED),
            _money_cell(block, regional, Stage.DISBURSED),
            _milestone_cell(block, as_of),
        ),
        facets={
            LIGHT: frozenset({block.light.value}),
            DISTRICT_KEY: frozenset(
                found.value for name in block.districts if (found := district_named(name))
            ),
            PAYER: frozenset(share.payer.value for share in shares_of(entries)),
            _SLUG: frozenset({block.slug}),
            _SUBSTANCE: frozenset({_IDLE if _is_idle(block) else substance}),
        },
    )


def _trend_cell(block: BlockReport) -> TypedCell:
    """Name the lights of the last reports, oldest first; the column sorts by the newest of them."""
    if not block.trend:
        return TypedCell(text=FIRST_REPORT)
    words = ", ".join(point.light.label for point in block.trend)
    return text_cell(words, rank=LIGHT_ORDER.index(block.trend[-1].light))


def _is_idle(block: BlockReport) -> bool:
    """Whether it is not being implemented; a block that is silent, finished or without money still is."""
    return block.light in _IDLE_LIGHTS or block.state in _IDLE_STATES


def _money_cell(block: BlockReport, regional: Sequence[MoneyEntry], stage: Stage) -> TypedCell:
    """Write the sum of a stage; a block whose row in the motion has no regional share says so (T8)."""
    has_no_share = block.baseline is not None and block.baseline.regional is None
    entries = select(regional, stage=stage)
    amount = amount_in_block(entries)
    if 0 < amount < _SMALLEST_SHOWN:
        return TypedCell(text=f"unter {million(2 * _SMALLEST_SHOWN)}", value=in_millions(amount))
    return million_cell(
        amount or None,
        missing=NO_SHARE if has_no_share else NO_STATEMENT,
        is_rounded=any(entry.is_rounded for entry in entries),
        origin=of_stage(stage, block=block.slug, named=block.name),
    )


# ---------------------------------------------------------------- what comes next


def next_milestone(block: BlockReport) -> Milestone | None:
    """Return the open milestone that is expected first: an overdue one before all others, no date last."""
    still_open = [one for one in block.milestones if one.actual is None]
    return min(still_open, key=lambda one: one.forecast or date.max, default=None)


def due_words(day: date, as_of: date) -> str:
    """Write the day on which something is expected; one that has passed by the reference date is overdue."""
    return f"{date_de(day)} (überfällig)" if day < as_of else date_de(day)


def _milestone_cell(block: BlockReport, as_of: date) -> TypedCell:
    """Name the next milestone with its date; the column sorts by date."""
    following = next_milestone(block)
    if following is None:
        return TypedCell(text="alle erreicht" if block.milestones else NOT_RECORDED)
    if following.forecast is None:
        return TypedCell(text=f"{following.title}, ohne Termin")
    text = f"{following.title}, {due_words(following.forecast, as_of)}"
    return text_cell(text, rank=following.forecast.toordinal())


# ---------------------------------------------------------------- filters and groups


def block_filters(table: TypedTable) -> tuple[Filter, ...]:
    """Return the questions by Stand, Landkreis and Geldgeber, each with the answers that the table holds."""
    return (
        filter_of(table.rows, LIGHT, "Stand", {light.value: light.label for light in Light}),
        filter_of(table.rows, DISTRICT_KEY, "Landkreis", {one.value: one.label for one in District}),
        filter_of(table.rows, PAYER, "Geldgeber", {payer.value: payer.label for payer in Payer}),
    )


def by_substance(table: TypedTable) -> TypedTable:
    """Put in each group what has regional money first and what is not being implemented last.

    What is not being implemented becomes a group of its own; within all of them the order stays
    (users.md 4.1, no. 5).
    """
    rows = tuple(
        replace(row, group=f"{row.group}: ohne aktuelle Umsetzung") if _substance(row) == _IDLE else row
        for row in table.rows
    )
    ranks = {_FUNDED: 0, _ACTIVE: 1, _IDLE: 2}
    kinds = (MOTION_BLOCKS, PROJECTS)
    return replace(
        table,
        rows=tuple(
            row
            for kind in kinds
            for row in sorted(
                (each for each in rows if each.group.startswith(kind)),
                key=lambda each: ranks[_substance(each)],
            )
        ),
    )


def _substance(row: TypedRow) -> str:
    return next(iter(row.facets[_SUBSTANCE]))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A row with the lights of the last reports, oldest first, which are drawn as shapes."""

    row: TypedRow
    trend: tuple[Light, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGroup:
    """A part of the table under its heading, which counts its rows."""

    heading: str
    lines: tuple[BlockLine, ...]
    is_part: bool


def block_groups(table: TypedTable, report: CommitteeReport) -> tuple[BlockGroup, ...]:
    """Return the table group by group; the head of a kind counts all of its rows, the idle ones included."""
    trends = {block.slug: tuple(point.light for point in block.trend) for block in report.all_blocks()}
    groups = []
    for name in dict.fromkeys(row.group for row in table.rows):
        kind, _, part = name.partition(": ")
        counted = [
            row for row in table.rows if row.group == name or (not part and row.group.startswith(kind))
        ]
        lines = tuple(
            BlockLine(row=row, trend=trends[next(iter(row.facets[_SLUG]))])
            for row in table.rows
            if row.group == name
        )
        is_alone = bool(part) and all(row.group == name for row in table.rows if row.group.startswith(kind))
        heading = name if is_alone else part or kind
        groups.append(
            BlockGroup(
                heading=f"{heading} ({len(counted)})", lines=lines, is_part=bool(part) and not is_alone
            )
        )
    return tuple(groups)
