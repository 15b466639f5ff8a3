"""Plausibility of the Abgleich: no money in a report without its balance in the accounting system."""

from vrs_tracker.domain.checks.rule import Hits, Rule, Situation, at_balance
from vrs_tracker.domain.reconciliation import compared_in, named_hindrances
from vrs_tracker.domain.vocabulary.reporting import Severity


def _not_reconciled(now: Situation) -> Hits:
    for found in named_hindrances(compared_in(now.report), now.report.as_of):
        yield at_balance(found.anchor), found.sentence


RULES = (Rule("P24", Severity.ERROR, _not_reconciled),)
