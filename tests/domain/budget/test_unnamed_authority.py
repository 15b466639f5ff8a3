"""An authorisation of which nobody recorded the budget: it holds in one year, and no budget is made up."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.amount_and_date_values import millions, on
from tests.domain.money_values import make_budget_row, make_entry, make_release
from tests.domain.report_values import make_report
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.plan import LaterYear, budget_of, later_years
from vrs_tracker.domain.changes.amounts import amount_changes
from vrs_tracker.domain.chapters.budget_plan import authorisations_table
from vrs_tracker.domain.cover_words import no_budget_words
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.findings import objections
from vrs_tracker.domain.ledger import ledger_of
from vrs_tracker.domain.notation import NBSP, NO_STATEMENT
from vrs_tracker.domain.origins import Origin, of_year
from vrs_tracker.domain.provenance.explaining import explain
from vrs_tracker.domain.provenance.lines import Line
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind

NOVEMBER = date(2026, 11, 22)
UNNAMED = make_budget_row(
    id=1,
    budget_year=2028,
    kind=AppropriationKind.COMMITMENT_AUTHORISATION,
    amount=millions("0.09"),
    plan_year=None,
)
GRANT = make_entry(id=9, budget_year=2028, amount=millions("0.02"), effective=on(2026, 11, 22))


def report(*budget: BudgetRow, day: date = NOVEMBER, entries: tuple[MoneyEntry, ...] = ()) -> CommitteeReport:
    return make_report(
        as_of=day, budget=budget, entries=entries, releases=(make_release(amount=millions("0.01")),)
    )


def year_2028(found: CommitteeReport) -> LaterYear:
    return next(one for one in later_years(book_of(found)) if one.year == 2028)


def lines(found: CommitteeReport, origin: Origin) -> tuple[Line, ...]:
    explained = explain(found, origin)
    assert explained is not None
    return explained.lines


def said(found: CommitteeReport) -> str:
    (objection,) = objections(GRANT, ledger_of(found))
    return objection.says.replace(NBSP, " ")


def test_nothing_is_free_in_a_year_in_which_it_does_not_hold() -> None:
    found = year_2028(report(UNNAMED))
    assert (found.authorised, found.free) == (millions("0.09"), None)
    assert year_2028(report(UNNAMED, day=date(2027, 3, 1))).free == millions("0.09")


def test_the_page_says_that_no_budget_is_recorded_and_what_follows() -> None:
    table = authorisations_table(report(UNNAMED))
    assert table is not None
    assert table.rows[-1].cells[-1] == NO_STATEMENT
    (unnamed,) = year_2028(report(UNNAMED)).unnamed
    assert table.note.endswith(no_budget_words(unnamed))
    assert no_budget_words(unnamed).startswith(
        "Zur Verpflichtungsermächtigung für 2028 ist kein Haushalt erfasst; sie gilt deshalb nur 2027."
    )
    named = authorisations_table(report(replace(UNNAMED, plan_year=2026)))
    assert named is not None
    assert "kein Haushalt" not in named.note


def test_a_grant_for_its_year_is_told_why_it_does_not_cover() -> None:
    assert said(report(UNNAMED)).endswith(
        "Die Verpflichtungsermächtigung für 2028 von 0,09 Mio. € gilt dafür nicht, weil zu ihr kein Haushalt "
        "erfasst ist und sie deshalb erst 2027 gilt."
    )
    next_budget = replace(UNNAMED, plan_year=2027)
    assert said(report(next_budget)).endswith("weil sie zum Haushalt 2027 gehört und erst 2027 gilt.")
    other = replace(UNNAMED, id=2, budget_year=2027, plan_year=2026)
    assert "für 2028 von 0,09 Mio. €" in said(report(UNNAMED, other))
    assert objections(GRANT, ledger_of(report(replace(UNNAMED, plan_year=2026)))) == ()


def test_no_budget_is_named_that_nobody_entered() -> None:
    (line,) = lines(report(UNNAMED), of_year(Measure.AUTHORISED, 2028))
    assert line.document == ""
    (covering,) = lines(
        report(replace(UNNAMED, budget_year=2027), entries=(replace(GRANT, budget_year=2027),)),
        Origin(Measure.COVERED),
    )
    assert (covering.amount, covering.document) == (millions("0.02"), "")
    changes = amount_changes(report(), report(UNNAMED))
    assert [change.evidence for change in changes] == [()]


@pytest.mark.parametrize(
    ("kind", "plan_year", "named"),
    [
        (AppropriationKind.APPROPRIATION, None, "Haushalt 2028"),
        (AppropriationKind.CARRY_FORWARD, None, "Haushalt 2028"),
        (AppropriationKind.COMMITMENT_AUTHORISATION, 2026, "Haushalt 2026"),
        (AppropriationKind.MEDIUM_TERM_PLAN, 2025, "Haushalt 2025"),
        (AppropriationKind.MEDIUM_TERM_PLAN, None, ""),
    ],
)
def test_a_row_names_the_budget_it_is_in(kind: AppropriationKind, plan_year: int | None, named: str) -> None:
    assert budget_of(replace(UNNAMED, kind=kind, plan_year=plan_year)) == named
