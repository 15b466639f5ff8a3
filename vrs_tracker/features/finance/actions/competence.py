"""Who may lift a Sperrvermerk: each check is a row of its own, and the newest one counts."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.competence import CompetenceInput, check_competence
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.policy import Person
from vrs_tracker.features.actors.queries import known_body_ids
from vrs_tracker.features.finance.actions.judging import NOT_BOOKED, NOT_RECORDED, check_person, day_of
from vrs_tracker.features.finance.queries.competence import newest_competence
from vrs_tracker.features.finance.queries.rows import booked_row, reversal_of
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.control import LiftingCompetence
from vrs_tracker.tables.finance import BudgetBlock
from vrs_tracker.trail.history import record


def record_competence(
    session: Session, block: BudgetBlock, new: CompetenceInput, *, by: Person, now: datetime
) -> LiftingCompetence:
    """Record who may lift a booked Sperrvermerk; a repeated post returns the row that exists."""
    check_person(by)
    require((*_check_links(session, block, new), *check_competence(new, day_of(now))))
    newest = newest_competence(session, block)
    if newest is not None and _says(newest) == (new.body_id, new.basis, new.checked_on):
        return newest
    row = LiftingCompetence(
        budget_block_id=block.id,
        body_id=new.body_id,
        basis=new.basis,
        checked_on=new.checked_on,
        checked_by=by.key,
        recorded_at=now,
        provenance=new.provenance,
        source=new.source,
    )
    session.add(row)
    session.flush()
    before = "" if newest is None else _told(session, newest)
    record(
        session,
        by=by,
        at=now,
        kind=BudgetBlock.__tablename__,
        thing_id=block.id,
        changes=[Change("Zuständigkeit für die Aufhebung", before, _told(session, row))],
    )
    return row


def _told(session: Session, row: LiftingCompetence) -> str:
    body = session.get_one(DecidingBody, row.body_id)
    return f"{body.name}, geprüft am {date_de(row.checked_on)}, Grundlage: {row.basis}"


def _says(row: LiftingCompetence) -> tuple[object, ...]:
    return row.body_id, row.basis, row.checked_on


def _check_links(session: Session, block: BudgetBlock, new: CompetenceInput) -> tuple[Violation, ...]:
    found = []
    if booked_row(session, BudgetBlock, block.id) is None or reversal_of(session, block) is not None:
        found.append(Violation("", NOT_BOOKED))
    if new.body_id not in known_body_ids(session):
        found.append(Violation("body_id", NOT_RECORDED))
    return tuple(found)
