"""What always holds: sums over lines, and that nothing planned, blocked or frozen is ever available."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.budget.any_budget import AMOUNTS, DAY, budgets
from tests.domain.money_values import make_budget_row, make_freeze, make_sperrvermerk
from vrs_tracker.domain.budget.available import standing_of_lines, standing_of_programme
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.lapse import lapses
from vrs_tracker.domain.budget.lines import year_lines, year_sum
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.money import total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind


@given(budgets())
def test_the_sums_over_lines_are_those_of_the_programme(report: CommitteeReport) -> None:
    book, steps = book_of(report), staircase(report)
    now, year = standing_of_programme(book), year_sum(book, book.year)

    assert (now.released, now.frozen) == (steps.released, steps.frozen)
    assert (now.committed or 0, now.disbursed or 0) == (steps.committed, steps.disbursed)
    assert year.blocked == steps.blocked
    every_ansatz = [year_sum(book, one).appropriated for one in book.years() if one <= book.year]
    assert total(every_ansatz) == (steps.appropriated or 0)


@given(budgets())
def test_available_is_never_more_than_what_is_released_and_not_granted(report: CommitteeReport) -> None:
    steps = staircase(report)
    for line in (standing_of_programme(book_of(report)), *standing_of_lines(book_of(report))):
        if line.available is not None:
            assert line.available <= (line.released or 0) - (line.committed or 0) + (line.covered or 0)
    if steps.available is not None and steps.released is not None:
        assert steps.available <= steps.released - steps.committed + (steps.covered or 0)


@given(budgets(), AMOUNTS)
def test_planned_blocked_and_frozen_money_never_becomes_available(
    report: CommitteeReport, amount: Decimal
) -> None:
    before = standing_of_programme(book_of(report)).available
    planned = tuple(
        make_budget_row(budget_year=2026, kind=kind, amount=amount, effective=DAY)
        for kind in AppropriationKind
    )
    note = make_sperrvermerk(id=9, amount=amount, effective=DAY)
    more = replace(report, budget=(*report.budget, *planned), sperrvermerke=(*report.sperrvermerke, note))
    frozen = replace(
        report, freezes=(*(report.freezes or ()), make_freeze(id=9, amount=amount, effective=DAY))
    )
    after = standing_of_programme(book_of(frozen)).available

    assert standing_of_programme(book_of(more)).available == before
    assert after == (None if before is None else before - amount)


@given(budgets(), st.integers(2024, 2027))
def test_paid_carried_over_and_lapsed_never_exceed_what_was_there(report: CommitteeReport, year: int) -> None:
    book = book_of(report)
    for line in year_lines(book, year):
        if line.adjusted is not None and line.unused is not None:
            used = total((line.disbursed, line.carried_out))
            assert line.unused == max(line.adjusted - used, Decimal(0))
    assert total(one.amount for one in lapses(book, year)) == total(
        line.unused for line in year_lines(book, year)
    )
