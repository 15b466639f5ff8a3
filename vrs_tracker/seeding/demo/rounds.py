"""The half-yearly rounds of the demonstration: three played to the end, the running one begun."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.inputs.network import EventInput
from vrs_tracker.domain.inputs.periods import SessionInput
from vrs_tracker.domain.issue import IssueContent
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance
from vrs_tracker.domain.vocabulary.reporting import EventKind, Move
from vrs_tracker.features.actors.queries import body_by_name
from vrs_tracker.features.network.actions import add_event
from vrs_tracker.features.periods.actions import move_period, open_period, set_session, write_narrative
from vrs_tracker.features.reporting.actions import freeze_period, publish_period, release_period
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.features.reporting.queries.title import COMMITTEE, Issuer, load_title_block
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.seeding.demo.balances import Reconciler
from vrs_tracker.seeding.demo.calendar import RUNNING, Calendar
from vrs_tracker.seeding.demo.evidence import Filer
from vrs_tracker.seeding.demo.files import Importer
from vrs_tracker.seeding.demo.money import Cashier
from vrs_tracker.seeding.demo.people import EDITING, HEAD_OFFICE_DEPUTY, SESSION_OFFICE, People
from vrs_tracker.seeding.demo.progress import Reporter
from vrs_tracker.seeding.demo.supplements import Corrector, SupplementPrinter
from vrs_tracker.seeding.demo.tables import demo_file
from vrs_tracker.seeding.reading import Record, read_invented
from vrs_tracker.tables.periods import ReportingPeriod

Printer = Callable[[CommitteeReport, TitleBlock, WithheldParts | None], Sequence[IssueContent]]
"""Makes the files of a frozen report and of what it holds back."""

MORNING, AFTERNOON = 9, 14
DAYS_TO_CLOSE, DAYS_TO_FREEZE, DAYS_TO_RELEASE = 25, 34, 60
"""From the reference date (domain.md 3.5; users.md 1.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the settings say about the reports of this installation, and how they are printed."""

    first_number: int
    issuer: Issuer
    print_report: Printer
    print_supplement: SupplementPrinter


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Plays the rounds; the people of the demonstration act, and always a second one confirms."""

    session: Session
    calendar: Calendar
    people: People
    house: House
    cashier: Cashier
    reconciler: Reconciler
    reporter: Reporter
    corrector: Corrector

    @classmethod
    def opening(cls, session: Session, calendar: Calendar, people: People, house: House) -> "Office":
        """Return one that is ready to play."""
        return cls(
            session=session,
            calendar=calendar,
            people=people,
            house=house,
            cashier=Cashier(session=session, calendar=calendar, people=people),
            reconciler=Reconciler(session=session, calendar=calendar, people=people),
            reporter=Reporter.reading(session, calendar, people),
            corrector=Corrector(
                session=session,
                calendar=calendar,
                people=people,
                print_supplement=house.print_supplement,
            ),
        )

    def play(self, half: int) -> None:
        """Play a half-year: money, events, updates, session, texts; if it is over, up to its correction."""
        self.cashier.play(half)
        self._add_events(half)
        editor, asked = self.people[EDITING], self.calendar.at(self.calendar.asked_on(half), MORNING)
        period = open_period(
            self.session, self.calendar.half(half), by=editor, now=asked, provenance=Provenance.DEMO
        )
        self.reporter.prepare(half, asked)
        self.reporter.report(half, period)
        self._set_session(half, period)
        self._write_texts(half, period)
        checked = self.calendar.after_stichtag(half, DAYS_TO_CLOSE, MORNING)
        self.reconciler.play(half, period, checked)
        if half == RUNNING:
            Filer(session=self.session, calendar=self.calendar, people=self.people).play()
            Importer(session=self.session, calendar=self.calendar, people=self.people).play()
        if half != RUNNING:
            self._finish(half, period)
            self.corrector.correct(half, period)

    def _finish(self, half: int, period: ReportingPeriod) -> None:
        """Close, freeze, release by a second person and publish after the session."""
        session, editor = self.session, self.people[EDITING]
        closed = self.calendar.after_stichtag(half, DAYS_TO_CLOSE, AFTERNOON)
        move_period(session, period, Move.CLOSE, by=editor, now=closed)
        frozen = self.calendar.after_stichtag(half, DAYS_TO_FREEZE, AFTERNOON)
        first_number = self.house.first_number
        snapshot = freeze_period(
            session, period, by=editor, now=frozen, today=frozen.date(), first_number=first_number
        )
        report = thaw(snapshot)
        title_block = load_title_block(session, report, self.house.issuer)
        issues = self.house.print_report(report, title_block, frozen_withheld(session, snapshot))
        released = self.calendar.after_stichtag(half, DAYS_TO_RELEASE, AFTERNOON)
        release_period(session, period, issues, by=self.people[HEAD_OFFICE_DEPUTY], now=released)
        published = self.calendar.at(self.calendar.session_day(half) + timedelta(days=1), MORNING)
        publish_period(session, period, by=self.people[SESSION_OFFICE], now=published)

    def _set_session(self, half: int, period: ReportingPeriod) -> None:
        committee = body_by_name(self.session, COMMITTEE)
        if committee is None:
            message = f"no body {COMMITTEE}: load the facts first"
            raise LookupError(message)
        day = self.calendar.session_day(half)
        is_planned = half == RUNNING
        new = SessionInput(
            body_id=committee.id,
            held_on=day,
            agenda_item="" if is_planned else "4",
            paper_reference="" if is_planned else f"DEMO-{self.calendar.half(half).code}",
            provenance=Provenance.DEMO,
        )
        now = self.calendar.at(self.calendar.asked_on(half), AFTERNOON)
        set_session(self.session, period, new, by=self.people[SESSION_OFFICE], now=now)

    def _write_texts(self, half: int, period: ReportingPeriod) -> None:
        now = self.calendar.after_stichtag(half, DAYS_TO_CLOSE, MORNING)
        for written_for, slot, new in self.reporter.tables.narratives:
            if written_for == half:
                write_narrative(self.session, period, slot, new, by=self.people[EDITING], now=now)

    def _add_events(self, half: int) -> None:
        columns = ("happened", "kind", "title", "participants", "outcome")
        for record, (day, new) in read_invented(demo_file("network_events"), columns, self._event):
            if self.calendar.offset_of(day) == half:
                with record.placed():
                    add_event(
                        self.session, new, by=self.people[EDITING], now=self.calendar.at(day, AFTERNOON)
                    )

    def _event(self, record: Record) -> tuple[date, EventInput]:
        day = self.calendar.done(record.parsed("happened", self.calendar.day))
        new = EventInput(
            happened=PreciseDate(day, DatePrecision.DAY),
            kind=record.code("kind", EventKind),
            title=record.needed("title"),
            participants=record.count_or_none("participants"),
            outcome=record.text("outcome"),
            provenance=Provenance.DEMO,
        )
        return day, new
