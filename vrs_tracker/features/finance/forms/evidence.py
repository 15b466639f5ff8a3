"""What people type about documents: what it is, who may read it, why it is taken back."""

from vrs_tracker.domain.evidence import FORMATS_HINT, NO_FILE
from vrs_tracker.domain.inputs.evidence import DocumentInput
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, SENTENCE_LIMIT
from vrs_tracker.web.fields import ChoiceField, FileField, Option, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm

EVERYBODY, ADMINISTRATION = "alle", "verwaltung"
CHOOSE_AGAIN = "Wählen Sie das Dokument noch einmal; ein Browser behält die Auswahl nicht."


class DocumentForm(PostForm):
    """A document of a resolution or of booked money."""

    file = FileField("Dokument", needed=NO_FILE, hint=FORMATS_HINT)
    title = TextField(
        "Bezeichnung",
        limit=SENTENCE_LIMIT,
        needed="Nennen Sie das Dokument, etwa „Niederschrift vom 06.05.2026“.",
        hint="Sie steht anstelle des Dateinamens.",
    )
    is_public = ChoiceField(
        "Wer darf das Dokument lesen?",
        options=(
            Option(EVERYBODY, "alle", "Es ist sofort öffentlich, auch vor dem nächsten Bericht."),
            Option(ADMINISTRATION, "nur die Verwaltung", "Nennen Sie unten den Grund."),
        ),
        needed="Wählen Sie, wer das Dokument lesen darf.",
    )
    withheld_reason = TextField(
        "Grund der Nichtöffentlichkeit",
        limit=SENTENCE_LIMIT,
        depends=True,
        hint="Nötig, wenn nur die Verwaltung es lesen darf, zum Beispiel „enthält Namen“.",
    )
    in_words = TextAreaField(
        "Inhalt in Worten",
        limit=BODY_LIMIT,
        depends=True,
        hint="Nötig bei einem Bild oder einer eingescannten Seite, wenn alle sie lesen dürfen: Ein "
        "Vorleseprogramm findet darin keinen Text.",
    )

    def to_input(self) -> DocumentInput:
        """Return what was typed."""
        return DocumentInput(
            title=self.title.data,
            file_name=self.file.file_name,
            in_words=self.in_words.data,
            is_public=self.is_public.data == EVERYBODY,
            withheld_reason=self.withheld_reason.data,
            post_key=self.post_key.data,
        )


class TakeBackForm(PostForm):
    """Why a document was added by mistake."""

    reason = TextAreaField(
        "Grund",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Nennen Sie den Grund, warum das Dokument zurückgenommen wird.",
        hint="Er steht im Verlauf.",
    )
