"""The invented Abgleich of the demonstration: all balances agree but for a few, which are explained."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.inputs.reconciliation import BalanceInput, ReconciliationInput
from vrs_tracker.domain.money import total
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.finance.actions.reconciling import reconcile
from vrs_tracker.features.finance.queries.reconciling import load_abgleich
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, People
from vrs_tracker.seeding.demo.tables import demo_file, read_half
from vrs_tracker.seeding.reading import Record, read_invented
from vrs_tracker.tables.periods import ReportingPeriod

COLUMNS = ("half", "measure", "year", "difference", "explanation")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deviation:
    """By how much their balance is higher than ours, and why."""

    half: int
    measure: BalanceMeasure
    year: int
    difference: Decimal
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciler:
    """Compares the balances of a half-year before its figures are frozen, as the budget office."""

    session: Session
    calendar: Calendar
    people: People

    def play(self, half: int, period: ReportingPeriod, now: datetime) -> None:
        """Check every row of a half-year that is over; of the running one, only past budget years."""
        deviations = [one for one in self._deviations() if one.half == half]
        year = half_year(period).year
        is_over = now.date() > half_year(period).as_of
        rows = []
        for row in load_abgleich(self.session, period, now.date()).rows:
            if is_over or row.item.budget_year < year:
                found = next((one for one in deviations if _is_about(one, row.item)), None)
                if found is not None:
                    deviations.remove(found)
                rows.append(
                    BalanceInput(
                        item=row.item,
                        theirs=total((row.ours.amount, found.difference if found else None)),
                        explanation=found.explanation if found else "",
                    )
                )
        new = ReconciliationInput(rows=tuple(rows), provenance=Provenance.DEMO)
        reconcile(self.session, period, new, by=self.people[BUDGET_OFFICE], now=now)

    def _deviations(self) -> list[_Deviation]:
        def told(record: Record) -> _Deviation:
            return _Deviation(
                half=record.parsed("half", read_half),
                measure=record.code("measure", BalanceMeasure),
                year=self.calendar.half(-1).year + record.parsed("year", int),
                difference=record.euro("difference"),
                explanation=record.needed("explanation"),
            )

        return [value for _, value in read_invented(demo_file("balances"), COLUMNS, told)]


def _is_about(deviation: _Deviation, item: Item) -> bool:
    return (deviation.measure, deviation.year) == (item.measure, item.budget_year)
