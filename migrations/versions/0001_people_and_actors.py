"""People with their accounts; municipalities, organisations, deciding bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200)),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.CheckConstraint("key <> ''", name="ck_person_key_not_empty"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_person_fact_has_source"),
        sa.UniqueConstraint("key", name="uq_person_key"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_person_provenance"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(40), nullable=False),
        sa.Column("login", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], name="fk_account_person_key"),
        sa.UniqueConstraint("login", name="uq_account_login"),
    )
    op.create_index("ix_account_person_key", "account", ["person_key"])
    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_login_session"),
        sa.UniqueConstraint("token_hash", name="uq_login_session_token_hash"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_login_session_account_id"),
    )
    op.create_index("ix_login_session_account_id", "login_session", ["account_id"])
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login_hash", sa.String(64), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempt"),
    )
    op.create_index("ix_login_attempt_login_hash", "login_attempt", ["login_hash"])
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ags", sa.String(8), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("district_ags", sa.String(5), nullable=False),
        sa.Column("district", sa.String(200), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_municipality"),
        sa.CheckConstraint(
            "length(ags) = 8 AND substr(ags, 1, 5) = district_ags", name="ck_municipality_ags_in_district"
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_municipality_fact_has_source"),
        sa.UniqueConstraint("ags", name="uq_municipality_ags"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_municipality_provenance"),
    )
    op.create_index("ix_municipality_district_ags", "municipality", ["district_ags"])
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("short_name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("municipality_id", sa.Integer()),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_organisation_fact_has_source"),
        sa.UniqueConstraint("name", name="uq_organisation_name"),
        sa.CheckConstraint(
            "kind IN ('association', 'agency', 'municipality', 'district', 'company', 'science', "
            "'state', 'cooperative', 'other')",
            name="ck_organisation_organisation_kind",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_organisation_municipality_id"
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_organisation_provenance"),
    )
    op.create_index("ix_organisation_municipality_id", "organisation", ["municipality_id"])
    op.create_table(
        "deciding_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("short_name", sa.String(200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deciding_body"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_deciding_body_fact_has_source"),
        sa.UniqueConstraint("name", name="uq_deciding_body_name"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_deciding_body_organisation_id"
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_deciding_body_provenance"),
    )
    op.create_index("ix_deciding_body_organisation_id", "deciding_body", ["organisation_id"])


def downgrade() -> None:
    op.drop_table("deciding_body")
    op.drop_table("organisation")
    op.drop_table("municipality")
    op.drop_table("login_attempt")
    op.drop_table("login_session")
    op.drop_table("account")
    op.drop_table("person")
