"""Documents, stored once by their SHA-256: the same file added to several things is one row."""

from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer

from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.tables.documents import StoredDocument
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import one_after_the_other


def store_document(
    session: Session,
    content: bytes,
    *,
    media_type: str,
    has_text: bool,
    by: Person,
    now: datetime,
    provenance: Provenance = Provenance.ENTERED,
    source: str = "",
) -> StoredDocument:
    """Return the row with this content, which is made if it is not there yet.

    A new one is entered in the history under its own table, for the hash chain.
    """
    checksum = sha256(content).hexdigest()
    one_after_the_other(session, f"document {checksum}")
    known = session.scalar(sa.select(StoredDocument).where(StoredDocument.sha256 == checksum))
    if known is not None:
        return known
    stored = StoredDocument(
        sha256=checksum,
        media_type=media_type,
        size=len(content),
        content=content,
        has_text=has_text,
        stored_at=now,
        stored_by=by.key,
        provenance=provenance,
        source=source,
    )
    session.add(stored)
    session.flush()
    told = [Change("SHA-256", "", checksum)]
    record(session, by=by, at=now, kind=StoredDocument.__tablename__, thing_id=stored.id, changes=told)
    return stored


def document_with_content(session: Session, document_id: int) -> StoredDocument:
    """Return a stored document with its bytes, which no other read loads."""
    stmt = sa.select(StoredDocument).where(StoredDocument.id == document_id)
    return session.scalars(stmt.options(undefer(StoredDocument.content))).one()
