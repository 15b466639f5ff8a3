"""Sums of booked money: the staircase, the current shares, money by stage, payer, year and district.

Amounts are euros, sums are exact. A reversal is an entry with the negated amount, so every sum is net of
reversals. Functions that take a report look only at what had taken effect at its reference date
(`is_effective`); functions that take entries add up what they are given.

There are two kinds of sums (decisions.md 2). A sum of the programme takes only amounts that are COUNTED, so
that nothing is counted twice. A sum of one block also takes those that are, or may be, part of an undivided
sum of the programme (CONTAINED, UNCLEAR). So block sums must never be added up to a sum of the programme.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from vrs_tracker.domain.baseline import baseline_totals
from vrs_tracker.domain.cover import Means
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Sperrvermerk, Staircase
from vrs_tracker.domain.money import total
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    DatePrecision,
    Degree,
    Payer,
    Stage,
)

DatedMoney = MoneyEntry | BudgetRow | Sperrvermerk | Release | Freeze

SHARE_STAGES = (Stage.COMMITTED, Stage.EARMARKED, Stage.PLANNED)
"""Stages that say how large a share is, the most binding first."""


# ---------------------------------------------------------------- when money counts


def last_day(when: PreciseDate) -> date | None:
    """Return the last day of the day, month or year that the date names; None if it is unknown."""
    if when.day is None or when.precision is DatePrecision.UNKNOWN:
        return None
    if when.precision is DatePrecision.YEAR:
        return date(when.day.year, 12, 31)
    if when.precision is DatePrecision.MONTH:
        return when.day.replace(day=monthrange(when.day.year, when.day.month)[1])
    return when.day


def booked_for(entry: MoneyEntry) -> date:
    """Return the day from which an entry counts.

    An amount that is dated to a month or year counts from its last day, because before it the fact is not
    certain; without a known date it counts from the day on which it became known here.
    """
    return last_day(entry.effective) or entry.known_on


def counts_from(record: DatedMoney) -> date | None:
    """Return the day from which any record counts, budget records without a known date always (None)."""
    return booked_for(record) if isinstance(record, MoneyEntry) else last_day(record.effective)


def is_effective(record: DatedMoney, as_of: date) -> bool:
    """Whether a record had taken effect by the end of the reference date."""
    day = counts_from(record)
    return day is None or day <= as_of


class Blocking(Protocol):
    """A Sperrvermerk, as far as a release that lifts it has to know it."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def budget_year(self) -> int:
        """The year of the budget in which it stands."""


def year_of_release(release: Release, notes: Iterable[Blocking]) -> int | None:
    """Return the year the release names, else that of the Sperrvermerk it lifts, else that of its effect."""
    lifted = next((note.budget_year for note in notes if note.id == release.lifts), None)
    day = counts_from(release)
    return release.budget_year or lifted or (day.year if day else None)


def releases_until(year: int, releases: Iterable[Release], notes: Sequence[Blocking]) -> tuple[Release, ...]:
    """Return the releases of a budget year and of those before: the money of a later one is not there yet."""
    return tuple(release for release in releases if (year_of_release(release, notes) or year) <= year)


# ---------------------------------------------------------------- sums of entries


def select(
    entries: Iterable[MoneyEntry], *, stage: Stage | None = None, payer: Payer | None = None
) -> tuple[MoneyEntry, ...]:
    """Return the entries of a stage, a payer or both; None takes all."""
    return tuple(entry for entry in entries if stage in (None, entry.stage) and payer in (None, entry.payer))


def counted(entries: Iterable[MoneyEntry]) -> tuple[MoneyEntry, ...]:
    """Return the entries that enter the sums of the programme."""
    return tuple(entry for entry in entries if entry.counting is Counting.COUNTED)


def amount(
    entries: Iterable[MoneyEntry], *, stage: Stage | None = None, payer: Payer | None = None
) -> Decimal:
    """Return a sum of the programme: counted entries only, 0.00 if there are none."""
    return amount_in_block(counted(entries), stage=stage, payer=payer)


def amount_in_block(
    entries: Iterable[MoneyEntry], *, stage: Stage | None = None, payer: Payer | None = None
) -> Decimal:
    """Return a sum of one block: all of the given entries, those contained in undivided sums included."""
    return total(entry.amount for entry in select(entries, stage=stage, payer=payer))


