"""The motion, its blocks, and who may do what to them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "motion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("addressee", sa.String(200), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("printed_regional", sa.BigInteger(), nullable=False),
        sa.Column("printed_municipal", sa.BigInteger(), nullable=False),
        sa.Column("printed_private", sa.BigInteger(), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_motion"),
        sa.CheckConstraint(
            "printed_regional >= 0 AND printed_municipal >= 0 AND printed_private >= 0",
            name="ck_motion_amounts_not_negative",
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_motion_fact_has_source"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_motion_provenance"),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("printed_name", sa.String(200), nullable=False),
        sa.Column("political_group", sa.String(200), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signatory"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_signatory_fact_has_source"),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name="fk_signatory_motion_id"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_signatory_provenance"),
    )
    op.create_index("ix_signatory_motion_id", "signatory", ["motion_id"])
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("short_text", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("responsible", sa.String(40), nullable=False),
        sa.Column("section", sa.String(10), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
        sa.UniqueConstraint("motion_id", "number", name="uq_mandate_motion_id_number"),
        sa.CheckConstraint("number >= 1", name="ck_mandate_number_positive"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_mandate_fact_has_source"),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name="fk_mandate_motion_id"),
        sa.CheckConstraint("responsible IN ('vrs_head_office', 'wrs')", name="ck_mandate_responsible"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_mandate_provenance"),
    )
    op.create_table(
        "motion_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("motion_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_approximate", sa.Boolean(), nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_motion_statement"),
        sa.CheckConstraint("amount > 0", name="ck_motion_statement_amount_positive"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_motion_statement_fact_has_source"
        ),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name="fk_motion_statement_motion_id"),
        sa.CheckConstraint("scope IN ('region', 'consortium')", name="ck_motion_statement_statement_scope"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_motion_statement_provenance"
        ),
    )
    op.create_index("ix_motion_statement_motion_id", "motion_statement", ["motion_id"])
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("subtitle", sa.String(1000), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Integer()),
        sa.Column("owner_role", sa.String(200), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("state_reason", sa.String(1000), nullable=False),
        sa.Column("planned_start", sa.Date()),
        sa.Column("planned_end", sa.Date()),
        sa.Column("forecast_start", sa.Date()),
        sa.Column("forecast_end", sa.Date()),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
        sa.UniqueConstraint("kind", "number", name="uq_block_kind_number"),
        sa.CheckConstraint("number >= 1", name="ck_block_number_positive"),
        sa.CheckConstraint("kind <> 'motion_block' OR number <= 7", name="ck_block_seven_of_the_motion"),
        sa.CheckConstraint("state <> 'dropped' OR state_reason <> ''", name="ck_block_dropped_has_reason"),
        sa.CheckConstraint("planned_end >= planned_start", name="ck_block_planned_in_order"),
        sa.CheckConstraint("forecast_end >= forecast_start", name="ck_block_forecast_in_order"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_block_fact_has_source"),
        sa.UniqueConstraint("slug", name="uq_block_slug"),
        sa.CheckConstraint("kind IN ('motion_block', 'further_project')", name="ck_block_block_kind"),
        sa.UniqueConstraint("name", name="uq_block_name"),
        sa.ForeignKeyConstraint(["lead_id"], ["organisation.id"], name="fk_block_lead_id"),
        sa.CheckConstraint(
            "state IN ('not_started', 'preparing', 'running', 'completed', 'dropped', 'not_documented')",
            name="ck_block_block_state",
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_block_provenance"),
        sa.UniqueConstraint("post_key", name="uq_block_post_key"),
    )
    op.create_index("ix_block_lead_id", "block", ["lead_id"])
    op.create_table(
        "baseline_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("printed_name", sa.String(200), nullable=False),
        sa.Column("regional", sa.BigInteger()),
        sa.Column("municipal", sa.BigInteger()),
        sa.Column("private", sa.BigInteger()),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_baseline_row"),
        sa.CheckConstraint(
            "regional >= 0 AND municipal >= 0 AND private >= 0", name="ck_baseline_row_amounts_not_negative"
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_baseline_row_fact_has_source"),
        sa.UniqueConstraint("block_id", name="uq_baseline_row_block_id"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_baseline_row_block_id"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_baseline_row_provenance"),
    )
    op.create_table(
        "block_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(200), nullable=False),
        sa.Column("folded", sa.String(600), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_alias"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_block_alias_fact_has_source"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_block_alias_block_id"),
        sa.UniqueConstraint("folded", name="uq_block_alias_folded"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_block_alias_provenance"),
    )
    op.create_index("ix_block_alias_block_id", "block_alias", ["block_id"])
    op.create_table(
        "former_slug",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_former_slug"),
        sa.UniqueConstraint("slug", name="uq_former_slug_slug"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_former_slug_block_id"),
    )
    op.create_index("ix_former_slug_block_id", "former_slug", ["block_id"])
    op.create_table(
        "block_town",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_town"),
        sa.UniqueConstraint("block_id", "municipality_id", name="uq_block_town_block_id_municipality_id"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_block_town_block_id"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_block_town_municipality_id"
        ),
    )
    op.create_index("ix_block_town_municipality_id", "block_town", ["municipality_id"])
    op.create_table(
        "block_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_partner"),
        sa.UniqueConstraint("block_id", "organisation_id", name="uq_block_partner_block_id_organisation_id"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_block_partner_block_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_block_partner_organisation_id"
        ),
    )
    op.create_index("ix_block_partner_organisation_id", "block_partner", ["organisation_id"])
    op.create_table(
        "block_function",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("motion_line", sa.String(20), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_function"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_block_function_fact_has_source"
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_block_function_block_id"),
        sa.CheckConstraint(
            "state IN ('not_reported', 'in_progress', 'fulfilled', 'changed', 'dropped')",
            name="ck_block_function_function_state",
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_block_function_provenance"
        ),
    )
    op.create_index("ix_block_function_block_id", "block_function", ["block_id"])
    op.create_table(
        "block_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_block_field"),
        sa.UniqueConstraint("block_id", "field", name="uq_block_field_block_id_field"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_block_field_block_id"),
        sa.CheckConstraint(
            "field IN ('production', 'machinery', 'mobility', 'health', 'energy', 'administration', "
            "'construction', 'finance')",
            name="ck_block_field_field",
        ),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("block_id", sa.Integer()),
        sa.Column("valid_until", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
        sa.UniqueConstraint("account_id", "role", "block_id", name="uq_role_grant_account_id_role_block_id"),
        sa.CheckConstraint(
            "(role = 'partner') = (block_id IS NOT NULL)", name="ck_role_grant_partner_has_block"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_role_grant_account_id"),
        sa.CheckConstraint(
            "role IN ('editor', 'partner', 'approver', 'budget_officer', 'session_office', 'member', "
            "'auditor', 'admin')",
            name="ck_role_grant_role",
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_role_grant_block_id"),
    )
    op.create_index("ix_role_grant_block_id", "role_grant", ["block_id"])
    op.create_index(
        "uq_role_grant_without_block",
        "role_grant",
        ["account_id", "role"],
        unique=True,
        sqlite_where=sa.text("block_id IS NULL"),
        postgresql_where=sa.text("block_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("role_grant")
    op.drop_table("block_field")
    op.drop_table("block_function")
    op.drop_table("block_partner")
    op.drop_table("block_town")
    op.drop_table("former_slug")
    op.drop_table("block_alias")
    op.drop_table("baseline_row")
    op.drop_table("block")
    op.drop_table("motion_statement")
    op.drop_table("mandate")
    op.drop_table("signatory")
    op.drop_table("motion")
