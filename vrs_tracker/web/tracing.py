"""Amounts that lead to where they come from: „Woher kommt diese Zahl?“ (domain/origins.py).

A view that draws figures says once, before it renders, at which stand they are explained:

    trace_at("2026-H1")

The filter `traced` then makes a link of every marked amount; on all other pages the words stay words.
"""

from urllib.parse import urlencode

from flask import Flask, g
from markupsafe import Markup

from vrs_tracker.domain.as_of import KNOWN, STAND
from vrs_tracker.domain.origins import Origin, Traced

_STAND_OF_FIGURES = "stand_of_figures"


def init_app(app: Flask) -> None:
    """Give the templates the filter `traced` and the addresses of figures."""
    app.add_template_filter(traced)
    app.add_template_global(figure_address)


def trace_at(stand: str = "", known: str = "") -> None:
    """Let the amounts of this page lead to their origin at a stand; "" is the first one offered.

    A look back also says on which day its figures were `known`, if that is another one.
    """
    words = ((STAND, stand), (KNOWN, known))
    setattr(g, _STAND_OF_FIGURES, urlencode([(word, asked) for word, asked in words if asked]))


def traced(words: str) -> str:
    """Return a marked amount as a link, if this page leads on; what it asks is said to those who hear it."""
    if not isinstance(words, Traced) or _STAND_OF_FIGURES not in g:
        return words
    return Markup('<a class="figure-link" href="{}" aria-label="{}">{}</a>').format(
        figure_address(words.origin), words.question, words
    )


def figure_address(origin: Origin) -> str:
    """Return where a figure is explained at the stand of this page."""
    asked, address = g.get(_STAND_OF_FIGURES, ""), origin.address
    if not asked:
        return address
    return f"{address}{'&' if '?' in address else '?'}{asked}"
