"""A grant is held against what is released for its own Buchungsstelle."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    BUDGET,
    GRANTED,
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
)
from tests.features.record_rows import NOW
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.features.finance import actions


def grant(amount: str, line: str) -> EntryInput:
    return replace(GRANTED, amount=Decimal(amount), budget_line=line)


def test_a_grant_is_held_against_its_own_line(session: Session) -> None:
    by = officer(session)
    for line in ("5710-01", "5710-02"):
        ansatz = make_appropriation(
            session,
            replace(BUDGET, budget_line=line),
        )
        blocked = make_sperrvermerk(session, ansatz)
        actions.add_release(session, release_input(session, amount="1000.00", lifts=blocked), by=by, now=NOW)
    actions.add_entry(session, grant("100.00", "5710-01"), by=by, now=NOW)
    with pytest.raises(RuleViolations) as refused:
        actions.add_entry(session, grant("1200.00", "5710-02"), by=by, now=NOW)
    assert (
        refused.value.violations[0]
        .message.replace(NBSP, " ")
        .startswith(
            "Buchungsstelle 5710-02: Die Bewilligung von 1.200,00 € übersteigt die verfügbaren Mittel von "
            "1.000,00 € um 200,00 €."
        )
    )
    assert actions.add_entry(session, grant("1000.00", "5710-02"), by=by, now=NOW).booked_at is not None
