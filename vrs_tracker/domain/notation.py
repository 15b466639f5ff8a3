"""German notation of amounts, numbers, dates and lists, for pages, print and the sentences of the rules.

How a number must be heard (users.md 1.3) decides how it is written: the minus is U+2212 because an en dash is
not spoken; ranges say "bis"; a missing value is a word, never a dash. Symbols and abbreviations (€, %, Mio.)
are bound to their number by a no-break space; words ("Millionen Euro", "Tage") may wrap.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from vrs_tracker.domain.money import from_cents, in_millions, percent_of, round_half_up, to_cents

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NO_STATEMENT = "keine Angabe"
"""Stands in a table where a value is missing (users.md 6, wording 28)."""
BERLIN = ZoneInfo("Europe/Berlin")

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_WORDS = (
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs"),
    *("sieben", "acht", "neun", "zehn", "elf", "zwölf"),
)
_SHORT = {9: "Mrd.", 6: "Mio."}
_LONG = {9: ("Milliarde", "Milliarden"), 6: ("Million", "Millionen")}
_ONE_MILLION = Decimal(1_000_000)
_TO_GERMAN = str.maketrans(",.", ".,")


def _digits(value: Decimal) -> str:
    """Write every digit the value has, with dots, comma and U+2212; zero has no sign."""
    return (MINUS if value < 0 else "") + f"{value.copy_abs():,f}".translate(_TO_GERMAN)


def euro(amount: Decimal | None) -> str:
    """Write whole cents as "1.234,50 €"; None as "keine Angabe"; ValueError if finer than a cent."""
    return NO_STATEMENT if amount is None else f"{euro_plain(amount)}{NBSP}€"


def euro_plain(amount: Decimal | None) -> str:
    """Write whole cents as "1.234,50", for columns and input values; an input shows None as empty itself."""
    return NO_STATEMENT if amount is None else _digits(from_cents(to_cents(amount)))


def million(amount: Decimal | None) -> str:
    """Write euros as "16,22", for columns headed "Mio. €"; two decimals, half up."""
    return NO_STATEMENT if amount is None else _digits(in_millions(amount))


def million_euro(amount: Decimal | None) -> str:
    """Write euros as "16,22 Mio. €", for tables; not a form that `parse_euro` takes."""
    return NO_STATEMENT if amount is None else f"{million(amount)}{NBSP}Mio.{NBSP}€"


def million_words(amount: Decimal) -> str:
    """Write euros as "16,22 Millionen Euro", for sentences.

    Exactly one million is "1 Million Euro"; an amount only rounded to it stays "1,00 Millionen Euro".
    """
    return "1 Million Euro" if amount == _ONE_MILLION else f"{million(amount)} Millionen Euro"


def signed_million(amount: Decimal | None) -> str:
    """Write a change in euros as "+1,12", "−0,80" or "0,00", in millions (users.md 4.5)."""
    grows = amount is not None and in_millions(amount) > 0
    return f"+{million(amount)}" if grows else million(amount)


def rough_euro(amount: Decimal) -> str:
    """Write a rounded amount as it is known: "rund 3,6 Mio. €", "rund 905.000 €", for tables."""
    figures, power = _rough(amount)
    return approximately(NBSP.join((figures, _SHORT[power], "€") if power else (figures, "€")))


def rough_words(amount: Decimal) -> str:
    """Write a rounded amount as "rund 3,6 Millionen Euro", "rund 1 Milliarde Euro", for sentences."""
    figures, power = _rough(amount)
    if not power:
        return approximately(f"{figures} Euro")
    singular, plural = _LONG[power]
    return approximately(f"{figures} {singular if figures == '1' else plural} Euro")


def _rough(amount: Decimal) -> tuple[str, int]:
    """Return the digits of an amount and the power of ten they count; at most two decimals."""
    for power in (9, 6):
        scaled = amount.scaleb(-power)
        if abs(scaled) >= 1 and scaled == round_half_up(scaled, 2):
            return number(scaled), power
    return (number(amount) if amount == int(amount) else euro_plain(amount)), 0


def percent(value: Decimal | None, places: int = 1) -> str:
    """Write per cent as "91,2 %", half up; for a share of two amounts use `share`, which rounds once."""
    return NO_STATEMENT if value is None else f"{_digits(round_half_up(value, places))}{NBSP}%"


def share(part: Decimal, whole: Decimal, places: int = 1) -> str:
    """Write `part` of `whole` as "91,2 %", rounded once from the exact value; "keine Angabe" of 0."""
    return percent(percent_of(part, whole, places), places)


def number(value: Decimal | int, places: int | None = None) -> str:
    """Write "1.234,5": without `places` with the decimals it needs, else rounded half up to just so many."""
    if places is not None:
        return _digits(round_half_up(Decimal(value), places))
    text = _digits(Decimal(value))
    return text.rstrip("0").rstrip(",") if "," in text else text


def count(n: int, singular: str, plural: str) -> str:
    """Write "1 Meldung", "3 Meldungen", "0 Meldungen"."""
    return f"{number(n)} {singular if abs(n) == 1 else plural}"


def days(n: int) -> str:
    """Write "1 Tag", "47 Tage"."""
    return count(n, "Tag", "Tage")


def number_word(n: int, *, zero: str = "null", one: str = "eins", beside: int = 0) -> str:
    """Write zero to twelve as words, other numbers in digits: the rule for sentences.

    `zero` and `one` are the forms the sentence needs, as only these two are inflected: "keiner", "einer".
    A number that is compared with one in digits (`beside`) takes digits too: "8 von 38". Tables, and numbers
    before units, have digits: `count`.
    """
    forms = (zero, one, *_WORDS[2:])
    if n in {0, 1}:
        return forms[n]
    return forms[n] if 0 <= n < len(forms) and beside < len(forms) else number(n)


def count_words(
    n: int, singular: str, plural: str, *, zero: str = "keine", one: str = "ein", beside: int = 0
) -> str:
    """Write "ein Risiko", "drei Risiken", "13 Risiken", "keine Risiken", for sentences."""
    return f"{number_word(n, zero=zero, one=one, beside=beside)} {singular if n == 1 else plural}"


def approximately(text: str) -> str:
    """Mark an estimate: "rund …"; "ca." is not heard as a word (users.md 1.3)."""
    return f"rund {text}"


def date_de(day: date) -> str:
    """Write "14.10.2020", for tables and fields."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def date_long(day: date) -> str:
    """Write "14. Oktober 2020", for sentences."""
    return f"{day.day}. {month_year(day)}"


