"""What a status update says about money: since when the budget office has settled it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("status_update", sa.Column("money_settled_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("status_update", "money_settled_at")
