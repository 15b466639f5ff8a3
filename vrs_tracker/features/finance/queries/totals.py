"""Sums and single entries in constant time, however many entries there are (docs/adr/0023-monthly-sums.md).

Whole months come from the sums that the database keeps, the days of a month that is not over from its
entries. What an entry counts from is the rule of `domain/funding.py: booked_for`.
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


def _parts(scope: int, effective: date, known: datetime | None) -> Iterator[sa.Select[Any]]:
    whole = _last_whole_month(effective)
    yield _kept(scope, FundingTotal.effective_month.between(ALWAYS + 1, whole), known)
    undated_by = min(known or _end_of(effective), _end_of(effective))
    yield _kept(scope, FundingTotal.effective_month == ALWAYS, undated_by)
    first = effective.replace(day=1)
    if whole < _month(effective):
        days = FundingEntry.effective_on.between(first, effective)
        to_the_day = _is(DatePrecision.DAY)
        until = sa.true() if known is None else FundingEntry.booked_at < _first_of_month(known)
        yield _single(scope, days, to_the_day, until)
    if known is not None:
        dated = ~_is(DatePrecision.UNKNOWN)
        yield _single(scope, _booked_in_last_month(known), dated, _counts_by(effective))
    undated = _is(DatePrecision.UNKNOWN)
    yield _single(scope, _booked_in_last_month(undated_by), undated)


def _kept(scope: int, months: sa.ColumnElement[bool], known: datetime | None) -> sa.Select[Any]:
    """Select kept sums; those of the month in which `known` lies are not over and come from the entries."""
    numbers = (FundingTotal.amount, FundingTotal.entries, FundingTotal.rounded)
    found = sa.select(*(getattr(FundingTotal, name) for name in _KIND), *numbers)
    found = found.where(FundingTotal.scope == scope, months)
    return found if known is None else found.where(FundingTotal.known_month < _month(known))


def _single(scope: int, *where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    of_scope = sa.true() if scope == PROGRAMME else sa.func.coalesce(FundingEntry.block_id, 0) == scope
    return sa.select(
        FundingEntry.stage,
        FundingEntry.payer,
        FundingEntry.counting,
        sa.func.coalesce(FundingEntry.budget_year, 0).label("budget_year"),
        FundingEntry.amount,
        sa.literal_column("1", sa.BigInteger).label("entries"),
        sa.case((FundingEntry.is_rounded, 1), else_=0).label("rounded"),
    ).where(FundingEntry.booked_at.is_not(None), of_scope, *where)


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


def _booked_in_last_month(until: datetime) -> sa.ColumnElement[bool]:
    return FundingEntry.booked_at.between(_first_of_month(until), until)


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
