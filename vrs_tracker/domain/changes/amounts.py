"""Every amount that two reports say differently, with what was booked since: the comparison of two days.

An amount is a figure as `domain/origins.py` names them: a stage of one payer in one block, a kind of budget
in one year. A change has two parts: what took effect after the older day, and what the newer report says
differently about the time before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.budget.plan import budget_of
from vrs_tracker.domain.changes.causes import making_up
from vrs_tracker.domain.changes.restated import common_day
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Sperrvermerk
from vrs_tracker.domain.funding import (
    DatedMoney,
    effective_entries,
    effective_releases,
    is_effective,
    year_of_release,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.origins import WHOLE, Origin, of_stage, of_year
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.share_reasons import reason_words
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Payer
from vrs_tracker.domain.vocabulary.reporting import ChangePart
from vrs_tracker.domain.wording import full_stop

_OF_KIND: dict[AppropriationKind, Measure] = {
    AppropriationKind.APPROPRIATION: Measure.APPROPRIATED,
    AppropriationKind.CARRY_FORWARD: Measure.CARRIED,
    AppropriationKind.COMMITMENT_AUTHORISATION: Measure.AUTHORISED,
    AppropriationKind.MEDIUM_TERM_PLAN: Measure.MEDIUM_TERM,
}
_BUDGET = ""
"""Stands where others name a block or „nicht aufgeteilt“."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """A figure in both reports, None where one has nothing booked for it.

    `reasons` are those of what was booked since, the newest first, and `evidence` is what proves it.
    `known_since` is the day on which the newest of it became known here, None if nothing was added;
    `offices` are those that entered it.
    """

    origin: Origin
    old: Decimal | None
    new: Decimal | None
    is_rounded: bool
    parts: tuple[ChangePart, ...]
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]
    known_since: date | None
    offices: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal:
        """By how much the amount differs."""
        return (self.new or Decimal(0)) - (self.old or Decimal(0))


@dataclass(frozen=True, slots=True)
class _Item:
    """A booked row as part of a figure; a release that lifts a Sperrvermerk counts against its block."""

    row: DatedMoney
    amount: Decimal
    is_rounded: bool = False
    reason: str = ""
    evidence: str = ""

    @property
    def key(self) -> tuple[type, int]:
        return type(self.row), self.row.id


def amount_changes(old: CommitteeReport, new: CommitteeReport) -> tuple[AmountChange, ...]:
    """Return every amount that differs: the budget, what is not divided, then block by block."""
    before, after, day = _figures(old), _figures(new), common_day(old, new)
    slugs = dict.fromkeys(block.slug for block in (*new.all_blocks(), *old.all_blocks()))
    places = {slug: place for place, slug in enumerate((_BUDGET, WHOLE, *slugs))}
    origins = sorted({**before, **after}, key=lambda origin: _place(origin, places))
    found = (_change(origin, before.get(origin, ()), after.get(origin, ()), day) for origin in origins)
    return tuple(change for change in found if change is not None)


def _place(origin: Origin, places: Mapping[str, int]) -> tuple[int, int, str, int]:
    payer = list(Payer).index(Payer(origin.payer)) if origin.payer else 0
    return places[origin.block], list(Measure).index(origin.measure), origin.year, payer


def _change(
    origin: Origin, before: Sequence[_Item], after: Sequence[_Item], day: date
) -> AmountChange | None:
    difference = _sum(after) - _sum(before)
    if not difference:
        return None
    known = {item.key for item in before}
    added = sorted(
        (item for item in after if item.key not in known), key=lambda item: item.row.known_on or date.min
    )
    newest_first = _lasting(added, before)[::-1]
    return AmountChange(
        origin=origin,
        old=_sum(before) if before else None,
        new=_sum(after) if after else None,
        is_rounded=any(item.is_rounded for item in (*before, *after)),
        parts=_parts(difference, _until(before, day), _until(after, day)),
        reasons=tuple(dict.fromkeys(item.reason for item in newest_first if item.reason)),
        evidence=tuple(dict.fromkeys(item.evidence for item in newest_first if item.evidence)),
        known_since=newest_first[0].row.known_on if newest_first else None,
        offices=tuple(dict.fromkeys(item.row.office for item in newest_first if item.row.office)),
    )


def _lasting(added: Sequence[_Item], before: Sequence[_Item]) -> list[_Item]:
    """Return what was added without what cancels out."""
    left = {id(entry) for entry in making_up(_entries_in(before), _entries_in(added))}
    return [item for item in added if not isinstance(item.row, MoneyEntry) or id(item.row) in left]


def _entries_in(items: Iterable[_Item]) -> list[MoneyEntry]:
    return [item.row for item in items if isinstance(item.row, MoneyEntry)]


def _parts(difference: Decimal, said: Sequence[_Item], says: Sequence[_Item]) -> tuple[ChangePart, ...]:
    """Divide a difference by what both reports say about the day that both look at."""
    restated = _sum(says) - _sum(said)
    moved = (ChangePart.MOVED,) if difference != restated else ()
    if not restated:
        return moved
    before, after = ({item.key: item for item in items} for items in (said, says))
    is_gone = any(key not in after for key in before)
    is_taken_back = any(item.row.amount < 0 for key, item in after.items() if key not in before)
    return (*moved, ChangePart.CORRECTED if is_gone or is_taken_back else ChangePart.ADDED)


def _sum(items: Iterable[_Item]) -> Decimal:
    return total(item.amount for item in items)


def _until(items: Iterable[_Item], day: date) -> list[_Item]:
    return [item for item in items if is_effective(item.row, day)]


# ---------------------------------------------------------------- which rows make up which figure


def _figures(report: CommitteeReport) -> dict[Origin, list[_Item]]:
    found: dict[Origin, list[_Item]] = {}
    for origin, item in (*_of_budget(report), *_of_releases(report), *_of_entries(report)):
        found.setdefault(origin, []).append(item)
    return found


def _of_entries(report: CommitteeReport) -> Iterator[tuple[Origin, _Item]]:
    names = {block.slug: block.name for block in report.all_blocks()}
    for entry in effective_entries(report):
        slug, reason = entry.block or WHOLE, reason_words(entry.change_reason, entry.note)
        origin = of_stage(entry.stage, block=slug, payer=entry.payer.value, named=names.get(slug, ""))
        yield origin, _Item(entry, entry.amount, entry.is_rounded, reason, entry.source_text)


def _of_budget(report: CommitteeReport) -> Iterator[tuple[Origin, _Item]]:
    """Yield appropriations, what was carried over, authorisations, the newest plan, and Haushaltssperren."""
    rows, titles = [row for row in report.budget if is_effective(row, report.as_of)], _titles(report)
    planned = [row.plan_year or 0 for row in rows if row.kind is AppropriationKind.MEDIUM_TERM_PLAN]
    newest = max(planned, default=0)
    for row in rows:
        if row.kind is not AppropriationKind.MEDIUM_TERM_PLAN or (row.plan_year or 0) == newest:
            reason = reason_words(row.carry_reason, row.note)
            evidence = _decided(row, titles) or budget_of(row)
            item = _Item(row, row.amount, reason=reason, evidence=evidence)
            yield of_year(_OF_KIND[row.kind], row.budget_year), item
    for freeze in report.freezes or ():
        if freeze.budget_year == report.as_of.year and is_effective(freeze, report.as_of):
            amount = freeze.amount if freeze.lifts is None else -freeze.amount
            yield Origin(Measure.FROZEN), _Item(freeze, amount, reason=_sentence(freeze.grounds))


def _of_releases(report: CommitteeReport) -> Iterator[tuple[Origin, _Item]]:
    """Yield releases, and what Sperrvermerke block after those that lift them."""
    notes = {note.id: note for note in report.sperrvermerke if is_effective(note, report.as_of)}
    titles = _titles(report)
    for note in notes.values():
        item = _Item(note, note.amount, reason=_sentence(note.condition), evidence=_decided(note, titles))
        yield of_year(Measure.BLOCKED, note.budget_year), item
    for release in effective_releases(report):
        year, evidence = year_of_release(release, report.sperrvermerke), _decided(release, titles)
        words = _sentence(release.note), evidence or f"Freigabe, {release.body}"
        yield of_year(Measure.RELEASED, year), _Item(release, release.amount, release.is_rounded, *words)
        lifted = notes.get(release.lifts or 0)
        if lifted is not None and (year or 0) <= max(report.as_of.year, lifted.budget_year):
            lifts = _Item(release, -release.amount, release.is_rounded, *words)
            yield of_year(Measure.BLOCKED, lifted.budget_year), lifts


def _sentence(text: str) -> str:
    return full_stop(text) if text.strip() else ""


def _decided(row: BudgetRow | Sperrvermerk | Release, titles: Mapping[int, str]) -> str:
    """Return the resolution that an amount rests on; empty if none is known or if it is not public."""
    title = titles.get(row.resolution or 0)
    return f"Beschluss {quoted(title)}" if title else ""


def _titles(report: CommitteeReport) -> dict[int, str]:
    return {one.id: one.title for one in report.resolutions}
