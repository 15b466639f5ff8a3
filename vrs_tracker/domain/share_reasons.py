"""Why an amount is what it is, in the same words on pages, in the report and in the list of changes."""

from vrs_tracker.domain.vocabulary.budget import CarryReason, ChangeReason
from vrs_tracker.domain.wording import full_stop


def reason_words(code: ChangeReason | CarryReason | None, note: str) -> str:
    """Tell the coded reason, if there is one, and the sentence beside it; empty without both."""
    sentence = full_stop(note) if note.strip() else ""
    if code is None or code in {ChangeReason.OTHER, CarryReason.OTHER}:
        return sentence
    return f"{full_stop(code.label)} {sentence}".rstrip()
