"""Pages for whoever keeps blocks and projects."""

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import (
    LATER,
    NOW,
    make_organisation,
    make_project,
    make_town,
    person,
)
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.programme import BlockInput, FunctionInput, StateInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState
from vrs_tracker.features.programme import queries
from vrs_tracker.features.programme.actions import add_block, change_state

NEW = "/bausteine/neu"


def test_a_project_is_recorded_with_all_that_is_known(client_of: ClientOf, session: Session) -> None:
    make_town(session)
    organisation = make_organisation(session)
    client = client_of(Role.EDITOR)
    typed = {
        "name": "Reallabor „Übergang“ 🚀",
        "towns": "Böblingen",
        "lead_id": str(organisation.id),
        "partner_ids": [str(organisation.id)],
        "fields": ["energy", "health"],
        "aliases": "Reallabor\r\n\r\nRL Übergang",
        "planned_start": "1.7.2026",
        "functions": "Forum\r\nSchaufenster",
    }
    answer = client.submit(client.get(NEW), typed)
    assert answer.location == "/bausteine/reallabor-uebergang"
    block = queries.block_in_full(session, "reallabor-uebergang")
    assert (block.name, str(block.planned_start)) == ("Reallabor „Übergang“ 🚀", "2026-07-01")
    assert [town.municipality.name for town in block.towns] == ["Böblingen"]
    assert {item.field for item in block.fields} == {Field.ENERGY, Field.HEALTH}
    assert [item.text for item in queries.functions_of(session, block)] == ["Forum", "Schaufenster"]


def test_a_block_of_the_motion_keeps_its_empty_cells(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.EDITOR)
    typed = {
        "kind": "motion_block",
        "name": "KI im Bau",
        "number": "3",
        "baseline-printed_name": "KI im Bau",
        "baseline-regional": "1.600.000,00",
        "baseline-municipal": "1 600 000",
    }
    client.submit(client.get(NEW), typed)
    row = queries.baseline_of(session, queries.block_in_full(session, "ki-im-bau"))
    assert row is not None
    assert (row.regional, row.municipal, row.private) == (row.municipal, row.regional, None)


def test_everything_typed_stays_after_a_mistake(client_of: ClientOf, session: Session) -> None:
    organisation = make_organisation(session)
    client = client_of(Role.EDITOR)
    typed = {
        "name": "",
        "subtitle": "<script>alert(1)</script>",
        "towns": "Entenhausen\nBöblingen",
        "partner_ids": [str(organisation.id)],
        "planned_start": "31.02.2026",
        "baseline-regional": "12.50",
        "functions": "x" * 1001,
    }
    answer = client.submit(client.get(NEW), typed, status=422)
    assert answer.errors["baseline-regional"].startswith("Geben Sie den Betrag so ein: 1.234,50.")
    assert answer.errors["planned_start"] == "Den 31.02.2026 gibt es nicht."
    assert "„Entenhausen“" in answer.errors["towns"]
    for name in ("subtitle", "towns", "planned_start", "baseline-regional", "functions"):
        assert answer.typed(name) == typed[name]
    checked = answer.html.css_first(f'input[name="partner_ids"][value="{organisation.id}"]')
    assert checked is not None
    assert "checked" in checked.attributes


