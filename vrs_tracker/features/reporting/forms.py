"""Forms of preparing a report: steps, the changes on page 1, comments on hints, dates of the outlook."""

from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.leading import Placing
from vrs_tracker.web.fields import CodeField, HiddenField, TextAreaField
from vrs_tracker.web.forms import PostForm


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
