"""Documents with what they are the evidence of, for those who may read them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.evidence import NAMES, is_for_everybody, size_words
from vrs_tracker.domain.history_rules import KINDS as WORDS_OF_TABLES
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.policy import SEE_WITHHELD, Action, Person, Thing, may
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.wording import amount_short
from vrs_tracker.features.finance.queries.lines import KINDS, WHOLE, MoneyRow
from vrs_tracker.features.finance.queries.proposals import slug_of_block
from vrs_tracker.features.finance.queries.rows import resolution_of, row_of
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.tables.accounts import Person as KnownPerson
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.documents import DocumentUse, StoredDocument
from vrs_tracker.tables.finance import FundingEntry, Resolution
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.together import Question, ask_together

ProvenThing = MoneyRow | Resolution | ShareProposal
"""What a document can be the evidence of."""

RESOLUTIONS = "beschluesse"
"""The word for resolutions in addresses; those of money stand in `lines.KINDS`."""
NO_SUCH_DOCUMENT = (
    "Dieses Dokument gibt es nicht, oder es ist nicht öffentlich. Öffentliche Dokumente stehen unter "
    "„Belege“."
)
_WORDS = {table.__tablename__: word for word, table in KINDS.items()} | {"resolution": RESOLUTIONS}


def _with_documents(table: type[MoneyRow] | type[Resolution]) -> "Question[MoneyRow | Resolution]":
    proven = sa.select(DocumentUse.thing_id).where(DocumentUse.kind == table.__tablename__)
    return Question(table, where=table.id.in_(proven))


_TABLES: dict[str, Any] = {
    table.__tablename__: table for table in (Resolution, ShareProposal, *KINDS.values())
}
_PROVEN = {table.__tablename__: _with_documents(table) for table in (Resolution, *KINDS.values())}
_RESOLUTIONS_BEHIND: Question[Resolution] = Question(Resolution)
_BLOCKS: Question[Block] = Question(Block)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvingDocument:
    """A document as the evidence of one thing, as a page shows it; `unit` is who added it.

    `of` is the table and the id of the thing.
    """

    id: int
    title: str
    file_name: str
    form: str
    has_text: bool
    in_words: str
    is_public: bool
    withheld_reason: str
    added_at: datetime
    unit: str
    taken_back_reason: str
    is_demo: bool
    of: tuple[str, int]
    thing: str = ""
    thing_address: str = ""

    @property
    def address(self) -> str:
        """Where the bytes are."""
        return f"/belege/{self.id}/{quote(self.file_name)}"

    @property
    def is_for_everybody(self) -> bool:
        """Whether visitors find a link to it."""
        return is_for_everybody(
            is_public=self.is_public,
            has_text=self.has_text,
            in_words=self.in_words,
            is_taken_back=bool(self.taken_back_reason),
        )


def thing_of(session: Session, word: str, thing_id: int) -> MoneyRow | Resolution:
    """Return what the address of a list of documents names; NotFound if there is none."""
    if word == RESOLUTIONS:
        return resolution_of(session, thing_id)
    return row_of(session, KINDS[word], thing_id)


def told(session: Session, row: ProvenThing) -> str:
    """Say in a few words what a document is the evidence of."""
    blocks = {each.id: each.name for each in list_blocks(session)}
    return _told(row.__tablename__, row, blocks)


def uses_of(session: Session, row: ProvenThing) -> Sequence[DocumentUse]:
    """Return the uses of documents for a thing, those taken back too, in the order of entry."""
    stmt = sa.select(DocumentUse).where(DocumentUse.kind == row.__tablename__, DocumentUse.thing_id == row.id)
    return session.scalars(stmt.order_by(DocumentUse.id)).all()


def documents_of(session: Session, row: ProvenThing) -> Sequence[ProvingDocument]:
    """Return the documents of a thing, those taken back too, in the order of entry."""
    of_row = (DocumentUse.kind == row.__tablename__, DocumentUse.thing_id == row.id)
    return [_document(*found) for found in session.execute(_select().where(*of_row))]


def documents_for(session: Session, person: Person) -> Sequence[ProvingDocument]:
    """Return the documents of all money and resolutions that this person may read, the newest first.

    Visitors find only what is open to everybody, of resolutions and bookings that are so themselves.
    """
    stmt = _select().where(DocumentUse.kind.in_(_PROVEN)).order_by(None).order_by(DocumentUse.id.desc())
    found = session.execute(stmt).all()
    if not found:
        return ()
    answers = ask_together(session, (*_PROVEN.values(), _RESOLUTIONS_BEHIND, _BLOCKS))
    blocks = {row.id: row.name for row in answers.of(_BLOCKS)}
    resolutions = answers.by_id(_RESOLUTIONS_BEHIND)
    things: dict[str, dict[int, Any]] = {
        kind: dict(answers.by_id(question)) for kind, question in _PROVEN.items()
    }
    listed = []
    for use, stored, unit in found:
        thing = things[use.kind].get(use.thing_id)
        if thing is None:
            continue
        way = f"/belege/{_WORDS[use.kind]}/{thing.id}"
        told_thing = _told(use.kind, thing, blocks)
        document = _document(use, stored, unit, thing=told_thing, thing_address=way)
        is_resolution = use.kind == Resolution.__tablename__
        behind = resolutions.get(thing.id if is_resolution else thing.resolution_id or 0)
        if _reads_withheld(person) or (document.is_for_everybody and _is_open(thing, behind)):
            listed.append(document)
    return listed


def readable_proofs(
    session: Session, person: Person, things: Collection[tuple[str, int]]
) -> Sequence[ProvingDocument]:
    """Return the documents of booked money and resolutions, named by table and id, that this person may read.

    One statement: whether a resolution behind an amount is public is asked along with the documents.
    """
    if not things:
        return ()
    behind = sa.case(
        *(
            (
                DocumentUse.kind == table.__tablename__,
                sa.select(table.resolution_id).where(table.id == DocumentUse.thing_id).scalar_subquery(),
            )
            for table in KINDS.values()
        ),
        else_=DocumentUse.thing_id,
    )
    stmt = (
        _select()
        .outerjoin(Resolution, Resolution.id == behind)
        .add_columns(sa.func.coalesce(Resolution.is_public, sa.true()))
        .where(
            sa.tuple_(DocumentUse.kind, DocumentUse.thing_id).in_(things),
            DocumentUse.taken_back_at.is_(None),
        )
    )
    found = ((_document(use, stored, unit), is_open) for use, stored, unit, is_open in session.execute(stmt))
    reads_all = _reads_withheld(person)
    return [document for document, is_open in found if reads_all or (document.is_for_everybody and is_open)]


def readable_use(session: Session, use_id: int, person: Person) -> DocumentUse:
    """Return a use of a document if this person may read it; NotFound otherwise, as if it were not there."""
    row = session.execute(_select().where(DocumentUse.id == use_id)).one_or_none()
    if row is not None:
        use, stored, unit = row
        thing = _row_of_use(session, use)
        if thing is not None and _may_read(session, _document(use, stored, unit), thing, person):
            found: DocumentUse = use
            return found
    raise NotFound(NO_SUCH_DOCUMENT)


def thing_of_use(session: Session, use: DocumentUse) -> ProvenThing:
    """Return what a document is the evidence of; NotFound if it is gone."""
    thing = _row_of_use(session, use)
    if thing is None:
        raise NotFound(NO_SUCH_DOCUMENT)
    return thing


def use_of(session: Session, use_id: int) -> DocumentUse:
    """Return a use of a document; NotFound if there is none."""
    found = session.get(DocumentUse, use_id)
    if found is None:
        raise NotFound(NO_SUCH_DOCUMENT)
    return found


def list_address(row: MoneyRow | Resolution) -> str:
    """Return where the documents of a thing are listed."""
    return f"/belege/{_WORDS[row.__tablename__]}/{row.id}"


def is_open_thing(session: Session, row: ProvenThing) -> bool:
    """Whether a thing is for everybody: a public resolution, or booked money that rests on no other."""
    if isinstance(row, ShareProposal):
        return False
    if isinstance(row, Resolution):
        return row.is_public
    behind = None if row.resolution_id is None else session.get(Resolution, row.resolution_id)
    return _is_open(row, behind)


def _is_open(row: MoneyRow | Resolution, resolution: Resolution | None) -> bool:
    """Whether a row is booked and the resolution behind it, or the resolution itself, is public."""
    is_booked = getattr(row, "booked_at", True) is not None
    return is_booked and (resolution is None or resolution.is_public)


def _reads_withheld(person: Person) -> bool:
    return bool(person.roles & SEE_WITHHELD)


def _may_read(session: Session, document: ProvingDocument, thing: ProvenThing, person: Person) -> bool:
    if isinstance(thing, ShareProposal):
        return may(person, Action.READ_PROPOSALS, Thing(block=slug_of_block(session, thing.block_id)))
    return _reads_withheld(person) or (document.is_for_everybody and is_open_thing(session, thing))


def _row_of_use(session: Session, use: DocumentUse) -> ProvenThing | None:
    found: ProvenThing | None = session.get(_TABLES[use.kind], use.thing_id)
    return found


def _told(
    kind: str,
    row: Any,  # noqa: ANN401 - the row itself, or its columns (trail/together.py)
    blocks: Mapping[int, str],
) -> str:
    word, when = WORDS_OF_TABLES[kind], precise_date(row.effective_on, row.date_precision)
    if kind == Resolution.__tablename__:
        return f"{word}, {when}: {row.title}"
    if kind == FundingEntry.__tablename__:
        word = f"{blocks.get(row.block_id, WHOLE)}: {row.stage.label}, {row.payer.label}"
    return f"{word}, {when}: {amount_short(row.amount)}"


def _select() -> sa.Select[DocumentUse, StoredDocument, str]:
    return (
        sa.select(DocumentUse, StoredDocument, KnownPerson.unit)
        .join(StoredDocument, StoredDocument.id == DocumentUse.document_id)
        .outerjoin(KnownPerson, KnownPerson.key == DocumentUse.added_by)
        .order_by(DocumentUse.id)
    )


def _document(
    use: DocumentUse, stored: StoredDocument, unit: str | None, *, thing: str = "", thing_address: str = ""
) -> ProvingDocument:
    return ProvingDocument(
        id=use.id,
        title=use.title,
        file_name=use.file_name,
        form=f"{NAMES[stored.media_type]}, {size_words(stored.size)}",
        has_text=stored.has_text,
        in_words=use.in_words,
        is_public=use.is_public,
        withheld_reason=use.withheld_reason,
        added_at=use.added_at,
        unit=unit or "keine Angabe",
        taken_back_reason=use.taken_back_reason,
        is_demo=use.provenance is Provenance.DEMO,
        of=(use.kind, use.thing_id),
        thing=thing,
        thing_address=thing_address,
    )
