"""Reporting periods and the sessions in which their reports are presented."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, PeriodState, Purpose
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.base import (
    Base,
    Body,
    Name,
    PersonKey,
    Provenanced,
    Publishable,
    Sentence,
    Utc,
    Versioned,
    code,
    fact_has_source,
    withheld_has_reason,
)


class ReportingPeriod(Base, Provenanced, Versioned):
    """A half-year with its state; the moves between states stand in `domain/periods.py`."""

    __tablename__ = "reporting_period"
    __table_args__ = (
        sa.UniqueConstraint("year", "half"),
        sa.CheckConstraint("half IN (1, 2)", name="half_is_one_or_two"),
        sa.CheckConstraint("(released_by IS NULL) = (released_at IS NULL)", name="released_at_by_somebody"),
        sa.CheckConstraint(
            "state NOT IN ('released', 'published') OR released_by IS NOT NULL", name="released_has_person"
        ),
        sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name="published_has_moment"),
        fact_has_source(),
    )

    year: Mapped[int]
    half: Mapped[int]
    state: Mapped[PeriodState] = code(PeriodState)
    due_on: Mapped[date]
    released_by: Mapped[PersonKey | None]
    released_at: Mapped[datetime | None] = mapped_column(Utc)
    published_at: Mapped[datetime | None] = mapped_column(Utc)

    session: Mapped["CommitteeSession | None"] = relationship(lazy="raise")
    narratives: Mapped[list["Narrative"]] = relationship(lazy="raise", order_by="Narrative.id")
    leading_changes: Mapped[list["LeadingChange"]] = relationship(
        lazy="raise", order_by="LeadingChange.position", cascade="all, delete-orphan"
    )


class CommitteeSession(Base, Provenanced, Versioned):
    """The session that receives the report: its title block, outside the frozen figures (users.md 12)."""

    __tablename__ = "committee_session"

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), unique=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("deciding_body.id"), index=True)
    held_on: Mapped[date | None]
    agenda_item: Mapped[str] = mapped_column(sa.String(20), default="")
    paper_reference: Mapped[str] = mapped_column(sa.String(60), default="")
    purpose: Mapped[Purpose] = code(Purpose)
    is_open_session: Mapped[bool] = mapped_column(default=True)
    lead_unit: Mapped[Name] = mapped_column(default="")
    note: Mapped[Sentence] = mapped_column(default="")

    body: Mapped[DecidingBody] = relationship(lazy="raise")


class Narrative(Base, Provenanced, Publishable, Versioned):
    """A text of the report that belongs to no block (users.md 4.6)."""

    __tablename__ = "narrative"
    __table_args__ = (sa.UniqueConstraint("period_id", "slot"), fact_has_source(), withheld_has_reason())

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"))
    slot: Mapped[NarrativeSlot] = code(NarrativeSlot)
    text: Mapped[Body]


class LeadingChange(Base):
    """A change that the office has put on page 1 in place of the proposal; no row means the proposal.

    `change` is the key of a `domain/changes.py` change. Without provenance: it orders, it states nothing.
    """

    __tablename__ = "leading_change"
    __table_args__ = (
        sa.UniqueConstraint("period_id", "change"),
        sa.CheckConstraint("position >= 1", name="position_positive"),
    )

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"))
    position: Mapped[int]
    change: Mapped[str] = mapped_column(sa.String(200))


class HintComment(Base):
    """What the office says to a hint of the plausibility list; it holds on in later half-years.

    `hint` is the key of the hint (`Check.key`), the same however its dates and figures move on.
    """

    __tablename__ = "hint_comment"
    __table_args__ = (sa.UniqueConstraint("period_id", "hint"),)

    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"))
    hint: Mapped[str] = mapped_column(sa.String(64), index=True)
    comment: Mapped[Sentence]

    period: Mapped[ReportingPeriod] = relationship(lazy="raise")
