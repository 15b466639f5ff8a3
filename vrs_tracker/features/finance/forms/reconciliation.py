"""The table of the Abgleich as it is typed: one line per row, a pasted table, a further line."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Unpack

from wtforms import FieldList, Form, FormField

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.reconciliation import BalanceInput, ReconciliationInput
from vrs_tracker.domain.notation import euro_plain
from vrs_tracker.domain.parsing import parse_euro
from vrs_tracker.domain.spreadsheet.balances import MOST_BALANCES
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.features.finance.forms.parts import LINE_HINT
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CheckField, EuroField, FieldOptions, HiddenField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedCodeField, YearField

PASTE_LIMIT = 100_000
_YEAR_DIGITS = 4
_TAMPERED = "Eine Zeile ist nicht mehr vollständig. Laden Sie die Seite neu."


class ItemField(HiddenField):
    """What a line of the table is about; `.data` is an `Item`, None if it was tampered with."""

    def __init__(self, **rest: Unpack[FieldOptions]) -> None:
        super().__init__("", **rest)

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - WTForms' signature
        """Take an item."""
        self.data = value

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read measure, year and Buchungsstelle, which may contain anything."""
        measure, _, rest = str(valuelist[0] if valuelist else "").partition(":")
        year, _, line = rest.partition(":")
        is_year = year.isascii() and year.isdecimal() and len(year) == _YEAR_DIGITS
        is_known = measure in set(BalanceMeasure) and is_year and len(line) <= NAME_LIMIT
        self.data = Item(line, int(year), BalanceMeasure(measure)) if is_known else None

    @property
    def typed(self) -> str:
        """Write it on one line."""
        return f"{self.data.measure}:{self.data.budget_year}:{self.data.budget_line}" if self.data else ""


class SeenField(HiddenField):
    """Our balance as the page showed it; `.data` is a Decimal, None asks for no comparison."""

    def __init__(self, **rest: Unpack[FieldOptions]) -> None:
        super().__init__("", **rest)

    def process_data(self, value: Any) -> None:  # noqa: ANN401 - WTForms' signature
        """Take an amount."""
        self.data = value

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read an amount as we wrote it."""
        try:
            self.data = parse_euro(str(valuelist[0] if valuelist else ""))
        except ValueError:
            self.data = None

    @property
    def typed(self) -> str:
        """Write the amount."""
        return "" if self.data is None else euro_plain(self.data)


class BalanceLineForm(Form):
    """One line; without their balance it is not checked."""

    item = ItemField()
    version = VersionField()
    seen = SeenField()
    theirs = EuroField("Haushaltsverfahren", depends=True)
    explanation = TextAreaField("Erklärung", limit=SENTENCE_LIMIT, depends=True)
    is_compared = CheckField("Neu verglichen")

    def fill(self, theirs: Decimal, explanation: str = "") -> None:
        """Enter a balance as if it had been typed; whoever brings one has compared it."""
        self.is_compared.data = True
        self.theirs.raw_data = [euro_plain(theirs)]
        self.theirs.data = theirs
        if explanation:
            self.explanation.data = explanation

    def to_input(self) -> BalanceInput:
        """Return what was typed."""
        return BalanceInput(
            item=self.item.data,
            theirs=self.theirs.data,
            explanation=" ".join(self.explanation.typed.split()),
            seen=self.seen.data,
            version=self.version.data,
            is_compared=self.is_compared.data,
        )


class BalancesForm(PostForm):
    """Lines of the table, of which any part may be filled."""

    rows = FieldList(FormField(BalanceLineForm), max_entries=MOST_BALANCES)
    reason = TextField(
        "Grund der Änderung",
        limit=SENTENCE_LIMIT,
        depends=True,
        hint="Nötig, weil die Zahlen schon festgeschrieben sind. Er steht im Verlauf.",
    )

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Refuse lines of which nobody can say what they are about."""
        is_valid = super().validate(extra_validators)
        if len(self.lines()) == len(self.rows):
            return is_valid
        self.form_errors.append(_TAMPERED)
        return False

    def lines(self) -> tuple[BalanceLineForm, ...]:
        """Return the lines that could be read."""
        return tuple(each.form for each in self.rows if each.form.item.data is not None)

    def line_of(self, item: Item) -> BalanceLineForm | None:
        """Return the line of an item: an empty one is added if there is room, else None."""
        known = next((line for line in self.lines() if line.item.data == item), None)
        if known is not None or len(self.rows) >= MOST_BALANCES:
            return known
        added: BalanceLineForm = self.rows.append_entry({"item": item}).form
        return added

    def to_input(self) -> ReconciliationInput:
        """Return what was typed."""
        rows = tuple(line.to_input() for line in self.lines())
        return ReconciliationInput(rows=rows, reason=self.reason.data)


class ReconciliationForm(BalancesForm):
    """The whole table, with what fills or adds lines."""

    pasted = TextAreaField(
        "Aus einer Tabelle einfügen",
        limit=PASTE_LIMIT,
        rows=4,
        depends=True,
        hint="Zwei Spalten: Buchungsstelle und Stand. Oder drei: Buchungsstelle, Haushaltsjahr und Stand. "
        "Mit Kopfzeile auch mehr, wie in einer Datei.",
    )
    paste_measure = FoldedCodeField(
        "Was ist eingefügt?",
        BalanceMeasure,
        default=BalanceMeasure.DISBURSED,
        needed="Wählen Sie, welcher Stand eingefügt ist.",
    )
    paste_year = YearField("Haushaltsjahr, wenn keine Spalte es nennt", depends=True)
    further_line = TextField("Buchungsstelle", limit=NAME_LIMIT, depends=True, hint=LINE_HINT)
    further_year = YearField("Haushaltsjahr", depends=True)
    further_measure = FoldedCodeField(
        "Was wird abgeglichen?",
        BalanceMeasure,
        default=BalanceMeasure.DISBURSED,
        needed="Wählen Sie, was abgeglichen wird.",
    )
