"""Rules of co-funding as rows and as values."""

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts.control import CoFundingRule
from vrs_tracker.tables.cofunding import FundingRule

NO_SUCH_RULE = "Diese Regel gibt es nicht. Alle finden Sie unter „Regeln der gemeinsamen Förderung“."
_HUNDREDTHS_OF_A_PER_CENT = Decimal(10_000)


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


def list_rules(session: Session) -> Sequence[FundingRule]:
    """Return all rules in the order in which they begin, those still to come and those ended too."""
    return session.scalars(sa.select(FundingRule).order_by(FundingRule.valid_from, FundingRule.id)).all()


def rule_of(session: Session, rule_id: int) -> FundingRule:
    """Return a rule; NotFound if there is none."""
    found = session.get(FundingRule, rule_id)
    if found is None:
        raise NotFound(NO_SUCH_RULE)
    return found
