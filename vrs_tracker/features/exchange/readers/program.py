"""Reads one file and checks it; started as a process of its own (`process.py`).

Standard input: the errand as one line of JSON, then the file. Standard output: lines of JSON, each with how
many rows are done, at last with the answer or the sentence why there is none; a file that was written anew
follows the line with its length. Imports no framework.
"""

import gc
import os
import sys

from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.balances import has_head, read_balances
from vrs_tracker.domain.spreadsheet.checking import Checked, check_sheet
from vrs_tracker.domain.spreadsheet.errand import Errand, answer_text, balances_text, errand_of
from vrs_tracker.domain.spreadsheet.grid import Sheet
from vrs_tracker.domain.spreadsheet.groups import head_of
from vrs_tracker.features.exchange.readers.commented import commented
from vrs_tracker.features.exchange.readers.containers import RefusedFile, media_type
from vrs_tracker.features.exchange.readers.tables import Sheets, sheets_of
from vrs_tracker.trail.child import limit_itself, say

MOST_SECONDS = 8
"""Of its own work, not of the clock."""
MOST_SECONDS_TO_WRITE = 25
"""For an errand that writes the file anew, which takes several times as long as reading it."""


def main() -> None:
    """Do one errand; whatever goes wrong is a sentence, or the end of the process."""
    gc.disable()  # nothing here is worth collecting before the process ends
    errand = errand_of(sys.stdin.buffer.readline().decode())
    limit_itself(MOST_SECONDS_TO_WRITE if errand.comments else MOST_SECONDS)
    content = sys.stdin.buffer.read()
    try:
        kind = media_type(content)
        sheets = sheets_of(content, kind)
        say({"type": kind, "sheets": list(sheets)})
        if errand.balances is not None:
            _answer(balances_text(read_balances(_sheet_of_balances(sheets), errand.balances)))
        elif errand.comments is not None:
            _send(commented(sheets, errand.comments.problems, errand.comments.untold))
        elif not errand.only_look:
            _answer(answer_text(_checked(_chosen(sheets, errand), errand)))
    except RefusedFile as refused:
        say({"refused": str(refused)})
    except MemoryError:
        say({"refused": words.TOO_LARGE})


def _chosen(sheets: Sheets, errand: Errand) -> Sheet:
    """Read the chosen sheet, else the first that has a head; what we listed ourselves is no table."""
    if errand.layout.sheet in sheets:
        return sheets[errand.layout.sheet]()
    first: Sheet | None = None
    for name, read in sheets.items():
        if name == words.PROBLEM_SHEET and len(sheets) > 1:
            continue
        sheet = read()
        if head_of(sheet, errand.answers) is not None:
            return sheet
        first = first or sheet
    return first or Sheet("", [])


def _sheet_of_balances(sheets: Sheets) -> Sheet:
    """Read the first sheet that has the heads of balances, else the first."""
    read = [sheet() for sheet in sheets.values()]
    return next(filter(has_head, read), read[0])


def _checked(sheet: Sheet, errand: Errand) -> Checked:
    steps = check_sheet(sheet, errand.layout, errand.known, errand.answers, errand.today)
    while True:
        try:
            done = next(steps)
        except StopIteration as found:
            checked: Checked = found.value
            return checked
        say({"done": done, "of": len(sheet.rows)})


def _send(content: bytes) -> None:
    """Say how long the file is, then send it."""
    say({"file": len(content)})
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _answer(told: str) -> None:
    sys.stdout.write(f'{{"answer": {told}}}\n')
    sys.stdout.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # everything is said; taking a million cells apart one by one would take a while
