"""Databases to measure on: the demonstration (7 blocks, 4 projects) and forty blocks that all report."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.seeding.demo_database import load, print_nothing
from tests.seeding.forty_blocks import add_forty_blocks
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import Move
from vrs_tracker.extensions import prepare_engine
from vrs_tracker.features.periods.actions import move_period
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.reporting.actions import freeze_period, publish_period, release_period
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import Issuer, load_title_block
from vrs_tracker.tables.accounts import Person as PersonRow
from vrs_tracker.trail.migrating import upgrade

HALF = HalfYear(2026, 1)
NOW = datetime(2026, 8, 20, 9, tzinfo=UTC)
ISSUER = Issuer(name="Verband Region Stuttgart", lead_unit="Geschäftsstelle")


@contextmanager
def demonstration() -> Iterator[sa.Engine]:
    """Yield a new database with the demonstration; its newest published report is that of HALF."""
    with _database() as engine, Session(engine) as session:
        load(session)
        session.commit()
        yield engine


@contextmanager
def forty_blocks() -> Iterator[sa.Engine]:
    """Yield a new database with forty blocks; their report for HALF is published, the next half-year open."""
    with _database() as engine, Session(engine) as session:
        period = add_forty_blocks(session, HALF, now=NOW)
        first, second = _person(session, "first"), _person(session, "second")
        move_period(session, period, Move.CLOSE, by=first, now=NOW)
        freeze_period(session, period, by=first, now=NOW, today=NOW.date(), first_number=1)
        snapshot = newest_snapshot(session, period.id)
        if snapshot is None:
            raise LookupError
        report = thaw(snapshot)
        printed = print_nothing(report, load_title_block(session, report, ISSUER))
        release_period(session, period, printed, by=second, now=NOW)
        publish_period(session, period, by=second, now=NOW)
        add_forty_blocks(session, HALF.shifted(1), now=datetime(2027, 1, 10, 9, tzinfo=UTC))
        session.commit()
        yield engine


def published_payload(engine: sa.Engine) -> tuple[int, str]:
    """Return schema version and JSON text of the frozen report of HALF."""
    with Session(engine) as session:
        period = find_period(session, HALF)
        snapshot = newest_snapshot(session, period.id) if period else None
        if snapshot is None:
            raise LookupError
        return snapshot.schema_version, snapshot.payload


@contextmanager
def _database() -> Iterator[sa.Engine]:
    with TemporaryDirectory(prefix="vrs-benchmark-") as folder:
        engine = prepare_engine(sa.create_engine(f"sqlite:///{Path(folder) / 'measured.db'}"))
        upgrade(engine)
        try:
            yield engine
        finally:
            engine.dispose()


def _person(session: Session, key: str) -> Person:
    session.add(PersonRow(key=key, unit="Geschäftsstelle", provenance=Provenance.ENTERED))
    session.flush()
    return Person(key=key, unit="Geschäftsstelle", roles=frozenset({Role.APPROVER, Role.EDITOR}))
