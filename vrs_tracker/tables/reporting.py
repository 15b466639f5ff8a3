"""Frozen reports and what was handed out: append-only, protected by triggers."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.tables.base import (
    Base,
    Body,
    Moment,
    PersonKey,
    PostedOnce,
    Provenanced,
    Sentence,
    code,
    fact_has_source,
)
from vrs_tracker.tables.periods import ReportingPeriod


class Snapshot(Base, Provenanced, PostedOnce):
    """The frozen `CommitteeReport` of a half-year (a Fassung): canonical JSON and its SHA-256."""

    __tablename__ = "snapshot"
    __table_args__ = (
        sa.UniqueConstraint("period_id", "version"),
        sa.CheckConstraint("version >= 1", name="version_positive"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),
        fact_has_source(),
    )

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"))
    version: Mapped[int]
    schema_version: Mapped[int]
    as_of: Mapped[date]
    payload: Mapped[Body]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    frozen_at: Mapped[Moment]
    frozen_by: Mapped[PersonKey]

    period: Mapped[ReportingPeriod] = relationship(lazy="raise")


class WithheldAnnex(Base, Provenanced):
    """What a Fassung holds back, frozen with it and apart from it: `WithheldParts` and their SHA-256.

    A table of its own, so that nothing that reads a Fassung for the public can carry it along. Where nothing
    was held back there is no row.
    """

    __tablename__ = "withheld_annex"
    __table_args__ = (
        sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),
        fact_has_source(),
    )

    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("snapshot.id"), unique=True)
    payload: Mapped[Body]
    sha256: Mapped[str] = mapped_column(sa.String(64))


class IssuedReport(Base, Provenanced):
    """A PDF as handed out, with title block and bytes; the newest is served, older ones stay verifiable."""

    __tablename__ = "issued_report"
    __table_args__ = (
        sa.UniqueConstraint("snapshot_id", "number", "form"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        sa.CheckConstraint("pages >= 1", name="pages_positive"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_complete"),
        fact_has_source(),
    )

    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("snapshot.id"))
    number: Mapped[int]
    form: Mapped[PdfForm] = code(PdfForm)
    title_block: Mapped[Body]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    issued_at: Mapped[Moment]
    issued_by: Mapped[PersonKey]

    snapshot: Mapped[Snapshot] = relationship(lazy="raise")


class ReportReopening(Base, PostedOnce):
    """A released half-year was opened again, with the reason; what was handed out stays readable."""

    __tablename__ = "report_reopening"
    __table_args__ = (sa.CheckConstraint("reason <> ''", name="has_reason"),)

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    snapshot_id: Mapped[int] = mapped_column(sa.ForeignKey("snapshot.id"), index=True)
    reason: Mapped[Sentence]
    reopened_at: Mapped[Moment]
    reopened_by: Mapped[PersonKey]

    period: Mapped[ReportingPeriod] = relationship(lazy="raise")
    snapshot: Mapped[Snapshot] = relationship(lazy="raise")
