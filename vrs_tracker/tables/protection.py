"""Triggers that keep what must never change: the motion, booked money, history, snapshots, issued reports.

The same statements are run by `create_all` (tests) and written out in the migrations; a test compares them.
SQLite's `recursive_triggers` makes REPLACE fire the delete trigger; on PostgreSQL TRUNCATE has its own.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from vrs_tracker.tables.base import Base


@dataclass(frozen=True, slots=True)
class Protected:
    """A table whose rows are final: all of them, or those that meet a condition."""

    table: str
    condition: str = ""


BOOKED = "OLD.booked_at IS NOT NULL"

PROTECTED = (
    Protected("motion"),
    Protected("signatory"),
    Protected("mandate"),
    Protected("motion_statement"),
    Protected("baseline_row"),
    Protected("history_entry"),
    Protected("snapshot"),
    Protected("withheld_annex"),
    Protected("issued_report"),
    Protected("issued_supplement"),
    Protected("funding_entry", BOOKED),
    Protected("appropriation", BOOKED),
    Protected("budget_block", BOOKED),
    Protected("block_release", BOOKED),
    Protected("spending_freeze", BOOKED),
    Protected("lifting_competence"),
    Protected("confirmation_request", "OLD.outcome = 'confirmed'"),
    Protected("chain_link"),
    Protected("report_reopening"),
    Protected("stored_document"),
    Protected("sealed_rows"),
)


def sqlite_triggers(item: Protected) -> tuple[str, ...]:
    """CREATE TRIGGER statements for SQLite."""
    when = f" WHEN {item.condition}" if item.condition else ""
    return tuple(
        f"CREATE TRIGGER {item.table}_no_{verb.lower()} BEFORE {verb} ON {item.table} FOR EACH ROW{when} "
        f"BEGIN SELECT RAISE(ABORT, '{item.table} is final'); END"
        for verb in ("UPDATE", "DELETE")
    )


POSTGRESQL_FUNCTION = (
    "CREATE FUNCTION refuse_change_of_final_row() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is final', TG_TABLE_NAME"
    " USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def postgresql_triggers(item: Protected) -> tuple[str, ...]:
    """CREATE TRIGGER statements for PostgreSQL; they need `POSTGRESQL_FUNCTION`."""
    name, when = item.table, f" WHEN ({item.condition})" if item.condition else ""
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    rows = tuple(
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} FOR EACH ROW{when} {call}"
        for verb in ("UPDATE", "DELETE")
    )
    return (*rows, f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {call}")


def _attach(metadata: sa.MetaData) -> None:
    """Let `create_all` create the triggers after the tables, and `drop_all` drop the function."""
    run_on("after_create", POSTGRESQL_FUNCTION, metadata, "postgresql")
    for item in PROTECTED:
        for statement in sqlite_triggers(item):
            run_on("after_create", statement, metadata, "sqlite")
        for statement in postgresql_triggers(item):
            run_on("after_create", statement, metadata, "postgresql")
    run_on("after_drop", "DROP FUNCTION IF EXISTS refuse_change_of_final_row()", metadata, "postgresql")


def run_on(when: str, statement: str, metadata: sa.MetaData, dialect: str) -> None:
    """Let `create_all` or `drop_all` run a statement on databases of one kind.

    `sa.DDL` formats with %, so a literal one is doubled.
    """
    ddl = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call] # SQLAlchemy has no types here
    sa.event.listen(metadata, when, ddl.execute_if(dialect=dialect))


_attach(Base.metadata)
