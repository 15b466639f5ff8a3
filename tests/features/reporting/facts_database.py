"""A database that holds the proven facts: loaded once a worker, because two seconds a test are too long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.support.databases import blank_database, open_engine
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.tables import Base

FACTS_LOADED = datetime(2026, 6, 1, 9, tzinfo=UTC)


@contextmanager
def facts_engine(kind: str, folders: pytest.TempPathFactory, config: pytest.Config) -> Iterator[sa.Engine]:
    """Yield a database with all tables and the facts; a conftest makes it the fixture `engine`."""
    with blank_database(kind, folders.mktemp("facts"), config) as url, open_engine(url) as engine:
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            load_facts(session, by=ensure_system_person(session), now=FACTS_LOADED)
            session.commit()
        yield engine
