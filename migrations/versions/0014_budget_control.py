"""Control of the budget: freezes, competence, the second person, the balance of the accounting system."""

import sqlalchemy as sa
from alembic import op

from vrs_tracker.trail.migrating import keep_triggers

revision = "0014"
down_revision = "0013"

CARRY_REASONS = (
    "carry_reason IN ('delayed', 'invoice_outstanding', 'tender_running', 'granted_not_called', "
    "'still_blocked', 'co_funding_open', 'other')"
)

ONE_THING = (
    "CASE WHEN funding_entry_id IS NULL THEN 0 ELSE 1 END + "
    "CASE WHEN appropriation_id IS NULL THEN 0 ELSE 1 END + "
    "CASE WHEN budget_block_id IS NULL THEN 0 ELSE 1 END + "
    "CASE WHEN block_release_id IS NULL THEN 0 ELSE 1 END + "
    "CASE WHEN spending_freeze_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade() -> None:
    with keep_triggers(op, "appropriation"), op.batch_alter_table("appropriation") as batch:
        batch.add_column(sa.Column("plan_year", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("carry_reason", sa.String(40), nullable=True))
        batch.add_column(sa.Column("block_continues", sa.Boolean(), nullable=True))
        batch.create_check_constraint("ck_appropriation_carry_reason", CARRY_REASONS)
    op.create_table(
        "spending_freeze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("budget_line", sa.String(200), nullable=False),
        sa.Column("ordered_by", sa.String(200), nullable=False),
        sa.Column("grounds", sa.String(1000), nullable=False),
        sa.Column("lifts_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("is_rounded", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(40), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reversal_reason", sa.String(1000), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_spending_freeze"),
        sa.CheckConstraint(
            "(effective_on IS NULL) = (date_precision = 'unknown')",
            name="ck_spending_freeze_effective_date_known",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_spending_freeze_fact_has_source"
        ),
        sa.CheckConstraint("amount <> 0", name="ck_spending_freeze_amount_not_zero"),
        sa.CheckConstraint(
            "amount > 0 OR reverses_id IS NOT NULL", name="ck_spending_freeze_negative_only_as_reversal"
        ),
        sa.CheckConstraint(
            "reverses_id IS NULL OR reversal_reason <> ''", name="ck_spending_freeze_reversal_has_reason"
        ),
        sa.ForeignKeyConstraint(["lifts_id"], ["spending_freeze.id"], name="fk_spending_freeze_lifts_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.key"], name="fk_spending_freeze_recorded_by"),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolution.id"], name="fk_spending_freeze_resolution_id"
        ),
        sa.UniqueConstraint("reverses_id", name="uq_spending_freeze_reverses_id"),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["spending_freeze.id"], name="fk_spending_freeze_reverses_id"
        ),
        sa.CheckConstraint(
            "date_precision IN ('day', 'month', 'year', 'unknown')", name="ck_spending_freeze_date_precision"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_spending_freeze_provenance"
        ),
        sa.UniqueConstraint("post_key", name="uq_spending_freeze_post_key"),
    )
    op.create_index("ix_spending_freeze_lifts_id", "spending_freeze", ["lifts_id"])
    op.create_index("ix_spending_freeze_resolution_id", "spending_freeze", ["resolution_id"])
    op.create_table(
        "lifting_competence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_block_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(1000), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.String(40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lifting_competence"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_lifting_competence_fact_has_source"
        ),
        sa.CheckConstraint("basis <> ''", name="ck_lifting_competence_has_basis"),
        sa.ForeignKeyConstraint(
            ["budget_block_id"], ["budget_block.id"], name="fk_lifting_competence_budget_block_id"
        ),
        sa.ForeignKeyConstraint(["body_id"], ["deciding_body.id"], name="fk_lifting_competence_body_id"),
        sa.ForeignKeyConstraint(["checked_by"], ["person.key"], name="fk_lifting_competence_checked_by"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_lifting_competence_provenance"
        ),
    )
    op.create_index("ix_lifting_competence_body_id", "lifting_competence", ["body_id"])
    op.create_index("ix_lifting_competence_budget_block_id", "lifting_competence", ["budget_block_id"])
    op.create_table(
        "confirmation_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("broken", sa.Text(), nullable=False),
        sa.Column("funding_entry_id", sa.Integer(), nullable=True),
        sa.Column("appropriation_id", sa.Integer(), nullable=True),
        sa.Column("budget_block_id", sa.Integer(), nullable=True),
        sa.Column("block_release_id", sa.Integer(), nullable=True),
        sa.Column("spending_freeze_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.String(40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(40), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("answer", sa.String(1000), nullable=False),
        sa.Column("post_key", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation_request"),
        sa.CheckConstraint(
            ONE_THING,
            name="ck_confirmation_request_one_thing",
        ),
        sa.CheckConstraint(
            "cause <> 'exception' OR (reason <> '' AND broken <> '')",
            name="ck_confirmation_request_exception_has_reason",
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)",
            name="ck_confirmation_request_decided_as_a_whole",
        ),
        sa.CheckConstraint("decided_by <> requested_by", name="ck_confirmation_request_two_persons"),
        sa.CheckConstraint(
            "outcome <> 'returned' OR answer <> ''", name="ck_confirmation_request_returned_has_answer"
        ),
        sa.CheckConstraint(
            "cause IN ('exception', 'large_amount', 'together')",
            name="ck_confirmation_request_confirmation_cause",
        ),
        sa.ForeignKeyConstraint(
            ["funding_entry_id"], ["funding_entry.id"], name="fk_confirmation_request_funding_entry_id"
        ),
        sa.ForeignKeyConstraint(
            ["appropriation_id"], ["appropriation.id"], name="fk_confirmation_request_appropriation_id"
        ),
        sa.ForeignKeyConstraint(
            ["budget_block_id"], ["budget_block.id"], name="fk_confirmation_request_budget_block_id"
        ),
        sa.ForeignKeyConstraint(
            ["block_release_id"], ["block_release.id"], name="fk_confirmation_request_block_release_id"
        ),
        sa.ForeignKeyConstraint(
            ["spending_freeze_id"], ["spending_freeze.id"], name="fk_confirmation_request_spending_freeze_id"
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["person.key"], name="fk_confirmation_request_requested_by"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["person.key"], name="fk_confirmation_request_decided_by"),
        sa.CheckConstraint(
            "outcome IN ('confirmed', 'returned')", name="ck_confirmation_request_confirmation_outcome"
        ),
        sa.UniqueConstraint("post_key", name="uq_confirmation_request_post_key"),
    )
    op.create_index("ix_confirmation_request_appropriation_id", "confirmation_request", ["appropriation_id"])
    op.create_index("ix_confirmation_request_batch", "confirmation_request", ["batch"])
    op.create_index("ix_confirmation_request_block_release_id", "confirmation_request", ["block_release_id"])
    op.create_index("ix_confirmation_request_budget_block_id", "confirmation_request", ["budget_block_id"])
    op.create_index("ix_confirmation_request_funding_entry_id", "confirmation_request", ["funding_entry_id"])
    op.create_index(
        "ix_confirmation_request_spending_freeze_id", "confirmation_request", ["spending_freeze_id"]
    )
    op.create_table(
        "reconciliation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("budget_line", sa.String(200), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("theirs", sa.BigInteger(), nullable=False),
        sa.Column("ours", sa.BigInteger(), nullable=False),
        sa.Column("explanation", sa.String(1000), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.String(40), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reconciliation"),
        sa.UniqueConstraint(
            "period_id",
            "budget_year",
            "budget_line",
            "measure",
            name="uq_reconciliation_period_id_budget_year_budget_line_measure",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_reconciliation_fact_has_source"
        ),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_reconciliation_period_id"),
        sa.CheckConstraint(
            "measure IN ('appropriated', 'committed', 'disbursed')", name="ck_reconciliation_balance_measure"
        ),
        sa.ForeignKeyConstraint(["checked_by"], ["person.key"], name="fk_reconciliation_checked_by"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_reconciliation_provenance"
        ),
    )
    _protect("spending_freeze", "OLD.booked_at IS NOT NULL")
    _protect("lifting_competence")
    _protect("confirmation_request", "OLD.outcome = 'confirmed'")


def downgrade() -> None:
    for table in ("reconciliation", "confirmation_request", "lifting_competence", "spending_freeze"):
        op.drop_table(table)
    with keep_triggers(op, "appropriation"), op.batch_alter_table("appropriation") as batch:
        batch.drop_constraint("ck_appropriation_carry_reason", type_="check")
        for name in ("plan_year", "carry_reason", "block_continues"):
            batch.drop_column(name)


def _protect(table: str, condition: str = "") -> None:
    when = f" WHEN {condition}" if condition else ""
    if op.get_context().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{when} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is final'); END"
            )
        return
    when = f" WHEN ({condition})" if condition else ""
    call = "EXECUTE FUNCTION refuse_change_of_final_row()"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} FOR EACH ROW{when} {call}"
        )
    op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}")
