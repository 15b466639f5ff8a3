"""Which report a person sees: one address, one truth (users.md, finding 1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, defer, joinedload

from vrs_tracker.domain.as_of import NO_WISH, AsOf, Wish, read_wish
from vrs_tracker.domain.corrections import Reopened
from vrs_tracker.domain.issue import title_block_from_json
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Action, Person, Thing, may
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.stands import (
    Stand,
    chosen_stand,
    look_back,
    offered_stands,
    read_instead,
    with_look_back,
)
from vrs_tracker.domain.supplement import Correction, GivenSupplement, corrected_numbers
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PdfForm, PeriodState
from vrs_tracker.features.periods.queries import current_period, half_year
from vrs_tracker.features.reporting.queries.given import given_to
from vrs_tracker.features.reporting.queries.report import live_report, report_as_of
from vrs_tracker.features.reporting.queries.snapshots import (
    HANDED_OUT,
    handed_out,
    standing_snapshot,
    thaw,
)
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import IssuedReport, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads on which day; `first_number` is the number of the first report made here (a setting)."""

    person: Person
    today: date
    first_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The PDF that is handed out: its pages, its size in bytes, the title block it was printed with."""

    pages: int
    size: int
    title_block: TitleBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """A report with what its stand line needs.

    `is_live` is the working state of the office, not yet confirmed. `stands` are those that this person may
    choose from, `stand` is the one shown, `notice` says why it is not the one asked for. Who `may_look_back`
    may also choose any day; such a report is live, too, and `wish` says what of the address could not be
    read. `issued` is None for a draft. `supplements` and `reopened` are known where the report itself is
    read.
    """

    report: CommitteeReport
    is_live: bool
    state: PeriodState
    published_on: date | None = None
    issued: Issued | None = None
    supplements: tuple[GivenSupplement, ...] = ()
    reopened: Reopened | None = None
    stands: tuple[Stand, ...] = ()
    stand: Stand | None = None
    notice: str = ""
    may_look_back: bool = False
    wish: Wish = NO_WISH

    @property
    def as_of(self) -> AsOf | None:
        """The day that was chosen, None for the working state and for reports."""
        return self.stand.as_of if self.stand else None

    @property
    def read_at(self) -> HalfYear:
        """The half-year whose report the page leads to; a look back may be older than all reports."""
        own, given = self.report.period, [stand.period for stand in self.stands if stand.period]
        return own if self.as_of is None or own in given or not given else given[0]

    @property
    def corrected(self) -> Mapping[str, tuple[tuple[GivenSupplement, Correction], ...]]:
        """What was corrected at each number of the report since it was given out."""
        return corrected_numbers(self.supplements)


def shown_report(
    session: Session, reader: Reader, *, block: str | None = None, stand: str = "", known: str = ""
) -> ShownReport | None:
    """Return the report that this person sees at every address; None before the first one was handed out.

    Visitors see the newest published report, members also one given to dispatch; staff see the working state,
    and a project lead sees it for the own `block`. A half-year that was handed out has no working state any
    more. `stand` is what the address asks for: any other report that was given to this person, too, and for
    those who see live figures any day, as it was `known` on that or another day.
    """
    sees_live = may(reader.person, Action.READ_LIVE, Thing(block=block))
    wish = read_wish(stand, known, today=reader.today) if sees_live else NO_WISH
    period = current_period(session) if sees_live else None
    working = period if period is not None and period.state not in HANDED_OUT else None
    given = {half_year(one.period): one for one in handed_out(session, readable_states(reader.person))}
    offered = offered_stands(tuple(given), has_working=working is not None)
    if wish.as_of is not None:
        return _looked_back(session, reader, wish.as_of, offered, wish)
    if not offered:
        return None
    chosen, notice = chosen_stand(offered, stand)
    if chosen.period is not None:
        snapshot = given[chosen.period]
        found = _shown(snapshot, _issued(session, snapshot))
    elif working is not None:
        found = ShownReport(report=_live(session, working, reader), is_live=True, state=working.state)
    else:
        return None
    notice = read_instead(chosen) if wish.notice else notice
    return replace(found, stands=offered, stand=chosen, notice=notice, may_look_back=sees_live, wish=wish)


def _looked_back(
    session: Session, reader: Reader, as_of: AsOf, offered: Sequence[Stand], wish: Wish
) -> ShownReport:
    """Return what was known on a day; no half-year has to be recorded for it."""
    chosen = look_back(as_of)
    return ShownReport(
        report=report_as_of(session, as_of, first_number=reader.first_number),
        is_live=True,
        state=PeriodState.OPEN,
        stands=with_look_back(offered, chosen),
        stand=chosen,
        may_look_back=True,
        wish=wish,
    )


def report_of_period(session: Session, period: ReportingPeriod, reader: Reader) -> ShownReport | None:
    """Return the report of one half-year as this person may read it, None if that is not at all.

    Those who see live figures read the draft of what is not handed out yet (users.md 3.2).
    """
    if period.state in HANDED_OUT or not may(reader.person, Action.READ_LIVE, Thing()):
        return _given(session, period, readable_states(reader.person))
    report = draft_report(session, period, today=reader.today, first_number=reader.first_number)
    return ShownReport(report=report, is_live=report.version == 0, state=period.state)


def draft_report(
    session: Session, period: ReportingPeriod, *, today: date, first_number: int
) -> CommitteeReport:
    """Return what a draft shows: in review the Fassung that would be handed out, else the live report."""
    snapshot = standing_snapshot(session, period) if period.state is PeriodState.IN_REVIEW else None
    if snapshot is not None:
        return thaw(snapshot)
    return live_report(session, half_year(period), today=today, first_number=first_number)


def periods_with_sessions(session: Session) -> Sequence[ReportingPeriod]:
    """Return all half-years with their sessions, newest first."""
    return session.scalars(
        sa.select(ReportingPeriod)
        .options(joinedload(ReportingPeriod.session))
        .order_by(ReportingPeriod.year.desc(), ReportingPeriod.half.desc())
    ).all()


def next_session_on(periods: Sequence[ReportingPeriod], today: date) -> date | None:
    """Return the day of the next session that is planned for one of these half-years."""
    held = (period.session.held_on for period in periods if period.session is not None)
    return min((day for day in held if day is not None and day >= today), default=None)


def readable_states(person: Person) -> tuple[PeriodState, ...]:
    """Return the states in which this person may read a report."""
    if may(person, Action.READ_RELEASED):
        return HANDED_OUT
    return (PeriodState.PUBLISHED,)


def _live(session: Session, period: ReportingPeriod, reader: Reader) -> CommitteeReport:
    return live_report(session, half_year(period), today=reader.today, first_number=reader.first_number)


def _given(session: Session, period: ReportingPeriod, states: tuple[PeriodState, ...]) -> ShownReport | None:
    """Return the newest Fassung that readers of these states know, with its PDF; one statement."""
    of_snapshot = sa.and_(IssuedReport.snapshot_id == Snapshot.id, IssuedReport.form == PdfForm.A3)
    stmt = (
        sa.select(Snapshot, *_PDF)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .outerjoin(IssuedReport, of_snapshot)
        .where(Snapshot.period_id == period.id, given_to(states))
        .options(joinedload(Snapshot.period).joinedload(ReportingPeriod.session), defer(Snapshot.payload))
        .order_by(Snapshot.version.desc(), IssuedReport.number.desc())
        .limit(1)
    )
    found = session.execute(stmt).first()
    return _shown(found[0], _pdf(*found[1:])) if found else None


def _shown(snapshot: Snapshot, issued: Issued | None) -> ShownReport:
    published = snapshot.period.published_at
    state = state_for_readers(snapshot)
    is_published = published is not None and state is PeriodState.PUBLISHED
    return ShownReport(
        report=thaw(snapshot),
        is_live=False,
        state=state,
        published_on=published.astimezone(BERLIN).date() if published and is_published else None,
        issued=issued,
    )


def state_for_readers(snapshot: Snapshot) -> PeriodState:
    """Return how far a Fassung has come that was handed out, whatever happens to its half-year since."""
    period = snapshot.period
    if period.published_at is not None and snapshot.frozen_at <= period.published_at:
        return PeriodState.PUBLISHED
    return period.state if period.state in HANDED_OUT else PeriodState.RELEASED


_PDF = (IssuedReport.pages, sa.func.length(IssuedReport.content), IssuedReport.title_block)


def _issued(session: Session, snapshot: Snapshot) -> Issued | None:
    newest = session.execute(
        sa.select(*_PDF)
        .where(IssuedReport.snapshot_id == snapshot.id, IssuedReport.form == PdfForm.A3)
        .order_by(IssuedReport.number.desc())
        .limit(1)
    ).one_or_none()
    return _pdf(*newest) if newest else None


def _pdf(pages: int | None, size: int | None, title_block: str | None) -> Issued | None:
    if pages is None or size is None or title_block is None:
        return None
    return Issued(pages=pages, size=size, title_block=title_block_from_json(title_block))
