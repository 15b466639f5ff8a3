"""What people type about who may lift a Sperrvermerk."""

from vrs_tracker.domain.inputs.competence import CompetenceInput
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.features.finance.forms.parts import source_field, values
from vrs_tracker.web.fields import DateField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import RowField


class CompetenceForm(PostForm):
    """A check of the competence."""

    body_id = RowField("Zuständiges Gremium", needed="Wählen Sie, wer den Sperrvermerk aufheben darf.")
    basis = TextField(
        "Grundlage",
        limit=SENTENCE_LIMIT,
        needed="Nennen Sie die Grundlage der Zuständigkeit.",
        hint="Zum Beispiel die Hauptsatzung oder der Wortlaut des Sperrvermerks im Haushaltsplan.",
    )
    checked_on = DateField("Geprüft am", needed="Geben Sie den Tag der Prüfung ein.")
    source = source_field()

    def to_input(self) -> CompetenceInput:
        """Return what was typed."""
        return CompetenceInput(**values(self, ("body_id", "basis", "checked_on", "source")))
