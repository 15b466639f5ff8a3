"""The list of blocks and projects."""

from flask import render_template

from vrs_tracker.domain.overview import block_lines
from vrs_tracker.domain.policy import Action
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.navigation import Link, permitted

HEADING = "Bausteine und Projekte"
LEADING_ON = (
    Link("Projekt erfassen", "/bausteine/neu", Action.EDIT_PROGRAMME),
    Link("Akteure pflegen", "/akteure/", Action.EDIT_PROGRAMME),
)


@bp.get("/bausteine/")
@open_to_all
def blocks() -> str:
    """List the seven building blocks in the order of the motion, then the further projects."""
    shown = shown_here()
    if shown is None:
        return nothing_yet(HEADING)
    lines = block_lines(shown.report)
    return render_template("dashboard/blocks.html", shown=shown, lines=lines, links=permitted(LEADING_ON))
