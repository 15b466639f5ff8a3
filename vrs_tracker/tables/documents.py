"""Evidence: uploaded documents, stored once by their content, and files of amounts that were imported."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.tables.base import (
    Base,
    Body,
    Moment,
    Name,
    PersonKey,
    PostedOnce,
    Provenanced,
    Publishable,
    Sentence,
    Utc,
    code,
    fact_has_source,
    withheld_has_reason,
)


class StoredDocument(Base, Provenanced):
    """The bytes of a document, stored once by their SHA-256; what it is called stands at each use of it.

    `has_text` is whether it can be read aloud: a scan without text is not linked publicly without words.
    """

    __tablename__ = "stored_document"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),
        sa.CheckConstraint("size > 0", name="size_positive"),
        fact_has_source(),
    )

    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    media_type: Mapped[str] = mapped_column(sa.String(120))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    has_text: Mapped[bool]
    stored_at: Mapped[Moment]
    stored_by: Mapped[PersonKey]


class DocumentUse(Base, Provenanced, Publishable, PostedOnce):
    """A document as the evidence of a thing: `kind` is the name of its table, as in the history.

    `in_words` says what a scan contains. A mistaken use is taken back with a reason, not deleted.
    """

    __tablename__ = "document_use"
    __table_args__ = (
        sa.Index("ix_document_use_thing", "kind", "thing_id"),
        fact_has_source(),
        withheld_has_reason(),
        sa.CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_reason = '')", name="taken_back_has_reason"
        ),
    )

    document_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_document.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(60))
    thing_id: Mapped[int]
    title: Mapped[Sentence]
    file_name: Mapped[Name]
    in_words: Mapped[Body] = mapped_column(default="")
    added_at: Mapped[Moment]
    added_by: Mapped[PersonKey]
    taken_back_at: Mapped[datetime | None] = mapped_column(Utc)
    taken_back_reason: Mapped[Sentence] = mapped_column(default="")


class MoneyImport(Base, Provenanced, PostedOnce):
    """A file of amounts: what was read, how its columns were understood, and whether it was booked.

    `content` is the uploaded file, kept until it is booked or discarded, and empty afterwards; `layout` is
    the sheet and the meaning of its columns as JSON. `problems` are those that were told when it was booked,
    as JSON; None for a file that is not, or was before they were kept.
    """

    __tablename__ = "money_import"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),
        sa.CheckConstraint("lines >= 0", name="lines_counted"),
        sa.CheckConstraint("(state = 'reversed') = (reversal_reason <> '')", name="reversed_has_reason"),
        fact_has_source(),
    )

    file_name: Mapped[Name]
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    media_type: Mapped[str] = mapped_column(sa.String(120))
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    layout: Mapped[Body] = mapped_column(default="")
    lines: Mapped[int] = mapped_column(default=0)
    problems: Mapped[str | None] = mapped_column(sa.Text)
    state: Mapped[ImportState] = code(ImportState)
    uploaded_at: Mapped[Moment]
    uploaded_by: Mapped[PersonKey]
    booked_at: Mapped[datetime | None] = mapped_column(Utc)
    reversal_reason: Mapped[Sentence] = mapped_column(default="")


class ColumnMeaning(Base):
    """What somebody answered when the head of a column was ambiguous; asked once only."""

    __tablename__ = "column_meaning"

    head: Mapped[str] = mapped_column(sa.String(200), unique=True)
    meaning: Mapped[str] = mapped_column(sa.String(60))
    answered_at: Mapped[Moment]
    answered_by: Mapped[PersonKey]
