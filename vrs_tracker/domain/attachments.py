"""The figures of a report as files: a CSV for each table and the whole frozen value as JSON.

They are attached to the PDF (PDF/A-3) and offered for download; both come from here.
"""

import csv
import re
from dataclasses import dataclass
from io import StringIO

from vrs_tracker.domain.chapters.cells import NOT_DIVIDED, when
from vrs_tracker.domain.document import Column, Document, Row, Table
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.listing import TypedTable
from vrs_tracker.domain.notation import euro_plain
from vrs_tracker.domain.payload import canonical_json, checksum, to_payload
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.sheets import flat_rows

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Lets a spreadsheet program recognise UTF-8."""

DEMO_NOTE = "Demodaten, frei erfunden"
_CONTROL = ("\t", "\r")
_FORMULA = (
    *("=", "+", "-", "@"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"),
    *("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"),
)
"""With what a spreadsheet program begins a formula, after white space too."""
NUMBER = re.compile(r"[+−-]?[0-9][0-9.]*(,[0-9]+)?(\s?[%€])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file with its name, its kind and what a reader sees about it in a list of attachments."""

    name: str
    mime_type: str
    description: str
    content: bytes


def attachments(report: CommitteeReport, document: Document) -> tuple[Attachment, ...]:
    """Return one CSV per table in reading order, then the JSON of the report."""
    tables = tuple(
        Attachment(
            name=f"{number:02d}-{table.name}.csv",
            mime_type="text/csv",
            description=f"Werte der Tabelle „{table.caption}“",
            content=table_csv(table, is_demo=report.contains_demo).encode(),
        )
        for number, table in enumerate(document.tables(), start=1)
    )
    return (
        *tables,
        Attachment(
            name=f"bericht-{report.period.code}.json",
            mime_type="application/json",
            description="Alle Angaben dieses Berichts, maschinenlesbar",
            content=report_json(report).encode(),
        ),
    )


def report_json(report: CommitteeReport) -> str:
    """Return the canonical JSON of a report beside its SHA-256, with a note if it holds demo content."""
    payload = to_payload(report)
    return canonical_json(
        {
            "hinweis": DEMO_NOTE if report.contains_demo else "",
            "sha256": checksum(canonical_json(payload)),
            "bericht": payload,
        }
    )


def table_csv(table: Table | TypedTable, *, is_demo: bool) -> str:
    """Return a table as CSV: semicolons, one head row, bars left out, group names in a column of their own.

    Every row says so if the report holds demo content. Texts that a spreadsheet would run as a formula are
    neutralised; negative numbers keep their sign as a hyphen, so that they stay numbers.
    """
    heads, rows = flat_rows(table)
    note = [DEMO_NOTE] if is_demo else []
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([*heads, *(["Hinweis"] if is_demo else [])])
    for row in rows:
        writer.writerow([*map(safe_cell, row), *note])
    return BYTE_ORDER_MARK + target.getvalue()


ENTRY_HEADS = (
    *("Nummer", "Baustein", "Stufe", "Geldgeber", "Name", "Verbindlichkeit", "Haushaltsjahr", "Wirksam"),
    *("Betrag in Euro", "Gerundet", "Zählung", "Nimmt zurück", "Beleg", "Herkunft"),
)


def entries_csv(report: CommitteeReport) -> str:
    """Return every booked amount of the report as CSV, in euros with cents, one row for each booking."""
    return table_csv(entries_table(report), is_demo=report.contains_demo)


def entries_table(report: CommitteeReport) -> Table:
    """Return the same as a table, which the report does not print."""
    return Table(
        name="betraege",
        caption="Gebuchte Beträge",
        columns=tuple(Column(head=head) for head in ENTRY_HEADS),
        rows=tuple(_entry_row(report, entry) for entry in report.entries),
    )


def _entry_row(report: CommitteeReport, entry: MoneyEntry) -> Row:
    block = report.block(entry.block) if entry.block else None
    return Row(
        cells=(
            str(entry.id),
            block.titled if block else NOT_DIVIDED,
            entry.stage.label,
            entry.payer.label,
            entry.payer_name,
            entry.degree.label,
            str(entry.budget_year or ""),
            when(entry.effective),
            euro_plain(entry.amount),
            "ja" if entry.is_rounded else "nein",
            entry.counting.label,
            str(entry.reverses or ""),
            f"{entry.source.label}: {entry.source_text}" if entry.source_text else entry.source.label,
            entry.provenance.label,
        )
    )


def safe_cell(text: str) -> str:
    """Return a text as it may stand in a CSV cell: numbers with a plain hyphen, formulas as text."""
    if text[:1].isalnum():
        return text
    if NUMBER.fullmatch(text):
        return text.replace("−", "-")
    return f"'{text}" if text.startswith(_CONTROL) or text.lstrip().startswith(_FORMULA) else text
