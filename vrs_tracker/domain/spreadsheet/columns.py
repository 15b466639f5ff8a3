"""Tables with several columns of amounts: one for each payer, year or stage, and their sums.

A head such as „Förderung regional“, „2026 in TEUR“ or „bewilligte Mittel“ says who pays, which year it is or
how far the money is. Whether such a column holds amounts is only clear from its company: „Region“ beside
„Betrag“ is a name, beside „Kommune“ a payer.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vrs_tracker.domain.inputs.parts import BUDGET_YEARS
from vrs_tracker.domain.spreadsheet.grid import letters
from vrs_tracker.domain.vocabulary.money import Payer, Stage
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
    U.AMOUNT_VRS: "region|regional|regionale|regionaler|regionales|regionalanteil|regionalförderung"
    "|regionalmittel|vrs|verband|verbandsanteil|verband-region-stuttgart|region-stuttgart",
    U.AMOUNT_MUNICIPALITY: "kommune|kommunen|kommunal|kommunale|kommunaler|kommunales|kommunalanteil"
    "|kommunalmittel|gemeinde|gemeinden|gemeindeanteil|stadt|städte|stadtanteil|städtisch|städtische"
    "|städtischer|landkreis|landkreise|kreisanteil",
    U.AMOUNT_PRIVATE: "privat|private|privater|privates|privatanteil|privatmittel|unternehmen|firma|firmen"
    "|wirtschaft|privatwirtschaft|industrie",
    U.AMOUNT_STATE: "land|landesanteil|landesmittel|landesförderung|baden-württemberg",
    U.AMOUNT_FEDERAL: "bund|bundesanteil|bundesmittel|bundesförderung",
    U.AMOUNT_EU: "eu|eu-mittel|eu-förderung|eu-anteil|europa|europäische-union",
}
_PAYER = {word: use for use, words in _PAYER_WORDS.items() for word in words.split("|")}
_STAGE_WORDS = {
    Stage.PLANNED: "plan|geplant|geplante|geplanter|planung|planwert",
    Stage.EARMARKED: "beschlossen|beschlossene|beschlossener",
    Stage.COMMITTED: "bewilligt|bewilligte|bewilligter|bewilligung|bewilligungen",
    Stage.REQUESTED: "abgerufen|abgerufene|abruf|abrufe|mittelabruf|angefordert|angeforderte",
    Stage.DISBURSED: "ausgezahlt|ausgezahlte|ausgezahlter|auszahlung|auszahlungen|verausgabt",
    Stage.PROVEN: "nachgewiesen|nachgewiesene",
    Stage.RECOVERED: "zurückgefordert|zurückgeforderte|rückforderung|rückforderungen",
}
STAGES: Mapping[str, Stage] = {
    word: stage for stage, words in _STAGE_WORDS.items() for word in words.split("|")
}
"""By the folded word, which stage a head names; alone, it may as well be the head of days."""
_UNDECIDED = frozenset({"soll", "ist", "ansatz", "antrag", "beantragt", "beantragte", "offen", "kosten"})
"""Words of amounts that are none of our stages: somebody is asked whether they are to be booked."""
_SUMS = frozenset(
    {"summe", "gesamt", "insgesamt", "gesamtsumme", "gesamtbetrag", "total", "zusammen"}
    | {"gesamtkosten", "gesamtfinanzierung"}
)
_MONEY = frozenset(
    {
        "förderung",
        "anteil",
        "anteile",
        "eigenanteil",
        "kostenanteil",
        "förderanteil",
        "finanzierungsanteil",
        "kofinanzierung",
        "fördermittel",
        "finanzierung",
        "mittel",
        "eigenmittel",
    }
    | {"zuschuss", "zuwendung", "zuwendungen", "beitrag", "betrag", "beträge", "euro"}
)
_FILLERS = frozenset(
    {"hj", "jahr", "haushalt", "haushaltsjahr", "der", "des", "die", "vom", "von", "durch", "in", "im", "für"}
    | {"und"}
)
_UNDERSTOOD = frozenset({*_PAYER, *STAGES, *_UNDECIDED, *_SUMS, *_MONEY, *_FILLERS})
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
    one whose amounts it holds, of a column of sums the one whose amounts it adds up; `stage` too is that of
    its head. `cents` is what stands below a head that is not known, or whose column is left out.
    """

    index: int
    head: str
    use: ColumnUse | None
    candidates: tuple[ColumnUse, ...] = ()
    is_guess: bool = False
    factor: int | None = None
    payer: Payer | None = None
    year: int | None = None
    stage: Stage | None = None
    cents: int | None = None

    @property
    def is_part(self) -> bool:
        """Whether it may be one of several columns of amounts: its head says which of them."""
        return self.use in PARTS or (self.use is U.AMOUNT and self.stage is not None)

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return letters(self.index)

    def asked(self, *candidates: ColumnUse) -> "Column":
        """Return the column as a question."""
        return replace(self, use=None, candidates=candidates, is_guess=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What a head says of amounts: a part or a sum of them, the payer, the year, the stage.

    `is_open` is for a head that says it in words that are no stage, so that somebody is asked.
    """

    use: ColumnUse
    payer: Payer | None
    year: int | None
    stage: Stage | None = None
    is_open: bool = False


def said_of_amounts(head: str) -> Said | None:
    """Return what a folded head says of amounts by payer, year or stage; None if it says anything else."""
    for phrase, word in _PHRASES:
        head = head.replace(phrase, word)
    words = head.split()
    years = {int(word) for word in words if _YEAR.fullmatch(word) and int(word) in BUDGET_YEARS}
    payers = {_PAYER[word] for word in words if word in _PAYER}
    stages = {STAGES[word] for word in words if word in STAGES}
    is_sum = not _SUMS.isdisjoint(words)
    is_staged_money = bool(stages) and not _MONEY.isdisjoint(words)
    is_clear = all(word in _UNDERSTOOD or (word.isdigit() and int(word) in years) for word in words)
    is_one = max(len(years), len(payers), len(stages)) <= 1
    if not is_clear or not is_one or not (years or payers or is_sum or is_staged_money):
        return None
    is_open = not _UNDECIDED.isdisjoint(words)
    if is_sum and is_open:
        return None
    part = next(iter(payers), U.AMOUNT_YEAR if years or not stages else U.AMOUNT)
    return Said(
        U.SUM if is_sum else part,
        PAYERS.get(part),
        next(iter(years), None),
        next(iter(stages), None),
        is_open,
    )


def in_company(columns: Sequence[Column], decided: frozenset[int]) -> tuple[Column, ...]:
    """Return the columns as they are to be understood beside each other; `decided` were chosen for this file.

    Where one says what another says too, or parts are of two kinds, all of them are asked about.
    """
    parts = [each for each in columns if each.is_part]
    single = [each for each in columns if each.use is U.AMOUNT and not each.is_part]
    if len(parts) == 1 and single and parts[0].stage is None and parts[0].index not in decided:
        (name,) = parts
        columns = [replace(each, use=U.IGNORED, is_guess=True) if each is name else each for each in columns]
        parts = []
    if not parts and not any(PARTS.intersection(each.candidates) for each in columns):
        return tuple(_sum_alone(each) if each.index not in decided else each for each in columns)
    kinds = {(part.payer is None, part.year is None) for part in parts}
    times = Counter((part.use, part.year, part.stage) for part in parts)
    return tuple(_beside_parts(each, parts, times, is_mixed=len(kinds) > 1) for each in columns)


def _sum_alone(column: Column) -> Column:
    """A sum without parts may be the amount itself, if its head says no more than that it is a sum."""
    if column.use is not U.SUM:
        return column
    if column.payer is None and column.year is None and column.stage is None:
        return column.asked(U.AMOUNT, U.SUM)
    return replace(column, use=U.IGNORED, is_guess=True)


def _beside_parts(
    column: Column,
    parts: Sequence[Column],
    times: Mapping[tuple[ColumnUse | None, int | None, Stage | None], int],
    *,
    is_mixed: bool,
) -> Column:
    if column.is_part:
        is_twice = times[column.use, column.year, column.stage] > 1
        return column.asked(column.use or U.AMOUNT, U.SUM, U.IGNORED) if is_mixed or is_twice else column
    stages = {part.stage for part in parts}
    if column.use is U.SUM and len(stages) > 1 and column.stage is None:
        return replace(column, use=U.IGNORED, is_guess=True)
    is_said = {
        U.PAYER: any(part.payer is not None for part in parts),
        U.BUDGET_YEAR: any(part.year is not None for part in parts),
        U.STAGE: any(part.stage is not None for part in parts),
    }
    if column.use is U.AMOUNT:
        return column.asked(U.SUM, U.IGNORED)
    return column.asked(U.IGNORED, U.NOTE) if column.use and is_said.get(column.use) else column
