"""Recording and correcting municipalities, organisations and deciding bodies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation, require
from vrs_tracker.domain.inputs.actors import (
    DecidingBodyInput,
    MunicipalityInput,
    OrganisationInput,
    check_deciding_body,
    check_municipality,
    check_organisation,
)
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.features.actors import queries
from vrs_tracker.tables.actors import DecidingBody, Municipality, Organisation
from vrs_tracker.trail.history import Change, changed_fields, record
from vrs_tracker.trail.posting import one_after_the_other
from vrs_tracker.trail.versions import check_version, hold

NAMES = "names of actors"
"""Each is recorded once; two people who record the same at the same moment follow one another."""
ORGANISATION_LABELS = {
    "name": "Name",
    "short_name": "Kurzname",
    "kind": "Art",
    "municipality_id": "Ort",
    "source": "Quelle",
}
BODY_LABELS = {
    "name": "Name",
    "short_name": "Kurzname",
    "organisation_id": "Organisation",
    "note": "Bemerkung",
    "source": "Quelle",
}


def add_municipality(session: Session, new: MunicipalityInput, *, by: Person, now: datetime) -> Municipality:
    """Record a municipality; RuleViolations if its AGS is recorded already."""
    _check_person(by)
    one_after_the_other(session, NAMES)
    found = list(check_municipality(new))
    if queries.municipality_by_ags(session, new.ags) is not None:
        found.append(Violation("ags", "Diese Gemeinde ist schon erfasst."))
    require(found)
    row = Municipality(
        ags=new.ags,
        name=new.name,
        district_ags=new.ags[:5],
        district=new.district,
        provenance=new.provenance,
        source=new.source,
    )
    session.add(row)
    session.flush()
    _record_new(session, row, "Gemeinde", by=by, now=now)
    return row


def add_organisation(session: Session, new: OrganisationInput, *, by: Person, now: datetime) -> Organisation:
    """Record an organisation; RuleViolations if the name is taken or the town unknown."""
    _check_person(by)
    one_after_the_other(session, NAMES)
    require((*check_organisation(new), *_check_organisation_places(session, new, None)))
    row = Organisation(
        name=new.name,
        short_name=new.short_name,
        kind=new.kind,
        municipality_id=_municipality_id(session, new),
        provenance=new.provenance,
        source=new.source,
    )
    session.add(row)
    session.flush()
    _record_new(session, row, "Organisation", by=by, now=now)
    return row


def edit_organisation(
    session: Session, row: Organisation, new: OrganisationInput, *, by: Person, now: datetime
) -> Organisation:
    """Correct an organisation; Conflict if somebody else changed it since the form was filled."""
    _check_person(by)
    one_after_the_other(session, NAMES)
    new = replace(new, provenance=row.provenance)
    require((*check_organisation(new), *_check_organisation_places(session, new, row.id)))
    hold(session, row)
    check_version(session, row, new.version, "Diese Organisation wurde")
    values = {
        "name": new.name,
        "short_name": new.short_name,
        "kind": new.kind,
        "municipality_id": _municipality_id(session, new),
        "source": new.source,
    }
    _write(session, row, values, ORGANISATION_LABELS, new.reason, by=by, now=now)
    return row


def add_deciding_body(session: Session, new: DecidingBodyInput, *, by: Person, now: datetime) -> DecidingBody:
    """Record a deciding body; RuleViolations if the name is taken or the organisation unknown.

    Whoever books money may do so too, because a resolution names who decided.
    """
    if not may(by, Action.BOOK_MONEY):
        _check_person(by)
    one_after_the_other(session, NAMES)
    require((*check_deciding_body(new), *_check_body_places(session, new, None)))
    row = DecidingBody(
        name=new.name,
        short_name=new.short_name,
        organisation_id=new.organisation_id,
        note=new.note,
        provenance=new.provenance,
        source=new.source,
    )
    session.add(row)
    session.flush()
    _record_new(session, row, "Gremium", by=by, now=now)
    return row


def edit_deciding_body(
    session: Session, row: DecidingBody, new: DecidingBodyInput, *, by: Person, now: datetime
) -> DecidingBody:
    """Correct a deciding body; Conflict if somebody else changed it since the form was filled."""
    _check_person(by)
    one_after_the_other(session, NAMES)
    new = replace(new, provenance=row.provenance)
    require((*check_deciding_body(new), *_check_body_places(session, new, row.id)))
    hold(session, row)
    check_version(session, row, new.version, "Dieses Gremium wurde")
    values = {name: getattr(new, name) for name in BODY_LABELS}
    _write(session, row, values, BODY_LABELS, new.reason, by=by, now=now)
    return row


def _check_person(by: Person) -> None:
    if not may(by, Action.EDIT_PROGRAMME):
        raise Forbidden(REFUSALS[Action.EDIT_PROGRAMME])


def _check_organisation_places(
    session: Session, new: OrganisationInput, own_id: int | None
) -> Iterator[Violation]:
    same = queries.organisation_by_name(session, new.name)
    if same is not None and same.id != own_id:
        yield Violation("name", "Eine Organisation mit diesem Namen ist schon erfasst.")
    if new.municipality is not None and queries.municipality_by_ags(session, new.municipality) is None:
        yield Violation("municipality", "Diese Gemeinde ist nicht erfasst. Wählen Sie eine aus der Liste.")


def _check_body_places(session: Session, new: DecidingBodyInput, own_id: int | None) -> Iterator[Violation]:
    same = queries.body_by_name(session, new.name)
    if same is not None and same.id != own_id:
        yield Violation("name", "Ein Gremium mit diesem Namen ist schon erfasst.")
    if new.organisation_id not in queries.organisations_by_id(session, [new.organisation_id]):
        yield Violation(
            "organisation_id", "Diese Organisation ist nicht erfasst. Wählen Sie eine aus der Liste."
        )


def _municipality_id(session: Session, new: OrganisationInput) -> int | None:
    found = queries.municipality_by_ags(session, new.municipality) if new.municipality else None
    return None if found is None else found.id


def _write(
    session: Session,
    row: Organisation | DecidingBody,
    values: Mapping[str, object],
    labels: Mapping[str, str],
    reason: str,
    *,
    by: Person,
    now: datetime,
) -> None:
    changes = changed_fields(row, values, labels)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=changes, reason=reason)
    session.flush()


def _record_new(
    session: Session, row: Municipality | Organisation | DecidingBody, what: str, *, by: Person, now: datetime
) -> None:
    record(
        session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=[Change(what, "", row.name)]
    )
    session.flush()
