"""The Abgleich of a half-year: what the budget office has checked, beside what is booked here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.reconciliation import STAGES, Compared, compare, our_balances
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer
from vrs_tracker.features.finance.queries.values import budget_value, entry_value
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.tables.finance import Appropriation, FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.trail.together import Answers, Question, ask_together

ENTRIES = Question(
    FundingEntry,
    where=sa.and_(
        FundingEntry.booked_at.is_not(None),
        FundingEntry.stage.in_(STAGES.values()),
        FundingEntry.payer == Payer.VRS,
        FundingEntry.counting == Counting.COUNTED,
    ),
)
BUDGET = Question(
    Appropriation,
    where=sa.and_(
        Appropriation.booked_at.is_not(None), Appropriation.kind == AppropriationKind.APPROPRIATION
    ),
)
BALANCES = Question(Reconciliation)
PERIODS = Question(ReportingPeriod, order=(ReportingPeriod.year, ReportingPeriod.half))
PEOPLE = Question(Person, order=(Person.key,))
QUESTIONS = (ENTRIES, BUDGET, BALANCES, PERIODS, PEOPLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abgleich:
    """The rows of a half-year, the day they speak of, and the versions of those that are stored.

    `earlier` is what was checked last of each item before this half-year, `known_lines` are the
    Buchungsstellen that a booking of ours names, of whatever day.
    """

    as_of: date
    rows: tuple[Compared, ...]
    versions: Mapping[Item, int]
    earlier: Mapping[Item, Balance]
    known_lines: frozenset[str]

    @property
    def lines(self) -> tuple[str, ...]:
        """The Buchungsstellen that are known here."""
        return tuple(sorted({row.item.budget_line for row in self.rows} - {""}))


def load_abgleich(session: Session, period: ReportingPeriod, today: date) -> Abgleich:
    """Return the Abgleich as the report of the half-year will judge it. One statement."""
    return abgleich_value(ask_together(session, QUESTIONS), period, today)


def abgleich_value(found: Answers, period: ReportingPeriod, today: date) -> Abgleich:
    """Return the same from answers that hold those to `QUESTIONS`."""
    as_of = half_year(period).reference_day(today)
    units = {person.key: person.unit for person in found.of(PEOPLE)}
    rows = found.of(BALANCES)
    own = [row for row in rows if row.period_id == period.id]
    before = [row.id for row in found.of(PERIODS) if (row.year, row.half) < (period.year, period.half)]
    earlier = (row for number in before for row in rows if row.period_id == number)
    return Abgleich(
        as_of=as_of,
        rows=compare(_ours(found, as_of), _balances(own, units).values()),
        versions={item_of_row(row): row.version for row in own},
        earlier=_balances(earlier, units),
        known_lines=frozenset(
            (
                *(row.budget_line or "" for row in found.of(ENTRIES)),
                *(row.budget_line or "" for row in found.of(BUDGET)),
            )
        ),
    )


def load_our_balances(session: Session, as_of: date) -> dict[Item, Sum]:
    """Return what we have of each item at the end of a day. One statement."""
    return _ours(ask_together(session, (ENTRIES, BUDGET)), as_of)


def _ours(found: Answers, as_of: date) -> dict[Item, Sum]:
    entries = (entry_value(row, block=None) for row in found.of(ENTRIES))
    return our_balances(entries, (budget_value(row) for row in found.of(BUDGET)), as_of)


def stored_rows(session: Session, period: ReportingPeriod) -> dict[Item, tuple[Reconciliation, str]]:
    """Return what is stored for a half-year, to be changed; each row with the unit that checked it."""
    stmt = (
        sa.select(Reconciliation, Person.unit)
        .outerjoin(Person, Person.key == Reconciliation.checked_by)
        .where(Reconciliation.period_id == period.id)
    )
    return {item_of_row(row): (row, unit or "") for row, unit in session.execute(stmt)}


def item_of_row(row: Reconciliation) -> Item:
    """Return what a stored row is about."""
    return Item(row.budget_line, row.budget_year, row.measure)


def _balances(rows: Iterable[Reconciliation], units: Mapping[str, str]) -> dict[Item, Balance]:
    """Return rows as values by what they are about; a later one takes the place of an earlier one."""
    return {
        item_of_row(row): Balance(
            budget_year=row.budget_year,
            budget_line=row.budget_line,
            measure=row.measure,
            theirs=row.theirs,
            ours=row.ours,
            explanation=row.explanation,
            checked_on=row.checked_at.astimezone(BERLIN).date(),
            office=units.get(row.checked_by, ""),
            provenance=row.provenance,
        )
        for row in rows
    }
