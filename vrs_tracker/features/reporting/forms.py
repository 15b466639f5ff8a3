"""The form of a step: only reopening asks for a reason."""

from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.web.fields import TextAreaField
from vrs_tracker.web.forms import PostForm


class StepForm(PostForm):
    """A step of the half-year with its reason, where one is needed."""

    reason = TextAreaField(
        "Grund", hint="Was muss sich ändern? Der Grund steht im Verlauf.", limit=SENTENCE_LIMIT
    )
