"""Sums of booked entries by month, kept by triggers, so that a page need not add up a million entries.

The sums are a copy: `vrs-tracker db check` proves them equal to the entries. Months are exact for whole
months only; `features/finance/queries/totals.py` adds the days of a month that is not over.
The same statements are run by `create_all` (tests) and written out in the migration; a test compares them.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.tables.base import Base, Euro, code
from vrs_tracker.tables.protection import run_on

PROGRAMME = -1
"""Stands for all entries together, whatever block they belong to."""
UNDIVIDED = 0
"""Stands for entries without a block, and for entries without a budget year."""
ALWAYS = 0
"""The effective month of an entry whose date is unknown: it counts from the moment it was booked."""


class FundingTotal(Base):
    """What the booked entries of one kind come to that took effect and were booked in the same months.

    `scope` is a block's id, `UNDIVIDED` or `PROGRAMME`; months are numbers like 202606, `known_month` that of
    the booking in UTC. An entry that is dated to a year counts in its December (`funding.booked_for`).
    """

    __tablename__ = "funding_total"
    __table_args__ = (
        sa.UniqueConstraint(
            *("scope", "stage", "payer", "counting", "budget_year", "effective_month", "known_month"),
            name="uq_funding_total_cell",
        ),
        sa.CheckConstraint("entries > 0", name="has_entries"),
        sa.CheckConstraint("rounded BETWEEN 0 AND entries", name="rounded_among_entries"),
    )

    scope: Mapped[int]
    stage: Mapped[Stage] = code(Stage)
    payer: Mapped[Payer] = code(Payer)
    counting: Mapped[Counting] = code(Counting)
    budget_year: Mapped[int]
    effective_month: Mapped[int]
    known_month: Mapped[int]
    amount: Mapped[Euro]
    entries: Mapped[int] = mapped_column(sa.BigInteger)
    rounded: Mapped[int] = mapped_column(sa.BigInteger)


# ---------------------------------------------------------------- the triggers


_CELL = "scope, stage, payer, counting, budget_year, effective_month, known_month"
_INTO = f"INSERT INTO funding_total ({_CELL}, amount, entries, rounded) "
_ADD = (
    f" ON CONFLICT ({_CELL}) DO UPDATE SET amount = funding_total.amount + excluded.amount, "
    "entries = funding_total.entries + 1, rounded = funding_total.rounded + excluded.rounded"
)
_ENTERED = "CREATE TRIGGER funding_entry_adds_when_entered AFTER INSERT ON funding_entry FOR EACH ROW"
_BOOKED = (
    "CREATE TRIGGER funding_entry_adds_when_booked AFTER UPDATE OF booked_at ON funding_entry FOR EACH ROW"
)


def _sqlite_months(row: str) -> str:
    day = f"{row}effective_on"
    month = "CAST(substr({0}, 1, 4) || substr({0}, 6, 2) AS INTEGER)"
    return (
        f"CASE {row}date_precision WHEN 'unknown' THEN 0 "
        f"WHEN 'year' THEN CAST(substr({day}, 1, 4) || '12' AS INTEGER) "
        f"ELSE {month.format(day)} END, {month.format(row + 'booked_at')}"
    )


def _postgresql_months(row: str) -> str:
    day = f"{row}effective_on"
    return (
        f"CASE {row}date_precision WHEN 'unknown' THEN 0 WHEN 'year' THEN to_char({day}, 'YYYY12')::int "
        f"ELSE to_char({day}, 'YYYYMM')::int END, "
        f"to_char({row}booked_at AT TIME ZONE 'UTC', 'YYYYMM')::int"
    )


def _added(months: str, rounded: str) -> str:
    """The two statements that add a new entry to the sums of its block and of the programme."""
    kind = "NEW.stage, NEW.payer, NEW.counting, coalesce(NEW.budget_year, 0)"
    rest = f"{kind}, {months}, NEW.amount, 1, {rounded}"
    return f"{_INTO}VALUES (coalesce(NEW.block_id, 0), {rest}){_ADD}; {_INTO}VALUES (-1, {rest}){_ADD};"


_SQLITE_BODY = f"BEGIN {_added(_sqlite_months('NEW.'), 'NEW.is_rounded')} END"
SQLITE_TRIGGERS = (
    f"{_ENTERED} WHEN NEW.booked_at IS NOT NULL {_SQLITE_BODY}",
    f"{_BOOKED} WHEN OLD.booked_at IS NULL AND NEW.booked_at IS NOT NULL {_SQLITE_BODY}",
)
POSTGRESQL_FUNCTION = (
    "CREATE FUNCTION add_to_funding_total() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN {_added(_postgresql_months('NEW.'), 'NEW.is_rounded::int')} RETURN NULL; END $$"
)
_CALL = "EXECUTE FUNCTION add_to_funding_total()"
POSTGRESQL_TRIGGERS = (
    f"{_ENTERED} WHEN (NEW.booked_at IS NOT NULL) {_CALL}",
    f"{_BOOKED} WHEN (OLD.booked_at IS NULL AND NEW.booked_at IS NOT NULL) {_CALL}",
)


def sums_of_entries(dialect: str) -> str:
    """Return the statement that adds up the booked entries as the triggers should have done."""
    is_sqlite = dialect == "sqlite"
    months = _sqlite_months("") if is_sqlite else _postgresql_months("")
    rounded = "is_rounded" if is_sqlite else "is_rounded::int"
    parts = (
        f"SELECT {scope}, stage, payer, counting, coalesce(budget_year, 0), {months}, "  # noqa: S608 - no values from outside
        f"sum(amount), count(*), sum({rounded}) FROM funding_entry WHERE booked_at IS NOT NULL "
        "GROUP BY 1, 2, 3, 4, 5, 6, 7"
        for scope in ("coalesce(block_id, 0)", "-1")
    )
    return " UNION ALL ".join(parts)


FILL = _INTO
"""Followed by `sums_of_entries`, it fills the empty table."""
KEPT = f"SELECT {_CELL}, amount, entries, rounded FROM funding_total"  # noqa: S608 - no values from outside
"""What the triggers have kept, in the columns of `sums_of_entries`."""


def _attach(metadata: sa.MetaData) -> None:
    """Let `create_all` create function and triggers after the tables, and `drop_all` drop the function."""
    for statement in SQLITE_TRIGGERS:
        run_on("after_create", statement, metadata, "sqlite")
    for statement in (POSTGRESQL_FUNCTION, *POSTGRESQL_TRIGGERS):
        run_on("after_create", statement, metadata, "postgresql")
    run_on("after_drop", "DROP FUNCTION IF EXISTS add_to_funding_total()", metadata, "postgresql")


_attach(Base.metadata)
