"""The working pages: money, milestones, risks, resolutions, network, cooperative."""

from collections.abc import Callable

from flask import render_template

from vrs_tracker.domain.chapters.annexes import resolutions_elements
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.financing import financing_section
from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.chapters.milestones import milestones_section
from vrs_tracker.domain.chapters.network import cooperative_section, network_section
from vrs_tracker.domain.chapters.risks import risks_section
from vrs_tracker.domain.document import Element, Section
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.navigation import Link, permitted

LEADING_ON = {
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


def _part_page(
    view: str,
    heading: str,
    parts: Callable[[CommitteeReport], tuple[Section, ...]],
    lead: Callable[[CommitteeReport], tuple[Element, ...]] = lambda _: (),
) -> str:
    shown = shown_here()
    if shown is None:
        return nothing_yet(heading)
    return render_template(
        "dashboard/part.html",
        heading=heading,
        shown=shown,
        lead=lead(shown.report),
        sections=parts(shown.report),
        links=permitted(LEADING_ON.get(view, ())),
    )
