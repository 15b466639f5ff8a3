"""What the rules of co-funding look at: blocks with their row of the motion, money in effect, rules.

A report has all of it; lists of tasks load only this.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedBlock:
    """A block or project; `begins_on` is when its work begins as far as known, `baseline` its row of 2021."""

    slug: str
    titled: str
    baseline: Shares | None
    begins_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """The money in effect by the slug of its block (None: not divided), and the rules begun by `as_of`.

    `motion_on` is the day of the motion, `carried_to` are the years to which a carry-over is recorded.
    """

    blocks: tuple[WatchedBlock, ...]
    entries: Mapping[str | None, tuple[MoneyEntry, ...]]
    rules: tuple[CoFundingRule, ...]
    as_of: date
    motion_on: date
    carried_to: frozenset[int] = frozenset()

    def of(self, block: WatchedBlock) -> tuple[MoneyEntry, ...]:
        """Return the entries of a block."""
        return self.entries.get(block.slug, ())

    def every(self) -> tuple[MoneyEntry, ...]:
        """Return the entries of all blocks and those that are not divided."""
        return tuple(entry for entries in self.entries.values() for entry in entries)


def in_effect(entries: Iterable[MoneyEntry], as_of: date) -> Mapping[str | None, tuple[MoneyEntry, ...]]:
    """Return what had taken effect by a day, by block."""
    groups: dict[str | None, list[MoneyEntry]] = defaultdict(list)
    for entry in entries:
        if is_effective(entry, as_of):
            groups[entry.block].append(entry)
    return {slug: tuple(found) for slug, found in groups.items()}


@once_per_report
def watched(report: CommitteeReport) -> Watched:
    """Return what the rules look at in a report."""
    return Watched(
        blocks=tuple(map(_block, report.all_blocks())),
        entries=in_effect(report.entries, report.as_of),
        rules=report.rules or (),
        as_of=report.as_of,
        motion_on=report.motion.printed_on,
        carried_to=frozenset(
            row.budget_year for row in report.budget if row.kind is AppropriationKind.CARRY_FORWARD
        ),
    )


def _block(block: BlockReport) -> WatchedBlock:
    return WatchedBlock(
        slug=block.slug,
        titled=block.titled,
        baseline=block.baseline,
        begins_on=block.forecast_start or block.planned_start,
    )
