"""The chapter that writes itself: what differs between two reports, as sentences in the order of importance.

Every block has one leading change, which says most about it; the leading changes of all blocks come first,
so that the three on page 1 are about three blocks (users.md 4.5). A sentence stands behind the name of its
block: „AITransform (Böblingen): Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026.“
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from itertools import product

from vrs_tracker.domain.facts.blocks import BlockReport, Milestone
from vrs_tracker.domain.facts.money import MoneyEntry, Staircase
from vrs_tracker.domain.funding import amount_in_block, counted, effective_entries, select, staircase
from vrs_tracker.domain.lights import BY_SEVERITY, STATE_LIGHTS
from vrs_tracker.domain.milestones import subject_of
from vrs_tracker.domain.notation import date_de, days, quoted
from vrs_tracker.domain.report import Change, CommitteeReport, PreviousReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.wording import MEANS, SHARES, amount_words, full_stop, sentence_start

PROGRAMME = "programm"
"""Stands in a key for changes that belong to no block."""


SILENT = "fehlende Meldung, zählt vor Terminverschiebungen ohne Folgen"


class Weight(IntEnum):
    """How important a change is; the smaller the number, the more."""

    CRITICAL = 1
    DEVIATION = 2
    EXISTENCE = 3
    SHARE = 4
    SILENCE = 5
    SHIFT = 6
    FLOW = 7
    REACHED = 8
    IMPROVEMENT = 9
    CONSEQUENCE = 10
    BUDGET = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """A change that still looks for its place; among equal weights the larger `size` comes first.

    `about` names within its block what has changed, `why` says in a few words why it matters.
    """

    weight: Weight
    block: str | None
    about: str
    sentence: str
    why: str
    size: Decimal | int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedChange:
    """A change in its proposed place, with the reason for the place.

    `key` names what has changed, not how: it stays the same while dates and amounts move on.
    """

    key: str
    block: str | None
    sentence: str
    why: str


def changes_between(
    old: CommitteeReport, new: CommitteeReport, chosen: Sequence[str] = ()
) -> tuple[Change, ...]:
    """Return what has changed from one report to another, ranked from 1; nothing for equal reports.

    `chosen` are keys of changes that the office has put first, in this order.
    """
    return tuple(
        Change(rank=rank, block=each.block, sentence=each.sentence)
        for rank, each in enumerate(chosen_first(ranked_changes(old, new), chosen), start=1)
    )


def chosen_first(proposed: Sequence[RankedChange], chosen: Sequence[str]) -> tuple[RankedChange, ...]:
    """Return the chosen changes in the order of the choice, then all others in the proposed order.

    A key of something that has not changed any more is passed over: the next proposal moves up.
    """
    known = {change.key: change for change in proposed}
    first = [known.pop(key) for key in chosen if key in known]
    return (*first, *known.values())


def ranked_changes(old: CommitteeReport, new: CommitteeReport) -> tuple[RankedChange, ...]:
    """Return what has changed from one report to another in the proposed order, each with its reason."""
    leading: list[_Difference] = []
    others: list[_Difference] = []
    for group in _groups(old, new):
        ordered = sorted(group, key=_importance)
        leading += ordered[:1]
        others += ordered[1:]
    return tuple(
        RankedChange(
            key=f"{each.block or PROGRAMME}:{each.about}",
            block=each.block,
            sentence=each.sentence,
            why=each.why,
        )
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


def _importance(difference: _Difference) -> tuple[int, Decimal | int]:
    return difference.weight, -difference.size


def _groups(old: CommitteeReport, new: CommitteeReport) -> Iterator[list[_Difference]]:
    """The differences of each block, each project that is gone, the undivided money and the budget."""
    before, after = effective_entries(old), effective_entries(new)
    for block in new.all_blocks():
        known = old.block(block.slug)
        yield [
            *_differences_of_block(known, block),
            *_differences_of_money(_of(before, block.slug), _of(after, block.slug), block.slug),
        ]
    for block in old.all_blocks():
        if new.block(block.slug) is None:
            sentence = f"{block.titled} wird nicht mehr geführt."
            why = "nicht mehr im Bericht"
            yield [
                _Difference(
                    weight=Weight.EXISTENCE,
                    block=None,
                    about=f"gone-{block.slug}",
                    sentence=sentence,
                    why=why,
                )
            ]
    yield [*_differences_of_money(counted(_of(before, None)), counted(_of(after, None)), None)]
    yield [*_differences_of_budget(staircase(old), staircase(new))]


def _of(entries: tuple[MoneyEntry, ...], slug: str | None) -> tuple[MoneyEntry, ...]:
    return tuple(entry for entry in entries if entry.block == slug)


# ---------------------------------------------------------------- blocks


def _differences_of_block(old: BlockReport | None, new: BlockReport) -> Iterator[_Difference]:
    if old is None:
        new_here = "neu im Bericht"
        yield _Difference(
            weight=Weight.EXISTENCE, block=new.slug, about="new", sentence=f"{new_here}.", why=new_here
        )
        return
    worse = _worse(old.light, new.light)
    shifts = [*_shifts(old, new, worse or Weight.SHIFT)]
    yield from shifts
    if old.state is not new.state:
        sentence = (
            f"Aus {quoted(old.state.label)} wird {quoted(new.state.label)}.{_because(new.state_reason)}"
        )
        why = f"jetzt {quoted(new.state.label)}"
        yield _Difference(weight=Weight.EXISTENCE, block=new.slug, about="state", sentence=sentence, why=why)
    is_said = old.state is not new.state and new.light is STATE_LIGHTS.get(new.state)
    if old.light is not new.light and not is_said:
        is_explained = worse is not None and any(shift.weight is worse for shift in shifts)
        yield _light_difference(old, new, Weight.CONSEQUENCE if is_explained else worse)


def _worse(old: Light, new: Light) -> Weight | None:
    """Return the weight of a light that became Abweichung or kritisch and was better before."""
    weight = {Light.OFF_TRACK: Weight.CRITICAL, Light.AT_RISK: Weight.DEVIATION}.get(new)
    if weight is None or (old in BY_SEVERITY and BY_SEVERITY.index(old) >= BY_SEVERITY.index(new)):
        return None
    return weight


def _light_difference(old: BlockReport, new: BlockReport, weight: Weight | None) -> _Difference:
    if new.light is Light.UNKNOWN:
        last = new.last_message_on
        told = "es liegt noch keine vor" if last is None else f"die letzte ist vom {date_de(last)}"
        sentence = f"{Light.UNKNOWN.label}; {told}."
        return _Difference(
            weight=Weight.SILENCE, block=new.slug, about="light", sentence=sentence, why=SILENT
        )
    sentence = (
        f"Der Stand ist jetzt {quoted(new.light.label)}, im letzten Bericht war er {quoted(old.light.label)}."
    )
    why = f"Stand jetzt {quoted(new.light.label)}"
    return _Difference(
        weight=weight or Weight.IMPROVEMENT, block=new.slug, about="light", sentence=sentence, why=why
    )


# ---------------------------------------------------------------- milestones


def _shifts(old: BlockReport, new: BlockReport, weight: Weight) -> Iterator[_Difference]:
    """The moved milestones; a later date carries `weight`, because it may be why the light became worse."""
    before = {milestone.id: milestone for milestone in old.milestones}
    for milestone in new.milestones:
        known = before.get(milestone.id)
        if known is None or (known.actual, known.forecast) == (milestone.actual, milestone.forecast):
            continue
        later = _days_later(known, milestone)
        if milestone.actual is not None:
            weight_now, sentence = Weight.REACHED, _reached(milestone.title, milestone.actual, later)
        elif milestone.forecast is None:
            weight_now, sentence = weight, f"{subject_of(milestone.title)} hat keinen erwarteten Termin mehr."
        else:
            weight_now = weight if later > 0 else Weight.SHIFT
            sentence = _moved(milestone, milestone.forecast, later)
        yield _Difference(
            weight=weight_now,
            block=new.slug,
            about=f"milestone-{milestone.id}",
            sentence=sentence,
            why=_why_shifted(milestone, weight_now, later),
            size=abs(later),
        )


def _why_shifted(milestone: Milestone, weight: Weight, later: int) -> str:
    """Say how far the date moved, of what, and what that does to the light."""
    moved = f"Termin um {days(abs(later))} {'verschoben' if later > 0 else 'vorgezogen'}"
    if milestone.actual is not None:
        moved = "Meilenstein erreicht"
    elif later == 0:
        moved = "Termin neu" if milestone.forecast else "ohne erwarteten Termin"
    worse = {Weight.CRITICAL: Light.OFF_TRACK, Weight.DEVIATION: Light.AT_RISK}.get(weight)
    outcome = f"; Stand dadurch {quoted(worse.label)}" if worse else ""
    return f"{moved}, {milestone.title}{outcome}"


def _days_later(old: Milestone, new: Milestone) -> int:
    """By how many days the date that counts lies later than before, or than the first plan if it had none."""
    before, after = old.expected or old.baseline, new.expected
    return (after - before).days if after else 0


def _moved(milestone: Milestone, forecast: date, later: int) -> str:
    subject = subject_of(milestone.title)
    if later > 0:
        sentence = f"{subject} verschiebt sich um {days(later)} auf den {date_de(forecast)}."
    elif later < 0:
        sentence = f"{subject} wird {days(-later)} früher erwartet, am {date_de(forecast)}."
    else:
        sentence = f"{subject} wird jetzt am {date_de(forecast)} erwartet."
    reason = milestone.shift_note or (milestone.shift_reason.label if milestone.shift_reason else "")
    return sentence + _because(reason)


def _reached(title: str, actual: date, later: int) -> str:
    sentence = f"{subject_of(title)} ist seit dem {date_de(actual)} erreicht"
    if later == 0:
        return f"{sentence}."
    comparison = "später" if later > 0 else "früher"
    return f"{sentence}, {days(abs(later))} {comparison} als zuletzt erwartet."


def _because(reason: str) -> str:
    return f" Grund: {full_stop(reason)}" if reason.strip() else ""


# ---------------------------------------------------------------- money

_SHARE_STAGES = frozenset({Stage.PLANNED, Stage.EARMARKED})
"""Stages in which an amount says how large a share is; in the others money flows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amounts:
    """The entries of one payer and stage in both reports."""

    payer: Payer
    stage: Stage
    before: tuple[MoneyEntry, ...]
    after: tuple[MoneyEntry, ...]

    @property
    def difference(self) -> Decimal:
        return amount_in_block(self.after) - amount_in_block(self.before)

    @property
    def now(self) -> str:
        rounded = any(entry.is_rounded for entry in self.after)
        return amount_words(amount_in_block(self.after), is_rounded=rounded)

    @property
    def change(self) -> str:
        rounded = any(entry.is_rounded for entry in (*self.before, *self.after))
        return amount_words(abs(self.difference), is_rounded=rounded)

    @property
    def reason(self) -> str:
        """The note of the newest entry that was not there before."""
        known = {entry.id for entry in self.before}
        return next(
            (entry.note for entry in reversed(self.after) if entry.id not in known and entry.note), ""
        )


