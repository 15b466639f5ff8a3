"""How a file is to be read: what somebody has chosen about it, kept as text with the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.dates import read_precise_date
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The sheet, what columns hold (from 0), and stage, payer and day of rows that do not say them."""

    sheet: str = ""
    columns: Mapping[int, ColumnUse] = field(default_factory=dict)
    stage: Stage | None = None
    payer: Payer = Payer.VRS
    day: PreciseDate | None = None

    def to_text(self) -> str:
        """Write it as it is stored."""
        return json.dumps(
            {
                "sheet": self.sheet,
                "columns": {str(index): use.value for index, use in sorted(self.columns.items())},
                "stage": self.stage.value if self.stage else "",
                "payer": self.payer.value,
                "day": _day_text(self.day),
            },
            ensure_ascii=False,
        )


def layout_of(text: str) -> Layout:
    """Read what was stored; an empty text is a file about which nothing was chosen yet."""
    if not text:
        return Layout()
    stored = json.loads(text)
    return Layout(
        sheet=stored["sheet"],
        columns={int(index): ColumnUse(use) for index, use in stored["columns"].items()},
        stage=Stage(stored["stage"]) if stored["stage"] else None,
        payer=Payer(stored["payer"]),
        day=read_precise_date(stored["day"]) if stored.get("day") else None,
    )


def _day_text(day: PreciseDate | None) -> str:
    return "" if day is None else precise_date(day.day, day.precision)
