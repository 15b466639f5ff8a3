"""The help: an entrance by what somebody wants to do, a page for each role, and what everybody looks up.

Words, limits and formulas come from the domain, so that the help cannot say something else than the pages.
"""

from flask import abort, render_template

from vrs_tracker.domain.chapters.legend import DEGREE_MEANINGS, STAGE_MEANINGS
from vrs_tracker.domain.counting import DIFFERENCES, PERCENTAGES
from vrs_tracker.domain.criteria import criteria, message_rule
from vrs_tracker.domain.glossary import PRONUNCIATIONS, terms
from vrs_tracker.domain.help_pages import ROLE_PAGES, TOPIC_PAGES, help_page, own_pages
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Light
from vrs_tracker.domain.vocabulary.reporting import Move
from vrs_tracker.features.site.views.blueprint import bp
from vrs_tracker.web.access import open_to_all, person


@bp.get("/hilfe")
@open_to_all
def entrance() -> str:
    """Ask what somebody wants to do; the pages for the own role come first."""
    return render_template(
        "site/help.html", role_pages=ROLE_PAGES, topic_pages=TOPIC_PAGES, own_pages=own_pages(person())
    )


@bp.get("/hilfe/<name>")
@open_to_all
def guide(name: str) -> str:
    """Explain one role's work step by step, or one thing that everybody looks up."""
    page = help_page(name)
    if page is None:
        abort(404)
    return render_template(
        f"site/help/{page.name}.html",
        page=page,
        criteria=criteria(),
        degrees=DEGREE_MEANINGS,
        differences=DIFFERENCES,
        indicators=IndicatorKind,
        lights=Light,
        message_rule=message_rule(),
        Move=Move,
        percentages=PERCENTAGES,
        pronunciations=PRONUNCIATIONS,
        stages=STAGE_MEANINGS,
        terms=terms(),
    )
