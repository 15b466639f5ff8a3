"""The database, created once and bound to the application in `create_app`."""

import sqlalchemy as sa
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "synchronous=FULL",
    "recursive_triggers=ON",
    "cache_size=-32000",
)
WRITERS_LOCK = 20211016
"""The number of the lock on PostgreSQL: any, but the same for all processes; the day of the motion."""

db = SQLAlchemy(require_default_engine=False)


def prepare_engine(engine: sa.Engine) -> sa.Engine:
    """Give the engine real transactions in which one writes at a time and nobody waits for readers.

    Writers announce themselves with `open_for_writing`. On SQLite that means `BEGIN IMMEDIATE`, because a
    deferred transaction that turns into a writing one fails when another was faster. On PostgreSQL it means
    one lock for all writers, so that a sum which a rule has just read cannot change before the row that
    depends on it is written. Both wait ten seconds at most.
    """
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_pragmas)
        sa.event.listen(engine, "begin", _begin_sqlite)
    else:
        sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event speaks instead of the driver
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _writes(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: sa.Connection) -> None:
    if _writes(connection):
        lock = f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '10s'; {lock}")


def open_for_writing(session: Session) -> None:
    """Begin the transaction as a writing one; call before the first read of an unsafe request or command."""
    session.connection(execution_options={"writes": True})
