"""The invented documents and proposals of the demonstration."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.evidence import DocumentInput
from vrs_tracker.domain.inputs.parts import spanning
from vrs_tracker.domain.inputs.proposals import ProposalInput
from vrs_tracker.domain.vocabulary.money import DatePrecision, Degree, Payer, Provenance, Stage
from vrs_tracker.features.finance.actions.evidence import add_document
from vrs_tracker.features.finance.actions.proposals import ask_back, propose_share
from vrs_tracker.features.finance.readers.looking import look_into
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.seeding.demo.calendar import RUNNING, Calendar
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, PROJECT_LEAD, People
from vrs_tracker.seeding.demo.tables import demo_file
from vrs_tracker.seeding.reading import Record, read_invented
from vrs_tracker.tables.finance import FundingEntry

MORNING, AFTERNOON = 10, 15
A4 = (595, 842)
INVENTED = "Demodaten, frei erfunden."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filer:
    """Adds documents as the budget office, and proposes amounts as the project lead."""

    session: Session
    calendar: Calendar
    people: People

    def play(self) -> None:
        """Add what the tables say; it belongs to the half-year that runs."""
        documents = ("block", "stage", "title", "file_name", "is_scan", "in_words")
        for record, _ in read_invented(demo_file("documents"), documents, _nothing):
            with record.placed():
                self._add(record)
        proposals = (
            *("block", "payer", "payer_name", "degree", "effective", "amount", "resolution", "note"),
            "question",
        )
        for record, _ in read_invented(demo_file("proposals"), proposals, _nothing):
            with record.placed():
                self._propose(record)

    def _add(self, record: Record) -> None:
        """Add a document to the first invented entry of a block in a stage."""
        block = record.known("block", find_block(self.session, record.needed("block")))
        first = (
            sa.select(FundingEntry)
            .where(
                FundingEntry.block_id == block.id,
                FundingEntry.stage == record.code("stage", Stage),
                FundingEntry.provenance == Provenance.DEMO,
                FundingEntry.booked_at.is_not(None),
            )
            .order_by(FundingEntry.id)
            .limit(1)
        )
        entry = record.known("stage", self.session.scalar(first))
        title = record.needed("title")
        new = DocumentInput(
            title=title,
            file_name=record.needed("file_name"),
            in_words=record.text("in_words"),
            provenance=Provenance.DEMO,
        )
        paper = look_into(_paper(title, is_scan=record.flag("is_scan")))
        now = self.calendar.at(self.calendar.asked_on(RUNNING), MORNING)
        add_document(self.session, entry, paper, new, by=self.people[BUDGET_OFFICE], now=now)

    def _propose(self, record: Record) -> None:
        block = record.known("block", find_block(self.session, record.needed("block")))
        day = self.calendar.done(record.parsed("effective", self.calendar.day))
        new = ProposalInput(
            block_id=block.id,
            payer=record.code("payer", Payer),
            payer_name=record.text("payer_name"),
            degree=record.code("degree", Degree),
            effective=spanning(day, DatePrecision.DAY),
            amount=record.euro("amount"),
            resolution_text=record.text("resolution"),
            note=record.text("note"),
            provenance=Provenance.DEMO,
        )
        asked_on = self.calendar.asked_on(RUNNING)
        row = propose_share(
            self.session, new, by=self.people[PROJECT_LEAD], now=self.calendar.at(asked_on, MORNING)
        )
        if record.text("question"):
            now = self.calendar.at(asked_on, AFTERNOON)
            ask_back(self.session, row, record.text("question"), by=self.people[BUDGET_OFFICE], now=now)


def _nothing(_record: Record) -> None:
    """Each row is read when it is played."""


def _paper(title: str, *, is_scan: bool) -> bytes:
    """Return a page that says what it is; of a scan only a grey sheet, as no text can be read there."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=A4)
    drawn = b"0.9 g 60 60 475 722 re f"
    if not is_scan:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        written = "".join(f"({_escaped(line)}) ' " for line in (title, INVENTED))
        drawn = f"BT /F1 14 Tf 20 TL 72 760 Td {written}ET".encode("cp1252")
    page.Contents = document.make_stream(drawn)
    file = BytesIO()
    document.save(file, deterministic_id=True)
    return file.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
