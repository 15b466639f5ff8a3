"""The heads of columns: in which row they stand and what each column holds.

What a head means is known, or it is ambiguous and somebody is asked once (`ColumnMeaning`), or it means
nothing here and its column is left out.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from vrs_tracker.domain.spreadsheet.amounts import Unit, unit_in
from vrs_tracker.domain.spreadsheet.columns import (
    AMOUNTS,
    PARTS,
    PAYERS,
    STAGES,
    Column,
    in_company,
    said_of_amounts,
)
from vrs_tracker.domain.spreadsheet.grid import Rows, Value, is_blank
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

HEAD_LIMIT = 200
"""Characters of a folded head: the width of the column in which answers are remembered."""
ROWS_SEARCHED = 40
NAMELESS = "ohne Kopf"
"""What a column is called in which amounts stand below an empty head."""
FEWEST_HEADS = 2
U = ColumnUse

_KNOWN: dict[ColumnUse, str] = {
    U.BLOCK: "baustein|bausteine|projekt|projekte|baustein oder projekt|baustein/projekt|teilprojekt"
    "|bausteine und projekte|vorhaben|maßnahme|projektname|name des bausteins",
    U.STAGE: "stufe|mittelstufe|verfahrensstufe|angabe",
    U.PAYER: "geldgeber|mittelgeber|fördermittelgeber|mittelherkunft|zahler|kostenträger|finanziert durch",
    U.AMOUNT: "betrag|beträge|euro|betrag brutto|buchungsbetrag|zuwendungsbetrag|förderbetrag|zahlbetrag",
    U.DAY: "datum|buchungsdatum|buchungstag|wirksam zum|wirksam am|wirksam ab|tag|belegdatum|wertstellung"
    "|bescheiddatum|auszahlungsdatum|beschlussdatum|datum des bescheids",
    U.BUDGET_YEAR: "haushaltsjahr|hj|hhj|jahr|rechnungsjahr|haushalt",
    U.BUDGET_LINE: "buchungsstelle|haushaltsstelle|produktsachkonto|sachkonto|kostenstelle|kontierung"
    "|investitionsauftrag|produkt|psp-element|konto|finanzposition",
    U.EVIDENCE: "beleg|belege|belegnummer|beleg-nr.|beleg nr.|belegnr.|beschluss|bescheid|beleg/beschluss"
    "|aktenzeichen|beleg oder beschluss|vorlage|vorlagennummer|nachweis|az.",
    U.NOTE: "bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|notiz|verwendungszweck|buchungstext"
    "|erläuterung",
}
_MEANINGS = {name: (use,) for use, names in _KNOWN.items() for name in names.split("|")}
_AMBIGUOUS: dict[str, tuple[ColumnUse, ...]] = {
    "position": (U.BLOCK, U.BUDGET_LINE),
    "bezeichnung": (U.BLOCK, U.NOTE),
    "titel": (U.BUDGET_LINE, U.BLOCK, U.NOTE),
    "name": (U.BLOCK, U.PAYER),
    "nummer": (U.EVIDENCE, U.BUDGET_LINE),
    "nr.": (U.EVIDENCE, U.BUDGET_LINE),
    "nr": (U.EVIDENCE, U.BUDGET_LINE),
    "stand": (U.STAGE, U.DAY),
    "status": (U.STAGE, U.NOTE),
    "art": (U.STAGE, U.NOTE),
    "quelle": (U.PAYER, U.EVIDENCE),
    "träger": (U.PAYER, U.BLOCK),
    "text": (U.NOTE, U.EVIDENCE),
    "wert": (U.AMOUNT,),
    "mittel": (U.AMOUNT, U.PAYER),
    "zuwendung": (U.AMOUNT, U.NOTE),
    "förderung": (U.AMOUNT, U.NOTE),
    "bewilligt": (U.AMOUNT, U.DAY),
    "ausgezahlt": (U.AMOUNT, U.DAY),
    "beantragt": (U.AMOUNT, U.DAY),
    "ist": (U.AMOUNT,),
    "soll": (U.AMOUNT,),
    **dict.fromkeys(STAGES, (U.AMOUNT, U.DAY)),
}
_USED_ONCE = frozenset(ColumnUse) - PARTS - {U.SUM, U.IGNORED}
"""Uses that only one column can have."""
_AROUND = re.compile(r"[\s:*()\[\]]+")


def fold_head(text: str) -> str:
    """Return the form in which heads are compared: case, line breaks, units and punctuation do not count.

    A head such as „in TEUR“ names nothing but its unit: it is folded to „euro“.
    """
    unit = unit_in(" ".join(text.split()))
    joined = text.replace("-\n", "") if unit is None else unit.rest
    words = _AROUND.sub(" ", unicodedata.normalize("NFKC", joined).casefold()).split()
    if unit is not None and words and words[-1] == "in":
        words.pop()
    return (" ".join(words) or ("euro" if unit else ""))[:HEAD_LIMIT]


def find_head(rows: Rows, answers: Mapping[str, ColumnUse]) -> int | None:
    """Return the row, from 0, in which most heads are known; of equal ones the first; None without any.

    Titles above, merged or not, name at most one thing; a head row names at least two.
    """
    best, most = None, FEWEST_HEADS - 1
    for index, row in enumerate(rows[:ROWS_SEARCHED]):
        known = len({_first_meaning(cell, answers) for cell in row} - {None})
        if known > most:
            best, most = index, known
    return best


def head_text(cell: Value) -> str:
    """Return the head that a cell holds; a year may stand there as a number."""
    is_year = isinstance(cell, float) and cell.is_integer()
    return " ".join(str(int(cell) if is_year else cell).split())[:HEAD_LIMIT]  # type: ignore[arg-type] # a float


def _first_meaning(cell: Value, answers: Mapping[str, ColumnUse]) -> ColumnUse | None:
    """Return what a cell would mean as a head; all columns of amounts count as one, as numbers are many."""
    if not isinstance(cell, str | float) or is_blank(cell) or len(str(cell)) > HEAD_LIMIT:
        return None
    meanings = _meanings(fold_head(head_text(cell)), answers)
    if not meanings or meanings[0] is U.IGNORED:
        return None
    return U.AMOUNT if meanings[0] in {*AMOUNTS, U.SUM} else meanings[0]


def _meanings(head: str, answers: Mapping[str, ColumnUse]) -> tuple[ColumnUse, ...]:
    if head in answers:
        return (answers[head],)
    said = said_of_amounts(head)
    return _MEANINGS.get(head) or _AMBIGUOUS.get(head) or ((said.use,) if said else ())


def understood(
    row: list[Value],
    answers: Mapping[str, ColumnUse],
    chosen: Mapping[int, ColumnUse],
    unclear: Mapping[int, tuple[ColumnUse, ...]] = MappingProxyType({}),
) -> tuple[Column, ...]:
    """Return the columns that have a head, with what they mean.

    What somebody has chosen for this file comes first, then what was answered for such a head before. Where
    two columns would mean the same, both are asked about, and so is what is `unclear`.
    """
    columns = [_column(index, cell, answers, chosen) for index, cell in enumerate(row) if not is_blank(cell)]
    decided = {
        column.index for column in columns if column.index in chosen or fold_head(column.head) in answers
    }
    columns = [
        column.asked(*unclear[column.index]) if column.index in unclear.keys() - decided else column
        for column in columns
    ]
    if any(column.is_part for column in columns):
        columns = [_as_sum(column) if column.index not in chosen else column for column in columns]
    times = Counter(column.use for column in columns if not column.is_part)
    once = [
        column.asked(column.use)
        if column.use in _USED_ONCE and not column.is_part and times[column.use] > 1
        else column
        for column in columns
    ]
    return in_company(once, frozenset(chosen))


def _column(
    index: int, cell: Value, answers: Mapping[str, ColumnUse], chosen: Mapping[int, ColumnUse]
) -> Column:
    text = head_text(cell)
    head = fold_head(text)
    unit = unit_in(text)
    said = said_of_amounts(head)
    own = Column(
        index,
        text,
        U.IGNORED,
        factor=None if unit is None else unit.factor,
        payer=said.payer if said else None,
        year=said.year if said else None,
        stage=said.stage if said else STAGES.get(head),
    )
    use = chosen.get(index, answers.get(head))
    if use is not None:
        return _meant(own, use)
    if head in _AMBIGUOUS:
        return own.asked(*_AMBIGUOUS[head])
    if head in _MEANINGS:
        return replace(own, use=_MEANINGS[head][0])
    if said is None:
        return replace(own, is_guess=True)
    return own.asked(said.use, U.IGNORED) if said.is_open else replace(own, use=said.use)


def _as_sum(column: Column) -> Column:
    """Beside parts, „Gesamt“ is their sum, even if it was answered once that it is the amount."""
    said = said_of_amounts(fold_head(column.head))
    is_sum = column.use is U.AMOUNT and said is not None and said.use is U.SUM
    return replace(column, use=U.SUM, payer=said.payer) if is_sum and said else column


def _meant(column: Column, use: ColumnUse) -> Column:
    """Return the column as somebody has said that it is meant; only a head can name a year."""
    if use is U.AMOUNT_YEAR and column.year is None:
        return column.asked(U.AMOUNT, U.SUM, U.IGNORED)
    return replace(column, use=use, payer=PAYERS.get(use, column.payer if use is U.SUM else None))


def is_answer(head: str, use: ColumnUse, *, was_asked: bool = False) -> bool:
    """Whether what somebody has chosen says more of a head than is known, so that it holds for other files.

    That a payer or a year is left out says something about its company only (`columns.py`). That a head which
    is not known is left out is an answer only to a question about it.
    """
    folded = fold_head(head)
    if folded == fold_head(NAMELESS):
        return False
    said = said_of_amounts(folded)
    if use is U.IGNORED and said is not None:
        return said.is_open
    return use is not own_meaning(head) or (was_asked and use is U.IGNORED)


@dataclass(frozen=True, slots=True)
class UnitElsewhere:
    """A unit that is named for all amounts outside their head, and the cell that says so."""

    factor: int
    row: int
    column: int
    text: str


def own_meaning(head: str) -> ColumnUse:
    """Return what a head means without anybody's answer; a head that is not known is left out."""
    folded = fold_head(head)
    known, said = _MEANINGS.get(folded), said_of_amounts(folded)
    return known[0] if known else said.use if said and not said.is_open else U.IGNORED


