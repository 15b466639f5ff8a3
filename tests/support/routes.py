"""The routes of an application as the lists in the tests write them."""

from flask import Flask


def routes_of(app: Flask) -> list[str]:
    """Return "GET /anmelden", "POST /anmelden", …; HEAD and OPTIONS come with every GET."""
    return [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
