"""Many rows at once: stored as the mapping says, in their order, with sums and triggers in place."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID
from tests.tables.rows import lay_ground, make
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.inserting import insert_rows
from vrs_tracker.trail.schema import differences
from vrs_tracker.trail.totals import sums_at_once, wrong_sums

BOOKED = datetime(2026, 3, 14, 9, tzinfo=UTC)
HARD_TEXT = "Tab\t, Strich\\, Zeile\n und \\N"


def values_of(row: FundingEntry, **changes: object) -> dict[str, object]:
    """What the unit of work would store of a row."""
    said = {column.name: getattr(row, column.name) for column in FundingEntry.__table__.columns}
    return {name: value for name, value in said.items() if value is not None and name != "id"} | changes


def new_rows(*amounts: str, **changes: object) -> list[dict[str, object]]:
    row = make(FundingEntry, document=HARD_TEXT, post_key=None, reverses_id=None)
    return [
        values_of(row, amount=Decimal(amount), booked_at=BOOKED, reverses_id=None, post_key=None, **changes)
        for amount in amounts
    ]


def stored(session: Session) -> list[FundingEntry]:
    return list(session.scalars(sa.select(FundingEntry).order_by(FundingEntry.id)))


def test_rows_are_stored_as_the_mapping_says_and_in_their_order(session: Session) -> None:
    lay_ground(session)
    before = len(stored(session))
    insert_rows(
        session, FundingEntry, new_rows("3.00", "1.05", "2.00", change_reason=ChangeReason.CORRECTION)
    )
    new = stored(session)[before:]
    assert [row.amount for row in new] == [Decimal("3.00"), Decimal("1.05"), Decimal("2.00")]
    assert {(row.document, row.booked_at, row.change_reason) for row in new} == {
        (HARD_TEXT, BOOKED, ChangeReason.CORRECTION)
    }


def test_columns_that_are_not_named_get_the_defaults_of_the_mapping(session: Session) -> None:
    lay_ground(session)
    (row,) = new_rows("1.00")
    named = {name: value for name, value in row.items() if name not in {"note", "reversal_reason"}}
    insert_rows(session, FundingEntry, [named])
    assert (stored(session)[-1].note, stored(session)[-1].reversal_reason) == ("", "")


def test_no_rows_are_nothing_to_store(session: Session) -> None:
    before = len(stored(session))
    insert_rows(session, FundingEntry, [])
    assert len(stored(session)) == before


def test_sums_that_are_added_at_once_are_those_of_the_entries(session: Session) -> None:
    lay_ground(session)
    rows = [
        *new_rows("1.00", "2.00"),
        *new_rows("3.00", block_id=ID, effective_on=date(2025, 1, 1), date_precision=DatePrecision.YEAR),
        *new_rows("4.00", block_id=None, effective_on=None, date_precision=DatePrecision.UNKNOWN),
    ]
    for _ in range(2):
        with sums_at_once(session):
            for each in rows:
                insert_rows(session, FundingEntry, [each])
        assert wrong_sums(session.connection()) == 0
    insert_rows(session, FundingEntry, rows[:1])
    assert wrong_sums(session.connection()) == 0


def test_the_triggers_are_in_place_afterwards_even_if_storing_fails(session: Session) -> None:
    lay_ground(session)
    before = triggers(session)
    with sums_at_once(session):
        insert_rows(session, FundingEntry, new_rows("1.00"))
    assert triggers(session) == before

    def fail() -> None:
        with sums_at_once(session):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert triggers(session) == before
    assert wrong_sums(session.connection()) == 0
    assert [each for each in differences(session.connection()) if "trigger" in each] == []


def triggers(session: Session) -> list[tuple[str, str]]:
    if session.get_bind().dialect.name != "sqlite":
        return []
    found = session.execute(
        sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    )
    return [(row.name, row.sql) for row in found]
