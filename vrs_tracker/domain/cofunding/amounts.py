"""What region and others give to a block on each level: planned, decided, granted, paid.

The region's money is followed by its stage. What others give has no grant notice of the region: on the levels
decided and granted the counterpart is what they have decided or pledged. The levels are the stages, and no
level counts money of a less binding one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.cofunding.watched import Watched, WatchedBlock
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import (
    SHARE_STAGES,
    amount_in_block,
    booked_for,
    select,
    shares_of,
    standing,
)
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage

LEVELS = (Stage.PLANNED, Stage.EARMARKED, Stage.COMMITTED, Stage.DISBURSED)
OTHERS = tuple(payer for payer in Payer if payer is not Payer.VRS)
_BINDING = (Stage.COMMITTED, Stage.EARMARKED)


@dataclass(frozen=True, slots=True)
class Given:
    """An amount on a level; `day` is that of the last entry in it, by which rules judge.

    `degree`: how binding it is said to be; what others pledge may still be booked as planned. Without
    `entries` it is the motion's.
    """

    amount: Decimal
    is_rounded: bool
    day: date
    degree: Degree = Degree.PLANNED
    entries: tuple[MoneyEntry, ...] = ()


def regional(watch: Watched, block: WatchedBlock, level: Stage) -> Given | None:
    """Return the region's money on a level; what is planned stands in the motion unless booked anew."""
    found = _given(select(watch.of(block), stage=level, payer=Payer.VRS))
    return found or (_planned(watch, block, Payer.VRS) if level is Stage.PLANNED else None)


def counterpart(watch: Watched, block: WatchedBlock, level: Stage, payer: Payer) -> Given | None:
    """Return what another payer gives on a level; None if nothing is recorded, which is not 0 (T8)."""
    own = select(watch.of(block), payer=payer)
    if level is Stage.DISBURSED:
        return _given(select(own, stage=level))
    stages = SHARE_STAGES if level is Stage.PLANNED else _BINDING
    share = next(iter(shares_of([entry for entry in own if entry.stage in stages])), None)
    if share is not None:
        day = max(map(booked_for, share.entries))
        return Given(share.amount, share.is_rounded, day, share.degree, share.entries)
    return _planned(watch, block, payer) if level is Stage.PLANNED else None


def is_purely_private(block: WatchedBlock) -> bool:
    """Whether the motion intends private money only for a block (T11)."""
    row = block.baseline
    return row is not None and row.regional is None and row.municipal is None and row.private is not None


def _given(entries: Sequence[MoneyEntry]) -> Given | None:
    found = standing(entries)
    whole = amount_in_block(found)
    if whole == 0:
        return None
    return Given(whole, any(entry.is_rounded for entry in found), max(map(booked_for, found)))


def _planned(watch: Watched, block: WatchedBlock, payer: Payer) -> Given | None:
    named = motion_share(block.baseline, payer)
    return Given(named, is_rounded=False, day=watch.motion_on) if named else None
