"""Documents as the evidence of resolutions, money and proposals: added, handed on, taken back."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.evidence import Examined, safe_file_name
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.evidence import (
    ALREADY_THERE,
    DocumentInput,
    check_document,
    check_taking_back,
)
from vrs_tracker.domain.policy import REFUSALS, Action, Person, Thing, may
from vrs_tracker.features.finance.actions.judging import check_person
from vrs_tracker.features.finance.queries.evidence import (
    ProvenThing,
    is_open_thing,
    thing_of_use,
    uses_of,
)
from vrs_tracker.features.finance.queries.lines import MoneyRow
from vrs_tracker.features.finance.queries.proposals import slug_of_block
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.documents import DocumentUse
from vrs_tracker.tables.finance import Booked
from vrs_tracker.trail.documents import store_document
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import already_posted
from vrs_tracker.trail.versions import hold

FIELD = "Dokument"


def add_document(
    session: Session,
    thing: ProvenThing,
    examined: Examined,
    new: DocumentInput,
    *,
    by: Person,
    now: datetime,
) -> DocumentUse:
    """Add a document to a thing; its bytes are stored once. A repeated post returns the row that exists."""
    _check_may(session, thing, by)
    earlier = already_posted(session, DocumentUse, new.post_key)
    if earlier is not None:
        return earlier
    is_public = is_open_thing(session, thing)
    require(check_document(new, has_text=examined.has_text, is_thing_public=is_public))
    stored = store_document(
        session,
        examined.content,
        media_type=examined.media_type,
        has_text=examined.has_text,
        by=by,
        now=now,
        provenance=new.provenance,
        source=new.source,
    )
    require(_check_twice(uses_of(session, thing), stored.id))
    use = DocumentUse(
        document_id=stored.id,
        kind=thing.__tablename__,
        thing_id=thing.id,
        title=new.title.strip(),
        file_name=safe_file_name(new.file_name, examined.media_type),
        in_words=new.in_words,
        is_public=new.is_public,
        withheld_reason="" if new.is_public else new.withheld_reason,
        added_at=now,
        added_by=by.key,
        provenance=new.provenance,
        source=new.source,
        post_key=new.post_key,
    )
    session.add(use)
    session.flush()
    _tell(session, thing, Change(FIELD, "", use.title), by=by, now=now)
    return use


def take_back_document(
    session: Session, use: DocumentUse, reason: str, *, by: Person, now: datetime
) -> DocumentUse:
    """Say that a document was added by mistake, with the reason; its bytes stay with the administration."""
    thing = thing_of_use(session, use)
    _check_may(session, thing, by)
    hold(session, use)
    require(check_taking_back(reason, is_taken_back=use.taken_back_at is not None))
    use.taken_back_at, use.taken_back_reason = now, reason.strip()
    session.flush()
    _tell(session, thing, Change(FIELD, use.title, ""), by=by, now=now, reason=reason)
    return use


def hand_on(session: Session, source: ShareProposal, target: MoneyRow, *, by: Person, now: datetime) -> None:
    """Add the documents of a proposal to the entry that was made from it, withheld as they are."""
    for use in uses_of(session, source):
        if use.taken_back_at is not None:
            continue
        handed = DocumentUse(
            document_id=use.document_id,
            kind=target.__tablename__,
            thing_id=target.id,
            title=use.title,
            file_name=use.file_name,
            in_words=use.in_words,
            is_public=use.is_public,
            withheld_reason=use.withheld_reason,
            added_at=now,
            added_by=by.key,
            provenance=use.provenance,
            source=use.source,
        )
        session.add(handed)
    session.flush()


def _check_may(session: Session, thing: ProvenThing, by: Person) -> None:
    if not isinstance(thing, ShareProposal):
        check_person(by)
    elif not may(by, Action.PROPOSE_SHARE, Thing(block=slug_of_block(session, thing.block_id))):
        raise Forbidden(REFUSALS[Action.PROPOSE_SHARE])


def _check_twice(uses: Iterable[DocumentUse], document_id: int) -> tuple[Violation, ...]:
    is_there = any(use.document_id == document_id and use.taken_back_at is None for use in uses)
    return (Violation("file", ALREADY_THERE),) if is_there else ()


def _tell(
    session: Session, thing: ProvenThing, change: Change, *, by: Person, now: datetime, reason: str = ""
) -> None:
    """Write it in the history of the thing; a draft has none before it is booked."""
    if isinstance(thing, Booked) and thing.booked_at is None:
        return
    kind = thing.__tablename__
    record(session, by=by, at=now, kind=kind, thing_id=thing.id, changes=[change], reason=reason)
    session.flush()
