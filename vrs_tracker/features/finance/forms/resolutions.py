"""What people type about resolutions: what they say, and their lines."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from wtforms import Field, FieldList, Form, FormField

from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.inputs.finance import EntryLine, ReleaseLine, ResolutionEdit, ResolutionInput
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.resolution_sums import sum_check
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.features.finance.forms.parts import (
    AMOUNT_HINT,
    AMOUNT_NEEDED,
    CHANGE_HINT,
    DATE_NEEDED,
    exception_field,
    source_field,
    values,
)
from vrs_tracker.features.finance.queries.lines import UNDIVIDED
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CheckField, EuroField, GermanField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedCodeField, PreciseDateField, RowField, YearField

Line: TypeAlias = "FormField[Any]"
Lines: TypeAlias = "FieldList[Any]"
"""Quoted, because WTForms' fields are generic for type checkers only."""

MOST_LINES = 100


class EntryLineForm(Form):
    """One award of a resolution; what is left empty says nothing."""

    block_id = RowField("Baustein oder Projekt", empty=UNDIVIDED)
    amount = EuroField("Betrag", hint=AMOUNT_HINT)
    is_rounded = CheckField("gerundete Angabe")
    payer = FoldedCodeField("Geldgeber", Payer, default=Payer.VRS)
    payer_organisation_id = RowField("Zahlende Stelle", empty="keine Angabe")
    budget_year = YearField("Haushaltsjahr")
    budget_line = TextField("Buchungsstelle", limit=NAME_LIMIT)
    change_reason = FoldedCodeField(
        "Grund der Änderung", ChangeReason, empty="keine Änderung", depends=True, hint=CHANGE_HINT
    )
    note = TextField("Anmerkung", limit=SENTENCE_LIMIT)

    def to_line(self) -> EntryLine:
        """Return what was typed; the day is that of the resolution."""
        names = (
            *("block_id", "amount", "is_rounded", "payer_organisation_id"),
            *("budget_year", "budget_line", "change_reason", "note"),
        )
        return EntryLine(**values(self, names), payer=self.payer.data or Payer.VRS)


class ReleaseLineForm(Form):
    """One release of a resolution; what is left empty says nothing."""

    amount = EuroField("Betrag", hint=AMOUNT_HINT)
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
    exception_reason = exception_field()

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
            exception_reason=self.exception_reason.data,
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
