"""Rows that are sealed together: those of an imported file, of the motion, and the roles of an account."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "sealed_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("history_entry_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_rows"),
        sa.UniqueConstraint("history_entry_id", name="uq_sealed_rows_history_entry_id"),
        sa.ForeignKeyConstraint(
            ["history_entry_id"], ["history_entry.id"], name="fk_sealed_rows_history_entry_id"
        ),
    )
    if op.get_context().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER sealed_rows_no_{verb.lower()} BEFORE {verb} ON sealed_rows FOR EACH ROW "
                "BEGIN SELECT RAISE(ABORT, 'sealed_rows is final'); END"
            )
        return
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER sealed_rows_no_{verb.lower()} BEFORE {verb} ON sealed_rows FOR EACH ROW {call}"
        )
    op.execute(
        f"CREATE TRIGGER sealed_rows_no_truncate BEFORE TRUNCATE ON sealed_rows FOR EACH STATEMENT {call}"
    )


def downgrade() -> None:
    op.drop_table("sealed_rows")
