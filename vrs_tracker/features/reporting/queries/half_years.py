"""The half-year that a report is about: its session, its texts and the changes that the office put first."""

from datetime import UTC, date, datetime

import sqlalchemy as sa

from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.tables.base import Utc
from vrs_tracker.tables.periods import CommitteeSession, LeadingChange, Narrative, ReportingPeriod
from vrs_tracker.trail.together import Answers, Question

INDEX = ReportingPeriod.year * 2 + ReportingPeriod.half
UNTIL = sa.bindparam("until", type_=sa.Integer)
"""The half-year that is asked for, as `until` returns it."""

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
KNOWN = sa.bindparam("known", value=NEVER, type_=Utc)
"""The moment from which nothing is known; by default all that stands here is."""

ASKED = sa.select(ReportingPeriod.id).where(INDEX == UNTIL).scalar_subquery()
"""The id of that half-year."""
PERIODS = Question(ReportingPeriod)
SESSION = Question(CommitteeSession, where=CommitteeSession.period_id == ASKED)
NARRATIVES = Question(Narrative, where=Narrative.period_id == ASKED)
LEADING = Question(LeadingChange, where=LeadingChange.period_id == ASKED, order=(LeadingChange.position,))
QUESTIONS = (PERIODS, SESSION, NARRATIVES, LEADING)


def until(half: HalfYear) -> int:
    """Return the number of a half-year by which the database puts them in order."""
    return half.year * 2 + half.half


def session_day(found: Answers) -> date | None:
    """Return the day of the session that receives the report, None if it is not known."""
    session = found.one(SESSION)
    return session.held_on if session else None


def narrative_values(found: Answers) -> tuple[tuple[NarrativeSlot, str], ...]:
    """Return the public texts."""
    return tuple((row.slot, row.text) for row in found.of(NARRATIVES) if row.is_public and row.text)


def chosen_changes(found: Answers) -> list[str]:
    """Return the keys of the changes that the office has put first, in this order."""
    return [row.change for row in found.of(LEADING)]
