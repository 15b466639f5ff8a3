"""The motion, its building blocks and the further projects."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vrs_tracker.domain.vocabulary.people import Responsible
from vrs_tracker.domain.vocabulary.programme import (
    BlockKind,
    BlockState,
    Field,
    FunctionState,
    StatementScope,
)
from vrs_tracker.tables.actors import Municipality, Organisation
from vrs_tracker.tables.base import (
    Base,
    Body,
    Euro,
    EuroCents,
    Name,
    PostedOnce,
    Provenanced,
    Sentence,
    Versioned,
    code,
    fact_has_source,
)


class Motion(Base, Provenanced):
    """The motion as printed (R1.21); one row. `printed_*` are the totals of its table, never recomputed."""

    __tablename__ = "motion"
    __table_args__ = (
        sa.CheckConstraint(
            "printed_regional >= 0 AND printed_municipal >= 0 AND printed_private >= 0",
            name="amounts_not_negative",
        ),
        fact_has_source(),
    )

    title: Mapped[Name]
    addressee: Mapped[Name]
    address: Mapped[Name]
    printed_on: Mapped[date]
    printed_regional: Mapped[Euro]
    printed_municipal: Mapped[Euro]
    printed_private: Mapped[Euro]

    signatories: Mapped[list["Signatory"]] = relationship(lazy="raise", order_by="Signatory.position")
    mandates: Mapped[list["Mandate"]] = relationship(lazy="raise", order_by="Mandate.number")
    statements: Mapped[list["MotionStatement"]] = relationship(
        lazy="raise", order_by="MotionStatement.position"
    )


class Signatory(Base, Provenanced):
    """A name under the motion, as printed and only there (R1.22, T17)."""

    __tablename__ = "signatory"

    motion_id: Mapped[int] = mapped_column(sa.ForeignKey("motion.id"), index=True)
    position: Mapped[int]
    printed_name: Mapped[Name]
    political_group: Mapped[Name]


class Mandate(Base, Provenanced):
    """What the motion asks for (R1.12 to R1.17); `section` of the report answers it."""

    __tablename__ = "mandate"
    __table_args__ = (
        sa.UniqueConstraint("motion_id", "number"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        fact_has_source(),
    )

    motion_id: Mapped[int] = mapped_column(sa.ForeignKey("motion.id"))
    number: Mapped[int]
    short_text: Mapped[Name]
    text: Mapped[Body]
    responsible: Mapped[Responsible] = code(Responsible)
    section: Mapped[str] = mapped_column(sa.String(10))


class MotionStatement(Base, Provenanced):
    """A sum named in a sentence of the motion (R1.10, R1.11); never added to the table."""

    __tablename__ = "motion_statement"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_positive"), fact_has_source())

    motion_id: Mapped[int] = mapped_column(sa.ForeignKey("motion.id"), index=True)
    position: Mapped[int]
    label: Mapped[Name]
    amount: Mapped[Euro]
    is_approximate: Mapped[bool]
    scope: Mapped[StatementScope] = code(StatementScope)


class Block(Base, Provenanced, Versioned, PostedOnce):
    """A building block of the motion or a further project (R1.09, R1.13)."""

    __tablename__ = "block"
    __table_args__ = (
        sa.UniqueConstraint("kind", "number"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        sa.CheckConstraint("kind <> 'motion_block' OR number <= 7", name="seven_of_the_motion"),
        sa.CheckConstraint("state <> 'dropped' OR state_reason <> ''", name="dropped_has_reason"),
        sa.CheckConstraint("planned_end >= planned_start", name="planned_in_order"),
        sa.CheckConstraint("forecast_end >= forecast_start", name="forecast_in_order"),
        fact_has_source(),
    )

    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    kind: Mapped[BlockKind] = code(BlockKind)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    subtitle: Mapped[Sentence] = mapped_column(default="")
    description: Mapped[Body] = mapped_column(default="")
    lead_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    owner_role: Mapped[Name] = mapped_column(default="")
    state: Mapped[BlockState] = code(BlockState)
    state_reason: Mapped[Sentence] = mapped_column(default="")
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    forecast_start: Mapped[date | None]
    forecast_end: Mapped[date | None]

    lead: Mapped[Organisation | None] = relationship(lazy="raise")
    aliases: Mapped[list["BlockAlias"]] = relationship(lazy="raise", order_by="BlockAlias.alias")
    towns: Mapped[list["BlockTown"]] = relationship(lazy="raise", order_by="BlockTown.position")
    partners: Mapped[list["BlockPartner"]] = relationship(lazy="raise", order_by="BlockPartner.position")
    functions: Mapped[list["BlockFunction"]] = relationship(lazy="raise", order_by="BlockFunction.position")
    fields: Mapped[list["BlockField"]] = relationship(lazy="raise", order_by="BlockField.id")
    baseline: Mapped["BaselineRow | None"] = relationship(lazy="raise")


class BlockAlias(Base, Provenanced):
    """Another spelling (T2, T3); `folded` ignores case and takes I and l for one letter; it may be longer."""

    __tablename__ = "block_alias"

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)
    alias: Mapped[Name]
    folded: Mapped[str] = mapped_column(sa.String(600), unique=True)


class FormerSlug(Base):
    """An address that a renamed project had; it redirects."""

    __tablename__ = "former_slug"

    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)


class BlockTown(Base):
    """Where a block is; the first town is the printed one."""

    __tablename__ = "block_town"
    __table_args__ = (sa.UniqueConstraint("block_id", "municipality_id"),)

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"))
    municipality_id: Mapped[int] = mapped_column(sa.ForeignKey("municipality.id"), index=True)
    position: Mapped[int]

    municipality: Mapped[Municipality] = relationship(lazy="raise")


class BlockPartner(Base):
    """An organisation that takes part."""

    __tablename__ = "block_partner"
    __table_args__ = (sa.UniqueConstraint("block_id", "organisation_id"),)

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    position: Mapped[int]

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class BlockFunction(Base, Provenanced, Versioned):
    """What the motion promised for a block (R1.27 to R1.32) and what became of it."""

    __tablename__ = "block_function"

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), index=True)
    position: Mapped[int]
    text: Mapped[Sentence]
    motion_line: Mapped[str] = mapped_column(sa.String(20), default="")
    state: Mapped[FunctionState] = code(FunctionState)
    note: Mapped[Sentence] = mapped_column(default="")


class BlockField(Base):
    """A field of application of a block (R1.23)."""

    __tablename__ = "block_field"
    __table_args__ = (sa.UniqueConstraint("block_id", "field"),)

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"))
    field: Mapped[Field] = code(Field)


class BaselineRow(Base, Provenanced):
    """A row of the motion's funding table (R1.02 to R1.07); never changed. NULL is an empty cell (T8)."""

    __tablename__ = "baseline_row"
    __table_args__ = (
        sa.CheckConstraint("regional >= 0 AND municipal >= 0 AND private >= 0", name="amounts_not_negative"),
        fact_has_source(),
    )

    block_id: Mapped[int] = mapped_column(sa.ForeignKey("block.id"), unique=True)
    printed_name: Mapped[Name]
    regional: Mapped[Euro | None] = mapped_column(EuroCents)
    municipal: Mapped[Euro | None] = mapped_column(EuroCents)
    private: Mapped[Euro | None] = mapped_column(EuroCents)
