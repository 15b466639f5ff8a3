"""What is final stays final, on both databases and whichever statement tries (decisions.md 3.3)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID, NOW
from tests.tables.rows import VALUES, lay_ground, make, store
from vrs_tracker.domain.vocabulary.budget import ConfirmationOutcome
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.control import ConfirmationRequest
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.protection import BOOKED, PROTECTED
from vrs_tracker.trail.protection import is_protection_error

MODELS = {model.__tablename__: model for model in VALUES}
ALWAYS = [MODELS[item.table] for item in PROTECTED if not item.condition]
ONCE_BOOKED = [MODELS[item.table] for item in PROTECTED if item.condition == BOOKED]


def label(model: type[Base]) -> str:
    return str(model.__tablename__)


def final_row(session: Session, model: type[Base]) -> Base:
    lay_ground(session)
    booked = {"booked_at": NOW} if model in ONCE_BOOKED else {}
    return store(session, make(model, **booked))


def update_of(row: Base) -> sa.Update:
    table = Base.metadata.tables[row.__tablename__]
    return sa.update(table).where(table.c.id == row.id)


def assert_final(session: Session, statement: sa.Executable) -> None:
    """The database refuses the statement because of the trigger, and the row is as before."""
    with pytest.raises(IntegrityError, match="is final") as refused, session.begin_nested():
        session.execute(statement)
    assert is_protection_error(refused.value)


@pytest.mark.parametrize("model", ALWAYS + ONCE_BOOKED, ids=label)
def test_a_final_row_is_neither_changed_nor_deleted(session: Session, model: type[Base]) -> None:
    row = final_row(session, model)
    assert_final(session, sa.update(model).where(model.id == row.id).values(id=row.id))
    assert_final(session, sa.delete(model).where(model.id == row.id))
    assert session.scalar(sa.select(sa.func.count()).where(model.id == row.id)) == 1


@pytest.mark.parametrize("model", ALWAYS + ONCE_BOOKED, ids=label)
def test_a_final_row_is_not_overwritten_by_an_insert(session: Session, model: type[Base]) -> None:
    row = final_row(session, model)
    table = model.__tablename__
    copy = f"INTO {table} SELECT * FROM {table} WHERE id = {row.id}"  # noqa: S608 - a table of ours
    if session.get_bind().dialect.name == "sqlite":
        assert_final(session, sa.text(f"INSERT OR REPLACE {copy}"))
    assert_final(session, sa.text(f"INSERT {copy} ON CONFLICT (id) DO UPDATE SET id = excluded.id"))


@pytest.mark.parametrize("model", ALWAYS + ONCE_BOOKED, ids=label)
def test_a_table_with_final_rows_is_not_emptied(session: Session, model: type[Base]) -> None:
    final_row(session, model)
    statement = "DELETE FROM" if session.get_bind().dialect.name == "sqlite" else "TRUNCATE"
    cascade = " CASCADE" if statement == "TRUNCATE" else ""
    assert_final(session, sa.text(f"{statement} {model.__tablename__}{cascade}"))


@pytest.mark.parametrize("model", ONCE_BOOKED, ids=label)
def test_a_draft_is_changed_and_deleted_freely(session: Session, model: type[Base]) -> None:
    lay_ground(session)
    draft = store(session, make(model, id=ID + 5))
    session.execute(update_of(draft).values(note="berichtigt"))
    session.execute(sa.delete(model).where(model.id == draft.id))
    assert session.scalar(sa.select(sa.func.count()).where(model.id == draft.id)) == 0


@pytest.mark.parametrize("model", ONCE_BOOKED, ids=label)
def test_booking_itself_is_allowed_once(session: Session, model: type[Base]) -> None:
    lay_ground(session)
    draft = store(session, make(model, id=ID + 5))
    session.execute(update_of(draft).values(booked_at=NOW))
    assert_final(session, update_of(draft).values(booked_at=NOW + timedelta(days=1)))
    assert_final(session, update_of(draft).values(booked_at=None))


def test_a_broken_constraint_is_no_protection_error(session: Session) -> None:
    lay_ground(session)
    with pytest.raises(IntegrityError) as refused:
        store(session, make(FundingEntry, block_id=ID + 77))
    assert not is_protection_error(refused.value)


def test_other_errors_are_no_protection_errors() -> None:
    assert not is_protection_error(ValueError("motion is final"))


def test_a_request_is_final_once_it_is_confirmed_and_open_before(session: Session) -> None:
    lay_ground(session)
    request = store(session, make(ConfirmationRequest))
    session.execute(update_of(request).values(reason="Der Bescheid ist schon ergangen."))
    decided = {"decided_at": NOW, "decided_by": "second", "outcome": ConfirmationOutcome.CONFIRMED}
    session.execute(update_of(request).values(**decided))
    assert_final(session, update_of(request).values(reason="anders"))
    assert_final(session, sa.delete(ConfirmationRequest).where(ConfirmationRequest.id == request.id))
