"""What many inputs share: origin, visibility, the key of the form, and the checks of single fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.money import round_cents
from vrs_tracker.domain.notation import euro, number
from vrs_tracker.domain.parsing import MAX_EURO, YEARS
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance

NAME_LIMIT = 200
SENTENCE_LIMIT = 1_000
BODY_LIMIT = 10_000
"""Characters; the first two are the widths of the columns, the third keeps a text readable on one page."""
BUDGET_YEARS = range(2000, 2100)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a record comes from; a fact (`Provenance.SOURCE`) names its source."""

    provenance: Provenance = Provenance.ENTERED
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Visibility:
    """Public, or not public with a reason (users.md, finding 6)."""

    is_public: bool = True
    withheld_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """The hidden one-time key of the form; a second post with the same key creates nothing."""

    post_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a corrected record says beside its facts: why, and which version the form was filled from.

    Without a version the record is overwritten whatever others have done since.
    """

    reason: str = ""
    version: int | None = None


def check_text(field: str, text: str, *, limit: int, missing: str = "") -> Iterator[Violation]:
    """Check a text: `missing` is the sentence for an empty one; without a sentence it may be empty."""
    if missing and not text.strip():
        yield Violation(field, missing)
    if len(text) > limit:
        yield Violation(
            field, f"Kürzen Sie den Text auf höchstens {number(limit)} Zeichen; es sind {number(len(text))}."
        )


def check_origin(new: Origin) -> Iterator[Violation]:
    """Check that a fact names its source."""
    missing = "Nennen Sie die Quelle der belegten Angabe." if new.provenance is Provenance.SOURCE else ""
    yield from check_text("source", new.source, limit=SENTENCE_LIMIT, missing=missing)


def check_correction(new: Correction) -> Iterator[Violation]:
    """Check the length of the reason; when one is needed is a rule of the history."""
    yield from check_text("reason", new.reason, limit=SENTENCE_LIMIT)


def check_visibility(new: Visibility) -> Iterator[Violation]:
    """Check that what is withheld has a reason."""
    missing = "" if new.is_public else "Nennen Sie den Grund, warum die Angabe nicht öffentlich werden darf."
    yield from check_text("withheld_reason", new.withheld_reason, limit=SENTENCE_LIMIT, missing=missing)


def check_date(field: str, when: PreciseDate) -> Iterator[Violation]:
    """Check that day and precision fit: no day if it is unknown, else the first of its month or year."""
    if (when.day is None) != (when.precision is DatePrecision.UNKNOWN):
        yield Violation(field, "Geben Sie das Datum an, oder wählen Sie „Datum nicht bekannt“.")
    elif when.day is not None and when.day.year not in YEARS:
        yield Violation(field, f"Das Jahr liegt zwischen {YEARS[0]} und {YEARS[-1]}.")
    elif when.day is not None and when != spanning(when.day, when.precision):
        yield Violation(field, "Ein Monat oder Jahr steht auf seinem ersten Tag.")


def spanning(day: date, precision: DatePrecision) -> PreciseDate:
    """Return the date as precisely as it is known: a month or year stands on its first day."""
    if precision is DatePrecision.UNKNOWN:
        return PreciseDate(None, precision)
    first = {DatePrecision.MONTH: day.replace(day=1), DatePrecision.YEAR: day.replace(month=1, day=1)}
    return PreciseDate(first.get(precision, day), precision)


def check_order(field: str, first: date | None, last: date | None) -> Iterator[Violation]:
    """Check that an end does not lie before its beginning; `field` is that of the end."""
    if first is not None and last is not None and last < first:
        yield Violation(field, "Das Ende liegt vor dem Beginn. Prüfen Sie beide Daten.")


def check_positive(field: str, amount: Decimal) -> Iterator[Violation]:
    """Check an amount of money in euros: more than 0 and within what can be stored."""
    too_large = tuple(check_size(field, amount))
    if too_large:
        yield from too_large
    elif amount == 0:
        yield Violation(field, "Geben Sie einen Betrag über 0,00 € ein, oder lassen Sie die Zeile weg.")
    elif amount < 0:
        yield Violation(
            field,
            "Geben Sie den Betrag ohne Minus ein. Eine gebuchte Zeile nehmen Sie mit „Buchung mit Begründung "
            "zurücknehmen“ zurück.",
        )


def check_size(field: str, amount: Decimal) -> Iterator[Violation]:
    """Check that an amount fits: whole cents, at most 13 digits before the comma."""
    if not amount.is_finite() or abs(amount) > MAX_EURO:
        yield Violation(field, f"Der Betrag kann höchstens {euro(MAX_EURO)} sein.")
    elif amount != round_cents(amount):
        yield Violation(field, "Geben Sie den Betrag auf den Cent genau ein, zum Beispiel 1.234,50.")


def check_past(field: str, when: PreciseDate, today: date, sentence: str) -> Iterator[Violation]:
    """Check that a date has come; of a month or year only its beginning must have."""
    if when.day is not None and when.day > today:
        yield Violation(field, sentence)


def check_budget_year(field: str, year: int | None) -> Iterator[Violation]:
    """Check that a year can be the year of a budget; None is allowed."""
    if year is not None and year not in BUDGET_YEARS:
        yield Violation(field, f"Das Haushaltsjahr liegt zwischen {BUDGET_YEARS[0]} und {BUDGET_YEARS[-1]}.")


def in_row(prefix: str, found: Iterable[Violation]) -> Iterator[Violation]:
    """Put violations at the fields of one of many rows: "amount" becomes "entries-0-amount"."""
    for violation in found:
        yield Violation(f"{prefix}-{violation.field}", violation.message)
