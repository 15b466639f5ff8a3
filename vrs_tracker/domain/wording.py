"""Words that several rules and chapters need in the same form."""

from decimal import Decimal

from vrs_tracker.domain.notation import approximately, euro, euro_plain, million_euro, million_words
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Payer

SHARES: dict[Payer, str] = {
    Payer.VRS: "der regionale Anteil",
    Payer.MUNICIPALITY: "der kommunale Eigenanteil",
    Payer.PRIVATE: "der private Eigenanteil",
    Payer.STATE: "der Anteil des Landes",
    Payer.FEDERAL: "der Anteil des Bundes",
    Payer.EU: "der Anteil der Europäischen Union",
}
"""The share of a payer as the subject of a sentence."""

MEANS: dict[Payer, str] = {
    Payer.VRS: "regionalen Mitteln",
    Payer.MUNICIPALITY: "kommunalen Mitteln",
    Payer.PRIVATE: "privaten Mitteln",
    Payer.STATE: "Mitteln des Landes",
    Payer.FEDERAL: "Mitteln des Bundes",
    Payer.EU: "Mitteln der Europäischen Union",
}
"""The money of a payer behind „an“: 3,00 Millionen Euro an regionalen Mitteln."""

_SMALLEST_IN_MILLIONS = Decimal(10_000)


def amount_words(amount: Decimal, *, is_rounded: bool = False) -> str:
    """Write euros for a sentence: in millions if two decimals hold the amount, else to the cent.

    So no sentence says „um 0,00 Millionen Euro“. A rounded figure says „rund“ (users.md 1.2).
    """
    text = million_words(amount) if _fits_millions(amount) else f"{euro_plain(amount)} Euro"
    return approximately(text) if is_rounded else text


def amount_short(amount: Decimal) -> str:
    """Write euros for a message: "1,20 Mio. €", or "1.234,50 €" if two decimals do not hold the amount."""
    return million_euro(amount) if _fits_millions(amount) else euro(amount)


def _fits_millions(amount: Decimal) -> bool:
    return amount != 0 and amount % _SMALLEST_IN_MILLIONS == 0


def sentence_start(text: str) -> str:
    """Begin a text with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """End a text that people have typed as a sentence, with a single full stop unless it ends with a mark."""
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?", "…")) else f"{stripped}."


def budget_words(kind: AppropriationKind, year: int) -> str:
    """Name a budget record with its year; what is carried over with the year it comes from, too."""
    if kind is AppropriationKind.CARRY_FORWARD:
        return f"{kind.label} {year - 1} in den Haushalt {year}"
    return f"{kind.label} {year}"
