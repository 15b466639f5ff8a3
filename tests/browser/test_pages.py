"""Every page, narrow and wide, in all colours, without script: axe finds nothing, nothing sticks out.

None asks a foreign host, writes to the console or costs more than it may.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from werkzeug.routing import Map, Rule

from tests.browser.addresses import ADDRESSES, FILES, FOR_MACHINES, LEADS_ON, VISITOR, WITHOUT_ROWS, Address
from tests.browser.conftest import VisitorOf
from tests.browser.judging import Judge
from tests.browser.steps import error_summary
from vrs_tracker.seeding.demo.people import BUDGET_OFFICE, EDITING

ON_EVERY_PAGE = {"time_out"}
"""The script that says that somebody will be signed out; it changes no page before."""
ROUTES = Path(__file__).parents[1] / "architecture" / "routes.txt"


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Give the one judge of all pages."""
    return Judge()


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_page_is_accessible_and_fits_every_screen(
    visitor_of: VisitorOf, judge: Judge, rows: Mapping[str, str], address: Address
) -> None:
    visitor, path = visitor_of(address.who), address.path.format_map(rows)
    page = visitor.open(path, status=address.status)
    assert visitor.scales is not None
    is_improved_by_script = bool(visitor.scales.scripts() - ON_EVERY_PAGE)
    found = visitor.scales.problems(page) + judge.problems(page)
    if is_improved_by_script:
        with visitor.without_scripts():
            found += judge.problems_without_script(visitor.open(path, status=address.status))
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
        summary = error_summary(page)
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
    paths = (address.path.format_map(named).partition("?")[0] for address in ADDRESSES)
    seen = {known.match(path)[0] for path in paths if known.test(path)}
    assert rules - seen == {*FILES, *FOR_MACHINES, *LEADS_ON, *WITHOUT_ROWS}


class _Numbers(dict[str, str]):
    """A number for every row that an address names."""

    def __missing__(self, name: str) -> str:
        return "1"
