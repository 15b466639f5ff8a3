"""Sums that a table states: at the end of a row, and in rows of sums below others.

None of them is booked. Each is compared with what was read, and both figures are told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro, list_de
from vrs_tracker.domain.spreadsheet import cells, fields
from vrs_tracker.domain.spreadsheet.columns import Column
from vrs_tracker.domain.spreadsheet.grid import Rows, Value, is_blank
from vrs_tracker.domain.spreadsheet.heads import head_text
from vrs_tracker.domain.spreadsheet.problems import Told, Trouble
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight

ERROR, WARNING, HINT = ProblemWeight

SUM_LEFT_OUT = "Summenzeile, wird nicht gebucht."
SUM_NOT_JUDGED = f"{SUM_LEFT_OUT} Verglichen wird sie, sobald die Zeilen darüber keinen Fehler mehr haben."
COLUMN_LEFT_OUT = f"{SUM_LEFT_OUT} Auch die Spalte wird nicht übernommen; ihre Summe ist nicht verglichen."
RIGHT_SUM = "eine Summe, die stimmt"

_SUM = re.compile(r"(?:zwischen|gesamt|end|teil)?summen?\b|(?:ins)?gesamt\b|total\b|übertrag\b|saldo\b|Σ|∑")


@dataclass(frozen=True, slots=True)
class Amounts:
    """The columns of amounts, and those that add them up; the factor of each is that of its unit.

    `heads` are the rows of the head, which tables repeat at the top of each page; `left_out` are columns of
    amounts that are not booked.
    """

    parts: Sequence[Column]
    sums: Sequence[Column] = ()
    heads: Rows = field(default_factory=list)
    left_out: Sequence[Column] = ()

    @property
    def are_several(self) -> bool:
        """Whether a row may hold several amounts; then an empty cell is none of them."""
        return len(self.parts) > 1

    def repeated(self) -> frozenset[tuple[str, ...]]:
        """Return what stands in the columns of amounts where the head, or a row of it, is repeated."""
        rows = [
            [row[part.index] if part.index < len(row) else "" for part in self.parts] for row in self.heads
        ]
        return frozenset(tuple(map(head_text, row)) for row in rows if not all(map(is_blank, row)))

    def added_up(self) -> Sequence[tuple[Column, tuple[int, ...]]]:
        """Return for each column of sums which it adds up: all, or those of its payer, year, stage."""
        return [
            (
                each,
                tuple(
                    place
                    for place, part in enumerate(self.parts)
                    if each.payer in (None, part.payer)
                    and each.year in (None, part.year)
                    and each.stage in (None, part.stage)
                ),
            )
            for each in self.sums
        ]


class Totals:
    """What the rows come to: `since` the last row of sums, and `whole`; in cents, by column of amounts."""

    def __init__(self, amounts: Amounts) -> None:
        self.since, self.whole = [0] * len(amounts.parts), [0] * len(amounts.parts)
        self.are_known = True
        self.added_up = amounts.added_up()
        self._is_wide, self._left_out = amounts.are_several, amounts.left_out
        own = [(column, (place,)) for place, column in enumerate(amounts.parts)]
        self._stated = [(column, places) for column, places in (*own, *self.added_up) if places]

    def of_row(self, row: int, values: list[Value]) -> Iterator[Told]:
        """Compare a row of sums with the rows above it, amount by amount: since the last one, or in all."""
        since, self.since[:] = self.since.copy(), [0] * len(self.since)
        right: list[tuple[Column, int]] = []
        for column, places in self._stated:
            value = values[column.index]
            if self._is_empty(value):
                continue
            read = cells.read_balance(value, column.factor or 1)
            trouble = read.trouble and read.trouble._replace(weight=WARNING)
            if isinstance(read.value, int):
                reached = [sum(each[place] for place in places) for each in (since, self.whole)]
                trouble = _wrong_sum(read.value, reached) if self.are_known else None
                right += [(column, read.value)] if trouble is None else []
            if trouble is not None:
                yield Told(row, column.letters, value, trouble)
        if right:
            first, _ = right[0]
            yield Told(row, first.letters, values[first.index], Trouble(HINT, self._right(right)))
        for column in self._left_out:
            if not self._is_empty(values[column.index]):
                yield Told(row, column.letters, values[column.index], Trouble(HINT, COLUMN_LEFT_OUT))

    def _is_empty(self, value: Value) -> bool:
        return is_empty(value, is_wide=self._is_wide)

    def _right(self, sums: Sequence[tuple[Column, int]]) -> str:
        """Say of the sums that are not wrong what they were compared with."""
        if not self.are_known:
            return SUM_NOT_JUDGED
        if not self._is_wide:
            return SUM_LEFT_OUT
        said = [f"{euro(from_cents(cents))} in Spalte {column.letters}" for column, cents in sums]
        return f"{SUM_LEFT_OUT} {list_de(said)}: So viel ergeben auch die Zeilen darüber."

    def compared(self, row: int, column: Column, reached: int, values: list[Value]) -> Iterator[Told]:
        """Compare what a column of sums says with the cents that its row comes to."""
        value = values[column.index]
        if self._is_empty(value):
            return
        stated = cells.read_balance(value, column.factor or 1)
        if stated.trouble is not None:
            yield Told(row, column.letters, value, stated.trouble._replace(weight=WARNING))
        elif isinstance(stated.value, int) and stated.value != reached:
            said, own = euro(from_cents(stated.value)), euro(from_cents(reached))
            wrong = f"Als Summe steht hier {said}. Die Beträge der Zeile ergeben {own}."
            yield Told(row, column.letters, value, Trouble(WARNING, wrong, RIGHT_SUM))


def _wrong_sum(stated: int, reached: Sequence[int]) -> Trouble | None:
    """Say by how much a sum is wrong; None if the rows above come to it, since the last sum or in all."""
    if stated in reached:
        return None
    said, own = euro(from_cents(stated)), euro(from_cents(reached[0] or reached[1]))
    return Trouble(WARNING, f"{SUM_LEFT_OUT} Hier steht {said}. Die Zeilen darüber ergeben {own}.", RIGHT_SUM)


def is_sum(label: str) -> bool:
    """Whether a row is called a sum of others."""
    return _SUM.match(label.strip().casefold()) is not None


def is_empty(value: Value, *, is_wide: bool) -> bool:
    """Whether a cell holds no amount; where a row has several, a dash stands for none."""
    if not isinstance(value, str):
        return False
    text = value.strip()
    return not text or (is_wide and text in fields.DASHES)
