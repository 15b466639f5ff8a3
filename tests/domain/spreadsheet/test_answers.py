"""What the reading process says of a file comes back as it was found."""

import json
from datetime import date

from tests.domain.spreadsheet.sheets import HEAD, ROW, check, row
from vrs_tracker.domain.spreadsheet.checking import Checked
from vrs_tracker.domain.spreadsheet.errand import answer_of, answer_text
from vrs_tracker.domain.spreadsheet.grid import Value
from vrs_tracker.domain.vocabulary.money import Stage


def sent(checked: Checked) -> Checked:
    return answer_of(json.loads(answer_text(checked)))


def test_amounts_days_and_problems_come_back_as_they_were_found() -> None:
    days: tuple[Value, ...] = (
        "14.03.2026",
        date(2026, 3, 14),
        "03.2026",
        "2026",
        "unbekannt",
        date(2025, 12, 31),
    )
    found = check([HEAD, *(row(datum=day, betrag=cents) for cents, day in enumerate(days, start=1))])
    back = sent(found)
    assert len(found.lines) == len(days)
    assert back.lines == found.lines
    assert [type(line.stage) for line in back.lines] == [type(line.stage) for line in found.lines]
    assert (back.sheet, back.head, back.rows, back.numbers) == (found.sheet, 1, 7, found.numbers)


def test_a_table_without_amounts_comes_back_with_its_problems() -> None:
    found = check([HEAD, row(betrag="viel"), ROW[:1]])
    assert found.lines == sent(found).lines == []
    assert sent(found).problems == found.problems != []


def test_what_heads_say_comes_back_with_their_columns() -> None:
    heads: list[Value] = ["Projekt", "Plan regional 2026 in TEUR", "ausgezahlt kommunal 2025", "Titel", "Ort"]
    found = check([heads, ["KI-XC", 1.0, 2.0, "", ""]])
    assert sent(found).columns == found.columns
    assert {column.stage for column in found.columns} == {None, Stage.PLANNED, Stage.DISBURSED}