def _differences_of_money(
    old: tuple[MoneyEntry, ...], new: tuple[MoneyEntry, ...], slug: str | None
) -> Iterator[_Difference]:
    whole = "Programm gesamt, nicht aufgeteilt: " if slug is None else ""
    for payer, stage in product(Payer, Stage):
        amounts = _Amounts(
            payer=payer,
            stage=stage,
            before=select(old, stage=stage, payer=payer),
            after=select(new, stage=stage, payer=payer),
        )
        if amounts.difference == 0:
            continue
        is_share = stage in _SHARE_STAGES
        sentence = _share_sentence(amounts) if is_share else _flow_sentence(amounts)
        yield _Difference(
            weight=Weight.SHARE if is_share else Weight.FLOW,
            block=slug,
            about=f"money-{payer}-{stage}",
            sentence=f"{whole}{sentence}{_because(amounts.reason)}",
            why=f"{'Anteil' if is_share else sentence_start(stage.label)}: {_by(amounts)}",
            size=abs(amounts.difference),
        )


def _by(amounts: _Amounts) -> str:
    return f"{amounts.change} {'mehr' if amounts.difference > 0 else 'weniger'}"


def _share_sentence(amounts: _Amounts) -> str:
    share, stage = SHARES[amounts.payer], amounts.stage
    if not amounts.before:
        return f"Neu {stage.label} ist {share} von {amounts.now}."
    verb = "steigt" if amounts.difference > 0 else "sinkt"
    degree = f" ({stage.label})" if stage is Stage.PLANNED else ""
    return f"{sentence_start(share)}{degree} {verb} um {amounts.change} auf {amounts.now}."


