"""The Ergänzungen of the demonstration: published reports corrected, given out or still drafts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.supplements import CorrectionInput, SupplementSessionInput
from vrs_tracker.domain.issue import IssueContent, title_block_from_json
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Supplement, lines_of
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting.actions import correct, issue_supplement, set_supplement_session
from vrs_tracker.features.reporting.queries.snapshots import newest_issue, thaw
from vrs_tracker.features.reporting.queries.supplements import drafted, drafted_block
from vrs_tracker.seeding.demo.calendar import Calendar
from vrs_tracker.seeding.demo.people import EDITING, HEAD_OFFICE, SESSION_OFFICE, People
from vrs_tracker.seeding.demo.tables import demo_file, read_half
from vrs_tracker.seeding.reading import Record, read_invented
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport
from vrs_tracker.tables.supplements import SupplementDraft

SupplementPrinter = Callable[[CommitteeReport, Supplement, TitleBlock, datetime], IssueContent]
"""Makes the page of an Ergänzung to a frozen report."""

MORNING, AFTERNOON = 9, 14
DAYS_TO_CORRECTION = 12
"""From the session in which the report was presented; a second person gives the page out the day after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrector:
    """Corrects published reports: the programme coordination writes, the head office gives out."""

    session: Session
    calendar: Calendar
    people: People
    print_supplement: SupplementPrinter

    def correct(self, half: int, period: ReportingPeriod) -> None:
        """Write the Ergänzung that the table has for a half-year, if any, and give it out if it says so."""
        columns = ("half", "old", "new", "reason", "is_given_out")
        for record, told_for in read_invented(demo_file("corrections"), columns, _half):
            if told_for == half:
                with record.placed():
                    self._correct(half, period, record)

    def _correct(self, half: int, period: ReportingPeriod, record: Record) -> None:
        issue = record.known("half", newest_issue(self.session, period.id, PdfForm.A2))
        day = self.calendar.session_day(half) + timedelta(days=DAYS_TO_CORRECTION)
        new = _correction(record, thaw(issue.snapshot))
        editor, written = self.people[EDITING], self.calendar.at(day, MORNING)
        draft = correct(self.session, period, new, by=editor, now=written)
        next_session = SupplementSessionInput(held_on=self.calendar.session_day(half + 1))
        set_supplement_session(self.session, period, next_session, by=self.people[SESSION_OFFICE])
        if record.flag("is_given_out"):
            self._give_out(period, issue, draft, self.calendar.at(day + timedelta(days=1), AFTERNOON))

    def _give_out(
        self, period: ReportingPeriod, issue: IssuedReport, draft: SupplementDraft, now: datetime
    ) -> None:
        report = thaw(issue.snapshot)
        supplement = drafted(self.session, draft, report)
        block = drafted_block(draft, supplement, title_block_from_json(issue.title_block))
        printed = (supplement, self.print_supplement(report, supplement, block, now))
        issue_supplement(self.session, period, printed, by=self.people[HEAD_OFFICE], now=now)


def _half(record: Record) -> int:
    return record.parsed("half", read_half)


def _correction(record: Record, report: CommitteeReport) -> CorrectionInput:
    """Find the words of the table in the report; the sentence keeps all that stands around them."""
    old, new = record.needed("old"), record.needed("new")
    printed = document(report)
    found = (
        CorrectionInput(
            number=number, line=place, new_text=line.replace(old, new), reason=record.needed("reason")
        )
        for section in printed.all_sections()
        for number, _ in section.statements()
        for place, line in enumerate(lines_of(printed, number))
        if old in line
    )
    return record.known("old", next(found, None))
