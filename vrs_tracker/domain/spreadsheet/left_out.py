"""Columns of amounts that are not booked: nobody knows their head, or somebody has left them out.

Money must not get lost without a word. Amounts below a head that is not known are asked about, whether they
are to be booked; what is left out in the end is named with its sum.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest

from vrs_tracker.domain.money import from_cents, round_cents, to_cents
from vrs_tracker.domain.notation import euro, list_de, quoted
from vrs_tracker.domain.spreadsheet.amounts import cents_of_text
from vrs_tracker.domain.spreadsheet.columns import AMOUNTS, PAYERS, Column, said_of_amounts
from vrs_tracker.domain.spreadsheet.grid import Rows, Sheet, Value, is_blank, shown
from vrs_tracker.domain.spreadsheet.groups import Head, unit_of
from vrs_tracker.domain.spreadsheet.heads import NAMELESS, fold_head, head_text, understood
from vrs_tracker.domain.spreadsheet.totals import is_empty, is_sum
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

U = ColumnUse

_NO_MONEY = frozenset(
    {"lfd. nr.", "lfd. nr", "lfd.nr.", "lfd nr", "laufende nummer", "#", "id", "zeile", "seite", "stück"}
    | {"plz", "postleitzahl", "ags", "gemeindeschlüssel", "amtlicher gemeindeschlüssel", "telefon", "fax"}
    | {
        "anzahl",
        "menge",
        "stunden",
        "stellen",
        "vzä",
        "kw",
        "monat",
        "quartal",
        "von",
        "bis",
        "beginn",
        "ende",
    }
    | {"nimmt zurück"}
    | {"prozent", "in prozent", "quote", "förderquote", "fördersatz", "anteil in prozent"}
)
"""Heads of numbers that are no amounts; one with a percent sign or a „Nummer“ is another."""
_PLACES = frozenset({"gemeinde", "gemeinden", "stadt", "städte", "landkreis", "landkreise"}) | frozenset(
    {"verband", "firma", "firmen"}
)
"""Heads of payers below which names may stand as well."""
_LIKE_AMOUNT = re.compile(r"\s*(?:eur|€)?\s*[-\u2212]?\s*(?:0(?![0-9])|[1-9])", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_LARGEST = 1e12


def columns_of(
    sheet: Sheet, head: Head, chosen: Mapping[int, ColumnUse], answers: Mapping[str, ColumnUse]
) -> tuple[Column, ...]:
    """Return the columns of a table with what they mean; amounts below an unknown head are a question."""
    below = _Below(sheet.rows, head.last + 1)
    heads = [
        NAMELESS if is_blank(cell) and below.holds_amounts_without_head(index) else cell
        for index, cell in enumerate([*head.cells, *[""] * (below.width - len(head.cells))])
    ]
    named = {
        index: U.IGNORED
        for index, cell in enumerate(heads)
        if index not in chosen and fold_head(head_text(cell)) in _PLACES and below.holds_names(index)
    }
    columns = [
        replace(column, is_guess=True) if column.index in named else column
        for column in understood(heads, answers, {**chosen, **named}, head.unclear)
    ]
    found = [
        replace(column, cents=below.cents(column.index, unit_of(sheet, head, column)[0] or 1))
        if column.use is U.IGNORED and not _is_no_money(column.head)
        else column
        for column in columns
    ]
    candidates = _candidates(found)
    return tuple(
        column.asked(*candidates)
        if column.is_guess and column.cents is not None and not is_of_sums(column)
        else column
        for column in found
    )


def is_left_out(column: Column) -> bool:
    """Whether a column holds amounts that are not booked."""
    return column.use is U.IGNORED and column.cents is not None


def is_of_sums(column: Column) -> bool:
    """Whether the head of a column says that it adds up others: leaving it out loses nothing."""
    said = said_of_amounts(fold_head(column.head))
    return said is not None and said.use is U.SUM


def left_out_sentence(columns: Sequence[Column]) -> str:
    """Say which columns are not booked, and what they come to."""
    told = [
        f"Spalte {column.letters} {quoted(shown(column.head))} mit zusammen "
        f"{euro(from_cents(column.cents or 0))}"
        for column in columns
    ]
    return f"{list_de(told)} {'wird' if len(told) == 1 else 'werden'} nicht übernommen."


def _candidates(columns: Sequence[Column]) -> tuple[ColumnUse, ...]:
    """Return what amounts below an unknown head may be: those of a payer that has no column yet."""
    used = {use for column in columns for use in (column.use, *column.candidates)}
    free = [use for use in PAYERS if use not in used]
    return (*free, U.IGNORED) if not AMOUNTS.isdisjoint(used) else (U.AMOUNT, U.IGNORED)


def _is_no_money(head: str) -> bool:
    folded = fold_head(head)
    return "%" in head or "nummer" in folded or folded in _NO_MONEY


class _Below:
    """The rows below a head without those of sums, column by column."""

    def __init__(self, rows: Rows, first: int) -> None:
        self._all = rows[first:]
        self.width = max(map(len, self._all), default=0)

    @cached_property
    def _rows(self) -> Rows:
        known: dict[str, bool] = {}
        kept = []
        for row in self._all:
            label = next((value for value in row if isinstance(value, str) and value.strip()), "")
            if label not in known:
                known[label] = is_sum(label)
            if not known[label]:
                kept.append(row)
        return kept

    @cached_property
    def _columns(self) -> list[tuple[Value, ...]]:
        return list(zip_longest(*self._rows, fillvalue=""))

    def _values(self, index: int) -> Sequence[Value]:
        return self._columns[index] if index < len(self._columns) else ()

    def holds_names(self, index: int) -> bool:
        """Whether texts without any figure stand in a column, and nothing else."""
        texts = [value for value in self._values(index) if not is_empty(value, is_wide=True)]
        return bool(texts) and all(isinstance(text, str) and not _DIGIT.search(text) for text in texts)

    def holds_amounts_without_head(self, index: int) -> bool:
        """Whether amounts stand in a column without a head; the numbers of its rows are none."""
        if self.cents(index, 1) is None:
            return False
        found = [value for value in self._values(index) if not is_empty(value, is_wide=True)]
        return [str(value).removesuffix(".0") for value in found] != list(map(str, range(1, len(found) + 1)))

    def cents(self, index: int, factor: int) -> int | None:
        """Return what the amounts of a column come to; None if it holds none, or mostly something else."""
        values = self._values(index)
        try:
            return _sum_of(values, factor)  # type: ignore[arg-type] # anything but numbers is refused there
        except TypeError:
            numbers = [value for value in values if isinstance(value, float) or type(value) is int]
        cents, number = _sum_of(numbers, factor) or 0, len(numbers)
        texts = Counter(value for value in values if isinstance(value, str))
        filled = len(values) - sum(times for text, times in texts.items() if is_empty(text, is_wide=True))
        for text, times in texts.items():
            read = _cents_of(text, factor)
            number += times if read is not None else 0
            cents += times * (read or 0)
        return cents if cents and number * 2 >= filled else None


def _sum_of(numbers: Sequence[float], factor: int) -> int | None:
    """Return the cents of stored numbers: their fractions are added exactly and rounded once.

    Raises:
        TypeError: there is something else among them.
    """
    try:
        total = math.fsum(numbers)
    except (OverflowError, ValueError):  # beyond every number, or infinite in both directions
        return None
    return to_cents(round_cents(Decimal(repr(total)) * factor)) or None if abs(total) < _LARGEST else None


def _cents_of(text: str, factor: int) -> int | None:
    """Return the cents of an amount that stands as text; digits behind a zero are a number of something."""
    if not _LIKE_AMOUNT.match(text):
        return None
    try:
        return cents_of_text(text, factor)
    except ValueError:
        return None
