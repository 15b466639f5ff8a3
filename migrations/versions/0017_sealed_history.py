"""The history as a hash chain, and released half-years that were opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "chain_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("history_entry_id", sa.Integer(), nullable=False),
        sa.Column("thing_sha256", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chain_link"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_chain_link_sha256_complete"),
        sa.UniqueConstraint("history_entry_id", name="uq_chain_link_history_entry_id"),
        sa.ForeignKeyConstraint(
            ["history_entry_id"], ["history_entry.id"], name="fk_chain_link_history_entry_id"
        ),
    )
    op.create_table(
        "report_reopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_by", sa.String(40), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_report_reopening"),
        sa.CheckConstraint("reason <> ''", name="ck_report_reopening_has_reason"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_report_reopening_period_id"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_report_reopening_snapshot_id"),
        sa.ForeignKeyConstraint(["reopened_by"], ["person.key"], name="fk_report_reopening_reopened_by"),
        sa.UniqueConstraint("post_key", name="uq_report_reopening_post_key"),
    )
    op.create_index("ix_report_reopening_period_id", "report_reopening", ["period_id"])
    op.create_index("ix_report_reopening_snapshot_id", "report_reopening", ["snapshot_id"])
    _protect("chain_link")
    _protect("report_reopening")


def downgrade() -> None:
    op.drop_table("report_reopening")
    op.drop_table("chain_link")


def _protect(table: str, condition: str = "") -> None:
    when = f" WHEN {condition}" if condition else ""
    if op.get_context().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{when} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is final'); END"
            )
        return
    when = f" WHEN ({condition})" if condition else ""
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{when} {call}"
        )
    op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}")
