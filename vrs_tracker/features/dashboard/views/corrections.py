"""What was corrected after a report was given out, of all reports that this person may read."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.lists.corrections import correction_list
from vrs_tracker.extensions import db
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet
from vrs_tracker.features.reporting.queries.corrections import corrected_reports
from vrs_tracker.features.reporting.queries.shown import readable_states
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.downloads import requested_working_file
from vrs_tracker.web.edge import today
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import listed


@bp.get("/berichtigungen")
@open_to_all
@kept_page
def corrections() -> ResponseReturnValue:
    """Draw Ergänzungen, new Fassungen and restated figures, the newest first."""
    reports = corrected_reports(db.session, readable_states(person()))
    if not reports:
        return nothing_yet("Berichtigungen")
    found = correction_list(reports)
    listing = listed(found.table, found.filters)
    is_demo = any(one.report.contains_demo for one in reports)
    if file := requested_working_file((listing.table,), as_of=today(), is_demo=is_demo):
        return file
    return draw_page("dashboard/corrections.html", message=found.message, listing=listing)
