"""What counts in a sum of current shares, and why the rest does not: each euro once (decisions.md 2).

What is resolved for one block alone counts until more than that is granted from it: a first grant notice for
a part does not make the rest disappear. An undivided sum counts until the grants that come out of it exceed
it. A grant rests on the resolution of its own block if it names it, or if it names none, is not older and
leaves the amount as it is.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import SHARE_STAGES, amount_in_block, booked_for, counted, select, standing
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage

GRANTED_FROM_OWN = "aus dem Beschluss für dasselbe Vorhaben bewilligt, dessen Betrag hier zählt"
REPLACED_BY_GRANTS = "ersetzt durch das, was daraus bewilligt ist"
FROM_THE_SAME_RESOLUTION = "aus der nicht aufgeteilten Summe desselben Beschlusses; zählt mit ihr einmal"
PART_OF_THE_WHOLE = "gilt als Teil einer nicht aufgeteilten Summe, die weniger verbindlich ist; zählt einmal"
EXCEEDED_BY_ITS_PARTS = "die einzelnen Beträge daraus sind zusammen höher und zählen statt dieser Summe"


@dataclass(frozen=True, slots=True)
class OwnResolution:
    """What is resolved by a payer for one block alone (None: undivided), and the grants that rest on it."""

    block: str | None
    payer: Payer
    entries: tuple[MoneyEntry, ...]
    granted: tuple[MoneyEntry, ...]

    @property
    def not_granted(self) -> Decimal:
        """What of it is still without a grant notice, never less than nothing."""
        return max(Decimal(0), amount_in_block(self.entries) - amount_in_block(self.granted))

    def without(self, left: Collection[int]) -> "OwnResolution":
        """Return it without grants that do not count, by their identity."""
        granted = tuple(one for one in self.granted if id(one) not in left)
        return OwnResolution(self.block, self.payer, self.entries, granted)

    def chosen(self) -> tuple[tuple[MoneyEntry, ...], tuple["NotCounted", ...]]:
        """Return the entries that count, those of the larger side, and the others with the reason."""
        if self.granted and not self.not_granted:
            return self.granted, tuple(NotCounted(one, REPLACED_BY_GRANTS) for one in self.entries)
        return self.entries, tuple(NotCounted(one, GRANTED_FROM_OWN) for one in self.granted)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """An entry that is told elsewhere in the same sum, and how."""

    entry: MoneyEntry
    reason: str


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """The entries of a sum, and what is left out of it."""

    entries: tuple[MoneyEntry, ...]
    left_out: tuple[NotCounted, ...]


def own_resolutions(
    slug: str | None, own: Sequence[MoneyEntry], undivided: Sequence[MoneyEntry]
) -> tuple[OwnResolution, ...]:
    """Return what is resolved for a block alone, payer by payer, from the entries in effect.

    Beside an undivided sum an amount that is or may be contained in it is not resolved for the block alone.
    """
    found = (_own(slug, select(own, payer=payer), select(undivided, payer=payer), payer) for payer in Payer)
    return tuple(one for one in found if one is not None)


def _own(
    slug: str | None, own: Sequence[MoneyEntry], undivided: Sequence[MoneyEntry], payer: Payer
) -> OwnResolution | None:
    every = standing(select(own, stage=Stage.EARMARKED))
    resolved = counted(every) if undivided else every
    if amount_in_block(resolved) <= 0:
        return None
    granted = standing(select(own, stage=Stage.COMMITTED))
    by_name = tuple(one for one in granted if one.resolution in _named_by(resolved))
    return OwnResolution(
        slug, payer, resolved, (*by_name, *_without_name(granted, resolved, by_name, undivided))
    )


def _without_name(
    granted: Sequence[MoneyEntry],
    resolved: Sequence[MoneyEntry],
    by_name: Sequence[MoneyEntry],
    undivided: Sequence[MoneyEntry],
) -> Iterator[MoneyEntry]:
    """Yield the grants that name no resolution of an amount and are not older than that of their block.

    If there is an undivided sum from which they may come as well, only those for which there is room.
    """
    elsewhere, first = _named_by(resolved) | _named_by(undivided), min(map(booked_for, resolved))
    room = amount_in_block(resolved) - amount_in_block(by_name)
    for one in sorted(granted, key=booked_for):
        if one.resolution in elsewhere or booked_for(one) < first:
            continue
        if not undivided or one.amount <= room:
            room -= one.amount
            yield one


def _named_by(entries: Sequence[MoneyEntry]) -> frozenset[int]:
    return frozenset(one.resolution for one in entries if one.resolution is not None)


def counted_once(current: Sequence[MoneyEntry], own: Sequence[OwnResolution]) -> CountedOnce:
    """Return what of a payer's current shares counts: `current` are the entries that make them up.

    Beside an undivided sum, amounts that are or may be contained in it do not count, and what the same body
    grants to single blocks without a resolution of their own comes out of it: the larger of both counts.
    """
    has_undivided = any(one.block is None for one in current)
    inside = [one for one in current if has_undivided and one.counting is not Counting.COUNTED]
    left = {id(one) for one in inside}
    return _counted(
        [one for one in current if id(one) not in left],
        [one.without(left) for one in own],
        [NotCounted(one, one.counting.label) for one in inside],
    )


def _counted(
    current: Sequence[MoneyEntry], own: Sequence[OwnResolution], left_out: list[NotCounted]
) -> CountedOnce:
    whole = next((one for one in own if one.block is None), None)
    undivided = whole.entries if whole else tuple(one for one in current if one.block is None)
    divided = [one for one in own if one.block is not None]
    pool: list[MoneyEntry] = list(whole.granted) if whole else []
    beside: list[MoneyEntry] = []
    for one in divided:
        chosen, others = one.chosen()
        comes_out = all(_comes_out_of(entry, undivided) for entry in one.entries)
        (pool if comes_out else beside).extend(chosen)
        left_out.extend(others)
    for entry in _without(current, (*undivided, *_entries_of(own))):
        comes_out = _comes_out_of(entry, undivided) and not _rests_on_another(entry, divided, undivided)
        (pool if comes_out else beside).append(entry)
    if amount_in_block(pool) > amount_in_block(undivided):
        parts, replaced = tuple(pool), [NotCounted(one, EXCEEDED_BY_ITS_PARTS) for one in undivided]
    else:
        parts, replaced = undivided, [NotCounted(one, _part_of(one, undivided)) for one in pool]
    return CountedOnce((*parts, *beside), (*replaced, *left_out))


def _entries_of(own: Sequence[OwnResolution]) -> Iterator[MoneyEntry]:
    for one in own:
        yield from (*one.entries, *one.granted)


def _without(entries: Sequence[MoneyEntry], taken: Sequence[MoneyEntry]) -> tuple[MoneyEntry, ...]:
    known = {id(one) for one in taken}
    return tuple(one for one in entries if id(one) not in known)


def _comes_out_of(entry: MoneyEntry, undivided: Sequence[MoneyEntry]) -> bool:
    """Whether an undivided sum of the same body, or of one that is not named, is less binding."""
    return any(
        SHARE_STAGES.index(entry.stage) < SHARE_STAGES.index(one.stage)
        and (not entry.payer_name or not one.payer_name or entry.payer_name == one.payer_name)
        for one in undivided
    )


def _rests_on_another(
    entry: MoneyEntry, divided: Sequence[OwnResolution], undivided: Sequence[MoneyEntry]
) -> bool:
    """Whether an entry names a resolution that is divided among other blocks."""
    named = {number for one in divided for number in _named_by(one.entries)}
    return entry.resolution in named - _named_by(undivided)


def _part_of(entry: MoneyEntry, undivided: Sequence[MoneyEntry]) -> str:
    return FROM_THE_SAME_RESOLUTION if entry.resolution in _named_by(undivided) else PART_OF_THE_WHOLE
