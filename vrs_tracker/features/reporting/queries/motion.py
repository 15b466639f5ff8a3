"""The motion as a value."""

from vrs_tracker.domain.facts import motion as facts
from vrs_tracker.tables import programme as rows
from vrs_tracker.trail.together import Answers, Question

MOTION = Question(rows.Motion)
SIGNATORIES = Question(rows.Signatory, order=(rows.Signatory.position,))
MANDATES = Question(rows.Mandate, order=(rows.Mandate.number,))
STATEMENTS = Question(rows.MotionStatement, order=(rows.MotionStatement.position,))
QUESTIONS = (MOTION, SIGNATORIES, MANDATES, STATEMENTS)


def motion_value(found: Answers) -> facts.Motion | None:
    """The motion with its mandates and statements, or None in a database without facts; there is one."""
    motion = found.one(MOTION)
    if motion is None:
        return None
    return facts.Motion(
        title=motion.title,
        addressee=motion.addressee,
        address=motion.address,
        printed_on=motion.printed_on,
        signatories=tuple(item.printed_name for item in found.of(SIGNATORIES)),
        mandates=tuple(
            facts.Mandate(
                number=item.number,
                short_text=item.short_text,
                text=item.text,
                responsible=item.responsible,
                section=item.section,
            )
            for item in found.of(MANDATES)
        ),
        statements=tuple(
            facts.MotionStatement(
                label=item.label, amount=item.amount, is_approximate=item.is_approximate, scope=item.scope
            )
            for item in found.of(STATEMENTS)
        ),
        printed_totals=facts.Shares(
            regional=motion.printed_regional,
            municipal=motion.printed_municipal,
            private=motion.printed_private,
        ),
    )
