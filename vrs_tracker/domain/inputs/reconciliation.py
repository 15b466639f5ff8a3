"""Balances of the accounting system as they are typed, or taken over from a table."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import (
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Origin,
    check_budget_year,
    check_origin,
    check_size,
    check_text,
    in_row,
)
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.locks import balances_given_out
from vrs_tracker.domain.notation import count, euro
from vrs_tracker.domain.vocabulary.reporting import PeriodState

ROWS = "rows"
STILL_OPEN = frozenset({PeriodState.OPEN, PeriodState.COLLECTING, PeriodState.IN_REVIEW})
_THEIRS_MISSING = "Geben Sie den Stand im Haushaltsverfahren ein, den Sie erklären, zum Beispiel 1.234,50."
_TWICE = "Diese Zeile steht schon in der Tabelle. Tragen Sie den Stand dort ein."


@dataclass(frozen=True, kw_only=True)
class BalanceInput:
    """One row as typed; without `theirs` it is not checked, or not any more.

    `seen` is our balance as the page showed it, `version` that of the stored row; None asks for neither.
    Where only our balance has changed, the row is checked anew with `is_compared`, else left as it is.
    """

    item: Item
    theirs: Decimal | None
    explanation: str = ""
    seen: Decimal | None = None
    version: int | None = None
    is_compared: bool = True


@dataclass(frozen=True, kw_only=True)
class ReconciliationInput(Origin):
    """Some rows of the table, or all; `reason` is asked for after the figures were frozen."""

    rows: tuple[BalanceInput, ...]
    reason: str = ""


def check_reconciliation(
    new: ReconciliationInput, ours: Mapping[Item, Sum], state: PeriodState, left_alone: Collection[Item] = ()
) -> tuple[Violation, ...]:
    """Check each row by itself, and that our balance is still the one that was compared.

    Rows that are left alone stay as they are stored, and are not judged. A difference without explanation is
    no mistake here: it may be looked into until the figures are frozen.
    """
    locked = why_locked(state)
    found = [Violation("", locked)] if locked else []
    seen: set[Item] = set()
    for index, row in enumerate(new.rows):
        twice = [Violation("theirs", _TWICE)] if row.item in seen else []
        seen.add(row.item)
        if row.item in left_alone and not twice:
            continue
        found += in_row(f"{ROWS}-{index}", (*_check_row(row), *_check_ours(row, ours), *twice))
    return (*found, *check_text("reason", new.reason, limit=SENTENCE_LIMIT), *check_origin(new))


def why_locked(state: PeriodState, moved: int = 0) -> str:
    """Say why nothing can be changed any more, and what to do; empty as long as it can.

    `moved` is in how many rows our balance is another one than in the report.
    """
    return "" if state in STILL_OPEN else balances_given_out(state.label, moved)


def _check_row(row: BalanceInput) -> Iterator[Violation]:
    yield from check_text("budget_line", row.item.budget_line, limit=NAME_LIMIT)
    yield from check_budget_year("budget_year", row.item.budget_year)
    yield from check_text("explanation", row.explanation, limit=SENTENCE_LIMIT)
    if row.theirs is not None:
        yield from check_size("theirs", row.theirs)
    elif row.explanation.strip():
        yield Violation("theirs", _THEIRS_MISSING)


def _check_ours(row: BalanceInput, ours: Mapping[Item, Sum]) -> Iterator[Violation]:
    now = ours.get(row.item, Sum()).amount
    if row.theirs is not None and row.seen is not None and row.seen != now:
        sentence = (
            f"Der Stand hier ist inzwischen {euro(now)}; Sie haben mit {euro(row.seen)} verglichen. "
            "Prüfen Sie die Differenz, und speichern Sie noch einmal."
        )
        yield Violation("theirs", sentence)


def changed_meanwhile(theirs: Decimal | None, unit: str) -> str:
    """Say that somebody else was faster with a row; what was typed still stands there."""
    by = f" ({unit})" if unit else ""
    now = f"auf {euro(theirs)} gesetzt" if theirs is not None else "geleert"
    return (
        f"Diese Zeile wurde inzwischen an anderer Stelle {now}{by}. Ihre Eingabe steht noch hier; gilt sie, "
        "speichern Sie noch einmal."
    )


def saved_sentence(stored: int, cleared: int, left: int, compared: str) -> str:
    """Say what became of the table, and how many rows are still open; if none, what all was compared."""
    done = [
        *([f"{count(stored, 'Zeile ist', 'Zeilen sind')} gespeichert."] if stored else ()),
        *([f"{count(cleared, 'Zeile ist', 'Zeilen sind')} geleert."] if cleared else ()),
    ]
    rest = (
        f"{count(left, 'Zeile ist', 'Zeilen sind')} noch zu prüfen oder zu erklären."
        if left
        else f"Der Abgleich ist vollständig. {compared}".strip()
    )
    return " ".join((*(done or ("Nichts ist geändert.",)), rest))
