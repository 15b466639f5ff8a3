"""Network and cooperative (mandates 2 and 3) as values; only public records."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.facts import network as facts
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.funding import last_day
from vrs_tracker.tables import network as rows


def happened_by(when: PreciseDate, as_of: date) -> bool:
    """Whether something is certain to have happened by the reference date; an unknown date counts."""
    day = last_day(when)
    return day is None or day <= as_of


def load_events(session: Session, as_of: date) -> tuple[facts.NetworkEvent, ...]:
    """Public events that happened by `as_of`, oldest first."""
    stmt = sa.select(rows.NetworkEvent).where(rows.NetworkEvent.is_public)
    events = (
        facts.NetworkEvent(
            happened=PreciseDate(row.effective_on, row.date_precision),
            kind=row.kind,
            title=row.title,
            participants=row.participants,
            outcome=row.outcome,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in session.scalars(stmt.order_by(rows.NetworkEvent.effective_on, rows.NetworkEvent.id))
    )
    return tuple(event for event in events if happened_by(event.happened, as_of))


def load_cooperative(session: Session, as_of: date) -> facts.Cooperative:
    """Names, members, contributions and dated facts of the cooperative by `as_of`."""
    names = session.scalars(
        sa.select(rows.CooperativeName).order_by(rows.CooperativeName.effective_on, rows.CooperativeName.id)
    )
    dated = ((row.name, PreciseDate(row.effective_on, row.date_precision)) for row in names)
    return facts.Cooperative(
        names=tuple((name, since) for name, since in dated if happened_by(since, as_of)),
        members=_members(session, as_of),
        contributions=_contributions(session, as_of),
        facts=_facts(session, as_of),
    )


def _members(session: Session, as_of: date) -> tuple[facts.CooperativeMember, ...]:
    stmt = sa.select(rows.CooperativeMember).options(joinedload(rows.CooperativeMember.organisation))
    members = (
        facts.CooperativeMember(
            name=row.organisation.name,
            kind=row.organisation.kind,
            joined=PreciseDate(row.effective_on, row.date_precision),
            left=_left(row, as_of),
            share=row.share,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in session.scalars(
            stmt.order_by(rows.CooperativeMember.effective_on, rows.CooperativeMember.id)
        )
    )
    return tuple(member for member in members if happened_by(member.joined, as_of))


def _left(row: rows.CooperativeMember, as_of: date) -> PreciseDate | None:
    if row.left_precision is None:
        return None
    left = PreciseDate(row.left_on, row.left_precision)
    return left if happened_by(left, as_of) else None


def _contributions(session: Session, as_of: date) -> tuple[facts.CooperativeContribution, ...]:
    table = rows.CooperativeContribution
    stmt = sa.select(table).options(joinedload(table.payer)).order_by(table.year, table.id)
    return tuple(
        facts.CooperativeContribution(
            payer=row.payer.name,
            year=row.year,
            amount=row.amount,
            is_ceiling=row.is_ceiling,
            note=row.note,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in session.scalars(stmt)
        if row.year is None or row.year <= as_of.year
    )


def _facts(session: Session, as_of: date) -> tuple[facts.CooperativeFact, ...]:
    stmt = sa.select(rows.CooperativeFact).where(rows.CooperativeFact.is_public)
    values = (
        facts.CooperativeFact(
            happened=PreciseDate(row.effective_on, row.date_precision),
            text=row.text,
            source_text=row.source,
            provenance=row.provenance,
        )
        for row in session.scalars(stmt.order_by(rows.CooperativeFact.effective_on, rows.CooperativeFact.id))
    )
    return tuple(value for value in values if happened_by(value.happened, as_of))
