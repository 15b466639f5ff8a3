"""The process that looks into a document, and what comes back from it."""

from vrs_tracker.domain.evidence import TOO_MUCH, Examined, RefusedDocument, check_size
from vrs_tracker.trail.child import ChildEndedError, answers

MOST_SECONDS = 60
"""By the clock; the process itself may work for six (`program.py`)."""
_PROGRAM = "vrs_tracker.features.finance.readers.program"


def examine(content: bytes) -> Examined:
    """Find out what a document is, in a process with limits of memory and time.

    Raises:
        RefusedDocument: it is of another type, too large, broken, too much to look into, or would run
            something.
    """
    check_size(content)
    try:
        for told in answers(_PROGRAM, content, most_seconds=MOST_SECONDS):
            if "refused" in told:
                raise RefusedDocument(told["refused"])
            return Examined(content, told["type"], has_text=told["has_text"])
    except ChildEndedError as ended:
        raise RefusedDocument(TOO_MUCH) from ended
    raise RefusedDocument(TOO_MUCH)
