"""Reading dates not always known to the day: "08.05.2024", "05.2024", "Mai 2024", "2024", "unbekannt"."""

import re
from datetime import date

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.notation import month_year, precise_date
from vrs_tracker.domain.parsing import YEARS, parse_date_de
from vrs_tracker.domain.vocabulary.money import DatePrecision

FORMS = "Geben Sie das Datum so ein: 31.12.2026, 12.2026 oder 2026; ist es nicht bekannt: unbekannt."

_LONGEST = 40
_UNKNOWN = frozenset({"unbekannt", "nicht bekannt", precise_date(None, DatePrecision.UNKNOWN).casefold()})
_MONTHS = {month_year(date(2000, number, 1)).split()[0].casefold(): number for number in range(1, 13)}
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_MONTH_IN_WORDS = re.compile(r"(?P<month>\w+) (?P<year>[0-9]{4})")


def read_precise_date(text: str) -> PreciseDate:
    """Read a date as exactly as it is typed; whatever `notation.precise_date` prints is read back.

    Raises:
        ValueError: a German sentence with the forms that are understood.
    """
    typed = " ".join(text.split()) if len(text) <= _LONGEST else ""
    if typed.casefold() in _UNKNOWN:
        return PreciseDate(None, DatePrecision.UNKNOWN)
    if _YEAR.fullmatch(typed):
        return PreciseDate(_first_day(int(typed), 1), DatePrecision.YEAR)
    if found := _MONTH.fullmatch(typed):
        return PreciseDate(_first_day(int(found["year"]), int(found["month"])), DatePrecision.MONTH)
    if (found := _MONTH_IN_WORDS.fullmatch(typed)) and found["month"].casefold() in _MONTHS:
        month = _MONTHS[found["month"].casefold()]
        return PreciseDate(_first_day(int(found["year"]), month), DatePrecision.MONTH)
    if typed.count(".") != 2:  # noqa: PLR2004 - day, month and year stand between two dots
        raise ValueError(FORMS)
    return PreciseDate(parse_date_de(typed), DatePrecision.DAY)


def _first_day(year: int, month: int) -> date:
    if year not in YEARS or not 1 <= month <= 12:  # noqa: PLR2004 - December
        raise ValueError(FORMS)
    return date(year, month, 1)
