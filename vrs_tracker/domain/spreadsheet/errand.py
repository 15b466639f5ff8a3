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

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.reconciliation import Item
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
    """Write what was found as one line."""
    return json.dumps(
        {
            "sheet": checked.sheet,
            "head": checked.head,
            "rows": checked.rows,
            "columns": [
                [each.index, each.head, each.use, list(each.candidates), each.is_guess, each.factor]
                for each in checked.columns
            ],
            "lines": [_told(line) for line in checked.lines],
            "problems": checked.problems,
            "numbers": {weight.value: number for weight, number in checked.numbers.items()},
        }
    )


def _told(line: Line) -> list[object]:
    day = line.day
    return [*line[:5], day.day.isoformat() if day.day else None, day.precision, *line[6:]]


def answer_of(told: dict[str, Any]) -> Checked:
    """Read what was found."""
    stages = {code.value: code for code in Stage}
    payers = {code.value: code for code in Payer}
    precisions = {code.value: code for code in DatePrecision}
    days: dict[tuple[str | None, str], PreciseDate] = {}

    def day_of(day: str | None, precision: str) -> PreciseDate:
        key = day, precision
        if key not in days:
            known = date.fromisoformat(day) if day else None
            days[key] = PreciseDate(known, precisions[precision])
        return days[key]

    return Checked(
        sheet=told["sheet"],
        head=told["head"],
        rows=told["rows"],
        columns=tuple(_column(each) for each in told["columns"]),
        lines=[
            Line(row, block, stages[stage], payers[payer], cents, day_of(day, precision), *rest)
            for row, block, stage, payer, cents, day, precision, *rest in told["lines"]
        ],
        problems=_problems(told["problems"]),
        numbers=Counter({ProblemWeight(weight): number for weight, number in told["numbers"].items()}),
    )


def _problems(told: list[list[Any]]) -> list[Problem]:
    return [Problem(ProblemWeight(weight), *rest) for weight, *rest in told]


def _column(told: list[Any]) -> Column:
    index, head, use, candidates, is_guess, factor = told
    meant = ColumnUse(use) if use else None
    return Column(index, head, meant, tuple(map(ColumnUse, candidates)), is_guess, factor)


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
