"""Bringing a database to the schema this version of the application needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.operations import Operations
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import RefusalError
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.notation import count
from vrs_tracker.domain.policy import Person
from vrs_tracker.paths import bundled
from vrs_tracker.tables.accounts import Account
from vrs_tracker.tables.base import Utc
from vrs_tracker.trail.covered import EARLIER, rows_without_seal
from vrs_tracker.trail.history import record
from vrs_tracker.trail.schema import head, revision_of, revision_problem

_SEALING_ROWS = "0019"
"""The revision since which roles and rows of files are sealed; what was there before gets its seal then."""
_UPGRADE = Person(key="upgrade", unit="Umstellung der Datenbank")


@dataclass(frozen=True, slots=True)
class Upgrade:
    """From where to where a database was brought; `before` is None for a new one."""

    before: str | None
    after: str | None


def configuration(engine: sa.Engine) -> Config:
    """Return Alembic's configuration for a database and the shipped migrations."""
    config = Config()
    # set here because alembic.ini, made for developers, cannot hold a path with a per cent sign
    config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: sa.Engine) -> Upgrade:
    """Create the tables or bring them to the newest revision, in one transaction; harmless when repeated.

    An SQLite file and its folder are created; a PostgreSQL database must exist.

    Raises:
        RefusalError: the database belongs to a newer version of the application.
    """
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
    before = _revision(engine)
    if before is not None and before > head():
        raise RefusalError(revision_problem(before))
    command.upgrade(configuration(engine), "head")
    if before is not None and before < _SEALING_ROWS:
        _seal_what_stands(engine)
    return Upgrade(before, _revision(engine))


def _seal_what_stands(engine: sa.Engine) -> None:
    """Seal the rows and roles that no seal covers yet, once: a later one without seal was put in by hand."""
    with Session(engine) as session:
        now = session.scalars(sa.select(sa.func.now(type_=Utc()))).one()
        rows = sum(1 for _ in rows_without_seal(session))
        told = [Change("gesichert", "", f"{count(rows, 'Zeile', 'Zeilen')} von früher")]
        record(session, by=_UPGRADE, at=now, kind=EARLIER, thing_id=0, changes=told)
        kept = [Change("Rollen", "", "gesichert, wie sie bei der Umstellung waren")]
        for account_id in session.scalars(sa.select(Account.id).order_by(Account.id)):
            record(session, by=_UPGRADE, at=now, kind="account", thing_id=account_id, changes=kept)
        session.commit()


def _revision(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        return revision_of(connection)


@contextmanager
def keep_triggers(op: Operations, table: str) -> Iterator[None]:
    """Put a table's triggers back after a batch change: on SQLite that copies the table and loses them.

    For revisions: `with keep_triggers(op, "snapshot"), op.batch_alter_table("snapshot") as batch: ...`
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        yield
        return
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    before = connection.execute(query, {"table": table}).all()
    yield
    still_there = {name for name, _ in connection.execute(query, {"table": table})}
    for name, sql in before:
        if name not in still_there:
            connection.exec_driver_sql(sql)
