"""Whether a database holds demo content."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.tables import Base


def has_demo_rows(session: Session) -> bool:
    """Whether any row of any table is marked as demo; then every page and file says so. One statement."""
    tables = [table for table in Base.metadata.sorted_tables if "provenance" in table.c]
    any_row = [sa.exists().where(table.c.provenance == Provenance.DEMO) for table in tables]
    return bool(session.scalar(sa.select(sa.or_(*any_row))))
