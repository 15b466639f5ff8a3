"""`vrs-tracker demo` and `vrs-tracker facts`: the demonstration in a database of its own."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.seeding.demo_database import print_nothing
from vrs_tracker.cli import demo as command
from vrs_tracker.cli import main, serve
from vrs_tracker.config import Environment
from vrs_tracker.seeding.demo import ACCOUNTS


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give this test a folder of its own for everything written, in the demo environment."""
    for name in ("VRS_TRACKER_DATABASE_URL", "VRS_TRACKER_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("VRS_TRACKER_ENV", Environment.DEMO)
    monkeypatch.setenv("VRS_TRACKER_VAR", str(tmp_path))
    monkeypatch.setenv("VRS_TRACKER_TODAY", "2026-11-21")
    return tmp_path


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the print, which other tests look at."""
    monkeypatch.setattr(command, "issues", print_nothing)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line; return exit code, output and error output."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    output = capsys.readouterr()
    return int(ended.value.code or 0), output.out, output.err


def query(database: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(statement).fetchall()


def test_the_demonstration_is_created_printed_and_tells_its_accounts(
    capsys: pytest.CaptureFixture[str], place: Path
) -> None:
    code, output, _ = run(capsys, "demo")
    password = (place / "demo_password").read_text("utf-8").strip()
    assert code == 0
    assert "Demodaten, frei erfunden. Kein Stand eines tatsächlichen Vorhabens." in output
    assert f"Zugänge, alle mit dem Passwort {password}" in output
    assert all(account.login in output for account in ACCOUNTS)
    issued = query(place / "demo.db", "SELECT form, substr(content, 1, 5), pages > 5 FROM issued_report")
    assert (
        sorted(issued)
        == [("a2", b"%PDF-", 1)] * 3 + [("a3", b"%PDF-", 1)] * 3 + [("nonpublic", b"%PDF-", 1)] * 2
    )
    code, output, _ = run(capsys, "db", "check")
    assert code == 0, output


@pytest.mark.usefixtures("unprinted")
def test_a_second_call_changes_nothing(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    run(capsys, "demo")
    before = (place / "demo.db").read_bytes()
    code, output, _ = run(capsys, "demo")
    assert code == 0
    assert "angelegt" not in output
    assert "bearbeitung" in output
    assert (place / "demo.db").read_bytes() == before


@pytest.mark.usefixtures("unprinted")
def test_a_lost_password_is_replaced(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    run(capsys, "demo")
    before = query(place / "demo.db", "SELECT password_hash FROM account")
    (place / "demo_password").unlink()
    code, _, _ = run(capsys, "demo")
    after = query(place / "demo.db", "SELECT password_hash FROM account")
    assert code == 0
    assert len(after) == len(ACCOUNTS)
    assert set(before).isdisjoint(after)


def test_production_has_no_demonstration(
    capsys: pytest.CaptureFixture[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VRS_TRACKER_ENV", Environment.PRODUCTION)
    monkeypatch.delenv("VRS_TRACKER_TODAY")
    monkeypatch.setenv("VRS_TRACKER_SECRET_KEY", "s" * 48)
    code, _, errors = run(capsys, "demo")
    assert code == 1
    assert "„vrs-tracker facts load“" in errors
    assert list(place.iterdir()) == []


@pytest.mark.usefixtures("unprinted")
def test_a_database_with_somebodys_work_is_left_alone(
    capsys: pytest.CaptureFixture[str], place: Path
) -> None:
    run(capsys, "db", "upgrade")
    with closing(sqlite3.connect(place / "demo.db")) as connection, connection:
        connection.execute(
            "INSERT INTO organisation (name, short_name, kind, provenance, source) "
            "VALUES ('Amt', '', 'other', 'entered', '')"
        )
    code, _, errors = run(capsys, "demo")
    assert code == 1
    assert "Diese Datenbank enthält erfasste Angaben." in errors
    assert query(place / "demo.db", "SELECT count(*) FROM account") == [(0,)]


@pytest.mark.usefixtures("unprinted")
def test_the_demonstration_can_be_put_aside_and_begun_anew(
    capsys: pytest.CaptureFixture[str], place: Path
) -> None:
    run(capsys, "demo")
    code, output, _ = run(capsys, "demo", "remove")
    assert code == 0
    [kept] = place.glob("demo-2026-11-21-*.db")
    assert kept.name in output
    assert query(kept, "SELECT count(*) FROM reporting_period") == [(4,)]
    assert query(place / "demo.db", "SELECT count(*) FROM reporting_period") == [(0,)]
    assert query(place / "demo.db", "SELECT DISTINCT provenance FROM block") == [("source",)]
    code, _, errors = run(capsys, "demo", "remove")
    assert (code, errors) == (1, f"{command.HOLDS_NO_DEMO}\n")
    code, _, _ = run(capsys, "demo")
    assert code == 0
    assert query(place / "demo.db", "SELECT count(*) FROM reporting_period") == [(4,)]


@pytest.mark.usefixtures("unprinted")
def test_a_database_in_use_is_not_put_aside(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    run(capsys, "demo")
    with closing(sqlite3.connect(place / "demo.db")) as other:
        other.execute("SELECT count(*) FROM block").fetchall()
        code, _, errors = run(capsys, "demo", "remove")
    assert (code, errors) == (1, f"{command.IN_USE}\n")
    assert [path.name for path in place.glob("*.db")] == ["demo.db"]


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, place: Path) -> Path:
    """Turn the settings to production, on the same database, with a server that does not stay."""
    monkeypatch.setenv("VRS_TRACKER_ENV", Environment.PRODUCTION)
    monkeypatch.delenv("VRS_TRACKER_TODAY")
    monkeypatch.setenv("VRS_TRACKER_SECRET_KEY", "s" * 48)
    monkeypatch.setenv("VRS_TRACKER_DATABASE_URL", f"sqlite:///{place / 'demo.db'}")
    monkeypatch.setattr(serve, "_refuse_if_taken", lambda _host, _port: None)
    monkeypatch.setattr(serve, "_serve", lambda *_arguments: None)
    return place


@pytest.mark.usefixtures("production")
def test_a_start_in_production_offers_the_facts_until_they_are_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(capsys, "db", "upgrade")
    _, _, errors = run(capsys, "serve")
    assert "„vrs-tracker facts load“ lädt nur belegte Fakten" in errors
    run(capsys, "facts", "load")
    _, _, errors = run(capsys, "serve")
    assert errors == ""


def test_facts_are_loaded_once(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    run(capsys, "db", "upgrade")
    code, output, _ = run(capsys, "facts", "load")
    assert code == 0
    assert output.startswith("Geladen: 179 Gemeinden, ")
    code, output, _ = run(capsys, "facts", "load")
    assert (code, output) == (0, "Nichts zu tun: Alle 242 Angaben sind schon geladen.\n")
    assert query(place / "demo.db", "SELECT count(*) FROM block WHERE provenance <> 'source'") == [(0,)]
