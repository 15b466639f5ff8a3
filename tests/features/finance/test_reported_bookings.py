"""Whoever takes back what a report given out tells of reads it before, after and where the row stands."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, book, officer
from tests.features.record_rows import LATER, NOW
from tests.support.page_client import ClientOf, PageClient
from tests.tables.rows import make, store
from vrs_tracker.domain.corrections import stands_in_report
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot

TAKE_BACK = "Buchung mit Begründung zurücknehmen"
HALF = HalfYear(2026, 1)
TOLD = stands_in_report(HALF)


@pytest.fixture
def row(session: Session) -> FundingEntry:
    """Give an amount that was booked in the first half-year."""
    return book(session, GRANTED)


@pytest.fixture
def client(client_of: ClientOf, session: Session, row: FundingEntry) -> PageClient:
    """Give the browser of the budget office; the report to that half-year is given out."""
    by = officer(session)
    values = {"year": HALF.year, "half": HALF.half, "state": PeriodState.RELEASED}
    period = store(session, make(ReportingPeriod, **values, released_by=by.key, released_at=LATER))
    store(session, make(Snapshot, period_id=period.id, frozen_by=by.key, frozen_at=row.booked_at or NOW))
    session.commit()
    return client_of(Role.BUDGET_OFFICER)


def test_it_is_said_before_and_after_and_where_it_is_booked_anew(
    client: PageClient, row: FundingEntry
) -> None:
    address = f"/finanzen/buchungen/{row.id}/zuruecknehmen"
    form = client.get(address)
    assert TOLD in form.text
    done = client.follow(client.submit(form, {"reason": "Doppelt erfasst"}, button=TAKE_BACK))
    assert TOLD in done.one(".notice--done")
    assert TOLD in client.get(address).text
    assert TOLD in client.get(f"/finanzen/buchungen/neu?statt={row.id}").text


def test_nothing_is_said_of_what_has_effect_after_the_reference_date(
    client: PageClient, session: Session, row: FundingEntry
) -> None:
    period = session.scalars(sa.select(ReportingPeriod)).one()
    period.year = row.effective_on.year - 1 if row.effective_on else 0
    session.commit()
    assert "steht im Bericht" not in client.get(f"/finanzen/buchungen/{row.id}/zuruecknehmen").text
