"""The database of the reporting commands: made once, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.cli.reporting_database import make_template, use


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database that is copied."""
    return make_template(tmp_path_factory.mktemp("commands"))


@pytest.fixture
def facts_database(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of it; the commands of the test work on that."""
    place = tmp_path / "commands.db"
    shutil.copyfile(template, place)
    use(monkeypatch, place)
    return place
