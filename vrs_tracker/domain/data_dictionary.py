"""The data dictionary of a report's CSV files: each column with meaning, unit, type and source.

Once as a table for people, once as metadata after „CSV on the Web“ (W3C) for programs.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vrs_tracker.domain.attachments import DEMO_NOTE
from vrs_tracker.domain.chapters.legend import GAPS
from vrs_tracker.domain.document import Column, Row, Table
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.sheets import CENTS, SheetCell, flat_rows, sheet_of
from vrs_tracker.domain.table_columns import UNTOLD_RULE, meaning_of, rule_of

NO_VALUE = ("", *(word for word, _ in GAPS))
"""What stands in a cell without value; each word means one thing."""
HEADS = ("Datei", "Spalte", "Bedeutung", "Einheit", "Typ", "Quelle")
NOTE_HEAD = "Hinweis"
NO_UNIT, EURO = "keine", "Euro"
_UNITS = {"%": "Prozent", "€": EURO}


class CellType(StrEnum):
    """What the cells of a column hold; the value is the German word."""

    NUMBER = "Zahl"
    WITH_UNIT = "Zahl mit Einheit"
    DATE = "Datum"
    MIXED = "Zahl, Datum oder Text"
    TEXT = "Text"


_DATATYPES: dict[CellType, object] = {
    CellType.NUMBER: {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}},
    CellType.DATE: {"base": "date", "format": "dd.MM.yyyy"},
    CellType.WITH_UNIT: "string",
    CellType.MIXED: "string",
    CellType.TEXT: "string",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEntry:
    """A column of one file."""

    head: str
    meaning: str
    unit: str
    type: CellType
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A CSV file with the caption of its table and its columns."""

    name: str
    title: str
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it stands in the file, and the value that is recognised in it."""

    text: str
    value: SheetCell

    @property
    def type(self) -> CellType:
        """What the cell holds."""
        if isinstance(self.value.value, Decimal):
            return CellType.WITH_UNIT if self.text.endswith(tuple(_UNITS)) else CellType.NUMBER
        return CellType.DATE if self.value.number_format else CellType.TEXT


def file_entry(name: str, table: Table, *, is_demo: bool) -> FileEntry:
    """Describe the CSV file of a table; in a report with demo content its last column says so."""
    note = ColumnEntry(
        head=NOTE_HEAD,
        meaning=meaning_of(table.name, NOTE_HEAD),
        unit=NO_UNIT,
        type=CellType.TEXT,
        rule=DEMO_NOTE,
    )
    columns = column_entries(table)
    return FileEntry(name=name, title=table.caption, columns=(*columns, *([note] if is_demo else [])))


def column_entries(table: Table, *, untold_rule: str = UNTOLD_RULE) -> tuple[ColumnEntry, ...]:
    """Describe the columns of a table; `untold_rule` is where its figures come from if nobody says it."""
    heads, rows = flat_rows(table)
    values = sheet_of(table).rows
    rule = rule_of(table.name, untold=untold_rule)
    return tuple(
        _entry(
            table,
            head,
            [_Cell(words[index], row[index]) for words, row in zip(rows, values, strict=True)],
            rule,
        )
        for index, head in enumerate(heads)
    )


def _entry(table: Table, head: str, every: Sequence[_Cell], rule: str) -> ColumnEntry:
    cells = [cell for cell in every if cell.text not in NO_VALUE]
    meaning = meaning_of(table.name, head) or f"Spalte {quoted(head)} der Tabelle {quoted(table.caption)}"
    return ColumnEntry(
        head=head,
        meaning=meaning,
        unit=_unit(table.caption, head, cells),
        type=_type(cells),
        rule=rule,
    )


def _type(cells: Sequence[_Cell]) -> CellType:
    """What all cells with a value have in common; a column without any is text."""
    kinds = {cell.type for cell in cells}
    if len(kinds) == 1:
        return kinds.pop()
    return CellType.MIXED if kinds - {CellType.TEXT} else CellType.TEXT


def _unit(caption: str, head: str, cells: Sequence[_Cell]) -> str:
    written = {cell.text[-1] for cell in cells if cell.type is CellType.WITH_UNIT}
    if written:
        return " oder ".join(_UNITS[sign] for sign in sorted(written))
    if not any(cell.value.number_format == CENTS for cell in cells):
        return NO_UNIT
    named = head if "€" in head or "Euro" in head else caption
    return "Millionen Euro" if "Mio. €" in named else EURO


def dictionary_table(files: Iterable[FileEntry]) -> Table:
    """Return the dictionary as a table, one row for each column of each file."""
    return Table(
        name="datenlexikon",
        caption="Datenlexikon",
        columns=tuple(Column(head=head) for head in HEADS),
        rows=tuple(
            Row(cells=(file.name, each.head, each.meaning, each.unit, each.type.value, each.rule))
            for file in files
            for each in file.columns
        ),
    )


def csvw_metadata(files: Iterable[FileEntry], *, title: str, publisher: str, note: str) -> str:
    """Return the dictionary as metadata of „CSV on the Web“, to lie beside the files."""
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "dc:title": title,
        "dc:publisher": publisher,
        "dc:language": "de",
        **({"dc:description": note} if note else {}),
        "dialect": {"encoding": "utf-8", "delimiter": ";", "lineTerminators": ["\r\n"], "header": True},
        "tables": [_table_metadata(file) for file in files],
    }
    return json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"


def _table_metadata(file: FileEntry) -> dict[str, object]:
    columns = [
        {
            "name": f"spalte_{number}",
            "titles": each.head,
            "dc:description": each.meaning,
            "dc:source": each.rule,
            **({"schema:unitText": each.unit} if each.unit != NO_UNIT else {}),
            "datatype": _DATATYPES[each.type],
            "null": list(NO_VALUE),
        }
        for number, each in enumerate(file.columns, start=1)
    ]
    return {"url": file.name, "dc:title": file.title, "tableSchema": {"columns": columns}}
