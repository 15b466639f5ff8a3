"""The sums of regional money and their limits (domain.md 3.2), day by day as money took effect.

Only money of the VRS is judged; what municipalities and companies pay is theirs to control. Where a limit
is not known, as with an appropriation that nobody has recorded, there is nothing to judge. Records of one
day are judged together, so it does not matter in which order they were typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from vrs_tracker.domain.baseline import baseline_totals
from vrs_tracker.domain.cover import Cover, Means
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release
from vrs_tracker.domain.funding import booked_for, counts_from, held_back, year_of_release
from vrs_tracker.domain.money import total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, RuleCode, Stage

Record = BudgetRow | Freeze | Release | MoneyEntry

NOTHING = Decimal("0.00")

_AMOUNT_STAGES: dict[RuleCode, Stage] = {
    RuleCode.EARMARKED_OVER_RELEASED: Stage.EARMARKED,
    RuleCode.COMMITTED_OVER_RELEASED: Stage.COMMITTED,
    RuleCode.DISBURSED_OVER_COMMITTED: Stage.DISBURSED,
    RuleCode.PROVEN_OVER_DISBURSED: Stage.PROVEN,
    RuleCode.EARMARKED_OVER_FRAME: Stage.EARMARKED,
}
_LIMIT_STAGES: dict[RuleCode, Stage] = {
    RuleCode.DISBURSED_OVER_COMMITTED: Stage.COMMITTED,
    RuleCode.PROVEN_OVER_DISBURSED: Stage.DISBURSED,
}
_LIMITED_BY_RELEASES = frozenset({RuleCode.EARMARKED_OVER_RELEASED, RuleCode.COMMITTED_OVER_RELEASED})
_UNDIVIDED = ""


class Scope(NamedTuple):
    """A rule and what it is judged for: a block, a Buchungsstelle, or else the programme as a whole."""

    rule: RuleCode
    block: str | None
    line: str = ""


class Blocked(NamedTuple):
    """Of which Buchungsstelle and year a Sperrvermerk is: a release that lifts it is of the same ones."""

    id: int
    budget_line: str
    budget_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the rules look at: all booked records, and the frame, the regional column of the motion."""

    entries: tuple[MoneyEntry, ...] = ()
    budget: tuple[BudgetRow, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    releases: tuple[Release, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    frame: Decimal | None = None

    def records(self) -> tuple[Record, ...]:
        """Return all records, in no particular order."""
        return (*self.budget, *self.freezes, *self.releases, *self.entries)


def ledger_of(report: CommitteeReport) -> Ledger:
    """Return what the rules need of a report."""
    return Ledger(
        entries=report.entries,
        budget=report.budget,
        blocked=tuple(
            Blocked(note.id, note.budget_line or "", note.budget_year) for note in report.sperrvermerke
        ),
        releases=report.releases,
        freezes=report.freezes or (),
        frame=baseline_totals(report.blocks).regional,
    )


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that remembers whether any part of it was a rounded figure."""

    amount: Decimal = NOTHING
    is_rounded: bool = False

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(total((self.amount, other.amount)), self.is_rounded or other.is_rounded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a rule stands: an amount and the limit that it should not exceed; `block` None is the programme.

    If the rule is about what is available, `cover` says what the limit is made of: it is all that commitments
    may rest on, at the end of `day`. `before` is how it stands without what is being judged.
    """

    rule: RuleCode
    block: str | None
    line: str = ""
    amount: Sum
    limit: Sum
    cover: Cover | None = None
    before: "Measure | None" = None
    day: date | None = field(default=None, compare=False)

    @property
    def scope(self) -> Scope:
        """The rule and what it is judged for."""
        return Scope(self.rule, self.block, self.line)

    @property
    def excess(self) -> Decimal:
        """By how much the limit is exceeded, be it by a cent; not positive if it is kept."""
        return self.amount.amount - self.limit.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfBooking:
    """What took effect on a day, how the rules stood in the evening and which were broken further by it."""

    day: date
    records: tuple[Record, ...]
    standing: dict[Scope, Measure]
    worse: frozenset[Scope]


def walk(ledger: Ledger) -> Iterator[DayOfBooking]:
    """Go through all days on which something took effect; budget records without a known date come first."""
    books = _Books(ledger)
    for day, group in groupby(sorted(ledger.records(), key=_day), key=_day):
        records = tuple(group)
        before = books.standing(day)
        books.add(records)
        after = books.standing(day)
        yield DayOfBooking(day=day, records=records, standing=after, worse=_worse(before, after))


def standing(ledger: Ledger, as_of: date) -> dict[Scope, Measure]:
    """Return how all rules stand that can be judged, at the end of a day."""
    books = _Books(ledger)
    books.add(record for record in ledger.records() if _day(record) <= as_of)
    return books.standing(as_of)


def breaches(new: Sequence[Record], ledger: Ledger) -> tuple[Measure, ...]:
    """Return the rules that records not yet in the ledger would break together, with the sums they bring.

    They are judged for each day on which one of them takes effect and for the last day of the ledger: what is
    booked late can use up what others have used since. Of several such breaches the largest is returned. A
    rule that is broken already is broken anew only if the records make it worse.
    """
    days = sorted({*map(_day, new), max(map(_day, (*new, *ledger.records())))})
    found: dict[Scope, Measure] = {}
    for day in days:
        books = _Books(ledger)
        books.add(record for record in ledger.records() if _day(record) <= day)
        before = books.standing(day)
        books.add(each for each in new if _day(each) <= day)
        for scope, measure in worsened(before, books.standing(day)).items():
            if any(worsens(each, scope) for each in new):
                found[scope] = max(found.get(scope, measure), measure, key=attrgetter("excess"))
    return in_order(found.values())


def worsened(before: dict[Scope, Measure], after: dict[Scope, Measure]) -> dict[Scope, Measure]:
    """Return how the rules that are broken anew or further stand after, each with what was there before."""
    return {scope: replace(after[scope], before=before.get(scope)) for scope in _worse(before, after)}


def most_exact(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Leave out that a rule is broken for the programme if it is in single blocks or Buchungsstellen."""
    known = tuple(measures)
    in_parts = {each.rule for each in known if each.block is not None or each.line}
    return tuple(each for each in known if each.block is not None or each.line or each.rule not in in_parts)


def worst_of_each_rule(broken: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return the largest breach of each rule; that of a Buchungsstelle before that of the programme."""
    worst: dict[RuleCode, Measure] = {}
    for measure in broken:
        known = worst.get(measure.rule)
        if known is None or (bool(measure.line), measure.excess) > (bool(known.line), known.excess):
            worst[measure.rule] = measure
    return tuple(worst.values())


def in_order(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return measures in the order of the code list, the programme before its blocks."""
    order = list(RuleCode)
    return tuple(sorted(measures, key=lambda each: (order.index(each.rule), each.block or "", each.line)))


def worsens(record: Record, scope: Scope) -> bool:
    """Whether a record pushes a rule towards being broken: more of the amount, or less of its limit.

    A release says its Buchungsstelle only by what it lifts, so one that is taken back counts for each.
    """
    if isinstance(record, MoneyEntry):
        is_on_line = scope.line in ("", record.budget_line)
        return record.payer is Payer.VRS and is_on_line and _worsens_by_entry(record, scope.rule, scope.block)
    if isinstance(record, Release):
        adds = record.amount > 0
        return (
            scope.rule is RuleCode.RELEASED_OVER_APPROPRIATED if adds else scope.rule in _LIMITED_BY_RELEASES
        )
    if isinstance(record, Freeze):
        is_on_line = scope.line in ("", record.budget_line)
        return scope.rule is RuleCode.COMMITTED_OVER_RELEASED and is_on_line and held_back(record) > 0
    return False


def _worsens_by_entry(entry: MoneyEntry, rule: RuleCode, block: str | None) -> bool:
    adds = entry.amount > 0
    stage = _AMOUNT_STAGES.get(rule) if adds else _LIMIT_STAGES.get(rule)
    is_counted = entry.counting is Counting.COUNTED
    if block is None:
        return entry.stage is stage and is_counted
    is_undivided_limit = entry.block is None and is_counted and not adds
    return entry.stage is stage and (entry.block == block or is_undivided_limit)


def _day(record: Record) -> date:
    return counts_from(record) or date.min


def _worse(before: dict[Scope, Measure], after: dict[Scope, Measure]) -> frozenset[Scope]:
    return frozenset(
        scope
        for scope, measure in after.items()
        if measure.excess > max(NOTHING, before[scope].excess if scope in before else NOTHING)
    )


class _Books:
    """Running sums of the records added so far."""

    def __init__(self, ledger: Ledger) -> None:
        self._frame = ledger.frame
        self._blocked = {note.id: note for note in ledger.blocked}
        self._means = Means()
        self._budget: list[BudgetRow] = []
        self._released: dict[int, Sum] = {}
        self._sums: defaultdict[tuple[Stage, str | None], Sum] = defaultdict(Sum)
        self._blocks: dict[str, None] = {}

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, BudgetRow):
                self._budget.append(record)
                self._means.add_budget(record)
            elif isinstance(record, Freeze):
                self._means.add_freeze(held_back(record), record)
            elif isinstance(record, Release):
                self._add_release(record)
            else:
                self._means.add_entry(record, booked_for(record).year)
                self._add_entry(record)

    def _add_release(self, release: Release) -> None:
        note = self._blocked.get(release.lifts or 0)
        year = year_of_release(release, (note,) if note else ()) or 0
        self._released[year] = self._released.get(year, Sum()) + Sum(release.amount, release.is_rounded)
        self._means.add_release(release.amount, note.budget_line if note else "", year)

    def _add_entry(self, entry: MoneyEntry) -> None:
        if entry.payer is not Payer.VRS:
            return
        added = Sum(entry.amount, entry.is_rounded)
        if entry.counting is Counting.COUNTED:
            self._sums[entry.stage, None] += added
        if entry.block is not None:
            self._sums[entry.stage, entry.block] += added
            self._blocks[entry.block] = None
        elif entry.counting is Counting.COUNTED:
            self._sums[entry.stage, _UNDIVIDED] += added

    def standing(self, day: date) -> dict[Scope, Measure]:
        return {measure.scope: measure for measure in self._measures(day)}

    def _measures(self, day: date) -> Iterator[Measure]:
        if self._frame is not None:
            yield self._measure(RuleCode.EARMARKED_OVER_FRAME, Sum(self._frame))
        released = self._released_until(day.year)
        if released is not None:
            yield self._measure(RuleCode.EARMARKED_OVER_RELEASED, released)
            yield self._covered(self._means.of_programme(day.year), day, released)
            for line, cover in self._means.of_lines(day.year).items():
                yield self._covered(cover, day, released, line)
        against_ansatz = list(self._against_appropriated(day.year))
        if against_ansatz:
            yield max(against_ansatz, key=attrgetter("excess"))
        for rule, stage in _LIMIT_STAGES.items():
            yield self._measure(rule, self._sums[stage, None])
            for block in self._blocks:
                limit = self._sums[stage, block] + self._sums[stage, _UNDIVIDED]
                yield self._measure(rule, limit, block)

    def _measure(self, rule: RuleCode, limit: Sum, block: str | None = None) -> Measure:
        return Measure(rule=rule, block=block, amount=self._sums[_AMOUNT_STAGES[rule], block], limit=limit)

    def _covered(self, cover: Cover, day: date, released: Sum, line: str = "") -> Measure:
        """Hold commitments against all that they may rest on, so the excess is what is available, negated.

        Without commitments nothing is broken, even if more is held back than was released.
        """
        limit = total((cover.released, -cover.frozen, cover.covered))
        return Measure(
            rule=RuleCode.COMMITTED_OVER_RELEASED,
            block=None,
            line=line,
            amount=Sum(cover.committed, self._sums[Stage.COMMITTED, None].is_rounded),
            limit=Sum(limit if cover.committed else max(limit, NOTHING), released.is_rounded),
            cover=cover,
            day=day,
        )

    def _released_until(self, year: int) -> Sum | None:
        amounts = [amount for of, amount in self._released.items() if of <= year]
        return sum(amounts, Sum()) if amounts else None

    def _against_appropriated(self, year: int) -> Iterator[Measure]:
        """Yield what is released until a year and until each later one, against what is appropriated so far.

        So what is released for a later year is held against the Ansatz of that year at once.
        """
        for until in sorted({year, *(of for of in self._released if of > year)}):
            released, appropriated = self._released_until(until), self._appropriated(until)
            if released is not None and appropriated is not None:
                rule = RuleCode.RELEASED_OVER_APPROPRIATED
                yield Measure(rule=rule, block=None, amount=released, limit=appropriated)

    def _appropriated(self, until: int) -> Sum | None:
        """Adopted appropriations, and what was carried over from years of which no appropriation is recorded.

        What was carried over from a recorded year is part of that year's appropriation already.
        """
        budget = [row for row in self._budget if row.budget_year <= until]
        years = {row.budget_year for row in budget if row.kind is AppropriationKind.APPROPRIATION}
        if not years:
            return None
        carried = (
            row.amount
            for row in budget
            if row.kind is AppropriationKind.CARRY_FORWARD and row.budget_year - 1 not in years
        )
        adopted = (row.amount for row in budget if row.kind is AppropriationKind.APPROPRIATION)
        return Sum(total((*adopted, *carried)))
