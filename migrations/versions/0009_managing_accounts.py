"""Managing accounts: roles from a day on, passwords given by somebody else, the month of the last sign-in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("account", sa.Column("password_issued_at", sa.DateTime(timezone=True)))
    op.add_column("account", sa.Column("last_sign_in_month", sa.Date()))
    with op.batch_alter_table("role_grant") as batch:
        batch.add_column(sa.Column("valid_from", sa.Date()))
        batch.create_check_constraint("ck_role_grant_range_in_order", "valid_until >= valid_from")


def downgrade() -> None:
    with op.batch_alter_table("role_grant") as batch:
        batch.drop_constraint("ck_role_grant_range_in_order", type_="check")
        batch.drop_column("valid_from")
    op.drop_column("account", "last_sign_in_month")
    op.drop_column("account", "password_issued_at")
