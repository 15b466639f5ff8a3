"""What differs in a block or project: its existence, and all facts of one that stands in both reports."""

from collections.abc import Iterator
from datetime import date

from vrs_tracker.domain.changes.difference import Difference, Weight
from vrs_tracker.domain.changes.lights import comes_from_dates, light_differences, worse_weight
from vrs_tracker.domain.changes.milestones import milestone_differences
from vrs_tracker.domain.changes.money import Entries, amounts_listed
from vrs_tracker.domain.changes.results import indicator_differences
from vrs_tracker.domain.changes.risks import risk_differences
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import sentence_start


def block_differences(old: BlockReport, new: BlockReport, day: date) -> Iterator[Difference]:
    """Yield what differs in a block but its money.

    A date that moved later comes before the light that became worse by it: it says why.
    """
    worse = worse_weight(old, new) if comes_from_dates(new) else None
    dates = [*milestone_differences(old, new, day, worse or Weight.SHIFT)]
    yield from dates
    yield from light_differences(
        old, new, is_explained=worse is not None and any(one.weight is worse for one in dates)
    )
    yield from risk_differences(old, new)
    yield from indicator_differences(old, new)


def new_block(block: BlockReport, entries: Entries) -> Difference:
    """Tell a block that the last report did not have, with its money."""
    new_here = "neu im Bericht"
    amounts = amounts_listed(entries)
    return Difference(
        weight=Weight.EXISTENCE,
        kind=ChangeKind.BLOCKS,
        block=block.slug,
        about="new",
        sentence=f"{new_here}.{f' {sentence_start(amounts)}.' if amounts else ''}",
        why=new_here,
    )


def gone_block(block: BlockReport, entries: Entries) -> Difference:
    """Tell a block that only the last report had, with the money it had there."""
    amounts = amounts_listed(entries)
    return Difference(
        weight=Weight.EXISTENCE,
        kind=ChangeKind.BLOCKS,
        block=None,
        about=f"gone-{block.slug}",
        sentence=f"{block.titled} wird nicht mehr geführt.{f' Zuletzt {amounts}.' if amounts else ''}",
        why="nicht mehr im Bericht",
    )
