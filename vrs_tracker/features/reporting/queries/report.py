"""The live report: everything confirmed, booked and public as of the reference date, put into one value.

`load_report` is the only way from rows to a `CommitteeReport`; freezing calls it, and pages and previews do
so through `live_report`, which keeps the value as long as nothing changes.
The number of statements does not depend on the number of blocks, entries or half-years.
"""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.changes import changes_between, digest
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts.blocks import TrendPoint
from vrs_tracker.domain.findings import with_findings
from vrs_tracker.domain.periods import HalfYear, six_months_later
from vrs_tracker.domain.report import SCHEMA_VERSION, CommitteeReport, ReportDuty
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.features.reporting.queries.blocks import block_value, load_block_rows, load_parts
from vrs_tracker.features.reporting.queries.money import load_money
from vrs_tracker.features.reporting.queries.motion import load_motion
from vrs_tracker.features.reporting.queries.network import load_cooperative, load_events
from vrs_tracker.features.reporting.queries.snapshots import EarlierReport, earlier_report
from vrs_tracker.features.reporting.queries.updates import load_updates
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.trail.kept import Kept, State, state_of
from vrs_tracker.trail.provenance import has_demo_rows

_LIVE: Kept[tuple[State, HalfYear, date, int], CommitteeReport] = Kept(most=6)
TREND_LENGTH = 4
NO_FACTS = "Der Antrag ist noch nicht geladen. Laden Sie zuerst die belegten Fakten."


def live_report(session: Session, half: HalfYear, *, today: date, first_number: int) -> CommitteeReport:
    """What `load_report` returns, kept while the newest entry of the history stays the same.

    One statement if it is kept (docs/adr/0012-kept-reports.md).
    """
    state = state_of(session)
    if state is None:
        return load_report(session, half, today=today, first_number=first_number)
    key = (state, half, today, first_number)
    known = _LIVE.get(key)
    return known or _LIVE.keep(key, load_report(session, half, today=today, first_number=first_number))


def load_report(session: Session, half: HalfYear, *, today: date, first_number: int) -> CommitteeReport:
    """The report of a half-year as it stands now; `first_number` is that of the first report made here.

    It is judged as of the reference date, a half-year that is still running as of today: else milestones of
    next month would be late and messages of last month too old. NotFound if there is no motion yet.
    """
    motion = load_motion(session)
    if motion is None:
        raise NotFound(NO_FACTS)
    earlier = earlier_report(session, half)
    as_of = max(half.first_day, min(today, half.as_of))
    rows = load_block_rows(session)
    parts = load_parts(session, load_updates(session, half), _trends(earlier))
    blocks = tuple(block_value(row, parts, as_of, half.as_of) for row in rows)
    money = load_money(session, {row.id: row.slug for row in rows}, as_of)
    period = _period(session, half)
    report = CommitteeReport(
        schema_version=SCHEMA_VERSION,
        period=half,
        number=earlier.report.number + 1 if earlier else first_number,
        as_of=as_of,
        version=0,
        frozen_at=None,
        contains_demo=has_demo_rows(session),
        motion=motion,
        blocks=tuple(block for block in blocks if block.is_motion_block),
        projects=tuple(block for block in blocks if not block.is_motion_block),
        entries=money.entries,
        budget=money.budget,
        sperrvermerke=money.sperrvermerke,
        releases=money.releases,
        resolutions=money.resolutions,
        findings=(),
        events=load_events(session, as_of),
        cooperative=load_cooperative(session, as_of),
        narratives=_narratives(period),
        duty=_duty(period, earlier),
        previous=digest(earlier.report, earlier.presented_on) if earlier else None,
    )
    judged = with_findings(report)
    if earlier is None:
        return judged
    chosen = [each.change for each in period.leading_changes] if period else []
    return replace(judged, changes=changes_between(earlier.report, judged, chosen))


def _period(session: Session, half: HalfYear) -> ReportingPeriod | None:
    stmt = (
        sa.select(ReportingPeriod)
        .where(ReportingPeriod.year == half.year, ReportingPeriod.half == half.half)
        .options(
            joinedload(ReportingPeriod.session),
            joinedload(ReportingPeriod.narratives),
            joinedload(ReportingPeriod.leading_changes),
        )
        .execution_options(populate_existing=True)
    )
    return session.scalars(stmt).unique().one_or_none()


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


def _narratives(period: ReportingPeriod | None) -> tuple[tuple[NarrativeSlot, str], ...]:
    if period is None:
        return ()
    return tuple((item.slot, item.text) for item in period.narratives if item.is_public and item.text)


def _duty(period: ReportingPeriod | None, earlier: EarlierReport | None) -> ReportDuty:
    """Sessions count, not mails (T14): the last one is that of the earlier report."""
    last = earlier.presented_on if earlier else None
    planned = period.session.held_on if period and period.session else None
    return ReportDuty(
        last_presented_on=last,
        due_on=six_months_later(last) if last else None,
        planned_session=planned,
    )
