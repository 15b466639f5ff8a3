"""The rules of co-funding, applied to each block and to the programme on each level.

A rule judges only money of its own time: the day of the region's last entry on the level must lie between the
days on which the rule begins and ends. So the motion's rows are never judged by the rule of 2023. What cannot
be judged says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.baseline import motion_share
from vrs_tracker.domain.cofunding.amounts import (
    LEVELS,
    OTHERS,
    Given,
    counterpart,
    is_purely_private,
    regional,
)
from vrs_tracker.domain.cofunding.degrees import amounts_by_degree
from vrs_tracker.domain.cofunding.watched import Watched, WatchedBlock
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import amount, booked_for, counted, select, standing
from vrs_tracker.domain.money import round_cents, total
from vrs_tracker.domain.notation import approximately, date_de, million_words, percent
from vrs_tracker.domain.vocabulary.cofunding import CAPS, FundingRuleKind, RuleOutcome
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.wording import amount_words

NOTHING = Decimal("0.00")
_SHOWN_IN_MILLIONS = Decimal(10_000)
PROGRAMME = "Programm gesamt"
NO_MONEY, PRIVATE_ONLY, NOT_OF_ITS_TIME = "keine Mittel", "rein privat", "vor der Regel"
ENDED, UNKNOWN, NOT_ON_THIS_LEVEL = "nach der Regel", "nicht erfasst", "nur Beschlüsse"
MEANINGS = (
    (NO_MONEY, "auf dieser Stufe steht kein regionales Geld"),
    (PRIVATE_ONLY, "der Antrag sieht nur privates Geld vor"),
    (NOT_OF_ITS_TIME, "der Betrag ist älter als die Regel und wird nach seiner Zeit beurteilt"),
    (ENDED, "der Betrag ist jünger als das Ende der Regel"),
    (UNKNOWN, "zu Auszahlungen der anderen Seite ist nichts erfasst"),
    (NOT_ON_THIS_LEVEL, "die Obergrenze eines Aufrufs gilt für Beschlüsse"),
)
"""Why something is not judged, in the words of a cell, and what they mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a rule stands for a block (None: the programme) on a level.

    `why` is the short reason of what is not judged, `gap` what is missing or too much of what is not kept.
    """

    rule: CoFundingRule
    block: WatchedBlock | None
    level: Stage
    outcome: RuleOutcome
    sentence: str
    why: str = ""
    gap: Decimal = NOTHING
    is_rounded: bool = False


def verdicts(watch: Watched) -> tuple[Verdict, ...]:
    """Return how every rule stands: caps for the programme, all others for each block, on all levels."""
    return tuple(_verdicts(watch))


def _verdicts(watch: Watched) -> Iterator[Verdict]:
    for rule in watch.rules:
        if rule.kind in CAPS:
            yield from (_cap(watch, rule, level) for level in LEVELS)
            continue
        for block in watch.blocks:
            yield from (_of_block(watch, rule, block, level) for level in LEVELS)


def _not_judged(
    rule: CoFundingRule, block: WatchedBlock | None, level: Stage, why: str, sentence: str
) -> Verdict:
    name = block.titled if block else PROGRAMME
    return Verdict(
        rule=rule,
        block=block,
        level=level,
        outcome=RuleOutcome.NOT_JUDGED,
        sentence=f"{name}, {level.label}: {sentence}",
        why=why,
    )


# ---------------------------------------------------------------- blocks


def _of_block(watch: Watched, rule: CoFundingRule, block: WatchedBlock, level: Stage) -> Verdict:
    ours = regional(watch, block, level)
    if ours is None or ours.amount <= 0:
        why, sentence = NO_MONEY, "Regionale Mittel stehen auf dieser Stufe nicht."
        if is_purely_private(block):
            why, sentence = PRIVATE_ONLY, "Der Antrag sieht nur private Mittel vor."
        return _not_judged(rule, block, level, why, sentence)
    if out_of_time := _out_of_time(rule, ours):
        return _not_judged(rule, block, level, *out_of_time)
    if rule.kind is FundingRuleKind.MUNICIPAL_MATCH:
        return _match(watch, rule, block, level, ours)
    return _share(watch, rule, block, level, ours)


def _out_of_time(rule: CoFundingRule, ours: Given) -> tuple[str, str] | None:
    """Return why a rule does not judge an amount of this day; None if it does."""
    if ours.day < rule.valid_from:
        sentence = (
            f"Der Betrag ist vom {date_de(ours.day)}, die Regel gilt seit dem {date_de(rule.valid_from)}; er "
            "wird nach seiner Zeit beurteilt."
        )
        return NOT_OF_ITS_TIME, sentence
    if rule.valid_until is not None and ours.day > rule.valid_until:
        return ENDED, f"Die Regel galt bis zum {date_de(rule.valid_until)}."
    return None


def _match(watch: Watched, rule: CoFundingRule, block: WatchedBlock, level: Stage, ours: Given) -> Verdict:
    theirs = counterpart(watch, block, level, Payer.MUNICIPALITY)
    if theirs is None and level is Stage.DISBURSED:
        return _not_judged(rule, block, level, UNKNOWN, "Kommunale Auszahlungen sind nicht erfasst.")
    known = theirs.amount if theirs else NOTHING
    is_rounded = ours.is_rounded or bool(theirs and theirs.is_rounded)
    gap = max(NOTHING, total((ours.amount, -known)))
    said = f"Regional sind {amount_words(ours.amount, is_rounded=ours.is_rounded)} {level.label}, kommunal"
    told = _nothing(watch, block) if theirs is None else _theirs(theirs, level)
    missing = f" Es fehlen {_gap_words(gap, is_rounded=is_rounded)}." if gap else ""
    return Verdict(
        rule=rule,
        block=block,
        level=level,
        outcome=RuleOutcome.BROKEN if gap else RuleOutcome.KEPT,
        sentence=f"{block.titled}: {said} {told}.{missing}",
        gap=gap,
        is_rounded=is_rounded,
    )


def _gap_words(gap: Decimal, *, is_rounded: bool) -> str:
    """Write a difference; that of a rounded figure is told in millions, as its cents mean nothing."""
    if is_rounded and gap >= _SHOWN_IN_MILLIONS:
        return approximately(million_words(gap))
    return amount_words(gap, is_rounded=is_rounded)


def _theirs(theirs: Given, level: Stage) -> str:
    """Tell the counterpart by how binding it is, a plan of the motion and payments as such."""
    if theirs.entries:
        return amounts_by_degree(theirs.entries)
    return f"{amount_words(theirs.amount, is_rounded=theirs.is_rounded)} {level.label}"


def _counted_as(level: Stage) -> str:
    return level.label if level in {Stage.PLANNED, Stage.DISBURSED} else "beschlossen oder zugesagt"


def _nothing(watch: Watched, block: WatchedBlock) -> str:
    """Say that the municipality has decided nothing, and what it plans if that is known."""
    planned = counterpart(watch, block, Stage.PLANNED, Payer.MUNICIPALITY)
    if planned is None:
        return "ist kein Anteil erfasst"
    if planned.degree is not Degree.PLANNED:
        return f"sind {amounts_by_degree(planned.entries)}; das zählt erst ab der Stufe „beschlossen“"
    words = amount_words(planned.amount, is_rounded=planned.is_rounded)
    return f"ist nichts beschlossen oder zugesagt, geplant sind {words}"


def _share(watch: Watched, rule: CoFundingRule, block: WatchedBlock, level: Stage, ours: Given) -> Verdict:
    """Judge the region's part of all that is given; what is too much of it is the gap."""
    limit = rule.share or NOTHING
    others = [one for payer in OTHERS if (one := counterpart(watch, block, level, payer)) is not None]
    if not others and level is Stage.DISBURSED:
        return _not_judged(rule, block, level, UNKNOWN, "Auszahlungen anderer sind nicht erfasst.")
    whole = total((ours.amount, *(one.amount for one in others)))
    is_rounded = ours.is_rounded or any(one.is_rounded for one in others)
    gap = max(NOTHING, round_cents(ours.amount - limit * whole))
    part = percent(ours.amount * 100 / whole, 2)
    words = amount_words(whole, is_rounded=is_rounded)
    excess = f" Das sind {_gap_words(gap, is_rounded=is_rounded)} mehr als zulässig." if gap else ""
    return Verdict(
        rule=rule,
        block=block,
        level=level,
        outcome=RuleOutcome.BROKEN if gap else RuleOutcome.KEPT,
        sentence=(
            f"{block.titled}: Von {words}, die {_counted_as(level)} sind, trägt die Region {part}, zulässig "
            f"sind {percent(limit * 100)}.{excess}"
        ),
        gap=gap,
        is_rounded=is_rounded,
    )


