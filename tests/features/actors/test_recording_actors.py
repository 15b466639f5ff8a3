"""Recording and correcting municipalities, organisations and deciding bodies."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import (
    LATER,
    NOW,
    broken_fields,
    make_body,
    make_organisation,
    make_town,
    person,
    remembered,
)
from vrs_tracker.domain.errors import Conflict, Forbidden, RuleViolations
from vrs_tracker.domain.inputs.actors import DecidingBodyInput, MunicipalityInput, OrganisationInput
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.features.actors import actions, queries
from vrs_tracker.trail.versions import version_of

TOWN_HALL = OrganisationInput(name="Stadt Fellbach", kind=OrganisationKind.MUNICIPALITY)


def test_a_municipality_is_found_by_its_key(session: Session) -> None:
    town = make_town(session)
    assert queries.municipality_by_ags(session, "08115003") == town
    assert town.district_ags == "08115"


@pytest.mark.parametrize("ags", ["", "8115003", "081150031", "0811500x", "٠٨١١٥٠٠٣"])
def test_a_municipality_key_that_is_not_eight_digits_is_refused(session: Session, ags: str) -> None:
    new = MunicipalityInput(ags=ags, name="Böblingen", district="Landkreis Böblingen")
    with pytest.raises(RuleViolations) as refusal:
        actions.add_municipality(session, new, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {"ags"}


def test_a_municipality_is_recorded_once(session: Session) -> None:
    make_town(session)
    with pytest.raises(RuleViolations, match="schon erfasst"):
        make_town(session, name="Böblingen am See")


def test_an_organisation_is_found_by_its_name(session: Session) -> None:
    town = make_town(session)
    new = replace(TOWN_HALL, municipality=town.ags)
    organisation = actions.add_organisation(session, new, by=person(session), now=NOW)
    assert queries.organisation_by_name(session, "Stadt Fellbach") == organisation
    assert organisation.municipality_id == town.id


def test_an_organisation_needs_a_name_of_its_own_and_a_recorded_town(session: Session) -> None:
    make_organisation(session, name="Stadt Fellbach")
    with pytest.raises(RuleViolations) as refusal:
        actions.add_organisation(
            session, replace(TOWN_HALL, municipality="08119020"), by=person(session), now=NOW
        )
    assert broken_fields(refusal.value) == {"name", "municipality"}


def test_a_fact_without_its_source_is_refused(session: Session) -> None:
    new = replace(TOWN_HALL, provenance=Provenance.SOURCE)
    with pytest.raises(RuleViolations, match="Quelle"):
        actions.add_organisation(session, new, by=person(session), now=NOW)


def test_any_letters_are_stored_unchanged(session: Session) -> None:
    name = "  Ağaoğlu & Söhne – „KI“ 人工智能 🚀 <b>\N{COMBINING ACUTE ACCENT}\N{RIGHT-TO-LEFT OVERRIDE}"
    actions.add_organisation(session, replace(TOWN_HALL, name=name), by=person(session), now=NOW)
    session.expire_all()
    assert queries.organisation_by_name(session, name) is not None


def test_a_corrected_organisation_tells_what_changed(session: Session) -> None:
    organisation = make_organisation(session, name="Stadt Felbach")
    actions.edit_organisation(session, organisation, TOWN_HALL, by=person(session), now=LATER)
    begun, corrected = remembered(session, "organisation", organisation.id)
    assert (begun.field, begun.new) == ("Organisation", "Stadt Felbach")
    assert (corrected.field, corrected.old, corrected.new) == ("Name", "Stadt Felbach", "Stadt Fellbach")


def test_the_second_of_two_editors_of_an_organisation_is_told(session: Session) -> None:
    organisation = make_organisation(session)
    opened = version_of(session, organisation)
    first = replace(TOWN_HALL, name="Stadt Göppingen", version=opened)
    actions.edit_organisation(session, organisation, first, by=person(session), now=LATER)
    with pytest.raises(Conflict, match=r"Programmkoordination.*beide Fassungen"):
        actions.edit_organisation(
            session, organisation, replace(TOWN_HALL, version=opened), by=person(session), now=LATER
        )
    assert organisation.name == "Stadt Göppingen"


def test_a_deciding_body_belongs_to_a_recorded_organisation(session: Session) -> None:
    new = DecidingBodyInput(name="Gemeinderat", organisation_id=4711)
    with pytest.raises(RuleViolations) as refusal:
        actions.add_deciding_body(session, new, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {"organisation_id"}


def test_a_deciding_body_is_corrected_and_keeps_a_name_of_its_own(session: Session) -> None:
    body, other = make_body(session), make_body(session, name="Gemeinderat Fellbach")
    new = DecidingBodyInput(name="Ausschuss", organisation_id=body.organisation_id, note="seit 2024")
    actions.edit_deciding_body(session, body, new, by=person(session), now=LATER)
    assert queries.body_by_name(session, "Ausschuss") == body
    with pytest.raises(RuleViolations, match="schon erfasst"):
        actions.edit_deciding_body(session, other, new, by=person(session), now=LATER)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EDITOR, Role.APPROVER}))
def test_others_record_no_organisation(session: Session, role: Role) -> None:
    with pytest.raises(Forbidden, match="Programmkoordination"):
        actions.add_organisation(session, TOWN_HALL, by=person(session, role), now=NOW)
    assert queries.list_organisations(session) == []


def test_lists_follow_the_german_dictionary(session: Session) -> None:
    for name in ("Zweckverband", "Ärztekammer", "Amt", "öffentliche Hand"):
        make_organisation(session, name=name)
    names = [row.name for row in queries.list_organisations(session)]
    assert names == ["Amt", "Ärztekammer", "öffentliche Hand", "Zweckverband"]
