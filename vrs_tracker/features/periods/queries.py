"""Half-years with their session and texts."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import CommitteeSession, Narrative, ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot

NO_SUCH_PERIOD = "Dieses Halbjahr gibt es nicht. Angelegte Halbjahre finden Sie unter „Berichte“."


def half_year(period: ReportingPeriod) -> HalfYear:
    """Return the half-year of a period, which knows its label and its reference date."""
    return HalfYear(period.year, period.half)


def find_period(session: Session, half: HalfYear) -> ReportingPeriod | None:
    """Return the period of a half-year, or None if it was never opened."""
    return session.scalar(
        sa.select(ReportingPeriod).where(ReportingPeriod.year == half.year, ReportingPeriod.half == half.half)
    )


def by_code(session: Session, code: str) -> ReportingPeriod:
    """Return the period with a code such as „2026-H1“; NotFound for an unknown or misspelt one."""
    return _found(find_period(session, _parsed(code)))


def in_full(session: Session, code: str) -> ReportingPeriod:
    """Return a period as `by_code` does, with its session, that session's body and the texts.

    One statement, which reads anew what is loaded already.
    """
    half = _parsed(code)
    stmt = (
        sa.select(ReportingPeriod)
        .where(ReportingPeriod.year == half.year, ReportingPeriod.half == half.half)
        .options(
            joinedload(ReportingPeriod.session).joinedload(CommitteeSession.body),
            joinedload(ReportingPeriod.narratives),
        )
        .execution_options(populate_existing=True)
    )
    return _found(session.scalars(stmt).unique().one_or_none())


def _parsed(code: str) -> HalfYear:
    try:
        return HalfYear.parse(code)
    except ValueError:
        raise NotFound(NO_SUCH_PERIOD) from None


def _found(period: ReportingPeriod | None) -> ReportingPeriod:
    if period is None:
        raise NotFound(NO_SUCH_PERIOD)
    return period


def list_periods(session: Session) -> Sequence[ReportingPeriod]:
    """Return all periods, oldest first."""
    return session.scalars(
        sa.select(ReportingPeriod).order_by(ReportingPeriod.year, ReportingPeriod.half)
    ).all()


def current_period(session: Session) -> ReportingPeriod | None:
    """Return the period that is worked on: the collecting one, else the one in review, else the newest."""
    return session.scalars(sa.select(ReportingPeriod).order_by(*worked_on_first()).limit(1)).first()


def worked_on_first() -> tuple[sa.ColumnElement[int], ...]:
    """Return the order of the periods of which the first is the one that is worked on."""
    order = {PeriodState.COLLECTING: 0, PeriodState.IN_REVIEW: 1}
    by_state = sa.case(order, value=ReportingPeriod.state, else_=len(order))
    return by_state, ReportingPeriod.year.desc(), ReportingPeriod.half.desc()


def previous_period(session: Session, period: ReportingPeriod) -> ReportingPeriod | None:
    """Return the newest period before this one, whether or not a half-year was left out between."""
    before = sa.or_(
        ReportingPeriod.year < period.year,
        sa.and_(ReportingPeriod.year == period.year, ReportingPeriod.half < period.half),
    )
    newest = (
        sa.select(ReportingPeriod)
        .where(before)
        .order_by(ReportingPeriod.year.desc(), ReportingPeriod.half.desc())
    )
    return session.scalars(newest.limit(1)).first()


def editable(period: ReportingPeriod, state: UpdateState | None) -> bool:
    """Return whether an update in this state (None: there is none yet) can be written.

    That is so while messages are collected, and in review if a revision was asked for. A confirmed one is
    not written until it was returned.
    """
    if period.state is PeriodState.COLLECTING:
        return state is not UpdateState.CONFIRMED
    return period.state is PeriodState.IN_REVIEW and state is UpdateState.RETURNED


def frozen_at(session: Session, period: ReportingPeriod) -> datetime | None:
    """Return when the figures of the period were last frozen.

    None if they never were, or not since the collection was opened again: then that Fassung no longer stands.
    """
    newest = sa.select(sa.func.max(Snapshot.frozen_at)).where(Snapshot.period_id == period.id)
    moment = session.scalar(newest)
    return moment if moment is not None and stands(session, period, moment) else None


def stands(session: Session, period: ReportingPeriod, moment: datetime) -> bool:
    """Return whether a Fassung of this moment, in whole seconds, is newer than the last opening.

    That is an opening of the collection, or of a report that was given out already.
    """
    given_out = (PeriodState.RELEASED.label, PeriodState.PUBLISHED.label)
    opened = session.scalar(
        sa.select(sa.func.max(HistoryEntry.at)).where(
            HistoryEntry.kind == ReportingPeriod.__tablename__,
            HistoryEntry.thing_id == period.id,
            sa.or_(
                HistoryEntry.new == PeriodState.COLLECTING.label,
                sa.and_(HistoryEntry.new == PeriodState.IN_REVIEW.label, HistoryEntry.old.in_(given_out)),
            ),
        )
    )
    return opened is None or opened.replace(microsecond=0) <= moment


def session_of(session: Session, period: ReportingPeriod) -> CommitteeSession | None:
    """Return the session that receives the report, with its body not loaded."""
    return session.scalar(sa.select(CommitteeSession).where(CommitteeSession.period_id == period.id))


def narrative_of(session: Session, period: ReportingPeriod, slot: NarrativeSlot) -> Narrative | None:
    """Return one text of the period's report."""
    return session.scalar(
        sa.select(Narrative).where(Narrative.period_id == period.id, Narrative.slot == slot)
    )


def deciding_bodies(session: Session) -> Sequence[DecidingBody]:
    """Return the bodies that can receive a report, by name."""
    return session.scalars(sa.select(DecidingBody).order_by(DecidingBody.name)).all()
