"""`vrs-tracker user`: accounts without an account."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.cli import main
from vrs_tracker.config import Settings
from vrs_tracker.domain.inputs.accounts import LAST_ADMIN, RoleInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.tables.accounts import Account
from vrs_tracker.trail.history import history_of
from vrs_tracker.trail.migrating import upgrade

PASSWORD = "ein langer Satz als Passwort"


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> sa.Engine:
    """Give an empty, migrated database that the settings name."""
    url = f"sqlite:///{tmp_path / 'users.db'}"
    monkeypatch.setenv("VRS_TRACKER_DATABASE_URL", url)
    monkeypatch.setenv("VRS_TRACKER_SECRET_KEY", "s" * 48)
    engine = sa.create_engine(url)
    upgrade(engine)
    return engine


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Type the password, as a pipe would."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["user", *arguments])
    output = capsys.readouterr()
    return int(ended.value.code or 0), output.out + output.err


def stored(engine: sa.Engine, login: str) -> Account:
    with Session(engine) as session:
        account = queries.find_account(session, login)
        assert account is not None
        return account


@pytest.mark.usefixtures("typed")
def test_an_account_is_added_and_listed(capsys: pytest.CaptureFixture[str], database: sa.Engine) -> None:
    code, said = run(
        capsys,
        "add",
        "Haushalt@example.org",
        "--unit",
        "Haushaltsstelle",
        "--role",
        "budget_officer",
        "--role",
        "auditor",
    )
    account = stored(database, "haushalt@example.org")
    assert (code, said) == (
        0,
        f"Der Zugang „haushalt@example.org“ ist angelegt. Schlüssel der Person: {account.person_key}\n",
    )
    assert actions.password_fits(account.password_hash, PASSWORD)
    assert run(capsys, "list") == (
        0,
        f"haushalt@example.org\tHaushaltsstelle\tHaushaltsstelle, Rechnungsprüfung\t{account.person_key}\n",
    )


@pytest.mark.usefixtures("typed")
def test_a_refused_account_leaves_nothing_behind(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(
        capsys, "add", "lead@example.org", "--unit", "Böblingen", "--role", "partner", "--block", "nix"
    )
    assert (code, said) == (1, "Einen Baustein „nix“ gibt es nicht.\n")
    assert run(capsys, "list") == (0, "")


@pytest.mark.usefixtures("typed")
def test_a_locked_account_opens_again_and_all_of_it_is_told(
    capsys: pytest.CaptureFixture[str], database: sa.Engine
) -> None:
    for login in ("erste", "zweite"):
        with Session(database) as session:
            new = actions.AccountInput(login=login, password_hash="-", unit="Administration")
            roles = [RoleInput(role=Role.ADMIN)]
            by = actions.ensure_system_person(session)
            actions.create_account(session, new, roles, by=by, now=datetime(2026, 7, 9, tzinfo=UTC))
            session.commit()
    assert run(capsys, "lock", "zweite") == (0, "Der Zugang „zweite“ ist gesperrt.\n")
    code, said = run(capsys, "lock", "erste")
    assert (code, said) == (1, f"{LAST_ADMIN}\n")
    assert run(capsys, "unlock", "zweite") == (0, "Der Zugang „zweite“ ist wieder offen.\n")
    with Session(database) as session:
        told = history_of(session, "account", stored(database, "zweite").id)
    assert told[0].endswith("Einrichtung: „Stand“ von gesperrt auf aktiv geändert.")


def test_a_short_password_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("kurz\n"))
    assert run(capsys, "add", "a", "--unit", "b") == (1, "Das Passwort braucht 12 bis 1.000 Zeichen.\n")


@pytest.mark.usefixtures("typed")
def test_a_password_is_replaced(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: sa.Engine
) -> None:
    run(capsys, "add", "a", "--unit", "b")
    monkeypatch.setattr("sys.stdin", io.StringIO("ein ganz anderer Satz\n"))
    assert run(capsys, "password", "A") == (0, "Das Passwort von „a“ ist geändert.\n")
    assert actions.password_fits(stored(database, "a").password_hash, "ein ganz anderer Satz")


@pytest.mark.usefixtures("typed")
def test_a_locked_account_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "add", "a", "--unit", "b")
    assert run(capsys, "lock", "a") == (0, "Der Zugang „a“ ist gesperrt.\n")
    assert run(capsys, "list")[1].endswith("\tgesperrt\n")


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize("command", ["lock", "password"])
def test_an_unknown_account_is_named(capsys: pytest.CaptureFixture[str], command: str) -> None:
    sentence = "Einen Zugang „x“ gibt es nicht. „vrs-tracker user list“ nennt alle.\n"
    assert run(capsys, command, "x") == (1, sentence)


def test_a_database_of_another_version_is_not_touched(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VRS_TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    code, said = run(capsys, "list")
    assert (code, said) == (
        1,
        "Die Datenbank hat einen anderen Stand als diese Anwendung. „vrs-tracker db upgrade“ hilft.\n",
    )


def test_the_settings_name_the_database(database: sa.Engine) -> None:
    assert sa.make_url(Settings.from_environment().database_url) == database.url
