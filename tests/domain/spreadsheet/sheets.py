"""Sheets that tests of their check begin with."""

from datetime import date

from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.spreadsheet.cells import UNDIVIDED_ID, Known
from vrs_tracker.domain.spreadsheet.checking import Checked, check_at_once
from vrs_tracker.domain.spreadsheet.grid import Area, Sheet, Value
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

TODAY = date(2026, 7, 1)
NAMES = ("KI-XC", "KI-ckstart", "mAIkerSpace")
KNOWN = Known(
    blocks={fold(name): number for number, name in enumerate(NAMES, start=1)}
    | {fold("Programm gesamt"): UNDIVIDED_ID},
    names=NAMES,
    resolutions={fold("Förderung 2026"): [7], fold("WIV-1"): [7, 8]},
)
HEAD: list[Value] = ["Baustein", "Stufe", "Betrag", "Datum", "Beleg"]
ROW: list[Value] = ["KI-XC", "bewilligt", 12.5, date(2026, 3, 14), "Bescheid"]


def check(
    rows: list[list[Value]],
    *,
    layout: Layout | None = None,
    answers: dict[str, ColumnUse] | None = None,
    merged: tuple[Area, ...] = (),
) -> Checked:
    """Check a sheet to its end."""
    sheet = Sheet("Blatt", rows, merged)
    return check_at_once(sheet, layout or Layout(), KNOWN, answers or {}, TODAY)


def told(checked: Checked) -> list[tuple[str, str, str]]:
    """What was wrong: weight, place and sentence."""
    return [(each.weight.label, each.place, each.wrong) for each in checked.problems]


def row(**changes: Value) -> list[Value]:
    """A good row with some other cells, by the folded head."""
    names = ("baustein", "stufe", "betrag", "datum", "beleg")
    return [changes.get(name, value) for name, value in zip(names, ROW, strict=True)]
