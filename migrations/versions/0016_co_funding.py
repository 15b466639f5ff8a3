"""Rules of co-funding as data, and amounts that partners propose."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "funding_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(1000), nullable=False),
        sa.Column("limit_amount", sa.BigInteger(), nullable=True),
        sa.Column("share_limit", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_funding_rule"),
        sa.CheckConstraint(
            "(kind IN ('programme_cap', 'call_cap')) = (limit_amount IS NOT NULL)",
            name="ck_funding_rule_cap_has_amount",
        ),
        sa.CheckConstraint(
            "(kind = 'regional_share_max') = (share_limit IS NOT NULL)",
            name="ck_funding_rule_share_has_limit",
        ),
        sa.CheckConstraint("share_limit BETWEEN 0 AND 10000", name="ck_funding_rule_share_in_range"),
        sa.CheckConstraint("limit_amount > 0", name="ck_funding_rule_limit_positive"),
        sa.CheckConstraint("valid_until >= valid_from", name="ck_funding_rule_ends_after_it_begins"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_funding_rule_fact_has_source"),
        sa.CheckConstraint(
            "kind IN ('municipal_match', 'regional_share_max', 'programme_cap', 'call_cap')",
            name="ck_funding_rule_funding_rule_kind",
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_funding_rule_provenance"),
        sa.UniqueConstraint("post_key", name="uq_funding_rule_post_key"),
    )
    op.create_table(
        "share_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("payer", sa.String(40), nullable=False),
        sa.Column("payer_name", sa.String(200), nullable=False),
        sa.Column("degree", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("resolution_text", sa.String(1000), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("question", sa.String(1000), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(40), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(40), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_share_proposal"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_share_proposal_effective_date_known",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_share_proposal_fact_has_source"
        ),
        sa.CheckConstraint("amount > 0", name="ck_share_proposal_amount_positive"),
        sa.CheckConstraint(
            "(state = 'accepted') = (entry_id IS NOT NULL)", name="ck_share_proposal_accepted_has_entry"
        ),
        sa.CheckConstraint(
            "state <> 'asked_back' OR question <> ''", name="ck_share_proposal_asked_back_has_question"
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_share_proposal_block_id"),
        sa.CheckConstraint(
            "payer IN ('vrs', 'municipality', 'private', 'state', 'federal', 'eu')",
            name="ck_share_proposal_payer",
        ),
        sa.CheckConstraint(
            "degree IN ('planned', 'decided', 'pledged', 'granted', 'paid')", name="ck_share_proposal_degree"
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'asked_back', 'accepted', 'withdrawn')",
            name="ck_share_proposal_proposal_state",
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.key"], name="fk_share_proposal_proposed_by"),
        sa.ForeignKeyConstraint(["settled_by"], ["person.key"], name="fk_share_proposal_settled_by"),
        sa.UniqueConstraint("entry_id", name="uq_share_proposal_entry_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["funding_entry.id"], name="fk_share_proposal_entry_id"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_share_proposal_provenance"
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_share_proposal_date_precision"
        ),
        sa.UniqueConstraint("post_key", name="uq_share_proposal_post_key"),
    )
    op.create_index("ix_share_proposal_block_id", "share_proposal", ["block_id"])


def downgrade() -> None:
    op.drop_table("share_proposal")
    op.drop_table("funding_rule")
