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
from vrs_tracker.features.finance.actions.importing import Terms, foresee


def grant(amount: str, line: str) -> EntryInput:
    return replace(GRANTED, amount=Decimal(amount), budget_line=line)


def released_on_two_lines(session: Session) -> None:
    """Release 1,000 euros on each of two lines and grant 100 on the first."""
    by = officer(session)
    for line in ("5710-01", "5710-02"):
        blocked = make_sperrvermerk(session, make_appropriation(session, replace(BUDGET, budget_line=line)))
        actions.add_release(session, release_input(session, amount="1000.00", lifts=blocked), by=by, now=NOW)
    actions.add_entry(session, grant("100.00", "5710-01"), by=by, now=NOW)


TOO_MUCH = (
    "Buchungsstelle 5710-02: Die Bewilligung von 1.200,00 € übersteigt die verfügbaren Mittel von 1.000,00 € "
    "um 200,00 €."
)


def test_a_grant_is_held_against_its_own_line(session: Session) -> None:
    released_on_two_lines(session)
    with pytest.raises(RuleViolations) as refused:
        actions.add_entry(session, grant("1200.00", "5710-02"), by=officer(session), now=NOW)
    assert refused.value.violations[0].message.replace(NBSP, " ").startswith(TOO_MUCH)
    fits = grant("1000.00", "5710-02")
    assert actions.add_entry(session, fits, by=officer(session), now=NOW).booked_at is not None


def test_a_grant_of_a_file_is_held_against_its_own_line(session: Session) -> None:
    released_on_two_lines(session)
    rows = [grant("700.00", "5710-02"), grant("500.00", "5710-02")]
    (broken,) = foresee(session, rows, now=NOW, terms=Terms()).broken
    assert broken.place == 1
    assert broken.objection.says.replace(NBSP, " ").startswith(TOO_MUCH)
    assert foresee(session, rows[:1], now=NOW, terms=Terms()).broken == ()
