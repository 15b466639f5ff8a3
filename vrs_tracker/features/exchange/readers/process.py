"""The process that reads a file, and what comes back from it.

A file may be built to fill the memory or to be read for hours. The operating system ends a process of its own
then, while the application goes on.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.balances import BalancesRead, Terms
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.checking import Checked
from vrs_tracker.domain.spreadsheet.errand import Comments, Errand, answer_of, balances_of, errand_text
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.trail.child import ChildEndedError, answers

MOST_SECONDS = 60
"""By the clock; the process itself may work for eight (`program.py`), 40,000 rows take two to four."""
_PROGRAM = "vrs_tracker.features.exchange.readers.program"


class Refused(Exception):
    """A file that cannot be read; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the check is."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file is, its sheets, and what was found in the one that was checked."""

    media_type: str
    sheets: tuple[str, ...]
    checked: Checked


def look(content: bytes, today: date) -> str:
    """Return the type of a file that can be opened; raises Refused with a sentence for any other."""
    (told,) = _done(replace(_plain_errand(today), only_look=True), content)
    return str(told["type"])


def balances_in(content: bytes, terms: Terms, today: date) -> BalancesRead:
    """Return what a file says as a table of balances; raises Refused with a sentence for one without rows."""
    for told in _done(replace(_plain_errand(today), balances=terms), content):
        if "answer" in told:
            return balances_of(told["answer"])
    raise Refused(words.TOO_LARGE)


def commented_file(content: bytes, comments: Comments, today: date) -> bytes:
    """Return a file as a new workbook with comments in its cells; raises Refused with a sentence."""
    for told in _done(replace(_plain_errand(today), comments=comments), content):
        if "file" in told:
            written: bytes = told["file"]
            return written
    raise Refused(words.TOO_LARGE)


def _plain_errand(today: date) -> Errand:
    """Return an errand that knows nothing of blocks, resolutions and chosen columns."""
    return Errand(today=today, layout=Layout(), known=Known({}, (), {}), answers={})


def checked_file(errand: Errand, content: bytes) -> Generator[Step, None, FileRead]:
    """Check a file; yields how far it is and returns what was found; raises Refused."""
    kind, sheets = "", ()
    for told in _done(errand, content):
        if "done" in told:
            yield Step(told["done"], told["of"])
        elif "type" in told:
            kind, sheets = told["type"], tuple(told["sheets"])
        elif "answer" in told:
            return FileRead(kind, sheets, answer_of(told["answer"]))
    raise Refused(words.TOO_LARGE)


def _done(errand: Errand, content: bytes) -> Iterator[dict[str, Any]]:
    """Yield what the process says; raises Refused if it says so, is too slow or ends in another way."""
    order = f"{errand_text(errand)}\n".encode() + content
    try:
        for told in answers(_PROGRAM, order, most_seconds=MOST_SECONDS):
            if "refused" in told:
                raise Refused(told["refused"])
            yield told
    except ChildEndedError as ended:
        raise Refused(words.TOO_SLOW if ended.for_time else words.TOO_LARGE) from ended
