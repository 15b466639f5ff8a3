"""The address of a route in the table, with the data that it names."""

from typing import Any

from flask import Flask, url_for
from sqlalchemy.orm import Session

from tests.features.access_route import Case, Route


def address_of(app: Flask, session: Session, route: Route, case: Case) -> str:
    """Make the data a route needs in this case, and return its address."""
    values = route.values(session, case) if route.values is not None else {}
    session.commit()
    endpoint = next(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule == route.rule and route.method in (rule.methods or ())
    )
    with app.test_request_context():
        return url_for(endpoint, **dict[str, Any](values))
