"""What single cells say: amount, day, year, codes, names; what is not understood is named, never guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import NamedTuple

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.dates import read_precise_date
from vrs_tracker.domain.inputs.parts import (
    NAME_LIMIT,
    SENTENCE_LIMIT,
    check_budget_year,
    check_date,
    check_positive,
    check_text,
)
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.notation import list_de, quoted
from vrs_tracker.domain.spreadsheet.amounts import MOST_CENTS, cents_of_number, cents_of_text
from vrs_tracker.domain.spreadsheet.grid import Value
from vrs_tracker.domain.spreadsheet.problems import Trouble
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight

AMOUNT_EXPECTED = "ein Betrag wie 1.234,50 oder eine Zahl mit höchstens zwei Nachkommastellen"
DAY_EXPECTED = "ein Datum wie 31.12.2026 oder nach ISO 8601, ein Monat wie 12.2026, ein Jahr oder „unbekannt“"
YEAR_EXPECTED = "ein Haushaltsjahr wie 2026"
EVIDENCE_EXPECTED = "ein Beleg wie „Bescheid vom 14.03.2026“"
RESOLUTION_EXPECTED = "Titel oder Nummer eines erfassten Beschlusses"
BLOCK_EXPECTED = "der Name eines Bausteins oder Projekts; leer für das Programm als Ganzes"

UNDIVIDED_ID = 0
"""Stands for the programme as a whole where somebody names it; no block has this id."""

_NO_CODE = "Dieses Wort ist hier nicht bekannt."
_NO_BLOCK = "Einen Baustein oder ein Projekt mit diesem Namen gibt es nicht."
_NO_DAY = "Das ist kein Datum, das sich eindeutig lesen lässt."
_NO_YEAR = "Das ist kein Haushaltsjahr."
_SEVERAL_RESOLUTIONS = "Diese Angabe passt zu mehreren erfassten Beschlüssen."
_ERROR_CELL = "Die Zelle zeigt einen Fehler der Tabellenkalkulation statt eines Wertes."
_UNSTORABLE = "Der Text enthält ein Zeichen, das nicht darstellbar ist."
_LEADING_ZEROS = (
    "Die Buchungsstelle steht als Zahl in der Tabelle. Führende Nullen sind dort verloren gegangen, falls es "
    "welche gab."
)
_AS_TEXT = "eine Buchungsstelle als Text, mit allen führenden Nullen"
_ISO = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+Z?)?")
_YEAR = re.compile(r"[0-9]{4}")
_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#WERT!", "#BEZUG!", "#NV"}
)
_MOST_NAMES = 3

_STAGES: dict[CodeList, str] = {
    Stage.PLANNED: "geplant|plan|planung|veranschlagt geplant",
    Stage.EARMARKED: "beschlossen|beschluss|zugedacht",
    Stage.COMMITTED: "bewilligt|bewilligung|bescheid|gebunden",
    Stage.REQUESTED: "abgerufen|abruf|mittelabruf|angefordert",
    Stage.DISBURSED: "ausgezahlt|auszahlung|gezahlt|zahlung|verausgabt",
    Stage.PROVEN: "nachgewiesen|nachweis|verwendungsnachweis",
    Stage.RECOVERED: "zurückgefordert|rückforderung",
}
_PAYERS: dict[CodeList, str] = {
    Payer.VRS: "regional|vrs|verband|verband region stuttgart|region|region stuttgart|förderung regional",
    Payer.MUNICIPALITY: "kommunal|kommune|kommunen|stadt|städte|gemeinde|gemeinden|städte und gemeinden"
    "|landkreis|landkreise|eigenanteil kommunal|kommunaler anteil",
    Payer.PRIVATE: "privat|unternehmen|firma|firmen|wirtschaft|eigenanteil privat|privater anteil",
    Payer.STATE: "land|baden-württemberg|land baden-württemberg|landesmittel",
    Payer.FEDERAL: "bund|bundesmittel",
    Payer.EU: "europäische union|eu|eu-mittel",
}


class Read(NamedTuple):
    """What a cell says, None if nothing, and what is wrong with it."""

    value: object = None
    trouble: Trouble | None = None


NOTHING = Read()


@dataclass(frozen=True, slots=True)
class Known:
    """What the cells may name: blocks by folded spelling, resolutions by folded title or number."""

    blocks: Mapping[str, int]
    names: Sequence[str]
    resolutions: Mapping[str, Sequence[int]]


def words_of(codes: type[CodeList], names: Mapping[CodeList, str]) -> dict[str, CodeList]:
    """Return the folded words for each code: its label, its code, and what else people write."""
    return {fold(word): code for code in codes for word in (code.value, code.label, *names[code].split("|"))}


STAGE_WORDS = words_of(Stage, _STAGES)
PAYER_WORDS = words_of(Payer, _PAYERS)


def _error(wrong: str, expected: str) -> Read:
    return Read(None, Trouble(ProblemWeight.ERROR, wrong, expected))


def _broken(found: Sequence[Violation], expected: str) -> Read | None:
    """Return the first rule of single fields that is broken: the rules of the form, said in its words."""
    return _error(found[0].message, expected) if found else None


def read_amount(value: Value, factor: int) -> Read:
    """Return the cents of an amount; the rules are those of a single booking."""
    read = read_balance(value, factor)
    cents = read.value
    if not isinstance(cents, int) or 0 < cents <= MOST_CENTS:
        return read
    return _error(next(check_positive("", from_cents(cents))).message, AMOUNT_EXPECTED)


def read_balance(value: Value, factor: int) -> Read:
    """Return the cents of a balance, which may be nothing or below."""
    try:
        if isinstance(value, float):
            return Read(cents_of_number(value, factor))
        if isinstance(value, str):
            is_error = value.strip() in _ERRORS
            return _error(_ERROR_CELL, AMOUNT_EXPECTED) if is_error else Read(cents_of_text(value, factor))
        if isinstance(value, int) and not isinstance(value, bool):
            return Read(cents_of_number(value, factor))
    except ValueError as error:
        return _error(str(error), AMOUNT_EXPECTED)
    return _error("In der Zelle steht kein Betrag.", AMOUNT_EXPECTED)


def read_day(value: Value) -> Read:
    """Return a PreciseDate, from a date of the spreadsheet or a text in German or ISO notation."""
    found = _precise(value)
    if found is None:
        return _error(_NO_DAY, DAY_EXPECTED)
    return _broken(tuple(check_date("", found)), DAY_EXPECTED) or Read(found)


def _precise(value: Value) -> PreciseDate | None:
    match value:
        case datetime():
            return PreciseDate(value.date(), DatePrecision.DAY)
        case date():
            return PreciseDate(value, DatePrecision.DAY)
        case str():
            return _precise_text(" ".join(value.split()))
        case float() if value.is_integer():
            # a number of four digits is a year; any other may be a day that lost its format
            return _precise_text(str(int(value)))
        case _:
            return None


def _precise_text(text: str) -> PreciseDate | None:
    iso = _ISO.fullmatch(text)
    try:
        if iso is not None:
            return PreciseDate(date.fromisoformat(iso["day"]), DatePrecision.DAY)
        return read_precise_date(text)
    except ValueError:
        return None


def read_year(value: Value) -> Read:
    """Return the year of a budget."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if not _YEAR.fullmatch(text):
        return _error(_NO_YEAR, YEAR_EXPECTED)
    return _broken(tuple(check_budget_year("", int(text))), YEAR_EXPECTED) or Read(int(text))


