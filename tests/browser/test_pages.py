"""Every page, narrow and wide, light and dark: axe finds nothing, nothing sticks out, no host is foreign."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser
from sqlalchemy.orm import Session
from werkzeug.routing import Map, Rule

from tests.browser.addresses import ADDRESSES, FILES, FOR_MACHINES, VISITOR, Address, rows_named
from tests.browser.judging import Judge
from tests.browser.serving import DATABASE
from tests.browser.visitors import Site, Visitor, visiting
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING

ROUTES = Path(__file__).parents[1] / "architecture" / "routes.txt"

VisitorOf = Callable[[str], Visitor]


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Give the one judge of all pages."""
    return Judge()


@pytest.fixture(scope="module")
def rows(demonstration: Path) -> dict[str, str]:
    """Give the rows that addresses name."""
    engine = sa.create_engine(f"sqlite:///{demonstration / DATABASE}")
    with Session(engine) as session:
        found = rows_named(session)
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def visitor_of(browser: Browser, site: Site) -> Iterator[VisitorOf]:
    """Give the browser of a log-in, signed in once for all pages."""
    known: dict[str, Visitor] = {}
    with ExitStack() as stack:

        def visitor(login: str) -> Visitor:
            if login not in known:
                known[login] = stack.enter_context(visiting(browser, site))
                if login != VISITOR:
                    known[login].sign_in(login)
            return known[login]

        yield visitor


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_page_is_accessible_and_fits_every_screen(
    visitor_of: VisitorOf, judge: Judge, rows: Mapping[str, str], address: Address
) -> None:
    visitor = visitor_of(address.who)
    page = visitor.open(address.path.format_map(rows), status=address.status)
    found = judge.problems(page)
    visitor.quiet()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("who", "path", "button"),
    [
        (VISITOR, "/anmelden", "Anmelden"),
        (EDITING, "/bausteine/ki-ckstart/meldung", "Meldung abgeben"),
        (EDITING, "/risiken/neu", "Speichern"),
        (BUDGET_OFFICE, "/finanzen/buchungen/neu", "Buchen"),
    ],
)
def test_a_form_that_lists_its_errors_is_accessible_too(
    visitor_of: VisitorOf, judge: Judge, who: str, path: str, button: str
) -> None:
    visitor = visitor_of(who)
    page = visitor.open(path)
    with visitor.expecting(422):
        page.get_by_role("main").get_by_role("button", name=button, exact=True).last.click()
        summary = page.get_by_role("alert")
        assert summary.get_by_role("link").count() > 0
    found = judge.problems(page)
    visitor.quiet()
    assert not found, "\n".join(found)


def test_every_page_of_the_application_is_looked_at() -> None:
    """The list of routes is compared with the application by tests/architecture."""
    lines = ROUTES.read_text("utf-8").splitlines()
    rules = {line.removeprefix("GET ") for line in lines if line.startswith("GET ")}
    known = Map([Rule(rule, endpoint=rule) for rule in rules], strict_slashes=False).bind("localhost")
    named = _Numbers(function_block="aitransform")
    paths = (address.path.format_map(named) for address in ADDRESSES)
    seen = {known.match(path)[0] for path in paths if known.test(path)}
    assert rules - seen == {*FILES, *FOR_MACHINES}


class _Numbers(dict[str, str]):
    """A number for every row that an address names."""

    def __missing__(self, name: str) -> str:
        return "1"
