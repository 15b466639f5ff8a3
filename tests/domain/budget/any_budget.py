"""Any budget: money on several lines and years, with Sperrvermerken, authorisations and Haushaltssperren."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

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
from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage

Line = TypeVar("Line", BudgetRow, MoneyEntry, Freeze)

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
    plan_year=st.none() | st.integers(2025, 2026),
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


NAMED_LINES = ("5710-01", "5710-02", "5710-03")


@st.composite
def divided_budgets(draw: st.DrawFn) -> CommitteeReport:
    """A report in which all money names one of three lines, most of it granted, much for later years."""

    def on_lines(rows: st.SearchStrategy[Line], most: int) -> tuple[Line, ...]:
        drawn = draw(st.lists(rows, max_size=most))
        return tuple(replace(row, budget_line=draw(st.sampled_from(NAMED_LINES))) for row in drawn)

    authorities = budget_rows.map(
        lambda row: replace(row, kind=AppropriationKind.COMMITMENT_AUTHORISATION, budget_year=2027)
    )
    grants = entries.map(lambda entry: replace(entry, stage=Stage.COMMITTED))
    lifting = releases.map(lambda release: replace(release, lifts=release.lifts or 1))
    report = make_report(
        as_of=date(2026, 11, 2),
        budget=on_lines(authorities, 4),
        sperrvermerke=tuple(
            make_sperrvermerk(id=number, budget_line=line, effective=DAY)
            for number, line in enumerate(NAMED_LINES, start=1)
        ),
        releases=tuple(draw(st.lists(lifting, min_size=1, max_size=4))),
        entries=on_lines(grants, 8),
    )
    return replace(report, freezes=on_lines(freezes, 3))
