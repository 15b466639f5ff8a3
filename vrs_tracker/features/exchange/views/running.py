"""The check of a file while a page is drawn: how far it is, and what it found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import NO_STATEMENT, euro, precise_date
from vrs_tracker.domain.share_changes import CHOOSE_REASON
from vrs_tracker.domain.spreadsheet.errand import Errand
from vrs_tracker.domain.spreadsheet.layout import layout_of
from vrs_tracker.domain.spreadsheet.lines import Line
from vrs_tracker.domain.spreadsheet.problems import Problem, Trouble, at, counted, in_order
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight
from vrs_tracker.features.exchange import readers
from vrs_tracker.features.exchange.queries.imports import answers
from vrs_tracker.features.exchange.queries.known import load_known
from vrs_tracker.features.finance.actions.importing import Foreseen, Terms, foresee
from vrs_tracker.features.finance.queries.lines import UNDIVIDED, WHOLE
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
    stem = f"{imported.file_name}, {found.checked.sheet}"
    return [line.to_input(f"{stem}, {line.place}") for line in found.checked.lines]


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


def foreseen_of(
    session: Session, imported: MoneyImport, found: readers.FileRead, *, now: datetime, terms: Terms
) -> Foreseen:
    """Return what the rules of sums say of a file that can be booked; of one with errors, nothing yet."""
    if not found.checked.may_be_booked:
        return Foreseen()
    return foresee(session, inputs_of(imported, found), now=now, terms=terms)


def judged_problems(session: Session, found: readers.FileRead, foreseen: Foreseen) -> tuple[Problem, ...]:
    """Return what the rules of sums say, each at the amount of the row that goes too far. One statement."""
    if not foreseen.broken and not foreseen.shares:
        return ()
    names = {block.slug: block.name for block in list_blocks(session)}
    checked = found.checked

    def at_row(place: int, wrong: str, expected: str) -> Problem:
        line = checked.lines[place]
        trouble = Trouble(ProblemWeight.WARNING, wrong, expected)
        value = euro(from_cents(line.cents))
        return at(
            trouble,
            sheet=checked.sheet,
            row=line.row,
            column=checked.amount_column(line),
            value=value,
        )

    return (
        *(
            at_row(
                each.place,
                f"{names[each.block] if each.block else WHOLE}: {each.objection.says}",
                each.objection.advice,
            )
            for each in foreseen.broken
        ),
        *(at_row(each.place, each.changed, CHOOSE_REASON) for each in foreseen.shares),
    )


def problems_of(found: readers.FileRead, judged: Sequence[Problem]) -> tuple[Sequence[Problem], str]:
    """Return the problems as they are worked off, and how many there are of each weight.

    `judged` are those that only the sums show.
    """
    numbers = found.checked.numbers + Counter(each.weight for each in judged)
    return in_order((*found.checked.problems, *judged)), counted(numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A line as it is understood, in words."""

    place: str
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
            place=line.place,
            block=names.get(line.block_id or 0, UNDIVIDED),
            what=f"{line.stage.label}, {line.payer.label}",
            when=precise_date(line.day.day, line.day.precision),
            amount=from_cents(line.cents),
            budget_line=line.budget_line or NO_STATEMENT,
            proof=titles.get(line.resolution_id or 0) or line.document or NO_STATEMENT,
        )
        for line in first
    )
