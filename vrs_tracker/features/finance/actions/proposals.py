"""Amounts that partners propose: proposed, asked back, answered, withdrawn, taken over."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.actors import DecidingBodyInput
from vrs_tracker.domain.inputs.finance import EntryInput, ResolutionInput, check_money
from vrs_tracker.domain.inputs.parts import in_row
from vrs_tracker.domain.inputs.proposals import (
    OWN_PROPOSAL,
    ProposalInput,
    check_open,
    check_proposal,
    check_question,
)
from vrs_tracker.domain.inputs.proposed_resolutions import ProposedResolution, check_proposed_resolution
from vrs_tracker.domain.policy import REFUSALS, Action, Person, Thing, may
from vrs_tracker.domain.vocabulary.cofunding import ProposalState
from vrs_tracker.features.actors.actions import add_deciding_body
from vrs_tracker.features.actors.queries import body_by_name
from vrs_tracker.features.finance.actions.booking import UNKNOWN_DAY, add_entry
from vrs_tracker.features.finance.actions.evidence import hand_on
from vrs_tracker.features.finance.actions.judging import check_person, day_of
from vrs_tracker.features.finance.actions.resolutions import record_resolution
from vrs_tracker.features.finance.queries.proposals import slug_of_block
from vrs_tracker.features.finance.queries.values import NOT_STORED
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.history import changed_fields, record
from vrs_tracker.trail.posting import already_posted
from vrs_tracker.trail.versions import check_version, hold

LABELS = {
    "block_id": "Baustein oder Projekt",
    "payer": "Geldgeber",
    "payer_name": "Zahlende Stelle",
    "amount": "Betrag",
    "degree": "Verbindlichkeit",
    "effective_on": "Datum",
    "date_precision": "Genauigkeit des Datums",
    "resolution_text": "Beschluss",
    "note": "Anmerkung",
    "state": "Stand",
    "question": "Rückfrage",
}
_STEM = "Dieser Vorschlag wurde"
_ANSWERED = "Angaben des Vorschlags geändert."


def propose_share(session: Session, new: ProposalInput, *, by: Person, now: datetime) -> ShareProposal:
    """Propose an amount for an own block; a repeated post returns the row that exists."""
    _check_partner(session, new.block_id, by)
    earlier = already_posted(session, ShareProposal, new.post_key)
    if earlier is not None:
        return earlier
    require(check_proposal(new, day_of(now)))
    row = ShareProposal(
        **_values(new),
        state=ProposalState.PROPOSED,
        proposed_at=now,
        proposed_by=by.key,
        provenance=new.provenance,
        source=new.source,
        post_key=new.post_key,
    )
    session.add(row)
    session.flush()
    _tell(session, row, (Change(LABELS["state"], "", row.state.label),), by=by, now=now)
    return row


def edit_proposal(
    session: Session,
    row: ShareProposal,
    new: ProposalInput,
    *,
    by: Person,
    now: datetime,
    version: int | None = None,
) -> ShareProposal:
    """Change an open proposal, which answers what was asked; Conflict if somebody else was faster."""
    _check_partner(session, row.block_id, by)
    _check_partner(session, new.block_id, by)
    hold(session, row)
    check_version(session, row, version, _STEM)
    require((*check_open(row.state), *check_proposal(new, day_of(now))))
    _set(session, row, {**_values(new), "state": ProposalState.PROPOSED}, by=by, now=now, reason=_ANSWERED)
    return row


def withdraw_proposal(session: Session, row: ShareProposal, *, by: Person, now: datetime) -> None:
    """Take back an own proposal that is still open; what was withdrawn already stays so."""
    _check_partner(session, row.block_id, by)
    hold(session, row)
    if row.state is ProposalState.WITHDRAWN:
        return
    require(check_open(row.state))
    row.settled_at, row.settled_by = now, by.key
    _set(session, row, {"state": ProposalState.WITHDRAWN}, by=by, now=now)


def ask_back(
    session: Session,
    row: ShareProposal,
    question: str,
    *,
    by: Person,
    now: datetime,
    version: int | None = None,
) -> None:
    """Give a proposal back with what is to be clarified."""
    check_person(by)
    hold(session, row)
    check_version(session, row, version, _STEM)
    require((*check_open(row.state), *check_question(question)))
    asked: dict[str, object] = {"state": ProposalState.ASKED_BACK, "question": question.strip()}
    _set(session, row, asked, by=by, now=now)


def accept_proposal(
    session: Session,
    row: ShareProposal,
    new: EntryInput,
    *,
    by: Person,
    now: datetime,
    version: int | None = None,
    second_person_from: Decimal | None = None,
    resolution: ProposedResolution | None = None,
) -> FundingEntry:
    """Book an entry for a proposal, or enter it as a draft, and keep which one; its documents go along.

    `resolution` is recorded before, as that of the entry; if the entry is refused, whoever calls takes that
    back. RuleViolations for whoever proposed it, and if it is settled already.
    """
    check_person(by)
    hold(session, row)
    if row.state is ProposalState.ACCEPTED and new.post_key:
        earlier = already_posted(session, FundingEntry, new.post_key)
        if earlier is not None and earlier.id == row.entry_id:
            return earlier
    check_version(session, row, version, _STEM)
    own = (Violation("", OWN_PROPOSAL),) if row.proposed_by == by.key else ()
    require((*own, *check_open(row.state)))
    if resolution is not None:
        new = replace(new, resolution_id=_record_resolution(session, resolution, new, by=by, now=now))
    entry = add_entry(session, new, by=by, now=now, second_person_from=second_person_from)
    row.entry_id, row.settled_at, row.settled_by = entry.id, now, by.key
    _set(session, row, {"state": ProposalState.ACCEPTED}, by=by, now=now)
    hand_on(session, row, entry, by=by, now=now)
    return entry


def _record_resolution(
    session: Session, resolution: ProposedResolution, new: EntryInput, *, by: Person, now: datetime
) -> int:
    """Record the resolution of a proposal, with its body if need be; what is wrong is said all at once."""
    today, payer_id = day_of(now), new.payer_organisation_id
    found = check_proposed_resolution(resolution, today, organisation_id=payer_id)
    require((*in_row("resolution", found), *check_money(replace(new, resolution_id=NOT_STORED), today)))
    name = resolution.body_name.strip()
    body_id = resolution.body_id
    if body_id is None:
        known = body_by_name(session, name)
        wanted = DecidingBodyInput(name=name, organisation_id=payer_id or NOT_STORED, source=new.source)
        body_id = (known or add_deciding_body(session, wanted, by=by, now=now)).id
    said = ResolutionInput(
        body_id=body_id,
        decided=resolution.decided or UNKNOWN_DAY,
        title=resolution.title,
        document=resolution.document,
        source=new.source,
    )
    return record_resolution(session, said, by=by, now=now).id


def _values(new: ProposalInput) -> dict[str, object]:
    return {
        "block_id": new.block_id,
        "payer": new.payer,
        "payer_name": new.payer_name.strip(),
        "amount": new.amount,
        "degree": new.degree,
        "effective_on": new.effective.day,
        "date_precision": new.effective.precision,
        "resolution_text": new.resolution_text.strip(),
        "note": new.note,
    }


def _set(
    session: Session,
    row: ShareProposal,
    values: dict[str, object],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> None:
    changes = changed_fields(row, values, LABELS)
    if not changes:
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    session.flush()
    _tell(session, row, changes, by=by, now=now, reason=reason)


def _tell(
    session: Session,
    row: ShareProposal,
    changes: tuple[Change, ...],
    *,
    by: Person,
    now: datetime,
    reason: str = "",
) -> None:
    kind = row.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=row.id, changes=changes, reason=reason)
    session.flush()


def _check_partner(session: Session, block_id: int, by: Person) -> None:
    if not may(by, Action.PROPOSE_SHARE, Thing(block=slug_of_block(session, block_id))):
        raise Forbidden(REFUSALS[Action.PROPOSE_SHARE])
