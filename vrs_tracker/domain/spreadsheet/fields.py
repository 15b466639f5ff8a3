"""The columns that are read: where each stands, and what understands its cells.

Each value of a column is understood once, however often it stands there.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from vrs_tracker.domain.inputs.parts import BODY_LIMIT
from vrs_tracker.domain.spreadsheet import cells
from vrs_tracker.domain.spreadsheet.cells import NOTHING, Known, Read
from vrs_tracker.domain.spreadsheet.columns import Column
from vrs_tracker.domain.spreadsheet.grid import Value, is_blank
from vrs_tracker.domain.spreadsheet.problems import Trouble
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight

U = ColumnUse

ZERO_LEFT_OUT = "Eine Null ist kein Betrag und wird nicht gebucht."
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
"""Signs that stand for no amount where a row may have several."""

_READ = (U.BLOCK, U.STAGE, U.PAYER, U.DAY, U.BUDGET_YEAR, U.BUDGET_LINE, U.EVIDENCE, U.NOTE)
_SLOT = {use: slot for slot, use in enumerate(_READ)}
BLOCK, STAGE, PAYER, DAY, YEAR, LINE, EVIDENCE, NOTE = _SLOT.values()
"""Where in a row that was read the value of each use stands, before its amounts."""
WIDTH = len(_READ)
_EQUAL_TO_TRUTH_VALUES = (0, 1)


class Remembered(dict[Value, Read]):
    """What the cells of a column say; what is not known yet is read.

    A truth value is equal to 0 or 1: these are read each time, so that none is taken for another.
    """

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[Value], Read]) -> None:
        super().__init__({"": NOTHING})
        self._read = read

    def __missing__(self, value: Value) -> Read:
        """Read a value that the column has not shown before."""
        answer = NOTHING if is_blank(value) else self._read(value)
        if value not in _EQUAL_TO_TRUTH_VALUES:
            self[value] = answer
        return answer


class Field(NamedTuple):
    """A column that is read: for which part of a row, and where it stands."""

    slot: int
    place: int
    letters: str
    said: Remembered


def fields_of(
    columns: Mapping[ColumnUse, Column], parts: Sequence[Column], known: Known
) -> tuple[Field, ...]:
    """Return what is read of each row: one thing of each use, then its amounts."""
    understand: dict[ColumnUse, Callable[[Value], Read]] = {
        U.BLOCK: partial(cells.read_block, known=known),
        U.STAGE: partial(cells.read_code, words=cells.STAGE_WORDS),
        U.PAYER: partial(cells.read_code, words=cells.PAYER_WORDS),
        U.DAY: cells.read_day,
        U.BUDGET_YEAR: cells.read_year,
        U.BUDGET_LINE: cells.read_line,
        U.EVIDENCE: partial(cells.read_evidence, known=known),
        U.NOTE: partial(cells.read_text, limit=BODY_LIMIT),
    }
    read_part = _read_part if len(parts) > 1 else cells.read_amount
    return (
        *(
            Field(_SLOT[use], columns[use].index, columns[use].letters, Remembered(understand[use]))
            for use in _READ
            if use in columns
        ),
        *(
            Field(WIDTH + number, part.index, part.letters, Remembered(_in_unit(read_part, part)))
            for number, part in enumerate(parts)
        ),
    )


def _in_unit(read: Callable[[Value, int], Read], part: Column) -> Callable[[Value], Read]:
    factor = part.factor or 1
    return lambda value: read(value, factor)


def _read_part(value: Value, factor: int) -> Read:
    """Return the cents of one of several amounts of a row, of which any may be missing."""
    if isinstance(value, str) and value.strip() in DASHES:
        return NOTHING
    read = cells.read_amount(value, factor)
    if read.trouble is not None and cells.read_balance(value, factor).value == 0:
        return Read(None, Trouble(ProblemWeight.HINT, ZERO_LEFT_OUT))
    return read
