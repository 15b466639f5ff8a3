"""Fields that several forms of money have in common."""

from collections.abc import Iterable
from typing import Any, Unpack

from wtforms.form import BaseForm

from vrs_tracker.domain.inputs.parts import BODY_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.notation import NO_STATEMENT
from vrs_tracker.web.fields import CheckField, EuroField, FieldOptions, Option, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedField, PreciseDateField

AMOUNT_HINT = "Zum Beispiel 1.234,50."
AMOUNT_NEEDED = "Geben Sie den Betrag ein."
DATE_NEEDED = "Geben Sie das Datum ein, oder schreiben Sie: unbekannt."
YEAR_HINT = "Aus welchem Haushaltsjahr das Geld kommt, zum Beispiel 2026."
LINE_HINT = "Produkt, Sachkonto oder Investitionsauftrag. Beim Tippen erscheinen die Stellen des Haushalts."
FREEZE_LINE_HINT = f"{LINE_HINT} Ohne Angabe gilt die Haushaltssperre für das ganze Programm."
CHANGE_HINT = (
    "Nötig, wenn der Anteil des Geldgebers damit anders ist als im letzten Bericht oder im Antrag. "
    "Schreiben Sie dann einen Satz dazu in die Anmerkung."
)
EXCEPTION = "exception_reason"
_TRUTH = {"ja": True, "nein": False}


class YesOrNoField(FoldedField):
    """Yes, no or no statement. `.data` is a bool or None."""

    def __init__(self, label: str, **rest: Unpack[FieldOptions]) -> None:
        options = [Option(word, word) for word in _TRUTH]
        super().__init__(label, options=options, empty=NO_STATEMENT, **rest)

    def parse(self, typed: str) -> bool:
        """Turn the word into its meaning."""
        return _TRUTH[super().parse(typed)]

    def shown(self, value: object) -> str:
        """The word for a meaning."""
        return next((word for word, meaning in _TRUTH.items() if meaning is value), str(value))


def amount_field() -> EuroField:
    """An amount that must be there."""
    return EuroField("Betrag", hint=AMOUNT_HINT, needed=AMOUNT_NEEDED)


def rounded_field() -> CheckField:
    """A figure such as „rund 3,6 Mio. €“."""
    return CheckField("gerundete Angabe", hint="Der Beleg nennt den Betrag mit „rund“ oder „etwa“.")


def effective_field() -> PreciseDateField:
    """When money took effect."""
    return PreciseDateField("Datum", needed=DATE_NEEDED)


def note_field() -> TextAreaField:
    """Why an amount is what it is."""
    return TextAreaField("Anmerkung", limit=BODY_LIMIT, rows=3)


def source_field() -> TextField:
    """Where a fact was read."""
    return TextField("Quelle", limit=SENTENCE_LIMIT, hint="Woher die Angabe stammt.")


def exception_field() -> TextAreaField:
    """Shown only when a rule of sums would be broken (users.md 6, no. 36)."""
    return TextAreaField(
        "Begründung der Ausnahme",
        limit=SENTENCE_LIMIT,
        rows=3,
        depends=True,
        hint="Eine zweite Person bestätigt die Buchung, bis dahin bleibt sie ein Entwurf. Der Bericht nennt "
        "die Abweichung und den Grund.",
    )


def hide_needless_reason(form: PostForm) -> None:
    """Leave the reason of an exception out of the page as long as no rule is broken."""
    needless = [each.name for each in form if each.name == EXCEPTION and not each.errors and not each.data]
    for name in needless:
        del form[name]


def values(form: BaseForm, names: Iterable[str]) -> dict[str, Any]:
    """Return what stands in the named fields."""
    return {name: form[name].data for name in names}
