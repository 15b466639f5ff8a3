"""What people type about money: entries, appropriations, Sperrvermerke, releases, reversals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from wtforms import Field, FieldList, Form, FormField
from wtforms.form import BaseForm

from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.findings import sum_check
from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    BudgetBlockInput,
    EntryInput,
    EntryLine,
    ReleaseInput,
    ReleaseLine,
    ResolutionEdit,
    ResolutionInput,
)
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    Degree,
    FigureSource,
    Payer,
    Stage,
)
from vrs_tracker.features.finance.queries.lines import UNDIVIDED
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import (
    CheckField,
    CodeField,
    EuroField,
    GermanField,
    TextAreaField,
    TextField,
)
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedCodeField, PreciseDateField, RowField, YearField

Line: TypeAlias = "FormField[Any]"
Lines: TypeAlias = "FieldList[Any]"
"""Quoted, because WTForms' fields are generic for type checkers only."""

AMOUNT_NEEDED = "Geben Sie den Betrag ein."
DATE_NEEDED = "Geben Sie das Datum ein, oder schreiben Sie: unbekannt."
YEAR_HINT = "Aus welchem Haushaltsjahr das Geld kommt, zum Beispiel 2026."
MOST_LINES = 100
TICK = "despite_findings"
LINE_HINT = "Produkt, Sachkonto oder Investitionsauftrag."


def amount_field() -> EuroField:
    """An amount that must be there."""
    return EuroField("Betrag", hint="Zum Beispiel 1.234,50.", needed=AMOUNT_NEEDED)


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


def despite_field() -> CheckField:
    """Shown only when a rule of sums would be broken (users.md 6, no. 36)."""
    return CheckField(
        "Trotzdem buchen", hint="Die Zeile wird gekennzeichnet; der Bericht nennt die Abweichung."
    )


def hide_needless_tick(form: PostForm) -> None:
    """Leave the tick out of the page as long as there is nothing to confirm."""
    needless = [each.name for each in form if each.name == TICK and not each.errors and not each.data]
    for name in needless:
        del form[name]


class EntryForm(PostForm):
    """A single amount."""

    version = VersionField()
    block_id = RowField(
        "Baustein oder Projekt",
        empty=UNDIVIDED,
        depends=True,
        hint="Ohne Auswahl gilt der Betrag für das Programm als Ganzes.",
    )
    stage = CodeField("Stufe", Stage, needed="Wählen Sie die Stufe.")
    payer = CodeField("Geldgeber", Payer, needed="Wählen Sie, wer zahlt.", default=Payer.VRS)
    payer_organisation_id = RowField("Zahlende Stelle", empty="keine Angabe")
    amount = amount_field()
    is_rounded = rounded_field()
    effective = effective_field()
    degree = CodeField("Verbindlichkeit", Degree, needed="Wählen Sie, wie verbindlich der Betrag ist.")
    figure_source = CodeField("Herkunft der Zahl", FigureSource, needed="Wählen Sie, woher die Zahl kommt.")
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    document = TextField(
        "Beleg",
        limit=SENTENCE_LIMIT,
        depends=True,
        hint="Nötig, sobald der Betrag nicht nur geplant ist. Zum Beispiel „Bescheid vom 14.03.2026“.",
    )
    budget_year = YearField("Haushaltsjahr", hint=YEAR_HINT)
    budget_line = TextField("Buchungsstelle", limit=NAME_LIMIT, hint=LINE_HINT)
    counting = CodeField(
        "Summen", Counting, needed="Wählen Sie, ob der Betrag zählt.", default=Counting.COUNTED
    )
    contained_in_id = RowField("enthalten in", empty="in keiner anderen Angabe")
    note = note_field()
    source = source_field()
    despite_findings = despite_field()

    def to_input(self, *, as_draft: bool) -> EntryInput:
        """Return what was typed."""
        names = (
            *("block_id", "stage", "payer", "payer_organisation_id", "amount", "is_rounded", "effective"),
            *("degree", "figure_source", "resolution_id", "document", "budget_year", "budget_line"),
            *("counting", "contained_in_id", "note", "source", "despite_findings"),
        )
        return EntryInput(**values(self, names), post_key=self.post_key.data, as_draft=as_draft)


class AppropriationForm(PostForm):
    """Budget authority or planning of one year."""

    version = VersionField()
    kind = CodeField("Art", AppropriationKind, needed="Wählen Sie die Art.")
    budget_year = YearField("Haushaltsjahr", needed="Geben Sie das Haushaltsjahr ein.")
    amount = amount_field()
    is_rounded = rounded_field()
    effective = effective_field()
    budget_line = TextField("Buchungsstelle", limit=NAME_LIMIT, hint=LINE_HINT)
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    note = note_field()
    source = source_field()

    def to_input(self, *, as_draft: bool) -> AppropriationInput:
        """Return what was typed."""
        names = (
            *("kind", "budget_year", "amount", "is_rounded", "effective", "budget_line"),
            *("resolution_id", "note", "source"),
        )
        return AppropriationInput(**values(self, names), post_key=self.post_key.data, as_draft=as_draft)


