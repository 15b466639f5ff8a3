"""What is stored comes back as it was: cents exact, moments in UTC, codes as codes, text unchanged."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID, NOW
from tests.tables.rows import lay_ground, make, store
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.tables.accounts import LoginAttempt
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.finance import Appropriation
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorValue

LARGEST = Decimal("9999999999999.99")


def stored_appropriation(session: Session, amount: Decimal) -> Appropriation:
    lay_ground(session)
    row = store(session, make(Appropriation, amount=amount))
    session.expire(row)
    return row


@pytest.mark.parametrize("amount", [Decimal("0.01"), Decimal("0.10"), Decimal(1), LARGEST])
def test_amounts_come_back_to_the_cent_with_two_decimals(session: Session, amount: Decimal) -> None:
    read = stored_appropriation(session, amount).amount
    assert read == amount
    assert str(read) == f"{amount:.2f}"


@pytest.mark.parametrize("amount", [Decimal("0.001"), Decimal("NaN"), Decimal("Infinity")])
def test_an_amount_that_is_not_whole_cents_is_not_stored(session: Session, amount: Decimal) -> None:
    lay_ground(session)
    with pytest.raises(StatementError) as refused:
        store(session, make(Appropriation, amount=amount))
    assert isinstance(refused.value.orig, ValueError)


@pytest.mark.parametrize("amount", [12.5, 12, "12.50", True])
def test_an_amount_that_is_no_decimal_is_not_stored(session: Session, amount: object) -> None:
    lay_ground(session)
    with pytest.raises(StatementError) as refused:
        store(session, make(Appropriation, amount=amount))
    assert isinstance(refused.value.orig, TypeError)


def test_sums_largest_and_smallest_are_amounts_again(session: Session) -> None:
    stored_appropriation(session, Decimal("0.10"))
    store(session, make(Appropriation, amount=Decimal("0.20")))
    amount = Appropriation.amount
    here = Appropriation.id != ID
    query = sa.select(sa.func.sum(amount), sa.func.max(amount), sa.func.min(amount)).where(here)
    assert session.execute(query).one() == (Decimal("0.30"), Decimal("0.20"), Decimal("0.10"))
    assert session.scalar(sa.select(sa.func.sum(amount)).where(amount < Decimal(0))) is None


def test_comparisons_in_sql_are_exact(session: Session) -> None:
    row = stored_appropriation(session, Decimal("0.30"))
    same = sa.select(Appropriation.id).where(Appropriation.amount == Decimal("0.10") + Decimal("0.20"))
    assert session.scalars(same).all() == [row.id]


def test_a_factor_in_sql_is_a_number_and_no_amount(session: Session) -> None:
    row = stored_appropriation(session, Decimal("10.00"))
    doubled = sa.select(sa.cast(Appropriation.amount * 2, sa.BigInteger)).where(Appropriation.id == row.id)
    assert session.scalar(doubled) == 2000


def test_moments_come_back_aware_and_in_utc(session: Session) -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    row = store(session, make(LoginAttempt, attempted_at=summer))
    session.expire(row)
    assert row.attempted_at == summer
    assert row.attempted_at.utcoffset() == timedelta(0)


def test_moments_are_compared_in_sql_across_time_zones(session: Session) -> None:
    store(session, make(LoginAttempt, attempted_at=datetime(2026, 7, 1, 10, 0, tzinfo=UTC)))
    summer = timezone(timedelta(hours=2))
    later = sa.select(sa.func.count()).where(
        LoginAttempt.attempted_at > datetime(2026, 7, 1, 11, 59, tzinfo=summer)
    )
    assert session.scalar(later) == 1


def test_a_moment_without_time_zone_is_not_stored(session: Session) -> None:
    with pytest.raises(StatementError) as refused:
        store(session, make(LoginAttempt, attempted_at=NOW.replace(tzinfo=None)))
    assert isinstance(refused.value.orig, TypeError)


def test_quantities_keep_their_hundredths(session: Session) -> None:
    lay_ground(session)
    row = store(session, make(IndicatorValue, value=Decimal("12.25")))
    session.expire(row)
    assert row.value == Decimal("12.25")


def test_a_quantity_finer_than_hundredths_is_not_stored(session: Session) -> None:
    lay_ground(session)
    with pytest.raises(StatementError) as refused:
        store(session, make(IndicatorValue, value=Decimal("0.125")))
    assert isinstance(refused.value.orig, ValueError)


def test_codes_are_stored_as_codes_and_read_as_members(session: Session) -> None:
    lay_ground(session)
    assert session.scalar(sa.text("SELECT state FROM block LIMIT 1")) == "running"
    assert session.scalar(sa.select(Block.state).limit(1)) is BlockState.RUNNING


@pytest.mark.parametrize(
    "text", ["ÄÖÜß „Größe“ – ’", "漢字 🏗️ e\u0301", "'; DROP TABLE block; --", "%s {x} \\ \t\n"]
)
def test_any_text_is_stored_unchanged(session: Session, text: str) -> None:
    lay_ground(session)
    row = store(session, make(Block, description=text))
    session.expire(row)
    assert row.description == text


def test_every_reference_can_be_followed_backwards_by_an_index() -> None:
    """But for people, see `PersonKey`: nothing is looked up by who did it."""
    missing = []
    for table in Base.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {
            next(iter(unique.columns)).name
            for unique in table.constraints
            if isinstance(unique, sa.UniqueConstraint)
        }
        missing += [
            f"{table.name}.{key.parent.name}"
            for key in table.foreign_keys
            if key.column.table.name != "person" and key.parent.name not in leading
        ]
    assert missing == []
