"""Several people at once: nobody's change is lost, nobody waits for readers (decisions.md 3.2)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.tables.plain_values import NOW
from tests.tables.rows import make, store
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.policy import Person as Actor
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.tables.accounts import Person
from vrs_tracker.tables.actors import Municipality
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.trail.history import record

WRITERS = 4
TURNS = 10


@pytest.fixture
def shared(committing_engine: sa.Engine) -> sa.Engine:
    with Session(committing_engine) as session:
        store(session, make(Person, key="first", unit="Haushaltsstelle", source="0"))
        session.commit()
    return committing_engine


def in_parallel(work: Callable[[], None]) -> None:
    """Let all writers begin at the same moment; the first error is raised here."""
    start = Barrier(WRITERS, timeout=30)

    def writer() -> None:
        start.wait()
        for _ in range(TURNS):
            work()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(writer) for _ in range(WRITERS)]:
            done.result(timeout=60)


def test_posts_that_read_and_then_write_lose_nothing(shared: sa.Engine) -> None:
    def post() -> None:
        with Session(shared) as session:
            open_for_writing(session)
            person = session.scalars(sa.select(Person)).one()
            change = Change("Zähler", person.source, str(int(person.source) + 1))
            person.source = change.new
            by = Actor(key="first", unit="Haushaltsstelle")
            record(session, by=by, at=NOW, kind="person", thing_id=person.id, changes=[change])
            session.commit()

    in_parallel(post)
    with Session(shared) as session:
        assert session.scalar(sa.select(Person.source)) == str(WRITERS * TURNS)
        told = session.scalars(sa.select(HistoryEntry.new).order_by(HistoryEntry.id)).all()
    assert told == [str(turn) for turn in range(1, WRITERS * TURNS + 1)]


def test_a_limit_that_is_read_before_writing_is_never_passed(shared: sa.Engine) -> None:
    """Two who both see room for one more: rules on sums rest on this."""
    limit = 7

    def post() -> None:
        with Session(shared) as session:
            open_for_writing(session)
            number = session.scalar(sa.select(sa.func.count()).select_from(Municipality)) or 0
            if number < limit:
                session.add(make(Municipality, ags=f"0811500{number}"))
            session.commit()

    in_parallel(post)
    with Session(shared) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Municipality)) == limit


def test_readers_do_not_wait_for_a_writer_and_see_what_was_committed(shared: sa.Engine) -> None:
    with Session(shared) as writer, Session(shared) as reader:
        open_for_writing(writer)
        writer.scalars(sa.select(Person)).one().source = "1"
        writer.flush()
        assert reader.scalar(sa.select(Person.source)) == "0"
        writer.commit()
        reader.rollback()
        assert reader.scalar(sa.select(Person.source)) == "1"
