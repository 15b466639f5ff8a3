"""What the reading process is told and what it answers, as JSON: it reads files of strangers.

It is not trusted. Nothing it says is run or unpickled: lines and problems are made anew here, from plain
texts and numbers.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.spreadsheet.balances import BalanceRow, BalancesRead, Terms
from vrs_tracker.domain.spreadsheet.cells import Known
from vrs_tracker.domain.spreadsheet.checking import Checked
from vrs_tracker.domain.spreadsheet.columns import Column
from vrs_tracker.domain.spreadsheet.layout import Layout, layout_of
from vrs_tracker.domain.spreadsheet.lines import Line
from vrs_tracker.domain.spreadsheet.problems import Problem
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.money import DatePrecision, Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight


@dataclass(frozen=True, slots=True)
class Comments:
    """What a workbook is to say in its cells; `untold` is the number of problems beyond these."""

    problems: Sequence[Problem]
    untold: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What to do with a file: only to look whether it can be read, or to check it with what is known.

    With `balances` it is read as a table of balances, with `comments` it is written anew with these in its
    cells; then nothing else of the errand matters.
    """

    today: date
    layout: Layout
    known: Known
    answers: Mapping[str, ColumnUse]
    only_look: bool = False
    balances: Terms | None = None
    comments: Comments | None = None


def errand_text(errand: Errand) -> str:
    """Write an errand as one line."""
    return json.dumps(
        {
            "today": errand.today.isoformat(),
            "layout": errand.layout.to_text(),
            "blocks": dict(errand.known.blocks),
            "names": list(errand.known.names),
            "resolutions": {name: list(ids) for name, ids in errand.known.resolutions.items()},
            "answers": {head: use.value for head, use in errand.answers.items()},
            "only_look": errand.only_look,
            "comments": [errand.comments.problems, errand.comments.untold] if errand.comments else None,
            "balances": _terms_told(errand.balances),
        }
    )


def _terms_told(terms: Terms | None) -> list[object] | None:
    return None if terms is None else [terms.measure, terms.year, list(terms.lines)]


def errand_of(text: str) -> Errand:
    """Read an errand."""
    told = json.loads(text)
    return Errand(
        today=date.fromisoformat(told["today"]),
        layout=layout_of(told["layout"]),
        known=Known(told["blocks"], told["names"], told["resolutions"]),
        answers={head: ColumnUse(use) for head, use in told["answers"].items()},
        only_look=told["only_look"],
        comments=Comments(_problems(told["comments"][0]), told["comments"][1]) if told["comments"] else None,
        balances=_terms_of(told["balances"]),
    )


def _terms_of(told: list[Any] | None) -> Terms | None:
    if told is None:
        return None
    measure, year, lines = told
    return Terms(measure=BalanceMeasure(measure), year=year, lines=lines)


def answer_text(checked: Checked) -> str:
    """Write what was found as one line; amounts by column, which is quicker, and each day once."""
    days = {id(line.day): line.day for line in checked.lines}
    numbers = {key: number for number, key in enumerate(days)}
    return json.dumps(
        {
            "sheet": checked.sheet,
            "head": checked.head,
            "first_head": checked.first_head,
            "rows": checked.rows,
            "columns": [_column_told(column) for column in checked.columns],
            "days": [[day.day.isoformat() if day.day else None, day.precision] for day in days.values()],
            "lines": [
                [numbers[id(day)] for day in column] if name == "day" else column
                for name, column in zip(Line._fields, zip(*checked.lines, strict=True), strict=False)
            ],
            "problems": checked.problems,
            "numbers": {weight.value: number for weight, number in checked.numbers.items()},
        }
    )


def _column_told(column: Column) -> list[object]:
    said = (column.index, column.head, column.use, column.candidates, column.is_guess)
    return [*said, column.factor, column.payer, column.year, column.stage, column.cents]


def answer_of(told: dict[str, Any]) -> Checked:
    """Read what was found."""
    days = [
        PreciseDate(date.fromisoformat(day) if day else None, DatePrecision(precision))
        for day, precision in told["days"]
    ]
    return Checked(
        sheet=told["sheet"],
        head=told["head"],
        first_head=told["first_head"],
        rows=told["rows"],
        columns=tuple(_column(each) for each in told["columns"]),
        lines=_lines(told["lines"], days),
        problems=_problems(told["problems"]),
        numbers=Counter({ProblemWeight(weight): number for weight, number in told["numbers"].items()}),
    )


def _lines(columns: list[list[Any]], days: Sequence[PreciseDate]) -> list[Line]:
    if not columns:
        return []
    stages = {code.value: code for code in Stage}
    payers = {code.value: code for code in Payer}
    row, block, stage, payer, cents, day, *rest = columns
    meant = map(stages.__getitem__, stage), map(payers.__getitem__, payer), cents, map(days.__getitem__, day)
    return list(map(Line, row, block, *meant, *rest))


def _problems(told: list[list[Any]]) -> list[Problem]:
    return [Problem(ProblemWeight(weight), *rest) for weight, *rest in told]


def _column(told: list[Any]) -> Column:
    index, head, use, candidates, is_guess, factor, payer, year, stage, cents = told
    return Column(
        index,
        head,
        ColumnUse(use) if use else None,
        tuple(map(ColumnUse, candidates)),
        is_guess,
        factor,
        Payer(payer) if payer else None,
        year,
        Stage(stage) if stage else None,
        cents,
    )


def balances_text(found: BalancesRead) -> str:
    """Write what was found in a table of balances as one line."""
    return json.dumps(
        {
            "sheet": found.sheet,
            "head": found.head,
            "rows": [[each.row, list(each.item), each.cents, each.explanation] for each in found.rows],
            "problems": found.problems,
        }
    )


def balances_of(told: dict[str, Any]) -> BalancesRead:
    """Read what was found in a table of balances."""
    return BalancesRead(
        sheet=told["sheet"],
        head=told["head"],
        rows=[
            BalanceRow(row, Item(line, year, BalanceMeasure(measure)), cents, explanation)
            for row, (line, year, measure), cents, explanation in told["rows"]
        ],
        problems=_problems(told["problems"]),
    )
