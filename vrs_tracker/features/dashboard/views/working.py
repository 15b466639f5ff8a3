"""The money of the programme on one page."""

from flask import render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.financing import financing_section
from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.document import tables_in
from vrs_tracker.domain.policy import Action
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.navigation import Link, permitted

LEADING_ON = (
    Link("Beschlüsse", "/beschluesse/"),
    Link("Buchungen", "/finanzen/buchungen", Action.READ_HISTORY),
)


@bp.get("/finanzen/")
@open_to_all
def finances() -> ResponseReturnValue:
    """Draw the money: staircase, funding of the blocks, budget, findings."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Finanzen")
    report = shown.report
    lead = (staircase_table(report),)
    sections = (financing_section(report), budget_section(report))
    parts = [part for section in sections for part in (section, *section.parts)]
    tables = (*lead, *(table for part in parts for table in tables_in(part.body)))
    if file := requested_file(report, tables, is_draft=shown.is_live):
        return file
    return render_template(
        "dashboard/part.html",
        heading="Finanzen",
        shown=shown,
        lead=lead,
        sections=sections,
        links=permitted(LEADING_ON),
    )
