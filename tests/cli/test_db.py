"""`vrs-tracker db`: says what it did, in German, and how it ended by its exit code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from vrs_tracker.cli import main
from vrs_tracker.trail.schema import head


@pytest.fixture
def url(blank_engine: sa.Engine) -> str:
    return blank_engine.url.render_as_string(hide_password=False)


@pytest.fixture
def broken_url(tmp_path: Path) -> Iterator[str]:
    file = tmp_path / "notes.txt"
    file.write_text("Keine Datenbank, sondern eine Notiz. " * 40, encoding="utf-8")
    yield f"sqlite:///{file}"
    assert file.read_text(encoding="utf-8").startswith("Keine Datenbank")


@dataclass(frozen=True)
class Ended:
    exit_code: int
    stdout: str
    stderr: str


Run = Callable[[str, str], Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call `vrs-tracker db …` on the database of an address."""

    def called(command: str, url: str) -> Ended:
        monkeypatch.setenv("VRS_TRACKER_ENV", "demo")
        monkeypatch.setenv("VRS_TRACKER_DATABASE_URL", url)
        monkeypatch.setenv("VRS_TRACKER_VAR", str(tmp_path))
        with pytest.raises(SystemExit) as ended:
            main(["db", *command.split()])
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return called


def test_upgrade_creates_the_tables_and_says_so(run: Run, url: str) -> None:
    done = run("upgrade", url)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Die Datenbank ist angelegt (Stand {head()}): ")


def test_a_second_upgrade_changes_nothing_and_says_so(run: Run, url: str) -> None:
    run("upgrade", url)
    done = run("upgrade", url)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Die Datenbank ist bereits auf dem neuesten Stand ({head()}): ")


def test_check_finds_nothing_after_an_upgrade(run: Run, url: str) -> None:
    run("upgrade", url)
    done = run("check", url)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Die Datenbank ist in Ordnung (Stand {head()}): ")


def test_check_lists_what_is_wrong_and_ends_with_1(run: Run, url: str, blank_engine: sa.Engine) -> None:
    run("upgrade", url)
    with blank_engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_risk_block_id")
        connection.exec_driver_sql("DROP INDEX ix_milestone_block_id")
    done = run("check", url)
    assert (done.exit_code, done.stdout) == (1, "")
    assert [line[:17] for line in done.stderr.splitlines()] == ["Es fehlt: index C"] * 2


def test_check_of_a_missing_file_does_not_create_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fehlt.db"
    done = run("check", f"sqlite:///{file}")
    assert done.exit_code == 1
    assert done.stderr == f"Die Datei {file} gibt es nicht. „vrs-tracker db upgrade“ legt sie an.\n"
    assert not file.exists()


def test_upgrade_leaves_a_newer_database_alone(run: Run, url: str, blank_engine: sa.Engine) -> None:
    run("upgrade", url)
    with blank_engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    done = run("upgrade", url)
    assert done.exit_code == 1
    assert "Richten Sie die neuere Fassung der Anwendung ein." in done.stderr


@pytest.mark.parametrize("command", ["upgrade", "check"])
def test_a_file_that_is_no_database_is_left_as_it_is(run: Run, command: str, broken_url: str) -> None:
    done = run(command, broken_url)
    assert done.exit_code == 1
    assert "lässt sich nicht öffnen" in done.stderr


@pytest.mark.parametrize("command", ["upgrade", "check"])
def test_a_server_that_does_not_answer_is_named_without_the_password(
    run: Run, command: str, tmp_path: Path
) -> None:
    address = f"postgresql+psycopg://vrs:geheim@/vrs?host={tmp_path}"
    done = run(command, address)
    assert done.exit_code == 1
    assert "lässt sich nicht öffnen" in done.stderr
    assert "geheim" not in done.stderr


@pytest.mark.parametrize("command", ["--help", "upgrade --help", "check --help"])
def test_help_is_german(run: Run, command: str) -> None:
    done = run(command, "sqlite://")
    assert done.exit_code == 0
    assert "Datenbank" in done.stdout
