"""Network events and the cooperative: rows for forms and lists."""

from collections.abc import Sequence
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.network import (
    CooperativeContribution,
    CooperativeFact,
    CooperativeMember,
    CooperativeName,
    NetworkEvent,
)

Row = TypeVar(
    "Row",
    bound=NetworkEvent | CooperativeMember | CooperativeContribution | CooperativeFact | CooperativeName,
)

NO_SUCH_RECORD = "Diese Angabe gibt es nicht. Alle finden Sie unter „Vernetzung“ und „Genossenschaft“."


def record_of(session: Session, table: type[Row], row_id: int) -> Row:
    """Return a record of network or cooperative; NotFound if there is none."""
    found = session.get(table, row_id)
    if found is None:
        raise NotFound(NO_SUCH_RECORD)
    return found


def list_events(session: Session) -> Sequence[NetworkEvent]:
    """Return all events, the newest first, those without a date last; also those that are not public."""
    table = NetworkEvent
    order = (table.effective_on.is_(None), table.effective_on.desc(), table.id.desc())
    return session.scalars(sa.select(table).order_by(*order)).all()


def list_members(session: Session) -> Sequence[CooperativeMember]:
    """Return all members with their organisations, former ones too, in the order of joining."""
    table = CooperativeMember
    stmt = sa.select(table).options(joinedload(table.organisation))
    return session.scalars(stmt.order_by(table.effective_on, table.id)).all()


def member_name(session: Session, member: CooperativeMember) -> str:
    """Return the name of the organisation that is a member."""
    return session.get_one(Organisation, member.organisation_id).name


def member_of(session: Session, organisation_id: int) -> CooperativeMember | None:
    """Return the membership of an organisation, a former one too."""
    table = CooperativeMember
    return session.scalar(sa.select(table).where(table.organisation_id == organisation_id))


def list_contributions(session: Session) -> Sequence[CooperativeContribution]:
    """Return all contributions with their payers, by year."""
    table = CooperativeContribution
    stmt = sa.select(table).options(joinedload(table.payer))
    return session.scalars(stmt.order_by(table.year, table.id)).all()


def list_facts(session: Session) -> Sequence[CooperativeFact]:
    """Return the dated events of the cooperative, oldest first; also those that are not public."""
    return session.scalars(
        sa.select(CooperativeFact).order_by(CooperativeFact.effective_on, CooperativeFact.id)
    ).all()


def list_names(session: Session) -> Sequence[CooperativeName]:
    """Return the names of the cooperative, oldest first."""
    return session.scalars(
        sa.select(CooperativeName).order_by(CooperativeName.effective_on, CooperativeName.id)
    ).all()


def same_name(session: Session, name: str, since: PreciseDate) -> CooperativeName | None:
    """Return a name of the cooperative that is recorded with the same date."""
    table = CooperativeName
    same_day = table.effective_on.is_(None) if since.day is None else table.effective_on == since.day
    return session.scalars(sa.select(table).where(table.name == name, same_day)).first()
