"""People, accounts and roles as actions: every entrance calls these."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from tests.support.people import make_account
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.tables.accounts import Account
from vrs_tracker.tables.programme import Block

NOW = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
TODAY = date(2026, 7, 1)


def make_block(session: Session, slug: str) -> None:
    session.add(
        Block(
            slug=slug,
            kind=BlockKind.MOTION_BLOCK,
            number=5,
            name=slug,
            state=BlockState.RUNNING,
            provenance=Provenance.ENTERED,
        )
    )
    session.flush()


def new_account(
    session: Session,
    *,
    login: str = "haushalt@example.org",
    unit: str = "Haushaltsstelle",
    name: str = "",
    key: str = "",
) -> Account:
    new = actions.AccountInput(login=login, password_hash="x", unit=unit, name=name, key=key)
    return actions.add_account(session, new, now=NOW)


def acting(session: Session, account: Account, today: date = TODAY) -> Person:
    return queries.acting_person(session, account, today)


def messages(broken: pytest.ExceptionInfo[RuleViolations]) -> dict[str, str]:
    return {violation.field: violation.message for violation in broken.value.violations}


def test_an_account_brings_its_person(session: Session) -> None:
    account = new_account(session, name="A. Muster")
    assert account.person.name == "A. Muster"
    assert acting(session, account) == Person(key=account.person_key, unit="Haushaltsstelle")


def test_keys_of_people_are_random(session: Session) -> None:
    first, second = new_account(session), new_account(session, login="zweite@example.org")
    assert first.person_key != second.person_key


def test_upper_and_lower_case_of_a_login_are_the_same(session: Session) -> None:
    new_account(session, login="Haushalt@Example.org ")
    assert queries.find_account(session, "HAUSHALT@example.org") is not None
    with pytest.raises(RuleViolations) as broken:
        new_account(session, login="haushalt@EXAMPLE.org")
    assert messages(broken) == {
        "login": "Den Anmeldenamen „haushalt@example.org“ gibt es schon. Wählen Sie einen anderen."
    }


@pytest.mark.parametrize("login", ["", "   ", "a" * 101, "ab\ncd", "a\0b"])
def test_a_login_that_nobody_can_type_is_refused(session: Session, login: str) -> None:
    with pytest.raises(RuleViolations) as broken:
        new_account(session, login=login)
    assert list(messages(broken)) == ["login"]


def test_an_account_without_a_unit_is_refused(session: Session) -> None:
    with pytest.raises(RuleViolations) as broken:
        new_account(session, unit=" ")
    assert messages(broken) == {"unit": "Nennen Sie die Stelle, etwa „Haushaltsstelle“."}


def test_a_person_can_have_two_accounts(session: Session) -> None:
    first = new_account(session)
    second = new_account(session, login="zweite@example.org", key=first.person_key)
    assert acting(session, first).key == acting(session, second).key


def test_a_key_is_given_once(session: Session) -> None:
    actions.add_person(session, unit="A", key="one", provenance=Provenance.ENTERED)
    with pytest.raises(RuleViolations, match="diesem Schlüssel"):
        actions.add_person(session, unit="B", key="one", provenance=Provenance.ENTERED)


def test_a_person_without_a_unit_is_refused(session: Session) -> None:
    with pytest.raises(RuleViolations, match="Nennen Sie die Stelle"):
        actions.add_person(session, unit="", provenance=Provenance.ENTERED)


def test_a_grant_gives_the_role(session: Session) -> None:
    account = make_account(session, Role.APPROVER, Role.SESSION_OFFICE)
    assert acting(session, account).roles == {Role.APPROVER, Role.SESSION_OFFICE}


def test_a_deputy_ends_by_itself(session: Session) -> None:
    account = make_account(session)
    actions.grant_role(session, account, Role.APPROVER, valid_until=date(2026, 8, 10))
    assert acting(session, account, date(2026, 8, 10)).roles == {Role.APPROVER}
    assert acting(session, account, date(2026, 8, 11)).roles == frozenset()


def test_the_same_grant_twice_is_one_with_the_new_end(session: Session) -> None:
    account = make_account(session)
    first = actions.grant_role(session, account, Role.EDITOR, valid_until=date(2026, 8, 10))
    second = actions.grant_role(session, account, Role.EDITOR)
    assert first is second
    assert second.valid_until is None


def test_a_project_lead_has_the_own_blocks_only(session: Session) -> None:
    make_block(session, "aitransform")
    account = make_account(session, Role.PARTNER, block="aitransform")
    assert acting(session, account).blocks == {"aitransform"}


@pytest.mark.parametrize(
    ("role", "block", "message"),
    [
        (Role.PARTNER, "", "Wählen Sie den Baustein oder das Projekt der Projektleitung."),
        (
            Role.EDITOR,
            "aitransform",
            "Nur die Projektleitung gehört zu einem Baustein oder Projekt. Lassen Sie das Feld leer.",
        ),
        (Role.PARTNER, "gibt-es-nicht", "Einen Baustein „gibt-es-nicht“ gibt es nicht."),
    ],
)
def test_a_block_belongs_to_project_leads_alone(
    session: Session, role: Role, block: str, message: str
) -> None:
    make_block(session, "aitransform")
    with pytest.raises(RuleViolations) as broken:
        actions.grant_role(session, make_account(session), role, block_slug=block)
    assert messages(broken) == {"block": message}


def test_the_system_person_is_made_once_and_has_every_role(session: Session) -> None:
    first, second = actions.ensure_system_person(session), actions.ensure_system_person(session)
    assert first == second == Person(key="system", unit="Einrichtung", roles=frozenset(Role))
    row = queries.find_person(session, "system")
    assert row is not None
    assert row.name is None


def test_a_password_is_checked_against_its_hash() -> None:
    password_hash = actions.hash_password("ein langer Satz")
    assert password_hash.startswith("$argon2id$")
    assert actions.password_fits(password_hash, "ein langer Satz")
    assert not actions.password_fits(password_hash, "ein anderer Satz")


@pytest.mark.parametrize("password_hash", [None, "no password fits this"])
def test_without_a_hash_no_password_fits(password_hash: str | None) -> None:
    assert not actions.password_fits(password_hash, "ein langer Satz")


@pytest.mark.parametrize("password", ["", "elf Zeichen", "x" * 1001])
def test_a_password_of_the_wrong_length_is_refused(password: str) -> None:
    with pytest.raises(RuleViolations) as broken:
        actions.hash_password(password)
    assert messages(broken) == {"password": "Das Passwort braucht 12 bis 1.000 Zeichen."}


def test_any_unicode_may_be_a_password() -> None:
    strange = "Schlüssel 🔑 \ud800 für immer"
    assert actions.password_fits(actions.hash_password(strange), strange)
