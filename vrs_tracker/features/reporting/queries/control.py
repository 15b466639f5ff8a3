"""Balances of the accounting system and rules of co-funding as values of the report."""

from datetime import date

from vrs_tracker.domain.facts.control import Balance, CoFundingRule
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.features.finance.queries.rules import rule_value
from vrs_tracker.features.reporting.queries.half_years import ASKED
from vrs_tracker.features.reporting.queries.names import offices
from vrs_tracker.tables.cofunding import FundingRule
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.trail.together import Answers, Question

BALANCES = Question(
    Reconciliation,
    where=Reconciliation.period_id == ASKED,
    order=(Reconciliation.budget_year, Reconciliation.budget_line, Reconciliation.id),
)
RULES = Question(FundingRule, order=(FundingRule.valid_from, FundingRule.id))
QUESTIONS = (BALANCES, RULES)


def balance_values(found: Answers) -> tuple[Balance, ...]:
    """Return the balances that were checked for the half-year."""
    units = offices(found)
    return tuple(
        Balance(
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
        for row in found.of(BALANCES)
    )


def rule_values(found: Answers, as_of: date) -> tuple[CoFundingRule, ...]:
    """Return the rules that had begun by a day, those that have ended too: the past is judged by them."""
    return tuple(rule_value(row) for row in found.of(RULES) if row.valid_from <= as_of)
