"""What page tests of progress take: a stopped clock, a half-year that collects, a block."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_block, add_period
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block


@pytest.fixture
def stopped_clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock in the week in which messages are due."""
    with time_machine.travel(NOW, tick=False) as stopped:
        yield stopped


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    """Give a half-year that collects messages."""
    found = add_period(session)
    session.commit()
    return found


@pytest.fixture
def block(session: Session, period: ReportingPeriod) -> Block:  # noqa: ARG001 - pages look for a half-year
    """Give a block that owes a message."""
    found = add_block(session, name="KI-XC")
    session.commit()
    return found
