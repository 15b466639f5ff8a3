"""The budget of the programme, one year at a time by budget line; `?jahr=` names another year."""

from flask import request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.chapters.budget_plan import PLANNING_ONLY
from vrs_tracker.domain.lists.budget_year import budget_year
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import requested_file
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.navigation import Link, permitted

YEAR = "jahr"
LEADING_ON = (
    Link("Finanzen im Überblick", "/finanzen/#mittel", keeps_stand=True),
    Link("Veranschlagung erfassen", "/finanzen/veranschlagung/neu", Action.BOOK_MONEY),
    Link("Sperrvermerk erfassen", "/finanzen/sperrvermerk/neu", Action.BOOK_MONEY),
    Link("Freigabe erfassen", "/finanzen/freigabe/neu", Action.BOOK_MONEY),
    Link("Haushaltssperre erfassen", "/finanzen/haushaltssperre/neu", Action.BOOK_MONEY),
    Link("Zuständigkeit prüfen", "/finanzen/zustaendigkeit", Action.BOOK_MONEY),
    Link("Alle Buchungen", "/finanzen/buchungen", Action.READ_HISTORY),
)
_LONGEST_SHOWN = 20


@bp.get("/finanzen/haushalt")
@open_to_all
@kept_page
def budget() -> ResponseReturnValue:
    """Show what is authorised, held back and used in a budget year."""
    shown = shown_here()
    if shown is None:
        return nothing_yet("Haushalt")
    report = shown.report
    year, notice = _chosen_year(report)
    found = budget_year(report, year)
    if file := requested_file(report, found.tables(), is_draft=shown.is_live):
        return file
    return draw_page(
        "dashboard/budget.html",
        shown=shown,
        found=found,
        notice=notice,
        links=permitted(LEADING_ON),
        planning_only=PLANNING_ONLY,
    )


def _chosen_year(report: CommitteeReport) -> tuple[int, str]:
    """Return the year that the address asks for, else that of the reference date with a notice why."""
    asked = request.args.get(YEAR, "")
    if not asked:
        return report.as_of.year, ""
    if asked.isascii() and asked.isdecimal() and len(asked) == len("2026"):
        return int(asked), ""
    notice = f"{quoted(asked[:_LONGEST_SHOWN])} ist kein Haushaltsjahr. Gezeigt wird {report.as_of.year}."
    return report.as_of.year, notice
