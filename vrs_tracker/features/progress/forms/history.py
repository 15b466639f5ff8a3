"""The form that takes a change back."""

from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.web.fields import TextField
from vrs_tracker.web.forms import PostForm


class UndoForm(PostForm):
    """Why a change is taken back."""

    reason = TextField(
        "Grund",
        limit=SENTENCE_LIMIT,
        needed="Nennen Sie den Grund in einem Satz. Er steht im Verlauf.",
        hint="Ein Satz; er steht im Verlauf. Zum Beispiel: Der Termin war verwechselt.",
    )