class BudgetBlockForm(PostForm):
    """A Sperrvermerk on an appropriation."""

    version = VersionField()
    appropriation_id = RowField("Ansatz", needed="Wählen Sie den Ansatz, der gesperrt ist.")
    amount = amount_field()
    is_rounded = rounded_field()
    effective = effective_field()
    condition = TextField("Bedingung", limit=SENTENCE_LIMIT, needed="Nennen Sie die Bedingung der Aufhebung.")
    lifting_body_id = RowField("Wer hebt auf?", empty="keine Angabe")
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    note = note_field()
    source = source_field()

    def to_input(self, *, as_draft: bool) -> BudgetBlockInput:
        """Return what was typed."""
        names = (
            *("appropriation_id", "amount", "is_rounded", "effective", "condition", "lifting_body_id"),
            *("resolution_id", "note", "source"),
        )
        return BudgetBlockInput(**values(self, names), post_key=self.post_key.data, as_draft=as_draft)


class ReleaseForm(PostForm):
    """Money made available."""

    version = VersionField()
    body_id = RowField("Gremium", needed="Wählen Sie, wer freigegeben hat.")
    amount = amount_field()
    is_rounded = rounded_field()
    effective = effective_field()
    budget_block_id = RowField("Aufgehobener Sperrvermerk", empty="keiner")
    budget_year = YearField("Haushaltsjahr", hint=YEAR_HINT)
    condition = TextField("Bedingung", limit=SENTENCE_LIMIT)
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    note = note_field()
    source = source_field()
    despite_findings = despite_field()

    def to_input(self, *, as_draft: bool) -> ReleaseInput:
        """Return what was typed."""
        names = (
            *("body_id", "amount", "is_rounded", "effective", "budget_block_id", "budget_year"),
            *("condition", "resolution_id", "note", "source", "despite_findings"),
        )
        return ReleaseInput(**values(self, names), post_key=self.post_key.data, as_draft=as_draft)


MoneyForm = EntryForm | AppropriationForm | BudgetBlockForm | ReleaseForm


class EntryLineForm(Form):
    """One award of a resolution; what is left empty says nothing."""

    block_id = RowField("Baustein oder Projekt", empty=UNDIVIDED)
    amount = EuroField("Betrag", hint="Zum Beispiel 1.234,50.")
    is_rounded = CheckField("gerundete Angabe")
    payer = FoldedCodeField("Geldgeber", Payer, default=Payer.VRS)
    payer_organisation_id = RowField("Zahlende Stelle", empty="keine Angabe")
    budget_year = YearField("Haushaltsjahr")
    budget_line = TextField("Buchungsstelle", limit=NAME_LIMIT)
    note = TextField("Anmerkung", limit=SENTENCE_LIMIT)

    def to_line(self) -> EntryLine:
        """Return what was typed; the day is that of the resolution."""
        names = (
            *("block_id", "amount", "is_rounded", "payer_organisation_id"),
            *("budget_year", "budget_line", "note"),
        )
        return EntryLine(**values(self, names), payer=self.payer.data or Payer.VRS)


class ReleaseLineForm(Form):
    """One release of a resolution; what is left empty says nothing."""

    amount = EuroField("Betrag", hint="Zum Beispiel 1.234,50.")
    is_rounded = CheckField("gerundete Angabe")
    budget_block_id = RowField("Aufgehobener Sperrvermerk", empty="keiner")
    budget_year = YearField("Haushaltsjahr")
    condition = TextField("Bedingung", limit=SENTENCE_LIMIT)
    note = TextField("Anmerkung", limit=SENTENCE_LIMIT)

    def to_line(self) -> ReleaseLine:
        """Return what was typed; the day is that of the resolution."""
        names = ("amount", "is_rounded", "budget_block_id", "budget_year", "condition", "note")
        return ReleaseLine(**values(self, names))


