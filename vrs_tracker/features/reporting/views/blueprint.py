"""The blueprint of the reports, and what several of its view modules need."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.issue import differs
from vrs_tracker.domain.preparation import MissingUpdate, Updates
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.progress.queries import Standing
from vrs_tracker.features.reporting.queries import shown, snapshots, title
from vrs_tracker.features.reporting.queries.report import live_report
from vrs_tracker.features.reporting.queries.supplements import supplements_by_period
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.web.access import person
from vrs_tracker.web.edge import settings, today

bp = Blueprint("reporting", "vrs_tracker.features.reporting.views", url_prefix="/berichte")
bp.add_app_template_filter(periods.half_year)

ONE_PRINT_AT_A_TIME = Lock()
"""Printing takes memory. Who asks for a draft waits for another print, but not for long."""
ONE_CHECK_AT_A_TIME = Lock()
"""So does reading a file that anybody may hand in."""


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


def readable(period: ReportingPeriod) -> shown.ShownReport | None:
    """Return the report of a half-year as this person may read it, None if that is not at all."""
    reader = shown.Reader(person=person(), today=today(), first_number=settings().first_report_number)
    return shown.report_of_period(db.session, period, reader)


def readable_with_supplements(period: ReportingPeriod) -> shown.ShownReport | None:
    """Return the same with what was given out to correct it, for pages that draw its statements."""
    found = readable(period)
    if found is None or found.issued is None:
        return found
    return replace(found, supplements=supplements_by_period(db.session).get(period.id, ()))


def not_published(period: ReportingPeriod) -> ResponseReturnValue:
    """Neither page nor refusal: the public learns when the report is due, not whether a draft exists."""
    held = periods.session_of(db.session, period)
    page = render_template(
        "reporting/not_published.html",
        half=periods.half_year(period),
        planned_on=held.held_on if held else None,
    )
    return page, 404
