"""Columns in which nothing is said leave their table and are named in its note."""

from vrs_tracker.domain.chapters.silent_columns import without_silent_columns
from vrs_tracker.domain.document import Column, Row, RowKind, Table

GAP = "keine Angabe"


def _table(*rows: tuple[str, ...], note: str = "") -> Table:
    return Table(
        name="probe",
        caption="Probe",
        columns=tuple(Column(head=head) for head in ("Jahr", "Ansatz", "Übertragung")),
        rows=tuple(
            Row(cells=cells, kind=RowKind.BODY if len(cells) > 1 else RowKind.GROUP) for cells in rows
        ),
        note=note,
    )


def test_a_column_of_gaps_becomes_the_first_sentence_of_the_note() -> None:
    found = without_silent_columns(
        _table(("Jahre",), ("2025", "1,00", GAP), ("2026", GAP, GAP), note="Rest.")
    )

    assert [column.head for column in found.columns] == ["Jahr", "Ansatz"]
    assert [row.cells for row in found.rows] == [("Jahre",), ("2025", "1,00"), ("2026", GAP)]
    assert found.note == "Übertragung: keine Angabe. Rest."


def test_a_head_that_does_not_explain_itself_is_named_in_other_words() -> None:
    found = without_silent_columns(_table(("2025", GAP, GAP)), {"Übertragung": "Übertragung aus dem Vorjahr"})

    assert found.note == "Ansatz, Übertragung aus dem Vorjahr: keine Angabe."
    assert found.rows[0].cells == ("2025",)


def test_a_table_in_which_every_column_says_something_stays_as_it_is() -> None:
    table = _table((GAP, "1,00", "0,50"))

    assert without_silent_columns(table) is table
