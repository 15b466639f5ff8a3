"""Milestones, risks and resolutions of all blocks, to be filtered, sorted and taken away."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.lists.milestones import drawn_timeline, milestone_list, timeline_caption
from vrs_tracker.domain.lists.resolutions import lines_of, resolution_list
from vrs_tracker.domain.lists.risks import risk_list
from vrs_tracker.domain.policy import Action
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import drawn, listed
from vrs_tracker.web.navigation import Link, permitted


@bp.get("/meilensteine/")
@open_to_all
@kept_page
def milestones() -> ResponseReturnValue:
    """Draw what is overdue, what comes in the next nine months and what is reached."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Meilensteine")
    report = shown.report
    found = milestone_list(report)
    listing = listed(found.table, found.filters)
    if file := requested_file(report, (listing.table,), is_draft=shown.is_live):
        return file
    timeline = drawn_timeline(report, listing.table.rows)
    return draw_page(
        "dashboard/milestones.html",
        shown=shown,
        message=found.message,
        listing=listing,
        timeline=timeline,
        caption=timeline_caption(timeline, listing.hits) if timeline else "",
        links=(),
    )


@bp.get("/risiken/")
@open_to_all
@kept_page
def risks() -> ResponseReturnValue:
    """Draw the open risks, the heaviest first, and from ten on how they spread."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Risiken")
    report = shown.report
    found = risk_list(report)
    listing = listed(found.table, found.filters)
    matrix = (found.matrix,) if found.matrix else ()
    if file := requested_file(report, (listing.table, *matrix), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/risks.html",
        shown=shown,
        message=found.message,
        listing=listing,
        matrix=drawn(found.matrix) if found.matrix else None,
        links=permitted((Link("Risiko melden", "/risiken/neu", Action.FILE_UPDATE),)),
    )


@bp.get("/beschluesse/")
@open_to_all
@kept_page
def resolutions() -> ResponseReturnValue:
    """Draw the resolutions, the newest first, with the amounts that rest on them."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Beschlüsse")
    report = shown.report
    found = resolution_list(report)
    listing = listed(found.table, found.filters)
    lines = lines_of(found, listing.table.rows)
    if file := requested_file(report, (listing.table, lines), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/resolutions.html",
        shown=shown,
        message=found.message,
        listing=listing,
        lines=drawn(lines) if lines.rows else None,
        links=permitted((Link("Beschluss erfassen", "/beschluesse/neu", Action.BOOK_MONEY),)),
    )
