"""What is asked of people and roles as they are entered, and how a role is called."""

from datetime import date

import pytest

from vrs_tracker.domain.inputs.accounts import (
    PersonInput,
    RoleInput,
    check_admin_stays,
    check_person,
    check_role,
    role_in_words,
)
from vrs_tracker.domain.vocabulary.people import Role

FIRST, LAST = date(2026, 8, 1), date(2026, 8, 31)


def test_a_person_has_a_unit_and_may_have_no_name() -> None:
    assert check_person(PersonInput(unit="Haushaltsstelle")) == ()
    (violation,) = check_person(PersonInput(unit=" ", name="Erika Muster"))
    assert (violation.field, violation.message) == ("unit", "Nennen Sie die Stelle, etwa „Haushaltsstelle“.")


def test_a_name_has_its_limit() -> None:
    (violation,) = check_person(PersonInput(unit="Haushaltsstelle", name="x" * 1000))
    assert violation.field == "name"
    assert "es sind 1.000." in violation.message


@pytest.mark.parametrize(
    "role",
    [
        RoleInput(role=Role.PARTNER, block_slug="ki-xc"),
        RoleInput(role=Role.EDITOR),
        RoleInput(role=Role.EDITOR, valid_from=FIRST),
        RoleInput(role=Role.EDITOR, valid_until=LAST),
        RoleInput(role=Role.EDITOR, valid_from=FIRST, valid_until=FIRST),
    ],
)
def test_a_project_lead_has_a_block_and_any_role_may_end(role: RoleInput) -> None:
    assert check_role(role) == ()


@pytest.mark.parametrize(
    ("role", "field", "message"),
    [
        (
            RoleInput(role=Role.PARTNER),
            "block",
            "Wählen Sie den Baustein oder das Projekt der Projektleitung.",
        ),
        (
            RoleInput(role=Role.EDITOR, block_slug="ki-xc"),
            "block",
            "Nur die Projektleitung gehört zu einem Baustein oder Projekt. Lassen Sie das Feld leer.",
        ),
        (
            RoleInput(role=Role.EDITOR, valid_from=LAST, valid_until=FIRST),
            "valid_until",
            "Der letzte Tag liegt vor dem ersten, dem 31.08.2026.",
        ),
    ],
)
def test_a_role_that_contradicts_itself_is_refused(role: RoleInput, field: str, message: str) -> None:
    (violation,) = check_role(role)
    assert (violation.field, violation.message) == (field, message)


def test_the_last_administration_stays() -> None:
    assert check_admin_stays({7}) == ()
    (violation,) = check_admin_stays([], "valid_until")
    assert violation.field == "valid_until"
    assert violation.message.startswith("Das ist der letzte Zugang der Administration.")


@pytest.mark.parametrize(
    ("block", "valid_from", "valid_until", "words"),
    [
        ("KI-XC", None, None, "Projektleitung für KI-XC"),
        ("KI-XC", None, LAST, "Projektleitung für KI-XC, bis 31.08.2026"),
        ("KI-XC", FIRST, None, "Projektleitung für KI-XC, ab 01.08.2026"),
        ("", FIRST, LAST, "Projektleitung, 01.08.2026 bis 31.08.2026"),
    ],
)
def test_a_role_is_called_with_its_block_and_its_days(
    block: str, valid_from: date | None, valid_until: date | None, words: str
) -> None:
    assert role_in_words(Role.PARTNER, block, valid_from, valid_until) == words
