"""Whether a database holds demo content."""

from functools import cache, partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.tables import Base
from vrs_tracker.trail.kept import Kept, State, state_of

_ANSWERS: Kept[State, bool] = Kept(most=4)


def has_demo_rows(session: Session) -> bool:
    """Whether any row of any table is marked as demo; then every page and file says so.

    One statement: that names some thirty tables, and every page asks, so the answer is kept.
    """
    state = state_of(session)
    return _ask(session) if state is None else _ANSWERS.known_or_made(state, partial(_ask, session))


def _ask(session: Session) -> bool:
    return bool(session.scalar(_any_demo_row()))


@cache
def _any_demo_row() -> sa.Select[tuple[bool]]:
    """Build the statement once."""
    tables = [table for table in Base.metadata.sorted_tables if "provenance" in table.c]
    return sa.select(sa.or_(*(sa.exists().where(table.c.provenance == Provenance.DEMO) for table in tables)))
