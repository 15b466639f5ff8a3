"""Personal links: a project lead reports without an account; a session belongs to an account or a link."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "access_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_key", sa.String(40), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_access_link"),
        sa.UniqueConstraint("token_hash", name="uq_access_link_token_hash"),
        sa.UniqueConstraint("person_key", name="uq_access_link_person_key"),
        sa.UniqueConstraint("post_key", name="uq_access_link_post_key"),
        sa.CheckConstraint("expires_at > created_at", name="ck_access_link_expires_later"),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], name="fk_access_link_person_key"),
        sa.ForeignKeyConstraint(["created_by"], ["person.key"], name="fk_access_link_created_by"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_access_link_block_id"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_access_link_period_id"),
    )
    op.create_index("ix_access_link_block_id", "access_link", ["block_id"])
    op.create_index("ix_access_link_period_id", "access_link", ["period_id"])
    with op.batch_alter_table("login_session") as batch:
        batch.alter_column("account_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("link_id", sa.Integer()))
        batch.create_foreign_key("fk_login_session_link_id", "access_link", ["link_id"], ["id"])
        batch.create_check_constraint(
            "ck_login_session_account_or_link", "(account_id IS NULL) <> (link_id IS NULL)"
        )
        batch.create_index("ix_login_session_link_id", ["link_id"])


def downgrade() -> None:
    op.execute("DELETE FROM login_session WHERE account_id IS NULL")
    with op.batch_alter_table("login_session") as batch:
        batch.drop_index("ix_login_session_link_id")
        batch.drop_constraint("ck_login_session_account_or_link", type_="check")
        batch.drop_constraint("fk_login_session_link_id", type_="foreignkey")
        batch.drop_column("link_id")
        batch.alter_column("account_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("access_link")
