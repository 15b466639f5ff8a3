"""Whether the sums that triggers keep are those of the entries, and making them anew."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.tables.totals import (
    FILL,
    KEPT,
    SQLITE_ENTERED,
    SQLITE_TRIGGERS,
    sqlite_sums_after,
    sums_of_entries,
)


def wrong_sums(connection: sa.Connection) -> int:
    """Return how many sums are missing, differ from the booked entries, or belong to none."""
    expected = sums_of_entries(connection.dialect.name)
    found = 0
    for first, second in ((expected, KEPT), (KEPT, expected)):
        only_first = f"SELECT * FROM ({first}) AS a EXCEPT SELECT * FROM ({second}) AS b"  # noqa: S608 - our own statements
        found += connection.exec_driver_sql(f"SELECT count(*) FROM ({only_first}) AS c").scalar_one()  # noqa: S608 - our own statements
    return found


def remake_sums(connection: sa.Connection) -> None:
    """Throw the sums away and add up the booked entries anew."""
    connection.exec_driver_sql("DELETE FROM funding_total")
    connection.exec_driver_sql(FILL + sums_of_entries(connection.dialect.name))


@contextmanager
def sums_at_once(session: Session) -> Iterator[None]:
    """Let entries that are stored inside be added to the sums together.

    PostgreSQL does so for each statement. SQLite knows triggers for rows only, which take twice as long as
    the rows themselves: the one for new entries is away meanwhile, in the same transaction, and put back.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        yield
        return
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM funding_entry").scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {SQLITE_ENTERED}")
    try:
        yield
    finally:
        connection.exec_driver_sql(sqlite_sums_after(last))
        connection.exec_driver_sql(SQLITE_TRIGGERS[0])
