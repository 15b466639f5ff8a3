"""Each table as CSV is what its metadata say, read by the rules of „CSV on the Web“ (W3C, 2015)."""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest

from tests.domain.chapters.full_report import full_report
from tests.domain.money_values import make_entry
from tests.reports.extremes import amounts_of_all_sizes, everything_withheld, no_money
from vrs_tracker.domain.attachments import BYTE_ORDER_MARK, DEMO_NOTE, entries_table, table_csv
from vrs_tracker.domain.data_dictionary import csvw_metadata, file_entry
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport

OF_A_GROUP = {"@context", "dialect", "tables"}
OF_A_TABLE = {"url", "tableSchema"}
OF_A_COLUMN = {"name", "titles", "datatype", "null"}
PREFIXED = re.compile(r"(dc|schema):[a-zA-Z]+")
"""Any other property needs a prefix that the context of W3C knows."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
"""A name is the variable of a URI template and does not begin with an underscore."""
DAY_PATTERNS = {"dd.MM.yyyy": "%d.%m.%Y"}


def booked_back() -> CommitteeReport:
    """A report with an amount that is taken back: a negative number."""
    report = full_report()
    entry = make_entry(id=700, amount=Decimal("-1250000.50"), reverses=report.entries[0].id)
    return replace(report, entries=(*report.entries, entry))


REPORTS: Mapping[str, CommitteeReport] = {
    "ordinary": full_report(),
    "demo": replace(full_report(), contains_demo=True),
    "booked back": booked_back(),
    "all sizes": amounts_of_all_sizes().report,
    "no money": no_money().report,
    "withheld": everything_withheld().report,
}
every_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def files_of(report: CommitteeReport) -> tuple[dict[str, str], dict[str, Any]]:
    """The CSV files by name, and their metadata."""
    tables = {f"{table.name}.csv": table for table in (*document(report).tables(), entries_table(report))}
    entries = [file_entry(name, table, is_demo=report.contains_demo) for name, table in tables.items()]
    note = DEMO_NOTE if report.contains_demo else ""
    metadata = csvw_metadata(entries, title="Tabellen", publisher="Verband", note=note)
    texts = {name: table_csv(table, is_demo=report.contains_demo) for name, table in tables.items()}
    return texts, json.loads(metadata)


@every_report
def test_metadata_have_no_property_that_the_standard_does_not_know(report: CommitteeReport) -> None:
    texts, group = files_of(report)
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "de"}]
    assert [table["url"] for table in group["tables"]] == list(texts)
    assert strangers(group, OF_A_GROUP) == set()
    for table in group["tables"]:
        assert strangers(table, OF_A_TABLE) == set()
        assert table["tableSchema"].keys() == {"columns"}
        columns = table["tableSchema"]["columns"]
        assert all(strangers(column, OF_A_COLUMN) == set() for column in columns)
        assert all(NAME.fullmatch(column["name"]) for column in columns)
        assert len({column["name"] for column in columns}) == len(columns)


def strangers(described: Mapping[str, object], known: set[str]) -> set[str]:
    return {name for name in described if name not in known and not PREFIXED.fullmatch(name)}


@every_report
def test_every_cell_is_read_by_the_dialect_and_the_datatype_of_its_column(report: CommitteeReport) -> None:
    texts, group = files_of(report)
    dialect = group["dialect"]
    assert (dialect["encoding"], dialect["header"], dialect["lineTerminators"]) == ("utf-8", True, ["\r\n"])
    for table in group["tables"]:
        text = texts[table["url"]].removeprefix(BYTE_ORDER_MARK)
        assert text.endswith("\r\n")
        heads, *rows = csv.reader(StringIO(text, newline=""), delimiter=dialect["delimiter"], strict=True)
        columns = table["tableSchema"]["columns"]
        assert heads == [column["titles"] for column in columns]
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                assert cell in column["null"] or is_of(column["datatype"], cell), (column["titles"], cell)


def is_of(datatype: Any, cell: str) -> bool:  # noqa: ANN401 - a name, or an object with a format
    """Whether a cell is a value of a datatype, as section 6.4 of the tabular data model reads it."""
    if datatype == "string":
        return True
    match datatype["base"]:
        case "decimal":
            point, group = (re.escape(datatype["format"][key]) for key in ("decimalChar", "groupChar"))
            return bool(re.fullmatch(rf"[+-]?[0-9]+({group}[0-9]+)*({point}[0-9]+)?", cell))
        case "date":
            return bool(datetime.strptime(cell, DAY_PATTERNS[datatype["format"]]))  # noqa: DTZ007 - a day
    return False


def test_a_negative_amount_has_the_hyphen_that_the_standard_reads() -> None:
    texts, group = files_of(booked_back())
    columns = next(each for each in group["tables"] if each["url"] == "betraege.csv")["tableSchema"][
        "columns"
    ]
    amount = next(column for column in columns if column["titles"] == "Betrag in Euro")
    assert amount["datatype"]["base"] == "decimal"
    assert ";-1250000,50;" in texts["betraege.csv"].replace(".", "")
    assert not is_of(amount["datatype"], "\N{MINUS SIGN}1250000,50")
