"""The rows of many tables in one statement, for a value that is made of many (docs/adr/0018-one-question.md).

    MILESTONES = Question(Milestone, order=(Milestone.position,))
    RISKS = Question(Risk, where=Risk.is_public)

    answers = ask_together(session, (MILESTONES, RISKS))
    for row in answers.of(MILESTONES):
        ...

Each row comes as a list in JSON, which both databases write and Python reads quickly. What is returned has
the columns of its table as attributes, converted as the mapping says, and nothing else: no relationship, no
session, nothing to change. So it is typed as the class of the table, for the functions that take either.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Generic, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session

from vrs_tracker.tables.base import Base, Utc

Row = TypeVar("Row", bound=Base)
Reader = Callable[[Any], object]

_ANY = DefaultDialect()
"""Our own types read alike what any database has written."""


@dataclass(frozen=True, slots=True, eq=False)
class Question(Generic[Row]):
    """Which rows of a table are wanted, in which order; without one in that of their ids."""

    table: type[Row]
    where: sa.ColumnExpressionArgument[bool] | None = None
    order: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows that were found for each question."""

    _found: Mapping[int, Sequence[Any]]

    def of(self, question: Question[Row]) -> Sequence[Row]:
        """Return the rows of one of the questions that were asked; KeyError for another one."""
        return self._found[id(question)]

    def one(self, question: Question[Row]) -> Row | None:
        """Return the first row, None if there is none."""
        return next(iter(self.of(question)), None)

    def by_id(self, question: Question[Row]) -> dict[int, Row]:
        """Return the rows of a question by their ids."""
        return {row.id: row for row in self.of(question)}

    def with_rows(self, rows: Mapping[Question[Any], Sequence[Any]]) -> "Answers":
        """Return the answers with other rows for these questions."""
        return Answers({**self._found, **{id(question): found for question, found in rows.items()}})


def ask_together(
    session: Session, questions: tuple[Question[Any], ...], **parameters: int | str | datetime
) -> Answers:
    """Ask all questions in one statement; `parameters` are those that stand in their conditions.

    What the session has not written yet is written first, as before every other statement.
    """
    session.flush()
    dialect = session.get_bind().dialect.name
    found: list[list[tuple[int, str]]] = [[] for _ in questions]
    for number, place, content in session.execute(_statement(questions, dialect), parameters):
        found[number].append((place, content))
    return Answers(
        {
            id(question): _read(question.table, [content for _, content in sorted(rows)])
            for question, rows in zip(questions, found, strict=True)
        }
    )


@cache
def _statement(questions: tuple[Question[Any], ...], dialect: str) -> sa.CompoundSelect[int, int, str]:
    """Build the statement once; each row is told with the number of its question and its place there."""
    listed = sa.func.json_array if dialect == "sqlite" else sa.func.json_build_array
    parts = []
    for number, question in enumerate(questions):
        table, order = question.table, question.order
        part = sa.select(
            sa.literal_column(str(number), sa.Integer).label("question"),
            (sa.func.row_number().over(order_by=order) if order else table.id).label("place"),
            sa.cast(listed(*table.__table__.columns), sa.Text).label("content"),
        )
        parts.append(part if question.where is None else part.where(question.where))
    return sa.union_all(*parts)


def _read(table: type[Base], contents: Sequence[str]) -> Sequence[Any]:
    make, readers = _shape(table)
    rows = json.loads(f"[{','.join(contents)}]")
    for values in rows:
        for place, reader in readers:
            if values[place] is not None:
                values[place] = reader(values[place])
    return [make(values) for values in rows]


@cache
def _shape(
    table: type[Base],
) -> tuple[Callable[[Sequence[object]], object], tuple[tuple[int, Reader], ...]]:
    """Return what makes a row, and how the columns are read that JSON does not hold as they are."""
    columns = table.__table__.columns
    readers = ((place, _reader(column.type)) for place, column in enumerate(columns))
    shape = namedtuple(table.__name__, [column.key for column in columns])  # type: ignore[misc] # noqa: PYI024 - the columns are those of the table
    return shape._make, tuple((place, reader) for place, reader in readers if reader is not None)


def _reader(kind: sa.types.TypeEngine[Any]) -> Reader | None:
    """Return how a value is read, None if it is text or a number already."""
    if isinstance(kind, sa.Enum):
        return {member.value: member for member in cast("Any", kind.enum_class)}.__getitem__
    if isinstance(kind, Utc):
        # SQLite writes no time zone; the mapping puts it back.
        return lambda text: kind.process_result_value(datetime.fromisoformat(text), _ANY)
    if isinstance(kind, sa.types.TypeDecorator):
        return partial(kind.process_result_value, dialect=_ANY)
    if isinstance(kind, sa.Date):
        return date.fromisoformat
    if isinstance(kind, sa.Boolean):
        return bool
    if isinstance(kind, sa.String | sa.Integer):
        return None
    message = f"a column of the type {kind!r} cannot be read together with others"
    raise TypeError(message)
