"""Rows that are read together are the rows that the mapping reads, on both databases."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.record_rows import statements
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.programme import StatementScope
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Motion, MotionStatement
from vrs_tracker.tables.reporting import IssuedReport
from vrs_tracker.trail.together import Question, ask_together

PERIODS = Question(ReportingPeriod)
MOTION = Question(Motion)
STATEMENTS = Question(MotionStatement, order=(MotionStatement.position,))
LARGE = Question(MotionStatement, where=MotionStatement.amount >= sa.bindparam("least", type_=sa.BigInteger))
MORNING = datetime(2026, 9, 24, 7, 30, 15, 250_000, tzinfo=UTC)


def add_rows(session: Session) -> Motion:
    """Store a half-year and the motion with two sums, the second of them typed first."""
    motion = Motion(
        title="KI in die Umsetzung bringen",
        addressee="Vorsitz",
        address='Straße "Eins"\nStuttgart',
        printed_on=date(2021, 10, 16),
        printed_regional=Decimal("16220000.00"),
        printed_municipal=Decimal("0.01"),
        printed_private=Decimal(0),
        provenance=Provenance.ENTERED,
    )
    session.add(motion)
    session.flush()
    for position, amount in ((2, Decimal("90000000000000.99")), (1, Decimal("4000000.00"))):
        session.add(
            MotionStatement(
                motion_id=motion.id,
                position=position,
                label=f"Summe {position}",
                amount=amount,
                is_approximate=position == 1,
                scope=next(iter(StatementScope)),
                provenance=Provenance.ENTERED,
            )
        )
    session.add(
        ReportingPeriod(
            year=2026,
            half=1,
            state=PeriodState.COLLECTING,
            due_on=date(2026, 7, 15),
            published_at=MORNING,
            provenance=Provenance.ENTERED,
        )
    )
    return motion


@pytest.mark.parametrize("question", [PERIODS, MOTION, STATEMENTS], ids=lambda each: each.table.__name__)
def test_a_row_has_the_values_that_the_mapping_gives_it(session: Session, question: Question[Base]) -> None:
    add_rows(session)
    found = ask_together(session, (PERIODS, MOTION, STATEMENTS)).of(question)
    mapped = session.scalars(sa.select(question.table)).all()
    assert len(found) == len(mapped) > 0
    for row in mapped:
        (told,) = (each for each in found if each.id == row.id)
        for column in question.table.__table__.columns:
            value = getattr(row, column.key)
            assert getattr(told, column.key) == value
            assert type(getattr(told, column.key)) is type(value), column


def test_the_rows_come_in_the_order_that_was_asked_for(session: Session) -> None:
    add_rows(session)
    found = ask_together(session, (STATEMENTS, LARGE), least=0)
    assert [row.position for row in found.of(STATEMENTS)] == [1, 2]
    assert [row.position for row in found.of(LARGE)] == [2, 1]


def test_a_condition_takes_its_value_with_each_question(session: Session) -> None:
    add_rows(session)
    for least, positions in ((0, [2, 1]), (500_000_000, [2]), (10**17, [])):
        assert [row.position for row in ask_together(session, (LARGE,), least=least).of(LARGE)] == positions


def test_all_questions_are_one_statement_however_many_rows_there_are(
    session: Session, connection: sa.Connection
) -> None:
    add_rows(session)
    session.flush()
    with statements(connection) as asked:
        found = ask_together(session, (PERIODS, MOTION, STATEMENTS))
    assert len(asked) == 1
    motion = found.one(MOTION)
    assert motion is not None
    assert found.by_id(MOTION) == {motion.id: motion}


def test_nothing_is_found_where_there_is_nothing(session: Session) -> None:
    found = ask_together(session, (MOTION, STATEMENTS))
    assert (found.one(MOTION), list(found.of(STATEMENTS))) == (None, [])


def test_what_was_not_asked_has_no_answer(session: Session) -> None:
    with pytest.raises(KeyError):
        ask_together(session, (MOTION,)).of(STATEMENTS)


def test_bytes_are_no_question(session: Session) -> None:
    """JSON has none; who needs a file asks for it alone."""
    with pytest.raises(TypeError, match="cannot be read together"):
        ask_together(session, (Question(IssuedReport),))
