"""The risk register: adding, editing, settling, checking."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import require
from vrs_tracker.domain.history_rules import check_reason
from vrs_tracker.domain.inputs.progress import RiskInput, check_risk
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.progress import RiskState
from vrs_tracker.features.progress.actions.milestones import check_reporter, day_of
from vrs_tracker.features.progress.queries import open_risks, risk_statement
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import Risk
from vrs_tracker.trail.history import Change, changed_fields, record
from vrs_tracker.trail.posting import already_posted
from vrs_tracker.trail.versions import check_version, hold

LABELS = {
    "title": "Risiko",
    "cause": "Ursache",
    "effect": "Folge",
    "likelihood": "Wahrscheinlichkeit",
    "damage": "Schaden",
    "trend": "Entwicklung",
    "measure": "Gegenmaßnahme",
    "responsible": "zuständig",
    "due_on": "Termin der Gegenmaßnahme",
    "state": "Stand",
    "is_public": "öffentlich",
    "withheld_reason": "Grund für nichtöffentlich",
}


def add_risk(session: Session, block: Block, new: RiskInput, *, by: Person, now: datetime) -> Risk:
    """Add a risk, recorded and checked today; a repeated post returns the one it made the first time."""
    check_reporter(by, block)
    posted = already_posted(session, Risk, new.post_key)
    if posted is not None:
        return posted
    require(check_risk(new))
    today = day_of(now)
    row = Risk(
        block_id=block.id,
        recorded_on=today,
        checked_on=today,
        post_key=new.post_key,
        provenance=new.provenance,
        source=new.source,
        **_values(new),
    )
    session.add(row)
    session.flush()
    kind = Risk.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=row.id, changes=[Change("Risiko", "", row.title)])
    session.flush()
    return row


def edit_risk(
    session: Session, risk: Risk, new: RiskInput, *, by: Person, now: datetime, reason: str = ""
) -> Risk:
    """Take the newest statement about a risk as a whole, visibility included.

    `reason` is asked for if the countermeasure moves by more than 30 days. Conflict if somebody else changed
    the risk since the form was filled.
    """
    check_reporter(by, session.get_one(Block, risk.block_id))
    hold(session, risk)
    check_version(session, risk, new.version, "Dieses Risiko wurde")
    require(check_risk(new))
    values = _values(new)
    changes = changed_fields(risk, values, LABELS)
    require(check_reason(changes, reason))
    risk.checked_on = day_of(now)
    if changes:
        for name, value in values.items():
            setattr(risk, name, value)
        risk.version += 1
        kind = Risk.__tablename__
        record(session, by=by, at=now, kind=kind, thing_id=risk.id, changes=changes, reason=reason)
    session.flush()
    return risk


def settle_risk(
    session: Session, risk: Risk, *, by: Person, now: datetime, reason: str = "", version: int | None = None
) -> Risk:
    """Take a risk off the list of open ones; it stays in the register."""
    new = risk_statement(risk, state=RiskState.SETTLED, version=version)
    return edit_risk(session, risk, new, by=by, now=now, reason=reason)


def check_risks(session: Session, block: Block, *, by: Person, now: datetime) -> int:
    """Note that all open risks of a block were looked at today; return how many there are."""
    check_reporter(by, block)
    found = open_risks(session, block.id)
    for risk in found:
        risk.checked_on = day_of(now)
    session.flush()
    return len(found)


def _values(new: RiskInput) -> dict[str, object]:
    return {
        "title": new.title,
        "cause": new.cause,
        "effect": new.effect,
        "likelihood": new.likelihood,
        "damage": new.damage,
        "trend": new.trend,
        "measure": new.measure,
        "responsible": new.responsible,
        "due_on": new.due,
        "state": new.state,
        "is_public": new.is_public,
        "withheld_reason": new.withheld_reason,
    }
