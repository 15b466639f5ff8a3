"""Balances of the accounting system and rules of co-funding as values of the report."""

from datetime import date
from decimal import Decimal

from vrs_tracker.domain.facts.control import Balance, CoFundingRule
from vrs_tracker.domain.notation import BERLIN
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

_HUNDREDTHS_OF_A_PER_CENT = Decimal(10_000)


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


def rule_value(row: FundingRule) -> CoFundingRule:
    """Return a rule of co-funding; its share as a Decimal between 0 and 1."""
    return CoFundingRule(
        id=row.id,
        kind=row.kind,
        name=row.name,
        limit=row.limit_amount,
        share=None if row.share_limit is None else row.share_limit / _HUNDREDTHS_OF_A_PER_CENT,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=row.source,
        provenance=row.provenance,
    )


def rule_values(found: Answers, as_of: date) -> tuple[CoFundingRule, ...]:
    """Return the rules that had begun by a day, those that have ended too: the past is judged by them."""
    return tuple(rule_value(row) for row in found.of(RULES) if row.valid_from <= as_of)
