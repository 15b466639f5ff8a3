"""Fields for what stands in the records: dates not always known to the day, years, rows to choose, lists."""

import re
from collections.abc import Mapping
from typing import Unpack

from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.dates import read_precise_date
from vrs_tracker.domain.notation import list_de, precise_date, quoted
from vrs_tracker.web.fields import (
    ChoiceField,
    ChoicesField,
    CodeField,
    FieldOptions,
    GermanField,
    TextAreaField,
)

DATE_HINT = "Auf den Tag (31.12.2026), den Monat (12.2026) oder das Jahr (2026); sonst: unbekannt."
NEVER = -1
"""No list is short enough for radio buttons."""

_YEAR = re.compile(r"[0-9]{4}")
_LONGEST_SHOWN = 30


class PreciseDateField(GermanField):
    """A date as exactly as it is known. `.data` is a PreciseDate."""

    kind = "date"

    def __init__(self, label: str, **rest: Unpack[FieldOptions]) -> None:
        rest.setdefault("hint", DATE_HINT)
        super().__init__(label, **rest)

    def parse(self, typed: str) -> PreciseDate:
        """Read the date."""
        return read_precise_date(typed)

    def shown(self, value: PreciseDate) -> str:
        """Write the date so that it is read back as exactly."""
        return precise_date(value.day, value.precision)


class YearField(GermanField):
    """A year of four digits, written without a dot. `.data` is an int."""

    kind = "number"

    def parse(self, typed: str) -> int:
        """Read the year."""
        if not _YEAR.fullmatch(typed.strip()):
            message = f"Geben Sie das Jahr so ein: 2026. Eingegeben ist: {typed.strip()[:_LONGEST_SHOWN]}."
            raise ValueError(message)
        return int(typed)


class FoldedField(ChoiceField):
    """One of many options: always a folded list. `.data` is its value."""

    few = NEVER


class FoldedCodeField(CodeField):
    """A code from a list that stays folded however short it is, for forms with many lines."""

    few = NEVER


class RowField(FoldedField):
    """One row of a table, from a list that the view fills. `.data` is its id."""

    def parse(self, typed: str) -> int:
        """Take the id if it is on the list."""
        return int(super().parse(typed))


class RowsField(ChoicesField):
    """Any number of rows of a table, as check boxes. `.ids` are their ids."""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of the chosen rows, in the order of the list."""
        return tuple(int(value) for value in self.data or ())


class LinesField(TextAreaField):
    """Several short texts, one a line. `.lines` are those that are not empty."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts, without the spaces around them."""
        return tuple(line.strip() for line in self.typed.split("\n") if line.strip())


class NamesField(LinesField):
    """Names of things that are recorded, one a line. The view gives `known`: the key of each name."""

    known: Mapping[str, str] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the names, in the order in which they are typed."""
        return tuple(self.known[name] for name in self.lines)

    def pre_validate(self, form: BaseForm) -> None:
        """Name what is not recorded."""
        super().pre_validate(form)
        unknown = [quoted(name) for name in self.lines if name not in self.known]
        if unknown:
            raise StopValidation(f"Nicht erfasst: {list_de(unknown)}. Prüfen Sie die Schreibweise.")
