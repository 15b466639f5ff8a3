"""Municipalities, organisations and deciding bodies."""

from functools import partial

from vrs_tracker.domain.inputs.actors import DecidingBodyInput, MunicipalityInput, OrganisationInput
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.features.actors.actions import add_deciding_body, add_municipality, add_organisation
from vrs_tracker.features.actors.queries import body_by_name, municipalities_by_ags, organisation_by_name
from vrs_tracker.seeding.facts.loading import Kind, Loading, facts_file, origin
from vrs_tracker.seeding.reading import Record, read_table


def load_actors(loading: Loading) -> None:
    """Load the actors, towns first."""
    _load_municipalities(loading)
    _load_organisations(loading)
    _load_bodies(loading)


def _load_municipalities(loading: Loading) -> None:
    session = loading.session
    columns = ("ags", "name", "district_ags", "district")
    read = read_table(facts_file("municipalities"), columns, _municipality)
    known = municipalities_by_ags(session, [new.ags for _, new in read])
    for record, new in read:
        add = partial(add_municipality, session, new, by=loading.by, now=loading.now)
        loading.once(Kind.MUNICIPALITY, record, known.get(new.ags), add)


def _municipality(record: Record) -> MunicipalityInput:
    ags = record.needed("ags")
    district = record.needed("district_ags")
    record.known("district_ags", district if ags.startswith(district) else None)
    return MunicipalityInput(
        ags=ags, name=record.needed("name"), district=record.needed("district"), **origin(record)
    )


def _load_organisations(loading: Loading) -> None:
    session = loading.session
    columns = ("name", "short_name", "kind", "town_ags")
    for record, new in read_table(facts_file("organisations"), columns, _organisation):
        add = partial(add_organisation, session, new, by=loading.by, now=loading.now)
        loading.once(Kind.ORGANISATION, record, organisation_by_name(session, new.name), add)


def _organisation(record: Record) -> OrganisationInput:
    return OrganisationInput(
        name=record.needed("name"),
        short_name=record.text("short_name"),
        kind=record.code("kind", OrganisationKind),
        municipality=record.text("town_ags") or None,
        **origin(record),
    )


def _load_bodies(loading: Loading) -> None:
    session = loading.session
    columns = ("name", "short_name", "organisation", "note")
    for record, new in read_table(facts_file("bodies"), columns, partial(_body, loading)):
        add = partial(add_deciding_body, session, new, by=loading.by, now=loading.now)
        loading.once(Kind.BODY, record, body_by_name(session, new.name), add)


def _body(loading: Loading, record: Record) -> DecidingBodyInput:
    return DecidingBodyInput(
        name=record.needed("name"),
        short_name=record.text("short_name"),
        organisation_id=loading.organisation(record, "organisation").id,
        note=record.text("note"),
        **origin(record),
    )
