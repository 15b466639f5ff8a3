"""Amounts in cells: exact cents from what the program that wrote the file stored, and their units.

A spreadsheet stores every number as a binary fraction. What was typed with two decimals comes back exactly:
up to 15 digits, the shortest decimal that stands for the stored fraction is what was typed. A formula may
leave noise far behind the cents, which is taken off; anything else that is finer than a cent is refused.
"""

import math
import re
from decimal import Decimal
from typing import NamedTuple

from vrs_tracker.domain.money import round_cents, to_cents
from vrs_tracker.domain.parsing import MAX_EURO

NOISE = Decimal("0.000001")
"""In euros: what formulas leave behind the cents; a ten-thousandth of a cent is no amount."""
MOST_CENTS = to_cents(MAX_EURO)

FINER_THAN_A_CENT = "Der Betrag ist genauer als ein Cent."
NO_AMOUNT = "Das ist kein Betrag in deutscher Schreibweise."
TOO_LARGE = "Der Betrag ist größer, als sich speichern lässt."
TWO_UNITS = "Die Zelle nennt eine andere Einheit als der Kopf der Spalte."

_NOISY_STEPS = 4
_PLAIN = 1e12
"""Below this many euros, cents come back from the fraction with plain arithmetic (decimals are slow)."""
_CURRENCY = r"(?:€|eur(?:o)?\b)"
_UNITS = (
    (10**9, rf"mrd\.?\s*{_CURRENCY}?|milliarden?(?:\s*{_CURRENCY})?"),
    (10**6, rf"mio\.?\s*{_CURRENCY}?|million(?:en)?(?:\s*{_CURRENCY})?|m€"),
    (10**3, rf"tsd\.?\s*{_CURRENCY}?|teuro?|t€|tausend(?:\s*{_CURRENCY})?|(?<=in )1\.?000\s*{_CURRENCY}"),
    (1, _CURRENCY),
)
_UNIT = re.compile("|".join(f"(?P<u{factor}>(?<![a-zäöüß0-9])(?:{unit}))" for factor, unit in _UNITS))
_NUMBER = re.compile(
    r"(?P<minus>[-\u2212])?(?P<whole>[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)|[0-9]{1,15})"
    r"(?:,(?P<fraction>[0-9]{1,9}))?"
)
_SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")


class Unit(NamedTuple):
    """A unit of money that a text names: its factor, and what stands before and after it."""

    factor: int
    before: str
    after: str

    @property
    def rest(self) -> str:
        """The text without the unit."""
        return f"{self.before} {self.after}"


def unit_in(text: str) -> Unit | None:
    """Return the first unit of money that a text names, as „Betrag in TEUR“ does; None if it names none."""
    lower = text.casefold().translate(_SPACES)
    found = _UNIT.search(lower)
    if found is None or found.lastgroup is None:
        return None
    return Unit(int(found.lastgroup[1:]), lower[: found.start()], lower[found.end() :])


def cents_of_number(value: float, factor: int = 1) -> int:
    """Return the exact cents of a stored number, times the factor of its unit.

    Raises:
        ValueError: a German sentence, if it is finer than a cent, too large or no number.
    """
    if factor == 1 and -_PLAIN < value < _PLAIN:
        cents = round(value * 100)
        if cents / 100 == value:
            return cents
    return _exact_cents(value, factor)


def _exact_cents(value: float, factor: int) -> int:
    if not math.isfinite(value):
        raise ValueError(NO_AMOUNT)
    exact = Decimal(repr(value)) * factor
    if abs(exact) > MAX_EURO:
        raise ValueError(TOO_LARGE)
    rounded = round_cents(exact)
    noise = max(NOISE, Decimal(math.ulp(float(value))) * _NOISY_STEPS * factor)
    if abs(exact - rounded) > noise:
        raise ValueError(FINER_THAN_A_CENT)
    return to_cents(rounded)


def cents_of_text(text: str, factor: int = 1) -> int:
    """Return the cents of an amount that stands in the cell as text, with or without a unit of its own.

    Numbers are grouped as in every form (`domain/parsing.py`); only here a unit may follow, „1,5 Mio. €“.

    Raises:
        ValueError: a German sentence.
    """
    typed = " ".join(text.translate(_SPACES).split())
    own = unit_in(typed)
    if own is not None:
        if factor not in (1, own.factor):
            raise ValueError(TWO_UNITS)
        factor, typed = own.factor, " ".join(own.rest.split())
    found = _NUMBER.fullmatch(typed)
    if found is None:
        raise ValueError(NO_AMOUNT)
    whole = found["whole"].replace(".", "").replace(" ", "")
    fraction = found["fraction"] or ""
    cents, rest = divmod(int(whole + fraction) * factor * 100, int(10 ** len(fraction)))
    if rest:
        raise ValueError(FINER_THAN_A_CENT)
    if cents > MOST_CENTS:
        raise ValueError(TOO_LARGE)
    return -cents if found["minus"] else cents
