"""Base class, column types and mixins shared by all tables."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql import operators
from sqlalchemy.sql.type_api import TypeEngine

from vrs_tracker.domain.money import from_cents, to_cents
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.money import Provenance

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class EuroCents(sa.types.TypeDecorator[Decimal]):
    """Euros as Decimal in Python, whole cents as BIGINT in the database.

    In SQL use only sum, min, max and comparison; other arithmetic would return bare cents.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: object, dialect: sa.Dialect) -> int | None:  # noqa: ARG002 - signature of SQLAlchemy
        """Cents of an exact amount; ValueError for more than two decimals, TypeError for a float."""
        if value is None:
            return None
        if not isinstance(value, Decimal):
            message = f"an amount is a Decimal, not {type(value).__name__}"
            raise TypeError(message)
        return to_cents(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002 - signature of SQLAlchemy
        """The amount with two decimals; PostgreSQL's sum() of BIGINT arrives as Decimal."""
        return None if value is None else from_cents(int(value))

    def coerce_compared_value(self, op: operators.OperatorType | None, value: object) -> TypeEngine[Any]:  # noqa: ARG002 - signature of SQLAlchemy
        """Bind plain factors as numbers: else `amount * 2` would multiply by 200."""
        if op in (operators.mul, operators.truediv, operators.floordiv, operators.mod):
            return sa.Integer()
        return self


class Utc(sa.types.TypeDecorator[datetime]):
    """Aware moments in UTC; SQLite drops time zones, so they are put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - signature of SQLAlchemy
        """The moment in UTC; naive ones are refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise TypeError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - signature of SQLAlchemy
        """The aware moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Euro = Annotated[Decimal, mapped_column(EuroCents)]
Moment = Annotated[datetime, mapped_column(Utc)]
Name = Annotated[str, mapped_column(sa.String(200))]
Sentence = Annotated[str, mapped_column(sa.String(1000))]
Body = Annotated[str, mapped_column(sa.Text)]
PersonKey = Annotated[str, mapped_column(sa.String(40), sa.ForeignKey("person.key"))]
"""Without index: nothing is looked up by who did it (users.md 1.6), and only names of people are deleted."""


class Base(DeclarativeBase):
    """All tables; constraints are named by convention so that migrations and messages can refer to them."""

    metadata = sa.MetaData(naming_convention=NAMING)
    id: Mapped[int] = mapped_column(primary_key=True)


def code(codes: type[CodeList], name: str = "") -> MappedColumn[Any]:
    """A column that stores a code and checks it; `name` is the column's when a table uses the list twice."""
    kind = sa.Enum(
        codes,
        name=name or _snake(codes.__name__),
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
    return mapped_column(kind)


def _snake(name: str) -> str:
    return "".join("_" + char.lower() if char.isupper() else char for char in name).lstrip("_")


class Provenanced:
    """Where a row comes from: every row has it, and a fact names its source."""

    provenance: Mapped[Provenance] = code(Provenance)
    source: Mapped[Sentence] = mapped_column(default="")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        """A fact without a source is refused."""
        return (fact_has_source(),)


def fact_has_source() -> sa.CheckConstraint:
    """For tables that state their own `__table_args__` beside the mixin's."""
    return sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="fact_has_source")


class Publishable:
    """Public or non-public with a reason (users.md finding 6)."""

    is_public: Mapped[bool] = mapped_column(default=True)
    withheld_reason: Mapped[Sentence] = mapped_column(default="")


def withheld_has_reason() -> sa.CheckConstraint:
    """Non-public needs a reason."""
    return sa.CheckConstraint("is_public OR withheld_reason <> ''", name="withheld_has_reason")


class Versioned:
    """A version for two people editing at once: the second sees both versions (users.md 6, no. 32)."""

    version: Mapped[int] = mapped_column(default=1)


class PostedOnce:
    """The hidden key of the form that created the row: a repeated post finds it instead of doubling it."""

    post_key: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
