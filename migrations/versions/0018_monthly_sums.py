"""Sums of booked entries by month, kept by triggers, and the indexes that lead to single entries."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

CELL = "scope, stage, payer, counting, budget_year, effective_month, known_month"
INTO = f"INSERT INTO funding_total ({CELL}, amount, entries, rounded) "
ADD = (
    f" ON CONFLICT ({CELL}) DO UPDATE SET amount = funding_total.amount + excluded.amount, "
    "entries = funding_total.entries + 1, rounded = funding_total.rounded + excluded.rounded"
)


def upgrade() -> None:
    op.create_table(
        "funding_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("payer", sa.String(40), nullable=False),
        sa.Column("counting", sa.String(40), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("effective_month", sa.Integer(), nullable=False),
        sa.Column("known_month", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("rounded", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_funding_total"),
        sa.UniqueConstraint(
            "scope",
            "stage",
            "payer",
            "counting",
            "budget_year",
            "effective_month",
            "known_month",
            name="uq_funding_total_cell",
        ),
        sa.CheckConstraint("entries > 0", name="ck_funding_total_has_entries"),
        sa.CheckConstraint("rounded BETWEEN 0 AND entries", name="ck_funding_total_rounded_among_entries"),
        sa.CheckConstraint(
            "stage IN ('planned', 'earmarked', 'committed', 'requested', 'disbursed', 'proven', 'recovered')",
            name="ck_funding_total_stage",
        ),
        sa.CheckConstraint(
            "payer IN ('vrs', 'municipality', 'private', 'state', 'federal', 'eu')",
            name="ck_funding_total_payer",
        ),
        sa.CheckConstraint(
            "counting IN ('counted', 'contained', 'unclear')", name="ck_funding_total_counting"
        ),
    )
    op.create_index("ix_funding_entry_figure", "funding_entry", ["stage", "payer", "effective_on", "id"])
    op.create_index(
        "ix_funding_entry_block_figure",
        "funding_entry",
        ["block_id", "stage", "payer", "effective_on", "id"],
    )
    op.create_index("ix_funding_entry_booked_at", "funding_entry", ["booked_at"])
    op.create_index("ix_funding_entry_provenance", "funding_entry", ["provenance"])
    is_sqlite = op.get_context().dialect.name == "sqlite"
    _fill(is_sqlite=is_sqlite)
    for statement in _sqlite_triggers() if is_sqlite else _postgresql_triggers():
        op.execute(statement)


def downgrade() -> None:
    on = "" if op.get_context().dialect.name == "sqlite" else " ON funding_entry"
    for name in ("funding_entry_adds_when_booked", "funding_entry_adds_when_entered"):
        op.execute(f"DROP TRIGGER {name}{on}")
    if on:
        op.execute("DROP FUNCTION add_to_funding_total()")
    for name in ("figure", "block_figure", "booked_at", "provenance"):
        op.drop_index(f"ix_funding_entry_{name}", "funding_entry")
    op.drop_table("funding_total")


def _fill(*, is_sqlite: bool) -> None:
    """Add up what is booked already."""
    months = _sqlite_months("") if is_sqlite else _postgresql_months("")
    rounded = "is_rounded" if is_sqlite else "is_rounded::int"
    for scope in ("coalesce(block_id, 0)", "-1"):
        op.execute(
            f"{INTO}SELECT {scope}, stage, payer, counting, coalesce(budget_year, 0), {months}, "  # noqa: S608 - no values from outside
            f"sum(amount), count(*), sum({rounded}) FROM funding_entry WHERE booked_at IS NOT NULL "
            "GROUP BY 1, 2, 3, 4, 5, 6, 7"
        )


def _sqlite_months(row: str) -> str:
    day = f"{row}effective_on"
    month = "CAST(substr({0}, 1, 4) || substr({0}, 6, 2) AS INTEGER)"
    return (
        f"CASE {row}date_precision WHEN 'unknown' THEN 0 "
        f"WHEN 'year' THEN CAST(substr({day}, 1, 4) || '12' AS INTEGER) "
        f"ELSE {month.format(day)} END, {month.format(row + 'booked_at')}"
    )


def _sqlite_triggers() -> tuple[str, str]:
    rest = (
        "NEW.stage, NEW.payer, NEW.counting, coalesce(NEW.budget_year, 0), "
        f"{_sqlite_months('NEW.')}, NEW.amount, 1, NEW.is_rounded"
    )
    body = f"{INTO}VALUES (coalesce(NEW.block_id, 0), {rest}){ADD}; {INTO}VALUES (-1, {rest}){ADD};"
    return (
        (
            "CREATE TRIGGER funding_entry_adds_when_entered AFTER INSERT ON funding_entry FOR EACH ROW "
            f"WHEN NEW.booked_at IS NOT NULL BEGIN {body} END"
        ),
        (
            "CREATE TRIGGER funding_entry_adds_when_booked AFTER UPDATE OF booked_at ON funding_entry "
            f"FOR EACH ROW WHEN OLD.booked_at IS NULL AND NEW.booked_at IS NOT NULL BEGIN {body} END"
        ),
    )


def _postgresql_months(row: str) -> str:
    day = f"{row}effective_on"
    return (
        f"CASE {row}date_precision WHEN 'unknown' THEN 0 WHEN 'year' THEN to_char({day}, 'YYYY12')::int "
        f"ELSE to_char({day}, 'YYYYMM')::int END, "
        f"to_char({row}booked_at AT TIME ZONE 'UTC', 'YYYYMM')::int"
    )


def _postgresql_triggers() -> tuple[str, str, str]:
    rest = (
        "NEW.stage, NEW.payer, NEW.counting, coalesce(NEW.budget_year, 0), "
        f"{_postgresql_months('NEW.')}, NEW.amount, 1, NEW.is_rounded::int"
    )
    head, call = "CREATE TRIGGER funding_entry_adds_when", "EXECUTE FUNCTION add_to_funding_total()"
    return (
        (
            "CREATE FUNCTION add_to_funding_total() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{INTO}VALUES (coalesce(NEW.block_id, 0), {rest}){ADD}; {INTO}VALUES (-1, {rest}){ADD}; "
            "RETURN NULL; END $$"
        ),
        f"{head}_entered AFTER INSERT ON funding_entry FOR EACH ROW WHEN (NEW.booked_at IS NOT NULL) {call}",
        (
            f"{head}_booked AFTER UPDATE OF booked_at ON funding_entry FOR EACH ROW "
            f"WHEN (OLD.booked_at IS NULL AND NEW.booked_at IS NOT NULL) {call}"
        ),
    )
