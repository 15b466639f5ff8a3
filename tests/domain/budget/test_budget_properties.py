"""What always holds: sums over lines, and that nothing planned, blocked or frozen is ever available."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.amount_and_date_values import on
from tests.domain.money_values import (
    make_budget_row,
    make_entry,
    make_freeze,
    make_release,
    make_sperrvermerk,
)
from tests.domain.report_values import make_report
from vrs_tracker.domain.budget.available import standing_of_lines, standing_of_programme
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.lapse import lapses
from vrs_tracker.domain.budget.lines import year_lines, year_sum
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.money import from_cents, total
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage

LINES = st.sampled_from(["", "5710-01", "5710-02", "5710-03"])
AMOUNTS = st.integers(1, 10**12).map(from_cents)
YEARS = st.integers(2024, 2028)
DAY = on(2025, 3, 1)

budget_rows = st.builds(
    make_budget_row,
    id=st.integers(1, 4),
    budget_year=YEARS,
    kind=st.sampled_from(AppropriationKind),
    budget_line=LINES,
    amount=AMOUNTS,
    effective=st.just(DAY),
)
notes = st.builds(
    make_sperrvermerk,
    id=st.integers(1, 3),
    budget_year=YEARS,
    amount=AMOUNTS,
    budget_line=LINES,
    effective=st.just(DAY),
)
releases = st.builds(
    make_release,
    lifts=st.sampled_from([None, 1, 2, 3]),
    budget_year=st.none() | YEARS,
    amount=AMOUNTS,
    effective=st.just(DAY),
)
freezes = st.builds(make_freeze, budget_year=YEARS, budget_line=LINES, amount=AMOUNTS, effective=st.just(DAY))
entries = st.builds(
    lambda line, entry: replace(entry, budget_line=line),
    LINES,
    st.builds(
        make_entry,
        stage=st.sampled_from(Stage),
        budget_year=st.none() | YEARS,
        amount=AMOUNTS,
        effective=st.just(DAY),
        block=st.sampled_from([None, "ki-xc", "aitransform"]),
    ),
)


@st.composite
def budgets(draw: st.DrawFn) -> CommitteeReport:
    """Any report with money on several lines; its Sperrvermerke have ids of their own."""
    blocked = draw(st.lists(notes, max_size=3))
    report = make_report(
        as_of=date(2026, 11, 2),
        budget=tuple(draw(st.lists(budget_rows, max_size=6))),
        sperrvermerke=tuple(replace(note, id=number) for number, note in enumerate(blocked, start=1)),
        releases=tuple(draw(st.lists(releases, max_size=4))),
        entries=tuple(draw(st.lists(entries, max_size=6))),
    )
    return replace(report, freezes=tuple(draw(st.lists(freezes, max_size=3))))


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
            assert line.available <= (line.released or 0) - (line.committed or 0)
    if steps.available is not None and steps.released is not None:
        assert steps.available <= steps.released - steps.committed


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
