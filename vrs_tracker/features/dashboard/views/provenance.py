"""„Woher kommt diese Zahl?“: the page of one figure of the money, and the index of all of them."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.as_of import STAND
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.lists.figures import HEADING, INDEX, INTRODUCTION, figures_of
from vrs_tracker.domain.origins import QUESTION, origin_of
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.provenance.citing import Place, amount_sentence, earlier_sentence, text_to_cite
from vrs_tracker.domain.provenance.explaining import explain
from vrs_tracker.domain.provenance.meanings import counted_words, formed, meaning
from vrs_tracker.domain.provenance.tables import (
    NO_ENTRY,
    PER_PAGE,
    balances_table,
    entries_table,
    left_out_table,
    parts_table,
)
from vrs_tracker.extensions import db
from vrs_tracker.features.dashboard.queries import proofs_behind
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.features.reporting.queries.shown import ShownReport
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.edge import settings
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.listing import drawn
from vrs_tracker.web.navigation import Link, permitted

PAGE = "seite"
LEADING_ON = (
    Link("Finanzen", "/finanzen/", keeps_stand=True),
    Link("Haushalt nach Jahr und Buchungsstelle", "/finanzen/haushalt", keeps_stand=True),
    Link("Gemeinsame Förderung", "/finanzen/gemeinsame-foerderung", keeps_stand=True),
    Link("Wie die Zahlen gezählt werden", "/hilfe/zahlen"),
)
NO_SUCH_FIGURE = (
    "Diese Zahl gibt es nicht, oder nicht für diese Auswahl. Alle Zahlen stehen auf der Seite „Woher kommen "
    "die Zahlen?“."
)


@bp.get(INDEX)
@open_to_all
@kept_page
def figures() -> ResponseReturnValue:
    """List every figure of the money that can be followed, each as a link."""
    shown = shown_here()
    if shown is None:
        return nothing_yet(HEADING)
    found = figures_of(shown.report)
    if file := requested_file(shown.report, found.tables(), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/figures.html",
        heading=HEADING,
        introduction=INTRODUCTION,
        shown=shown,
        found=found,
        links=permitted(LEADING_ON),
    )


@bp.get("/zahlen/<figure>")
@open_to_all
@kept_page
def provenance(figure: str) -> ResponseReturnValue:
    """Say what a figure means, how it is formed and which entries are behind it."""
    origin = origin_of(figure, request.args)
    if origin is None:
        raise NotFound(NO_SUCH_FIGURE)
    shown = shown_here(block=origin.block or None)
    if shown is None:
        return nothing_yet(QUESTION)
    report = shown.report
    found = explain(report, origin)
    if found is None:
        raise NotFound(NO_SUCH_FIGURE)
    pages = max(1, -(-len(found.lines) // PER_PAGE))
    page = min(max(request.args.get(PAGE, 1, type=int), 1), pages)
    on_page = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    proofs = proofs_behind(db.session, person(), found.lines[on_page])
    entries = entries_table(found, with_history=may(person(), Action.READ_HISTORY), proofs=proofs)
    left_out, balances = left_out_table(found), balances_table(found.compared)
    if file := requested_file(report, (entries, left_out, balances), is_draft=shown.is_live):
        return file
    place = _place(shown, found.origin.address)
    return draw_page(
        "dashboard/provenance.html",
        heading=QUESTION,
        shown=shown,
        found=found,
        sentence=amount_sentence(found),
        earlier=earlier_sentence(report, found),
        meaning=meaning(origin),
        counted=counted_words(report, origin),
        formed=formed(origin),
        parts=drawn(parts_table(found)),
        entries=drawn(replace(entries, rows=entries.rows[on_page])),
        proofs=proofs,
        empty=NO_ENTRY,
        left_out=drawn(left_out),
        balances=drawn(balances),
        page=page,
        pages=pages,
        before=_at_page(page - 1),
        after=_at_page(page + 1),
        address=place.address,
        text=text_to_cite(report, found, place),
    )


def _place(shown: ShownReport, address: str) -> Place:
    """Return from where the figure is cited: a report by its half-year, a look back by its day."""
    issuer = shown.issued.title_block.issuer if shown.issued else settings().issuer
    asked = shown.stand.words if shown.stand and shown.is_live else ((STAND, shown.report.period.code),)
    words = urlencode(asked)
    joined = f"{address}{'&' if '?' in address else '?'}{words}" if words else address
    return Place(address=f"{request.host_url.rstrip('/')}{joined}", issuer=issuer, is_draft=shown.is_live)


def _at_page(number: int) -> str:
    """Return the address of another page of the entries; the figure and the stand stay as they are."""
    words = [(key, value) for key, value in request.args.items() if key != PAGE]
    return f"{request.path}?{urlencode([*words, (PAGE, number)])}"
