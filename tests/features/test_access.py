"""Every route, every role, own and foreign block, public and not: the table says who passes."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.features.access_addresses import address_of
from tests.features.access_route import FOREIGN, OWN, Case, Route
from tests.features.access_table import TABLE
from tests.support.page_client import ClientOf, PageClient, on_one_database
from tests.support.routes import routes_of
from vrs_tracker.domain.vocabulary.people import Role

ROLES = (None, *Role)
CASES = tuple(Case(block, is_public) for block, is_public in product((OWN, FOREIGN), (True, False)))


@on_one_database
def test_every_route_has_a_line_in_the_table(application: Flask) -> None:
    assert sorted(route.name for route in TABLE) == sorted(routes_of(application))


@on_one_database
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "visitor")
@pytest.mark.parametrize("route", TABLE, ids=lambda route: route.name)
@pytest.mark.usefixtures("blocks")
def test_a_route_lets_pass_whom_the_table_names(
    route: Route, role: Role | None, visitor: PageClient, client_of: ClientOf, session: Session
) -> None:
    client = visitor if role is None else client_of(role, block=OWN if role is Role.PARTNER else "")
    for case in CASES if route.values is not None else CASES[:1]:
        answer = _answer(client, route, address_of(client.app, session, route, case))
        if route.may_pass(role, case):
            assert answer not in {"sign in", 403, 404} or answer in route.answers, f"{case}: {answer}"
        elif role is None and route.anonymous_answer is not None:
            assert answer == route.anonymous_answer, f"{case}: {answer}"
        else:
            assert answer == ("sign in" if role is None else 403), f"{case}: {answer}"


def _answer(client: PageClient, route: Route, address: str) -> int | str:
    """The status, or "sign in" where the answer is the sign-in page or the way there."""
    data = {"csrf_token": client.csrf_token()} if route.method == "POST" else None
    response = client.browser.open(address, method=route.method, data=data)
    expected = response.status_code < 500 or response.status_code in route.answers
    assert expected, f"{route.name}: {response.get_data(as_text=True)[:2000]}"
    sent_there = response.status_code == 303 and response.headers["Location"].startswith("/anmelden?weiter=")
    kept_there = response.status_code == 403 and "<h1>Anmelden</h1>" in response.get_data(as_text=True)
    return "sign in" if sent_there or kept_there else response.status_code
