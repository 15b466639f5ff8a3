"""Test data: a small budget of two lines over two years, and books made of any rows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.amount_and_date_values import on
from tests.domain.money_values import (
    make_budget_row,
    make_entry,
    make_freeze,
    make_release,
    make_sperrvermerk,
)
from tests.domain.report_values import make_report
from vrs_tracker.domain.budget.book import Book, book_as_of
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage

MAIN, OTHER = "5710-01", "5710-02"
TODAY = date(2026, 10, 20)
AUTUMN = on(2026, 10, 1)


def eur(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


def ansatz(year: int, amount: str, line: str = MAIN, *, id: int = 1) -> BudgetRow:  # noqa: A002 - the field
    return make_budget_row(id=id, budget_year=year, amount=eur(amount), budget_line=line)


def carried(
    year: int,
    amount: str,
    line: str = MAIN,
    *,
    reason: CarryReason | None = CarryReason.DELAYED,
    effective: PreciseDate = AUTUMN,
    note: str = "",
    block_continues: bool | None = None,
) -> BudgetRow:
    return make_budget_row(
        id=50,
        budget_year=year,
        kind=AppropriationKind.CARRY_FORWARD,
        amount=eur(amount),
        budget_line=line,
        effective=effective,
        carry_reason=reason,
        note=note,
        block_continues=block_continues,
    )


def plan(year: int, amount: str, plan_year: int | None) -> BudgetRow:
    return make_budget_row(
        budget_year=year,
        kind=AppropriationKind.MEDIUM_TERM_PLAN,
        amount=eur(amount),
        plan_year=plan_year,
    )


def entry(
    stage: Stage,
    amount: str,
    line: str | None = MAIN,
    *,
    block: str | None = "ki-xc",
    year: int | None = 2026,
    effective: PreciseDate = AUTUMN,
) -> MoneyEntry:
    made = make_entry(stage=stage, amount=eur(amount), block=block, budget_year=year, effective=effective)
    return replace(made, budget_line=line)


def sample_report() -> CommitteeReport:
    """Two lines: 2025 was carried over in part; in 2026 money is blocked, frozen, granted and paid."""
    report = make_report(
        as_of=TODAY,
        budget=(
            ansatz(2025, "100", id=1),
            ansatz(2026, "40", id=2),
            ansatz(2026, "60", OTHER, id=3),
            carried(2026, "70"),
        ),
        sperrvermerke=(make_sperrvermerk(id=1, amount=eur("40"), appropriation=2, budget_line=MAIN),),
        releases=(
            make_release(id=1, lifts=1, amount=eur("10")),
            make_release(id=2, lifts=None, amount=eur("120"), budget_year=2025),
        ),
        entries=(
            entry(Stage.COMMITTED, "90"),
            entry(Stage.COMMITTED, "20", OTHER, block="aitransform"),
            entry(Stage.DISBURSED, "30", year=2025, effective=on(2025, 5, 2)),
            entry(Stage.DISBURSED, "25"),
        ),
    )
    return replace(
        report,
        freezes=(
            make_freeze(id=1, budget_line=OTHER, amount=eur("8")),
            make_freeze(id=2, budget_line=OTHER, amount=eur("3"), lifts=1),
        ),
    )


def book(*budget: BudgetRow, entries: tuple[MoneyEntry, ...] = (), day: date = TODAY) -> Book:
    return book_as_of(day, entries=entries, budget=budget)
