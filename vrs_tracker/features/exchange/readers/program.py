"""Reads one file and checks it; started as a process of its own (`process.py`).

Standard input: the errand as one line of JSON, then the file. Standard output: lines of JSON, each with how
many rows are done, at last with the answer or the sentence why there is none. Imports no framework.
"""

import gc
import json
import sys
from contextlib import suppress

from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.checking import Checked, check_sheet
from vrs_tracker.domain.spreadsheet.errand import Errand, answer_text, errand_of
from vrs_tracker.domain.spreadsheet.grid import Sheet
from vrs_tracker.domain.spreadsheet.heads import find_head
from vrs_tracker.features.exchange.readers.containers import RefusedFile, media_type
from vrs_tracker.features.exchange.readers.tables import Sheets, sheets_of

MOST_MEMORY = 300 * 1024 * 1024
MOST_SECONDS = 8
"""Of its own work, not of the clock: on a busy machine a good file waits and is read all the same."""


def main() -> None:
    """Do one errand; whatever goes wrong is a sentence, or the end of the process."""
    _limit()
    gc.disable()  # nothing here is worth collecting before the process ends
    errand = errand_of(sys.stdin.buffer.readline().decode())
    content = sys.stdin.buffer.read()
    try:
        kind = media_type(content)
        sheets = sheets_of(content, kind)
        _say({"type": kind, "sheets": list(sheets)})
        if not errand.only_look:
            _answer(_checked(_chosen(sheets, errand), errand))
    except RefusedFile as refused:
        _say({"refused": str(refused)})
    except MemoryError:
        _say({"refused": words.TOO_LARGE})


def _limit() -> None:
    """Let the operating system end this process when it takes too much; Windows has no such limits."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _chosen(sheets: Sheets, errand: Errand) -> Sheet:
    """Read the chosen sheet, else the first that has a head."""
    if errand.layout.sheet in sheets:
        return sheets[errand.layout.sheet]()
    first: Sheet | None = None
    for read in sheets.values():
        sheet = read()
        if find_head(sheet.rows, errand.answers) is not None:
            return sheet
        first = first or sheet
    return first or Sheet("", [])


def _checked(sheet: Sheet, errand: Errand) -> Checked:
    steps = check_sheet(sheet, errand.layout, errand.known, errand.answers, errand.today)
    while True:
        try:
            done = next(steps)
        except StopIteration as found:
            checked: Checked = found.value
            return checked
        _say({"done": done, "of": len(sheet.rows)})


def _answer(checked: Checked) -> None:
    sys.stdout.write(f'{{"answer": {answer_text(checked)}}}\n')
    sys.stdout.flush()


def _say(told: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
