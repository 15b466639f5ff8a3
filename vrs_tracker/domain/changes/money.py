"""Changes of amounts by payer and stage, of one block or of the money that is not divided."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import product

from vrs_tracker.domain.changes.causes import making_up
from vrs_tracker.domain.changes.difference import Difference, Weight, because
from vrs_tracker.domain.changes.restated import ADDED, CORRECTED, stood, were
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import amount_in_block, is_effective
from vrs_tracker.domain.notation import date_de, list_de
from vrs_tracker.domain.share_reasons import reason_words
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.reporting import ChangeKind
from vrs_tracker.domain.wording import MEANS, SHARES, amount_words, sentence_start

_SHARE_STAGES = frozenset({Stage.PLANNED, Stage.EARMARKED})
"""Stages in which an amount says how large a share is; in the others money flows."""

_MOST_REASONS = 3
MORE_REASONS = "weitere Gründe stehen bei den Buchungen"
UNDIVIDED = "Programm gesamt, nicht aufgeteilt: "

Entries = Sequence[MoneyEntry]


@dataclass(frozen=True, kw_only=True)
class _Amounts:
    """The entries of one payer and stage in both reports, and what both say about the day both look at."""

    payer: Payer
    stage: Stage
    before: Entries
    after: Entries
    day: date

    @cached_property
    def known_before(self) -> Entries:
        """What the older report said about the common day."""
        return _until(self.before, self.day)

    @cached_property
    def known_now(self) -> Entries:
        """What the newer report says about the common day."""
        return _until(self.after, self.day)

    @cached_property
    def restated(self) -> Decimal:
        return amount_in_block(self.known_now) - amount_in_block(self.known_before)

    @cached_property
    def moved(self) -> Decimal:
        return amount_in_block(self.after) - amount_in_block(self.before) - self.restated

    def words(self, entries: Entries) -> str:
        return amount_words(amount_in_block(entries), is_rounded=_is_rounded(entries))

    @cached_property
    def change(self) -> str:
        return amount_words(abs(self.moved), is_rounded=_is_rounded((*self.before, *self.after)))


def money_differences(old: Entries, new: Entries, slug: str | None, day: date) -> Iterator[Difference]:
    """Yield what differs in the sums by payer and stage; `day` is the last that both reports look at."""
    whole = UNDIVIDED if slug is None else ""
    before, after = _by_payer_and_stage(old), _by_payer_and_stage(new)
    for payer, stage in product(Payer, Stage):
        pair = payer, stage
        if pair not in before and pair not in after:
            continue
        amounts = _Amounts(
            payer=payer, stage=stage, before=before.get(pair, ()), after=after.get(pair, ()), day=day
        )
        about = f"money-{payer}-{stage}"
        if amounts.moved:
            is_share = stage in _SHARE_STAGES
            sentence = _share_sentence(amounts) if is_share else _flow_sentence(amounts)
            reason = because(_why_moved(amounts))
            yield Difference(
                weight=Weight.SHARE if is_share else Weight.FLOW,
                kind=ChangeKind.AMOUNTS,
                block=slug,
                about=about,
                sentence=f"{whole}{sentence}{reason}",
                why=f"{'Anteil' if is_share else sentence_start(stage.label)}: {_by(amounts)}",
                size=amounts.moved,
            )
        if amounts.restated:
            reason = because(_why_restated(amounts.known_before, amounts.known_now))
            yield Difference(
                weight=Weight.CORRECTION,
                kind=ChangeKind.CORRECTIONS,
                block=slug,
                about=f"restated-{about}",
                sentence=f"{whole}{_restated_sentence(amounts)}{reason}",
                why=f"anders als berichtet: {MEANS[payer]}, {stage.label}",
                size=amounts.restated,
            )


def amounts_listed(entries: Entries) -> str:
    """Name the sums: "bewilligt 0,65 Millionen Euro an regionalen Mitteln"; empty if there are none."""
    groups = _by_payer_and_stage(entries)
    return list_de(
        [
            f"{stage.label} {amount_words(amount, is_rounded=_is_rounded(groups[payer, stage]))}"
            f" an {MEANS[payer]}"
            for stage, payer in product(Stage, Payer)
            if (amount := amount_in_block(groups.get((payer, stage), ())))
        ]
    )


def _by_payer_and_stage(entries: Entries) -> dict[tuple[Payer, Stage], list[MoneyEntry]]:
    groups: dict[tuple[Payer, Stage], list[MoneyEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.payer, entry.stage].append(entry)
    return groups


def _until(entries: Entries, day: date) -> Entries:
    return [entry for entry in entries if is_effective(entry, day)]


def _is_rounded(entries: Entries) -> bool:
    return any(entry.is_rounded for entry in entries)


def _why_moved(amounts: _Amounts) -> str:
    """Why an amount moved: the reasons of what takes effect after the common day."""
    before, after = (
        [entry for entry in entries if not is_effective(entry, amounts.day)]
        for entries in (amounts.before, amounts.after)
    )
    return _reasons(making_up(before, after))


def _why_restated(old: Entries, new: Entries) -> str:
    """Why bookings were taken back; else the reasons of what was booked later, or else that it was."""
    added = making_up(old, new)
    taken_back = [entry for entry in added if entry.reverses]
    return _reasons(taken_back) or _reasons(added) or _booked_late(added)


def _booked_late(added: Entries) -> str:
    """Say when the newest entry that was not there before was booked, and by which evidence."""
    if not added:
        return ""
    late = added[-1]
    evidence = f", {late.source_text}" if late.source_text else ""
    what = "zurückgenommen" if late.reverses else "nachgebucht"
    return f"am {date_de(late.known_on)} {what}{evidence}"


def _reasons(added: Entries) -> str:
    """Name the reasons and notes of entries, each once and the newest first; of many the newest."""
    told = (reason_words(entry.change_reason, entry.note).removesuffix(".") for entry in reversed(added))
    found = [words for words in dict.fromkeys(told) if words]
    more = (MORE_REASONS,) if len(found) > _MOST_REASONS else ()
    return "; ".join((*found[:_MOST_REASONS], *more))


def _by(amounts: _Amounts) -> str:
    return f"{amounts.change} {'mehr' if amounts.moved > 0 else 'weniger'}"


def _share_sentence(amounts: _Amounts) -> str:
    share, stage = SHARES[amounts.payer], amounts.stage
    if not amounts.known_now and not amounts.before:
        return f"Neu {stage.label} ist {share} von {amounts.words(amounts.after)}."
    degree = f" ({stage.label})" if stage is Stage.PLANNED else ""
    if amount_in_block(amounts.after) == 0:
        return f"{sentence_start(share)}{degree} von {amounts.change} entfällt."
    verb = "steigt" if amounts.moved > 0 else "sinkt"
    return f"{sentence_start(share)}{degree} {verb} um {amounts.change} auf {amounts.words(amounts.after)}."


def _flow_sentence(amounts: _Amounts) -> str:
    money = f"{amounts.words(amounts.after)} an {MEANS[amounts.payer]}"
    comparison = "im letzten Bericht noch nichts"
    if amounts.restated:
        comparison = f"{_by(amounts)} als zum {date_de(amounts.day)}"
    elif amounts.before:
        comparison = f"{_by(amounts)} als im letzten Bericht"
    return f"{sentence_start(amounts.stage.label)}: {money}, {comparison}."


def _restated_sentence(amounts: _Amounts) -> str:
    """Set what was printed beside what is true as of the same day."""
    day, stage, means = date_de(amounts.day), amounts.stage.label, MEANS[amounts.payer]
    now, before = amount_in_block(amounts.known_now), amount_in_block(amounts.known_before)
    true = f"An {means} war zum {day} nichts {stage}"
    if now:
        true = f"{amounts.words(amounts.known_now)} an {means} {were(now)} zum {day} {stage}"
    if not before:
        return f"{ADDED}{true}; im letzten Bericht stand dazu kein Betrag."
    return f"{CORRECTED}{true}; {stood(before, is_rounded=_is_rounded(amounts.known_before))}."
