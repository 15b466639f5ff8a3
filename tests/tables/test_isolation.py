"""The fixtures of tests/support/databases.py keep their promise: no test sees what another one left."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.tables.accounts import LoginAttempt, Person


def stored(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(LoginAttempt)) or 0


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_committed_row_is_gone_in_the_next_test(session: Session, turn: str) -> None:
    assert stored(session) == 0
    session.add(LoginAttempt(login_hash=turn, attempted_at=datetime(2026, 7, 1, tzinfo=UTC)))
    session.commit()
    assert stored(session) == 1


def test_a_rollback_in_a_test_keeps_what_was_committed_before(session: Session) -> None:
    session.add(LoginAttempt(login_hash="kept", attempted_at=datetime(2026, 7, 1, tzinfo=UTC)))
    session.commit()
    session.add(LoginAttempt(login_hash="dropped", attempted_at=datetime(2026, 7, 1, tzinfo=UTC)))
    session.flush()
    session.rollback()
    assert session.scalars(sa.select(LoginAttempt.login_hash)).all() == ["kept"]


def test_a_writing_transaction_can_be_announced_inside_the_outer_one(session: Session) -> None:
    open_for_writing(session)
    session.add(Person(key="p1", name="Haushaltsstelle", unit="VRS", provenance=Provenance.ENTERED))
    session.commit()
    assert session.scalars(sa.select(Person.key)).all() == ["p1"]


def test_own_databases_begin_empty(committing_engine: sa.Engine, blank_engine: sa.Engine) -> None:
    assert committing_engine is blank_engine
    with Session(committing_engine) as session:
        assert stored(session) == 0
