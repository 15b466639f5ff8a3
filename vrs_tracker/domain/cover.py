"""What covers commitments on a day: released money, and authorisations for those of later years.

What is released for a later year covers nothing before it, and money that a Haushaltssperre holds back covers
nothing in its year. An authorisation is no money: it covers only commitments that are charged to its own
later year and were entered in the year of the budget that gives it; these it covers until their year has
come. So a grant charged to this year never rests on it. Where both name a Buchungsstelle, it has to be the
same one. Rules, pages and the what-if ask here (docs/adr/0027-what-covers-commitments.md).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.availability import available_of
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.money import from_cents, to_cents, total
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, Stage

NO_LINE = ""
"""What names no Buchungsstelle."""
_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Authority:
    """What the budget of `plan_year` lets be committed for a later `year`, and how much of that it covers.

    `is_open`: new commitments may rest on it, because it is the year of its budget. `is_named`: somebody
    entered that budget; else it is taken for that of the year before its own.
    """

    year: int
    plan_year: int
    authorised: Decimal
    covered: Decimal
    is_open: bool = True
    is_named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What commitments rest on, on a day, of the programme or of one Buchungsstelle.

    `not_yet` are authorisations of budgets to come, on which nothing rests so far.
    """

    released: Decimal = _NOTHING
    frozen: Decimal = _NOTHING
    committed: Decimal = _NOTHING
    authority: tuple[Authority, ...] = ()
    not_yet: tuple[Authority, ...] = ()

    @property
    def covered(self) -> Decimal:
        """What authorisations of later years cover."""
        return total(one.covered for one in self.authority)

    @property
    def available(self) -> Decimal:
        """The amount called „verfügbar“; below 0 it is what the commitments lack."""
        return available_of(
            released=self.released, committed=self.committed, frozen=self.frozen, covered=self.covered
        )


