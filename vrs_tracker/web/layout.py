"""What every page shows around its own content: menu, footer, sign-in state, demo mark."""

from flask import Flask, g, request

from vrs_tracker.domain.issue import DEMO_MARK
from vrs_tracker.extensions import db
from vrs_tracker.trail.provenance import has_demo_rows
from vrs_tracker.web import edge
from vrs_tracker.web.access import person
from vrs_tracker.web.help_links import help_for
from vrs_tracker.web.navigation import footer_for, menu_for, work_for

PROGRAMME = "KI-Programm der Region Stuttgart"


def init_app(app: Flask) -> None:
    """Give the templates what the frame needs."""
    app.context_processor(_frame)


def _frame() -> dict[str, object]:
    return {
        "programme": PROGRAMME,
        "menu": menu_for(person()),
        "work": work_for,
        "footer": footer_for(edge.settings().contact),
        "person": person(),
        "demo_mark": _demo_mark,
        "contact": edge.settings().contact,
        "help_address": help_for(request.path, person()),
        "idle_minutes": int(edge.settings().idle_limit.total_seconds() // 60),
    }


def _demo_mark() -> str:
    """Return the mark if there are demo rows; page 500 does not ask the database, which may be the cause."""
    is_marked = edge.settings().is_demo if g.get("has_failed") else has_demo_rows(db.session)
    return DEMO_MARK if is_marked else ""