def by_stage_and_payer(entries: Sequence[MoneyEntry]) -> dict[tuple[Stage, Payer], Decimal]:
    """Return the block sums of all pairs of stage and payer with entries, in the order of the code lists."""
    pairs = {(entry.stage, entry.payer) for entry in entries}
    return {
        (stage, payer): amount_in_block(entries, stage=stage, payer=payer)
        for stage in Stage
        for payer in Payer
        if (stage, payer) in pairs
    }


@once_per_report
def effective_entries(report: CommitteeReport) -> tuple[MoneyEntry, ...]:
    """Return the entries that had taken effect at the report's reference date."""
    return tuple(entry for entry in report.entries if is_effective(entry, report.as_of))


@once_per_report
def entries_by_block(report: CommitteeReport) -> dict[str | None, tuple[MoneyEntry, ...]]:
    """Return the entries in effect of each block that has any; None stands for undivided sums."""
    groups: dict[str | None, list[MoneyEntry]] = defaultdict(list)
    for entry in effective_entries(report):
        groups[entry.block].append(entry)
    return {slug: tuple(entries) for slug, entries in groups.items()}


# ---------------------------------------------------------------- the staircase


def staircase(report: CommitteeReport) -> Staircase:
    """Return the headline figures of the regional money (users.md 4.1).

    The frame is the regional column of the motion's table. Budget records count up to the year of the
    reference date. A step without any record is None, which is „keine Angabe“ and not 0; there is always a
    sum of commitments and payments, because not to have booked any is a statement. What authorisations of
    later years cover is None if it is nothing.
    """
    entries = effective_entries(report)
    return Staircase(
        frame=baseline_totals(report.blocks).regional,
        appropriated=_appropriated(report),
        blocked=_blocked(report),
        released=_released(report),
        committed=amount(entries, stage=Stage.COMMITTED, payer=Payer.VRS),
        disbursed=amount(entries, stage=Stage.DISBURSED, payer=Payer.VRS),
        frozen=frozen_in(
            [freeze for freeze in report.freezes or () if is_effective(freeze, report.as_of)],
            report.as_of.year,
        ),
        covered=_covered(report) or None,
    )


def _covered(report: CommitteeReport) -> Decimal:
    means = Means()
    for row in report.budget:
        if is_effective(row, report.as_of):
            means.add_budget(row)
    for entry in effective_entries(report):
        means.add_entry(entry, booked_for(entry).year)
    return means.of_programme(report.as_of.year).covered


def still_blocked(note: Sperrvermerk, releases: Iterable[Release], year: int) -> Decimal:
    """Return what a Sperrvermerk still blocks in a year, or in its own later one, after the given releases.

    What is released of it for a year after that is still blocked until then.
    """
    lifting = (release for release in releases if release.lifts == note.id)
    until = releases_until(max(year, note.budget_year), lifting, (note,))
    return total((note.amount, *(-release.amount for release in until)))


def frozen_in(freezes: Iterable[Freeze], year: int) -> Decimal | None:
    """Return what Haushaltssperren of a year hold back after all that has ended them; None without any.

    A Haushaltssperre belongs to its budget year and ends with it.
    """
    of_year = [freeze for freeze in freezes if freeze.budget_year == year]
    return total(held_back(freeze) for freeze in of_year) if of_year else None


def held_back(freeze: Freeze) -> Decimal:
    """Return what a row holds back: less than nothing if it ends a Haushaltssperre."""
    return freeze.amount if freeze.lifts is None else -freeze.amount


def still_frozen(freeze: Freeze, freezes: Iterable[Freeze]) -> Decimal:
    """Return what one Haushaltssperre still holds back after the rows that end it."""
    return total((freeze.amount, *(-one.amount for one in freezes if one.lifts == freeze.id)))


def _appropriated(report: CommitteeReport) -> Decimal | None:
    amounts = [
        row.amount
        for row in report.budget
        if row.kind is AppropriationKind.APPROPRIATION
        and row.budget_year <= report.as_of.year
        and is_effective(row, report.as_of)
    ]
    return total(amounts) if amounts else None


def _blocked(report: CommitteeReport) -> Decimal | None:
    releases = effective_releases(report)
    amounts = [
        still_blocked(note, releases, report.as_of.year)
        for note in report.sperrvermerke
        if note.budget_year <= report.as_of.year and is_effective(note, report.as_of)
    ]
    return total(amounts) if amounts else None


def _released(report: CommitteeReport) -> Decimal | None:
    amounts = [release.amount for release in counted_releases(report)]
    return total(amounts) if amounts else None


