"""One row of a file as an amount to be booked, judged by the same rules as one typed into the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.finance import EntryInput, check_money
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.vocabulary.money import Degree, FigureSource, Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

DEGREES: Mapping[Stage, Degree] = {
    Stage.PLANNED: Degree.PLANNED,
    Stage.EARMARKED: Degree.DECIDED,
    Stage.COMMITTED: Degree.GRANTED,
    Stage.REQUESTED: Degree.GRANTED,
    Stage.DISBURSED: Degree.PAID,
    Stage.PROVEN: Degree.PAID,
    Stage.RECOVERED: Degree.PAID,
}
"""How binding an amount of a stage is: a file has no column for it."""
FIGURE_SOURCES: Mapping[Stage, FigureSource] = {
    Stage.PLANNED: FigureSource.MESSAGE,
    Stage.EARMARKED: FigureSource.RESOLUTION,
    Stage.COMMITTED: FigureSource.NOTICE,
    Stage.REQUESTED: FigureSource.MESSAGE,
    Stage.DISBURSED: FigureSource.BOOKING,
    Stage.PROVEN: FigureSource.MESSAGE,
    Stage.RECOVERED: FigureSource.NOTICE,
}
COLUMNS: Mapping[str, ColumnUse] = {
    "block_id": ColumnUse.BLOCK,
    "stage": ColumnUse.STAGE,
    "payer": ColumnUse.PAYER,
    "amount": ColumnUse.AMOUNT,
    "effective": ColumnUse.DAY,
    "budget_year": ColumnUse.BUDGET_YEAR,
    "budget_line": ColumnUse.BUDGET_LINE,
    "document": ColumnUse.EVIDENCE,
    "resolution_id": ColumnUse.EVIDENCE,
    "note": ColumnUse.NOTE,
}
"""By the name of the field, in which column its value stands."""


class Line(NamedTuple):
    """An amount of a file; `row` counts from 1, `cents` are exact.

    `column` are the letters of its column where a row has several columns of amounts.
    """

    row: int
    block_id: int | None
    stage: Stage
    payer: Payer
    cents: int
    day: PreciseDate
    budget_year: int | None = None
    budget_line: str = ""
    document: str = ""
    resolution_id: int | None = None
    note: str = ""
    column: str = ""

    @property
    def place(self) -> str:
        """Where in the sheet it stands, in words."""
        return f"Zelle {self.column}{self.row}" if self.column else f"Zeile {self.row}"

    def to_input(self, source: str) -> EntryInput:
        """Return the line as it is booked; `source` is where it was read."""
        return EntryInput(
            block_id=self.block_id,
            stage=self.stage,
            payer=self.payer,
            amount=from_cents(self.cents),
            effective=self.day,
            degree=DEGREES[self.stage],
            figure_source=FIGURE_SOURCES[self.stage],
            document=self.document,
            resolution_id=self.resolution_id,
            budget_year=self.budget_year,
            budget_line=self.budget_line,
            note=self.note,
            source=source,
        )


@dataclass(slots=True)
class Judge:
    """The rules of a single booking that look at several cells, asked once for each combination of them."""

    today: date
    _known: dict[tuple[object, ...], tuple[Violation, ...]] = field(default_factory=dict)

    def violations(self, line: Line) -> tuple[Violation, ...]:
        """Return what the form would refuse; single cells were judged when they were read."""
        # members of code lists are unique, and their hash is slow
        day = line.day
        case = id(line.stage), day.day, id(day.precision), line.resolution_id is None
        found = self._known.get(case)
        if found is None:
            sample = Line(
                row=1,
                block_id=None,
                stage=line.stage,
                payer=line.payer,
                cents=1,
                day=line.day,
                resolution_id=line.resolution_id,
            )
            found = self._known[case] = check_money(sample.to_input("Datei"), self.today)
        return found
