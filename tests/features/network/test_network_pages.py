"""Pages for whoever keeps network events and the cooperative."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.record_rows import NOW, day, make_organisation, person, statements
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.network import EventInput, MemberInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import EventKind
from vrs_tracker.features.network import actions, queries
from vrs_tracker.tables.network import CooperativeMember, NetworkEvent

LIST = "/netzwerk/angaben"
EVENT = EventInput(kind=EventKind.WORKSHOP, title="Arbeitstreffen", happened=day("2026-03-04"))


def make_event(session: Session) -> NetworkEvent:
    row = actions.add_event(session, EVENT, by=person(session), now=NOW)
    session.commit()
    return row


def make_member(session: Session) -> CooperativeMember:
    new = MemberInput(organisation_id=make_organisation(session).id, joined=day("2022-06-28"))
    row = actions.add_member(session, new, by=person(session), now=NOW)
    session.commit()
    return row


def test_an_event_is_recorded_and_listed(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    typed = {"kind": "workshop", "title": "Treffen „KI“", "happened": "Mai 2026", "participants": "1.240"}
    listed = client.follow(client.submit(client.get("/netzwerk/neu"), typed))
    assert listed.table("Veranstaltungen") == [
        {"Titel": "Treffen „KI“", "Datum": "Mai 2026", "Art": "Arbeitstreffen", "Öffentlich": "ja"}
    ]


def test_mistakes_are_said_at_their_fields_and_what_was_typed_stays(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    typed = {"title": "x", "happened": "irgendwann", "participants": "viele", "is_withheld": "ja"}
    answer = client.submit(client.get("/netzwerk/neu"), typed, status=422)
    assert set(answer.errors) == {"kind", "happened", "participants"}
    assert (answer.typed("happened"), answer.typed("participants")) == ("irgendwann", "viele")
    better = {"kind": "other", "happened": "2026", "participants": ""}
    again = client.submit(answer, better, status=422)
    assert set(again.errors) == {"withheld_reason"}


def test_the_second_of_two_editors_sees_both_versions(client_of: ClientOf, session: Session) -> None:
    row = make_event(session)
    address = f"/netzwerk/{row.id}/bearbeiten"
    first, second = client_of(Role.EDITOR), client_of(Role.APPROVER)
    opened = second.get(address)
    assert (opened.typed("happened"), opened.typed("title")) == ("04.03.2026", "Arbeitstreffen")
    first.submit(first.get(address), {"participants": "24", "kind": "conference"})
    clash = second.submit(opened, {"participants": "25"}, status=409)
    both = {
        line["Angabe"]: line["jetzt gespeichert"] for line in clash.table("Beide Fassungen nebeneinander")
    }
    assert both == {"Teilnehmende": "24", "Art": "Tagung"}
    second.submit(clash)
    session.expire_all()
    assert row.participants == 25


def test_the_same_post_twice_gives_one_event(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.EDITOR)
    page = client.get("/netzwerk/neu")
    for _ in range(2):
        client.submit(page, {"kind": "other", "title": "x", "happened": "2026"})
    assert len(queries.list_events(session)) == 1


def test_a_member_joins_changes_leaves_and_comes_back(client_of: ClientOf, session: Session) -> None:
    organisation = make_organisation(session)
    client = client_of(Role.EDITOR)
    typed = {"organisation_id": str(organisation.id), "joined": "2021", "share": "25.000,00"}
    client.submit(client.get("/genossenschaft/mitglieder/neu"), typed)
    (member,) = queries.list_members(session)
    page = client.get(f"/genossenschaft/mitglieder/{member.id}/bearbeiten")
    refused = client.submit(page, {"share": "30.000,00"}, status=422)
    assert set(refused.errors) == {"reason"}
    client.submit(refused, {"reason": "Aufstockung"})
    address = f"/genossenschaft/mitglieder/{member.id}/austritt"
    listed = client.follow(client.submit(client.get(address), {"left": "12.2025", "reason": "Schreiben"}))
    (row,) = listed.table("Mitglieder der Genossenschaft")
    assert row["Austritt"].startswith("Dezember 2025")
    client.submit(client.get(address), {"left": "", "reason": "Irrtum"})
    session.expire_all()
    assert member.left_precision is None


def test_the_second_who_ends_a_membership_is_told(client_of: ClientOf, session: Session) -> None:
    member = make_member(session)
    address = f"/genossenschaft/mitglieder/{member.id}/austritt"
    first, second = client_of(Role.EDITOR), client_of(Role.APPROVER)
    opened = second.get(address)
    first.submit(first.get(address), {"left": "2025", "reason": "Schreiben"})
    clash = second.submit(opened, {"left": "2024", "reason": "Gespräch"}, status=409)
    assert clash.table("Beide Fassungen nebeneinander")[0]["jetzt gespeichert"] == "2025"


def test_contributions_events_and_names_of_the_cooperative_are_entered(
    client_of: ClientOf, session: Session
) -> None:
    organisation = make_organisation(session)
    client = client_of(Role.EDITOR)
    typed = {
        "beitraege": {"payer_id": str(organisation.id), "amount": "82.500,00", "is_ceiling": "ja"},
        "ereignisse": {"happened": "19.02.2021", "text": "Gründungsversammlung"},
        "namen": {"name": "KI-Allianz Baden-Württemberg eG", "since": "10.2023"},
    }
    for kind, fields in typed.items():
        client.submit(client.get(f"/genossenschaft/{kind}/neu"), fields)
    page = client.get(LIST)
    (contribution,) = page.table("Beiträge zur Genossenschaft")
    assert (contribution["Jahr"], contribution["Betrag"]) == ("jedes Jahr", "bis zu 82.500,00 €")
    assert page.table("Namen der Genossenschaft")[0]["Seit"] == "Oktober 2023"
    (row,) = queries.list_names(session)
    edit = client.get(f"/genossenschaft/namen/{row.id}/bearbeiten")
    client.submit(edit, {"source": "Vorlage 024/2024"})
    session.expire_all()
    assert row.source == "Vorlage 024/2024"


@pytest.mark.parametrize(
    "address", ["netzwerk/4711", "genossenschaft/mitglieder/4711", "genossenschaft/gibtesnicht/1"]
)
def test_what_does_not_exist_is_not_found(client_of: ClientOf, address: str) -> None:
    client_of(Role.EDITOR).get(f"/{address}/bearbeiten", status=404)


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client_of: ClientOf, session: Session, connection: sa.Connection
) -> None:
    make_event(session)
    make_member(session)
    client = client_of(Role.EDITOR)
    with statements(connection) as few:
        client.get(LIST)
    for number in range(7):
        make_event(session)
        organisation = make_organisation(session, name=f"Mitglied {number}")
        new = MemberInput(organisation_id=organisation.id, joined=day("2023-01-01"))
        actions.add_member(session, new, by=person(session), now=NOW)
    session.commit()
    with statements(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_other_roles_are_told_who_keeps_these_records(client_of: ClientOf) -> None:
    assert "Programmkoordination" in client_of(Role.MEMBER).get(LIST, status=403).text