def unit_elsewhere(rows: Rows, first: int, head: int, amounts: int) -> UnitElsewhere | None:
    """Return the unit above the head, as in „alle Angaben in TEUR“, or right below that of the amounts.

    The head begins in row `first` and ends in row `head`.
    """
    for index, row in enumerate(rows[:first]):
        for place, cell in enumerate(row):
            unit = _unit_alone(cell)
            if unit is not None and unit.factor != 1:
                return UnitElsewhere(unit.factor, index, place, str(cell))
    below = rows[head + 1][amounts] if has_unit_row(rows, head, amounts) else ""
    unit = _unit_alone(below)
    return None if unit is None else UnitElsewhere(unit.factor, head + 1, amounts, str(below))


def has_unit_row(rows: Rows, head: int, amounts: int) -> bool:
    """Whether the row below the head names the unit of the amounts instead of an amount."""
    if head + 1 >= len(rows) or amounts >= len(rows[head + 1]):
        return False
    return _unit_alone(rows[head + 1][amounts]) is not None


def _unit_alone(cell: Value) -> Unit | None:
    """Return the unit that a cell names, unless it belongs to an amount, as in „Rahmen 16,22 Mio. €“."""
    unit = unit_in(cell) if isinstance(cell, str) else None
    return None if unit is None or unit.before.rstrip()[-1:].isdigit() else unit
