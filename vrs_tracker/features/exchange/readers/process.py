"""The process that reads a file, and what comes back from it.

A file may be built to fill the memory or to be read for hours. The operating system ends a process of its own
then, while the application goes on.
"""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Timer
from typing import Any

from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.checking import Checked
from vrs_tracker.domain.spreadsheet.errand import Errand, answer_of, errand_text
from vrs_tracker.domain.spreadsheet.layout import Layout

MOST_SECONDS = 60
"""By the clock; the process itself may work for eight (`program.py`), 40,000 rows take two to four."""
_ENDED_FOR_TIME = frozenset({-9, -24})
"""By our alarm, or by the operating system when its time was used up (SIGKILL, SIGXCPU)."""
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
    errand = Errand(today=today, layout=Layout(), known=Known({}, (), {}), answers={}, only_look=True)
    (told,) = _done(errand, content)
    return str(told["type"])


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
    command = [sys.executable, "-I", "-m", _PROGRAM]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as process:
        alarm = Timer(MOST_SECONDS, process.kill)
        alarm.start()
        try:
            yield from _conversation(process, f"{errand_text(errand)}\n".encode() + content)
            code = process.wait()
            if code != 0:
                raise Refused(words.TOO_SLOW if code in _ENDED_FOR_TIME else words.TOO_LARGE)
        finally:
            alarm.cancel()
            process.kill()


def _conversation(process: subprocess.Popen[bytes], order: bytes) -> Iterator[dict[str, Any]]:
    if process.stdin is None or process.stdout is None:
        raise Refused(words.TOO_LARGE)
    # it reads everything before it answers; if it ends earlier, its return code says so
    with suppress(BrokenPipeError):
        process.stdin.write(order)
    with suppress(BrokenPipeError):
        process.stdin.close()
    for line in process.stdout:
        told = json.loads(line)
        if "refused" in told:
            raise Refused(told["refused"])
        yield told
