"""The comparison of schemas notices what Alembic's own does not, without false alarms (decisions.md 3.3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from vrs_tracker.trail.migrating import keep_triggers, upgrade
from vrs_tracker.trail.schema import described, differences


@pytest.fixture
def migrated_file(tmp_path: Path) -> Iterator[sa.Engine]:
    """An SQLite file with foreign keys off, as migrations see it; PostgreSQL changes tables in place."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'copied.sqlite3'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def found_after(connection: sa.Connection, *statements: str) -> str:
    for statement in statements:
        connection.exec_driver_sql(statement)
    return "\n".join(differences(connection))


def test_a_lost_trigger_is_noticed(migrated: sa.Connection) -> None:
    on = "" if migrated.dialect.name == "sqlite" else " ON snapshot"
    found = found_after(migrated, f"DROP TRIGGER snapshot_no_update{on}")
    assert found.startswith("Es fehlt: trigger CREATE TRIGGER snapshot_no_update ")
    assert "\n" not in found


def test_a_changed_condition_is_noticed(migrated: sa.Connection) -> None:
    op = Operations(MigrationContext.configure(migrated))
    with op.batch_alter_table("block_field") as batch:
        batch.drop_constraint("ck_block_field_field", type_="check")
        batch.create_check_constraint("ck_block_field_field", "field IN ('health')")
    missing, extra = differences(migrated)
    assert missing.startswith("Es fehlt: table block_field: ")
    assert "'finance'" in missing
    assert extra.startswith("Nicht vorgesehen: table block_field: ")
    assert "'finance'" not in extra


def test_a_lost_index_is_noticed(migrated: sa.Connection) -> None:
    assert found_after(migrated, "DROP INDEX ix_risk_block_id").startswith("Es fehlt: index ")


def test_a_further_column_is_noticed(migrated: sa.Connection) -> None:
    found = found_after(migrated, "ALTER TABLE risk ADD COLUMN colour VARCHAR(20)")
    assert found.startswith("Nicht vorgesehen: table risk: colour ")


def test_a_further_table_is_noticed(migrated: sa.Connection) -> None:
    found = found_after(migrated, "CREATE TABLE leftover (id INTEGER)")
    assert found.startswith("Nicht vorgesehen: table leftover: ")


DROP = "DROP TRIGGER snapshot_no_update"
NEVER_FIRES = "CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot WHEN 0 BEGIN SELECT 1; END"
DISABLE = "ALTER TABLE snapshot DISABLE TRIGGER snapshot_no_update"
REFUSES_NOTHING = (
    "CREATE OR REPLACE FUNCTION refuse_change_of_final_row() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$"
)
SWITCHED_OFF = {"sqlite": ((DROP, NEVER_FIRES),), "postgresql": ((DISABLE,), (REFUSES_NOTHING,))}


def test_a_trigger_that_was_switched_off_is_noticed(migrated: sa.Connection) -> None:
    for statements in SWITCHED_OFF[migrated.dialect.name]:
        with migrated.begin_nested() as tried:
            missing, extra = found_after(migrated, *statements).splitlines()
            tried.rollback()
        assert missing.startswith("Es fehlt: ")
        assert extra.startswith("Nicht vorgesehen: ")


@pytest.mark.parametrize("table", ["block", "snapshot"])
def test_a_table_that_was_copied_as_it_is_raises_no_alarm(migrated_file: sa.Engine, table: str) -> None:
    with migrated_file.connect() as connection, connection.begin():
        op = Operations(MigrationContext.configure(connection))
        with keep_triggers(op, table), op.batch_alter_table(table, recreate="always"):
            pass
        assert differences(connection) == ()


def test_a_copied_table_loses_its_triggers_without_the_helper(migrated_file: sa.Engine) -> None:
    with migrated_file.connect() as connection, connection.begin():
        op = Operations(MigrationContext.configure(connection))
        with op.batch_alter_table("snapshot", recreate="always"):
            pass
        lost = "\n".join(differences(connection))
    assert "trigger CREATE TRIGGER snapshot_no_delete" in lost
    assert "trigger CREATE TRIGGER snapshot_no_update" in lost


def test_the_comparison_leaves_nothing_behind(migrated: sa.Connection) -> None:
    schemas = sa.inspect(migrated).get_schema_names()
    before = described(migrated)
    assert differences(migrated) == ()
    assert described(migrated) == before
    assert sa.inspect(migrated).get_schema_names() == schemas
