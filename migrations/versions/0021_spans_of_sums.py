"""Sums of entries by day, month and year, so that the programme is added up from few rows."""

from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

CELL = "scope, effective_span, known_span, stage, payer, counting, budget_year"
INTO = f"INSERT INTO funding_total ({CELL}, amount, entries, rounded) "
ADD = (
    f" ON CONFLICT ({CELL}) DO UPDATE SET amount = funding_total.amount + excluded.amount, "
    "entries = funding_total.entries + excluded.entries, rounded = funding_total.rounded + excluded.rounded"
)
HEAD = "CREATE TRIGGER funding_entry_totals_when"
BOOKED = (
    "booked_at",
    "effective_on",
    "date_precision",
    "block_id",
    "stage",
    "payer",
    "counting",
    "budget_year",
    "amount",
    "is_rounded",
)


def upgrade() -> None:
    is_sqlite = op.get_context().dialect.name == "sqlite"
    _drop("adds", ("add_to_funding_total", "add_rows_to_funding_total"))
    op.create_table(
        "funding_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("payer", sa.String(40), nullable=False),
        sa.Column("counting", sa.String(40), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("effective_span", sa.Integer(), nullable=False),
        sa.Column("known_span", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("rounded", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_funding_total"),
        sa.UniqueConstraint(
            "scope",
            "effective_span",
            "known_span",
            "stage",
            "payer",
            "counting",
            "budget_year",
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
    op.create_index("ix_funding_total_known", "funding_total", ["scope", "known_span", "effective_span"])
    op.drop_index("ix_funding_entry_booked_at", "funding_entry")
    op.create_index("ix_funding_entry_booked_at", "funding_entry", BOOKED)
    op.execute(INTO + _summed(_sqlite_spans("") if is_sqlite else _postgresql_spans(""), "funding_entry"))
    for statement in _sqlite_triggers() if is_sqlite else _postgresql_statements():
        op.execute(statement)


def downgrade() -> None:
    _drop("totals", ("total_entered_entries", "total_booked_entries"))
    for name in ("figure", "block_figure", "booked_at", "provenance"):
        op.drop_index(f"ix_funding_entry_{name}", "funding_entry")
    environment = op.get_context().environment_context
    if environment is None:
        raise LookupError(revision)
    for former in ("0018", "0020"):
        environment.script.get_revision(former).module.upgrade()


def _drop(verb: str, functions: tuple[str, ...]) -> None:
    """Drop the sums with their triggers."""
    on = "" if op.get_context().dialect.name == "sqlite" else " ON funding_entry"
    for event in ("entered", "booked"):
        op.execute(f"DROP TRIGGER funding_entry_{verb}_when_{event}{on}")
    for name in functions if on else ():
        op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("funding_total")


class _Spans(NamedTuple):
    """How a database writes the spans of an entry, and whether its figure is rounded."""

    year: str
    month: str
    day: str
    known_year: str
    known_month: str
    known_day: str
    rounded: str


def _sqlite_spans(row: str) -> _Spans:
    def number(column: str, *pieces: str) -> str:
        text = " || ".join(f"substr({row}{column}, {piece})" for piece in pieces)
        return f"CAST({text} AS INTEGER)"

    year, month, day = "1, 4", "6, 2", "9, 2"
    effective, booked = "effective_on", "booked_at"
    december = f"CAST(substr({row}{effective}, {year}) || '12' AS INTEGER)"
    return _Spans(
        *_effective(row, number(effective, year), december, number(effective, year, month)),
        number(effective, year, month, day),
        number(booked, year),
        number(booked, year, month),
        number(booked, year, month, day),
        f"{row}is_rounded",
    )


def _postgresql_spans(row: str) -> _Spans:
    def number(value: str, pattern: str) -> str:
        return f"to_char({row}{value}, '{pattern}')::int"

    effective, booked = "effective_on", "booked_at AT TIME ZONE 'UTC'"
    return _Spans(
        *_effective(row, number(effective, "YYYY"), number(effective, "YYYY12"), number(effective, "YYYYMM")),
        number(effective, "YYYYMMDD"),
        number(booked, "YYYY"),
        number(booked, "YYYYMM"),
        number(booked, "YYYYMMDD"),
        f"{row}is_rounded::int",
    )


def _effective(row: str, year: str, december: str, month: str) -> tuple[str, str]:
    return (
        f"CASE {row}date_precision WHEN 'unknown' THEN 0 ELSE {year} END",
        f"CASE {row}date_precision WHEN 'unknown' THEN 0 WHEN 'year' THEN {december} ELSE {month} END",
    )


def _cells(spans: _Spans, row: str) -> list[tuple[str, str, str, str]]:
    """Return scope and spans of the sums in which an entry stands, each with its condition."""
    dated, to_the_day = f"{row}date_precision <> 'unknown'", f"{row}date_precision = 'day'"
    found = [
        (scope, effective, known, f"{of_scope} AND {condition}")
        for scope, of_scope in (("-1", "TRUE"), ("0", f"{row}block_id IS NULL"))
        for effective, known, condition in (
            (spans.year, spans.known_year, "TRUE"),
            (spans.year, spans.known_month, dated),
            (spans.month, spans.known_month, "TRUE"),
            (spans.month, spans.known_day, "TRUE"),
            (spans.day, spans.known_month, to_the_day),
        )
    ]
    return [*found, (f"{row}block_id", spans.month, spans.known_month, f"{row}block_id IS NOT NULL")]


def _added(spans: _Spans) -> str:
    """Return the statements that add a new entry to its sums, one after the other."""
    kind = "NEW.stage, NEW.payer, NEW.counting, coalesce(NEW.budget_year, 0)"
    return " ".join(
        f"{INTO}SELECT {scope}, {effective}, {known}, {kind}, NEW.amount, 1, {spans.rounded} "
        f"WHERE {condition}{ADD};"
        for scope, effective, known, condition in _cells(spans, "NEW.")
    )


def _summed(spans: _Spans, entries: str) -> str:
    """Return the statement that adds up all booked ones of these entries."""
    parts = (
        f"SELECT {scope}, {effective}, {known}, stage, payer, counting, coalesce(budget_year, 0), "  # noqa: S608 - no values from outside
        f"sum(amount), count(*), sum({spans.rounded}) FROM {entries} "
        f"WHERE booked_at IS NOT NULL AND {condition} GROUP BY 1, 2, 3, 4, 5, 6, 7"
        for scope, effective, known, condition in _cells(spans, "")
    )
    return " UNION ALL ".join(parts)


def _sqlite_triggers() -> tuple[str, str]:
    body = f"BEGIN {_added(_sqlite_spans('NEW.'))} END"
    return (
        f"{HEAD}_entered AFTER INSERT ON funding_entry FOR EACH ROW WHEN NEW.booked_at IS NOT NULL {body}",
        (
            f"{HEAD}_booked AFTER UPDATE OF booked_at ON funding_entry FOR EACH ROW "
            f"WHEN OLD.booked_at IS NULL AND NEW.booked_at IS NOT NULL {body}"
        ),
    )


def _postgresql_statements() -> tuple[str, str, str, str]:
    newly = (
        "(SELECT added.* FROM added JOIN former ON former.id = added.id "
        "WHERE former.booked_at IS NULL) AS newly"
    )
    return (
        _function("total_entered_entries", "added"),
        _function("total_booked_entries", newly),
        (
            f"{HEAD}_entered AFTER INSERT ON funding_entry REFERENCING NEW TABLE AS added "
            "FOR EACH STATEMENT EXECUTE FUNCTION total_entered_entries()"
        ),
        (
            f"{HEAD}_booked AFTER UPDATE ON funding_entry REFERENCING OLD TABLE AS former "
            "NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION total_booked_entries()"
        ),
    )


def _function(name: str, entries: str) -> str:
    summed = _summed(_postgresql_spans(""), entries)
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {INTO}{summed} ORDER BY 1, 2, 3, 4, 5, 6, 7{ADD}; RETURN NULL; END $$"
    )
