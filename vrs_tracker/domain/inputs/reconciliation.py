"""Balances of the accounting system as they are typed or pasted from a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

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
from vrs_tracker.domain.notation import euro, quoted
from vrs_tracker.domain.parsing import parse_euro
from vrs_tracker.domain.reconciliation import NO_LINE, Item
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.reporting import PeriodState

ROWS = "rows"
STILL_OPEN = frozenset({PeriodState.OPEN, PeriodState.COLLECTING, PeriodState.IN_REVIEW})
_THEIRS_MISSING = "Geben Sie den Stand im Haushaltsverfahren ein, den Sie erklären, zum Beispiel 1.234,50."
_TWICE = "Diese Zeile steht schon in der Tabelle. Tragen Sie den Stand dort ein."


@dataclass(frozen=True, kw_only=True)
class BalanceInput:
    """One row as typed; without `theirs` it is not checked, or not any more.

    `seen` is our balance as the page showed it, `version` that of the stored row; None asks for neither.
    """

    item: Item
    theirs: Decimal | None
    explanation: str = ""
    seen: Decimal | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReconciliationInput(Origin):
    """Some rows of the table, or all; `reason` is asked for after the figures were frozen."""

    rows: tuple[BalanceInput, ...]
    reason: str = ""


def check_reconciliation(
    new: ReconciliationInput, ours: Mapping[Item, Sum], state: PeriodState
) -> tuple[Violation, ...]:
    """Check each row by itself, and that our balance is still the one that was compared.

    A difference without explanation is no mistake here: it may be looked into until the figures are frozen.
    """
    locked = why_locked(state)
    found = [Violation("", locked)] if locked else []
    seen: set[Item] = set()
    for index, row in enumerate(new.rows):
        twice = [Violation("theirs", _TWICE)] if row.item in seen else []
        seen.add(row.item)
        found += in_row(f"{ROWS}-{index}", (*_check_row(row), *_check_ours(row, ours), *twice))
    return (*found, *check_text("reason", new.reason, limit=SENTENCE_LIMIT), *check_origin(new))


def why_locked(state: PeriodState) -> str:
    """Say why nothing can be changed any more, and what to do; empty as long as it can."""
    if state in STILL_OPEN:
        return ""
    return (
        f"Der Bericht ist {state.label}; der Abgleich gehört zu seinen Zahlen und steht fest. Muss er "
        "geändert werden, öffnet die Geschäftsstelle den Bericht zur Berichtigung."
    )


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


# ---------------------------------------------------------------- pasted from a spreadsheet


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """What was understood of a pasted table, and a sentence for each line that was not."""

    balances: tuple[tuple[Item, Decimal], ...]
    problems: tuple[str, ...]


_TWO, _THREE = 2, 3
_SUMS = ("summe", "gesamt", "zwischensumme")


def read_pasted(text: str, measure: BalanceMeasure, year: int) -> Pasted:
    """Read lines of Buchungsstelle and balance, or Buchungsstelle, year and balance.

    Columns are divided by tabs, as spreadsheets copy them, or by semicolons. A first line without an amount
    is a heading; sums are left out, and a line without Buchungsstelle says so or has none.
    """
    balances: dict[Item, Decimal] = {}
    problems: list[str] = []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        if cells[0].casefold().startswith(_SUMS):
            continue
        try:
            item, amount = _read_line(cells, measure, year)
        except ValueError as refusal:
            if number != lines[0][0] or any(char.isdigit() for char in cells[-1]):
                problems.append(f"Zeile {number}: {refusal}")
            continue
        if balances.get(item, amount) != amount:
            problems.append(f"Zeile {number}: {item.title} steht zweimal da, mit verschiedenen Beträgen.")
        balances.setdefault(item, amount)
    return Pasted(balances=tuple(balances.items()), problems=tuple(problems))


def _read_line(cells: list[str], measure: BalanceMeasure, year: int) -> tuple[Item, Decimal]:
    if len(cells) not in {_TWO, _THREE}:
        message = (
            "Erwartet sind zwei Spalten (Buchungsstelle, Stand) oder drei (Buchungsstelle, Haushaltsjahr, "
            f"Stand); gefunden: {len(cells)}."
        )
        raise ValueError(message)
    line = "" if cells[0].casefold() == NO_LINE.casefold() else cells[0]
    own_year = _read_year(cells[1]) if len(cells) == _THREE else year
    return Item(line, own_year, measure), parse_euro(cells[-1])


def _read_year(text: str) -> int:
    if len(text) == len("2026") and text.isascii() and text.isdecimal():
        return int(text)
    message = f"Geben Sie das Haushaltsjahr so an: 2026. Dort steht: {quoted(text[:30])}."
    raise ValueError(message)


def check_pasted(pasted: Pasted) -> Iterable[Violation]:
    """Return what was not understood, as violations of the field it was pasted into."""
    if not pasted.balances and not pasted.problems:
        yield Violation("pasted", "Fügen Sie Zeilen mit Buchungsstelle und Stand ein.")
    yield from (Violation("pasted", problem) for problem in pasted.problems)
