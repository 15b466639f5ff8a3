"""What the office does itself: the network (mandate 2) and the cooperative (mandate 3)."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.chapters.network import cooperative_message, cooperative_parts, narrative
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import tables_in
from vrs_tracker.domain.lists.network import event_list
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import listed
from vrs_tracker.web.navigation import Link, permitted

LEADING_ON = (Link("Angaben pflegen", "/netzwerk/angaben", Action.EDIT_NETWORK),)


@bp.get("/netzwerk")
@open_to_all
@kept_page
def network() -> ResponseReturnValue:
    """Draw what was done to bring the actors together (mandate 2)."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Vernetzung der Akteure")
    report = shown.report
    found = event_list(report)
    listing = listed(found.table, found.filters)
    charts = (found.by_half_year,) if found.by_half_year else ()
    if file := requested_file(report, (listing.table, *tables_in(charts)), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/network.html",
        shown=shown,
        message=found.message,
        listing=listing,
        lead=narrative(report, NarrativeSlot.NETWORK),
        charts=charts,
        links=permitted(LEADING_ON),
    )


@bp.get("/genossenschaft")
@open_to_all
@kept_page
def cooperative() -> ResponseReturnValue:
    """Draw the cooperative (mandate 3)."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Genossenschaft")
    parts = cooperative_parts(shown.report, Citing(shown.report, by_number=False))
    tables = tables_in(element for _, element in parts)
    if file := requested_file(shown.report, tables, is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/cooperative.html",
        shown=shown,
        message=cooperative_message(shown.report),
        lead=narrative(shown.report, NarrativeSlot.COOPERATIVE),
        sections=parts,
        links=permitted(LEADING_ON),
    )
