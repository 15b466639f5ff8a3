"""How binding each share is: the euro from planned to paid, payer by payer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.cofunding.watched import Watched, WatchedBlock
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import SHARE_STAGES, amount_in_block, select, standing
from vrs_tracker.domain.notation import list_de, quoted
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.wording import amount_words

SECURED = frozenset({Degree.DECIDED, Degree.GRANTED, Degree.PAID})
"""Degrees that rest on a decision; „geplant“ and „zugesagt“ do not (T18)."""
ORDER = (Degree.PLANNED, Degree.PLEDGED, Degree.DECIDED, Degree.GRANTED, Degree.PAID)
"""From the least to the most binding; a pledge comes before the resolution that makes it good."""
DEGREE_STAGES = (*SHARE_STAGES, Stage.DISBURSED)
"""The stages whose entries say how binding a share is."""
_USUAL = {
    Stage.PLANNED: Degree.PLANNED,
    Stage.EARMARKED: Degree.DECIDED,
    Stage.COMMITTED: Degree.GRANTED,
    Stage.DISBURSED: Degree.PAID,
}
UNDECIDED = "ein Beschluss mit Datum ist nicht erfasst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The share of a payer in a block (None: not divided) by degree, and the entries that say so.

    The same euro is planned first and granted later: the amounts of the degrees are never added up.
    """

    block: WatchedBlock | None
    payer: Payer
    amounts: Mapping[Degree, Decimal]
    rounded: frozenset[Degree]
    entries: tuple[MoneyEntry, ...]

    @property
    def strongest(self) -> Degree:
        """The most binding degree that has an amount."""
        return max(self.amounts, key=ORDER.index)


def binding_words(stage: Stage, degree: Degree) -> str:
    """Say how binding an amount is; if its stage says otherwise, the stage stands beside it.

    What somebody has pledged is booked on the stage „beschlossen“ or „geplant“ and is neither.
    """
    if _USUAL.get(stage, degree) is degree:
        return stage.label
    return f"{degree.label} (Stufe {quoted(stage.label)})"


def amounts_by_degree(entries: Sequence[MoneyEntry]) -> str:
    """Tell a share degree by degree: "1,60 Millionen Euro zugesagt (Stufe „beschlossen“)"."""
    groups: dict[tuple[Degree, Stage], list[MoneyEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.degree, entry.stage].append(entry)
    return list_de(
        [
            f"{amount_words(whole, is_rounded=any(one.is_rounded for one in found))} "
            f"{binding_words(stage, degree)}"
            for (degree, stage), found in sorted(groups.items(), key=lambda group: ORDER.index(group[0][0]))
            if (whole := amount_in_block(found)) != 0
        ]
    )


def commitments(watch: Watched) -> tuple[Commitment, ...]:
    """Return every share that is planned or recorded, by block and payer, the undivided sums last."""
    groups = [(block, watch.of(block)) for block in watch.blocks]
    lines = [_commitment(block, entries, payer) for block, entries in groups for payer in Payer]
    lines += [_commitment(None, watch.entries.get(None, ()), payer) for payer in Payer]
    return tuple(line for line in lines if line is not None)


def _commitment(
    block: WatchedBlock | None, entries: tuple[MoneyEntry, ...], payer: Payer
) -> Commitment | None:
    own = tuple(
        entry for stage in DEGREE_STAGES for entry in standing(select(entries, stage=stage, payer=payer))
    )
    amounts = {
        degree: whole
        for degree in ORDER
        if (whole := amount_in_block([entry for entry in own if entry.degree is degree])) != 0
    }
    named = motion_share(block.baseline, payer) if block else None
    if named:
        amounts.setdefault(Degree.PLANNED, named)
    if not amounts:
        return None
    return Commitment(
        block=block,
        payer=payer,
        amounts=amounts,
        rounded=frozenset(entry.degree for entry in own if entry.is_rounded),
        entries=own,
    )


def secured(entries: tuple[MoneyEntry, ...], payer: Payer) -> Decimal:
    """Return what a payer has decided of its share in a block, pledges and plans left out."""
    found = [
        entry
        for stage in (Stage.COMMITTED, Stage.EARMARKED)
        for entry in standing(select(entries, stage=stage, payer=payer))
        if entry.degree in SECURED
    ]
    granted = [entry for entry in found if entry.stage is Stage.COMMITTED]
    return amount_in_block(granted or found)
