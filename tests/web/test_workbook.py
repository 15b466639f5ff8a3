"""XLSX files, read back by another library than the one that wrote them."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from vrs_tracker.domain.sheets import CENTS, DAY, Sheet, SheetCell
from vrs_tracker.web.workbook import workbook

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


def test_the_second_sheet_says_where_the_figures_come_from() -> None:
    about = (("Stand", "30.06.2026"), ("Quelle", "=hier"))
    assert read(workbook(sheet(SheetCell("a")), about, as_of=AS_OF), "Angaben") == [
        ["Stand", "30.06.2026"],
        ["Quelle", "=hier"],
    ]


def test_the_same_table_gives_the_same_bytes() -> None:
    one, other = (workbook(sheet(SheetCell(Decimal("1.50"), CENTS)), (), as_of=AS_OF) for _ in range(2))
    assert one == other


def test_a_table_without_rows_is_a_file_too() -> None:
    assert read(workbook(sheet(), (), as_of=AS_OF), "Tabelle") == [["Wert"]]
