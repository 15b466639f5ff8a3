"""Whoever may enter something finds the way to it below the tasks."""

import pytest

from tests.features.access_route import OWN
from tests.support.page_client import ClientOf
from vrs_tracker.domain.policy import ROLES
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.web.navigation import WORK, Link


@pytest.mark.usefixtures("blocks")
@pytest.mark.parametrize("link", WORK, ids=[link.label for link in WORK])
def test_every_page_that_is_offered_opens_for_those_to_whom_it_is_offered(
    client_of: ClientOf, link: Link
) -> None:
    assert link.action is not None
    offered = [role for role in Role if role in ROLES[link.action] and role is not Role.PARTNER]
    role = offered[0] if offered else Role.PARTNER
    client = client_of(role, block=OWN if role is Role.PARTNER else "")
    tasks = client.get("/aufgaben")
    assert link.label in tasks.text
    assert client.get(link.address).status == 200


def test_the_auditor_is_offered_the_bookings_and_nothing_to_enter(client_of: ClientOf) -> None:
    text = client_of(Role.AUDITOR).get("/aufgaben").text
    assert "Buchungen und Entwürfe" in text
    assert "Beschluss erfassen" not in text
