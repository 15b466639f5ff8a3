"""Network and cooperative; frozen reports; history."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "network_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(1000), nullable=False),
        sa.Column("participants", sa.Integer()),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_network_event"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_network_event_effective_date_known",
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_network_event_fact_has_source"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_network_event_withheld_has_reason"),
        sa.CheckConstraint("participants >= 0", name="ck_network_event_participants_not_negative"),
        sa.CheckConstraint(
            "kind IN ('conference', 'workshop', 'community', 'founding', 'award', 'other')",
            name="ck_network_event_event_kind",
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_network_event_provenance"),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_network_event_date_precision"
        ),
        sa.UniqueConstraint("post_key", name="uq_network_event_post_key"),
    )
    op.create_table(
        "cooperative_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cooperative_name"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_cooperative_name_effective_date_known",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_cooperative_name_fact_has_source"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_cooperative_name_provenance"
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_cooperative_name_date_precision"
        ),
    )
    op.create_table(
        "cooperative_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.BigInteger()),
        sa.Column("left_on", sa.Date()),
        sa.Column("left_precision", sa.String(40)),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cooperative_member"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_cooperative_member_effective_date_known",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_cooperative_member_fact_has_source"
        ),
        sa.CheckConstraint("share >= 0", name="ck_cooperative_member_share_not_negative"),
        sa.CheckConstraint(
            "(left_on IS NOT NULL) = (left_precision IS NOT NULL AND left_precision <> 'unknown')",
            name="ck_cooperative_member_left_date_known",
        ),
        sa.UniqueConstraint("organisation_id", name="uq_cooperative_member_organisation_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_cooperative_member_organisation_id"
        ),
        sa.CheckConstraint(
            "left_precision IN ('day', 'month', 'year', 'unknown')",
            name="ck_cooperative_member_left_precision",
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_cooperative_member_provenance"
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')",
            name="ck_cooperative_member_date_precision",
        ),
    )
    op.create_table(
        "cooperative_contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payer_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_ceiling", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_cooperative_contribution"),
        sa.CheckConstraint("amount > 0", name="ck_cooperative_contribution_amount_positive"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_cooperative_contribution_fact_has_source"
        ),
        sa.ForeignKeyConstraint(
            ["payer_id"], ["organisation.id"], name="fk_cooperative_contribution_payer_id"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_cooperative_contribution_provenance"
        ),
        sa.UniqueConstraint("post_key", name="uq_cooperative_contribution_post_key"),
    )
    op.create_index("ix_cooperative_contribution_payer_id", "cooperative_contribution", ["payer_id"])
    op.create_table(
        "cooperative_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_cooperative_fact"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_cooperative_fact_effective_date_known",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_cooperative_fact_fact_has_source"
        ),
        sa.CheckConstraint(
            "is_public OR withheld_reason <> ''", name="ck_cooperative_fact_withheld_has_reason"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_cooperative_fact_provenance"
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_cooperative_fact_date_precision"
        ),
        sa.UniqueConstraint("post_key", name="uq_cooperative_fact_post_key"),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
        sa.UniqueConstraint("period_id", "version", name="uq_snapshot_period_id_version"),
        sa.CheckConstraint("version >= 1", name="ck_snapshot_version_positive"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_snapshot_sha256_complete"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_snapshot_fact_has_source"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_snapshot_period_id"),
        sa.ForeignKeyConstraint(["frozen_by"], ["person.key"], name="fk_snapshot_frozen_by"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_snapshot_provenance"),
        sa.UniqueConstraint("post_key", name="uq_snapshot_post_key"),
    )
    op.create_table(
        "issued_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("title_block", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issued_report"),
        sa.UniqueConstraint("snapshot_id", "number", "form", name="uq_issued_report_snapshot_id_number_form"),
        sa.CheckConstraint("number >= 1", name="ck_issued_report_number_positive"),
        sa.CheckConstraint("pages >= 1", name="ck_issued_report_pages_positive"),
        sa.CheckConstraint("length(sha256) = 64", name="ck_issued_report_sha256_complete"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_issued_report_fact_has_source"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_issued_report_snapshot_id"),
        sa.CheckConstraint("form IN ('a3', 'a2')", name="ck_issued_report_pdf_form"),
        sa.ForeignKeyConstraint(["issued_by"], ["person.key"], name="fk_issued_report_issued_by"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_issued_report_provenance"),
    )
    op.create_index("ix_issued_report_sha256", "issued_report", ["sha256"])
    op.create_table(
        "history_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_key", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(120), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history_entry"),
    )
    op.create_index("ix_history_entry_thing", "history_entry", ["kind", "thing_id"])


def downgrade() -> None:
    op.drop_table("history_entry")
    op.drop_table("issued_report")
    op.drop_table("snapshot")
    op.drop_table("cooperative_fact")
    op.drop_table("cooperative_contribution")
    op.drop_table("cooperative_member")
    op.drop_table("cooperative_name")
    op.drop_table("network_event")
