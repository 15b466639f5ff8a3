"""XLSX files, read back by another library than the one that wrote them."""

import tempfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from vrs_tracker.domain.data_dictionary import EURO, CellType, ColumnEntry
from vrs_tracker.domain.long_table import LongColumn, LongTable, Rough, Value
from vrs_tracker.domain.sheets import CAPTION, CENTS, DAY, MARK, ROUGH, Sheet, SheetCell
from vrs_tracker.web.workbook import DEFINITIONS, long_workbook, workbook

AS_OF = date(2026, 6, 30)


def sheet(*cells: SheetCell) -> Sheet:
    return Sheet(heads=("Wert",), rows=tuple((cell,) for cell in cells))


def read(content: bytes, name: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(name).to_python()]


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as packed:
        return packed.read(name).decode()


printable = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
cells = st.one_of(
    printable.map(SheetCell),
    st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "https://beispiel.de", "{=1}"]).map(SheetCell),
    st.decimals(-(10**12), 10**12, places=2).map(lambda value: SheetCell(value, CENTS)),
    st.dates(date(1900, 3, 1), date(2199, 12, 31)).map(lambda value: SheetCell(value, DAY)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(cells, min_size=1, max_size=6))
def test_what_was_written_is_read_back(written: list[SheetCell]) -> None:
    rows = read(workbook(sheet(*written), (), as_of=AS_OF), "Tabelle")
    assert rows[0] == ["Wert"]
    for cell, (found,) in zip(written, rows[1:], strict=True):
        expected = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
        assert found == expected


def test_no_text_becomes_a_formula_or_a_link() -> None:
    content = workbook(sheet(SheetCell("=1+1"), SheetCell("https://beispiel.de")), (), as_of=AS_OF)
    drawn = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in drawn
    assert "hyperlink" not in drawn


def test_the_head_stays_in_sight_and_filters() -> None:
    drawn = part(workbook(sheet(SheetCell("a")), (), as_of=AS_OF), "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in drawn
    assert '<autoFilter ref="A1:A2"' in drawn


def test_the_second_sheet_defines_the_table() -> None:
    about = (("Stand", "30.06.2026"), ("Quelle", "=hier"))
    definition = ColumnEntry(
        head="Wert", meaning="ein Wert", unit="Euro", type=CellType.NUMBER, rule="Buchungen"
    )
    content = workbook(sheet(SheetCell("a")), about, (definition,), as_of=AS_OF)
    assert read(content, DEFINITIONS) == [
        ["Stand", "30.06.2026", "", "", ""],
        ["Quelle", "=hier", "", "", ""],
        [""] * 5,
        ["Spalte", "Bedeutung", "Einheit", "Typ", "Quelle"],
        ["Wert", "ein Wert", "Euro", "Zahl", "Buchungen"],
    ]


def test_print_says_what_it_is_and_that_it_is_invented() -> None:
    about = ((CAPTION, "Soll & Ist"), (MARK, "Demodaten"))
    drawn = part(workbook(sheet(), about, as_of=AS_OF), "xl/worksheets/sheet1.xml")
    assert "&amp;LSoll &amp;&amp; Ist" in drawn
    assert "&amp;LDemodaten&amp;RSeite &amp;P von &amp;N" in drawn
    assert 'orientation="landscape"' in drawn


def test_a_long_text_gets_a_higher_row() -> None:
    long = workbook(sheet(SheetCell("Wort " * 40), SheetCell("kurz")), (), as_of=AS_OF)
    rows = part(long, "xl/worksheets/sheet1.xml").split("<row ")[1:]
    assert ["customHeight" in row for row in rows] == [False, True, False]


def test_words_in_a_column_of_numbers_stand_below_its_head() -> None:
    cells_of = (SheetCell(Decimal("1.50"), CENTS), SheetCell("entfällt"))
    styles = part(workbook(sheet(*cells_of), (), as_of=AS_OF), "xl/styles.xml")
    assert styles.count('horizontal="right"') == 2


def test_the_same_table_gives_the_same_bytes() -> None:
    one, other = (workbook(sheet(SheetCell(Decimal("1.50"), CENTS)), (), as_of=AS_OF) for _ in range(2))
    assert one == other


def test_a_table_without_rows_is_a_file_too() -> None:
    assert read(workbook(sheet(), (), as_of=AS_OF), "Tabelle") == [["Wert"]]


# ---------------------------------------------------------------- long tables


def long_table(*rows: tuple[Value, ...]) -> LongTable:
    columns = (
        LongColumn(head="Name", meaning="ein Name", rule="erfunden"),
        LongColumn(head="Stelle", meaning="eine Stelle", rule="erfunden", keeps_text=True),
        LongColumn(head="Betrag", meaning="Euro", rule="erfunden", type=CellType.NUMBER, unit=EURO),
        LongColumn(head="Jahr", meaning="ein Jahr", rule="erfunden", type=CellType.NUMBER),
        LongColumn(head="Tag", meaning="ein Tag", rule="erfunden", type=CellType.DATE),
    )
    return LongTable(
        name="probe", caption="Probe", columns=columns, rows=iter(rows), length=len(rows), is_demo=False
    )


def test_a_long_table_is_read_back_with_its_values() -> None:
    day = date(2026, 3, 14)
    table = long_table(
        ("=1+1", "0051.10", Decimal("-1234.50"), 2026, day), ("", "-5", Rough(Decimal(3)), None, "2021")
    )
    content = long_workbook(table, (), as_of=AS_OF)
    assert read(content, "Tabelle") == [
        ["Name", "Stelle", "Betrag", "Jahr", "Tag"],
        ["=1+1", "0051.10", -1234.5, 2026.0, day],
        ["", "-5", 3.0, "", "2021"],
    ]
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert [row[0] for row in read(content, DEFINITIONS)[1:]] == ["Name", "Stelle", "Betrag", "Jahr", "Tag"]


def test_numbers_of_a_long_table_are_formatted_and_codes_stay_text() -> None:
    row = ("Name", "0051.10", Decimal("1.50"), 2026, date(2026, 3, 14))
    rounded = ("Name", "0051.10", Rough(Decimal(3)), 2026, date(2026, 3, 14))
    content = long_workbook(long_table(row, rounded), (), as_of=AS_OF)
    styles = part(content, "xl/styles.xml")
    escaped = ROUGH.replace('"', "&quot;")
    assert all(f'formatCode="{each}"' in styles for each in (escaped, CENTS, DAY, "@"))
    assert 'formatCode=""' not in styles
    drawn = part(content, "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A1:E3"' in drawn
    assert 'state="frozen"' in drawn


def test_a_long_table_gives_the_same_bytes_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    row = ("Name", "0051.10", Decimal("1.50"), 2026, date(2026, 3, 14))
    one, other = (long_workbook(long_table(row), (), as_of=AS_OF) for _ in range(2))
    assert one == other
    assert list(tmp_path.iterdir()) == []
