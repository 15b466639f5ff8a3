"""The sums of regional money and their limits (domain.md 3.2), day by day as money took effect.

Only money of the VRS is judged; what municipalities and companies pay is theirs to control. Where a limit
is not known, as with an appropriation that nobody has recorded, there is nothing to judge. Records of one
day are judged together, so it does not matter in which order they were typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from vrs_tracker.domain.baseline import baseline_totals
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release
from vrs_tracker.domain.funding import counts_from
from vrs_tracker.domain.money import total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, RuleCode, Stage

Record = BudgetRow | Release | MoneyEntry
Scope = tuple[RuleCode, str | None]
"""A rule and the block it is judged for; None is the programme as a whole."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What the rules look at: all booked records, and the frame, the regional column of the motion."""

    entries: tuple[MoneyEntry, ...] = ()
    budget: tuple[BudgetRow, ...] = ()
    releases: tuple[Release, ...] = ()
    frame: Decimal | None = None

    def records(self) -> tuple[Record, ...]:
        """Return all records, in no particular order."""
        return (*self.budget, *self.releases, *self.entries)


def ledger_of(report: CommitteeReport) -> Ledger:
    """Return what the rules need of a report."""
    return Ledger(
        entries=report.entries,
        budget=report.budget,
        releases=report.releases,
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
    """How a rule stands: an amount and the limit that it should not exceed; `block` None is the programme."""

    rule: RuleCode
    block: str | None
    amount: Sum
    limit: Sum

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
    books = _Books(ledger.frame)
    for day, group in groupby(sorted(ledger.records(), key=_day), key=_day):
        records = tuple(group)
        before = books.standing(day)
        books.add(records)
        after = books.standing(day)
        yield DayOfBooking(day=day, records=records, standing=after, worse=_worse(before, after))


def standing(ledger: Ledger, as_of: date) -> dict[Scope, Measure]:
    """Return how all rules stand that can be judged, at the end of a day."""
    books = _Books(ledger.frame)
    books.add(record for record in ledger.records() if _day(record) <= as_of)
    return books.standing(as_of)


def breaches(new: MoneyEntry | Release, ledger: Ledger) -> tuple[Measure, ...]:
    """Return the rules that a record not yet in the ledger would break, with the sums as they would be.

    It is judged for the day on which it takes effect and for the last day of the ledger: a record that is
    booked late can use up what others have used since. Of two such breaches the larger is returned. A rule
    that is broken already is broken anew only if the record makes it worse.
    """
    days = {_day(new), max(map(_day, (new, *ledger.records())))}
    found: dict[Scope, Measure] = {}
    for day in days:
        books = _Books(ledger.frame)
        books.add(record for record in ledger.records() if _day(record) <= day)
        before = books.standing(day)
        books.add([new])
        after = books.standing(day)
        for scope in _worse(before, after):
            found[scope] = max(found.get(scope, after[scope]), after[scope], key=attrgetter("excess"))
    return in_order(found.values())


def in_order(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return measures in the order of the code list, the programme before its blocks."""
    return tuple(sorted(measures, key=lambda each: (list(RuleCode).index(each.rule), each.block or "")))


def worsens(record: Record, scope: Scope) -> bool:
    """Whether a record pushes a rule towards being broken: more of the amount, or less of its limit."""
    rule, block = scope
    if isinstance(record, MoneyEntry):
        return record.payer is Payer.VRS and _worsens_by_entry(record, rule, block)
    if isinstance(record, Release):
        adds = record.amount > 0
        return rule is RuleCode.RELEASED_OVER_APPROPRIATED if adds else rule in _LIMITED_BY_RELEASES
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

    def __init__(self, frame: Decimal | None) -> None:
        self._frame = frame
        self._budget: list[BudgetRow] = []
        self._released: Sum | None = None
        self._sums: defaultdict[tuple[Stage, str | None], Sum] = defaultdict(Sum)
        self._blocks: dict[str, None] = {}

    def add(self, records: Iterable[Record]) -> None:
        for record in records:
            if isinstance(record, BudgetRow):
                self._budget.append(record)
            elif isinstance(record, Release):
                self._released = (self._released or Sum()) + Sum(record.amount, record.is_rounded)
            else:
                self._add_entry(record)

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
        return {(measure.rule, measure.block): measure for measure in self._measures(day)}

    def _measures(self, day: date) -> Iterator[Measure]:
        if self._frame is not None:
            yield self._measure(RuleCode.EARMARKED_OVER_FRAME, Sum(self._frame))
        if self._released is not None:
            yield self._measure(RuleCode.EARMARKED_OVER_RELEASED, self._released)
            yield self._measure(RuleCode.COMMITTED_OVER_RELEASED, self._released + self._authorised(day))
            appropriated = self._appropriated()
            if appropriated is not None:
                rule = RuleCode.RELEASED_OVER_APPROPRIATED
                yield Measure(rule=rule, block=None, amount=self._released, limit=appropriated)
        for rule, stage in _LIMIT_STAGES.items():
            yield self._measure(rule, self._sums[stage, None])
            for block in self._blocks:
                limit = self._sums[stage, block] + self._sums[stage, _UNDIVIDED]
                yield self._measure(rule, limit, block)

    def _measure(self, rule: RuleCode, limit: Sum, block: str | None = None) -> Measure:
        return Measure(rule=rule, block=block, amount=self._sums[_AMOUNT_STAGES[rule], block], limit=limit)

    def _appropriated(self) -> Sum | None:
        """Adopted appropriations, and what was carried over from years of which no appropriation is recorded.

        What was carried over from a recorded year is part of that year's appropriation already.
        """
        years = {row.budget_year for row in self._budget if row.kind is AppropriationKind.APPROPRIATION}
        if not years:
            return None
        carried = (
            row.amount
            for row in self._budget
            if row.kind is AppropriationKind.CARRY_FORWARD and row.budget_year - 1 not in years
        )
        adopted = (row.amount for row in self._budget if row.kind is AppropriationKind.APPROPRIATION)
        return Sum(total((*adopted, *carried)))

    def _authorised(self, day: date) -> Sum:
        """Authority to commit money of later years; that of past years has become an appropriation."""
        return Sum(
            total(
                row.amount
                for row in self._budget
                if row.kind is AppropriationKind.COMMITMENT_AUTHORISATION and row.budget_year > day.year
            )
        )
