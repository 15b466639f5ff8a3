"""A page that is kept is the page that would be drawn: for this person, now, with a secret of its own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, DictLoader, UndefinedError
from sqlalchemy.orm import Session

from benchmarks.programmes import FEW, FROZEN, PUBLISHED, RUNNING, publish
from benchmarks.serving import EDITOR, MEMBER, OWN, READ_PAGES, VISITOR, Served, counted, served, settings_on
from tests.support.page_client import PageClient
from tests.support.people import make_account, make_login_session
from vrs_tracker.app import create_app
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.accounts.views import COOKIE
from vrs_tracker.features.periods.queries import by_code
from vrs_tracker.trail.kept import Kept
from vrs_tracker.web import kept_pages
from vrs_tracker.web.form_secret import masked_token

READERS = (EDITOR, VISITOR, Role.PARTNER.value, MEMBER)
PAGES = (*READ_PAGES, f"/berichte/{PUBLISHED.code}", f"/bausteine/?sortierung=name&stand={PUBLISHED.code}")
Store = Kept[kept_pages.Key, kept_pages.Inside]
SECRET = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture(scope="module")
def few() -> Iterator[Served]:
    """Give the application on eleven blocks."""
    with served(FEW) as one:
        yield one


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give an empty store of pages."""
    empty: Store = Kept(kept_pages.MOST_CHARACTERS, len)
    monkeypatch.setattr(kept_pages, "_PAGES", empty)
    return empty


def engine_of(one: Served) -> sa.Engine:
    with one.app.app_context():
        return db.engine


def read(browser: FlaskClient, path: str) -> str:
    """Return a page without its secret."""
    answer = browser.get(path)
    assert answer.status_code == HTTPStatus.OK
    return SECRET.sub("", answer.text)


def stand(half: HalfYear) -> str:
    return f"Stand {date_de(half.as_of)}"


def drawn_anew(one: Served, who: str, path: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_pages, "state_of", lambda _: None)
        return read(one.browsers[who], path)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("store")
def test_everybody_gets_the_page_that_would_be_drawn_for_them(few: Served, path: str) -> None:
    """Each asks twice, one after the other, so that everybody meets what was kept for the others."""
    drawn = {who: drawn_anew(few, who, path) for who in READERS}
    for _ in range(2):
        for who in READERS:
            assert read(few.browsers[who], path) == drawn[who], who


@pytest.mark.usefixtures("store")
def test_the_second_reader_asks_the_database_only_who_it_is_and_whether_anything_changed(few: Served) -> None:
    for who, most in ((VISITOR, 1), (MEMBER, 2), (EDITOR, 2)):
        few.get(who, "/risiken/")
        assert len(few.statements(who, "/risiken/")) == most


def test_two_people_of_one_role_share_the_inside_and_nothing_of_each_other(few: Served, store: Store) -> None:
    second = few.app.test_client()
    with Session(engine_of(few)) as session:
        account = make_account(session, Role.EDITOR, key="second-editor", unit="Zweite Stelle")
        now = settings_on(engine_of(few)).now()
        second.set_cookie(COOKIE, make_login_session(session, account, now=now))
        session.commit()
    pages = [browser.get("/finanzen/").text for browser in (few.browsers[EDITOR], second)]
    assert len(store) == 1
    assert ["Angemeldet: Zweite Stelle" in page for page in pages] == [False, True]
    one, other = (SECRET.findall(page) for page in pages)
    assert one
    assert other
    assert set(one).isdisjoint(other)


def test_a_new_publication_is_there_at_once_in_every_process() -> None:
    with served(FEW) as one:
        engine = engine_of(one)
        processes = [one.app.test_client(), create_app(settings_on(engine)).test_client()]
        before = [browser.get("/") for browser in processes]
        assert all(stand(PUBLISHED) in page.text and stand(RUNNING) not in page.text for page in before)
        name = before[0].headers["ETag"]
        unchanged = processes[0].get("/", headers={"If-None-Match": name})
        assert (unchanged.status_code, unchanged.data) == (HTTPStatus.NOT_MODIFIED, b"")
        with Session(engine) as session:
            open_for_writing(session)
            publish(session, by_code(session, RUNNING.code), FROZEN[1])
            session.commit()
        for browser in processes:
            answer = browser.get("/", headers={"If-None-Match": name})
            assert answer.status_code == HTTPStatus.OK
            assert stand(RUNNING) in answer.text


def test_in_the_transaction_of_somebody_else_nothing_is_kept(visitor: PageClient, store: Store) -> None:
    visitor.get("/risiken/")
    assert len(store) == 0


@contextmanager
def page_with(one: Served, content: str) -> Iterator[None]:
    """Begin a request in which there is a template "page.html" with this content."""
    page = '{% extends "layout.html" %}{% block title %}Seite{% endblock %}'
    page += f"{{% block content %}}{content}{{% endblock %}}"
    environment = one.app.jinja_env
    assert environment.loader is not None
    loader = ChoiceLoader([DictLoader({"page.html": page}), environment.loader])
    with pytest.MonkeyPatch.context() as patch, one.app.test_request_context("/page"):
        patch.setattr(environment, "loader", loader)
        patch.setattr(environment, "cache", None)
        one.app.preprocess_request()
        yield


def drawn_page() -> str:
    return kept_pages.draw_page("page.html")


@pytest.mark.parametrize("asked", ["{{ person.unit }}", "{{ csrf_token() }}", "{{ session.a }}"])
def test_an_inside_that_asks_for_the_person_is_a_mistake(few: Served, asked: str) -> None:
    view = kept_pages.kept_page(drawn_page)
    with page_with(few, asked), pytest.raises(UndefinedError):
        view()


def test_an_inside_with_a_secret_is_not_kept(few: Served, store: Store) -> None:
    view = kept_pages.kept_page(drawn_page)
    with page_with(few, "Mit Geheimnis"):
        masked_token()
        view()
        assert len(store) == 0
    with page_with(few, "Ohne Geheimnis"):
        view()
        assert len(store) == 1


def test_a_draft_that_saves_itself_lets_go_of_no_page(few: Served) -> None:
    few.get(EDITOR, f"/bausteine/{OWN}")
    few.draft().save()
    with counted(few.app) as statements:
        few.get(EDITOR, f"/bausteine/{OWN}")
    assert len(statements) == 2
