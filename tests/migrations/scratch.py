"""Migrations of a test: a copy of the shipped ones with further revisions."""

import shutil
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config

from vrs_tracker.paths import bundled


def copied_migrations(folder: Path) -> Path:
    """Copy the shipped migrations below `folder`."""
    copy = folder / "migrations"
    shutil.copytree(bundled("migrations"), copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def scratch_configuration(engine: sa.Engine, migrations: Path) -> Config:
    """Alembic's configuration for these migrations."""
    config = Config(migrations / "alembic.ini")
    config.attributes["engine"] = engine
    return config


def add_revision(migrations: Path, number: str, after: str, upgrade: str) -> None:
    """Write a revision whose upgrade consists of these statements, indented by four spaces."""
    (migrations / "versions" / f"{number}_scratch.py").write_text(
        '"""Scratch."""\n\n'
        "import sqlalchemy as sa\n"
        "from alembic import op\n\n"
        "from vrs_tracker.trail.migrating import keep_triggers\n\n"
        f'revision = "{number}"\ndown_revision = "{after}"\n\n\n'
        f"def upgrade() -> None:\n{upgrade}\n",
        encoding="utf-8",
    )
