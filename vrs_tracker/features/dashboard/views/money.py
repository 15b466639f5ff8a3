"""The money of the programme on one page: each part answers one question that members ask."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.lists.finances import finances_of
from vrs_tracker.domain.lists.shares import (
    PAYER,
    chart_note,
    selection_sentence,
    share_list,
    shares_chart,
)
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.exploring import chart_address, requested_chart
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import anchored, listed
from vrs_tracker.web.navigation import Link, permitted

LEADING_ON = (
    Link("Haushalt nach Jahr und Buchungsstelle", "/finanzen/haushalt", keeps_stand=True),
    Link("Gemeinsame Förderung", "/finanzen/gemeinsame-foerderung", keeps_stand=True),
    Link("Beschlüsse", "/beschluesse/"),
    Link("Buchungen", "/finanzen/buchungen", Action.READ_HISTORY),
    Link("Woher kommen die Zahlen?", "/zahlen/", keeps_stand=True),
    Link("Zwei Stände vergleichen", "/vergleich"),
)
ANCHOR = "anteile"
"""Where the shares stand on the page: whoever filters or sorts them lands there again."""


@bp.get("/finanzen/")
@open_to_all
@kept_page
def finances() -> ResponseReturnValue:
    """Say where the money comes from, how far it has flowed, and what was planned."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Finanzen")
    report = shown.report
    found, shares = finances_of(report), share_list(report)
    listing = anchored(listed(shares.table, shares.filters), ANCHOR)
    if file := requested_file(report, (*found.tables(), listing.table), is_draft=shown.is_live):
        return file
    lines = shares.behind(listing.table.rows)
    payer = _chosen_payer(listing.chosen(PAYER))
    chart = shares_chart(report, lines, payer)
    plan = found.plan.chart if found.plan else None
    reached = found.reached.chart if found.reached else None
    if answer := requested_chart({"anteile": chart, "plan": plan, "summe": reached}):
        return answer
    return draw_page(
        "dashboard/finances.html",
        shown=shown,
        found=found,
        links=permitted(LEADING_ON),
        listing=listing,
        anchor=ANCHOR,
        selection=selection_sentence(lines) if lines else "",
        chart=chart,
        chart_note=chart_note(lines, payer, is_chosen=bool(listing.chosen(PAYER))),
        explored={name: chart_address(name) for name in ("anteile", "plan", "summe")},
    )


def _chosen_payer(code: str) -> Payer:
    return Payer(code) if code else Payer.VRS
