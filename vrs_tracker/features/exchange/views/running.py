"""The check of a file while a page is drawn: how far it is, and what it found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import NO_STATEMENT, precise_date
from vrs_tracker.domain.spreadsheet.errand import Errand
from vrs_tracker.domain.spreadsheet.layout import layout_of
from vrs_tracker.domain.spreadsheet.lines import Line
from vrs_tracker.domain.spreadsheet.problems import Problem, counted, in_order
from vrs_tracker.features.exchange import readers
from vrs_tracker.features.exchange.queries.imports import answers
from vrs_tracker.features.exchange.queries.known import load_known
from vrs_tracker.features.finance.queries.lines import UNDIVIDED
from vrs_tracker.features.finance.queries.rows import list_resolutions
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.tables.documents import MoneyImport

SAMPLE = 10
"""So many lines are shown as they are understood, before anything is booked."""


class Run:
    """One check: `steps` while it goes on, then `found`, or `refused` with the sentence why not."""

    def __init__(self, session: Session, imported: MoneyImport, today: date) -> None:
        self._content = imported.content
        self._errand = Errand(
            today=today,
            layout=layout_of(imported.layout),
            known=load_known(session),
            answers=answers(session),
        )
        self.found: readers.FileRead | None = None
        self.refused = ""

    def steps(self) -> Iterator[readers.Step]:
        """Do the check and tell after some thousand rows how far it is."""
        try:
            self.found = yield from readers.checked_file(self._errand, self._content)
        except readers.Refused as refused:
            self.refused = str(refused)

    def finish(self) -> "Run":
        """Do the check without telling how far it is."""
        for _ in self.steps():
            pass
        return self


def inputs_of(imported: MoneyImport, found: readers.FileRead) -> list[EntryInput]:
    """Return the lines as they are booked, each with the place where it was read."""
    stem = f"{imported.file_name}, {found.checked.sheet}, Zeile"
    return [line.to_input(f"{stem} {line.row}") for line in found.checked.lines]


@dataclass(frozen=True, slots=True)
class SumLine:
    """What rows of one stage and payer add up to."""

    what: str
    rows: int
    amount: Decimal


def sums_of(lines: Sequence[Line]) -> tuple[SumLine, ...]:
    """Return the sums of a file by stage and payer, in the order of the code lists."""
    cents: Counter[tuple[str, str]] = Counter()
    rows: Counter[tuple[str, str]] = Counter()
    for line in lines:
        key = line.stage.label, line.payer.label
        cents[key] += line.cents
        rows[key] += 1
    return tuple(SumLine(", ".join(key), rows[key], from_cents(cents[key])) for key in sorted(rows))


def problems_of(found: readers.FileRead) -> tuple[Sequence[Problem], str]:
    """Return the problems as they are worked off, and how many there are of each weight."""
    return in_order(found.checked.problems), counted(found.checked.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A line as it is understood, in words."""

    row: int
    block: str
    what: str
    when: str
    amount: Decimal
    budget_line: str
    proof: str


def sample_of(session: Session, lines: Sequence[Line]) -> tuple[SampleLine, ...]:
    """Return the first lines in words. Two statements."""
    first = lines[:SAMPLE]
    names = {block.id: block.name for block in list_blocks(session)}
    titles = {row.id: row.title for row in list_resolutions(session)}
    return tuple(
        SampleLine(
            row=line.row,
            block=names.get(line.block_id or 0, UNDIVIDED),
            what=f"{line.stage.label}, {line.payer.label}",
            when=precise_date(line.day.day, line.day.precision),
            amount=from_cents(line.cents),
            budget_line=line.budget_line or NO_STATEMENT,
            proof=titles.get(line.resolution_id or 0) or line.document or NO_STATEMENT,
        )
        for line in first
    )
