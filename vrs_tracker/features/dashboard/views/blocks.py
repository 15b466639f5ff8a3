"""The list of blocks and projects."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.block_list import block_filters, block_groups, block_list
from vrs_tracker.domain.policy import Action
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import anchored, listed
from vrs_tracker.web.navigation import Link, permitted

HEADING = "Bausteine und Projekte"
LEADING_ON = (
    Link("Projekt erfassen", "/bausteine/neu", Action.EDIT_PROGRAMME),
    Link("Akteure pflegen", "/akteure/", Action.EDIT_PROGRAMME),
)


@bp.get("/bausteine/")
@open_to_all
@kept_page
def blocks() -> ResponseReturnValue:
    """List the seven building blocks in the order of the motion, then the further projects."""
    shown = shown_here()
    if shown is None:
        return nothing_yet(HEADING)
    table = block_list(shown.report)
    listing = anchored(listed(table, block_filters(table)), f"tabelle-{table.name}")
    if file := requested_file(shown.report, (listing.table,), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/blocks.html",
        shown=shown,
        listing=listing,
        groups=block_groups(listing.table, shown.report),
        links=permitted(LEADING_ON),
    )
