"""Resolutions, bookings and budget records."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(1000), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("document", sa.String(1000), nullable=False),
        sa.Column("address", sa.String(1000), nullable=False),
        sa.Column("stated_amount", sa.BigInteger()),
        sa.Column("stated_is_approximate", sa.Boolean(), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')", name="ck_resolution_effective_date_known"
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_resolution_fact_has_source"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_resolution_withheld_has_reason"),
        sa.CheckConstraint("stated_amount > 0", name="ck_resolution_stated_amount_positive"),
        sa.ForeignKeyConstraint(["body_id"], ["deciding_body.id"], name="fk_resolution_body_id"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_resolution_provenance"),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_resolution_date_precision"
        ),
        sa.UniqueConstraint("post_key", name="uq_resolution_post_key"),
    )
    op.create_index("ix_resolution_body_id", "resolution", ["body_id"])
    op.create_table(
        "funding_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer()),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("payer", sa.String(40), nullable=False),
        sa.Column("payer_organisation_id", sa.Integer()),
        sa.Column("degree", sa.String(40), nullable=False),
        sa.Column("figure_source", sa.String(40), nullable=False),
        sa.Column("document", sa.String(1000), nullable=False),
        sa.Column("budget_year", sa.Integer()),
        sa.Column("budget_line", sa.String(200), nullable=False),
        sa.Column("counting", sa.String(40), nullable=False),
        sa.Column("contained_in_id", sa.Integer()),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_rounded", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True)),
        sa.Column("reversal_reason", sa.String(1000), nullable=False),
        sa.Column("resolution_id", sa.Integer()),
        sa.Column("reverses_id", sa.Integer()),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_funding_entry"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_funding_entry_effective_date_known",
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_funding_entry_fact_has_source"),
        sa.CheckConstraint("amount <> 0", name="ck_funding_entry_amount_not_zero"),
        sa.CheckConstraint(
            "amount > 0 OR reverses_id IS NOT NULL", name="ck_funding_entry_negative_only_as_reversal"
        ),
        sa.CheckConstraint(
            "reverses_id IS NULL OR reversal_reason <> ''", name="ck_funding_entry_reversal_has_reason"
        ),
        sa.CheckConstraint(
            "counting <> 'counted' OR contained_in_id IS NULL", name="ck_funding_entry_counted_stands_alone"
        ),
        sa.CheckConstraint(
            "booked_at IS NULL OR degree <> 'decided' OR resolution_id IS NOT NULL",
            name="ck_funding_entry_decided_has_resolution",
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_funding_entry_block_id"),
        sa.CheckConstraint(
            "stage IN ('planned', 'earmarked', 'committed', 'requested', 'disbursed', 'proven', 'recovered')",
            name="ck_funding_entry_stage",
        ),
        sa.CheckConstraint(
            "payer IN ('vrs', 'municipality', 'private', 'state', 'federal', 'eu')",
            name="ck_funding_entry_payer",
        ),
        sa.ForeignKeyConstraint(
            ["payer_organisation_id"], ["organisation.id"], name="fk_funding_entry_payer_organisation_id"
        ),
        sa.CheckConstraint(
            "degree IN ('planned', 'decided', 'pledged', 'granted', 'paid')", name="ck_funding_entry_degree"
        ),
        sa.CheckConstraint(
            "figure_source IN ('motion', 'resolution', 'notice', 'booking', 'message', 'press')",
            name="ck_funding_entry_figure_source",
        ),
        sa.CheckConstraint(
            "counting IN ('counted', 'contained', 'unclear')", name="ck_funding_entry_counting"
        ),
        sa.ForeignKeyConstraint(
            ["contained_in_id"], ["funding_entry.id"], name="fk_funding_entry_contained_in_id"
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.key"], name="fk_funding_entry_recorded_by"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name="fk_funding_entry_resolution_id"),
        sa.UniqueConstraint("reverses_id", name="uq_funding_entry_reverses_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["funding_entry.id"], name="fk_funding_entry_reverses_id"),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_funding_entry_date_precision"
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_funding_entry_provenance"),
        sa.UniqueConstraint("post_key", name="uq_funding_entry_post_key"),
    )
    op.create_index("ix_funding_entry_block_id", "funding_entry", ["block_id"])
    op.create_index("ix_funding_entry_contained_in_id", "funding_entry", ["contained_in_id"])
    op.create_index("ix_funding_entry_payer_organisation_id", "funding_entry", ["payer_organisation_id"])
    op.create_index("ix_funding_entry_resolution_id", "funding_entry", ["resolution_id"])
    op.create_table(
        "appropriation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("budget_line", sa.String(200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_rounded", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True)),
        sa.Column("reversal_reason", sa.String(1000), nullable=False),
        sa.Column("resolution_id", sa.Integer()),
        sa.Column("reverses_id", sa.Integer()),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_appropriation"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_appropriation_effective_date_known",
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_appropriation_fact_has_source"),
        sa.CheckConstraint("amount <> 0", name="ck_appropriation_amount_not_zero"),
        sa.CheckConstraint(
            "amount > 0 OR reverses_id IS NOT NULL", name="ck_appropriation_negative_only_as_reversal"
        ),
        sa.CheckConstraint(
            "reverses_id IS NULL OR reversal_reason <> ''", name="ck_appropriation_reversal_has_reason"
        ),
        sa.CheckConstraint(
            "kind IN ('appropriation', 'carry_forward', 'commitment_authorisation', 'medium_term_plan')",
            name="ck_appropriation_appropriation_kind",
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.key"], name="fk_appropriation_recorded_by"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name="fk_appropriation_resolution_id"),
        sa.UniqueConstraint("reverses_id", name="uq_appropriation_reverses_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["appropriation.id"], name="fk_appropriation_reverses_id"),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_appropriation_date_precision"
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_appropriation_provenance"),
        sa.UniqueConstraint("post_key", name="uq_appropriation_post_key"),
    )
    op.create_index("ix_appropriation_resolution_id", "appropriation", ["resolution_id"])
    op.create_table(
        "budget_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appropriation_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(1000), nullable=False),
        sa.Column("lifting_body_id", sa.Integer()),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_rounded", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True)),
        sa.Column("reversal_reason", sa.String(1000), nullable=False),
        sa.Column("resolution_id", sa.Integer()),
        sa.Column("reverses_id", sa.Integer()),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_budget_block"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_budget_block_effective_date_known",
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_budget_block_fact_has_source"),
        sa.CheckConstraint("amount <> 0", name="ck_budget_block_amount_not_zero"),
        sa.CheckConstraint(
            "amount > 0 OR reverses_id IS NOT NULL", name="ck_budget_block_negative_only_as_reversal"
        ),
        sa.CheckConstraint(
            "reverses_id IS NULL OR reversal_reason <> ''", name="ck_budget_block_reversal_has_reason"
        ),
        sa.ForeignKeyConstraint(
            ["appropriation_id"], ["appropriation.id"], name="fk_budget_block_appropriation_id"
        ),
        sa.ForeignKeyConstraint(
            ["lifting_body_id"], ["deciding_body.id"], name="fk_budget_block_lifting_body_id"
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.key"], name="fk_budget_block_recorded_by"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name="fk_budget_block_resolution_id"),
        sa.UniqueConstraint("reverses_id", name="uq_budget_block_reverses_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["budget_block.id"], name="fk_budget_block_reverses_id"),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_budget_block_date_precision"
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_budget_block_provenance"),
        sa.UniqueConstraint("post_key", name="uq_budget_block_post_key"),
    )
    op.create_index("ix_budget_block_appropriation_id", "budget_block", ["appropriation_id"])
    op.create_index("ix_budget_block_lifting_body_id", "budget_block", ["lifting_body_id"])
    op.create_index("ix_budget_block_resolution_id", "budget_block", ["resolution_id"])
    op.create_table(
        "block_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_block_id", sa.Integer()),
        sa.Column("budget_year", sa.Integer()),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(1000), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_rounded", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True)),
        sa.Column("reversal_reason", sa.String(1000), nullable=False),
        sa.Column("resolution_id", sa.Integer()),
        sa.Column("reverses_id", sa.Integer()),
        sa.Column("effective_on", sa.Date()),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_block_release"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_block_release_effective_date_known",
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_block_release_fact_has_source"),
        sa.CheckConstraint("amount <> 0", name="ck_block_release_amount_not_zero"),
        sa.CheckConstraint(
            "amount > 0 OR reverses_id IS NOT NULL", name="ck_block_release_negative_only_as_reversal"
        ),
        sa.CheckConstraint(
            "reverses_id IS NULL OR reversal_reason <> ''", name="ck_block_release_reversal_has_reason"
        ),
        sa.ForeignKeyConstraint(
            ["budget_block_id"], ["budget_block.id"], name="fk_block_release_budget_block_id"
        ),
        sa.ForeignKeyConstraint(["body_id"], ["deciding_body.id"], name="fk_block_release_body_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.key"], name="fk_block_release_recorded_by"),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name="fk_block_release_resolution_id"),
        sa.UniqueConstraint("reverses_id", name="uq_block_release_reverses_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["block_release.id"], name="fk_block_release_reverses_id"),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_block_release_date_precision"
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_block_release_provenance"),
        sa.UniqueConstraint("post_key", name="uq_block_release_post_key"),
    )
    op.create_index("ix_block_release_body_id", "block_release", ["body_id"])
    op.create_index("ix_block_release_budget_block_id", "block_release", ["budget_block_id"])
    op.create_index("ix_block_release_resolution_id", "block_release", ["resolution_id"])


def downgrade() -> None:
    op.drop_table("block_release")
    op.drop_table("budget_block")
    op.drop_table("appropriation")
    op.drop_table("funding_entry")
    op.drop_table("resolution")
