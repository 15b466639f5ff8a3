"""What a project lead types about an amount, and what the budget office asks about it."""

from dataclasses import replace

from wtforms import Form, FormField

from vrs_tracker.domain.evidence import FORMATS_HINT
from vrs_tracker.domain.inputs.evidence import DocumentInput
from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.proposals import ProposalInput
from vrs_tracker.domain.inputs.proposed_resolutions import ProposedResolution
from vrs_tracker.domain.vocabulary.money import Degree, Payer
from vrs_tracker.features.finance.forms.money import EntryForm
from vrs_tracker.features.finance.forms.parts import amount_field, effective_field, values
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CodeField, FileField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import PreciseDateField, RowField

ANEW = 0
"""In the list of resolutions: none of them, it is recorded together with the amount."""
NOTE_HINT = (
    "Was die Haushaltsstelle wissen muss. Ist der Anteil damit anders als im letzten Bericht oder im Antrag, "
    "schreiben Sie in einem Satz, warum; der Bericht nennt den Grund."
)
OF_THE_LEAD = "Unterlage der Projektleitung zu ihrem Vorschlag"


class ProposalForm(PostForm):
    """An amount that a project lead proposes."""

    version = VersionField()
    block_id = RowField("Baustein oder Projekt", needed="Wählen Sie Ihren Baustein.")
    payer = CodeField("Wer zahlt?", Payer, needed="Wählen Sie, wer zahlt.")
    payer_name = TextField("Zahlende Stelle", limit=NAME_LIMIT, hint="Zum Beispiel „Stadt Böblingen“.")
    amount = amount_field()
    degree = CodeField("Verbindlichkeit", Degree, needed="Wählen Sie, wie verbindlich der Betrag ist.")
    effective = effective_field()
    resolution_text = TextField(
        "Beschluss",
        limit=SENTENCE_LIMIT,
        depends=True,
        hint="Gremium, Datum und Nummer, etwa „Gemeinderat, 14.03.2026, Nr. 21/2026“. Nötig, wenn der Betrag "
        "beschlossen ist.",
    )
    note = TextAreaField("Anmerkung", limit=BODY_LIMIT, rows=3, hint=NOTE_HINT)
    file = FileField("Unterlage", hint=f"{FORMATS_HINT} Öffentlich wird sie dadurch nicht.")

    def to_input(self) -> ProposalInput:
        """Return what was typed."""
        return ProposalInput(
            block_id=self.block_id.data,
            payer=self.payer.data,
            payer_name=self.payer_name.data,
            amount=self.amount.data,
            degree=self.degree.data,
            effective=self.effective.data,
            resolution_text=self.resolution_text.data,
            note=self.note.data,
            post_key=self.post_key.data,
        )

    def to_document(self) -> DocumentInput:
        """Return what is known about the file, which only those read who check the proposal."""
        return DocumentInput(
            title=self.resolution_text.data.strip() or "Unterlage zum Vorschlag",
            file_name=self.file.file_name,
            is_public=False,
            withheld_reason=OF_THE_LEAD,
            post_key=self.post_key.data,
        )


class ProposedResolutionForm(Form):
    """A resolution that is not recorded yet; its fields count only if it is to be recorded."""

    body_id = RowField("Gremium", empty="nicht in der Liste", depends=True)
    body_name = TextField(
        "Name des Gremiums",
        limit=NAME_LIMIT,
        depends=True,
        hint="Nur wenn es nicht in der Liste steht. Es wird mit erfasst und gehört zur zahlenden Stelle.",
    )
    decided = PreciseDateField("Datum des Beschlusses", depends=True)
    title = TextField("Titel", limit=SENTENCE_LIMIT, depends=True, hint="Was beschlossen wurde.")
    document = TextField("Nummer oder Vorlage", limit=SENTENCE_LIMIT, hint="Zum Beispiel „Nr. 21/2026“.")


class ProposalEntryForm(EntryForm):
    """An amount that is booked for a proposal, if need be together with its resolution."""

    resolution = FormField(ProposedResolutionForm)

    def to_input(self, *, as_draft: bool) -> EntryInput:
        """Return what was typed; a resolution that is yet to be recorded has no number."""
        return replace(super().to_input(as_draft=as_draft), resolution_id=self.resolution_id.data or None)

    def to_resolution(self) -> ProposedResolution | None:
        """Return the resolution that is to be recorded, None if one was chosen or there is none."""
        if self.resolution_id.data != ANEW:
            return None
        names = ("body_id", "body_name", "decided", "title", "document")
        return ProposedResolution(**values(self.resolution.form, names))


class QuestionForm(PostForm):
    """What the budget office asks back; `version` is what was read."""

    version = VersionField()
    question = TextAreaField(
        "Rückfrage",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Schreiben Sie, was noch zu klären ist.",
        hint="Die Projektleitung liest Ihren Satz unter „Meine Aufgaben“ und antwortet, indem sie die "
        "Angaben ändert.",
    )
