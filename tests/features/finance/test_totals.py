"""Kept sums equal those of the entries, as of any two days, whatever is booked, drafted or taken back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.tables.plain_values import ID
from tests.tables.rows import lay_ground, make
from vrs_tracker.domain.funding import booked_for
from vrs_tracker.domain.vocabulary.money import Counting, DatePrecision, Degree, Payer, Stage
from vrs_tracker.features.finance.queries.totals import PAGE, entries_of, sums_as_of
from vrs_tracker.features.finance.queries.values import entry_value, known_on
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.totals import PROGRAMME, FundingTotal
from vrs_tracker.trail.totals import remake_sums, wrong_sums

_DAYS = st.dates(date(2024, 11, 1), date(2026, 4, 30))
_MOMENTS = st.datetimes(datetime(2024, 11, 1), datetime(2026, 4, 30), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy wants naive bounds
_ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "block_id": st.sampled_from((None, ID, ID + 1)),
            "stage": st.sampled_from((Stage.COMMITTED, Stage.DISBURSED)),
            "payer": st.sampled_from((Payer.VRS, Payer.MUNICIPALITY)),
            "counting": st.sampled_from((Counting.COUNTED, Counting.UNCLEAR)),
            "budget_year": st.sampled_from((None, 2025, 2026)),
            "cents": st.integers(1, 10**9),
            "is_rounded": st.booleans(),
            "precision": st.sampled_from(DatePrecision),
            "day": _DAYS,
            "booked_at": st.one_of(st.none(), _MOMENTS),
        }
    ),
    max_size=12,
)


def stored(session: Session, said: list[dict[str, object]]) -> list[FundingEntry]:
    rows = []
    for each in said:
        values = dict(each)
        amount = Decimal(int(str(values.pop("cents")))) / 100
        day, precision = values.pop("day"), DatePrecision(str(values.pop("precision")))
        assert isinstance(day, date)
        first = {
            DatePrecision.DAY: day,
            DatePrecision.MONTH: day.replace(day=1),
            DatePrecision.YEAR: day.replace(month=1, day=1),
            DatePrecision.UNKNOWN: None,
        }[precision]
        row = make(
            FundingEntry,
            **values,
            amount=amount,
            effective_on=first,
            date_precision=precision,
            degree=Degree.GRANTED,
        )
        rows.append(row)
    session.add_all(rows)
    session.flush()
    return rows


def counts(row: FundingEntry, effective: date, known: date | None) -> bool:
    """What the rule of the domain says of one row."""
    if row.booked_at is None or (known is not None and known_on(row) > known):
        return False
    return booked_for(entry_value(row, block=None)) <= effective


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    said=_ENTRIES,
    effective=_DAYS,
    known=st.one_of(st.none(), _DAYS),
    block=st.sampled_from((PROGRAMME, None, ID)),
)
def test_sums_as_of_two_days_are_those_of_the_entries(
    session: Session, said: list[dict[str, object]], effective: date, known: date | None, block: int | None
) -> None:
    with session.begin_nested() as tried:
        lay_ground(session)
        rows = stored(session, said)
        found = {
            (each.stage, each.payer, each.counting, each.budget_year): (
                each.amount,
                each.entries,
                each.rounded,
            )
            for each in sums_as_of(session, effective, block_id=block, known=known)
        }
        expected: dict[object, tuple[Decimal, int, int]] = {}
        for row in rows:
            if counts(row, effective, known) and block in {PROGRAMME, row.block_id}:
                key = (row.stage, row.payer, row.counting, row.budget_year)
                amount, entries, rounded = expected.get(key, (Decimal("0.00"), 0, 0))
                expected[key] = (amount + row.amount, entries + 1, rounded + row.is_rounded)
        assert found == expected
        assert wrong_sums(session.connection()) == 0
        behind = entries_of(session, effective, stage=Stage.COMMITTED, block_id=block, known=known)
        assert {row.id for row in behind} == {
            row.id
            for row in rows
            if row.stage is Stage.COMMITTED
            and counts(row, effective, known)
            and block in {PROGRAMME, row.block_id}
        }
        tried.rollback()


def test_a_draft_enters_the_sums_when_it_is_booked(session: Session) -> None:
    lay_ground(session)
    draft = make(FundingEntry, effective_on=date(2026, 1, 5))
    session.add(draft)
    session.flush()
    assert sums_as_of(session, date(2026, 2, 1)) == ()
    draft.booked_at = datetime(2026, 1, 6, tzinfo=UTC)
    session.flush()
    (total,) = sums_as_of(session, date(2026, 2, 1))
    assert (total.amount, total.entries) == (Decimal("1000.00"), 1)


def test_a_reversal_restores_the_sum_and_an_earlier_view_stays(session: Session) -> None:
    lay_ground(session)
    moment = datetime(2026, 1, 6, tzinfo=UTC)
    entry = make(FundingEntry, effective_on=date(2026, 1, 5), booked_at=moment)
    session.add(entry)
    session.flush()
    later = {"reverses_id": entry.id, "amount": -entry.amount, "reversal_reason": "doppelt"}
    session.add(
        make(FundingEntry, effective_on=date(2026, 1, 5), booked_at=moment + timedelta(days=40), **later)
    )
    session.flush()
    (before,) = sums_as_of(session, date(2026, 1, 31), known=date(2026, 1, 31))
    (after,) = sums_as_of(session, date(2026, 1, 31), known=date(2026, 3, 31))
    assert (before.amount, after.amount, after.entries) == (Decimal("1000.00"), Decimal("0.00"), 2)


def test_pages_of_entries_follow_one_another_without_gap(session: Session) -> None:
    lay_ground(session)
    moment = datetime(2026, 1, 6, tzinfo=UTC)
    session.add_all(
        make(FundingEntry, effective_on=date(2025, 1, 1) + timedelta(days=number // 3), booked_at=moment)
        for number in range(PAGE + 7)
    )
    session.flush()
    first = entries_of(session, date(2026, 2, 1), stage=Stage.EARMARKED)
    last = first[-1]
    assert last.effective_on is not None
    rest = entries_of(session, date(2026, 2, 1), stage=Stage.EARMARKED, before=(last.effective_on, last.id))
    ids = [row.id for row in (*first, *rest)]
    assert (len(first), len(rest)) == (PAGE, 7)
    assert len(set(ids)) == PAGE + 7


def test_a_wrong_sum_is_found_and_made_anew(session: Session) -> None:
    lay_ground(session)
    session.add(make(FundingEntry, booked_at=datetime(2026, 1, 6, tzinfo=UTC)))
    session.flush()
    connection = session.connection()
    session.execute(sa.update(FundingTotal).values(amount=FundingTotal.amount + Decimal("0.01")))
    wrong = session.scalar(sa.select(sa.func.count()).select_from(FundingTotal)) or 0
    assert wrong > 2
    assert wrong_sums(connection) == 2 * wrong  # each is missing as it should be and there as it should not
    remake_sums(connection)
    assert wrong_sums(connection) == 0
