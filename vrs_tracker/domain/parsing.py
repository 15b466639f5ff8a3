"""Reading what people type: German amounts, numbers and dates; what is ambiguous is refused, never guessed.

Every refusal is a ValueError whose text is a German sentence for the form: what to type, and what was typed
(users.md 6, wording 30). Only ASCII digits count as digits.
"""

import re
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro_plain, number

MAX_EURO = Decimal("9999999999999.99")
MAX_COUNT = 999_999_999
"""The largest number of nine digits: fits an integer column of both databases."""
YEARS = range(1900, 2200)

_LONGEST_INPUT = 64
_LONGEST_SHOWN = 30
_EURO_FORM = "Geben Sie den Betrag so ein: 1.234,50."
_EURO_LIMIT = f"Der Betrag kann höchstens {euro_plain(MAX_EURO)} Euro sein."
_QUANTITY_FORM = "Geben Sie die Zahl so ein: 1.234,5."
_QUANTITY_LIMIT = f"Die Zahl kann höchstens {number(MAX_EURO)} sein."
_COUNT_FORM = "Geben Sie eine ganze Zahl so ein: 1.234."
_COUNT_LIMIT = f"Die Zahl kann höchstens {number(MAX_COUNT)} sein."
_DATE_FORM = "Geben Sie das Datum so ein: 31.12.2026."
_HALF_YEAR_FORM = "Geben Sie das Halbjahr so ein: 2026-H1."
_YEAR_LIMIT = f"Das Jahr liegt zwischen {YEARS[0]} und {YEARS[-1]}."

_SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")
# A grouped number never begins with 0: otherwise the English 0.125 would be read as 125.
_WHOLE = r"(?P<whole>[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)"
_DECIMAL = rf"(?P<minus>[-\u2212])?{_WHOLE}(?:,(?P<fraction>[0-9]{{1,2}}))?"
_EURO = re.compile(rf"{_DECIMAL}(?: ?(?:€|EUR))?")
_QUANTITY = re.compile(_DECIMAL)
_COUNT = re.compile(_WHOLE)
_DATE = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_HALF_YEAR = re.compile(r"(?P<year>[0-9]{4})-H(?P<half>[12])")


def _refusal(instruction: str, text: str) -> ValueError:
    """Say what to type and what was typed: its beginning, on one line, with nothing that does not print."""
    typed = text.strip()
    visible = "".join(char if char.isprintable() else " " for char in typed[:_LONGEST_SHOWN])
    shown = " ".join(visible.split())
    if not shown:
        return ValueError(f"{instruction} Das Feld ist leer.")
    return ValueError(f"{instruction} Eingegeben ist: {shown}{'…' if len(typed) > _LONGEST_SHOWN else '.'}")


def _match(pattern: re.Pattern[str], text: str, instruction: str) -> re.Match[str]:
    """Match all of the text but the spaces around it; input of absurd length is not even searched."""
    found = pattern.fullmatch(text.translate(_SPACES).strip()) if len(text) <= _LONGEST_INPUT else None
    if found is None:
        raise _refusal(instruction, text)
    return found


def _integer(found: re.Match[str]) -> int:
    return int(found["whole"].replace(".", "").replace(" ", ""))


def _hundredths(found: re.Match[str]) -> Decimal:
    """Return the matched number with two decimals, exactly; "-0" is a plain zero."""
    hundredths = _integer(found) * 100 + int((found["fraction"] or "").ljust(2, "0"))
    return from_cents(-hundredths if found["minus"] else hundredths)


def _checked_year(found: re.Match[str], text: str) -> int:
    year = int(found["year"])
    if year not in YEARS:
        raise _refusal(_YEAR_LIMIT, text)
    return year


def parse_euro(text: str) -> Decimal:
    """Read euros as typed in German: "1.234,50", "1234,5", "1 234,50 €", also negative.

    Thousands are grouped by dots or by spaces (no-break ones too), not by both. ValueError for every other
    form, for more than two decimals and for more than 13 digits before the comma.
    """
    amount = _hundredths(_match(_EURO, text, _EURO_FORM))
    if abs(amount) > MAX_EURO:
        raise _refusal(_EURO_LIMIT, text)
    return amount


def parse_quantity(text: str) -> Decimal:
    """Read a measured value with up to two decimals: "1.234,5"; the limits are those of `parse_euro`."""
    quantity = _hundredths(_match(_QUANTITY, text, _QUANTITY_FORM))
    if abs(quantity) > MAX_EURO:
        raise _refusal(_QUANTITY_LIMIT, text)
    return quantity


def parse_count(text: str) -> int:
    """Read a whole number from 0 to 999.999.999: "1.234"."""
    counted = _integer(_match(_COUNT, text, _COUNT_FORM))
    if counted > MAX_COUNT:
        raise _refusal(_COUNT_LIMIT, text)
    return counted


def parse_date_de(text: str) -> date:
    """Read "31.12.2026" or "1.7.2026"; refuse other forms and days that do not exist."""
    found = _match(_DATE, text, _DATE_FORM)
    year = _checked_year(found, text)
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        message = f"Den {found['day']:0>2}.{found['month']:0>2}.{year} gibt es nicht."
        raise ValueError(message) from None


def parse_half_year(text: str) -> tuple[int, int]:
    """Read the identifier "2026-H1" as year and half."""
    found = _match(_HALF_YEAR, text, _HALF_YEAR_FORM)
    return _checked_year(found, text), int(found["half"])