def effective_releases(report: CommitteeReport) -> tuple[Release, ...]:
    """Return the releases that had taken effect at the report's reference date, for whatever year."""
    return tuple(release for release in report.releases if is_effective(release, report.as_of))


def counted_releases(report: CommitteeReport) -> tuple[Release, ...]:
    """Return those of them that are money of the year of the reference date or of one before."""
    return releases_until(report.as_of.year, effective_releases(report), report.sperrvermerke)


def has_rounded_releases(report: CommitteeReport) -> bool:
    """Whether what is released is „rund“."""
    return any(release.is_rounded for release in counted_releases(report))


def has_rounded_blocks(report: CommitteeReport) -> bool:
    """Whether what Sperrvermerke still block is „rund“: only releases that lift one count against it."""
    counted_notes = {note.id for note in report.sperrvermerke if note.budget_year <= report.as_of.year}
    lifting = (release for release in counted_releases(report) if release.lifts in counted_notes)
    return any(release.is_rounded for release in lifting)


def rounded_stages(report: CommitteeReport) -> frozenset[Stage]:
    """Return the stages whose regional sum holds a rounded figure and is therefore „rund“ (users.md 1.2)."""
    entries = standing(counted(select(effective_entries(report), payer=Payer.VRS)))
    return frozenset(entry.stage for entry in entries if entry.is_rounded)


# ---------------------------------------------------------------- the current state of shares


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentShare:
    """What a payer gives to a block as of now, how binding that is, and the entries that say so."""

    payer: Payer
    stage: Stage
    degree: Degree
    amount: Decimal
    is_rounded: bool
    entries: tuple[MoneyEntry, ...]


def shares_of(entries: Sequence[MoneyEntry]) -> tuple[CurrentShare, ...]:
    """Return the current share of each payer of one block, in the order of the code list.

    The most binding stage that has an amount decides: what is granted, else what is resolved, else what is
    planned; a notice replaces the resolution it rests on, whether it is higher or lower. A payer whose
    entries cancel out has no share. The degree is the weakest among the entries that make up the amount.
    """
    found = (_share(select(entries, payer=payer), payer) for payer in Payer)
    return tuple(share for share in found if share is not None)


def current_shares(report: CommitteeReport, slug: str | None) -> tuple[CurrentShare, ...]:
    """Return the current shares of a block as of the report, or of the undivided sums (None)."""
    return _shares_by_block(report).get(slug, ())


@once_per_report
def _shares_by_block(report: CommitteeReport) -> dict[str | None, tuple[CurrentShare, ...]]:
    return {slug: shares_of(entries) for slug, entries in entries_by_block(report).items()}


def _share(entries: Sequence[MoneyEntry], payer: Payer) -> CurrentShare | None:
    for stage in SHARE_STAGES:
        at_stage = standing(select(entries, stage=stage))
        if amount_in_block(at_stage) != 0:
            return CurrentShare(
                payer=payer,
                stage=stage,
                degree=min((entry.degree for entry in at_stage), key=list(Degree).index),
                amount=amount_in_block(at_stage),
                is_rounded=any(entry.is_rounded for entry in at_stage),
                entries=at_stage,
            )
    return None


def standing(entries: Sequence[MoneyEntry]) -> tuple[MoneyEntry, ...]:
    """Return the entries without those that another one takes back in full, and without those takings back.

    The sum stays the same; what a corrected booking said about degree or rounding no longer counts.
    """
    by_id = {entry.id: entry for entry in entries}
    undone = {
        identity
        for entry in entries
        if entry.reverses in by_id and by_id[entry.reverses].amount == -entry.amount
        for identity in (entry.id, entry.reverses)
    }
    return tuple(entry for entry in entries if entry.id not in undone)


def decided_total(entries: Sequence[MoneyEntry]) -> Decimal | None:
    """Return what is resolved for a block by all payers, the plan of its costs; None without a resolution."""
    decided = standing(select(entries, stage=Stage.EARMARKED))
    return amount_in_block(decided) if decided else None


def expected_total(entries: Sequence[MoneyEntry]) -> Decimal | None:
    """Return what a block costs as of now, of the payers whose share is resolved; None without any.

    A share that is only planned is a question of funding: compared with what is resolved it would look like a
    rise in costs.
    """
    resolved = {entry.payer for entry in standing(select(entries, stage=Stage.EARMARKED))}
    shares = [share for share in shares_of(entries) if share.payer in resolved]
    return total(share.amount for share in shares) if shares else None