# ---------------------------------------------------------------- the programme


def _cap(watch: Watched, rule: CoFundingRule, level: Stage) -> Verdict:
    if rule.kind is FundingRuleKind.CALL_CAP and level is not Stage.EARMARKED:
        return _not_judged(
            rule, None, level, NOT_ON_THIS_LEVEL, "Die Obergrenze eines Aufrufs gilt für Beschlüsse."
        )
    if rule.valid_from > watch.as_of:
        sentence = f"Die Regel gilt erst seit dem {date_de(rule.valid_from)}."
        return _not_judged(rule, None, level, NOT_OF_ITS_TIME, sentence)
    found = _programme(watch, rule, level)
    if found is None:
        return _not_judged(rule, None, level, NO_MONEY, "Regionale Mittel stehen auf dieser Stufe nicht.")
    spent, is_rounded = found
    if rule.kind is FundingRuleKind.PROGRAMME_CAP and not rule.holds_on(watch.as_of):
        ended = rule.valid_until or watch.as_of
        return _not_judged(rule, None, level, ENDED, f"Die Regel galt bis zum {date_de(ended)}.")
    limit = rule.limit or NOTHING
    gap = max(NOTHING, total((spent, -limit)))
    excess = f" Das sind {_gap_words(gap, is_rounded=is_rounded)} mehr." if gap else ""
    return Verdict(
        rule=rule,
        block=None,
        level=level,
        outcome=RuleOutcome.BROKEN if gap else RuleOutcome.KEPT,
        sentence=(
            f"{PROGRAMME}: {level.label.capitalize()} sind {amount_words(spent, is_rounded=is_rounded)}, die "
            f"Obergrenze ist {amount_words(limit)}.{excess}"
        ),
        gap=gap,
        is_rounded=is_rounded,
    )


def _programme(watch: Watched, rule: CoFundingRule, level: Stage) -> tuple[Decimal, bool] | None:
    """Return the region's money of the programme on a level, of a call what was decided while it ran.

    Undivided sums count once. What is planned is the motion's column.
    """
    if level is Stage.PLANNED:
        named = [motion_share(block.baseline, Payer.VRS) for block in watch.blocks]
        return (total(named), False) if any(named) else None
    entries = standing(select(counted(watch.every()), stage=level, payer=Payer.VRS))
    if rule.kind is FundingRuleKind.CALL_CAP:
        entries = tuple(entry for entry in entries if _is_of(rule, entry))
    if amount(entries) == 0:
        return None
    return amount(entries), any(entry.is_rounded for entry in entries)


def _is_of(rule: CoFundingRule, entry: MoneyEntry) -> bool:
    return rule.holds_on(booked_for(entry))
