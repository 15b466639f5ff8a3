"""The overview: how the programme stands, on one page."""

from flask.typing import ResponseReturnValue
from markupsafe import Markup

from vrs_tracker.domain.block_list import block_filters, block_groups, block_list, by_substance
from vrs_tracker.domain.chapters.districts import district_map, district_table
from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.chapters.programme import overview_sentence
from vrs_tracker.domain.mandates import mandate_lines
from vrs_tracker.domain.overview import MOST_DECISIONS, asked_decisions, next_dates, told_changes
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import anchored, listed
from vrs_tracker.web.svg.map import draw_map, outlines

HEADING = "Stand der Umsetzung"
ANCHOR = "bausteine"
"""Where the table of blocks stands on the page: whoever filters or sorts it lands there again."""


@bp.get("/")
@open_to_all
@kept_page
def overview() -> ResponseReturnValue:
    """Say how the programme stands, on one page."""
    shown = shown_here()
    if shown is None:
        return nothing_yet(HEADING)
    report = shown.report
    table = by_substance(block_list(report))
    listing = anchored(listed(table, block_filters(table)), ANCHOR)
    staircase, districts = staircase_table(report), district_table(report)
    if file := requested_file(report, (staircase, listing.table, districts), is_draft=shown.is_live):
        return file
    decisions = asked_decisions(report)
    return draw_page(
        "dashboard/overview.html",
        heading=HEADING,
        shown=shown,
        report=report,
        sentence=overview_sentence(report),
        staircase=staircase,
        listing=listing,
        anchor=ANCHOR,
        groups=block_groups(listing.table, report),
        changes=told_changes(report),
        decisions=decisions[:MOST_DECISIONS],
        number_of_decisions=len(decisions),
        dates=next_dates(report),
        mandates=mandate_lines(report),
        districts=districts,
        map=_drawn_map(report),
        map_source=outlines().source,
    )


def _drawn_map(report: CommitteeReport) -> Markup | None:
    value = district_map(report)
    return None if value is None else Markup(draw_map(value))  # noqa: S704 - the SVG writer escapes all texts
