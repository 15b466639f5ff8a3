"""What a half-year holds back: parts of a block, and one of each kind that belongs to none."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import with_milestone, with_risk
from tests.features.reporting.report_rows import (
    block_of,
    closed,
    confirmed,
    opened,
)
from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.inputs.progress import WithheldText
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance
from vrs_tracker.domain.vocabulary.progress import TextSlot
from vrs_tracker.domain.vocabulary.reporting import (
    EventKind,
    NarrativeSlot,
)
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.finance import Resolution
from vrs_tracker.tables.network import CooperativeFact, NetworkEvent
from vrs_tracker.tables.periods import Narrative, ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot

WHY = "laufende Verhandlung"
SECRETS = ("Merkwort Mietvertrag", "Merkwort Umzug", "Merkwort Angebot", "Merkwort Rest")
HIDDEN: dict[str, Any] = {"is_public": False, "withheld_reason": WHY, "provenance": Provenance.ENTERED}


def in_review(session: Session) -> ReportingPeriod:
    """Return a half-year in review that holds back a risk, a milestone and a text."""
    period = opened(session)
    block = block_of(session, "ki-xc")
    hidden: dict[str, object] = {"is_public": False, "withheld_reason": WHY}
    with_risk(session, block, title=SECRETS[0], **hidden)
    with_milestone(session, block, SECRETS[1], baseline=date(2027, 10, 1), **hidden)
    withheld = (WithheldText(slot=TextSlot.ACHIEVED, reason=WHY),)
    confirmed(session, period, "ki-xc", achieved=SECRETS[2], withheld=withheld)
    return closed(session)


def with_held_text(session: Session, period: ReportingPeriod) -> None:
    """Add a text of the report that is not public."""
    text = Narrative(period_id=period.id, slot=NarrativeSlot.OUTLOOK, text=SECRETS[3], **HIDDEN)
    session.add(text)
    session.flush()


def with_all_held_back(
    session: Session, period: ReportingPeriod, *, on: date = date(2026, 5, 4)
) -> ReportingPeriod:
    """Hold back whatever belongs to no block, once of each kind; all but the text happened on that day."""
    dated: dict[str, Any] = {**HIDDEN, "effective_on": on, "date_precision": DatePrecision.DAY}
    body = session.scalars(sa.select(DecidingBody)).first()
    assert body is not None
    session.add_all(
        (
            Resolution(body_id=body.id, title=SECRETS[3], **dated),
            NetworkEvent(kind=EventKind.WORKSHOP, title=SECRETS[3], **dated),
            CooperativeFact(text=SECRETS[3], **dated),
        )
    )
    with_held_text(session, period)
    return period


def parts_of(session: Session, snapshot: Snapshot) -> WithheldParts:
    found = frozen_withheld(session, snapshot)
    assert found is not None
    return found
