"""Status updates, milestones, risks and indicators."""

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Level,
    Light,
    MessageSource,
    RiskState,
    ShiftReason,
    StepOutcome,
    TextSlot,
    Trend,
    UpdateState,
)
from vrs_tracker.tables.base import (
    Base,
    Body,
    Name,
    PersonKey,
    PostedOnce,
    Provenanced,
    Publishable,
    Sentence,
    Utc,
    Versioned,
    code,
    fact_has_source,
    withheld_has_reason,
)


class Hundredths(sa.types.TypeDecorator[Decimal]):
    """A quantity with up to two decimals, stored exactly as whole hundredths."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002 - signature of SQLAlchemy
        """Whole hundredths; more than two decimals are refused."""
        if value is None:
            return None
        scaled = value * 100
        if scaled != scaled.to_integral_value():
            message = "a quantity has at most two decimals"
            raise ValueError(message)
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002 - signature of SQLAlchemy
        """The exact quantity."""
        return None if value is None else Decimal(value) / 100


class StatusUpdate(Base, Provenanced, Versioned):
    """What a block reports for a half-year: draft, filed, returned with a reason, confirmed by another.

    `draft` is what was typed and not filed yet, as JSON: it may be incomplete; filing writes the rows.
    `money_change` tells the budget office in words what has changed about costs or shares; `money_settled_at`
    is when that office had booked it or seen that there is nothing to book.
    """

    __tablename__ = "status_update"
    __table_args__ = (
        sa.UniqueConstraint("block_id", "period_id"),
        sa.CheckConstraint("state = 'draft' OR filed_by IS NOT NULL", name="filed_has_person"),
        sa.CheckConstraint("(filed_by IS NULL) = (filed_at IS NULL)", name="filed_at_by_somebody"),
        sa.CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed_at_by_somebody"
        ),
        sa.CheckConstraint("(state = 'confirmed') = (confirmed_by IS NOT NULL)", name="confirmed_has_person"),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> filed_by", name="confirmed_by_second_person"
        ),
        sa.CheckConstraint("state <> 'returned' OR return_reason <> ''", name="returned_has_reason"),
        fact_has_source(),
    )

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"))
    period_id: Mapped[int] = mapped_column(sa.ForeignKey("reporting_period.id"), index=True)
    state: Mapped[UpdateState] = code(UpdateState)
    nothing_changed: Mapped[bool] = mapped_column(default=False)
    message_source: Mapped[MessageSource] = code(MessageSource)
    message_note: Mapped[Sentence] = mapped_column(default="")
    risks_checked: Mapped[bool] = mapped_column(default=False)
    money_change: Mapped[Sentence] = mapped_column(default="")
    money_settled_at: Mapped[datetime | None] = mapped_column(Utc)
    draft: Mapped[Body] = mapped_column(default="")
    filed_by: Mapped[PersonKey | None]
    filed_at: Mapped[datetime | None] = mapped_column(Utc)
    return_reason: Mapped[Sentence] = mapped_column(default="")
    confirmed_by: Mapped[PersonKey | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(Utc)

    texts: Mapped[list["UpdateText"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="UpdateText.id"
    )
    ratings: Mapped[list["DimensionRating"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="DimensionRating.id"
    )
    next_steps: Mapped[list["NextStep"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="NextStep.position"
    )
    step_results: Mapped[list["StepResult"]] = relationship(lazy="raise", cascade="all, delete-orphan")


class UpdateText(Base, Publishable):
    """One text of an update, public or not."""

    __tablename__ = "update_text"
    __table_args__ = (sa.UniqueConstraint("update_id", "slot"), withheld_has_reason())

    update_id: Mapped[int] = mapped_column(sa.ForeignKey("status_update.id"))
    slot: Mapped[TextSlot] = code(TextSlot)
    text: Mapped[Body]


class DimensionRating(Base):
    """A dimension's light: computed proposal and reported one; a deviation needs a reason (domain.md 4.5).

    Except where the rules had nothing to judge, or where the light is the state of the block.
    """

    __tablename__ = "dimension_rating"
    __table_args__ = (
        sa.UniqueConstraint("update_id", "dimension"),
        sa.CheckConstraint(
            "deviation_reason <> '' OR proposed IN (reported, 'not_applicable') "
            "OR reported IN ('not_started', 'completed', 'dropped')",
            name="deviation_has_reason",
        ),
        sa.CheckConstraint(
            "reported <> 'at_risk' OR (measure <> '' AND measure_due IS NOT NULL)",
            name="at_risk_has_dated_measure",
        ),
        sa.CheckConstraint("reported <> 'off_track' OR options <> ''", name="off_track_has_options"),
    )

    update_id: Mapped[int] = mapped_column(sa.ForeignKey("status_update.id"))
    dimension: Mapped[Dimension] = code(Dimension)
    proposed: Mapped[Light] = code(Light, "proposed")
    proposal_reason: Mapped[Sentence]
    reported: Mapped[Light] = code(Light, "reported")
    deviation_reason: Mapped[Sentence] = mapped_column(default="")
    measure: Mapped[Sentence] = mapped_column(default="")
    measure_due: Mapped[date | None]
    options: Mapped[Sentence] = mapped_column(default="")


class NextStep(Base):
    """A step announced for the next half-year; the next report tells what became of it (users.md 4.4)."""

    __tablename__ = "next_step"

    update_id: Mapped[int] = mapped_column(sa.ForeignKey("status_update.id"), index=True)
    position: Mapped[int]
    text: Mapped[Sentence]
    due_on: Mapped[date | None]


class StepResult(Base):
    """What became of an announced step, as told by the following update."""

    __tablename__ = "step_result"
    __table_args__ = (sa.UniqueConstraint("update_id", "step_id"),)

    update_id: Mapped[int] = mapped_column(sa.ForeignKey("status_update.id"))
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("next_step.id"), index=True)
    outcome: Mapped[StepOutcome] = code(StepOutcome)
    note: Mapped[Sentence] = mapped_column(default="")

    step: Mapped[NextStep] = relationship(lazy="raise")


class Milestone(Base, Provenanced, Publishable, Versioned, PostedOnce):
    """A checkable event: baseline stays, forecast moves with a coded reason, actual ends it."""

    __tablename__ = "milestone"
    __table_args__ = (fact_has_source(), withheld_has_reason())

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)
    position: Mapped[int]
    title: Mapped[Name]
    baseline_on: Mapped[date]
    forecast_on: Mapped[date | None]
    actual_on: Mapped[date | None]
    shift_reason: Mapped[ShiftReason | None] = code(ShiftReason)
    shift_note: Mapped[Sentence] = mapped_column(default="")


class Risk(Base, Provenanced, Publishable, Versioned, PostedOnce):
    """A risk in three words, with its measure, who is responsible (a role) and the date."""

    __tablename__ = "risk"
    __table_args__ = (fact_has_source(), withheld_has_reason())

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)
    title: Mapped[Name]
    cause: Mapped[Sentence]
    effect: Mapped[Sentence]
    likelihood: Mapped[Level] = code(Level, "likelihood")
    damage: Mapped[Level] = code(Level, "damage")
    trend: Mapped[Trend] = code(Trend)
    measure: Mapped[Sentence]
    responsible: Mapped[Name]
    due_on: Mapped[date | None]
    state: Mapped[RiskState] = code(RiskState)
    recorded_on: Mapped[date]
    checked_on: Mapped[date | None]


class IndicatorTarget(Base, Provenanced):
    """One of the six indicators of a block: where counting began, the target and its day, when it ended."""

    __tablename__ = "indicator_target"
    __table_args__ = (
        sa.UniqueConstraint("block_id", "kind"),
        sa.CheckConstraint("target >= 0", name="target_not_negative"),
        sa.CheckConstraint("baseline >= 0", name="baseline_not_negative"),
        sa.CheckConstraint("target_on IS NULL OR target IS NOT NULL", name="day_has_target"),
        fact_has_source(),
    )

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"))
    kind: Mapped[IndicatorKind] = code(IndicatorKind)
    target: Mapped[Decimal | None] = mapped_column(Hundredths)
    baseline: Mapped[Decimal | None] = mapped_column(Hundredths)
    target_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    values: Mapped[list["IndicatorValue"]] = relationship(lazy="raise", order_by="IndicatorValue.as_of")


class IndicatorValue(Base, Provenanced):
    """The value as of a reference date, not since the beginning of the half-year."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        sa.UniqueConstraint("indicator_id", "as_of"),
        sa.CheckConstraint("value >= 0", name="value_not_negative"),
        fact_has_source(),
    )

    indicator_id: Mapped[int] = mapped_column(sa.ForeignKey("indicator_target.id"))
    as_of: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Hundredths)
    is_estimated: Mapped[bool] = mapped_column(default=False)
