"""The shape of the routes: each is guarded, none vanishes unnoticed, the menu leads somewhere."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.support.page_client import on_one_database
from tests.support.routes import routes_of
from vrs_tracker import features
from vrs_tracker.domain.policy import Action, Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.web.access import guard_of
from vrs_tracker.web.navigation import FOOTER, MENU, WORK, menu_for

LIST = Path(__file__).parent / "routes.txt"


@on_one_database
def test_every_route_says_who_may_call_it(application: Flask) -> None:
    silent = [name for name, view in application.view_functions.items() if guard_of(view) is None]
    assert silent == []


@on_one_database
def test_no_route_vanishes_or_appears_unnoticed(application: Flask) -> None:
    """A route that is gone needs a redirect, as reports print addresses; a new one needs a line."""
    assert sorted(routes_of(application)) == sorted(LIST.read_text("utf-8").split("\n")[:-1])


def test_every_blueprint_belongs_to_its_feature() -> None:
    for blueprint in features.blueprints():
        assert blueprint.import_name.startswith(f"vrs_tracker.features.{blueprint.name}.views")


@on_one_database
@pytest.mark.parametrize("address", sorted({link.address for link in (*MENU, *WORK, *FOOTER)}))
def test_the_menu_leads_somewhere(application: Flask, address: str) -> None:
    try:
        application.url_map.bind("localhost").match(address)
    except RequestRedirect as redirect:
        pytest.fail(f"{address} leads on to {redirect.new_url}")
    except HTTPException as error:
        pytest.fail(f"{address} answers {error.code}")


def test_the_menu_hides_what_a_person_may_not_open() -> None:
    for role in Role:
        shown = menu_for(Person(key="x", roles=frozenset({role})))
        assert (Action.READ_TASKS in [link.action for link in shown]) == (role is not Role.MEMBER)


@on_one_database
def test_no_route_changes_anything_by_reading(application: Flask) -> None:
    """A route that takes both is a form; everything else posts."""
    methods = {method for rule in application.url_map.iter_rules() for method in rule.methods or ()}
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}
