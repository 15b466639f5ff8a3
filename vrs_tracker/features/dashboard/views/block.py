"""The page of one block or project."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.as_of import KNOWN, STAND
from vrs_tracker.domain.block_sheet import block_sheet
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.extensions import db
from vrs_tracker.features.dashboard.queries import load_past
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.features.programme import queries as programme
from vrs_tracker.features.reporting.queries.shown import readable_states
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.navigation import Link

HEADING = "Bausteine und Projekte"


@bp.get("/bausteine/<slug>")
@open_to_all
@kept_page
def block(slug: str) -> ResponseReturnValue:
    """Draw one block or project; a former address leads on to the present one."""
    shown = shown_here(block=slug)
    found = shown.report.block(slug) if shown else None
    if shown is None or found is None:
        return _other_address(slug, is_reported=shown is not None)
    until = shown.as_of.end if shown.as_of else None
    past = load_past(db.session, slug, shown.report.period, readable_states(person()), until=until)
    every = shown.report.all_blocks()
    place = every.index(found)
    return draw_page(
        "dashboard/block.html",
        shown=shown,
        block=found,
        sheet=block_sheet(shown.report, found, past.messages),
        previous=every[place - 1] if place else None,
        following=every[place + 1] if place + 1 < len(every) else None,
        links=_block_links(slug),
        history=_history_address(past.block_id),
        address=request.base_url,
    )


def _block_links(slug: str) -> tuple[Link, ...]:
    links = (
        Link("Meldung bearbeiten", f"/bausteine/{slug}/meldung", Action.FILE_UPDATE),
        Link("Meilenstein hinzufügen", f"/bausteine/{slug}/meilensteine/neu", Action.FILE_UPDATE),
        Link("Kennzahlen", f"/bausteine/{slug}/kennzahlen", Action.READ_HISTORY),
        Link("Stammdaten bearbeiten", f"/bausteine/{slug}/bearbeiten", Action.EDIT_PROGRAMME),
    )
    return tuple(link for link in links if link.action and may(person(), link.action, Thing(block=slug)))


def _history_address(block_id: int | None) -> str:
    """Return where the history of the block is told; empty for those who may not read it."""
    return f"/verlauf/block/{block_id}" if block_id and may(person(), Action.READ_HISTORY) else ""


def _other_address(slug: str, *, is_reported: bool) -> ResponseReturnValue:
    """Lead on from a former address, or say that there is no report or no such block in it."""
    present = programme.find_block(db.session, slug)
    if present is None:
        raise NotFound(programme.NO_SUCH_BLOCK)
    if present.slug != slug:
        stand, known = (request.args.get(word) for word in (STAND, KNOWN))
        return redirect(url_for(".block", slug=present.slug, stand=stand, bekannt=known), 301)
    if is_reported:
        raise NotFound(programme.NO_SUCH_BLOCK)
    return nothing_yet(HEADING)
