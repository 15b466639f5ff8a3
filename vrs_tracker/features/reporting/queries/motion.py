"""The motion as a value."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from vrs_tracker.domain.facts import motion as facts
from vrs_tracker.tables import programme as rows


def load_motion(session: Session) -> facts.Motion | None:
    """The motion with its mandates and statements, or None in a database without facts."""
    stmt = sa.select(rows.Motion).options(
        joinedload(rows.Motion.signatories),
        selectinload(rows.Motion.mandates),
        selectinload(rows.Motion.statements),
    )
    motion = session.scalars(stmt.execution_options(populate_existing=True)).unique().one_or_none()
    if motion is None:
        return None
    return facts.Motion(
        title=motion.title,
        addressee=motion.addressee,
        address=motion.address,
        printed_on=motion.printed_on,
        signatories=tuple(item.printed_name for item in motion.signatories),
        mandates=tuple(
            facts.Mandate(
                number=item.number,
                short_text=item.short_text,
                text=item.text,
                responsible=item.responsible,
                section=item.section,
            )
            for item in motion.mandates
        ),
        statements=tuple(
            facts.MotionStatement(
                label=item.label, amount=item.amount, is_approximate=item.is_approximate, scope=item.scope
            )
            for item in motion.statements
        ),
        printed_totals=facts.Shares(
            regional=motion.printed_regional,
            municipal=motion.printed_municipal,
            private=motion.printed_private,
        ),
    )
