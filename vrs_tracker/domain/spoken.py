"""Texts of the report as one hears them: no abbreviation, no symbol, dates with the name of the month.

What is written for the eye stays in the report. Here brackets become pauses, „−2“ becomes „minus 2“ and
„31.07.2026“ becomes „31. Juli 2026“; the words themselves stay the same.
"""

import re
from collections.abc import Iterable
from datetime import date

from vrs_tracker.domain.notation import NBSP, date_long

ABBREVIATIONS = {
    "bzw.": "beziehungsweise",
    "ca.": "rund",
    "d. h.": "das heißt",
    "EU": "Europäische Union",
    "ggf.": "gegebenenfalls",
    "i. H. v.": "in Höhe von",
    "inkl.": "einschließlich",
    "m²": "Quadratmeter",
    "Mio.": "Millionen",
    "Mrd.": "Milliarden",
    "Nr.": "Nummer",
    "TEUR": "tausend Euro",
    "u. a.": "unter anderem",
    "usw.": "und so weiter",
    "VRS": "Verband Region Stuttgart",
    "vgl.": "vergleiche",
    "WRS": "Wirtschaftsförderung Region Stuttgart",
    "z. B.": "zum Beispiel",
}
"""What people write short, and the words for it. „KI“ is not among them: it is said as it is written."""
_WORDS = {re.sub(r"\s", "", short): words for short, words in ABBREVIATIONS.items()}
_ANY_SHORT = "|".join(re.escape(one).replace(r"\ ", r"\s?") for one in ABBREVIATIONS)
_SHORT = re.compile(rf"(?<![\w-])(?:{_ANY_SHORT})(?![\w-])")
_DAY = re.compile(r"\b(?P<day>\d{2})\.(?P<month>\d{2})\.(?P<year>\d{4})?(?!\d)")
_ANY_YEAR = 2000
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]*)\)(?P<after>[.,;:!?]|$)?")
_SYMBOLS = (
    (re.compile(r"\s*€"), " Euro"),
    (re.compile(r"\s*%"), " Prozent"),
    (re.compile(r"§\s*"), "Paragraf "),
    (re.compile(r"(?<=\d)\s*[–-]\s*(?=\d)"), " bis "),
    (re.compile(r"(?<![\w.,])[−-](?=\d)"), "minus "),
    (re.compile(r"(?<![\w.,])\+(?=\d)"), "plus "),
    (re.compile(r"(?P<before>\d[\d.,]*)\s*→\s*(?=\d)"), r"von \g<before> auf "),
    (re.compile(r"\s*(?:→|·|\s–\s)\s*"), ", "),
    (re.compile(r"(?<=[^\W\d])\s*/\s*(?=[^\W\d])"), ", "),
    (re.compile(r"\s*&\s*"), " und "),
    (re.compile(r"\bin (?=\d{1,2}\.\d(?![\d.]*\d))"), "in Nummer "),
)
_ORDINAL = re.compile(
    r"\b(?P<ordinal>\d{1,2}\.) (?=und \d|bis \d|Halb|Bericht|Ergänzung|Quartal|"
    r"Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
)
_END_OF_SENTENCE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…]“)) (?=[„A-ZÄÖÜ0-9])")


def spoken(text: str) -> str:
    """Return a text as one hears it: symbols and abbreviations in words, brackets as pauses."""
    said = _DAY.sub(_long_date, text.replace(NBSP, " "))
    said = _SHORT.sub(lambda found: _WORDS[re.sub(r"\s", "", found.group())], said)
    for symbol, words in _SYMBOLS:
        said = symbol.sub(words, said)
    while (without := _BRACKETS.sub(_as_pause, said)) != said:
        said = without
    return _ORDINAL.sub(rf"\g<ordinal>{NBSP}", " ".join(said.strip(" ,").split()))


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text as one hears them; a day of the month and „1. Halbjahr“ end none."""
    return tuple(closed(one) for one in _END_OF_SENTENCE.split(spoken(text)) if one)


def closed(text: str) -> str:
    """End a text with a full stop, unless a mark that one hears ends it already."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def count_of_words(texts: Iterable[str]) -> int:
    """Return of how many words the texts are made."""
    return sum(len(text.split()) for text in texts)


def count_of_spoken_words(texts: Iterable[str]) -> int:
    """Return about how many words are spoken: each digit of a figure takes about as long as a word."""
    words = [word for text in texts for word in text.split()]
    return sum(max(1, sum(map(str.isdigit, word))) for word in words)


def _long_date(found: re.Match[str]) -> str:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    try:
        said = date_long(date(int(year or _ANY_YEAR), month, day))
    except ValueError:
        return found.group()
    return said if year else said.removesuffix(f" {_ANY_YEAR}")


def _as_pause(found: re.Match[str]) -> str:
    """Set what stands in brackets between commas; between semicolons if it has commas of its own."""
    inside = found["inside"].strip().rstrip(".")
    pause = ";" if ", " in inside else ","
    before = "" if found.start() == 0 else f"{pause} "
    named = f"siehe {inside}" if inside.startswith("Nummer") else inside
    return f"{before}{named}{pause if found['after'] is None else found['after']}"
