"""The live report: everything confirmed, booked and public as of the reference date, put into one value.

`load_report` is the only way from rows to a `CommitteeReport`; freezing calls it, and pages and previews do
so through `live_report`, which keeps the value as long as nothing changes; `report_as_of` looks back by it.
All rows come in one statement (`trail/together.py`), the earlier report in another one.
"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from vrs_tracker.domain.as_of import AsOf
from vrs_tracker.domain.changes import changes_between, digest
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts.blocks import TrendPoint
from vrs_tracker.domain.findings import with_findings
from vrs_tracker.domain.periods import HalfYear, six_months_later
from vrs_tracker.domain.report import SCHEMA_VERSION, CommitteeReport, ReportDuty
from vrs_tracker.domain.supplement import told_in_next_report
from vrs_tracker.features.reporting.queries import (
    blocks,
    control,
    half_years,
    known,
    money,
    motion,
    names,
    network,
    updates,
    withheld,
)
from vrs_tracker.features.reporting.queries.snapshots import EarlierReport, earlier_report
from vrs_tracker.trail.kept import Kept, State, state_of
from vrs_tracker.trail.provenance import has_demo_rows
from vrs_tracker.trail.together import Answers, Question, ask_together

_LIVE: Kept[tuple[State, HalfYear, date, int], CommitteeReport] = Kept(most=6)
_LOOKED_BACK: Kept[tuple[State, AsOf, int, bool], CommitteeReport] = Kept(most=6)
_QUESTIONS = (
    *motion.QUESTIONS,
    *names.QUESTIONS,
    *blocks.QUESTIONS,
    *updates.QUESTIONS,
    *money.QUESTIONS,
    *control.QUESTIONS,
    *network.QUESTIONS,
    *half_years.QUESTIONS,
    *withheld.QUESTIONS,
)
_WITH_HISTORY: tuple[Question[Any], ...] = (*_QUESTIONS, *known.QUESTIONS)
TREND_LENGTH = 4
NO_FACTS = "Der Antrag ist noch nicht geladen. Laden Sie zuerst die belegten Fakten."


def live_report(session: Session, half: HalfYear, *, today: date, first_number: int) -> CommitteeReport:
    """What `load_report` returns, kept while the newest entry of the history stays the same.

    One statement if it is kept (docs/adr/0012-kept-reports.md).
    """
    state = state_of(session)
    load = partial(load_report, session, half, today=today, first_number=first_number)
    return load() if state is None else _LIVE.known_or_made((state, half, today, first_number), load)


def report_as_of(
    session: Session, day: AsOf, *, first_number: int, is_alone: bool = False
) -> CommitteeReport:
    """The report of a day as far as it was known on that or another day; kept as the live one is.

    It is that of the half-year in which the day lies, which need not be recorded. `is_alone` leaves out the
    earlier report and what has changed since.
    """
    state, half = state_of(session), HalfYear.containing(day.effective)
    load = partial(
        load_report,
        session,
        half,
        today=day.effective,
        first_number=first_number,
        day=day,
        is_alone=is_alone,
    )
    key = (state, day, first_number, is_alone) if state is not None else None
    return load() if key is None else _LOOKED_BACK.known_or_made(key, load)


def load_report(
    session: Session,
    half: HalfYear,
    *,
    today: date,
    first_number: int,
    day: AsOf | None = None,
    is_alone: bool = False,
) -> CommitteeReport:
    """The report of a half-year as it stands now; `first_number` is that of the first report made here.

    It is judged as of the reference date, a half-year that is still running as of today: else milestones of
    next month would be late and messages of last month too old. `day` looks back: what became known here
    later is left out. `is_alone`: see `report_as_of`. NotFound if there is no motion yet.
    """
    found = _found(session, half, day)
    text = motion.motion_value(found)
    if text is None:
        raise NotFound(NO_FACTS)
    earlier = None if is_alone else earlier_report(session, half, day.known if day else None)
    as_of = half.reference_day(today)
    every = blocks.block_values(found, _trends(earlier), as_of=as_of, reference=half.as_of)
    booked = money.money_values(found, as_of)
    report = CommitteeReport(
        schema_version=SCHEMA_VERSION,
        period=half,
        number=earlier.report.number + 1 if earlier else first_number,
        as_of=as_of,
        version=0,
        frozen_at=None,
        contains_demo=has_demo_rows(session),
        motion=text,
        blocks=tuple(block for block in every if block.is_motion_block),
        projects=tuple(block for block in every if not block.is_motion_block),
        entries=booked.entries,
        budget=booked.budget,
        sperrvermerke=booked.sperrvermerke,
        releases=booked.releases,
        resolutions=booked.resolutions,
        findings=(),
        events=network.event_values(found, as_of),
        cooperative=network.cooperative_value(found, as_of),
        narratives=half_years.narrative_values(found),
        duty=_duty(found, earlier),
        previous=digest(earlier.report, earlier.presented_on) if earlier else None,
        withheld_elsewhere=withheld.elsewhere_value(found, as_of),
        freezes=booked.freezes,
        balances=control.balance_values(found),
        rules=control.rule_values(found, as_of),
    )
    judged = with_findings(report)
    if earlier is None:
        return judged
    chosen = half_years.chosen_changes(found)
    further = told_in_next_report(earlier.supplements)
    return replace(judged, changes=changes_between(earlier.report, judged, chosen, further))


def _found(session: Session, half: HalfYear, day: AsOf | None) -> Answers:
    """Ask for all rows; for a look back as they were known then."""
    until = half_years.until(half)
    if day is None:
        return ask_together(session, _QUESTIONS, until=until)
    return known.as_known(ask_together(session, _WITH_HISTORY, until=until, known=day.end), day)


def _trends(earlier: EarlierReport | None) -> dict[str, tuple[TrendPoint, ...]]:
    """The lights of the last reports, the earlier one included; it carries those before itself."""
    if earlier is None:
        return {}
    return {
        block.slug: (*block.trend, TrendPoint(period=earlier.report.period, light=block.light))[
            -TREND_LENGTH:
        ]
        for block in earlier.report.all_blocks()
    }


def _duty(found: Answers, earlier: EarlierReport | None) -> ReportDuty:
    """Sessions count, not mails (T14): the last one is that of the earlier report."""
    last = earlier.presented_on if earlier else None
    return ReportDuty(
        last_presented_on=last,
        due_on=six_months_later(last) if last else None,
        planned_session=half_years.session_day(found),
    )
