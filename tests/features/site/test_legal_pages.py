"""Legal pages, help and health checks: open to all, complete, honest about what is missing."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.page_client import ClientOf, PageClient
from vrs_tracker.domain.issue import DEMO_MARK
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.trail import schema

LEGAL = {
    "/impressum": "Impressum",
    "/datenschutz": "Datenschutz",
    "/barrierefreiheit": "Erklärung zur Barrierefreiheit",
    "/hilfe": "Hilfe",
}


@pytest.mark.parametrize("path", LEGAL)
def test_a_legal_page_opens_without_signing_in(visitor: PageClient, path: str) -> None:
    assert visitor.get(path).h1 == LEGAL[path]


@pytest.mark.parametrize("path", [*LEGAL, "/anmelden"])
def test_every_page_leads_to_the_legal_pages(visitor: PageClient, path: str) -> None:
    footer = [link.attributes.get("href") for link in visitor.get(path).html.css("footer a")]
    assert footer[:3] == ["/impressum", "/datenschutz", "/barrierefreiheit"]


def test_what_the_operator_has_not_entered_is_said(visitor: PageClient) -> None:
    assert "keine Angabe (vom Betreiber noch nicht eingetragen)" in visitor.get("/impressum").text
    assert "keine Angabe (vom Betreiber noch nicht eingetragen)" in visitor.get("/barrierefreiheit").text


def test_a_page_that_does_not_exist_says_where_to_look(client_of: ClientOf) -> None:
    page = client_of(Role.EDITOR).get("/gibt-es-nicht", status=404)
    assert page.h1 == "Diese Seite gibt es nicht"
    assert "Berichte finden Sie unter „Berichte“, Bausteine unter „Bausteine und Projekte“." in page.text


def test_the_menu_shows_tasks_to_those_who_have_some(visitor: PageClient, client_of: ClientOf) -> None:
    assert "Meine Aufgaben" not in visitor.get("/hilfe").all("header nav a")
    assert "Meine Aufgaben" not in client_of(Role.MEMBER).get("/hilfe").all("header nav a")
    assert "Meine Aufgaben" in client_of(Role.EDITOR).get("/hilfe").all("header nav a")


def test_the_menu_marks_the_page_shown(visitor: PageClient) -> None:
    assert visitor.get("/hilfe").all('header nav a[aria-current="page"]') == ["Hilfe"]


def make_organisation(session: Session, provenance: Provenance) -> None:
    session.add(Organisation(name="Muster", kind=OrganisationKind.OTHER, provenance=provenance))
    session.commit()


def test_one_invented_row_marks_every_page(visitor: PageClient, session: Session) -> None:
    make_organisation(session, Provenance.DEMO)
    for path in (*LEGAL, "/anmelden"):
        assert visitor.get(path).one(".demo-mark p") == DEMO_MARK
    assert visitor.get("/gibt-es-nicht", status=404).one(".demo-mark p") == DEMO_MARK


def test_without_invented_rows_there_is_no_mark(visitor: PageClient, session: Session) -> None:
    make_organisation(session, Provenance.ENTERED)
    assert visitor.get("/hilfe").all(".demo-mark") == []


def test_the_process_answers(visitor: PageClient) -> None:
    assert visitor.get("/healthz").response.text == "ok\n"


def test_search_engines_find_what_is_public_and_leave_out_what_is_work(visitor: PageClient) -> None:
    lines = visitor.get("/robots.txt").response.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /anmelden", "Disallow: /aufgaben", "Disallow: /*?"} <= set(lines)
    assert "Disallow: /" not in lines


def test_the_icon_is_found_where_browsers_look_without_reading_a_page(visitor: PageClient) -> None:
    answer = visitor.get("/favicon.ico", status=302)
    assert re.fullmatch(r"/static/[^/]+/icon\.svg", answer.location)
    assert visitor.get("/hilfe").html.css_first(f'link[rel="icon"][href="{answer.location}"]') is not None


def test_a_database_without_the_schema_of_this_version_is_not_ready(app: Flask) -> None:
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.text == f"database: revision none, needed {schema.head()}\n"
