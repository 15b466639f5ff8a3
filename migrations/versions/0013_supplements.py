"""Supplements of released reports, and the previews that a draft is compared with."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "supplement_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("agenda_item", sa.String(20), nullable=False),
        sa.Column("paper_reference", sa.String(60), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supplement_draft"),
        sa.UniqueConstraint("snapshot_id", name="uq_supplement_draft_snapshot_id"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_supplement_draft_snapshot_id"),
        sa.ForeignKeyConstraint(["begun_by"], ["person.key"], name="fk_supplement_draft_begun_by"),
    )
    op.create_table(
        "supplement_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("new_text", sa.String(1000), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("written_by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supplement_line"),
        sa.UniqueConstraint("draft_id", "number", "line", name="uq_supplement_line_draft_id_number_line"),
        sa.CheckConstraint("line >= 0", name="ck_supplement_line_line_counted"),
        sa.ForeignKeyConstraint(["draft_id"], ["supplement_draft.id"], name="fk_supplement_line_draft_id"),
        sa.ForeignKeyConstraint(["written_by"], ["person.key"], name="fk_supplement_line_written_by"),
    )
    op.create_table(
        "issued_supplement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("title_block", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issued_supplement"),
        sa.UniqueConstraint("snapshot_id", "number", name="uq_issued_supplement_snapshot_id_number"),
        sa.CheckConstraint("number >= 1", name="ck_issued_supplement_number_positive"),
        sa.CheckConstraint("pages = 1", name="ck_issued_supplement_one_page"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_issued_supplement_sha256_complete"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_issued_supplement_fact_has_source"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_issued_supplement_provenance"
        ),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_issued_supplement_snapshot_id"),
        sa.ForeignKeyConstraint(["issued_by"], ["person.key"], name="fk_issued_supplement_issued_by"),
    )
    op.create_index("ix_issued_supplement_sha256", "issued_supplement", ["sha256"])
    op.create_table(
        "report_preview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_preview"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_report_preview_period_id"),
        sa.ForeignKeyConstraint(["printed_by"], ["person.key"], name="fk_report_preview_printed_by"),
    )
    op.create_index("ix_report_preview_period_id", "report_preview", ["period_id"])
    for statement in _triggers():
        op.execute(statement)


def downgrade() -> None:
    for table in ("report_preview", "issued_supplement", "supplement_line", "supplement_draft"):
        op.drop_table(table)


def _triggers() -> tuple[str, ...]:
    head = "CREATE TRIGGER issued_supplement_no"
    if op.get_context().dialect.name == "sqlite":
        stop = "FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'issued_supplement is final'); END"
        return (
            f"{head}_update BEFORE UPDATE ON issued_supplement {stop}",
            f"{head}_delete BEFORE DELETE ON issued_supplement {stop}",
        )
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    return (
        f"{head}_update BEFORE UPDATE ON issued_supplement FOR EACH ROW {call}",
        f"{head}_delete BEFORE DELETE ON issued_supplement FOR EACH ROW {call}",
        f"{head}_truncate BEFORE TRUNCATE ON issued_supplement FOR EACH STATEMENT {call}",
    )