def read_code(value: Value, words: Mapping[str, CodeList]) -> Read:
    """Return the code of a word such as „bewilligt“; „bewilligt, regional“ is read up to its comma."""
    text = str(value)
    found = words.get(fold(text)) or words.get(fold(text.partition(",")[0]))
    if found is not None:
        return Read(found)
    labels = dict.fromkeys(code.label for code in words.values())
    return _error(_NO_CODE, f"eines der Wörter {list_de([quoted(label) for label in labels])}")


def read_block(value: Value, known: Known) -> Read:
    """Return the id of a block by any of its spellings (domain.md, T2 and T3)."""
    text = str(value)
    found = known.blocks.get(fold(text))
    if found is not None:
        return Read(found)
    close = get_close_matches(text, known.names, _MOST_NAMES)
    meant = f"; vielleicht {list_de([quoted(name) for name in close])}" if close else ""
    return _error(_NO_BLOCK, f"{BLOCK_EXPECTED}{meant}")


def read_line(value: Value) -> Read:
    """Return the budget line, as text with its zeros; a number is taken with a hint."""
    if isinstance(value, float) and value.is_integer():
        return Read(str(int(value)), Trouble(ProblemWeight.HINT, _LEADING_ZEROS, _AS_TEXT))
    return read_text(value, NAME_LIMIT)


def read_text(value: Value, limit: int) -> Read:
    """Return a text as it stands, without the white space around it."""
    text = str(value).strip()
    if _NOT_STORABLE.search(text):
        return _error(_UNSTORABLE, "ein Text")
    if len(text) > limit:
        return _error(next(check_text("", text, limit=limit)).message, f"höchstens {limit} Zeichen")
    return Read(text)


def read_evidence(value: Value, known: Known) -> Read:
    """Return a document and a resolution: the resolution of that title or number, or else the text alone."""
    read = read_text(value, SENTENCE_LIMIT)
    if read.trouble is not None:
        return read
    found = known.resolutions.get(fold(str(read.value)), ())
    if len(found) > 1:
        return _error(_SEVERAL_RESOLUTIONS, RESOLUTION_EXPECTED)
    return Read(("", found[0]) if found else (read.value, None))
