"""Pages for whoever keeps organisations, bodies and municipalities."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.record_rows import make_body, make_organisation, make_town, statements
from tests.support.page_client import ClientOf
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.features.actors import queries

NEW = "/akteure/organisationen/neu"


def test_an_organisation_is_recorded_and_listed(client_of: ClientOf, session: Session) -> None:
    make_town(session)
    client = client_of(Role.EDITOR)
    page = client.get(NEW)
    answer = client.submit(
        page, {"name": "Stadt Fellbach", "kind": "municipality", "municipality": "08115003"}
    )
    listed = client.follow(answer)
    assert [row["Name"] for row in listed.table("Organisationen")] == ["Stadt Fellbach"]
    organisation = queries.organisation_by_name(session, "Stadt Fellbach")
    assert organisation is not None
    assert organisation.kind is OrganisationKind.MUNICIPALITY


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    answer = client.submit(client.get(NEW), {"short_name": "  „Fb“ <b>", "source": "S6"}, status=422)
    assert answer.errors["name"] == "Geben Sie den Namen der Organisation ein."
    assert set(answer.errors) == {"name", "kind"}
    assert (answer.typed("short_name"), answer.typed("source")) == ("  „Fb“ <b>", "S6")


def test_a_name_that_is_taken_is_said_at_its_field(client_of: ClientOf, session: Session) -> None:
    make_organisation(session)
    client = client_of(Role.EDITOR)
    answer = client.submit(client.get(NEW), {"name": "Stadt Böblingen", "kind": "other"}, status=422)
    assert answer.errors == {"name": "Eine Organisation mit diesem Namen ist schon erfasst."}


def test_the_second_of_two_editors_sees_both_versions_and_loses_nothing(
    client_of: ClientOf, session: Session
) -> None:
    row = make_organisation(session)
    address = f"/akteure/organisationen/{row.id}/bearbeiten"
    first, second = client_of(Role.EDITOR), client_of(Role.APPROVER)
    opened = second.get(address)
    first.submit(first.get(address), {"short_name": "Böblingen"})
    clash = second.submit(opened, {"short_name": "BB", "source": "Liste"}, status=409)
    assert clash.table("Beide Fassungen nebeneinander") == [
        {"Angabe": "Kurzname", "jetzt gespeichert": "Böblingen", "Ihre Eingabe": "BB"},
        {"Angabe": "Quelle", "jetzt gespeichert": "keine Angabe", "Ihre Eingabe": "Liste"},
    ]
    assert (clash.typed("short_name"), clash.typed("source")) == ("BB", "Liste")
    second.submit(clash)
    session.expire_all()
    assert (row.short_name, row.source) == ("BB", "Liste")


def test_a_body_is_recorded_and_corrected(client_of: ClientOf, session: Session) -> None:
    organisation = make_organisation(session)
    client = client_of(Role.APPROVER)
    new = {"name": "Gemeinderat", "organisation_id": str(organisation.id)}
    client.submit(client.get("/akteure/gremien/neu"), new)
    body = queries.body_by_name(session, "Gemeinderat")
    assert body is not None
    page = client.get(f"/akteure/gremien/{body.id}/bearbeiten")
    listed = client.follow(client.submit(page, {"note": "seit 2024"}))
    assert [row["Organisation"] for row in listed.table("Gremien")] == ["Stadt Böblingen"]


def test_a_municipality_is_recorded(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.EDITOR)
    page = client.get("/akteure/gemeinden/neu")
    client.submit(page, {"ags": "08111000", "name": "Stuttgart", "district": "Stuttgart"})
    assert queries.municipality_by_ags(session, "08111000") is not None
    wrong = client.submit(page, {"ags": "8111", "name": "Stuttgart", "district": "Stuttgart"}, status=422)
    assert "08111000" in wrong.errors["ags"]


@pytest.mark.parametrize("kind", ["organisationen", "gremien"])
def test_what_does_not_exist_is_not_found(client_of: ClientOf, kind: str) -> None:
    for number in ("4711", "2147483647", "99999999999999999999"):
        client_of(Role.EDITOR).get(f"/akteure/{kind}/{number}/bearbeiten", status=404)


def test_lists_ask_the_database_as_often_for_many_as_for_few(
    client_of: ClientOf, session: Session, connection: sa.Connection
) -> None:
    client = client_of(Role.EDITOR)
    make_body(session, name="Rat 1")
    session.commit()
    with statements(connection) as few:
        client.get("/akteure/")
    for number in range(2, 9):
        make_body(session, name=f"Rat {number}")
    session.commit()
    with statements(connection) as many:
        client.get("/akteure/")
    assert len(many) == len(few)
