"""The data dictionary: every column of every table has a meaning, a unit, a type and a source."""

import json
from decimal import Decimal

import pytest

from tests.domain.chapters.full_report import full_report
from vrs_tracker.domain.attachments import DEMO_NOTE, entries_table
from vrs_tracker.domain.data_dictionary import (
    CellType,
    ColumnEntry,
    csvw_metadata,
    dictionary_table,
    file_entry,
)
from vrs_tracker.domain.document import Bar, Column, Row, Table
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.sheets import flat_rows
from vrs_tracker.domain.table_columns import UNTOLD_RULE, meaning_of, rule_of

TABLES = (*document(full_report()).tables(), entries_table(full_report()))


def column(*cells: str, head: str = "Heute", caption: str = "Probe in Mio. €") -> ColumnEntry:
    rows = tuple(Row(cells=(cell,)) for cell in cells)
    table = Table(name="probe", caption=caption, columns=(Column(head=head),), rows=rows)
    return file_entry("probe.csv", table, is_demo=False).columns[0]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_the_report_is_described(table: Table) -> None:
    """A new table or column needs a line in domain/table_columns.py."""
    heads, _ = flat_rows(table)
    assert [head for head in heads if not meaning_of(table.name, head)] == []
    assert rule_of(table.name) != UNTOLD_RULE


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_columns_of_the_dictionary_are_those_of_the_file(table: Table) -> None:
    heads, _ = flat_rows(table)
    assert tuple(each.head for each in file_entry("x.csv", table, is_demo=False).columns) == heads


@pytest.mark.parametrize(
    ("cells", "kind", "unit"),
    [
        (("1,25", "−0,80", "keine Angabe"), CellType.NUMBER, "Millionen Euro"),
        (("1,25", "rund 2,10"), CellType.MIXED, "Millionen Euro"),
        (("1,25", "entfällt"), CellType.MIXED, "Millionen Euro"),
        (("2024", "2025"), CellType.NUMBER, "keine"),
        (("2024", "Summe"), CellType.MIXED, "keine"),
        (("91,2\N{NO-BREAK SPACE}%",), CellType.WITH_UNIT, "Prozent"),
        (("25.000,00\N{NO-BREAK SPACE}€", "kein Anteil"), CellType.WITH_UNIT, "Euro"),
        (("30.06.2026", "keine Angabe"), CellType.DATE, "keine"),
        (("30.06.2026", "noch nicht"), CellType.MIXED, "keine"),
        (("planmäßig",), CellType.TEXT, "keine"),
        (("keine Angabe",), CellType.TEXT, "keine"),
        ((), CellType.TEXT, "keine"),
    ],
)
def test_type_and_unit_are_those_of_the_cells(cells: tuple[str, ...], kind: CellType, unit: str) -> None:
    found = column(*cells)
    assert (found.type, found.unit) == (kind, unit)


def test_the_unit_is_the_one_that_head_or_caption_names() -> None:
    assert column("1,25", caption="Beträge in Euro").unit == "Euro"
    assert column("1,25", head="Betrag in Euro", caption="Beträge in Mio. €").unit == "Euro"
    assert column("1,25", head="Mio. €", caption="Beträge").unit == "Millionen Euro"


def test_a_column_that_nobody_has_described_says_where_it_stands() -> None:
    found = column("1,25", head="Neuartig")
    assert found.meaning == "Spalte „Neuartig“ der Tabelle „Probe in Mio. €“"
    assert found.rule == UNTOLD_RULE


def test_bars_are_no_columns_and_demo_content_has_one() -> None:
    table = Table(
        name="probe",
        caption="Probe",
        columns=(Column(head="Heute"), Column(head="")),
        rows=(Row(cells=("1,25", Bar(permille=10))),),
    )
    heads = [each.head for each in file_entry("x.csv", table, is_demo=True).columns]
    assert heads == ["Heute", "Hinweis"]


def test_a_table_of_one_block_is_described_by_the_end_of_its_name() -> None:
    assert rule_of("ki-xc-geld") == rule_of("geld") != UNTOLD_RULE
    assert meaning_of("ki-xc-bewertung", "Stand") == "Stichtag, zu dem die Einschätzung gilt"
    assert meaning_of("bausteine", "Stand") == "Stand nach der Ampel"


def test_a_column_headed_by_a_day_is_explained() -> None:
    assert "Stichtag" in meaning_of("ampel-verlauf", "31.12.2025")


def test_the_dictionary_is_a_table_with_a_row_for_each_column() -> None:
    files = [file_entry(f"{table.name}.csv", table, is_demo=True) for table in TABLES]
    rows = dictionary_table(files).rows
    assert len(rows) == sum(len(file.columns) for file in files) > 100
    assert all(all(cell for cell in row.cells) for row in rows)


def test_programs_get_the_dictionary_as_csv_on_the_web() -> None:
    files = [file_entry(f"{table.name}.csv", table, is_demo=True) for table in TABLES]
    found = json.loads(csvw_metadata(files, title="Tabellen", publisher="Verband", note=DEMO_NOTE))
    assert found["@context"][0] == "http://www.w3.org/ns/csvw"
    assert (found["dialect"]["delimiter"], found["dc:description"]) == (";", DEMO_NOTE)
    assert [table["url"] for table in found["tables"]] == [file.name for file in files]
    for table in found["tables"]:
        names = [each["name"] for each in table["tableSchema"]["columns"]]
        assert len(names) == len({*names}) > 0


def test_numbers_of_csv_on_the_web_are_read_with_a_decimal_comma() -> None:
    """What the metadata say of a number is what its cells are: read by that rule, they give the amount."""
    table = next(table for table in TABLES if table.name == "antrag-euro")
    entry = file_entry("antrag-euro.csv", table, is_demo=False)
    text = csvw_metadata([entry], title="Tabellen", publisher="Verband", note="")
    columns = json.loads(text)["tables"][0]["tableSchema"]["columns"]
    regional = next(each for each in columns if each["titles"] == "Regional")
    rule = regional["datatype"]["format"]
    heads, rows = flat_rows(table)
    last = rows[-1][heads.index("Regional")]
    read = last.replace(rule["groupChar"], "").replace(rule["decimalChar"], ".")
    assert Decimal(read) == Decimal("16220000.00")
    assert "dc:description" not in json.loads(text)
