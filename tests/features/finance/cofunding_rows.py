"""Rules of co-funding that tests begin with; invented days."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.inputs.cofunding import RuleInput
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind

RULE = RuleInput(
    kind=FundingRuleKind.MUNICIPAL_MATCH,
    name="Kommune zahlt mindestens so viel wie die Region",
    valid_from=date(2023, 11, 1),
    source="GRDrs 1491/2023",
)
CAP_OF_A_CALL = replace(
    RULE, kind=FundingRuleKind.CALL_CAP, limit=Decimal(5_000_000), name="Obergrenze des Aufrufs"
)
"""Of this kind several may hold on the same day."""