def _flow_sentence(amounts: _Amounts) -> str:
    money = f"{amounts.now} an {MEANS[amounts.payer]}"
    comparison = "im letzten Bericht noch nichts"
    if amounts.before:
        comparison = _more_or_less(amounts.difference, amounts.change)
    return f"{sentence_start(amounts.stage.label)}: {money}, {comparison}."


def _differences_of_budget(old: Staircase, new: Staircase) -> Iterator[_Difference]:
    for label, before, after in (
        ("Veranschlagt", old.appropriated, new.appropriated),
        ("Gesperrt", old.blocked, new.blocked),
        ("Freigegeben", old.released, new.released),
    ):
        if after is None or before == after:
            continue
        sentence = f"{label}: {amount_words(after)}; im letzten Bericht war dazu nichts erfasst."
        difference = after - (before or Decimal(0))
        if before is not None:
            comparison = _more_or_less(difference, amount_words(abs(difference)))
            sentence = f"{label}: {amount_words(after)}, {comparison}."
        yield _Difference(
            weight=Weight.BUDGET,
            block=None,
            about=f"budget-{label.casefold()}",
            sentence=sentence,
            why=f"{label}: Summe des Programms",
            size=abs(difference),
        )


def _more_or_less(difference: Decimal, words: str) -> str:
    return f"{words} {'mehr' if difference > 0 else 'weniger'} als im letzten Bericht"
