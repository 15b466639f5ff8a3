"""Whatever is typed into any form of the product: a German answer and never a mistake of ours."""

from collections.abc import Iterator
from datetime import date

import pytest
from selectolax.lexbor import LexborNode
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests.features.access_addresses import address_of
from tests.features.access_route import OWN, Case, Route
from tests.features.access_table import MONEY, TABLE
from tests.support.page_checks import problems_of
from tests.support.page_client import ClientOf, Page, PageClient
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.tables.periods import ReportingPeriod

NAMES = {route.name for route in TABLE}
FORMS = tuple(route for route in TABLE if route.method == "GET" and f"POST {route.rule}" in NAMES)
JUNK = (
    "",
    " \t\n",
    "\0",
    "a\0b",
    "9" * 400,
    "-1",
    "2147483648",
    "1e309",
    "12.50",
    "31.02.2026",
    "31.12.9999",
    "<script>alert(1)</script>\"'&",
    "٣٤ ﷽ 👩‍👩‍👧 e\u0301 \u202e",
    "x" * 70_000,
    "../../etc/passwd",
    "%s %(x)s {0} ${7*7}",
)


WITHOUT_MONEY = {"GET /finanzen/was-waere-wenn"}
"""Without booked money there is nothing to move; tests/features/dashboard posts to it with money."""
AUTHORS_ONLY = {f"GET /finanzen/{MONEY}/<int:row_id>/bearbeiten"}
"""A draft is edited by the person who wrote it."""


@pytest.mark.usefixtures("blocks")
@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.name)
def test_no_form_can_be_broken(route: Route, client_of: ClientOf, session: Session) -> None:
    if route.name == "GET /bausteine/<slug>/meldung":
        open_half_year(session)
    author = Role.BUDGET_OFFICER.value if route.name in AUTHORS_ONLY else "everything"
    client = client_of(*Role, block=OWN, key=author)
    address = address_of(client.app, session, route, Case(OWN))
    page = client.get(address, status=200 if route.name != "GET /anmelden" else 303)
    forms = page.html.css('main form[method="post"]')
    assert forms or page.status == 303 or route.name in WITHOUT_MONEY
    for form in forms:
        for fields in filled(form):
            try_it(client, str(form.attributes["action"]), fields)


def open_half_year(session: Session) -> None:
    """Without one there is nothing to report and no form."""
    session.add(
        ReportingPeriod(
            year=2026,
            half=2,
            state=PeriodState.COLLECTING,
            due_on=date(2027, 1, 15),
            provenance=Provenance.ENTERED,
        )
    )
    session.commit()


def filled(form: LexborNode) -> Iterator[MultiDict[str, str]]:
    """Yield the form with each kind of junk in every field, and once more per button for the first kind."""
    names = [str(node.attributes["name"]) for node in form.css("input[name], select[name], textarea[name]")]
    buttons = [
        (str(node.attributes["name"]), node.attributes.get("value") or "")
        for node in form.css("button[name]")
    ]
    for junk in JUNK:
        yield MultiDict([(name, junk) for name in names if name != "csrf_token"] + buttons[:1])
    for button in buttons[1:]:
        yield MultiDict([(name, JUNK[-1]) for name in names if name != "csrf_token"] + [button])
    yield MultiDict()


def try_it(client: PageClient, address: str, fields: MultiDict[str, str]) -> None:
    fields["csrf_token"] = client.csrf_token()
    answer = client.browser.post(address, data=fields)
    page = Page(answer)
    typed = str(fields)[:300]
    assert answer.status_code < 500, f"{address} answers {answer.status_code} to {typed}: {page.all('h1')}"
    if answer.mimetype == "text/html" and answer.status_code != 303:
        assert problems_of(page.html, answer.status_code, frozenset()) == [], f"{address} to {typed}"
