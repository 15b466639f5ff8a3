"""Changes that will come: the data, the references and the triggers of a filled database survive them."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.migrations.scratch import add_revision, copied_migrations, scratch_configuration
from tests.tables.plain_values import ID
from tests.tables.rows import lay_ground, make, store
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.reporting import IssuedReport
from vrs_tracker.trail.migrating import upgrade
from vrs_tracker.trail.schema import described, differences, head, revision_of

NEW_STATE = """\
    with op.batch_alter_table("block") as batch:
        batch.drop_constraint("ck_block_block_state", type_="check")
        batch.create_check_constraint("ck_block_block_state", "state IN ('running', 'preparing', 'paused')")
"""
NEW_COLUMN = """\
    with keep_triggers(op, "snapshot"), op.batch_alter_table("snapshot", recreate=RECREATE) as batch:
        batch.add_column(sa.Column("remark", sa.String(200), nullable=False, server_default=""))
"""
DANGLING = """\
    op.execute("INSERT INTO block_town (id, block_id, municipality_id, position) VALUES (1, 4711, 4711, 1)")
"""


@pytest.fixture
def filled(blank_engine: sa.Engine) -> sa.Engine:
    upgrade(blank_engine)
    with Session(blank_engine) as session:
        lay_ground(session)
        store(session, make(IssuedReport))
        session.commit()
    return blank_engine


def apply(engine: sa.Engine, folder: Path, statements: str) -> None:
    migrations = copied_migrations(folder)
    recreate = "always" if engine.dialect.name == "sqlite" else "never"
    add_revision(migrations, "9999", head(), statements.replace("RECREATE", repr(recreate)))
    command.upgrade(scratch_configuration(engine, migrations), "head")


def contents(engine: sa.Engine, table: str) -> list[sa.RowMapping]:
    with engine.connect() as connection:
        return list(connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY id")).mappings())  # noqa: S608 - a table of ours


def test_a_new_code_keeps_the_rows_and_everything_that_refers_to_them(
    filled: sa.Engine, tmp_path: Path
) -> None:
    before = {table: contents(filled, table) for table in ("block", "budget_block", "status_update")}
    apply(filled, tmp_path, NEW_STATE)
    assert {table: contents(filled, table) for table in before} == before
    with filled.begin() as connection:
        connection.execute(sa.text("UPDATE block SET state = 'paused'"))
        missing, extra = differences(connection)
        assert "ck_block_block_state" in missing
        assert "'paused'" in extra


def test_references_hold_again_after_the_migration(filled: sa.Engine, tmp_path: Path) -> None:
    apply(filled, tmp_path, NEW_STATE)
    with Session(filled) as session, pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        session.execute(sa.delete(Block).where(Block.id == ID))


def test_a_copied_table_is_still_protected(filled: sa.Engine, tmp_path: Path) -> None:
    with filled.connect() as connection:
        before = {line for line in described(connection) if line.startswith("trigger ")}
    apply(filled, tmp_path, NEW_COLUMN)
    with filled.connect() as connection:
        assert {line for line in described(connection) if line.startswith("trigger ")} == before
    assert [row["remark"] for row in contents(filled, "snapshot")] == ["", ""]
    with filled.connect() as connection, pytest.raises(IntegrityError, match="snapshot is final"):
        connection.execute(sa.text("UPDATE snapshot SET remark = 'anders'"))


def test_a_migration_that_breaks_a_reference_changes_nothing(filled: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises((RuntimeError, IntegrityError), match=r"references to nothing|foreign key"):
        apply(filled, tmp_path, NEW_STATE + DANGLING)
    with filled.connect() as connection:
        assert revision_of(connection) == head()
        assert differences(connection) == ()
    assert contents(filled, "block_town") == []
