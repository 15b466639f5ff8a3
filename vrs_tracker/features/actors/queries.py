"""Municipalities by their AGS, organisations and deciding bodies by id or name."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.notation import sort_key_de
from vrs_tracker.tables.actors import DecidingBody, Municipality, Organisation


def municipality_by_ags(session: Session, ags: str) -> Municipality | None:
    """Return the municipality with this AGS (Amtlicher Gemeindeschlüssel)."""
    return session.scalar(sa.select(Municipality).where(Municipality.ags == ags))


def municipalities_by_ags(session: Session, keys: Iterable[str]) -> dict[str, Municipality]:
    """Return those municipalities that are recorded, by their AGS."""
    found = session.scalars(sa.select(Municipality).where(Municipality.ags.in_(tuple(keys))))
    return {row.ags: row for row in found}


def ags_of(session: Session, municipality_id: int | None) -> str | None:
    """Return the AGS of a municipality by its id."""
    return session.scalar(sa.select(Municipality.ags).where(Municipality.id == municipality_id))


def list_municipalities(session: Session) -> Sequence[Municipality]:
    """Return all municipalities in the order of a German dictionary."""
    return sorted(session.scalars(sa.select(Municipality)), key=lambda row: sort_key_de(row.name))


def organisation_by_name(session: Session, name: str) -> Organisation | None:
    """Return the organisation of exactly this name."""
    return session.scalar(sa.select(Organisation).where(Organisation.name == name))


def organisations_by_id(session: Session, ids: Iterable[int]) -> dict[int, Organisation]:
    """Return those organisations that are recorded, by their id."""
    found = session.scalars(sa.select(Organisation).where(Organisation.id.in_(tuple(ids))))
    return {row.id: row for row in found}


def list_organisations(session: Session) -> Sequence[Organisation]:
    """Return all organisations in the order of a German dictionary."""
    return sorted(session.scalars(sa.select(Organisation)), key=lambda row: sort_key_de(row.name))


def organisation_of(session: Session, organisation_id: int) -> Organisation:
    """Return an organisation; NotFound if there is none."""
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound("Diese Organisation ist nicht erfasst. Alle finden Sie unter „Akteure“.")
    return found


def body_by_name(session: Session, name: str) -> DecidingBody | None:
    """Return the deciding body of exactly this name."""
    return session.scalar(sa.select(DecidingBody).where(DecidingBody.name == name))


def known_body_ids(session: Session) -> frozenset[int]:
    """Return the ids of all deciding bodies."""
    return frozenset(session.scalars(sa.select(DecidingBody.id)))


def list_bodies(session: Session) -> Sequence[DecidingBody]:
    """Return all deciding bodies with their organisations, in the order of a German dictionary."""
    found = session.scalars(sa.select(DecidingBody).options(joinedload(DecidingBody.organisation)))
    return sorted(found, key=lambda row: sort_key_de(row.name))


def body_of(session: Session, body_id: int) -> DecidingBody:
    """Return a deciding body; NotFound if there is none."""
    found = session.get(DecidingBody, body_id)
    if found is None:
        raise NotFound("Dieses Gremium ist nicht erfasst. Alle finden Sie unter „Akteure“.")
    return found