def month_year(day: date) -> str:
    """Write "September 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def datetime_de(moment: datetime) -> str:
    """Write "24.09.2026, 10:42 Uhr" in the time of Berlin; ValueError for a moment without time zone."""
    if moment.utcoffset() is None:
        message = "a moment without time zone"
        raise ValueError(message)
    local = moment.astimezone(BERLIN)
    return f"{date_de(local)}, {local:%H:%M} Uhr"


def range_de(first: date, last: date) -> str:
    """Write "01.01. bis 30.06.2026"; both years if they differ; one date if there is only one day."""
    if first == last:
        return date_de(first)
    start = f"{first.day:02}.{first.month:02}." if first.year == last.year else date_de(first)
    return f"{start} bis {date_de(last)}"


def precise_date(day: date | None, precision: str) -> str:
    """Write a date no more exactly than it is known: "08.05.2024", "Mai 2024", "2024".

    `precision` is day, month, year or unknown; ValueError for another code.
    """
    if day is None or precision == "unknown":
        return "Datum nicht bekannt"
    if precision == "day":
        return date_de(day)
    if precision == "month":
        return month_year(day)
    if precision == "year":
        return f"{day.year}"
    message = f"no precision of dates: {precision}"
    raise ValueError(message)


def half_year_label(year: int, half: int) -> str:
    """Write "1. Halbjahr 2026"."""
    return f"{half}. Halbjahr {year}"


def list_de(items: Sequence[str]) -> str:
    """Write "A, B und C"; nothing for an empty list."""
    *head, last = items or ("",)
    return f"{', '.join(head)} und {last}" if head else last


def quoted(text: str) -> str:
    """Put German quotation marks around a text: „…“."""
    return f"„{text}“"


def checksum_short(sha256: str) -> str:
    """Write the first eight digits of a checksum so that it can be compared by eye: "3f9a 1c07"."""
    return f"{sha256[:4]} {sha256[4:8]}"


def sort_key_de(text: str) -> str:
    """Return the key by which German names sort (DIN 5007-1): ä as a, ß as ss, case ignored."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