class Means:
    """Running sums of what was released, held back, authorised and committed, by Buchungsstelle."""

    def __init__(self) -> None:
        self._released: Counter[tuple[str, int]] = Counter()
        self._committed: Counter[str] = Counter()
        self._frozen: Counter[tuple[str, int]] = Counter()
        self._charged: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        self._authorised: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        self._named: set[tuple[int, int]] = set()
        self._entered: dict[int, int] = {}

    def add_release(self, amount: Decimal, line: str, year: int | None) -> None:
        """Add money released for a year, from which on it counts; without a known year it always does.

        It belongs to the line of the Sperrvermerk that it lifts.
        """
        self._released[line, year or 0] += to_cents(amount)

    def add_freeze(self, held_back: Decimal, freeze: Freeze) -> None:
        """Add a Haushaltssperre, or what ends one, to its year."""
        self._frozen[freeze.budget_line, freeze.budget_year] += to_cents(held_back)

    def add_budget(self, row: BudgetRow) -> None:
        """Add an authorisation; other rows of the budget cover nothing before they are released.

        One that names no budget is taken for that of the year before its own.
        """
        if row.kind is AppropriationKind.COMMITMENT_AUTHORISATION:
            given_in = row.plan_year or row.budget_year - 1
            self._authorised[row.budget_year, given_in][row.budget_line] += to_cents(row.amount)
            if row.plan_year is not None:
                self._named.add((row.budget_year, given_in))

    def add_entry(self, entry: MoneyEntry, entered: int) -> None:
        """Add a commitment of regional money that counts; other entries use nothing up.

        `entered` is the year in which it took effect. What takes a commitment back belongs to the year of
        that commitment, so that nothing stays covered which is gone.
        """
        is_used = entry.stage is Stage.COMMITTED and entry.payer is Payer.VRS
        if is_used and entry.counting is Counting.COUNTED:
            line, cents = entry.budget_line or NO_LINE, to_cents(entry.amount)
            self._committed[line] += cents
            self._entered[entry.id] = self._entered.get(entry.reverses or 0, entered)
            if entry.budget_year is not None:
                self._charged[entry.budget_year, self._entered[entry.id]][line] += cents

    def of_programme(self, year: int) -> Cover:
        """Return what covers all commitments on a day of a budget year."""
        return Cover(
            released=from_cents(self._released_until(year).total()),
            frozen=from_cents(sum(cents for (_, of), cents in self._frozen.items() if of == year)),
            committed=from_cents(self._committed.total()),
            authority=self._authority(year),
            not_yet=self._not_yet(year),
        )

    def of_line(self, line: str, year: int) -> Cover:
        """Return what covers the commitments of a Buchungsstelle, as far as all of it names that line."""
        return Cover(
            released=from_cents(self._released_until(year)[line]),
            frozen=from_cents(self._frozen[line, year]),
            committed=from_cents(self._committed[line]),
            authority=self._authority(year, line),
            not_yet=self._not_yet(year, line),
        )

    def of_lines(self, year: int) -> dict[str, Cover]:
        """Return each Buchungsstelle by its name; nothing if the money is not divided among two or more."""
        if self.is_undivided(year):
            return {}
        lines = sorted(self._lines(year) - {NO_LINE})
        return {line: self.of_line(line, year) for line in lines} if len(lines) > 1 else {}

    def is_undivided(self, year: int) -> bool:
        """Whether some of the money names no Buchungsstelle, so that nobody knows what the others have."""
        unnamed = (self._released_until(year)[NO_LINE], self._committed[NO_LINE], self._frozen[NO_LINE, year])
        if any(unnamed):
            return True
        of_lines = total(self.of_line(line, year).covered for line in self._lines(year))
        return of_lines != self.of_programme(year).covered

    def _lines(self, year: int) -> set[str]:
        frozen = (line for line, of in self._frozen if of == year)
        return {*self._released_until(year), *self._committed, *frozen}

    def _released_until(self, year: int) -> Counter[str]:
        released: Counter[str] = Counter()
        for (line, of), cents in self._released.items():
            if of <= year:
                released[line] += cents
        return released

    def _authority(self, year: int, line: str | None = None) -> tuple[Authority, ...]:
        """Return what was authorised by this or an earlier budget for each later year, of one line or of all.

        Of earlier budgets only what is used is left; the rest has lapsed with its year.
        """
        found = []
        for (later, given_in), amounts in sorted(self._authorised.items()):
            authorised = _of_line(amounts, line)
            if given_in <= year < later and authorised:
                covered = _covered(_of_line(self._charged[later, given_in], line), authorised)
                found.append(self._one(later, given_in, authorised, covered, is_open=given_in == year))
        return tuple(one for one in found if one.is_open or one.covered)

    def _not_yet(self, year: int, line: str | None = None) -> tuple[Authority, ...]:
        return tuple(
            self._one(later, given_in, authorised, 0, is_open=False)
            for (later, given_in), amounts in sorted(self._authorised.items())
            if given_in > year and (authorised := _of_line(amounts, line))
        )

    def _one(
        self, year: int, plan_year: int, authorised: Mapping[str, int], covered: int, *, is_open: bool
    ) -> Authority:
        return Authority(
            year=year,
            plan_year=plan_year,
            authorised=from_cents(sum(authorised.values())),
            covered=from_cents(covered),
            is_open=is_open,
            is_named=(year, plan_year) in self._named,
        )


def _of_line(amounts: Mapping[str, int], line: str | None) -> Mapping[str, int]:
    return {of: cents for of, cents in amounts.items() if line in (None, of)}


def _covered(charged: Mapping[str, int], authorised: Mapping[str, int]) -> int:
    """Return how much of what is charged to a year its authorisations cover.

    First each line covers its own; what is left of them covers what names no line; an authorisation that
    names none covers any. Never more than is charged after all that was taken back.
    """
    left = {line: max(0, cents) for line, cents in authorised.items()}
    for_any = left.pop(NO_LINE, 0)
    waiting = {line: max(0, cents) for line, cents in charged.items()}
    unnamed = waiting.pop(NO_LINE, 0)
    own = sum(min(cents, left.get(line, 0)) for line, cents in waiting.items())
    by_others = min(unnamed, sum(left.values()) - own)
    by_any = min(unnamed - by_others + sum(waiting.values()) - own, for_any)
    return max(0, min(own + by_others + by_any, sum(charged.values())))
