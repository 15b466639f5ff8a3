"""Plausibility of the Abgleich: no money in a report without its balance in the accounting system."""

from vrs_tracker.domain.checks.rule import BALANCES, Hits, Rule, Situation
from vrs_tracker.domain.reconciliation import compared_in, hindrances
from vrs_tracker.domain.vocabulary.reporting import Severity


def _not_reconciled(now: Situation) -> Hits:
    for sentence in hindrances(compared_in(now.report), now.report.as_of):
        yield BALANCES, sentence


RULES = (Rule("P24", Severity.ERROR, _not_reconciled),)
