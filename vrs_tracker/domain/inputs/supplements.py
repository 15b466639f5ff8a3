"""A correction of a released report as it is handed in, and the session data of its Ergänzung."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import check_text
from vrs_tracker.domain.inputs.periods import AGENDA_ITEM_LIMIT, PAPER_REFERENCE_LIMIT
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.parsing import YEARS

NEW_TEXT_LIMIT = 800
WHY_LIMIT = 300
NUMBER_LIMIT = 20
MOST_CORRECTIONS = 8
"""An Ergänzung is one page; what is more than this is no correction any more but another report."""
NOTHING_TYPED = "Schreiben Sie, wie der Satz richtig heißt."
REASON_MISSING = "Nennen Sie den Grund der Berichtigung in einem Satz. Er wird gedruckt."
NO_SUCH_STATEMENT = (
    "Diese Nummer ist keine Aussage des Berichts. Die Nummern stehen vor jeder Aussage, zum Beispiel 6.5.3."
)
NO_LINE = "Wählen Sie den Satz, der berichtigt werden soll."
NOTHING_NEW = "Der neue Satz ist derselbe wie der alte. Schreiben Sie, wie es richtig heißt."


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionInput:
    """Which sentence of the report is corrected, how it reads from now on, and why.

    `number` is that of the statement, `line` the place of the sentence in it, counted from 0.
    """

    number: str
    line: int
    new_text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSessionInput:
    """The session that receives the Ergänzung; everything may follow later."""

    held_on: date | None = None
    agenda_item: str = ""
    paper_reference: str = ""


def check_correction(new: CorrectionInput, lines: Sequence[str]) -> Iterator[Violation]:
    """Check a correction against the sentences that the statement has in the released report."""
    if not 0 <= new.line < len(lines):
        yield Violation("line", NO_LINE)
    elif new.new_text.strip() == lines[new.line].strip():
        yield Violation("new_text", NOTHING_NEW)
    yield from check_text("new_text", new.new_text, limit=NEW_TEXT_LIMIT, missing=NOTHING_TYPED)
    yield from check_text("reason", new.reason, limit=WHY_LIMIT, missing=REASON_MISSING)


def check_supplement_session(new: SupplementSessionInput, as_of: date) -> Iterator[Violation]:
    """Check that the session lies behind the reference date of the report, and that its texts fit."""
    yield from check_text("agenda_item", new.agenda_item, limit=AGENDA_ITEM_LIMIT)
    yield from check_text("paper_reference", new.paper_reference, limit=PAPER_REFERENCE_LIMIT)
    if new.held_on is not None and new.held_on <= as_of:
        sentence = (
            f"Die Sitzung am {date_de(new.held_on)} liegt nicht nach dem Stichtag {date_de(as_of)}. "
            "Geben Sie die Sitzung an, in der die Ergänzung beraten wird."
        )
        yield Violation("held_on", sentence)
    elif new.held_on is not None and new.held_on.year not in YEARS:
        yield Violation("held_on", f"Das Jahr liegt zwischen {YEARS[0]} und {YEARS[-1]}.")
