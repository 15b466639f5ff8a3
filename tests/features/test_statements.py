"""No page asks the database more than a few questions, however many blocks there are."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from benchmarks.programmes import FEW, FIRST, MANY, PUBLISHED, REPORTED
from benchmarks.serving import EDITOR, MEMBER, OFFICE, OWN, READ_PAGES, VISITOR, Served, counted, served
from tests.support.people import person
from tests.support.routes import routes_of
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import StepOutcome
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.progress.actions import file_update
from vrs_tracker.features.progress.queries import worked_on

MOST = 8
FILED = "ki-xc"
READERS = (
    VISITOR,
    MEMBER,
    *(role.value for role in (Role.PARTNER, Role.EDITOR, Role.APPROVER, Role.BUDGET_OFFICER)),
)
MORE = {
    f"/bausteine/{OWN}/bearbeiten": 10,
}
"""A page of work that asks more, though never more for more blocks."""


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
    address = address.replace("<figure>", "bewilligt")
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
def test_every_page_asks_at_most_eight_questions(who: str, few: Served) -> None:
    counts = {path: statements(few, who, path) for path in pages_of(few.app)}
    asked = {path: count for path, count in counts.items() if count is not None}
    assert len(asked) > len(READ_PAGES)
    assert {path: count for path, count in asked.items() if count > MORE.get(path, MOST)} == {}


def test_every_page_asks_as_many_questions_for_forty_blocks_more(few: Served, many: Served) -> None:
    """Of those who read live figures the budget office and the editor see every page between them."""
    for who in (VISITOR, Role.BUDGET_OFFICER.value, EDITOR):
        counts = {
            path: (statements(few, who, path), statements(many, who, path)) for path in pages_of(few.app)
        }
        assert {path: both for path, both in counts.items() if both[0] != both[1]} == {}, who


def test_an_update_is_written_looked_at_and_judged_with_few_questions(few: Served) -> None:
    with few.app.app_context():
        engine = db.engine
    with Session(engine) as session:
        open_for_writing(session)
        block, period = worked_on(session, FILED) or (None, None)
        assert block is not None
        assert period is not None
        new = StatusInput(nothing_changed=True, announced=(StepOutcome.DONE,), risks_checked=True)
        file_update(session, block, period, new, by=person(Role.EDITOR, key=FIRST.key), now=REPORTED[1])
        session.commit()
    for who, page in ((Role.APPROVER.value, "/pruefen"), (EDITOR, "/vorschau"), (EDITOR, "")):
        count = statements(few, who, f"/bausteine/{FILED}/meldung{page}")
        assert count is not None
        assert count <= MOST
    few.draft().save()
    assert len(few.saving_statements()) < MOST


@pytest.mark.parametrize("path", [*READ_PAGES, *OFFICE])
def test_the_first_page_after_a_change_asks_few_questions_too(path: str, few: Served, many: Served) -> None:
    """Nothing that was kept is right any more: the report is built anew, from one statement."""
    counts = []
    for one in (few, many):
        one.get(EDITOR, path)
        one.change()
        counts.append(len(one.statements(EDITOR, path)))
    assert counts[0] == counts[1]
    assert counts[0] <= MORE.get(path, MOST)


@pytest.mark.parametrize("path", READ_PAGES)
def test_a_report_is_built_once_for_every_change(path: str, few: Served) -> None:
    few.get(EDITOR, path)
    draft = few.draft()
    draft.save()
    assert len(few.statements(EDITOR, path)) <= MOST
