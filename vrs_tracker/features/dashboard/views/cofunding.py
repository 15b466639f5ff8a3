"""The watch over co-funding: who pays how bindingly, which rules are kept, what to warn about."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.cofunding.leverage import DEFINITION
from vrs_tracker.domain.listing import Selection, TypedTable
from vrs_tracker.domain.lists.cofunding import CoFunding, co_funding
from vrs_tracker.domain.policy import Action
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import ListedTable, anchored, drawn, listed
from vrs_tracker.web.navigation import Link, permitted

LEADING_ON = (
    Link("Regeln der gemeinsamen Förderung", "/finanzen/foerderregeln"),
    Link("Rechenspiel: Was wäre, wenn?", "/finanzen/was-waere-wenn", Action.BOOK_MONEY),
    Link("Beschlüsse", "/beschluesse/"),
)
ANCHOR = "verbindlichkeit"


@bp.get("/finanzen/gemeinsame-foerderung")
@open_to_all
@kept_page
def co_funding_watch() -> ResponseReturnValue:
    """Say what is not kept and not decided, block by block, and how binding each share is."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Gemeinsame Förderung")
    found = co_funding(shown.report)
    listing = anchored(listed(found.shares, found.filters), ANCHOR)
    rules = _narrowed_alike(found, listing)
    if file := requested_file(shown.report, (listing.table, rules), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/co_funding.html",
        shown=shown,
        found=found,
        listing=listing,
        rules=drawn(rules) if rules.rows else None,
        links=permitted(LEADING_ON),
        definition=DEFINITION,
        anchor=ANCHOR,
    )


def _narrowed_alike(found: CoFunding, listing: ListedTable) -> TypedTable:
    """Return the table of the rules with the rows that the same choice lets through, as far as it fits."""
    fitting = [one for one in found.filters if any(one.key in row.facets for row in found.rules.rows)]
    chosen = {one.key: code for one in fitting if (code := listing.chosen(one.key))}
    return found.rules.narrowed(fitting, Selection(chosen=chosen))
