"""Budget, Sperrvermerk and releases of a time that a report told already are booked with a reason only."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import BUDGET, body, officer
from tests.features.record_rows import NOW, broken_fields, day
from tests.tables.rows import make, store
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.inputs.finance import AppropriationInput
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.finance import actions
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot

OLD = replace(BUDGET, effective=day("2025-12-10"), note="")


@pytest.fixture(autouse=True)
def given_out(session: Session) -> None:
    """Make the report to the end of 2025 one that was given out."""
    by = officer(session)
    values = {
        "year": 2025,
        "half": 2,
        "state": PeriodState.RELEASED,
        "released_by": by.key,
        "released_at": NOW,
    }
    period = store(session, make(ReportingPeriod, **values))
    store(session, make(Snapshot, period_id=period.id, frozen_by=by.key, frozen_at=NOW))


def refused(session: Session, new: AppropriationInput) -> set[str]:
    with pytest.raises(RuleViolations) as refusal:
        actions.add_appropriation(session, new, by=officer(session), now=NOW)
    return broken_fields(refusal.value)


def test_an_ansatz_of_a_reported_time_needs_its_reason(session: Session) -> None:
    body(session)
    assert refused(session, OLD) == {"note"}
    row = actions.add_appropriation(
        session, replace(OLD, note="Nachtrag übersehen."), by=officer(session), now=NOW
    )
    assert row.booked_at == NOW


def test_an_ansatz_that_took_effect_later_needs_none(session: Session) -> None:
    new = replace(OLD, effective=day("2026-01-10"))
    assert actions.add_appropriation(session, new, by=officer(session), now=NOW).booked_at == NOW


def test_a_proven_fact_says_what_its_source_says(session: Session) -> None:
    new = replace(OLD, provenance=Provenance.SOURCE, source="Haushaltsplan 2025, Seite 3")
    assert actions.add_appropriation(session, new, by=officer(session), now=NOW).booked_at == NOW
