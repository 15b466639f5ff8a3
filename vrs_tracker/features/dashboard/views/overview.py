"""The overview: how the programme stands, on one page."""

from flask import render_template

from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.chapters.mandates import mandates_elements
from vrs_tracker.domain.chapters.programme import overview_sentence
from vrs_tracker.domain.chapters.summary import change_text, decisions, ordered_changes
from vrs_tracker.domain.overview import block_lines, upcoming_dates
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.edge import today

MOST_CHANGES = 5


@bp.get("/")
@open_to_all
def overview() -> str:
    """Say how the programme stands, on one page."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Stand der Umsetzung")
    report = shown.report
    changes = [change_text(report, change) for change in ordered_changes(report)]
    return render_template(
        "dashboard/overview.html",
        shown=shown,
        report=report,
        sentence=overview_sentence(report),
        staircase=staircase_table(report),
        lines=block_lines(report),
        changes=changes[:MOST_CHANGES],
        number_of_changes=len(changes),
        decisions=decisions(report),
        dates=upcoming_dates(report, today()),
        mandates=mandates_elements(report),
    )
