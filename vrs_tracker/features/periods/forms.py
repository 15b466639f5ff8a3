"""Forms of the session and of the texts of a report."""

from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.periods import (
    AGENDA_ITEM_LIMIT,
    PAPER_REFERENCE_LIMIT,
    NarrativeInput,
    SessionInput,
    text_limit,
)
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot, Purpose
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CheckField, ChoiceField, CodeField, DateField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm

SLOT_HINTS = {
    NarrativeSlot.PROPOSED_RESOLUTION: "Der Satz zur Kenntnisnahme steht schon da. Eine Zeile je Zusatz.",
    NarrativeSlot.ASSESSMENT: "Was die Zahlen nicht sagen. Der Text steht gleich nach der ersten Seite.",
}
REASON = "Nur nötig, wenn die Zahlen schon festgeschrieben sind. Der Grund steht im Verlauf."


class OpeningForm(PostForm):
    """A half-year whose messages are asked for from now on."""

    period = ChoiceField("Halbjahr", needed="Wählen Sie das Halbjahr.")
    due_on = DateField(
        "Abgabe der Meldungen bis",
        hint="Ohne Angabe gilt: 15 Tage nach dem Stichtag. Zum Beispiel 15.07.2026.",
    )


class SessionForm(PostForm):
    """The title block data of a session."""

    version = VersionField()
    body_id = ChoiceField("Gremium", needed="Wählen Sie das Gremium, das den Bericht erhält.")
    held_on = DateField(
        "Sitzung am", hint="Leer, solange der Termin nicht feststeht. Zum Beispiel 23.09.2026."
    )
    agenda_item = TextField("Tagesordnungspunkt", limit=AGENDA_ITEM_LIMIT)
    paper_reference = TextField(
        "Vorlage Nr.", limit=PAPER_REFERENCE_LIMIT, hint="Leer heißt im Bericht: Vorlage Nr. folgt."
    )
    purpose = CodeField("Zweck", Purpose, needed="Wählen Sie, wozu der Bericht vorgelegt wird.")
    is_open_session = CheckField("öffentliche Sitzung")
    lead_unit = TextField("Federführung", limit=NAME_LIMIT)
    note = TextAreaField("Bemerkung", limit=SENTENCE_LIMIT, rows=2)
    reason = TextField(
        "Grund der Änderung",
        limit=SENTENCE_LIMIT,
        hint="Nur nötig, wenn sich die Sitzung um mehr als 30 Tage verschiebt. Der Grund steht im Verlauf.",
    )

    def to_input(self) -> SessionInput:
        """Return what was typed."""
        return SessionInput(
            body_id=int(self.body_id.data),
            held_on=self.held_on.data,
            agenda_item=self.agenda_item.data,
            paper_reference=self.paper_reference.data,
            purpose=self.purpose.data,
            is_open_session=self.is_open_session.data,
            lead_unit=self.lead_unit.data,
            note=self.note.data,
            reason=self.reason.data,
            version=self.version.data,
        )


class NarrativeForm(PostForm):
    """One text of the report."""

    version = VersionField()
    text = TextAreaField("Text", limit=3000, rows=12)
    is_withheld = CheckField("Dieser Text darf nicht öffentlich werden")
    withheld_reason = TextField("Warum nicht?", limit=SENTENCE_LIMIT)
    reason = TextField("Grund der Änderung", limit=SENTENCE_LIMIT, hint=REASON)

    def ask_for(self, slot: NarrativeSlot) -> None:
        """Word the form for one text of the report."""
        self.text.label.text = slot.label
        self.text.hint = SLOT_HINTS.get(slot, slot.hint)
        self.text.limit = text_limit(slot)

    def to_input(self) -> NarrativeInput:
        """Return what was typed."""
        return NarrativeInput(
            text=self.text.data,
            is_public=not self.is_withheld.data,
            withheld_reason=self.withheld_reason.data,
            reason=self.reason.data,
            version=self.version.data,
        )
