"""What the office does itself: the network (mandate 2) and the cooperative (mandate 3)."""

from flask import render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.chapters.network import cooperative_message, cooperative_section, narrative
from vrs_tracker.domain.document import tables_in
from vrs_tracker.domain.lists.network import event_list
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.listing import listed
from vrs_tracker.web.navigation import Link, permitted

LEADING_ON = (Link("Angaben pflegen", "/netzwerk/angaben", Action.EDIT_NETWORK),)


@bp.get("/netzwerk")
@open_to_all
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
    return render_template(
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
def cooperative() -> ResponseReturnValue:
    """Draw the cooperative (mandate 3)."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Genossenschaft")
    section = cooperative_section(shown.report)
    if file := requested_file(shown.report, tables_in(section.body), is_draft=shown.is_live):
        return file
    return render_template(
        "dashboard/cooperative.html",
        shown=shown,
        message=cooperative_message(shown.report),
        elements=section.body,
        links=permitted(LEADING_ON),
    )
