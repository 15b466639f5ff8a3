"""Sums of booked entries by day, month and year, kept by triggers, so that a page need not add up a million.

The sums are a copy: `vrs-tracker db check` proves them equal to the entries. What they leave out is added
from single entries by `features/finance/queries/totals.py`.
The same statements are run by `create_all` (tests) and written out in the migration; a test compares them.
"""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage
from vrs_tracker.tables.base import Base, Euro, code
from vrs_tracker.tables.protection import run_on

PROGRAMME = -1
"""Stands for all entries together, whatever block they belong to."""
UNDIVIDED = 0
"""Stands for entries without a block, and for entries without a budget year."""
ALWAYS = 0
"""The effective span of an entry whose date is unknown: it counts from the moment it was booked."""


class FundingTotal(Base):
    """What the booked entries of one kind come to that took effect and were booked in the same spans.

    `scope` is a block's id, `UNDIVIDED` or `PROGRAMME`. A span is a number: 2026, 202606 or 20260617;
    `known_span` is that of the booking in UTC. An entry that is dated to a month has no day, and one that is
    dated to a year counts in its December (`funding.booked_for`).

    Each entry stands in several sums, so that any two days are reached with few rows: for a block in month by
    month; for `PROGRAMME` and `UNDIVIDED` besides in year by year, year by month of booking, month by day of
    booking, and day by month of booking.
    """

    __tablename__ = "funding_total"
    __table_args__ = (
        sa.UniqueConstraint(
            *("scope", "effective_span", "known_span", "stage", "payer", "counting", "budget_year"),
            name="uq_funding_total_cell",
        ),
        sa.Index("ix_funding_total_known", "scope", "known_span", "effective_span"),
        sa.CheckConstraint("entries > 0", name="has_entries"),
        sa.CheckConstraint("rounded BETWEEN 0 AND entries", name="rounded_among_entries"),
    )

    scope: Mapped[int]
    stage: Mapped[Stage] = code(Stage)
    payer: Mapped[Payer] = code(Payer)
    counting: Mapped[Counting] = code(Counting)
    budget_year: Mapped[int]
    effective_span: Mapped[int]
    known_span: Mapped[int]
    amount: Mapped[Euro]
    entries: Mapped[int] = mapped_column(sa.BigInteger)
    rounded: Mapped[int] = mapped_column(sa.BigInteger)


# ---------------------------------------------------------------- the triggers


_CELL = "scope, effective_span, known_span, stage, payer, counting, budget_year"
_INTO = f"INSERT INTO funding_total ({_CELL}, amount, entries, rounded) "
_ADD = (
    f" ON CONFLICT ({_CELL}) DO UPDATE SET amount = funding_total.amount + excluded.amount, "
    "entries = funding_total.entries + excluded.entries, rounded = funding_total.rounded + excluded.rounded"
)
_HEAD = "CREATE TRIGGER funding_entry_totals_when"


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
        f"{_INTO}SELECT {scope}, {effective}, {known}, {kind}, NEW.amount, 1, {spans.rounded} "
        f"WHERE {condition}{_ADD};"
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


_SQLITE_BODY = f"BEGIN {_added(_sqlite_spans('NEW.'))} END"
SQLITE_TRIGGERS = (
    (
        f"{_HEAD}_entered AFTER INSERT ON funding_entry FOR EACH ROW "
        f"WHEN NEW.booked_at IS NOT NULL {_SQLITE_BODY}"
    ),
    (
        f"{_HEAD}_booked AFTER UPDATE OF booked_at ON funding_entry FOR EACH ROW "
        f"WHEN OLD.booked_at IS NULL AND NEW.booked_at IS NOT NULL {_SQLITE_BODY}"
    ),
)
_NEWLY_BOOKED = (
    "(SELECT added.* FROM added JOIN former ON former.id = added.id WHERE former.booked_at IS NULL) AS newly"
)


def _function(name: str, entries: str) -> str:
    """Return a function that adds up what a statement booked; sorted, so that no writers wait crosswise."""
    summed = _summed(_postgresql_spans(""), entries)
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {_INTO}{summed} ORDER BY 1, 2, 3, 4, 5, 6, 7{_ADD}; RETURN NULL; END $$"
    )


_FUNCTIONS = {"total_entered_entries": "added", "total_booked_entries": _NEWLY_BOOKED}
POSTGRESQL_STATEMENTS = (
    *(_function(name, entries) for name, entries in _FUNCTIONS.items()),
    (
        f"{_HEAD}_entered AFTER INSERT ON funding_entry REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION total_entered_entries()"
    ),
    (
        f"{_HEAD}_booked AFTER UPDATE ON funding_entry REFERENCING OLD TABLE AS former NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION total_booked_entries()"
    ),
)


def sums_of_entries(dialect: str) -> str:
    """Return the statement that adds up the booked entries as the triggers should have done."""
    return _summed(_sqlite_spans("") if dialect == "sqlite" else _postgresql_spans(""), "funding_entry")


SQLITE_ENTERED = "funding_entry_totals_when_entered"
"""The first of `SQLITE_TRIGGERS`."""


def sqlite_sums_after(last: int) -> str:
    """Return the statement that adds all entries after one to the sums, as that trigger does one by one."""
    later = f"(SELECT * FROM funding_entry WHERE id > {last}) AS later"  # noqa: S608 - a number
    return f"{_INTO}{_summed(_sqlite_spans(''), later)}{_ADD}"


FILL = _INTO
"""Followed by `sums_of_entries`, it fills the empty table."""
KEPT = f"SELECT {_CELL}, amount, entries, rounded FROM funding_total"  # noqa: S608 - no values from outside
"""What the triggers have kept, in the columns of `sums_of_entries`."""


def _attach(metadata: sa.MetaData) -> None:
    """Let `create_all` create function and triggers after the tables, and `drop_all` drop the function."""
    for statement in SQLITE_TRIGGERS:
        run_on("after_create", statement, metadata, "sqlite")
    for statement in POSTGRESQL_STATEMENTS:
        run_on("after_create", statement, metadata, "postgresql")
    for name in _FUNCTIONS:
        run_on("after_drop", f"DROP FUNCTION IF EXISTS {name}()", metadata, "postgresql")


_attach(Base.metadata)
