"""Links in the sentences of a report: „Nummer 6.7“ leads to that section of the report's page."""

import re

from flask import Flask
from markupsafe import Markup, escape

_NUMBER = re.compile(r"Nummer[ \N{NO-BREAK SPACE}](\d+(?:\.\d+)*)")


def init_app(app: Flask) -> None:
    """Register the filter `with_references`."""
    app.add_template_filter(with_references)


def with_references(text: str, report_address: str) -> Markup:
    """Return the text with a link for each number of a section; everything else is escaped.

    The report finds the page of a section by its number (`report_leaf` in features/reporting).
    """
    parts, end = [], 0
    for found in _NUMBER.finditer(text):
        link = Markup('<a href="{address}/nummer-{number}">{words}</a>').format(
            address=report_address, number=found[1], words=found[0]
        )
        parts += [escape(text[end : found.start()]), link]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
