"""Indicators as they are agreed: where counting began, until when the target holds, when counting ended."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("indicator_target") as batch:
        batch.add_column(sa.Column("baseline", sa.BigInteger()))
        batch.add_column(sa.Column("target_on", sa.Date()))
        batch.add_column(sa.Column("ended_on", sa.Date()))
        batch.create_check_constraint("ck_indicator_target_baseline_not_negative", "baseline >= 0")
        batch.create_check_constraint(
            "ck_indicator_target_day_has_target", "target_on IS NULL OR target IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("indicator_target") as batch:
        batch.drop_constraint("ck_indicator_target_day_has_target", type_="check")
        batch.drop_constraint("ck_indicator_target_baseline_not_negative", type_="check")
        batch.drop_column("ended_on")
        batch.drop_column("target_on")
        batch.drop_column("baseline")
