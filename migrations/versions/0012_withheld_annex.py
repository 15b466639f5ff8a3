"""What a frozen report holds back, and the non-public edition that prints it."""

import sqlalchemy as sa
from alembic import op

from vrs_tracker.trail.migrating import keep_triggers

revision = "0012"
down_revision = "0011"

BEFORE, AFTER = "form IN ('a3', 'a2')", "form IN ('a3', 'a2', 'nonpublic')"


def upgrade() -> None:
    op.create_table(
        "withheld_annex",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_withheld_annex"),
        sa.UniqueConstraint("snapshot_id", name="uq_withheld_annex_snapshot_id"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_withheld_annex_sha256_complete"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_withheld_annex_fact_has_source"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_withheld_annex_provenance"
        ),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_withheld_annex_snapshot_id"),
    )
    for statement in _triggers():
        op.execute(statement)
    _allow(AFTER)


def downgrade() -> None:
    _allow(BEFORE)
    op.drop_table("withheld_annex")


def _triggers() -> tuple[str, ...]:
    head = "CREATE TRIGGER withheld_annex_no"
    if op.get_context().dialect.name == "sqlite":
        stop = "FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'withheld_annex is final'); END"
        return (
            f"{head}_update BEFORE UPDATE ON withheld_annex {stop}",
            f"{head}_delete BEFORE DELETE ON withheld_annex {stop}",
        )
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    return (
        f"{head}_update BEFORE UPDATE ON withheld_annex FOR EACH ROW {call}",
        f"{head}_delete BEFORE DELETE ON withheld_annex FOR EACH ROW {call}",
        f"{head}_truncate BEFORE TRUNCATE ON withheld_annex FOR EACH STATEMENT {call}",
    )


def _allow(condition: str) -> None:
    """Say which editions there are; a downgrade stops where a non-public one was handed out already."""
    with keep_triggers(op, "issued_report"), op.batch_alter_table("issued_report") as batch:
        batch.drop_constraint("ck_issued_report_pdf_form", type_="check")
        batch.create_check_constraint("ck_issued_report_pdf_form", condition)
