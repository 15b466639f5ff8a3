"""Whether the sums that triggers keep are those of the entries, and making them anew."""

import sqlalchemy as sa

from vrs_tracker.tables.totals import FILL, KEPT, sums_of_entries


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
