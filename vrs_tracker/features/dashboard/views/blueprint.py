"""The blueprint of the dashboard, and the report that its pages draw.

`?stand=` in the address asks for another one than the first that a person is offered: `bericht` for the
newest report handed out, `2025-H2` for that of a half-year. Templates keep it by writing their links to other
pages of the dashboard as `{{ here("/finanzen/") }}`.
"""

from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Blueprint, g, render_template, request

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

STAND = "stand"


def shown_here(block: str | None = None) -> ShownReport | None:
    """Return the report that the acting person sees at this address; None before the first one."""
    reader = Reader(person=person(), today=today(), first_number=settings().first_report_number)
    shown = shown_report(db.session, reader, block=block, stand=request.args.get(STAND, ""))
    g.stand = shown.stand.asked if shown and shown.stand else ""
    return shown


@bp.app_template_global()
def here(address: str) -> str:
    """Return the address of another page at the stand that this page shows."""
    asked = g.get(STAND, "")
    if not asked:
        return address
    parts = urlsplit(address)
    query = "&".join(filter(None, (parts.query, urlencode({STAND: asked}))))
    return urlunsplit(parts._replace(query=query))


@bp.app_template_global()
def at_stand(asked: str) -> str:
    """Return the address of this page at another stand; filters and sorting stay as they are."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name != STAND]
    return f"{request.path}?{urlencode([*others, (STAND, asked)] if asked else others)}".rstrip("?")


def nothing_yet(heading: str) -> str:
    """Draw the page that stands here before the first report."""
    planned_on = next_session_on(periods_with_sessions(db.session), today())
    return render_template("dashboard/nothing_yet.html", heading=heading, planned_on=planned_on)
