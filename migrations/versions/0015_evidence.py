"""Evidence: stored documents and their uses, imported files of amounts, reasons for changed shares."""

import sqlalchemy as sa
from alembic import op

from vrs_tracker.trail.migrating import keep_triggers

revision = "0015"
down_revision = "0014"

CHANGE_REASONS = (
    "change_reason IN ('price_increase', 'scope_changed', 'other_payer', 'rescheduled', 'correction', "
    "'first_decision', 'savings', 'other')"
)


def upgrade() -> None:
    op.create_table(
        "stored_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_document"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_stored_document_sha256_complete"),
        sa.CheckConstraint("size > 0", name="ck_stored_document_size_positive"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_stored_document_fact_has_source"
        ),
        sa.UniqueConstraint("sha256", name="uq_stored_document_sha256"),
        sa.ForeignKeyConstraint(["stored_by"], ["person.key"], name="fk_stored_document_stored_by"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_stored_document_provenance"
        ),
    )
    op.create_table(
        "document_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(1000), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("in_words", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(40), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_reason", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_document_use"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_document_use_fact_has_source"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_document_use_withheld_has_reason"),
        sa.CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_reason = '')", name="ck_document_use_taken_back_has_reason"
        ),
        sa.ForeignKeyConstraint(["document_id"], ["stored_document.id"], name="fk_document_use_document_id"),
        sa.ForeignKeyConstraint(["added_by"], ["person.key"], name="fk_document_use_added_by"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_document_use_provenance"),
        sa.UniqueConstraint("post_key", name="uq_document_use_post_key"),
    )
    op.create_index("ix_document_use_document_id", "document_use", ["document_id"])
    op.create_index("ix_document_use_thing", "document_use", ["kind", "thing_id"])
    op.create_table(
        "money_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reversal_reason", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_money_import"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_money_import_sha256_complete"),
        sa.CheckConstraint("lines >= 0", name="ck_money_import_lines_counted"),
        sa.CheckConstraint(
            "(state = 'reversed') = (reversal_reason <> '')", name="ck_money_import_reversed_has_reason"
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_money_import_fact_has_source"),
        sa.CheckConstraint(
            "state IN ('checked', 'booked', 'reversed', 'discarded')", name="ck_money_import_import_state"
        ),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.key"], name="fk_money_import_uploaded_by"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_money_import_provenance"),
        sa.UniqueConstraint("post_key", name="uq_money_import_post_key"),
    )
    op.create_index("ix_money_import_sha256", "money_import", ["sha256"])
    op.create_table(
        "column_meaning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(200), nullable=False),
        sa.Column("meaning", sa.String(60), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_column_meaning"),
        sa.UniqueConstraint("head", name="uq_column_meaning_head"),
        sa.ForeignKeyConstraint(["answered_by"], ["person.key"], name="fk_column_meaning_answered_by"),
    )
    with keep_triggers(op, "funding_entry"), op.batch_alter_table("funding_entry") as batch:
        batch.add_column(sa.Column("change_reason", sa.String(40), nullable=True))
        batch.add_column(sa.Column("import_id", sa.Integer(), nullable=True))
        batch.create_check_constraint("ck_funding_entry_change_reason", CHANGE_REASONS)
        batch.create_foreign_key("fk_funding_entry_import_id", "money_import", ["import_id"], ["id"])
        batch.create_index("ix_funding_entry_import_id", ["import_id"])
    _protect("stored_document")


def downgrade() -> None:
    with keep_triggers(op, "funding_entry"), op.batch_alter_table("funding_entry") as batch:
        batch.drop_index("ix_funding_entry_import_id")
        batch.drop_constraint("fk_funding_entry_import_id", type_="foreignkey")
        batch.drop_constraint("ck_funding_entry_change_reason", type_="check")
        for name in ("change_reason", "import_id"):
            batch.drop_column(name)
    for table in ("column_meaning", "money_import", "document_use", "stored_document"):
        op.drop_table(table)


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
