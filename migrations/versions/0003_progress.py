"""Half-years and what is reported for them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "reporting_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("half", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("released_by", sa.String(40)),
        sa.Column("released_at", sa.DateTime(timezone=True)),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reporting_period"),
        sa.UniqueConstraint("year", "half", name="uq_reporting_period_year_half"),
        sa.CheckConstraint("half IN (1, 2)", name="ck_reporting_period_half_is_one_or_two"),
        sa.CheckConstraint(
            "(released_by IS NULL) = (released_at IS NULL)",
            name="ck_reporting_period_released_at_by_somebody",
        ),
        sa.CheckConstraint(
            "state NOT IN ('released', 'published') OR released_by IS NOT NULL",
            name="ck_reporting_period_released_has_person",
        ),
        sa.CheckConstraint(
            "state <> 'published' OR published_at IS NOT NULL",
            name="ck_reporting_period_published_has_moment",
        ),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_reporting_period_fact_has_source"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'collecting', 'in_review', 'released', 'published')",
            name="ck_reporting_period_period_state",
        ),
        sa.ForeignKeyConstraint(["released_by"], ["person.key"], name="fk_reporting_period_released_by"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_reporting_period_provenance"
        ),
    )
    op.create_table(
        "committee_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date()),
        sa.Column("agenda_item", sa.String(20), nullable=False),
        sa.Column("paper_reference", sa.String(60), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("is_open_session", sa.Boolean(), nullable=False),
        sa.Column("lead_unit", sa.String(200), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_committee_session"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_committee_session_fact_has_source"
        ),
        sa.UniqueConstraint("period_id", name="uq_committee_session_period_id"),
        sa.ForeignKeyConstraint(
            ["period_id"], ["reporting_period.id"], name="fk_committee_session_period_id"
        ),
        sa.ForeignKeyConstraint(["body_id"], ["deciding_body.id"], name="fk_committee_session_body_id"),
        sa.CheckConstraint("purpose IN ('note', 'decide')", name="ck_committee_session_purpose"),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_committee_session_provenance"
        ),
    )
    op.create_index("ix_committee_session_body_id", "committee_session", ["body_id"])
    op.create_table(
        "narrative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_narrative"),
        sa.UniqueConstraint("period_id", "slot", name="uq_narrative_period_id_slot"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_narrative_fact_has_source"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_narrative_withheld_has_reason"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_narrative_period_id"),
        sa.CheckConstraint(
            "slot IN ('proposed_resolution', 'assessment', 'network', 'cooperative', 'calls', 'outlook')",
            name="ck_narrative_narrative_slot",
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_narrative_provenance"),
    )
    op.create_table(
        "status_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("nothing_changed", sa.Boolean(), nullable=False),
        sa.Column("message_source", sa.String(40), nullable=False),
        sa.Column("message_note", sa.String(1000), nullable=False),
        sa.Column("risks_checked", sa.Boolean(), nullable=False),
        sa.Column("money_change", sa.String(1000), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("filed_by", sa.String(40)),
        sa.Column("filed_at", sa.DateTime(timezone=True)),
        sa.Column("return_reason", sa.String(1000), nullable=False),
        sa.Column("confirmed_by", sa.String(40)),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_status_update"),
        sa.UniqueConstraint("block_id", "period_id", name="uq_status_update_block_id_period_id"),
        sa.CheckConstraint(
            "state = 'draft' OR filed_by IS NOT NULL", name="ck_status_update_filed_has_person"
        ),
        sa.CheckConstraint(
            "(filed_by IS NULL) = (filed_at IS NULL)", name="ck_status_update_filed_at_by_somebody"
        ),
        sa.CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)",
            name="ck_status_update_confirmed_at_by_somebody",
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_by IS NOT NULL)", name="ck_status_update_confirmed_has_person"
        ),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> filed_by",
            name="ck_status_update_confirmed_by_second_person",
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR return_reason <> ''", name="ck_status_update_returned_has_reason"
        ),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_status_update_fact_has_source"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_status_update_block_id"),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name="fk_status_update_period_id"),
        sa.CheckConstraint(
            "state IN ('draft', 'filed', 'returned', 'confirmed')", name="ck_status_update_update_state"
        ),
        sa.CheckConstraint(
            "message_source IN ('self', 'phone', 'mail')", name="ck_status_update_message_source"
        ),
        sa.ForeignKeyConstraint(["filed_by"], ["person.key"], name="fk_status_update_filed_by"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.key"], name="fk_status_update_confirmed_by"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_status_update_provenance"),
    )
    op.create_index("ix_status_update_period_id", "status_update", ["period_id"])
    op.create_table(
        "update_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_update_text"),
        sa.UniqueConstraint("update_id", "slot", name="uq_update_text_update_id_slot"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_update_text_withheld_has_reason"),
        sa.ForeignKeyConstraint(["update_id"], ["status_update.id"], name="fk_update_text_update_id"),
        sa.CheckConstraint("slot IN ('headline', 'achieved', 'decision')", name="ck_update_text_text_slot"),
    )
    op.create_table(
        "dimension_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("proposed", sa.String(40), nullable=False),
        sa.Column("proposal_reason", sa.String(1000), nullable=False),
        sa.Column("reported", sa.String(40), nullable=False),
        sa.Column("deviation_reason", sa.String(1000), nullable=False),
        sa.Column("measure", sa.String(1000), nullable=False),
        sa.Column("measure_due", sa.Date()),
        sa.Column("options", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dimension_rating"),
        sa.UniqueConstraint("update_id", "dimension", name="uq_dimension_rating_update_id_dimension"),
        sa.CheckConstraint(
            "deviation_reason <> '' OR proposed IN (reported, 'not_applicable') "
            "OR reported IN ('not_started', 'completed', 'dropped')",
            name="ck_dimension_rating_deviation_has_reason",
        ),
        sa.CheckConstraint(
            "reported <> 'at_risk' OR (measure <> '' AND measure_due IS NOT NULL)",
            name="ck_dimension_rating_at_risk_has_dated_measure",
        ),
        sa.CheckConstraint(
            "reported <> 'off_track' OR options <> ''", name="ck_dimension_rating_off_track_has_options"
        ),
        sa.ForeignKeyConstraint(["update_id"], ["status_update.id"], name="fk_dimension_rating_update_id"),
        sa.CheckConstraint(
            "dimension IN ('schedule', 'cost', 'results', 'funding')", name="ck_dimension_rating_dimension"
        ),
        sa.CheckConstraint(
            "proposed IN ('on_track', 'at_risk', 'off_track', 'not_started', 'completed', 'dropped', "
            "'unknown', 'not_applicable')",
            name="ck_dimension_rating_proposed",
        ),
        sa.CheckConstraint(
            "reported IN ('on_track', 'at_risk', 'off_track', 'not_started', 'completed', 'dropped', "
            "'unknown', 'not_applicable')",
            name="ck_dimension_rating_reported",
        ),
    )
    op.create_table(
        "next_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_next_step"),
        sa.ForeignKeyConstraint(["update_id"], ["status_update.id"], name="fk_next_step_update_id"),
    )
    op.create_index("ix_next_step_update_id", "next_step", ["update_id"])
    op.create_table(
        "step_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_step_result"),
        sa.UniqueConstraint("update_id", "step_id", name="uq_step_result_update_id_step_id"),
        sa.ForeignKeyConstraint(["update_id"], ["status_update.id"], name="fk_step_result_update_id"),
        sa.ForeignKeyConstraint(["step_id"], ["next_step.id"], name="fk_step_result_step_id"),
        sa.CheckConstraint(
            "outcome IN ('done', 'running', 'postponed', 'dropped')", name="ck_step_result_step_outcome"
        ),
    )
    op.create_index("ix_step_result_step_id", "step_result", ["step_id"])
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("forecast_on", sa.Date()),
        sa.Column("actual_on", sa.Date()),
        sa.Column("shift_reason", sa.String(40)),
        sa.Column("shift_note", sa.String(1000), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_milestone_fact_has_source"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_milestone_withheld_has_reason"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_milestone_block_id"),
        sa.CheckConstraint(
            "shift_reason IN ('permit', 'tender', 'capacity', 'funding', 'scope', 'partner', "
            "'delivery', 'other')",
            name="ck_milestone_shift_reason",
        ),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_milestone_provenance"),
        sa.UniqueConstraint("post_key", name="uq_milestone_post_key"),
    )
    op.create_index("ix_milestone_block_id", "milestone", ["block_id"])
    op.create_table(
        "risk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("cause", sa.String(1000), nullable=False),
        sa.Column("effect", sa.String(1000), nullable=False),
        sa.Column("likelihood", sa.String(40), nullable=False),
        sa.Column("damage", sa.String(40), nullable=False),
        sa.Column("trend", sa.String(40), nullable=False),
        sa.Column("measure", sa.String(1000), nullable=False),
        sa.Column("responsible", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("checked_on", sa.Date()),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("withheld_reason", sa.String(1000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("post_key", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_risk"),
        sa.CheckConstraint("provenance <> 'source' OR source <> ''", name="ck_risk_fact_has_source"),
        sa.CheckConstraint("is_public OR withheld_reason <> ''", name="ck_risk_withheld_has_reason"),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_risk_block_id"),
        sa.CheckConstraint("likelihood IN ('low', 'medium', 'high')", name="ck_risk_likelihood"),
        sa.CheckConstraint("damage IN ('low', 'medium', 'high')", name="ck_risk_damage"),
        sa.CheckConstraint("trend IN ('new', 'rising', 'same', 'falling')", name="ck_risk_trend"),
        sa.CheckConstraint("state IN ('open', 'settled')", name="ck_risk_risk_state"),
        sa.CheckConstraint("provenance IN ('source', 'entered', 'demo')", name="ck_risk_provenance"),
        sa.UniqueConstraint("post_key", name="uq_risk_post_key"),
    )
    op.create_index("ix_risk_block_id", "risk", ["block_id"])
    op.create_table(
        "indicator_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("target", sa.BigInteger()),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_target"),
        sa.UniqueConstraint("block_id", "kind", name="uq_indicator_target_block_id_kind"),
        sa.CheckConstraint("target >= 0", name="ck_indicator_target_target_not_negative"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_indicator_target_fact_has_source"
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_indicator_target_block_id"),
        sa.CheckConstraint(
            "kind IN ('companies', 'startups', 'jobs', 'space', 'events', 'follow_up')",
            name="ck_indicator_target_indicator_kind",
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_indicator_target_provenance"
        ),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
        sa.Column("provenance", sa.String(40), nullable=False),
        sa.Column("source", sa.String(1000), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_value"),
        sa.UniqueConstraint("indicator_id", "as_of", name="uq_indicator_value_indicator_id_as_of"),
        sa.CheckConstraint("value >= 0", name="ck_indicator_value_value_not_negative"),
        sa.CheckConstraint(
            "provenance <> 'source' OR source <> ''", name="ck_indicator_value_fact_has_source"
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator_target.id"], name="fk_indicator_value_indicator_id"
        ),
        sa.CheckConstraint(
            "provenance IN ('source', 'entered', 'demo')", name="ck_indicator_value_provenance"
        ),
    )


def downgrade() -> None:
    op.drop_table("indicator_value")
    op.drop_table("indicator_target")
    op.drop_table("risk")
    op.drop_table("milestone")
    op.drop_table("step_result")
    op.drop_table("next_step")
    op.drop_table("dimension_rating")
    op.drop_table("update_text")
    op.drop_table("status_update")
    op.drop_table("narrative")
    op.drop_table("committee_session")
    op.drop_table("reporting_period")
