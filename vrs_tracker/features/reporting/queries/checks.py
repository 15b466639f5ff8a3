"""The plausibility of a half-year: what stops the freezing, what is worth a look, what was said to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.plausibility import Check, check_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.tables.periods import HintComment, ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import StatusUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A hint with the comment that holds for it, and since which half-year; empty if there is none."""

    check: Check
    comment: str = ""
    since: HalfYear | None = None


def load_checks(session: Session, report: CommitteeReport, today: date) -> Sequence[Check]:
    """Every rule that the live report of a half-year breaks, errors first."""
    return check_report(report, _update_states(session, report), today)


def with_comments(session: Session, period: ReportingPeriod, hints: Iterable[Check]) -> tuple[Hint, ...]:
    """The hints with their newest comments up to this half-year; one statement."""
    known = {row.hint: row for row in session.scalars(_comments(period).order_by(*_OLDEST_FIRST))}
    return tuple(_with_comment(hint, known.get(hint.key)) for hint in hints)


def comment_of(session: Session, period: ReportingPeriod, hint: str) -> HintComment | None:
    """The newest comment on a hint up to this half-year; an empty one says that the hint is open again."""
    stmt = _comments(period).where(HintComment.hint == hint).order_by(*(one.desc() for one in _OLDEST_FIRST))
    return session.scalars(stmt.limit(1)).first()


_OLDEST_FIRST = (ReportingPeriod.year, ReportingPeriod.half)


def _comments(period: ReportingPeriod) -> sa.Select[HintComment]:
    index = ReportingPeriod.year * 2 + ReportingPeriod.half
    return (
        sa.select(HintComment)
        .join(HintComment.period)
        .options(contains_eager(HintComment.period))
        .where(index <= period.year * 2 + period.half)
    )


def _with_comment(hint: Check, row: HintComment | None) -> Hint:
    if row is None or not row.comment:
        return Hint(check=hint)
    return Hint(check=hint, comment=row.comment, since=half_year(row.period))


def _update_states(session: Session, report: CommitteeReport) -> dict[str, UpdateState]:
    """The state of each block's update in this half-year; a block without one is missing."""
    stmt = (
        sa.select(Block.slug, StatusUpdate.state)
        .join(StatusUpdate, StatusUpdate.block_id == Block.id)
        .join(ReportingPeriod, ReportingPeriod.id == StatusUpdate.period_id)
        .where(ReportingPeriod.year == report.period.year, ReportingPeriod.half == report.period.half)
    )
    return dict(session.execute(stmt).all())
