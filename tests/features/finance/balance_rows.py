"""The Abgleich that tests about frozen figures begin with, and rows of it as they are typed."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from tests.features.finance.money_rows import officer
from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.inputs.reconciliation import BalanceInput, ReconciliationInput
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.features.finance.actions.reconciling import reconcile
from vrs_tracker.features.finance.queries.reconciling import load_abgleich
from vrs_tracker.tables.periods import ReportingPeriod


def agree(session: Session, period: ReportingPeriod, *, now: datetime) -> None:
    """Let the accounting system say what we say, so that the figures can be frozen."""
    known = load_abgleich(session, period, now.date()).rows
    rows = tuple(BalanceInput(item=row.item, theirs=row.ours.amount) for row in known if row.difference != 0)
    if rows:
        new = ReconciliationInput(rows=rows, reason="Der Stand ist neu abgelesen.")
        reconcile(session, period, new, by=officer(session), now=now)


def balance(
    theirs: str | None,
    explanation: str = "",
    *,
    measure: BalanceMeasure = BalanceMeasure.COMMITTED,
    line: str = "",
    year: int = 2026,
    seen: str | None = None,
    version: int | None = None,
) -> BalanceInput:
    """Return one row as typed."""
    return BalanceInput(
        item=Item(line, year, measure),
        theirs=None if theirs is None else Decimal(theirs),
        explanation=explanation,
        seen=None if seen is None else Decimal(seen),
        version=version,
    )
