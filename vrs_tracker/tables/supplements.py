"""The Ergänzung of a released report, from draft to what was given out, and the previews to compare with."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.tables.base import Base, Body, Moment, PersonKey, Provenanced, Sentence, fact_has_source
from vrs_tracker.tables.reporting import Snapshot


class SupplementDraft(Base):
    """The Ergänzung that is being written for a report; it ends when it is given out or discarded.

    Without provenance: what it says becomes a statement when it is given out.
    """

    __tablename__ = "supplement_draft"

    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("snapshot.id"), unique=True)
    held_on: Mapped[date | None]
    agenda_item: Mapped[str] = mapped_column(sa.String(20), default="")
    paper_reference: Mapped[str] = mapped_column(sa.String(60), default="")
    begun_at: Mapped[Moment]
    begun_by: Mapped[PersonKey]

    lines: Mapped[list["SupplementLine"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="SupplementLine.id"
    )
    snapshot: Mapped[Snapshot] = relationship(lazy="raise")


class SupplementLine(Base):
    """One sentence that a draft corrects: its place in the report, how it reads from now on, and why.

    `number` is that of the statement, `line` the place of the sentence in it, counted from 0.
    """

    __tablename__ = "supplement_line"
    __table_args__ = (
        sa.UniqueConstraint("draft_id", "number", "line"),
        sa.CheckConstraint("line >= 0", name="line_counted"),
    )

    draft_id: Mapped[int] = mapped_column(sa.ForeignKey("supplement_draft.id"))
    number: Mapped[str] = mapped_column(sa.String(20))
    line: Mapped[int]
    new_text: Mapped[Sentence]
    reason: Mapped[Sentence]
    written_by: Mapped[PersonKey]


class IssuedSupplement(Base, Provenanced):
    """An Ergänzung as given out: its value (canonical JSON), its title block, its one page; append-only."""

    __tablename__ = "issued_supplement"
    __table_args__ = (
        sa.UniqueConstraint("snapshot_id", "number"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        sa.CheckConstraint("pages = 1", name="one_page"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),
        fact_has_source(),
    )

    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("snapshot.id"))
    number: Mapped[int]
    payload: Mapped[Body]
    title_block: Mapped[Body]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    issued_at: Mapped[Moment]
    issued_by: Mapped[PersonKey]

    snapshot: Mapped[Snapshot] = relationship(lazy="raise")


class ReportPreview(Base):
    """What a draft said when it was printed for reading: its statements by number, when and by whom.

    Only to be compared with; the last ones of a half-year are kept. Without provenance: it states nothing.
    """

    __tablename__ = "report_preview"

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    payload: Mapped[Body]
    printed_at: Mapped[Moment]
    printed_by: Mapped[PersonKey]
