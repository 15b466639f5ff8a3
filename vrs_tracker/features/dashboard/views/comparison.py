"""Two stands beside each other: every amount that differs, with its reason."""

from flask import request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.as_of import KNOWN
from vrs_tracker.domain.lists.comparison import FROM, TWO_REPORTS_NEEDED, UNTIL, comparison
from vrs_tracker.extensions import db
from vrs_tracker.features.dashboard.views.blueprint import bp
from vrs_tracker.features.reporting.queries.compared import Asked, compared_stands
from vrs_tracker.features.reporting.queries.shown import Reader
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.edge import settings, today
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import drawn, listed

HEADING = "Zwei Stände vergleichen"
TEMPLATE = "dashboard/comparison.html"


@bp.get("/vergleich")
@open_to_all
@kept_page
def compare_stands() -> ResponseReturnValue:
    """List every amount that differs between two days, for others than staff between two reports."""
    reader = Reader(person=person(), today=today(), first_number=settings().first_report_number)
    since, until, known = (request.args.get(word, "") for word in (FROM, UNTIL, KNOWN))
    compared = compared_stands(db.session, reader, Asked(since=since, until=until, known=known))
    if compared is None:
        return draw_page(TEMPLATE, heading=HEADING, compared=None, message=TWO_REPORTS_NEEDED)
    found = comparison(compared.old, compared.new)
    listing = listed(found.table, found.filters, also_kept=(FROM, UNTIL))
    is_draft = compared.may_look_back
    if file := requested_file(compared.new.report, (listing.table, found.steps), is_draft=is_draft):
        return file
    return draw_page(
        TEMPLATE,
        heading=HEADING,
        compared=compared,
        found=found,
        message=found.message,
        listing=listing,
        steps=drawn(found.steps),
        known=known,
    )
