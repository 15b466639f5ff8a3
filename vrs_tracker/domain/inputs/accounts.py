"""Accounts and roles as they are entered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, check_text
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role

UNIT_MISSING = "Nennen Sie die Stelle, etwa „Haushaltsstelle“."
LAST_ADMIN = (
    "Das ist der letzte Zugang der Administration. Geben Sie zuerst einem anderen Zugang diese Rolle, "
    "unbefristet."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountInput:
    """A new log-in for a person who may already exist under `key`."""

    login: str
    password_hash: str = field(repr=False)
    key: str = ""
    name: str = ""
    unit: str = ""
    provenance: Provenance = Provenance.ENTERED


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleInput:
    """A role to be given, a project lead's with the slug of the block; a deputy's for a range of days."""

    role: Role
    block_slug: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInput:
    """Who somebody is: the unit that others see, and the name that can be deleted."""

    unit: str
    name: str = ""


def check_person(new: PersonInput) -> tuple[Violation, ...]:
    """Check that there is a unit and that both texts fit."""
    return (
        *check_text("unit", new.unit, limit=NAME_LIMIT, missing=UNIT_MISSING),
        *check_text("name", new.name, limit=NAME_LIMIT),
    )


def check_role(new: RoleInput) -> tuple[Violation, ...]:
    """Check that a project lead's role alone has a block, and that its days are in order."""
    found = []
    if (new.role is Role.PARTNER) != bool(new.block_slug):
        sentence = (
            "Wählen Sie den Baustein oder das Projekt der Projektleitung."
            if new.role is Role.PARTNER
            else "Nur die Projektleitung gehört zu einem Baustein oder Projekt. Lassen Sie das Feld leer."
        )
        found.append(Violation("block", sentence))
    if new.valid_from and new.valid_until and new.valid_until < new.valid_from:
        sentence = f"Der letzte Tag liegt vor dem ersten, dem {date_de(new.valid_from)}."
        found.append(Violation("valid_until", sentence))
    return tuple(found)


def check_admin_stays(remaining: Iterable[int], at: str = "") -> tuple[Violation, ...]:
    """Check that somebody can still manage accounts: `remaining` are the accounts that then may, for good."""
    return () if any(True for _ in remaining) else (Violation(at, LAST_ADMIN),)


def role_in_words(role: Role, block: str, valid_from: date | None, valid_until: date | None) -> str:
    """Name a role with its block and its days, as „Projektleitung für KI-XC, bis 31.08.2026“."""
    name = f"{role.label} für {block}" if block else role.label
    if valid_from and valid_until:
        return f"{name}, {date_de(valid_from)} bis {date_de(valid_until)}"
    if valid_from:
        return f"{name}, ab {date_de(valid_from)}"
    return f"{name}, bis {date_de(valid_until)}" if valid_until else name
