"""Resolutions and money: entries, appropriations, blocks and releases. Triggers protect booked rows."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from vrs_tracker.domain.vocabulary.budget import CarryReason, ChangeReason
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    DatePrecision,
    Degree,
    FigureSource,
    Payer,
    Stage,
)
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.tables.base import (
    Base,
    Body,
    Euro,
    EuroCents,
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


def effective_date_known() -> sa.CheckConstraint:
    """A date is missing exactly when its precision says unknown."""
    return sa.CheckConstraint(
        "(effective_on IS NULL) = (date_precision = 'unknown')", name="effective_date_known"
    )


class Dated:
    """When something took effect, and how exactly that is known; a month or year stands on its first day."""

    effective_on: Mapped[date | None]
    date_precision: Mapped[DatePrecision] = code(DatePrecision)


class Resolution(Base, Provenanced, Dated, Publishable, PostedOnce):
    """A decision of a body with its document; `stated_amount` is the sum the resolution names itself."""

    __tablename__ = "resolution"
    __table_args__ = (
        effective_date_known(),
        fact_has_source(),
        withheld_has_reason(),
        sa.CheckConstraint("stated_amount > 0", name="stated_amount_positive"),
    )

    body_id: Mapped[int] = mapped_column(sa.ForeignKey("deciding_body.id"), index=True)
    title: Mapped[Sentence]
    summary: Mapped[Body] = mapped_column(default="")
    document: Mapped[Sentence] = mapped_column(default="")
    address: Mapped[Sentence] = mapped_column(default="")
    stated_amount: Mapped[Euro | None] = mapped_column(EuroCents)
    stated_is_approximate: Mapped[bool] = mapped_column(default=False)

    body: Mapped[DecidingBody] = relationship(lazy="raise")


class Booked(Dated):
    """Rows that are drafts until `booked_at`; afterwards only a reversal with a reason is possible.

    A reversal is a row of its own with the opposite amount that names what it reverses.
    """

    amount: Mapped[Euro]
    is_rounded: Mapped[bool] = mapped_column(default=False)
    note: Mapped[Body] = mapped_column(default="")
    recorded_at: Mapped[Moment]
    recorded_by: Mapped[PersonKey]
    booked_at: Mapped[datetime | None] = mapped_column(Utc)
    reversal_reason: Mapped[Sentence] = mapped_column(default="")

    @declared_attr
    @classmethod
    def resolution_id(cls) -> Mapped[int | None]:
        """The decision behind the amount."""
        return mapped_column(sa.ForeignKey("resolution.id"), index=True)

    @declared_attr
    @classmethod
    def reverses_id(cls) -> Mapped[int | None]:
        """The row that this one takes back; a row can be taken back once."""
        return mapped_column(sa.ForeignKey(f"{cls.__tablename__}.id"), unique=True)  # type: ignore[attr-defined] # a mixin for classes that have a table

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        """Facts about a single booked row."""
        return booked_row()


def booked_row() -> tuple[sa.CheckConstraint, ...]:
    """Single-row facts of everything booked (decisions.md 2: sums are rules, never constraints)."""
    return (
        effective_date_known(),
        fact_has_source(),
        sa.CheckConstraint("amount <> 0", name="amount_not_zero"),
        sa.CheckConstraint("amount > 0 OR reverses_id IS NOT NULL", name="negative_only_as_reversal"),
        sa.CheckConstraint("reverses_id IS NULL OR reversal_reason <> ''", name="reversal_has_reason"),
    )


_ADDED_UP = (
    "booked_at",
    "effective_on",
    "date_precision",
    "block_id",
    "stage",
    "payer",
    "counting",
    "budget_year",
    "amount",
    "is_rounded",
)
"""All that a sum needs: entries of some days are added up from the index alone."""


class FundingEntry(Booked, Provenanced, PostedOnce, Base):
    """An amount in one stage by one payer. Without block it belongs to the programme, not divided.

    `contained_in_id` names the entry whose sum already holds this amount, when `counting` says so.
    `change_reason` says why the share of the payer changes, with a sentence in `note`; `import_id` names the
    file it came from.
    """

    __tablename__ = "funding_entry"
    __table_args__ = (
        *booked_row(),
        sa.CheckConstraint("counting <> 'counted' OR contained_in_id IS NULL", name="counted_stands_alone"),
        sa.CheckConstraint(
            "booked_at IS NULL OR degree <> 'decided' OR resolution_id IS NOT NULL",
            name="decided_has_resolution",
        ),
        sa.Index("ix_funding_entry_figure", "stage", "payer", "effective_on", "id"),
        sa.Index("ix_funding_entry_block_figure", "block_id", "stage", "payer", "effective_on", "id"),
        sa.Index("ix_funding_entry_booked_at", *_ADDED_UP),
        sa.Index("ix_funding_entry_provenance", "provenance"),
    )

    block_id: Mapped[int | None] = mapped_column(sa.ForeignKey("block.id"), index=True)
    stage: Mapped[Stage] = code(Stage)
    payer: Mapped[Payer] = code(Payer)
    payer_organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    degree: Mapped[Degree] = code(Degree)
    figure_source: Mapped[FigureSource] = code(FigureSource)
    document: Mapped[Sentence] = mapped_column(default="")
    budget_year: Mapped[int | None]
    budget_line: Mapped[Name] = mapped_column(default="")
    counting: Mapped[Counting] = code(Counting)
    contained_in_id: Mapped[int | None] = mapped_column(sa.ForeignKey("funding_entry.id"), index=True)
    change_reason: Mapped[ChangeReason | None] = code(ChangeReason)
    import_id: Mapped[int | None] = mapped_column(sa.ForeignKey("money_import.id"), index=True)

    resolution: Mapped[Resolution | None] = relationship(lazy="raise")
    payer_organisation: Mapped[Organisation | None] = relationship(lazy="raise")


class Appropriation(Booked, Provenanced, PostedOnce, Base):
    """Budget authority or planning of one year: Ansatz, Übertragung, VE, Finanzplanung (domain.md 3.2).

    `plan_year` is the budget whose plan says so: later years of an authorisation or of a medium-term plan
    belong to it, and a newer plan replaces an older one. What is carried over has its `carry_reason`;
    `block_continues` says whether a Sperrvermerk on it goes on.
    """

    __tablename__ = "appropriation"

    kind: Mapped[AppropriationKind] = code(AppropriationKind)
    budget_year: Mapped[int]
    budget_line: Mapped[Name] = mapped_column(default="")
    plan_year: Mapped[int | None]
    carry_reason: Mapped[CarryReason | None] = code(CarryReason)
    block_continues: Mapped[bool | None]


class BudgetBlock(Booked, Provenanced, PostedOnce, Base):
    """A Sperrvermerk on (a part of) an appropriation, with its condition and whoever may lift it (R1.19)."""

    __tablename__ = "budget_block"

    appropriation_id: Mapped[int] = mapped_column(sa.ForeignKey("appropriation.id"), index=True)
    condition: Mapped[Sentence]
    lifting_body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deciding_body.id"), index=True)

    lifting_body: Mapped[DecidingBody | None] = relationship(lazy="raise")
    appropriation: Mapped[Appropriation] = relationship(lazy="raise")


class BlockRelease(Booked, Provenanced, PostedOnce, Base):
    """Money made available; it lifts a recorded Sperrvermerk wholly or in part, or none if none is known."""

    __tablename__ = "block_release"

    budget_block_id: Mapped[int | None] = mapped_column(sa.ForeignKey("budget_block.id"), index=True)
    budget_year: Mapped[int | None]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("deciding_body.id"), index=True)
    condition: Mapped[Sentence] = mapped_column(default="")

    body: Mapped[DecidingBody] = relationship(lazy="raise")
