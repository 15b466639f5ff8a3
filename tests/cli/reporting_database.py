"""A migrated database with the facts and two accounts, made once and copied for each test of the commands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.support.people import NO_PASSWORD
from vrs_tracker.cli import main
from vrs_tracker.domain.inputs.accounts import RoleInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import prepare_engine
from vrs_tracker.features.accounts.actions import AccountInput, create_account, ensure_system_person
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.trail.migrating import upgrade

LOADED = datetime(2026, 6, 1, 9, tzinfo=UTC)
TODAY = "2026-07-20"


def make_template(folder: Path) -> Path:
    """Return the file of a database with the facts, an editor, an approver and the session office."""
    place = folder / "template.db"
    engine = prepare_engine(sa.create_engine(f"sqlite:///{place}"))
    upgrade(engine)
    with Session(engine) as session:
        system = ensure_system_person(session)
        load_facts(session, by=system, now=LOADED)
        for login, role in (
            ("bearbeitung", Role.EDITOR),
            ("geschaeftsstelle", Role.APPROVER),
            ("sitzungsdienst", Role.SESSION_OFFICE),
        ):
            new = AccountInput(
                login=login,
                password_hash=NO_PASSWORD,
                unit=role.label,
            )
            create_account(session, new, [RoleInput(role=role)], by=system, now=LOADED)
        session.commit()
        session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return place


def use(monkeypatch: pytest.MonkeyPatch, database: Path, *, today: str = TODAY) -> None:
    """Make the commands work on this database, on this day."""
    monkeypatch.setenv("VRS_TRACKER_ENV", "demo")
    monkeypatch.setenv("VRS_TRACKER_VAR", str(database.parent))
    monkeypatch.setenv("VRS_TRACKER_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("VRS_TRACKER_TODAY", today)


def run(capsys: pytest.CaptureFixture[str], line: str) -> tuple[int, str]:
    """Run a command line and return its exit code and all that it says."""
    with pytest.raises(SystemExit) as ended:
        main(line.split())
    output = capsys.readouterr()
    return int(ended.value.code or 0), output.out + output.err


def session_on(database: Path) -> Session:
    """Return a session on the database of a test."""
    return Session(prepare_engine(sa.create_engine(f"sqlite:///{database}")))
