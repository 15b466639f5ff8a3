"""The guard itself, tried on routes made for it; tests/features/test_access.py is about the real ones."""

import pytest
from flask import Flask

from tests.support.page_client import ClientOf, PageClient
from tests.web.workshop import workshop_application
from vrs_tracker.domain.policy import REFUSALS, Action
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.web.access import requires

application = workshop_application


def test_a_route_without_a_word_about_access_never_opens(app: Flask, client_of: ClientOf) -> None:
    for browser in (app.test_client(), client_of(Role.EDITOR, Role.ADMIN).browser):
        answer = browser.get("/werkstatt/ungeschuetzt")
        assert answer.status_code == 500
        assert "open by mistake" not in answer.text


def test_a_visitor_is_sent_to_sign_in_and_back(visitor: PageClient) -> None:
    answer = visitor.get("/werkstatt/stelle?vergessen=ja", status=303)
    assert answer.location == "/anmelden?weiter=/werkstatt/stelle?vergessen%3Dja"
    assert visitor.follow(answer).typed("next") == "/werkstatt/stelle?vergessen=ja"


def test_the_wrong_role_reads_who_is_meant(client_of: ClientOf) -> None:
    page = client_of(Role.MEMBER).get("/werkstatt/stelle", status=403)
    sentence = (
        "Diese Seite ist vorbehalten: Bearbeitung. Den Stand des Programms finden Sie unter „Übersicht“."
    )
    assert page.one(".lead") == sentence


def test_an_action_brings_its_roles_and_its_sentence(client_of: ClientOf) -> None:
    assert client_of(Role.BUDGET_OFFICER).get("/werkstatt/buchung", skip=_BARE).status == 200
    page = client_of(Role.EDITOR).get("/werkstatt/buchung", status=403)
    assert page.one(".lead") == REFUSALS[Action.BOOK_MONEY]


_BARE = ("document", "landmarks")
"""The workshop's view answers with two letters instead of a page."""


def test_a_check_inside_a_view_stops_it(visitor: PageClient, client_of: ClientOf) -> None:
    assert client_of(Role.AUDITOR).get("/werkstatt/bericht/aitransform", skip=_BARE).status == 200
    page = visitor.get("/werkstatt/bericht/aitransform", status=403)
    assert page.one(".lead") == REFUSALS[Action.READ_LIVE]
    assert "Melden Sie sich an" in page.text


def test_a_route_for_nobody_in_particular_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="open_to_all"):
        requires()


def test_a_forgotten_commit_is_noticed(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    with pytest.raises(AssertionError, match="uncommitted work: \\['Organisation'\\]"):
        client.post("/werkstatt/stelle?vergessen=ja", {"name": "Muster"})
    client.post("/werkstatt/stelle", {"name": "Zweites Muster"})
