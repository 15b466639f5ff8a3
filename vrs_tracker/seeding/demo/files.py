"""The invented files of amounts of the demonstration: some checked only, one booked and taken back."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import StringIO
from itertools import groupby

from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.finance import EntryInput
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.spreadsheet.checking import check_at_once
from vrs_tracker.domain.spreadsheet.grid import Sheet
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.exchange.actions import take_in
from vrs_tracker.features.exchange.queries.known import load_known
from vrs_tracker.features.exchange.readers.containers import CSV_TYPE
from vrs_tracker.features.exchange.readers.tables import CSV_NAME, csv_rows
from vrs_tracker.features.finance.actions.importing import Terms, book_import
from vrs_tracker.features.finance.actions.taking_back import reverse_import
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, People
from vrs_tracker.seeding.demo.tables import demo_file
from vrs_tracker.seeding.reading import Record, read_invented
from vrs_tracker.tables.documents import MoneyImport

COLUMNS = ("file", "fate", "block", "stage", "amount", "effective", "document")
HEAD = ("Baustein", "Stufe", "Betrag", "Datum", "Beleg")
NOON, AFTERNOON = 12, 16
REASON = "Die Datei war die Fassung vom Vormonat (Demodaten)."


class Fate(StrEnum):
    """What becomes of a file."""

    CHECKED = "checked"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """Sends files as the budget office in the half-year that runs, and books one of them too early."""

    session: Session
    calendar: Calendar
    people: People

    def play(self) -> None:
        """Send what the table says, one file after the other."""
        records = [record for record, _ in read_invented(demo_file("imported"), COLUMNS, _file)]
        for name, rows in groupby(records, key=_file):
            self._send(name, list(rows))

    def _send(self, name: str, records: Sequence[Record]) -> None:
        sent = self.calendar.at(self.calendar.today, NOON)
        first = records[0]
        with first.placed():
            content = self._content(records)
            by = self.people[BUDGET_OFFICE]
            imported, _ = take_in(
                self.session,
                content,
                name=name,
                media_type=CSV_TYPE,
                by=by,
                now=sent,
                provenance=Provenance.DEMO,
            )
            if first.parsed("fate", Fate) is Fate.REVERSED:
                self._book_and_take_back(imported, content, sent)

    def _book_and_take_back(self, imported: MoneyImport, content: bytes, now: datetime) -> None:
        by, terms = self.people[BUDGET_OFFICE], Terms()
        book_import(self.session, imported, self._lines(imported, content), by=by, now=now, terms=terms)
        later = self.calendar.at(self.calendar.today, AFTERNOON)
        reverse_import(self.session, imported, REASON, by=by, now=later, terms=terms)

    def _content(self, records: Sequence[Record]) -> bytes:
        target = StringIO()
        writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEAD)
        for record in records:
            day = date_de(record.parsed("effective", self.calendar.day))
            cells = (record.text("block"), record.text("stage"), record.text("amount"), day)
            writer.writerow((*cells, record.text("document")))
        return target.getvalue().encode()

    def _lines(self, imported: MoneyImport, content: bytes) -> list[EntryInput]:
        """Read a file of our own, which needs no process of its own."""
        sheet = Sheet(CSV_NAME, csv_rows(content))
        checked = check_at_once(sheet, Layout(), load_known(self.session), {}, self.calendar.today)
        return [
            replace(
                line.to_input(f"{imported.file_name}, {CSV_NAME}, Zeile {line.row}"),
                provenance=Provenance.DEMO,
            )
            for line in checked.lines
        ]


def _file(record: Record) -> str:
    return record.needed("file")
