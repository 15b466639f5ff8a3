"""The facts and the demonstration, each in its own database, loaded once for all tests that only read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.seeding import demo_database
from tests.support.databases import blank_database, open_engine
from tests.support.postgres import wanted_databases
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.tables import Base

FACTS_LOADED = datetime(2026, 11, 21, 9, tzinfo=UTC)


@contextmanager
def own_session(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[Session]:
    """Yield a session on a new database with all tables."""
    with (
        blank_database(request.param, folders.mktemp("seeded"), request.config) as url,
        open_engine(url) as engine,
    ):
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            yield session


@pytest.fixture(scope="session", params=wanted_databases())
def facts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Give a session on the proven facts alone."""
    with own_session(request, tmp_path_factory) as session:
        load_facts(session, by=ensure_system_person(session), now=FACTS_LOADED)
        session.commit()
        yield session


@pytest.fixture(scope="session", params=wanted_databases())
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Give a session on the demonstration of `demo_database.TODAY`."""
    with own_session(request, tmp_path_factory) as session:
        demo_database.load(session)
        session.commit()
        yield session


@pytest.fixture
def calendar() -> Calendar:
    """Give the calendar of `demo_database.TODAY`."""
    return Calendar(demo_database.moment(demo_database.TODAY))
