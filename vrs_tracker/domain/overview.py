"""The one table of blocks and projects on the overview: names, lights, regional money, next milestone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.chapters.cells import NOT_RECORDED, million_cell, numbered_name
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import amount_in_block, effective_entries, select
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light

MOST_DATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockLine:
    """A row as printed, amounts in million euros; `trend`: the lights of the last reports, oldest first."""

    slug: str
    name: str
    light: Light
    note: str
    trend: tuple[Light, ...]
    committed: str
    disbursed: str
    milestone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockGroup:
    """A part of the table under its heading."""

    heading: str
    lines: tuple[BlockLine, ...]


def block_lines(report: CommitteeReport) -> tuple[BlockGroup, ...]:
    """Return the blocks of the motion in its order, then the further projects; an empty group is left out."""
    groups = (
        (f"Bausteine des Antrags 2021 ({len(report.blocks)})", report.blocks),
        (f"Weitere Projekte ({len(report.projects)})", report.projects),
    )
    return tuple(
        BlockGroup(heading=heading, lines=tuple(_lines(report, blocks)))
        for heading, blocks in groups
        if blocks
    )


def _lines(report: CommitteeReport, blocks: Iterable[BlockReport]) -> Iterable[BlockLine]:
    regional = select(effective_entries(report), payer=Payer.VRS)
    for block in blocks:
        own = [entry for entry in regional if entry.block == block.slug]
        yield BlockLine(
            slug=block.slug,
            name=numbered_name(block),
            light=block.light,
            note=block.light_note,
            trend=tuple(point.light for point in block.trend),
            committed=_million(own, Stage.COMMITTED),
            disbursed=_million(own, Stage.DISBURSED),
            milestone=_next_milestone(block, report.as_of),
        )


def _million(own: Sequence[MoneyEntry], stage: Stage) -> str:
    """Write the sum of a stage in million euros; "ca." if a rounded figure is in it."""
    entries = select(own, stage=stage)
    amount = amount_in_block(entries) or None
    return million_cell(amount, missing="nicht erfasst", is_rounded=any(one.is_rounded for one in entries))


def _next_milestone(block: BlockReport, as_of: date) -> str:
    """The next open milestone; one whose day has passed comes first, one without a date last."""
    still_open = [one for one in block.milestones if one.actual is None]
    if not still_open:
        return "alle erreicht" if block.milestones else NOT_RECORDED
    following = min(still_open, key=lambda one: one.forecast or date.max)
    if following.forecast is None:
        return f"{following.title}, ohne Termin"
    was = "war erwartet für " if following.forecast < as_of else ""
    return f"{following.title}, {was}{date_de(following.forecast)}"


def upcoming_dates(report: CommitteeReport, today: date) -> tuple[str, ...]:
    """Return the next dates from `today` on as sentences: the session and the open milestones."""
    session = report.duty.planned_session
    planned = [(session, "Sitzung des Ausschusses mit dem Bericht")] if session else []
    milestones = [
        (one.forecast, f"{block.titled}: {one.title}")
        for block in report.all_blocks()
        for one in block.milestones
        if one.actual is None and one.forecast is not None
    ]
    following = sorted(each for each in (*planned, *milestones) if each[0] >= today)[:MOST_DATES]
    return tuple(f"{date_de(day)}: {text}" for day, text in following)
