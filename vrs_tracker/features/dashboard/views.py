"""What visitors, members and staff read: each page draws a part of the report value they may see.

The value is the newest report handed out; staff see the working state unless `?stand=bericht` asks for it.
"""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.chapters.annexes import resolutions_elements
from vrs_tracker.domain.chapters.blocks import block_section
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.financing import financing_section
from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.chapters.mandates import mandates_elements
from vrs_tracker.domain.chapters.milestones import milestones_section
from vrs_tracker.domain.chapters.network import cooperative_section, network_section
from vrs_tracker.domain.chapters.programme import overview_sentence
from vrs_tracker.domain.chapters.risks import risks_section
from vrs_tracker.domain.chapters.summary import change_text, decisions, ordered_changes
from vrs_tracker.domain.document import Element, Section
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.overview import block_lines, upcoming_dates
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.extensions import db
from vrs_tracker.features.programme import queries as programme
from vrs_tracker.features.reporting.queries.shown import (
    Reader,
    ShownReport,
    next_session_on,
    periods_with_sessions,
    shown_report,
)
from vrs_tracker.web.access import open_to_all, person
from vrs_tracker.web.edge import settings, today
from vrs_tracker.web.navigation import Link

bp = Blueprint("dashboard", __name__)

MOST_CHANGES = 5
FROZEN = "bericht"
BLOCKS = "Bausteine und Projekte"

LEADING_ON = {
    "blocks": (
        Link("Projekt erfassen", "/bausteine/neu", Action.EDIT_PROGRAMME),
        Link("Akteure pflegen", "/akteure/", Action.EDIT_PROGRAMME),
    ),
    "finances": (
        Link("Beschlüsse", "/beschluesse/"),
        Link("Buchungen", "/finanzen/buchungen", Action.READ_HISTORY),
    ),
    "risks": (Link("Risiko melden", "/risiken/neu", Action.FILE_UPDATE),),
    "resolutions": (Link("Beschluss erfassen", "/beschluesse/neu", Action.BOOK_MONEY),),
    "network": (Link("Angaben pflegen", "/netzwerk/angaben", Action.EDIT_NETWORK),),
    "cooperative": (Link("Angaben pflegen", "/netzwerk/angaben", Action.EDIT_NETWORK),),
}
"""Where a page leads on to, by the name of its view; features beside this one are linked by address."""


@bp.get("/")
@open_to_all
def overview() -> str:
    """Say how the programme stands, on one page."""
    shown = _shown()
    if shown is None:
        return _nothing_yet("Stand der Umsetzung")
    report = shown.report
    changes = [change_text(report, change) for change in ordered_changes(report)]
    return render_template(
        "dashboard/overview.html",
        shown=shown,
        report=report,
        sentence=overview_sentence(report),
        staircase=staircase_table(report),
        lines=block_lines(report),
        changes=changes[:MOST_CHANGES],
        number_of_changes=len(changes),
        decisions=decisions(report),
        dates=upcoming_dates(report, today()),
        mandates=mandates_elements(report),
    )


@bp.get("/bausteine/")
@open_to_all
def blocks() -> str:
    """List the seven building blocks in the order of the motion, then the further projects."""
    shown = _shown()
    if shown is None:
        return _nothing_yet(BLOCKS)
    lines = block_lines(shown.report)
    return render_template("dashboard/blocks.html", shown=shown, lines=lines, links=_links("blocks"))


@bp.get("/bausteine/<slug>")
@open_to_all
def block(slug: str) -> ResponseReturnValue:
    """Draw one block or project; a former address leads on to the present one."""
    shown = _shown(block=slug)
    found = shown.report.block(slug) if shown else None
    if shown is None or found is None:
        return _other_address(slug, is_reported=shown is not None)
    every = shown.report.all_blocks()
    place = every.index(found)
    return render_template(
        "dashboard/block.html",
        shown=shown,
        block=found,
        section=block_section(shown.report, found),
        previous=every[place - 1] if place else None,
        following=every[place + 1] if place + 1 < len(every) else None,
        links=_block_links(slug),
    )


def _block_links(slug: str) -> tuple[Link, ...]:
    links = (
        Link("Meldung bearbeiten", f"/bausteine/{slug}/meldung", Action.FILE_UPDATE),
        Link("Meilenstein hinzufügen", f"/bausteine/{slug}/meilensteine/neu", Action.FILE_UPDATE),
        Link("Stammdaten bearbeiten", f"/bausteine/{slug}/bearbeiten", Action.EDIT_PROGRAMME),
    )
    return tuple(link for link in links if link.action and may(person(), link.action, Thing(block=slug)))


def _other_address(slug: str, *, is_reported: bool) -> ResponseReturnValue:
    """Lead on from a former address, or say that there is no report or no such block in it."""
    present = programme.find_block(db.session, slug)
    if present is None:
        raise NotFound(programme.NO_SUCH_BLOCK)
    if present.slug != slug:
        return redirect(url_for(".block", slug=present.slug, stand=request.args.get("stand")), 301)
    if is_reported:
        raise NotFound(programme.NO_SUCH_BLOCK)
    return _nothing_yet(BLOCKS)


@bp.get("/finanzen/")
@open_to_all
def finances() -> str:
    """Draw the money: staircase, funding of the blocks, budget, findings."""

    def parts(report: CommitteeReport) -> tuple[Section, ...]:
        return (financing_section(report), budget_section(report))

    return _part_page("finances", "Finanzen", parts, lead=lambda report: (staircase_table(report),))


@bp.get("/meilensteine/")
@open_to_all
def milestones() -> str:
    """Draw what was due, is overdue and comes next."""
    return _part_page("milestones", "Meilensteine", lambda report: (milestones_section(report),))


@bp.get("/risiken/")
@open_to_all
def risks() -> str:
    """Draw the open risks."""
    return _part_page("risks", "Risiken", lambda report: (risks_section(report),))


@bp.get("/beschluesse/")
@open_to_all
def resolutions() -> str:
    """Draw the resolutions with their documents."""
    return _part_page("resolutions", "Beschlüsse", lambda _: (), lead=resolutions_elements)


@bp.get("/netzwerk")
@open_to_all
def network() -> str:
    """Draw what was done to bring the actors together (mandate 2)."""
    return _part_page("network", "Vernetzung der Akteure", lambda report: (network_section(report),))


@bp.get("/genossenschaft")
@open_to_all
def cooperative() -> str:
    """Draw the cooperative (mandate 3)."""
    return _part_page("cooperative", "Genossenschaft", lambda report: (cooperative_section(report),))


def _shown(block: str | None = None) -> ShownReport | None:
    reader = Reader(person=person(), today=today(), first_number=settings().first_report_number)
    return shown_report(db.session, reader, block=block, frozen=request.args.get("stand") == FROZEN)


def _links(view: str) -> tuple[Link, ...]:
    return tuple(
        link for link in LEADING_ON.get(view, ()) if link.action is None or may(person(), link.action)
    )


def _part_page(
    view: str,
    heading: str,
    parts: Callable[[CommitteeReport], tuple[Section, ...]],
    lead: Callable[[CommitteeReport], tuple[Element, ...]] = lambda _: (),
) -> str:
    shown = _shown()
    if shown is None:
        return _nothing_yet(heading)
    return render_template(
        "dashboard/part.html",
        heading=heading,
        shown=shown,
        lead=lead(shown.report),
        sections=parts(shown.report),
        links=_links(view),
    )


def _nothing_yet(heading: str) -> str:
    planned_on = next_session_on(periods_with_sessions(db.session), today())
    return render_template("dashboard/nothing_yet.html", heading=heading, planned_on=planned_on)
