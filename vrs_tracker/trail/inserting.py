"""Many new rows of one table at once, past the unit of work, as a file of amounts brings them.

SQLAlchemy would convert every value of every row and send row after row. Here each object is converted once,
and PostgreSQL takes all rows as one COPY, so that a trigger for each statement runs once for all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.tables.base import Base


def insert_rows(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Store rows in the order given; all name the same columns, others get the defaults of the mapping."""
    if not rows:
        return
    session.flush()
    connection = session.connection()
    columns = [column for column in table.__table__.columns if column.name in rows[0] or _has_default(column)]
    stored = list(zip(*(_stored(column, rows, connection.dialect) for column in columns), strict=True))
    into = f"{table.__tablename__} ({', '.join(column.name for column in columns)})"
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({marks})", stored)  # noqa: S608 - names of our own table
        return
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in stored:
            copy.write_row(row)


def _has_default(column: sa.ColumnElement[Any]) -> bool:
    return isinstance(getattr(column, "default", None), sa.ColumnDefault)


def _stored(
    column: sa.ColumnElement[Any], rows: Sequence[Mapping[str, object]], dialect: sa.Dialect
) -> list[object]:
    """Return the values of a column as the driver takes them; rows share many objects."""
    convert: Callable[[Any], object] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    default = getattr(column, "default", None)
    missing = default.arg if isinstance(default, sa.ColumnDefault) else None
    values = [row.get(column.name, missing) for row in rows]
    if convert is None:
        return values
    known: dict[int, object] = {}
    for value in values:
        if id(value) not in known:
            known[id(value)] = convert(value)
    return [known[id(value)] for value in values]
