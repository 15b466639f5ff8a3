"""Who may do what (decisions.md 4, no. 4; users.md 3.2)."""

from dataclasses import replace

import pytest

from vrs_tracker.domain.policy import PUBLIC, REFUSALS, ROLES, Action, Person, Thing, may
from vrs_tracker.domain.vocabulary.people import Role

OWN = Thing(block="aitransform")
FOREIGN = Thing(block="ki-xc")
WITHHELD = Thing(block="aitransform", is_public=False)


def holding(*roles: Role) -> Person:
    return Person(key="somebody", unit="Stelle", roles=frozenset(roles), blocks=frozenset({"aitransform"}))


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_its_roles_and_its_refusal(action: Action) -> None:
    assert ROLES[action]
    assert REFUSALS[action].endswith(".")


def test_the_public_reads_what_is_published_and_nothing_else() -> None:
    assert not PUBLIC.is_signed_in
    assert [action for action in Action if may(PUBLIC, action)] == [Action.READ_PUBLISHED]
    assert not may(PUBLIC, Action.READ_PUBLISHED, Thing(is_public=False))


def test_somebody_with_an_account_is_signed_in() -> None:
    assert holding(Role.MEMBER).is_signed_in


@pytest.mark.parametrize("action", [Action.READ_LIVE, Action.FILE_UPDATE])
def test_a_project_lead_acts_on_the_own_block_only(action: Action) -> None:
    lead = holding(Role.PARTNER)
    assert may(lead, action, OWN)
    assert not may(lead, action, FOREIGN)


def test_a_project_lead_who_is_also_editor_acts_on_every_block() -> None:
    assert may(holding(Role.PARTNER, Role.EDITOR), Action.FILE_UPDATE, FOREIGN)


def test_whoever_came_through_a_personal_link_has_no_account_to_keep() -> None:
    lead = Person(key="p1", roles=frozenset({Role.PARTNER}), blocks=frozenset({"aitransform"}))
    assert may(lead, Action.KEEP_ACCOUNT)
    assert not may(replace(lead, is_guest=True), Action.KEEP_ACCOUNT)


@pytest.mark.parametrize("action", [Action.CONFIRM_UPDATE, Action.CONFIRM_BOOKING])
def test_nobody_confirms_what_they_did_themselves(action: Action) -> None:
    approver = holding(Role.APPROVER)
    assert not may(approver, action, Thing(block="ki-xc", filed_by="somebody"))
    assert may(approver, action, Thing(block="ki-xc", filed_by="somebody-else"))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.BUDGET_OFFICER, Role.AUDITOR])
def test_staff_see_what_is_withheld(role: Role) -> None:
    assert may(holding(role), Action.READ_RELEASED, WITHHELD)


def test_members_do_not_see_what_is_withheld_of_any_block_but_their_own() -> None:
    assert not may(holding(Role.MEMBER), Action.READ_RELEASED, Thing(block="ki-xc", is_public=False))


def test_members_never_see_the_working_state() -> None:
    assert not may(holding(Role.MEMBER), Action.READ_LIVE)


def test_the_administration_has_no_content_rights() -> None:
    administration = holding(Role.ADMIN)
    allowed = [action for action in Action if may(administration, action)]
    assert allowed == [Action.READ_PUBLISHED, Action.READ_TASKS, Action.MANAGE_ACCOUNTS, Action.KEEP_ACCOUNT]
