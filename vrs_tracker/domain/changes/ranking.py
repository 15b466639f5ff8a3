"""The order of the changes.

Every block has one leading change, which says most about it; the leading changes of all blocks come first,
so that the three on page 1 are about three blocks (users.md 4.5). A sentence stands behind the name of its
block: „AITransform (Böblingen): Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026.“
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.changes.blocks import block_differences, gone_block, new_block
from vrs_tracker.domain.changes.budget import budget_differences
from vrs_tracker.domain.changes.difference import Difference
from vrs_tracker.domain.changes.money import money_differences
from vrs_tracker.domain.changes.restated import common_day
from vrs_tracker.domain.funding import counted, entries_by_block, staircase
from vrs_tracker.domain.once import once_per_pair
from vrs_tracker.domain.report import Change, CommitteeReport, PreviousReport
from vrs_tracker.domain.vocabulary.reporting import ChangeKind

PROGRAMME = "programm"
"""Stands in a key for changes that belong to no block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedChange:
    """A change in its proposed place, with the reason for the place.

    `key` names what has changed, not how: it stays the same while dates and amounts move on.
    """

    key: str
    block: str | None
    sentence: str
    why: str
    kind: ChangeKind


def changes_between(
    old: CommitteeReport,
    new: CommitteeReport,
    chosen: Sequence[str] = (),
    further: Sequence[RankedChange] = (),
) -> tuple[Change, ...]:
    """Return what has changed from one report to another, ranked from 1; nothing for equal reports.

    `chosen` are keys of changes that the office has put first, in this order; `further` ones, which no
    comparison of figures finds, stand last.
    """
    return tuple(
        Change(rank=rank, block=each.block, sentence=each.sentence, kind=each.kind)
        for rank, each in enumerate(chosen_first((*ranked_changes(old, new), *further), chosen), start=1)
    )


def chosen_first(proposed: Sequence[RankedChange], chosen: Sequence[str]) -> tuple[RankedChange, ...]:
    """Return the chosen changes in the order of the choice, then all others in the proposed order.

    A key of something that has not changed any more is passed over: the next proposal moves up.
    """
    known = {change.key: change for change in proposed}
    first = [known.pop(key) for key in chosen if key in known]
    return (*first, *known.values())


@once_per_pair
def ranked_changes(old: CommitteeReport, new: CommitteeReport) -> tuple[RankedChange, ...]:
    """Return what has changed from one report to another in the proposed order, each with its reason."""
    leading: list[Difference] = []
    others: list[Difference] = []
    for group in differences(old, new):
        ordered = sorted(group, key=_importance)
        leading += ordered[:1]
        others += ordered[1:]
    return tuple(
        RankedChange(key=key_of(each), block=each.block, sentence=each.sentence, why=each.why, kind=each.kind)
        for each in (*sorted(leading, key=_importance), *sorted(others, key=_importance))
    )


def digest(report: CommitteeReport, presented_on: date | None) -> PreviousReport:
    """Return what the next report compares itself with; `presented_on` is the day in the committee."""
    return PreviousReport(
        period=report.period,
        number=report.number,
        as_of=report.as_of,
        presented_on=presented_on,
        staircase=staircase(report),
        lights=tuple((block.slug, block.light) for block in report.all_blocks()),
    )


def key_of(difference: Difference) -> str:
    """Return the name of what has changed among all changes of a report."""
    return f"{difference.block or PROGRAMME}:{difference.about}"


def differences(old: CommitteeReport, new: CommitteeReport) -> Iterator[list[Difference]]:
    """Yield the differences of each block, each that is gone, the undivided money and the budget."""
    before, after, day = entries_by_block(old), entries_by_block(new), common_day(old, new)
    known = {block.slug: block for block in old.all_blocks()}
    for block in new.all_blocks():
        slug = block.slug
        was = known.pop(slug, None)
        if was is None:
            yield [new_block(block, after.get(slug, ()))]
        else:
            money = money_differences(before.get(slug, ()), after.get(slug, ()), slug, day)
            yield [*block_differences(was, block, day), *money]
    for block in known.values():
        yield [gone_block(block, before.get(block.slug, ()))]
    undivided = counted(before.get(None, ())), counted(after.get(None, ()))
    yield [*money_differences(*undivided, None, day)]
    yield [*budget_differences(old, new, day)]


def _importance(difference: Difference) -> tuple[int, Decimal]:
    return difference.weight, -abs(Decimal(difference.size))
