"""Network and cooperative (mandates 2 and 3)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.domain.vocabulary.reporting import EventKind
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.base import (
    Base,
    Body,
    Euro,
    EuroCents,
    Name,
    PostedOnce,
    Provenanced,
    Publishable,
    Sentence,
    Versioned,
    code,
    fact_has_source,
    withheld_has_reason,
)
from vrs_tracker.tables.finance import Dated, effective_date_known


class NetworkEvent(Base, Provenanced, Dated, Publishable, PostedOnce):
    """A counted activity of mandate 2; `participants` NULL is „keine Angabe“."""

    __tablename__ = "network_event"
    __table_args__ = (
        effective_date_known(),
        fact_has_source(),
        withheld_has_reason(),
        sa.CheckConstraint("participants >= 0", name="participants_not_negative"),
    )

    kind: Mapped[EventKind] = code(EventKind)
    title: Mapped[Sentence]
    participants: Mapped[int | None]
    outcome: Mapped[Body] = mapped_column(default="")


class CooperativeName(Base, Provenanced, Dated):
    """A name of the cooperative and since when."""

    __tablename__ = "cooperative_name"
    __table_args__ = (effective_date_known(), fact_has_source())

    name: Mapped[Name]


class CooperativeMember(Base, Provenanced, Dated, Versioned):
    """A member with its share; `effective_on` is the day of joining."""

    __tablename__ = "cooperative_member"
    __table_args__ = (
        effective_date_known(),
        fact_has_source(),
        sa.CheckConstraint("share >= 0", name="share_not_negative"),
        # No precision: still a member; „unknown“: left, nobody knows when.
        sa.CheckConstraint(
            "(left_on IS NOT NULL) = (left_precision IS NOT NULL AND left_precision <> 'unknown')",
            name="left_date_known",
        ),
    )

    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), unique=True)
    share: Mapped[Euro | None] = mapped_column(EuroCents)
    left_on: Mapped[date | None]
    left_precision: Mapped[DatePrecision | None] = code(DatePrecision, "left_precision")

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class CooperativeContribution(Base, Provenanced, PostedOnce):
    """A yearly contribution; `is_ceiling` for „bis zu“."""

    __tablename__ = "cooperative_contribution"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_positive"), fact_has_source())

    payer_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    year: Mapped[int | None]
    amount: Mapped[Euro]
    is_ceiling: Mapped[bool] = mapped_column(default=False)
    note: Mapped[Sentence] = mapped_column(default="")

    payer: Mapped[Organisation] = relationship(lazy="raise")


class CooperativeFact(Base, Provenanced, Dated, Publishable, PostedOnce):
    """A dated event of the cooperative: founding, register, statute, decisions."""

    __tablename__ = "cooperative_fact"
    __table_args__ = (effective_date_known(), fact_has_source(), withheld_has_reason())

    text: Mapped[Body]
