"""PostgreSQL adds the entries of one statement to the sums at once; SQLite knows triggers for rows only."""

from alembic import op

revision = "0020"
down_revision = "0019"

CELL = "scope, stage, payer, counting, budget_year, effective_month, known_month"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    op.execute("DROP TRIGGER funding_entry_adds_when_entered ON funding_entry")
    op.execute(
        "CREATE FUNCTION add_rows_to_funding_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 - no values from outside
        f"INSERT INTO funding_total ({CELL}, amount, entries, rounded) "
        "SELECT scope, stage, payer, counting, coalesce(budget_year, 0), "
        "CASE date_precision WHEN 'unknown' THEN 0 WHEN 'year' THEN to_char(effective_on, 'YYYY12')::int "
        "ELSE to_char(effective_on, 'YYYYMM')::int END, "
        "to_char(booked_at AT TIME ZONE 'UTC', 'YYYYMM')::int, sum(amount), count(*), sum(is_rounded::int) "
        "FROM added CROSS JOIN LATERAL (VALUES (coalesce(block_id, 0)), (-1)) AS each_of (scope) "
        "WHERE booked_at IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7"
        f" ON CONFLICT ({CELL}) DO UPDATE SET amount = funding_total.amount + excluded.amount, "
        "entries = funding_total.entries + excluded.entries, "
        "rounded = funding_total.rounded + excluded.rounded; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER funding_entry_adds_when_entered AFTER INSERT ON funding_entry "
        "REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_rows_to_funding_total()"
    )


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    op.execute("DROP TRIGGER funding_entry_adds_when_entered ON funding_entry")
    op.execute("DROP FUNCTION add_rows_to_funding_total()")
    op.execute(
        "CREATE TRIGGER funding_entry_adds_when_entered AFTER INSERT ON funding_entry FOR EACH ROW "
        "WHEN (NEW.booked_at IS NOT NULL) EXECUTE FUNCTION add_to_funding_total()"
    )
