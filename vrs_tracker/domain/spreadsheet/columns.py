"""Tables with several columns of amounts: one for each payer or year, as the motion's own, and their sums.

A head such as „Förderung regional“ or „2026 in TEUR“ says who pays or which year it is. Whether such a column
holds amounts is only clear from its company: „Region“ beside „Betrag“ is a name, beside „Kommune“ a payer.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vrs_tracker.domain.inputs.parts import BUDGET_YEARS
from vrs_tracker.domain.spreadsheet.grid import letters
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

U = ColumnUse

PAYERS: Mapping[ColumnUse, Payer] = {
    U.AMOUNT_VRS: Payer.VRS,
    U.AMOUNT_MUNICIPALITY: Payer.MUNICIPALITY,
    U.AMOUNT_PRIVATE: Payer.PRIVATE,
    U.AMOUNT_STATE: Payer.STATE,
    U.AMOUNT_FEDERAL: Payer.FEDERAL,
    U.AMOUNT_EU: Payer.EU,
}
PARTS = frozenset({*PAYERS, U.AMOUNT_YEAR})
"""Uses of columns that hold a part of what a row says."""
AMOUNTS = frozenset({U.AMOUNT, *PARTS})

_PAYER_WORDS = {
    U.AMOUNT_VRS: "region|regional|regionale|regionaler|regionales|regionalanteil|regionalförderung|vrs"
    "|verband-region-stuttgart|region-stuttgart",
    U.AMOUNT_MUNICIPALITY: "kommune|kommunen|kommunal|kommunale|kommunaler|kommunales|kommunalanteil",
    U.AMOUNT_PRIVATE: "privat|private|privater|privates|privatanteil|unternehmen",
    U.AMOUNT_STATE: "land|landesanteil|landesmittel|landesförderung|baden-württemberg",
    U.AMOUNT_FEDERAL: "bund|bundesanteil|bundesmittel|bundesförderung",
    U.AMOUNT_EU: "eu|eu-mittel|eu-förderung|eu-anteil|europäische-union",
}
_PAYER = {word: use for use, words in _PAYER_WORDS.items() for word in words.split("|")}
_SUMS = frozenset(
    {"summe", "gesamt", "insgesamt", "gesamtsumme", "gesamtbetrag", "total", "zusammen"}
    | {"gesamtkosten", "gesamtfinanzierung"}
)
_FILLERS = frozenset(
    {"förderung", "anteil", "anteile", "eigenanteil", "finanzierungsanteil", "mittel", "eigenmittel"}
    | {"zuschuss", "zuwendung", "beitrag", "betrag", "beträge", "hj", "jahr", "haushalt", "haushaltsjahr"}
    | {"der", "des", "die", "vom", "von", "durch", "in", "im", "für"}
)
_PHRASES = (
    ("verband region stuttgart", "verband-region-stuttgart"),
    ("region stuttgart", "region-stuttgart"),
    ("europäische union", "europäische-union"),
    ("land baden-württemberg", "baden-württemberg"),
)
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a head: what it may mean, and what it means.

    `use` None is a question that stops the booking; `is_guess` says that nobody has decided about a head that
    is not known. `factor` is that of the unit in its head; `year` is the one that its head names, `payer` the
    one whose amounts it holds, of a column of sums the one whose amounts it adds up.
    """

    index: int
    head: str
    use: ColumnUse | None
    candidates: tuple[ColumnUse, ...] = ()
    is_guess: bool = False
    factor: int | None = None
    payer: Payer | None = None
    year: int | None = None

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return letters(self.index)

    def asked(self, *candidates: ColumnUse) -> "Column":
        """Return the column as a question."""
        return replace(self, use=None, candidates=candidates)


@dataclass(frozen=True, slots=True)
class Said:
    """What a head says of amounts: a part or a sum of them, the payer, the year."""

    use: ColumnUse
    payer: Payer | None
    year: int | None


def said_of_amounts(head: str) -> Said | None:
    """Return what a folded head says of amounts by payer or year; None if it says anything else."""
    for phrase, word in _PHRASES:
        head = head.replace(phrase, word)
    words = head.split()
    years = {int(word) for word in words if _YEAR.fullmatch(word) and int(word) in BUDGET_YEARS}
    payers = {_PAYER[word] for word in words if word in _PAYER}
    is_sum = not _SUMS.isdisjoint(words)
    is_clear = all(
        word in _PAYER or word in _SUMS or word in _FILLERS or (word.isdigit() and int(word) in years)
        for word in words
    )
    if not is_clear or len(years) > 1 or len(payers) > 1 or not (years or payers or is_sum):
        return None
    part = next(iter(payers), U.AMOUNT_YEAR)
    return Said(U.SUM if is_sum else part, PAYERS.get(part), next(iter(years), None))


def in_company(columns: Sequence[Column], decided: frozenset[int]) -> tuple[Column, ...]:
    """Return the columns as they are to be understood beside each other; `decided` were chosen for this file.

    Where one says what another says too, or parts are of two kinds, all of them are asked about.
    """
    single = [each for each in columns if each.use is U.AMOUNT]
    parts = [each for each in columns if each.use in PARTS]
    if len(parts) == 1 and single and parts[0].index not in decided:
        (name,) = parts
        columns = [replace(each, use=U.IGNORED, is_guess=True) if each is name else each for each in columns]
        parts = []
    if not parts:
        return tuple(_sum_alone(each) if each.index not in decided else each for each in columns)
    kinds = {(part.payer is None, part.year is None) for part in parts}
    times = Counter((part.use, part.year) for part in parts)
    return tuple(_beside_parts(each, parts, times, is_mixed=len(kinds) > 1) for each in columns)


def _sum_alone(column: Column) -> Column:
    """A sum without parts may be the amount itself, if its head says no more than that it is a sum."""
    if column.use is not U.SUM:
        return column
    if column.payer is None and column.year is None:
        return column.asked(U.AMOUNT, U.SUM)
    return replace(column, use=U.IGNORED, is_guess=True)


def _beside_parts(
    column: Column,
    parts: Sequence[Column],
    times: Mapping[tuple[ColumnUse | None, int | None], int],
    *,
    is_mixed: bool,
) -> Column:
    match column.use:
        case U.AMOUNT:
            return column.asked(U.SUM, U.IGNORED)
        case U.PAYER if any(part.payer is not None for part in parts):
            return column.asked(U.IGNORED, U.NOTE)
        case U.BUDGET_YEAR if any(part.year is not None for part in parts):
            return column.asked(U.IGNORED, U.NOTE)
        case use if use in PARTS and (is_mixed or times[use, column.year] > 1):
            return column.asked(use, U.SUM, U.IGNORED)
        case _:
            return column
