"""Preparing a report: the changes put on page 1, comments on hints."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "leading_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leading_change"),
        sa.CheckConstraint("position >= 1", name="ck_leading_change_position_positive"),
        sa.UniqueConstraint("period_id", "change", name="uq_leading_change_period_id_change"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_leading_change_period_id"),
    )
    op.create_table(
        "hint_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("hint", sa.String(64), nullable=False),
        sa.Column("comment", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hint_comment"),
        sa.UniqueConstraint("period_id", "hint", name="uq_hint_comment_period_id_hint"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_hint_comment_period_id"),
    )
    op.create_index("ix_hint_comment_hint", "hint_comment", ["hint"])


def downgrade() -> None:
    op.drop_table("hint_comment")
    op.drop_table("leading_change")
