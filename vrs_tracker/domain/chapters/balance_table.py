"""The Abgleich as a table: one row per Buchungsstelle, budget year and measure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vrs_tracker.domain.balance_items import NO_DIFFERENCE, NOT_ENTERED, NOT_EXPLAINED
from vrs_tracker.domain.listing import (
    Kind,
    TypedCell,
    TypedColumn,
    TypedRow,
    TypedTable,
    amount_cell,
    text_cell,
)
from vrs_tracker.domain.notation import NO_STATEMENT, approximately, date_de, euro
from vrs_tracker.domain.reconciliation import Compared, checked_words, given_out_words, number_moved

UNKNOWN = "offen"
"""In place of a difference that cannot be told yet."""
STANDS = "Hier: was zum Stichtag gebucht ist. Differenz: Haushaltsverfahren minus hier."
THEN_AND_NOW = "Der Stand hier ist der des Berichts; „jetzt hier“: was heute zum selben Stichtag gebucht ist."
ROUNDED = "„Rund“: darin sind gerundete Angaben."


def balances_table(rows: Sequence[Compared], as_of: date) -> TypedTable:
    """Return all rows, with who checked them and when."""
    return TypedTable(
        name="abgleich",
        caption=f"Abgleich mit dem Haushaltsverfahren, Stand {date_de(as_of)}",
        columns=(*BALANCE_COLUMNS, TypedColumn(key="geprueft", head="Geprüft", width=3)),
        rows=tuple(TypedRow(cells=(*balance_cells(row), text_cell(checked_words(row)))) for row in rows),
        note=stands_note(rows),
    )


def given_out_table(rows: Sequence[Compared], as_of: date) -> TypedTable:
    """Return all rows as they belong to a report that was given out, with what has moved here since."""
    then = [row.as_checked for row in rows]
    told = (
        TypedRow(cells=(*balance_cells(old), text_cell(given_out_words(row))))
        for old, row in zip(then, rows, strict=True)
    )
    note = f"{stands_note(then)} {THEN_AND_NOW}" if number_moved(rows) else stands_note(then)
    return replace(balances_table(then, as_of), rows=tuple(told), note=note)


def stands_note(rows: Sequence[Compared]) -> str:
    """Say how to read the amounts."""
    return f"{STANDS} {ROUNDED}" if any(row.ours.is_rounded for row in rows) else STANDS


BALANCE_COLUMNS = (
    TypedColumn(key="buchungsstelle", head="Buchungsstelle", width=4),
    TypedColumn(key="angabe", head="Angabe", width=3),
    TypedColumn(key="haushaltsverfahren", head="Haushaltsverfahren", kind=Kind.AMOUNT, width=4),
    TypedColumn(key="hier", head="Hier", kind=Kind.AMOUNT, width=3),
    TypedColumn(key="differenz", head="Differenz", kind=Kind.AMOUNT, width=3),
    TypedColumn(key="erklaerung", head="Erklärung", width=6),
)


def balance_cells(row: Compared) -> tuple[TypedCell, ...]:
    """Return what is compared, both balances, their difference and its explanation."""
    balance = row.balance
    return (
        text_cell(row.item.line),
        text_cell(f"{row.item.measure.label} {row.item.budget_year}"),
        amount_cell(balance.theirs if balance else None, missing=NOT_ENTERED),
        TypedCell(text=our_words(row), value=row.ours.amount),
        amount_cell(row.difference, missing=UNKNOWN),
        text_cell(_explanation(row)),
    )


def our_words(row: Compared) -> str:
    """Write our balance; „rund“ if a part of it is a rounded figure (users.md 1.2)."""
    amount = euro(row.ours.amount)
    return approximately(amount) if row.ours.is_rounded else amount


def _explanation(row: Compared) -> str:
    if row.balance is None:
        return NO_STATEMENT
    if row.balance.explanation.strip():
        return row.balance.explanation.strip()
    return NOT_EXPLAINED if row.difference else NO_DIFFERENCE
