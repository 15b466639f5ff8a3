"""What people type about single rows of money, and what becomes of them."""

from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    BudgetBlockInput,
    EntryInput,
    ReleaseInput,
    SpendingFreezeInput,
)
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.vocabulary.budget import CarryReason, ChangeReason
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    Degree,
    FigureSource,
    Payer,
    Stage,
)
from vrs_tracker.features.finance.forms.parts import (
    CHANGE_HINT,
    FREEZE_LINE_HINT,
    LINE_HINT,
    YEAR_HINT,
    YesOrNoField,
    amount_field,
    effective_field,
    exception_field,
    note_field,
    rounded_field,
    source_field,
    values,
)
from vrs_tracker.features.finance.queries.lines import UNDIVIDED
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CodeField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedCodeField, RowField, YearField


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
    exception_reason = exception_field()
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
    change_reason = FoldedCodeField(
        "Grund der Änderung", ChangeReason, empty="keine Änderung", depends=True, hint=CHANGE_HINT
    )
    note = note_field()
    source = source_field()

    def to_input(self, *, as_draft: bool) -> EntryInput:
        """Return what was typed."""
        names = (
            *("block_id", "stage", "payer", "payer_organisation_id", "amount", "is_rounded", "effective"),
            *("degree", "figure_source", "resolution_id", "document", "budget_year", "budget_line"),
            *("counting", "contained_in_id", "change_reason", "note", "source", "exception_reason"),
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
    carry_reason = FoldedCodeField(
        "Grund der Übertragung",
        CarryReason,
        empty="keine Übertragung",
        depends=True,
        hint="Nur bei einer Übertragung, dort nötig. Der Bericht nennt den Grund.",
    )
    block_continues = YesOrNoField(
        "Gilt ein Sperrvermerk mit der Übertragung fort?",
        hint="Nur bei einer Übertragung. Wählen Sie unten den Beschluss, nach dem es so ist.",
    )
    plan_year = YearField(
        "Plan zum Haushalt",
        depends=True,
        hint="Nur bei Finanzplanung und Verpflichtungsermächtigung, dort nötig: der Haushalt, in dem sie "
        "steht, zum Beispiel 2026. Eine neuere Finanzplanung ersetzt die älteren.",
    )
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    note = note_field()
    source = source_field()

    def to_input(self, *, as_draft: bool) -> AppropriationInput:
        """Return what was typed."""
        names = (
            *("kind", "budget_year", "amount", "is_rounded", "effective", "budget_line", "carry_reason"),
            *("block_continues", "plan_year", "resolution_id", "note", "source"),
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
    exception_reason = exception_field()
    effective = effective_field()
    budget_block_id = RowField("Aufgehobener Sperrvermerk", empty="keiner")
    budget_year = YearField("Haushaltsjahr", hint=YEAR_HINT)
    condition = TextField("Bedingung", limit=SENTENCE_LIMIT)
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    note = note_field()
    source = source_field()

    def to_input(self, *, as_draft: bool) -> ReleaseInput:
        """Return what was typed."""
        names = (
            *("body_id", "amount", "is_rounded", "effective", "budget_block_id", "budget_year"),
            *("condition", "resolution_id", "note", "source", "exception_reason"),
        )
        return ReleaseInput(**values(self, names), post_key=self.post_key.data, as_draft=as_draft)


class SpendingFreezeForm(PostForm):
    """A Haushaltssperre, or what ends one."""

    version = VersionField()
    budget_year = YearField("Haushaltsjahr", needed="Geben Sie das Haushaltsjahr ein.")
    budget_line = TextField("Buchungsstelle", limit=NAME_LIMIT, hint=FREEZE_LINE_HINT)
    amount = amount_field()
    is_rounded = rounded_field()
    effective = effective_field()
    ordered_by = TextField(
        "Angeordnet von",
        limit=NAME_LIMIT,
        needed="Nennen Sie, wer die Haushaltssperre angeordnet oder aufgehoben hat.",
        hint="Die Stelle der Verwaltung, keine Person.",
    )
    grounds = TextField(
        "Grund", limit=SENTENCE_LIMIT, needed="Nennen Sie den Grund.", hint="Er steht auf der Seite Haushalt."
    )
    lifts_id = RowField(
        "Hebt diese Haushaltssperre auf",
        empty="keine, es ist eine neue Haushaltssperre",
        depends=True,
        hint="Ganz oder zum Teil: in Höhe des Betrags oben.",
    )
    resolution_id = RowField("Beschluss", empty="kein Beschluss")
    note = note_field()
    source = source_field()

    def to_input(self, *, as_draft: bool) -> SpendingFreezeInput:
        """Return what was typed."""
        names = (
            *("budget_year", "budget_line", "amount", "is_rounded", "effective", "ordered_by", "grounds"),
            *("lifts_id", "resolution_id", "note", "source"),
        )
        return SpendingFreezeInput(**values(self, names), post_key=self.post_key.data, as_draft=as_draft)


MoneyForm = EntryForm | AppropriationForm | BudgetBlockForm | ReleaseForm | SpendingFreezeForm


class ReversalForm(PostForm):
    """Taking back what is booked."""

    reason = TextAreaField(
        "Grund",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Nennen Sie den Grund, warum die Buchung zurückgenommen wird.",
        hint="Er steht im Verlauf und bei der Rücknahme.",
    )
    exception_reason = exception_field()


class BookingForm(PostForm):
    """Making drafts final."""

    exception_reason = exception_field()


class ConfirmationForm(PostForm):
    """The answer of the second person; `version` is what was read."""

    version = VersionField()
    answer = TextAreaField(
        "Was ist noch zu klären?",
        limit=SENTENCE_LIMIT,
        rows=3,
        depends=True,
        hint="Nur nötig, wenn Sie die Buchung zurückgeben. Ihr Satz steht bei der Haushaltsstelle unter "
        "„Meine Aufgaben“.",
    )
