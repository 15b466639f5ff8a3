"""Looks into one document; started as a process of its own (`process.py`).

Standard input: the document. Standard output: one line of JSON, what it is or the sentence why it is refused.
Imports no framework.
"""

import sys

from vrs_tracker.domain.evidence import TOO_MUCH, RefusedDocument
from vrs_tracker.features.finance.readers.looking import look_into
from vrs_tracker.trail.child import limit_itself, say

MOST_SECONDS = 6


def main() -> None:
    """Look into one document; whatever goes wrong is a sentence, or the end of the process."""
    limit_itself(MOST_SECONDS)
    content = sys.stdin.buffer.read()
    try:
        found = look_into(content)
        say({"type": found.media_type, "has_text": found.has_text})
    except RefusedDocument as refused:
        say({"refused": str(refused)})
    except MemoryError:
        say({"refused": TOO_MUCH})


if __name__ == "__main__":
    main()
