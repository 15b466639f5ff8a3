"""What a database holds already, so that demonstration and real work never mix."""

from enum import Enum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.tables import Base
from vrs_tracker.tables.accounts import Person
from vrs_tracker.trail.provenance import has_demo_rows


class Holdings(Enum):
    """The most that a database holds: nothing, proven facts only, the demonstration, somebody's work."""

    NOTHING = "nothing"
    FACTS = "facts"
    DEMO = "demo"
    WORK = "work"


def holdings_of(session: Session) -> Holdings:
    """Return what the database holds. People are nobody's work: without them nobody could sign in."""
    if has_demo_rows(session):
        return Holdings.DEMO
    if _has_rows(session, Provenance.ENTERED):
        return Holdings.WORK
    return Holdings.FACTS if _has_rows(session, Provenance.SOURCE) else Holdings.NOTHING


def _has_rows(session: Session, provenance: Provenance) -> bool:
    own = Person.__tablename__
    tables = [each for each in Base.metadata.sorted_tables if "provenance" in each.c and each.name != own]
    found = (sa.exists().where(table.c.provenance == provenance) for table in tables)
    return bool(session.scalar(sa.select(sa.or_(*found))))
