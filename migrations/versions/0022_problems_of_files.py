"""Files of amounts: what was wrong with a file when it was booked; its content is deleted then."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("money_import", sa.Column("problems", sa.Text()))


def downgrade() -> None:
    op.drop_column("money_import", "problems")
