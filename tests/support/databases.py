"""Databases for the tests: one with the tables per worker and kind, and a session that leaves nothing behind.

A pytest plugin, beside `tests.support.postgres`. A test that takes `engine` or `session` runs once on each
database that `VRS_TRACKER_TEST_DATABASES` names: SQLite alone unless the environment says more. Take

- `session` for nearly everything: commits inside the test are savepoints, and all is rolled back at its end;
- `connection` to bind something else, such as the session maker of an application, to that same transaction;
- `committing_engine` for what needs several connections: a database of the test's own, with the tables;
- `blank_engine` for migrations: the same without the tables;
- `migrated` for tests of the schema itself: a connection to a migrated database, rolled back as well.

`create_all` makes the tables of the others; tests/migrations proves that the migrations make the same ones.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.support.postgres import ADMIN_URL, own_database, wanted_databases
from vrs_tracker.extensions import prepare_engine
from vrs_tracker.tables import Base
from vrs_tracker.trail.migrating import upgrade


@contextmanager
def open_engine(url: str) -> Iterator[sa.Engine]:
    """Yield an engine set up as the application's; close its connections at the end."""
    engine = prepare_engine(sa.create_engine(url))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def blank_database(kind: str, folder: Path, config: pytest.Config) -> Iterator[str]:
    """Yield the URL of a new database without tables: a file below `folder`, or on the server of this run."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.sqlite3'}"
        return
    with own_database(config.stash[ADMIN_URL]) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_engine(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[sa.Engine]:
    """Give this worker's SQLite file with all tables."""
    with (
        blank_database("sqlite", tmp_path_factory.mktemp("sqlite"), pytestconfig) as url,
        open_engine(url) as engine,
    ):
        Base.metadata.create_all(engine)
        yield engine


@pytest.fixture(scope="session")
def postgresql_engine(postgres_url: str) -> Iterator[sa.Engine]:
    """Give this worker's PostgreSQL database with all tables."""
    with open_engine(postgres_url) as engine:
        Base.metadata.create_all(engine)
        yield engine


@pytest.fixture(scope="session", params=wanted_databases())
def engine(request: pytest.FixtureRequest) -> sa.Engine:
    """Give the worker's database of each wanted kind in turn; both stay open, so changing costs nothing."""
    found: sa.Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def connection(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection whose whole transaction is rolled back after the test."""
    with engine.connect() as opened:
        outer = opened.begin()
        yield opened
        outer.rollback()


@pytest.fixture
def session(connection: sa.Connection) -> Iterator[Session]:
    """Give a session whose commits are savepoints in that transaction."""
    with Session(connection, join_transaction_mode="create_savepoint") as opened:
        yield opened


@pytest.fixture(params=wanted_databases())
def blank_engine(
    request: pytest.FixtureRequest, tmp_path: Path, pytestconfig: pytest.Config
) -> Iterator[sa.Engine]:
    """Give a database of this test's own, without tables."""
    with blank_database(request.param, tmp_path, pytestconfig) as url, open_engine(url) as opened:
        yield opened


@pytest.fixture(scope="session", params=wanted_databases())
def migrated_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[sa.Engine]:
    """Give this worker's database that the migrations made."""
    folder = tmp_path_factory.mktemp("migrated")
    with blank_database(request.param, folder, pytestconfig) as url, open_engine(url) as opened:
        upgrade(opened)
        yield opened


@pytest.fixture
def migrated(migrated_engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection to it; whatever the test does to rows and schema is rolled back."""
    with migrated_engine.connect() as opened:
        outer = opened.begin()
        yield opened
        outer.rollback()


@pytest.fixture
def committing_engine(blank_engine: sa.Engine) -> sa.Engine:
    """Give a database of this test's own with all tables, for commits through several connections."""
    Base.metadata.create_all(blank_engine)
    return blank_engine
