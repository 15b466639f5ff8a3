"""Databases to measure: the seven building blocks with four projects, and the same with forty more projects.

Both are made through the actions. The first half-year of 2026 is published, all blocks have reported for the
second one, and the one after it has just begun: it is the working state, without any message yet.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.balance_rows import agree
from tests.seeding import demo_database
from tests.seeding.forty_blocks import add_forty_blocks
from tests.support.postgres import own_database
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import Move
from vrs_tracker.extensions import prepare_engine
from vrs_tracker.features.accounts.actions import add_person
from vrs_tracker.features.periods.actions import move_period, open_period
from vrs_tracker.features.reporting.actions import freeze_period, publish_period, release_period
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.features.reporting.queries.title import Issuer, load_title_block
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.trail.migrating import upgrade

FEW, MANY = 11, 51
"""7 + 4, and 7 + 4 + 40."""
PUBLISHED, RUNNING, NEXT = HalfYear(2026, 1), HalfYear(2026, 2), HalfYear(2027, 1)
REPORTED = datetime(2026, 7, 9, 8, tzinfo=UTC), datetime(2027, 1, 9, 8, tzinfo=UTC)
FROZEN = datetime(2026, 8, 3, 8, tzinfo=UTC), datetime(2027, 2, 3, 8, tzinfo=UTC)
ISSUER = Issuer(name="Verband Region Stuttgart", lead_unit="Geschäftsstelle")
FIRST, SECOND = (
    Person(key=key, unit="Geschäftsstelle", roles=frozenset({Role.APPROVER})) for key in ("first", "second")
)


@contextmanager
def database(server: str = "") -> Iterator[sa.Engine]:
    """Yield an engine on an empty, migrated database, which is deleted at the end.

    It is a file of SQLite, or lies on the PostgreSQL server with this address.
    """
    with TemporaryDirectory(prefix="vrs-benchmark-") as folder, ExitStack() as stack:
        file = f"sqlite:///{Path(folder) / 'benchmark.db'}"
        engine = prepare_engine(
            sa.create_engine(stack.enter_context(own_database(server)) if server else file)
        )
        upgrade(engine)
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def programme(total: int, server: str = "") -> Iterator[sa.Engine]:
    """Yield the database of a programme with so many blocks and projects."""
    with database(server) as engine:
        with Session(engine) as session:
            for by in (FIRST, SECOND):
                add_person(session, key=by.key, unit=by.unit, provenance=Provenance.ENTERED)
            period = add_forty_blocks(session, PUBLISHED, now=REPORTED[0], total=total)
            publish(session, period, FROZEN[0])
            add_forty_blocks(session, RUNNING, now=REPORTED[1], total=total)
            open_period(session, NEXT, by=FIRST, now=REPORTED[1])
            session.commit()
        yield engine


def publish(session: Session, period: ReportingPeriod, now: datetime) -> None:
    """Freeze the figures of a half-year, hand its report out and publish it."""
    snapshot = freeze(session, period, now)
    report = thaw(snapshot)
    title_block = load_title_block(session, report, ISSUER)
    issues = demo_database.print_nothing(report, title_block, frozen_withheld(session, snapshot))
    release_period(session, period, issues, by=SECOND, now=now)
    publish_period(session, period, by=SECOND, now=now)


def freeze(session: Session, period: ReportingPeriod, now: datetime) -> Snapshot:
    """Close the collection of a half-year, let the accounting system agree, and freeze the figures."""
    move_period(session, period, Move.CLOSE, by=FIRST, now=now)
    agree(session, period, now=now)
    return freeze_period(session, period, by=FIRST, now=now, today=now.date(), first_number=1)
