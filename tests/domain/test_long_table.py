"""Long tables as CSV: row by row, with what spreadsheets would run made harmless."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.attachments import BYTE_ORDER_MARK, safe_cell
from vrs_tracker.domain.data_dictionary import EURO, CellType
from vrs_tracker.domain.lists.entry_file import entry_file
from vrs_tracker.domain.long_table import LongColumn, LongTable, Rough, Value, csv_parts
from vrs_tracker.domain.spreadsheet.heads import understood
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse


def one_column(values: Sequence[Value]) -> LongTable:
    column = LongColumn(head="Wert", meaning="ein Wert", rule="erfunden")
    rows = ((value,) for value in values)
    return LongTable(
        name="probe", caption="Probe", columns=(column,), rows=rows, length=len(values), is_demo=False
    )


def read(parts: Iterator[str]) -> list[list[str]]:
    text = "".join(parts)
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=";"))


def test_every_kind_of_value_is_written_as_germans_read_it() -> None:
    values = (
        *("Text", "=1+1", "0051.10", None, 2026, date(2026, 3, 14)),
        *(Decimal("-1234.50"), Rough(Decimal(3_600_000))),
    )
    assert [row[0] for row in read(csv_parts(one_column(values)))] == [
        *("Wert", "Text", "'=1+1", "0051.10", "", "2026", "14.03.2026"),
        *("-1.234,50", "3.600.000,00"),
    ]


def test_the_head_leaves_before_a_row_is_read() -> None:
    def unreadable() -> Iterator[tuple[Value, ...]]:
        raise AssertionError
        yield ()

    column = LongColumn(head="Wert", meaning="ein Wert", rule="erfunden")
    table = LongTable(
        name="probe", caption="Probe", columns=(column,), rows=unreadable(), length=1, is_demo=False
    )
    assert next(csv_parts(table)) == f"{BYTE_ORDER_MARK}Wert\r\n"


def test_rows_leave_in_parts_and_none_is_lost() -> None:
    numbers = [str(number) for number in range(12_345)]
    parts = list(csv_parts(one_column(numbers)))
    assert len(parts) > 20
    assert [row[0] for row in read(iter(parts))] == ["Wert", *numbers]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=20))
def test_texts_come_back_as_they_are_unless_they_could_run(texts: list[str]) -> None:
    rows = read(csv_parts(one_column(texts)))[1:]
    assert [row[0] if row else "" for row in rows] == [safe_cell(text) for text in texts]


@given(st.lists(st.integers(-(10**14), 10**14).map(lambda cents: Decimal(cents).scaleb(-2)), max_size=20))
def test_amounts_come_back_to_the_cent_with_their_sign(amounts: list[Decimal]) -> None:
    rows = read(csv_parts(one_column(amounts)))[1:]
    assert [Decimal(row[0].replace(".", "").replace(",", ".")) for row in rows] == amounts


# ---------------------------------------------------------------- all booked amounts


def test_the_reading_of_files_understands_every_head_without_asking() -> None:
    table = entry_file(iter(()), length=0, is_demo=False)
    found = understood([column.head for column in table.columns], {}, {})
    assert all(column.use is not None for column in found)
    assert {column.head: column.use for column in found if column.use is not ColumnUse.IGNORED} == {
        "Baustein oder Projekt": ColumnUse.BLOCK,
        "Stufe": ColumnUse.STAGE,
        "Geldgeber": ColumnUse.PAYER,
        "Betrag in Euro": ColumnUse.AMOUNT,
        "Datum": ColumnUse.DAY,
        "Haushaltsjahr": ColumnUse.BUDGET_YEAR,
        "Buchungsstelle": ColumnUse.BUDGET_LINE,
        "Beleg oder Beschluss": ColumnUse.EVIDENCE,
        "Bemerkung": ColumnUse.NOTE,
    }
    assert {column.factor for column in found} == {None, 1}


def test_every_column_is_defined() -> None:
    table = entry_file(iter(()), length=0, is_demo=True)
    assert [entry.head for entry in table.definitions] == [column.head for column in table.columns]
    assert len({entry.head for entry in table.definitions}) == len(table.columns)
    assert all(entry.meaning and entry.rule for entry in table.definitions)
    amounts = [entry for entry in table.definitions if entry.unit == EURO]
    assert [(entry.head, entry.type) for entry in amounts] == [("Betrag in Euro", CellType.NUMBER)]


def test_only_a_column_in_euros_holds_amounts() -> None:
    words = LongColumn(head="Beleg", meaning="ein Beleg", rule="erfunden")
    assert not words.is_amount
    assert LongColumn(head="Betrag", meaning="ein Betrag", rule="erfunden", unit=EURO).is_amount
