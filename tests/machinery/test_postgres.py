"""The temporary PostgreSQL server: both sources of binaries, an unreachable folder, nothing left behind."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support import postgres


def version_and_folder(url: str) -> tuple[str, Path]:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        version = connection.scalar(sa.text("SHOW server_version"))
    return str(version), Path(str(sa.make_url(url).query["host"]))


def names_in(folder: Path, pattern: str) -> set[str]:
    return {path.name for path in folder.glob(pattern)}


@pytest.mark.parametrize("source", [postgres.debian_binaries, postgres.package_binaries])
def test_a_server_starts_from_either_source_and_leaves_nothing(source: Callable[[], Path | None]) -> None:
    binaries = source()
    if binaries is None:
        pytest.skip(f"{source.__name__}: not on this machine")
    with postgres.temporary_postgres(binaries) as url:
        version, folder = version_and_folder(url)
        assert folder.is_dir()
    assert version.split(".")[0].isdecimal()
    assert not folder.exists()


def test_binaries_below_a_closed_folder_are_copied(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    binaries = postgres.package_binaries()
    assert binaries is not None
    package = binaries.parents[1]
    for folder in (package.name, f"{package.name}.libs"):
        shutil.copytree(package.with_name(folder), closed / folder, symlinks=True)
    closed.chmod(0o700)
    with postgres.temporary_postgres(closed / binaries.relative_to(package.parent)) as url:
        assert version_and_folder(url)[0].startswith("18")
    assert closed.stat().st_mode & 0o777 == 0o700


def test_each_database_is_empty_and_gone_afterwards() -> None:
    with postgres.temporary_postgres() as admin_url:
        with postgres.own_database(admin_url) as first, postgres.own_database(admin_url) as second:
            assert first != second
            assert sa.inspect(sa.create_engine(first, poolclass=sa.NullPool)).get_table_names() == []
        engine = sa.create_engine(admin_url, poolclass=sa.NullPool)
        with engine.connect() as connection:
            left = connection.scalars(sa.text("SELECT datname FROM pg_database WHERE datname LIKE 'vrs%'"))
            assert left.all() == []


def test_a_given_database_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VRS_TRACKER_TEST_DATABASE_URL", "postgresql+psycopg://somewhere/else")
    before = names_in(Path(tempfile.gettempdir()), "vrs-pg-*")
    with postgres.temporary_postgres() as url:
        assert url == "postgresql+psycopg://somewhere/else"
        assert names_in(Path(tempfile.gettempdir()), "vrs-pg-*") == before


def test_binaries_that_do_not_work_are_reported_with_their_own_words(tmp_path: Path) -> None:
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "initdb").write_text("#!/bin/sh\necho no space here\nexit 3\n", encoding="utf-8")
    (broken / "initdb").chmod(0o755)
    with (
        pytest.raises(postgres.NoPostgres, match="no space here"),
        postgres.temporary_postgres(broken),
    ):
        pytest.fail("a broken initdb must not yield a server")
