"""The blueprint of the reports, and what several of its view modules need."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.corrections import standing
from vrs_tracker.domain.issue import differs
from vrs_tracker.domain.preparation import MissingUpdate, Updates
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.progress.queries import Standing
from vrs_tracker.features.reporting.queries import shown, snapshots, title
from vrs_tracker.features.reporting.queries.corrections import reopenings
from vrs_tracker.features.reporting.queries.report import live_report
from vrs_tracker.features.reporting.queries.supplements import supplements_by_period
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.web.access import person
from vrs_tracker.web.edge import settings, today
from vrs_tracker.web.tracing import trace_at

bp = Blueprint("reporting", "vrs_tracker.features.reporting.views", url_prefix="/berichte")
bp.add_app_template_filter(periods.half_year)

ONE_PRINT_AT_A_TIME = Lock()
"""Printing takes memory. Who asks for a draft waits for another print, but not for long."""
ONE_CHECK_AT_A_TIME = Lock()
"""So does reading a file that anybody may hand in."""


class NotPublished(Exception):
    """This person may not read the report of a half-year yet; `not_published` answers."""

    def __init__(self, period: ReportingPeriod) -> None:
        self.period = period
        super().__init__(period.id)


def issuer() -> title.Issuer:
    """Return who issues the reports of this installation."""
    return title.Issuer(name=settings().issuer, lead_unit=settings().lead_unit)


def live(period: ReportingPeriod) -> CommitteeReport:
    """Return the report of a half-year as it stands now."""
    first = settings().first_report_number
    return live_report(db.session, periods.half_year(period), today=today(), first_number=first)


def is_outdated(snapshot: Snapshot | None, report: CommitteeReport) -> bool:
    """Return whether the live report says anything else than what was frozen."""
    return snapshot is not None and differs(snapshots.thaw(snapshot), report)


def updates_of(standings: Sequence[Standing]) -> Updates:
    """Return how the owed updates stand, each missing one with who answers for its block."""
    owed = [each for each in standings if each.is_owed]
    return Updates(
        owed=len(owed),
        confirmed=sum(each.state is UpdateState.CONFIRMED for each in owed),
        filed=tuple(each.name for each in owed if each.state is UpdateState.FILED),
        missing=tuple(MissingUpdate(block=each.name, unit=each.unit) for each in owed if each.is_missing),
    )


def readable(code: str) -> tuple[ReportingPeriod, shown.ShownReport]:
    """Return a half-year and its report as this person may read it; NotPublished if that is not at all."""
    period = periods.by_code(db.session, code)
    reader = shown.Reader(person=person(), today=today(), first_number=settings().first_report_number)
    found = shown.report_of_period(db.session, period, reader)
    if found is None:
        raise NotPublished(period)
    return period, found


def readable_with_supplements(code: str) -> shown.ShownReport:
    """Return the same report with what was given out to correct it, for pages that draw its statements."""
    period, found = readable(code)
    if found.issued is not None:
        trace_at(code)
    return with_supplements(period, found)


def with_supplements(period: ReportingPeriod, found: shown.ShownReport) -> shown.ShownReport:
    """Return a readable report with what was given out to correct it, and why it was opened again.

    A draft has no supplements, but may be the next Fassung of a report that is being corrected.
    """
    opened = reopenings(db.session, shown.readable_states(person())).get(period.id, ())
    if found.issued is None:
        return replace(found, reopened=next((one for one in opened if one.is_open), None))
    version = found.report.version
    given = supplements_by_period(db.session).get(period.id, ())
    return replace(
        found,
        supplements=tuple(one for one in given if one.supplement.version == version),
        reopened=standing(opened, version),
    )


@bp.errorhandler(NotPublished)
def not_published(answered: NotPublished) -> ResponseReturnValue:
    """Neither page nor refusal: the public learns when the report is due, not whether a draft exists."""
    held = periods.session_of(db.session, answered.period)
    page = render_template(
        "reporting/not_published.html",
        half=periods.half_year(answered.period),
        planned_on=held.held_on if held else None,
    )
    return page, 404
