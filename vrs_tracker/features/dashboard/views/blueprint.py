"""The blueprint of the dashboard, and the report that its pages draw.

The value is the newest report handed out; staff see the working state unless `?stand=bericht` asks for it.
"""

from flask import Blueprint, render_template, request

from vrs_tracker.extensions import db
from vrs_tracker.features.reporting.queries.shown import (
    Reader,
    ShownReport,
    next_session_on,
    periods_with_sessions,
    shown_report,
)
from vrs_tracker.web.access import person
from vrs_tracker.web.edge import settings, today

bp = Blueprint("dashboard", "vrs_tracker.features.dashboard.views")

FROZEN = "bericht"


def shown_here(block: str | None = None) -> ShownReport | None:
    """Return the report that the acting person sees at this address; None before the first one."""
    reader = Reader(person=person(), today=today(), first_number=settings().first_report_number)
    return shown_report(db.session, reader, block=block, frozen=request.args.get("stand") == FROZEN)


def nothing_yet(heading: str) -> str:
    """Draw the page that stands here before the first report."""
    planned_on = next_session_on(periods_with_sessions(db.session), today())
    return render_template("dashboard/nothing_yet.html", heading=heading, planned_on=planned_on)
