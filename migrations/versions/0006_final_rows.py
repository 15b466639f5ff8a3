"""Triggers for what must never change: the motion, booked money, history, snapshots, issued reports."""

from alembic import op

revision = "0006"
down_revision = "0005"

ALWAYS = (
    "motion",
    "signatory",
    "mandate",
    "motion_statement",
    "baseline_row",
    "history_entry",
    "snapshot",
    "issued_report",
)
ONCE_BOOKED = ("funding_entry", "appropriation", "budget_block", "block_release")
VERBS = ("UPDATE", "DELETE")


def upgrade() -> None:
    conditions = dict.fromkeys(ALWAYS, "") | dict.fromkeys(ONCE_BOOKED, "OLD.booked_at IS NOT NULL")
    if op.get_context().dialect.name == "sqlite":
        _upgrade_sqlite(conditions)
    else:
        _upgrade_postgresql(conditions)


def _upgrade_sqlite(conditions: dict[str, str]) -> None:
    for table, condition in conditions.items():
        when = f" WHEN {condition}" if condition else ""
        for verb in VERBS:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{when} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is final'); END"
            )


def _upgrade_postgresql(conditions: dict[str, str]) -> None:
    op.execute(
        "CREATE FUNCTION refuse_change_of_final_row() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is final', TG_TABLE_NAME"
        " USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    for table, condition in conditions.items():
        when = f" WHEN ({condition})" if condition else ""
        for verb in VERBS:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{when} {call}"
            )
        op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for table in ALWAYS + ONCE_BOOKED:
            for verb in VERBS:
                op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}")
    else:
        op.execute("DROP FUNCTION refuse_change_of_final_row() CASCADE")
