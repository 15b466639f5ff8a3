"""Answers for machines that ask at addresses they know by heart: search engines, browsers for the icon."""

from collections.abc import Callable
from typing import cast

from flask import current_app, redirect
from flask.typing import ResponseReturnValue

from vrs_tracker.features.site.views.blueprint import bp
from vrs_tracker.web.access import open_without_person

NOT_TO_BE_FOUND = (
    "/anmelden",
    "/abmelden",
    "/aufgaben",
    "/link",
    "/verlauf/",
    "/zugaenge/",
    "/zugang",
    "/*?",
)
"""What search engines leave out: pages of those who work here, and lists in every order and selection."""
ROBOTS = "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in NOT_TO_BE_FOUND), ""])


@bp.get("/robots.txt")
@open_without_person
def robots() -> ResponseReturnValue:
    """Let search engines find what is public, once under each address."""
    return ROBOTS, {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/favicon.ico")
@open_without_person
def icon() -> ResponseReturnValue:
    """Lead to the icon that every page names; some programs ask here without reading a page."""
    address_of = cast("Callable[[str], str]", current_app.jinja_env.globals["static"])
    return redirect(address_of("icon.svg"))
