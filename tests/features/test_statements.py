"""No page asks the database more than a few questions, however many blocks there are."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from flask import Flask

from benchmarks.programmes import FEW, MANY, PUBLISHED
from benchmarks.serving import EDITOR, MEMBER, OWN, READ_PAGES, VISITOR, Served, counted, served
from tests.support.routes import routes_of
from vrs_tracker.domain.vocabulary.people import Role

MOST = 8
READERS = (
    VISITOR,
    MEMBER,
    *(role.value for role in (Role.PARTNER, Role.EDITOR, Role.APPROVER, Role.BUDGET_OFFICER)),
)
MORE = {
    f"/bausteine/{OWN}/meldung": 16,
    f"/bausteine/{OWN}/meldung/vorschau": 18,
    f"/bausteine/{OWN}/bearbeiten": 10,
    "/finanzen/buchungen": 13,
    "/finanzen/entwuerfe/buchen": 17,
}
"""Working forms that ask more, though never more for more blocks; none of them is for reading."""


@pytest.fixture(scope="module")
def few() -> Iterator[Served]:
    """Give the application on eleven blocks."""
    with served(FEW) as one:
        yield one


@pytest.fixture(scope="module")
def many() -> Iterator[Served]:
    """Give the application on forty blocks more."""
    with served(MANY) as one:
        yield one


def pages_of(app: Flask) -> list[str]:
    """Return the address of every page that is read; files are no pages."""
    rules = [name.removeprefix("GET ") for name in routes_of(app) if name.startswith("GET ")]
    return [_filled(rule) for rule in rules if not re.search(r"\.\w+$", rule)]


def _filled(rule: str) -> str:
    """Put a block, a half-year and the first row of whatever it is into a rule."""
    address = rule.replace("<slug>", OWN).replace("<code>", PUBLISHED.code)
    address = re.sub(r"<any\((\w+)[^>]*\):\w+>", r"\1", address)
    return re.sub(r"<(?:\w+:)?\w+>", "1", address)


def statements(one: Served, who: str, path: str) -> int | None:
    """Count the statements of a page; None for what this person does not get as a page."""
    browser = one.browsers[who]
    if browser.get(path).status_code != HTTPStatus.OK:
        return None
    with counted(one.app) as found:
        answer = browser.get(path)
    return len(found) if answer.mimetype == "text/html" else None


@pytest.mark.parametrize("who", READERS)
def test_every_page_asks_at_most_eight_questions_and_as_many_for_forty_blocks_more(
    who: str, few: Served, many: Served
) -> None:
    counts = {path: (statements(few, who, path), statements(many, who, path)) for path in pages_of(few.app)}
    asked = {path: both for path, both in counts.items() if both[0] is not None}
    assert len(asked) > len(READ_PAGES)
    growing = {path: both for path, both in asked.items() if both[0] != both[1]}
    assert growing == {}
    too_many = {
        path: few for path, (few, _) in asked.items() if few is not None and few > MORE.get(path, MOST)
    }
    assert too_many == {}


@pytest.mark.parametrize("path", READ_PAGES)
def test_a_report_is_built_once_for_every_change(path: str, few: Served) -> None:
    few.get(EDITOR, path)
    draft = few.draft()
    draft.save()
    assert len(few.statements(EDITOR, path)) <= MOST
