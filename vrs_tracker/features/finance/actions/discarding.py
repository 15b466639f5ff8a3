"""What hangs on a draft when it is discarded: the proposal it came from, and its documents."""

from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.features.finance.queries.evidence import uses_of
from vrs_tracker.features.finance.queries.lines import MoneyRow
from vrs_tracker.features.finance.queries.proposals import proposal_booked_as
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.history import record

_DISCARDED = "Der Entwurf der Haushaltsstelle ist verworfen."


def let_go(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Open the proposal of a draft again and forget its documents; those of the proposal stay with it."""
    for use in uses_of(session, row):
        session.delete(use)
    proposal = proposal_booked_as(session, row.id) if isinstance(row, FundingEntry) else None
    if proposal is None:
        return
    proposal.entry_id, proposal.settled_at, proposal.settled_by = None, None, None
    proposal.state = ProposalState.PROPOSED
    proposal.version += 1
    session.flush()
    opened = Change("Stand", ProposalState.ACCEPTED.label, ProposalState.PROPOSED.label)
    record(
        session,
        by=by,
        at=now,
        kind=ShareProposal.__tablename__,
        thing_id=proposal.id,
        changes=[opened],
        reason=_DISCARDED,
    )
