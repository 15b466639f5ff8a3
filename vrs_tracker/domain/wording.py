"""Words that several rules and chapters need in the same form."""

from decimal import Decimal

from vrs_tracker.domain.notation import NBSP, approximately, euro, euro_plain, million_euro, million_words
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


def amounts_alike(*amounts: Decimal) -> tuple[str, ...]:
    """Write the amounts of one message in one precision: in millions only if that holds each of them."""
    if all(_fits_millions(amount) for amount in amounts if amount):
        return tuple(million_euro(amount) if any(amounts) else euro(amount) for amount in amounts)
    return tuple(euro(amount) for amount in amounts)


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


def line_words(year: int | None, line: str) -> str:
    """Name the place of money in the budget: the year, and the Buchungsstelle where one is stated."""
    place = "ohne Haushaltsjahr" if year is None else f"Haushalt {year}"
    return f"{place}, Buchungsstelle {line}" if line else place


_BETWEEN_PROOFS = "; "


def proofs_words(own: str, resolution: str) -> str:
    """Name what money rests on: its own document first, then the resolution."""
    return _BETWEEN_PROOFS.join(dict.fromkeys(filter(None, (own.strip(), resolution))))


def own_proof(told: str) -> str:
    """Return the own document of `proofs_words` where a resolution is named too; empty without one."""
    return told.rpartition(_BETWEEN_PROOFS)[0]


def decided_by_words(body: str) -> str:
    """Name the proof of a release without resolution: who decided it."""
    return f"Freigabe durch: {body}" if body else ""


def ordered_by_words(office: str) -> str:
    """Name the proof of a Haushaltssperre: who ordered or ended it."""
    return f"Angeordnet von: {office}"


def grant_words(without_grant: Decimal, resolved: Decimal) -> str:
    """Say what the form of a grant that follows a resolution is filled with."""
    if not without_grant:
        return f"Der Beschluss über {amount_short(resolved)} ist bereits ganz bewilligt."
    return (
        f"Von {amount_short(resolved)} dieses Beschlusses sind {amount_short(without_grant)} noch ohne "
        "Bewilligung; dieser Betrag ist eingetragen. Ergänzen Sie Datum und Bescheid."
    )


def still_blocked_words(blocked: Decimal, amount: Decimal) -> str:
    """Say what a Sperrvermerk still blocks of its amount: „noch gesperrt 0,98 von 2,08 Mio. €“."""
    whole = amount_short(amount)
    if blocked == amount:
        return f"gesperrt {whole}"
    left, (number, _, unit) = amount_short(blocked), amount_short(blocked).partition(NBSP)
    return f"noch gesperrt {number if unit == whole.partition(NBSP)[2] else left} von {whole}"
