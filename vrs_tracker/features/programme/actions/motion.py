"""The motion: recorded once, then protected."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.programme import MotionInput, check_motion
from vrs_tracker.domain.locks import THE_MOTION
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.features.programme import queries
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.programme import Mandate, Motion, MotionStatement, Signatory
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import one_after_the_other


def add_motion(session: Session, new: MotionInput, *, by: Person, now: datetime) -> Motion:
    """Record the motion with all its parts, once and for good: triggers protect it from then on."""
    if not may(by, Action.EDIT_PROGRAMME):
        raise Forbidden(REFUSALS[Action.EDIT_PROGRAMME])
    found = list(check_motion(new))
    one_after_the_other(session, "the motion")
    if queries.has_motion(session):
        found.append(Violation("", THE_MOTION))
    require(found)
    origin = {"provenance": new.provenance, "source": new.source}
    motion = Motion(
        title=new.title,
        addressee=new.addressee,
        address=new.address,
        printed_on=new.printed_on,
        printed_regional=new.printed_totals.regional,
        printed_municipal=new.printed_totals.municipal,
        printed_private=new.printed_totals.private,
        **origin,
    )
    session.add(motion)
    session.flush()
    session.add_all(_parts_of(motion, new, origin))
    session.flush()
    begun = [Change("Antrag", "", new.title)]
    record(session, by=by, at=now, kind=Motion.__tablename__, thing_id=motion.id, changes=begun)
    session.flush()
    return motion


def _parts_of(motion: Motion, new: MotionInput, origin: Mapping[str, object]) -> Iterator[Base]:
    for position, signatory in enumerate(new.signatories, start=1):
        yield Signatory(
            motion_id=motion.id,
            position=position,
            printed_name=signatory.printed_name,
            political_group=signatory.political_group,
            **origin,
        )
    for mandate in new.mandates:
        yield Mandate(
            motion_id=motion.id,
            number=mandate.number,
            short_text=mandate.short_text,
            text=mandate.text,
            responsible=mandate.responsible,
            section=mandate.section,
            **origin,
        )
    for position, statement in enumerate(new.statements, start=1):
        yield MotionStatement(
            motion_id=motion.id,
            position=position,
            label=statement.label,
            amount=statement.amount,
            is_approximate=statement.is_approximate,
            scope=statement.scope,
            **origin,
        )
