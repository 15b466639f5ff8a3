"""Forms of reports: a file to check; steps, changes on page 1, comments on hints, dates of the outlook."""

from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.inputs.periods import AGENDA_ITEM_LIMIT, PAPER_REFERENCE_LIMIT
from vrs_tracker.domain.inputs.supplements import (
    NEW_TEXT_LIMIT,
    NO_SUCH_STATEMENT,
    NOTHING_TYPED,
    NUMBER_LIMIT,
    REASON_MISSING,
    WHY_LIMIT,
    SupplementSessionInput,
)
from vrs_tracker.domain.leading import Placing
from vrs_tracker.domain.verification import NO_CHECKSUM, NO_FILE_CHOSEN
from vrs_tracker.web.fields import CodeField, DateField, FileField, HiddenField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm


class CheckForm(PostForm):
    """A file to be compared with what was handed out; it is read and not kept."""

    file = FileField(
        "PDF-Datei",
        needed=NO_FILE_CHOSEN,
        hint="Höchstens 2 Megabyte. Die Datei wird nur verglichen und nicht aufbewahrt.",
    )


class ChecksumForm(PostForm):
    """A checksum that somebody copies from paper; it travels in the address, as it changes nothing."""

    pruefsumme = TextField(
        "Prüfsumme",
        needed=NO_CHECKSUM,
        hint="Zum Beispiel „3f9a 10c7“ vom Fuß einer Seite, oder die ganze SHA-256 einer Datei.",
    )


class StepForm(PostForm):
    """A step of the half-year with its reason, where one is needed."""

    reason = TextAreaField(
        "Grund", hint="Was muss sich ändern? Der Grund steht im Verlauf.", limit=SENTENCE_LIMIT
    )


class PlacingForm(PostForm):
    """A step of one change towards or on page 1."""

    change = HiddenField("", needed="Wählen Sie eine Änderung aus der Liste.")
    placing = CodeField("Platz", Placing, needed="Wählen Sie, wohin die Änderung gehört.")


class DateForm(PostForm):
    """A proposed line of the outlook; none means all of them."""

    line = HiddenField("", limit=SENTENCE_LIMIT)


class CommentForm(PostForm):
    """What the office says to a hint; an empty comment opens the hint again."""

    comment = TextAreaField(
        "Kommentar",
        limit=SENTENCE_LIMIT,
        rows=3,
        hint="Warum der Bericht so bleiben kann. Er gilt auch für spätere Halbjahre und wird nie gedruckt.",
    )


class StatementForm(PostForm):
    """The number of a statement, sent in the address and so named in German."""

    nummer = TextField(
        "Nummer der Aussage",
        limit=NUMBER_LIMIT,
        needed=NO_SUCH_STATEMENT,
        hint="Sie steht auf der Seite des Berichts vor jeder Aussage. Zum Beispiel 6.5.3.",
    )


class CorrectionForm(PostForm):
    """How a sentence of a released report reads from now on, and why; the sentence stands in the address."""

    new_text = TextAreaField("Neuer Satz", limit=NEW_TEXT_LIMIT, rows=5, needed=NOTHING_TYPED)
    reason = TextAreaField(
        "Grund",
        limit=WHY_LIMIT,
        rows=2,
        needed=REASON_MISSING,
        hint="Woher der Fehler kommt, in einem Satz. Er wird gedruckt.",
    )


class SupplementSessionForm(PostForm):
    """The session data of an Ergänzung."""

    held_on = DateField(
        "Sitzung am", hint="Leer, solange der Termin nicht feststeht. Zum Beispiel 14.10.2026."
    )
    agenda_item = TextField("Tagesordnungspunkt", limit=AGENDA_ITEM_LIMIT)
    paper_reference = TextField(
        "Vorlage Nr.", limit=PAPER_REFERENCE_LIMIT, hint="Leer heißt: Nummer des Berichts mit „1. Ergänzung“."
    )

    def to_input(self) -> SupplementSessionInput:
        """Return what was typed."""
        return SupplementSessionInput(
            held_on=self.held_on.data,
            agenda_item=self.agenda_item.data,
            paper_reference=self.paper_reference.data,
        )
