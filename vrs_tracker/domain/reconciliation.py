"""The balance of the accounting system beside ours on the reference date (Abgleich, users.md 1.2).

What is compared is regional money per Buchungsstelle and budget year. The years are those of section 10, so
that the rows of a figure add up to it: an appropriation and a commitment belong to their budget, a payment to
the year in which it happened. A row is settled once it was checked against the balance that we have now and
its difference, if there is one, is explained.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.breakdowns import year_of
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.funding import counted, is_effective, select
from vrs_tracker.domain.ledger import NOTHING, Sum
from vrs_tracker.domain.notation import date_de, euro, list_de, sort_key_de
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure, BalanceState
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Payer, Stage

UNKNOWN_LINE = (
    "Diese Buchungsstelle ist hier nicht bekannt: Kein Ansatz, keine Bewilligung und keine Auszahlung nennt "
    "sie. Prüfen Sie die Schreibweise."
)
NOTHING_TO_CHECK = (
    "Zum Stichtag ist kein Geld veranschlagt, bewilligt oder ausgezahlt. Es gibt nichts abzugleichen."
)

LATER_BUDGETS = "Der Ansatz eines späteren Haushalts kommt dazu, sobald dessen Jahr beginnt."

STAGES = {BalanceMeasure.COMMITTED: Stage.COMMITTED, BalanceMeasure.DISBURSED: Stage.DISBURSED}
"""The stage of the entries that a measure adds up; what is appropriated comes from the budget alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One row of the Abgleich: what we have now, and what was checked for it, if it was."""

    item: Item
    ours: Sum
    balance: Balance | None

    @property
    def difference(self) -> Decimal | None:
        """Their balance minus ours of now; None as long as theirs is not known."""
        return None if self.balance is None else self.balance.theirs - self.ours.amount

    @property
    def state(self) -> BalanceState:
        """Whether anything is left to do."""
        if self.balance is None:
            return BalanceState.UNCHECKED
        if self.balance.ours != self.ours.amount:
            return BalanceState.OUTDATED
        if self.difference and not self.balance.explanation.strip():
            return BalanceState.UNEXPLAINED
        return BalanceState.SETTLED

    @property
    def is_open(self) -> bool:
        """Whether the row keeps the half-year from being frozen."""
        return self.state is not BalanceState.SETTLED

    @property
    def as_checked(self) -> "Compared":
        """The row with our balance as it was when it was checked; what nobody checked did not exist then."""
        then = self.balance.ours if self.balance is not None else NOTHING
        return replace(self, ours=replace(self.ours, amount=then))

    @property
    def has_moved(self) -> bool:
        """Whether our balance is another one than when it was checked."""
        return self.as_checked.ours.amount != self.ours.amount


def our_balances(entries: Iterable[MoneyEntry], budget: Iterable[BudgetRow], as_of: date) -> dict[Item, Sum]:
    """Return what we have of each item at the end of a day; what was taken back in full is left out.

    Appropriations of later years are left out too: their budget has not begun.
    """
    sums: dict[Item, Sum] = {}
    for item, part in (*_of_budget(budget, as_of), *_of_entries(entries, as_of)):
        sums[item] = sums.get(item, Sum()) + part
    return {item: found for item, found in sums.items() if found.amount != NOTHING}


def _of_budget(budget: Iterable[BudgetRow], as_of: date) -> Iterator[tuple[Item, Sum]]:
    for row in budget:
        is_begun = row.budget_year <= as_of.year and is_effective(row, as_of)
        if row.kind is AppropriationKind.APPROPRIATION and is_begun:
            yield Item(row.budget_line, row.budget_year, BalanceMeasure.APPROPRIATED), Sum(row.amount)


def _of_entries(entries: Iterable[MoneyEntry], as_of: date) -> Iterator[tuple[Item, Sum]]:
    regional = [
        entry for entry in counted(entries) if entry.payer is Payer.VRS and is_effective(entry, as_of)
    ]
    for measure, stage in STAGES.items():
        for entry in select(regional, stage=stage):
            part = Sum(entry.amount, entry.is_rounded)
            yield Item(entry.budget_line or "", year_of(entry), measure), part


def compare(ours: Mapping[Item, Sum], balances: Iterable[Balance]) -> tuple[Compared, ...]:
    """Put what we have beside what was checked: named lines first, in each the newest year first.

    An item that was checked stays in the list when we have nothing of it any more.
    """
    known = {item_of(balance): balance for balance in balances}
    return tuple(
        Compared(item=item, ours=ours.get(item, Sum()), balance=known.get(item))
        for item in sorted({*ours, *known}, key=_place)
    )


def item_of(balance: Balance) -> Item:
    """Return what a balance is about."""
    return Item(balance.budget_line, balance.budget_year, balance.measure)


def _place(item: Item) -> tuple[bool, str, int, int]:
    measures = list(BalanceMeasure)
    line = sort_key_de(item.budget_line)
    return not item.budget_line, line, -item.budget_year, measures.index(item.measure)


@once_per_report
def compared_in(report: CommitteeReport) -> tuple[Compared, ...]:
    """Return the Abgleich of a report; () without money to compare, and from before the Abgleich was kept."""
    if report.balances is None:
        return ()
    return compare(our_balances(report.entries, report.budget, report.as_of), report.balances)


def balances_behind(
    report: CommitteeReport, measure: BalanceMeasure, year: int | None = None
) -> tuple[Compared, ...]:
    """Return the rows that speak of a figure: of all years, or of one budget year."""
    return tuple(
        row
        for row in compared_in(report)
        if row.item.measure is measure and year in (None, row.item.budget_year)
    )


def number_open(rows: Iterable[Compared]) -> int:
    """Return how many rows keep the half-year from being frozen."""
    return sum(row.is_open for row in rows)


def checked_words(row: Compared) -> str:
    """Say who checked a row and when, or what is left to do with it.

    A check holds only for the balance that was compared: where ours has moved since, both are named.
    """
    balance = row.balance
    if balance is None:
        return row.state.label
    checked = ", ".join(filter(None, (date_de(balance.checked_on), balance.office)))
    match row.state:
        case BalanceState.SETTLED:
            return checked
        case BalanceState.OUTDATED:
            return (
                f"{row.state.label}: Stand hier bei der Prüfung {euro(balance.ours)} ({checked}), "
                f"jetzt {euro(row.ours.amount)}"
            )
        case _:
            return f"{row.state.label}; {checked}"


def given_out_words(row: Compared) -> str:
    """Say who checked a row of a report that was given out, and what we have now, if that is another."""
    checked = checked_words(row.as_checked) if row.balance is not None else "nicht im Bericht"
    return f"{checked}; jetzt hier {euro(row.ours.amount)}" if row.has_moved else checked


def number_moved(rows: Iterable[Compared]) -> int:
    """Return in how many rows our balance is another one than when they were checked."""
    return sum(row.has_moved for row in rows)


def unsaved_words(difference: Decimal, explanation: str) -> str:
    """Say how a balance that was typed and not stored yet compares with ours."""
    found = "stimmt überein"
    if difference:
        found = "weicht ab, erklärt" if explanation.strip() else "weicht ab"
    return f"{found}, noch nicht gespeichert"


def compared_years(rows: Iterable[Compared]) -> str:
    """Say which measures of which budget years are compared, and what is not yet; "" without rows."""
    years: dict[BalanceMeasure, set[int]] = {}
    for row in rows:
        years.setdefault(row.item.measure, set()).add(row.item.budget_year)
    told = [f"{measure.label} {_span(years[measure])}" for measure in BalanceMeasure if measure in years]
    return f"Verglichen wird: {', '.join(told)}. {LATER_BUDGETS}" if told else ""


def _span(years: Collection[int]) -> str:
    first, last = min(years), max(years)
    if first == last:
        return str(first)
    if len(years) == last - first + 1:
        return f"{first} bis {last}"
    return list_de([str(year) for year in sorted(years)])


def hindrances(rows: Iterable[Compared], as_of: date) -> tuple[str, ...]:
    """Say why the figures cannot be frozen yet: a sentence for each state that is not settled."""
    listed = tuple(rows)
    states = Counter(row.state for row in listed)
    return tuple(_sentence(state, states[state], listed, as_of) for state in _OPEN if states[state])


def _sentence(state: BalanceState, number: int, rows: tuple[Compared, ...], as_of: date) -> str:
    return f"{_ABGLEICH.format(day=date_de(as_of))} {_told(state, number, rows)}"


MOST_NAMED = 5
"""So many rows of one state are named one by one; of more, there is the number."""


class Hindrance(NamedTuple):
    """Why the figures cannot be frozen yet; `anchor` is the row to go to, "" for several."""

    anchor: str
    sentence: str


def named_hindrances(rows: Iterable[Compared], as_of: date) -> tuple[Hindrance, ...]:
    """Say it for each row that is open, as long as those of a state are few."""
    listed = tuple(rows)
    found: list[Hindrance] = []
    for state in _OPEN:
        waiting = [row for row in listed if row.state is state]
        if len(waiting) <= MOST_NAMED:
            found += (
                Hindrance(row.item.anchor, f"{_ABGLEICH.format(day=date_de(as_of))} {_row_words(row)}.")
                for row in waiting
            )
        else:
            found.append(Hindrance("", _sentence(state, len(waiting), listed, as_of)))
    return tuple(found)


def open_rows(rows: Iterable[Compared]) -> tuple[Hindrance, ...]:
    """Name every row that is open, in the order of the table."""
    return tuple(Hindrance(row.item.anchor, _row_words(row)) for row in rows if row.is_open)


def _row_words(row: Compared) -> str:
    return f"Zeile {row.item.title}: {row.state.label}"


_ABGLEICH = "Abgleich mit dem Haushaltsverfahren zum {day}:"
_OPEN = {
    BalanceState.UNCHECKED: ("ist noch nicht geprüft", "sind noch nicht geprüft"),
    BalanceState.OUTDATED: (
        "ist neu zu prüfen, weil sich der Stand hier geändert hat",
        "sind neu zu prüfen, weil sich der Stand hier geändert hat",
    ),
    BalanceState.UNEXPLAINED: (
        "weicht ab, und die Erklärung fehlt noch",
        "weichen ab, und die Erklärung fehlt noch",
    ),
}


def _told(state: BalanceState, number: int, rows: tuple[Compared, ...]) -> str:
    one, several = _OPEN[state]
    if number == 1:
        return f"{next(row.item.title for row in rows if row.state is state)} {one}."
    return f"{number} von {len(rows)} Zeilen {several}."


def agreement(rows: Iterable[Compared]) -> str:
    """Say in a sentence that all rows agree, with the day on which the last of them was checked."""
    listed = tuple(rows)
    days = [row.balance.checked_on for row in listed if row.balance is not None]
    return (
        f"Der Stand stimmt {_everywhere(listed)} mit dem Haushaltsverfahren überein, "
        f"geprüft am {date_de(max(days))}."
    )


def _everywhere(rows: Iterable[Compared]) -> str:
    lines = {row.item.budget_line for row in rows}
    named = sorted(lines - {""})
    if not named:
        return "bei allen Beträgen"
    where = f"bei allen {len(named)} Buchungsstellen" if named[1:] else f"bei der Buchungsstelle {named[0]}"
    return f"{where} und bei den Beträgen ohne Buchungsstelle" if "" in lines else where