def test_a_rule_about_a_function_is_said_at_the_common_field(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    answer = client.submit(client.get(NEW), {"name": "Projekt", "functions": "x" * 1001}, status=422)
    assert set(answer.errors) == {"functions"}


def test_the_same_post_twice_gives_one_project(client_of: ClientOf, session: Session) -> None:
    client = client_of(Role.EDITOR)
    page = client.get(NEW)
    for _ in range(2):
        client.submit(page, {"name": "Projekt"})
    assert [block.name for block in queries.list_blocks(session)] == ["Projekt"]


def test_the_form_of_a_block_shows_what_is_stored(client_of: ClientOf, session: Session) -> None:
    town = make_town(session)
    new = BlockInput(
        kind=BlockKind.FURTHER_PROJECT,
        name="Projekt",
        towns=(town.ags,),
        aliases=("P",),
        fields=(Field.ENERGY,),
    )
    add_block(session, new, by=person(session), now=NOW)
    client = client_of(Role.EDITOR)
    page = client.get("/bausteine/projekt/bearbeiten")
    assert (page.typed("towns"), page.typed("aliases")) == ("Böblingen", "P")
    client.submit(page, {"subtitle": "neu"})
    session.expire_all()
    block = queries.block_in_full(session, "projekt")
    assert (block.subtitle, len(block.towns), len(block.aliases), len(block.fields)) == ("neu", 1, 1, 1)


def test_the_second_of_two_editors_sees_both_versions(client_of: ClientOf, session: Session) -> None:
    make_project(session, name="Projekt")
    address = "/bausteine/projekt/bearbeiten"
    first, second = client_of(Role.EDITOR), client_of(Role.APPROVER)
    opened = second.get(address)
    first.submit(first.get(address), {"subtitle": "die Erste", "fields": ["energy"]})
    clash = second.submit(opened, {"subtitle": "der Zweite"}, status=409)
    both = {row["Angabe"]: row for row in clash.table("Beide Fassungen nebeneinander")}
    assert both["Untertitel"]["jetzt gespeichert"] == "die Erste"
    assert both["Einsatzfelder"]["jetzt gespeichert"] == "Energiewirtschaft"
    second.submit(clash)
    session.expire_all()
    assert queries.block_in_full(session, "projekt").subtitle == "der Zweite"


def test_a_state_changes_by_form(client_of: ClientOf, session: Session) -> None:
    block = make_project(session, name="Projekt")
    client = client_of(Role.APPROVER)
    page = client.get("/bausteine/projekt/stand")
    refused = client.submit(page, {"state": "dropped"}, status=422)
    assert set(refused.errors) == {"reason"}
    client.submit(refused, {"reason": "Kein Träger gefunden."})
    session.expire_all()
    assert block.state is BlockState.DROPPED


def test_a_state_that_somebody_else_changed_is_shown(client_of: ClientOf, session: Session) -> None:
    block = make_project(session, name="Projekt")
    client = client_of(Role.EDITOR)
    page = client.get("/bausteine/projekt/stand")
    new = StateInput(state=BlockState.RUNNING, reason="Baubeginn")
    change_state(session, block, new, by=person(session), now=LATER)
    session.commit()
    clash = client.submit(page, {"state": "preparing", "reason": "Planung"}, status=409)
    assert clash.table("Beide Fassungen nebeneinander")[0]["jetzt gespeichert"] == "in Umsetzung"


def test_a_project_is_renamed_by_form(client_of: ClientOf, session: Session) -> None:
    make_project(session, name="Projekt")
    client = client_of(Role.EDITOR)
    page = client.get("/bausteine/projekt/umbenennen")
    answer = client.submit(page, {"name": "Reallabor", "reason": "Neuer Träger"})
    assert answer.location == "/bausteine/reallabor"
    found = queries.find_block(session, "projekt")
    assert found is not None
    assert found.slug == "reallabor"


def test_a_function_is_reported_by_form(client_of: ClientOf, session: Session) -> None:
    new = BlockInput(kind=BlockKind.FURTHER_PROJECT, name="Projekt", functions=(FunctionInput(text="Forum"),))
    block = add_block(session, new, by=person(session), now=NOW)
    (function,) = queries.functions_of(session, block)
    client = client_of(Role.EDITOR)
    assert client.get("/bausteine/projekt/bearbeiten").table("Zugesagte Funktionen")[0]["Funktion"] == "Forum"
    page = client.get(f"/bausteine/projekt/funktionen/{function.id}")
    client.submit(page, {"state": "fulfilled", "note": "Eröffnet am 01.07.2026"})
    session.expire_all()
    assert function.state is FunctionState.FULFILLED
    make_project(session, name="Anderes")
    session.commit()
    client.get(f"/bausteine/anderes/funktionen/{function.id}", status=404)


@pytest.mark.parametrize("page", ["bearbeiten", "stand", "umbenennen", "funktionen/1"])
def test_an_unknown_block_is_not_found(client_of: ClientOf, page: str) -> None:
    client_of(Role.EDITOR).get(f"/bausteine/gibt-es-nicht/{page}", status=404)


def test_the_history_of_a_block_is_told_without_names_of_persons(
    client_of: ClientOf, session: Session
) -> None:
    block = make_project(session, name="Projekt")
    address = f"/verlauf/block/{block.id}"
    page = client_of(Role.AUDITOR).get(address)
    assert page.text.endswith("10:42 Uhr, Programmkoordination „weiteres Projekt“ eingetragen: Projekt.")
    client_of(Role.EDITOR).get("/verlauf/block/4711", status=404)
    client_of(Role.EDITOR).get("/verlauf/gibt-es-nicht/1", status=404)


def test_a_town_lead_changes_no_project(client_of: ClientOf, session: Session) -> None:
    make_project(session, name="Projekt")
    session.commit()
    partner = client_of(Role.PARTNER, block="projekt")
    refusal = partner.get("/bausteine/projekt/bearbeiten", status=403)
    assert "Programmkoordination" in refusal.text


def test_only_the_head_office_reads_who_changed_something(client_of: ClientOf, session: Session) -> None:
    editor = client_of(Role.EDITOR)
    editor.submit(editor.get(NEW), {"name": "Projekt"})
    block = queries.block_in_full(session, "projekt")
    address = f"/verlauf/block/{block.id}"
    assert "(Test)" in client_of(Role.APPROVER).get(address).text
    for role in (Role.EDITOR, Role.AUDITOR, Role.BUDGET_OFFICER):
        assert "(Test)" not in client_of(role).get(address).text
