"""Run the migrations on the engine that `vrs_tracker.trail.migrating` hands over, all of them or none.

They run on a connection of their own. SQLite: with foreign keys off, because a copied table is dropped while
others refer to it, and that must be said before BEGIN; every reference is checked before COMMIT instead.
PostgreSQL: one migration at a time, and nobody waits for a lock longer than ten seconds.
"""

import sqlalchemy as sa
from alembic import context

MIGRATIONS_LOCK = 20211017


def _own_engine(engine: sa.Engine) -> sa.Engine:
    own = sa.create_engine(engine.url, poolclass=sa.NullPool)
    if own.dialect.name == "sqlite":
        sa.event.listen(own, "connect", _without_foreign_keys)
        sa.event.listen(own, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return own


def _without_foreign_keys(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=OFF", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _lock(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATIONS_LOCK})")


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if dangling:
            raise RuntimeError(f"the migration left references to nothing: {dangling[:5]}")


def _migrate(engine: sa.Engine) -> None:
    with _own_engine(engine).connect() as connection:
        context.configure(connection=connection, transactional_ddl=True)
        with context.begin_transaction():
            _lock(connection)
            context.run_migrations()
            _check_references(connection)


_migrate(context.config.attributes["engine"])
