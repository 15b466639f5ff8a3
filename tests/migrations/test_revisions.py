"""The shipped revisions: numbered, one after the other, there and back again."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from tests.migrations.scratch import copied_migrations, scratch_configuration
from vrs_tracker.trail.migrating import Upgrade, configuration, upgrade
from vrs_tracker.trail.schema import described, differences, head, is_current, revision_of

FOR_POSTGRESQL = {"0020"}
"""Revisions that find nothing to do on SQLite."""
REPLACED = {
    "0020": {"funding_entry_adds_when_entered"},
    "0021": {"funding_entry_adds_when_entered", "funding_entry_adds_when_booked"},
}
"""Triggers that a revision replaces on purpose."""


def revisions(engine: sa.Engine) -> list[str]:
    """All revisions, the oldest first."""
    scripts = ScriptDirectory.from_config(configuration(engine))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def schema(engine: sa.Engine) -> frozenset[str]:
    with engine.connect() as connection:
        return described(connection)


def triggers(engine: sa.Engine) -> set[str]:
    return {line for line in schema(engine) if line.startswith("trigger ")}


def test_the_migrated_database_is_the_one_that_create_all_makes(blank_engine: sa.Engine) -> None:
    upgrade(blank_engine)
    with blank_engine.connect() as connection:
        assert differences(connection) == ()
        assert is_current(connection)


def test_each_step_back_undoes_exactly_its_step_forward(blank_engine: sa.Engine) -> None:
    config = configuration(blank_engine)
    for revision in revisions(blank_engine):
        before = schema(blank_engine)
        command.upgrade(config, revision)
        after = schema(blank_engine)
        has_nothing_to_do = blank_engine.dialect.name == "sqlite" and revision in FOR_POSTGRESQL
        assert (after == before) is has_nothing_to_do, revision
        command.downgrade(config, "-1")
        assert schema(blank_engine) == before, revision
        command.upgrade(config, revision)
        assert schema(blank_engine) == after, revision


def test_no_step_loses_a_trigger_of_the_one_before(blank_engine: sa.Engine) -> None:
    config = configuration(blank_engine)
    seen: set[str] = set()
    for revision in revisions(blank_engine):
        command.upgrade(config, revision)
        lost, seen = seen - triggers(blank_engine), triggers(blank_engine)
        assert all(REPLACED.get(revision, set()) & set(line.split()) for line in lost), revision
    assert seen


def test_an_upgrade_says_from_where_to_where_and_can_be_repeated(blank_engine: sa.Engine) -> None:
    assert upgrade(blank_engine) == Upgrade(None, head())
    assert upgrade(blank_engine) == Upgrade(head(), head())


def test_everything_can_be_taken_back(blank_engine: sa.Engine) -> None:
    upgrade(blank_engine)
    command.downgrade(configuration(blank_engine), "base")
    assert schema(blank_engine) == frozenset()
    with blank_engine.connect() as connection:
        assert revision_of(connection) is None


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    file = tmp_path / "var" / "data" / "vrs.db"
    engine = sa.create_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    assert file.is_file()


def test_the_application_may_lie_at_any_path(
    blank_engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations = copied_migrations(tmp_path / "100 % sicher")
    monkeypatch.setattr("vrs_tracker.trail.migrating.bundled", lambda _: migrations)
    assert upgrade(blank_engine).after == head()


def test_the_head_file_names_the_newest_revision(blank_engine: sa.Engine) -> None:
    scripts = ScriptDirectory.from_config(configuration(blank_engine))
    assert scripts.get_heads() == [head()]


def test_revisions_are_numbered_without_a_gap_and_files_begin_with_the_number(
    blank_engine: sa.Engine,
) -> None:
    found = revisions(blank_engine)
    assert found == [f"{number:04}" for number in range(1, len(found) + 1)]
    scripts = ScriptDirectory.from_config(configuration(blank_engine))
    for revision in found:
        assert Path(scripts.get_revision(revision).path).name.startswith(f"{revision}_")


def test_a_new_revision_gets_its_number_and_refuses_to_run_empty(
    blank_engine: sa.Engine, tmp_path: Path
) -> None:
    migrations = copied_migrations(tmp_path)
    config = scratch_configuration(blank_engine, migrations)
    command.revision(config, "Further column", rev_id="0999")
    assert (migrations / "versions" / "0999_further_column.py").is_file()
    with pytest.raises(NotImplementedError):
        command.upgrade(config, "head")
    assert schema(blank_engine) == frozenset()