class ResolutionFactsForm(PostForm):
    """What a resolution says."""

    body_id = RowField("Gremium", needed="Wählen Sie, wer beschlossen hat.")
    decided = PreciseDateField("Datum des Beschlusses", needed=DATE_NEEDED)
    title = TextField("Titel", limit=SENTENCE_LIMIT, needed="Geben Sie an, was beschlossen wurde.")
    content = TextAreaField("Inhalt", limit=BODY_LIMIT, rows=4)
    document = TextField("Dokument", limit=SENTENCE_LIMIT, hint="Zum Beispiel „Vorlage 12/2026“.")
    address = TextField("Adresse des Dokuments", limit=SENTENCE_LIMIT, hint="Beginnt mit https://.")
    stated_amount = EuroField("Summe laut Beschluss", hint="Nur wenn der Beschluss selbst eine Summe nennt.")
    stated_is_approximate = CheckField("Die Summe ist gerundet", hint="Dort steht „rund“ oder „etwa“.")
    is_withheld = CheckField("Dieser Beschluss darf nicht öffentlich werden")
    withheld_reason = TextField("Warum nicht?", limit=SENTENCE_LIMIT)
    source = source_field()

    def facts(self) -> dict[str, Any]:
        """Return what was typed, by the names of `ResolutionFacts`."""
        names = (
            *("body_id", "decided", "title", "document", "address", "stated_amount"),
            *("stated_is_approximate", "withheld_reason", "source"),
        )
        return {
            **values(self, names),
            "summary": self.content.data,
            "is_public": not self.is_withheld.data,
        }

    def places(self) -> dict[str, str]:
        """Where the rules say something else than the form: beginnings of the names of fields."""
        return {"summary": "content"}

    def show(self, broken: RuleViolations) -> None:
        """Put each violation at its field."""
        places = self.places()
        super().show(RuleViolations(_moved(violation, places) for violation in broken.violations))


class ResolutionForm(ResolutionFactsForm):
    """A resolution with as many lines as it has; lines without any entry are left out."""

    entries = FieldList(FormField(EntryLineForm), min_entries=1)
    releases = FieldList(FormField(ReleaseLineForm), min_entries=1)
    difference_explained = TextField(
        "Unterschied zur Summe laut Beschluss", limit=SENTENCE_LIMIT, hint="Nur nötig, wenn es einen gibt."
    )
    despite_findings = despite_field()

    def add_line(self, lines: Lines) -> None:
        """Offer one more line, up to a number that nobody needs."""
        if len(lines) < MOST_LINES:
            lines.append_entry()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Ask for the amount in each line in which anything else is entered."""
        is_valid = super().validate(extra_validators)
        for line in (*_filled(self.entries), *_filled(self.releases)):
            if line.form.amount.data is None and not line.form.amount.errors:
                line.form.amount.errors = [AMOUNT_NEEDED]
                is_valid = False
        return bool(is_valid)

    def places(self) -> dict[str, str]:
        """In the form lines may be empty between others; the rules count those that are not."""
        of_lines = {
            f"{lines.name}-{index}-": f"{line.name}-"
            for lines in (self.entries, self.releases)
            for index, line in enumerate(_filled(lines))
        }
        return super().places() | of_lines

    def sum_check(self) -> str:
        """Say what the lines come to as far as they can be read; releases count if nothing is resolved."""
        entries, releases = (
            [line.form.amount.data for line in lines if line.form.amount.data is not None]
            for lines in (self.entries, self.releases)
        )
        is_approximate = bool(self.stated_is_approximate.data)
        return sum_check(entries or releases, self.stated_amount.data, is_approximate=is_approximate)

    def to_input(self, *, as_draft: bool) -> ResolutionInput:
        """Return what was typed."""
        return ResolutionInput(
            **self.facts(),
            entries=tuple(line.form.to_line() for line in _filled(self.entries)),
            releases=tuple(line.form.to_line() for line in _filled(self.releases)),
            difference_explained=self.difference_explained.data,
            despite_findings=self.despite_findings.data,
            post_key=self.post_key.data,
            as_draft=as_draft,
        )


def _filled(lines: Lines) -> list[Line]:
    """Return the lines in which anything is entered beside what stands there from the beginning."""
    return [line for line in lines if any(_has_own_entry(field) for field in line.form)]


def _has_own_entry(field: Field) -> bool:
    if isinstance(field, CheckField):
        return bool(field.data)
    return isinstance(field, GermanField) and field.short_name != "payer" and bool(field.typed.strip())


def _moved(violation: Violation, names: Mapping[str, str]) -> Violation:
    for before, after in names.items():
        if violation.field.startswith(before):
            return Violation(after + violation.field.removeprefix(before), violation.message)
    return violation


class ResolutionEditForm(ResolutionFactsForm):
    """Corrected facts of a resolution."""

    version = VersionField()
    reason = TextField(
        "Grund der Änderung",
        limit=SENTENCE_LIMIT,
        hint="Nur nötig, wenn sich Summe oder Datum ändern. Er steht im Verlauf.",
    )

    def to_input(self) -> ResolutionEdit:
        """Return what was typed."""
        return ResolutionEdit(**self.facts(), reason=self.reason.data, version=self.version.data or 0)


class ReversalForm(PostForm):
    """Taking back what is booked."""

    reason = TextAreaField(
        "Grund",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Nennen Sie den Grund, warum die Buchung zurückgenommen wird.",
        hint="Er steht im Verlauf und bei der Rücknahme.",
    )
    despite_findings = despite_field()


class BookingForm(PostForm):
    """Making drafts final."""

    despite_findings = despite_field()


def values(form: BaseForm, names: Iterable[str]) -> dict[str, Any]:
    """Return what stands in the named fields."""
    return {name: form[name].data for name in names}
