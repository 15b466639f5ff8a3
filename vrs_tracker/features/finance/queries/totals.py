"""Sums and single entries in constant time, however many entries there are (docs/adr/0023-monthly-sums.md).

Years, months and days come from the sums that the database keeps; what was booked on the last day, or since
the last month of a block, comes from its entries. What an entry counts from is the rule of
`domain/funding.py: booked_for`.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.lists.kept_sums import KeptSum
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.totals import ALWAYS, PROGRAMME, UNDIVIDED, FundingTotal

PAGE = 50

_YEARS, _MONTHS, _DAYS = 1, 100_000, 10_000_000
"""The smallest numbers of spans of each length."""
_EFFECTIVE, _KNOWN = FundingTotal.effective_span, FundingTotal.known_span
_KIND = ("stage", "payer", "counting", "budget_year")


def sums_as_of(
    session: Session, effective: date, *, block_id: int | None = PROGRAMME, known: date | None = None
) -> tuple[KeptSum, ...]:
    """Return what took effect by a day, as far as it was booked by the end of another one; one statement.

    Of the whole programme, of a block, or with None of what is not divided; `known` None takes everything
    that is booked today.
    """
    scope = UNDIVIDED if block_id is None else block_id
    parts = tuple(_parts(scope, effective, None if known is None else _end_of(known)))
    every = sa.union_all(*parts).subquery()
    kind = [every.c[name] for name in _KIND]
    numbers = [sa.func.sum(every.c[name]) for name in ("amount", "entries", "rounded")]
    stmt = sa.select(*kind, *numbers).group_by(*kind).order_by(*kind)
    return tuple(
        KeptSum(
            stage=stage,
            payer=payer,
            counting=counting,
            budget_year=year or None,
            amount=amount,
            entries=int(entries),
            rounded=int(rounded),
        )
        for stage, payer, counting, year, amount, entries, rounded in session.execute(stmt)
    )


def entries_of(
    session: Session,
    effective: date,
    *,
    stage: Stage,
    payer: Payer | None = None,
    block_id: int | None = PROGRAMME,
    known: date | None = None,
    before: tuple[date, int] | None = None,
) -> Sequence[FundingEntry]:
    """Return a page of the entries behind a sum, the newest first; those without a date come last.

    `before` is day and id of the last entry of the page before.
    """
    day = sa.func.coalesce(FundingEntry.effective_on, date.min)
    found = sa.select(FundingEntry).where(FundingEntry.stage == stage, _counts_by(effective))
    found = found.where(_booked_by(None if known is None else _end_of(known), effective))
    if payer is not None:
        found = found.where(FundingEntry.payer == payer)
    if block_id != PROGRAMME:
        found = found.where(FundingEntry.block_id == block_id)
    if before is not None:
        last_day, last_id = before
        found = found.where(sa.or_(day < last_day, sa.and_(day == last_day, FundingEntry.id < last_id)))
    ordered = found.order_by(
        FundingEntry.effective_on.is_(None), FundingEntry.effective_on.desc(), FundingEntry.id.desc()
    )
    return session.scalars(ordered.limit(PAGE)).all()


# ---------------------------------------------------------------- the parts of a sum


def _parts(scope: int, effective: date, until: datetime | None) -> Iterator[sa.Select[Any]]:
    """Select every entry that counts once: in a sum of years, months or days, or by itself."""
    is_large = scope in {PROGRAMME, UNDIVIDED}
    if is_large:
        yield from _kept_spans(scope, effective, until)
    else:
        months = _EFFECTIVE.between(_MONTHS, _last_whole_month(effective))
        yield _kept(scope, months, _known_before(_MONTHS, until))
    if until is not None:
        booked = FundingEntry.booked_at.between(_not_kept_from(until, is_large=is_large), until)
        yield _single(scope, booked, ~_is(DatePrecision.UNKNOWN), _counts_by(effective))
    if _last_whole_month(effective) < _month(effective) and not (is_large and until is None):
        yield _single(scope, *_days_of_the_month(effective, until, is_large=is_large))
    yield from _undated(scope, min(until or _end_of(effective), _end_of(effective)), is_large=is_large)


def _kept_spans(scope: int, effective: date, until: datetime | None) -> Iterator[sa.Select[Any]]:
    """Select sums of the largest spans that lie before both days, each entry in one of them."""
    whole = _last_whole_month(effective)
    years = _EFFECTIVE.between(_YEARS, effective.year - 1)
    months_known = _known_before(_MONTHS, until)
    yield _kept(scope, years, _known_before(_YEARS, until))
    yield _kept(scope, _EFFECTIVE.in_(range(_month(effective.replace(month=1)), whole + 1)), months_known)
    if whole < _month(effective):
        yield _kept(scope, _EFFECTIVE.in_(_days_to(effective)), months_known)
    if until is not None:
        yield _kept(scope, years, _KNOWN.in_(_months_before(until)))
        yield _kept(scope, _EFFECTIVE.between(_MONTHS, whole), _KNOWN.in_(_days_before(until)))


def _undated(scope: int, until: datetime, *, is_large: bool) -> Iterator[sa.Select[Any]]:
    """Select what counts from its booking, because its date is unknown."""
    always = _EFFECTIVE == ALWAYS
    if is_large:
        yield _kept(scope, always, _known_before(_YEARS, until))
        yield _kept(scope, always, _KNOWN.in_([*_months_before(until), *_days_before(until)]))
    else:
        yield _kept(scope, always, _known_before(_MONTHS, until))
    booked = FundingEntry.booked_at.between(_not_kept_from(until, is_large=is_large), until)
    yield _single(scope, booked, _is(DatePrecision.UNKNOWN))


def _days_of_the_month(
    effective: date, until: datetime | None, *, is_large: bool
) -> tuple[sa.ColumnElement[bool], ...]:
    """Say which entries of a month that is not over are in no sum, though they count."""
    days = FundingEntry.effective_on.between(effective.replace(day=1), effective)
    to_the_day = sa.and_(days, _is(DatePrecision.DAY))
    if until is None:
        return (to_the_day,)
    before = FundingEntry.booked_at < _not_kept_from(until, is_large=is_large)
    return to_the_day, before, FundingEntry.booked_at >= _first_of_month(until) if is_large else sa.true()


def _kept(scope: int, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    numbers = (FundingTotal.amount, FundingTotal.entries, FundingTotal.rounded)
    return sa.select(*(getattr(FundingTotal, name) for name in _KIND), *numbers).where(
        FundingTotal.scope == scope, *where
    )


def _single(scope: int, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(
        FundingEntry.stage,
        FundingEntry.payer,
        FundingEntry.counting,
        sa.func.coalesce(FundingEntry.budget_year, 0).label("budget_year"),
        FundingEntry.amount,
        sa.literal_column("1", sa.BigInteger).label("entries"),
        sa.case((FundingEntry.is_rounded, 1), else_=0).label("rounded"),
    ).where(FundingEntry.booked_at.is_not(None), _of(scope), *where)


def _of(scope: int) -> sa.ColumnElement[bool]:
    """A block is found by its index; what is not divided may be everything, so the other conditions lead."""
    if scope == PROGRAMME:
        return sa.true()
    return (
        sa.func.coalesce(FundingEntry.block_id, 0) == 0
        if scope == UNDIVIDED
        else FundingEntry.block_id == scope
    )


# ---------------------------------------------------------------- days and months


def _month(day: date) -> int:
    return day.year * 100 + day.month


def _last_whole_month(day: date) -> int:
    """Return the month of the day if it is its last one, else the month before."""
    if day.day == monthrange(day.year, day.month)[1]:
        return _month(day)
    return _month(day.replace(day=1) - timedelta(days=1))


def _end_of(day: date) -> datetime:
    """Return the last moment of a day in Berlin."""
    return datetime.combine(day, time.max, BERLIN).astimezone(UTC)


def _first_of_month(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, 1, tzinfo=UTC)


def _not_kept_from(until: datetime, *, is_large: bool) -> datetime:
    """Return the moment from which no sum is kept: that of the last day, for a block of its month."""
    return until.replace(hour=0, minute=0, second=0, microsecond=0) if is_large else _first_of_month(until)


def _known_before(lowest: int, until: datetime | None) -> sa.ColumnElement[bool]:
    """Booked in a year or month before that of the moment; without one in any."""
    if lowest == _YEARS:
        return _KNOWN.between(lowest, until.year - 1 if until else _MONTHS - 1)
    return _KNOWN.between(lowest, _month(until) - 1 if until else _DAYS - 1)


def _months_before(until: datetime) -> range:
    """Return the months of its year before that of the moment."""
    return range(_month(until.replace(month=1)), _month(until))


def _days_before(until: datetime) -> range:
    """Return the days of its month before that of the moment."""
    return range(_month(until) * 100 + 1, _month(until) * 100 + until.day)


def _days_to(day: date) -> range:
    return range(_month(day) * 100 + 1, _month(day) * 100 + day.day + 1)


def _booked_by(known: datetime | None, effective: date) -> sa.ColumnElement[bool]:
    """Booked by a moment; without a date an entry counts from its booking and is booked by the day."""
    undated = sa.and_(
        _is(DatePrecision.UNKNOWN),
        FundingEntry.booked_at <= min(known or _end_of(effective), _end_of(effective)),
    )
    booked = FundingEntry.booked_at.is_not(None) if known is None else FundingEntry.booked_at <= known
    return sa.or_(undated, sa.and_(booked, ~_is(DatePrecision.UNKNOWN)))


def _counts_by(effective: date) -> sa.ColumnElement[bool]:
    """What had taken effect by a day: a month from its last day on, a year from 31 December on."""
    whole = _last_whole_month(effective)
    is_over = (effective.month, effective.day) == (12, 31)
    last_year = effective.year if is_over else effective.year - 1
    day = FundingEntry.effective_on
    return sa.or_(
        sa.and_(_is(DatePrecision.DAY), day <= effective),
        sa.and_(_is(DatePrecision.MONTH), day < _first_after(whole)),
        sa.and_(_is(DatePrecision.YEAR), day <= date(last_year, 12, 31)),
        _is(DatePrecision.UNKNOWN),
    )


def _is(precision: DatePrecision) -> sa.ColumnElement[bool]:
    return FundingEntry.date_precision == precision


def _first_after(month: int) -> date:
    year, number = divmod(month, 100)
    return date(year, number, monthrange(year, number)[1]) + timedelta(days=1)
