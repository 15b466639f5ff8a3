"""Correcting, renaming and moving on blocks and projects."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import LATER, NOW, broken_fields, make_project, make_town, person, remembered
from vrs_tracker.domain.errors import Conflict, RuleViolations
from vrs_tracker.domain.inputs.programme import (
    BlockEdit,
    BlockInput,
    FunctionInput,
    FunctionStateInput,
    RenameInput,
    StateInput,
)
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState
from vrs_tracker.features.programme import queries
from vrs_tracker.features.programme.actions import (
    add_block,
    change_state,
    edit_block,
    rename_block,
    set_function_state,
)
from vrs_tracker.tables.programme import Block, BlockFunction

PROJECT = BlockInput(
    kind=BlockKind.FURTHER_PROJECT,
    name="KI im Bau",
    aliases=("Werkstatt KI im Bau",),
    fields=(Field.CONSTRUCTION,),
    planned_end=date(2027, 6, 30),
    functions=(FunctionInput(text="Messungen im Bestand"),),
)


def recorded(session: Session, new: BlockInput = PROJECT) -> Block:
    return add_block(session, new, by=person(session), now=NOW)


def promised(session: Session) -> BlockFunction:
    return queries.functions_of(session, recorded(session))[0]


def test_an_edit_replaces_the_lists_and_tells_what_changed(session: Session) -> None:
    block = recorded(session)
    town = make_town(session)
    new = BlockEdit(
        subtitle="Reallabor",
        aliases=("KI am Bau", "Werkstatt KI im Bau"),
        towns=(town.ags,),
        planned_end=PROJECT.planned_end,
    )
    edit_block(session, block, new, by=person(session), now=LATER)
    session.expire_all()
    edited = queries.block_in_full(session, block.slug)
    assert {alias.alias for alias in edited.aliases} == {"KI am Bau", "Werkstatt KI im Bau"}
    assert [place.municipality.ags for place in edited.towns] == [town.ags]
    assert list(edited.fields) == []
    told = {entry.field: (entry.old, entry.new) for entry in remembered(session, "block", block.id)[1:]}
    assert told == {
        "Untertitel": ("", "Reallabor"),
        "Orte": ("", "Böblingen"),
        "Einsatzfelder": ("Bauwirtschaft", ""),
        "andere Schreibweisen": ("Werkstatt KI im Bau", "KI am Bau und Werkstatt KI im Bau"),
    }


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    block = recorded(session)
    same = BlockEdit(aliases=PROJECT.aliases, fields=PROJECT.fields, planned_end=PROJECT.planned_end)
    edit_block(session, block, same, by=person(session), now=LATER)
    assert block.version == 1
    assert len(remembered(session, "block", block.id)) == 1


def test_a_date_moved_by_more_than_thirty_days_needs_a_reason(session: Session) -> None:
    block = recorded(session)
    late = BlockEdit(planned_end=date(2027, 7, 31))
    with pytest.raises(RuleViolations) as refusal:
        edit_block(session, block, late, by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason"}
    edit_block(session, block, replace(late, reason="Neue Ausschreibung"), by=person(session), now=LATER)
    assert block.planned_end == date(2027, 7, 31)


def test_the_second_of_two_editors_is_told_and_changes_nothing(session: Session) -> None:
    block = recorded(session)
    opened = block.version
    edit_block(session, block, BlockEdit(subtitle="eins", version=opened), by=person(session), now=LATER)
    with pytest.raises(Conflict, match=r"Programmkoordination.*beide Fassungen"):
        edit_block(session, block, BlockEdit(subtitle="zwei", version=opened), by=person(session), now=LATER)
    assert block.subtitle == "eins"


def test_a_state_changes_with_its_reason_only(session: Session) -> None:
    block = recorded(session)
    with pytest.raises(RuleViolations) as refusal:
        change_state(session, block, StateInput(state=block.state, reason=" "), by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason", "state"}
    new = StateInput(state=BlockState.DROPPED, reason="Kein Träger gefunden.")
    change_state(session, block, new, by=person(session), now=LATER)
    assert (block.state, block.state_reason) == (BlockState.DROPPED, "Kein Träger gefunden.")
    moved = remembered(session, "block", block.id)[1]
    assert (moved.field, moved.new, moved.reason) == (
        "Stand",
        "nicht weiterverfolgt",
        "Kein Träger gefunden.",
    )


def test_a_renamed_project_is_found_by_its_old_name_and_old_address(session: Session) -> None:
    block = recorded(session)
    new = RenameInput(name="Reallabor Bau", reason="Neuer Träger")
    rename_block(session, block, new, by=person(session), now=LATER)
    assert block.slug == "reallabor-bau"
    for asked in ("reallabor-bau", "ki-im-bau", "KI im Bau", "Kl im Bau", "Werkstatt KI im Bau"):
        assert queries.find_block(session, asked) == block


def test_a_project_renamed_back_has_its_old_address_again(session: Session) -> None:
    block = recorded(session)
    for name in ("Reallabor Bau", "KI im Bau"):
        rename_block(session, block, RenameInput(name=name, reason="Klarer"), by=person(session), now=LATER)
    assert (block.name, block.slug) == ("KI im Bau", "ki-im-bau")
    assert queries.find_block(session, "reallabor-bau") == block
    session.expire_all()
    aliases = {alias.alias for alias in queries.block_in_full(session, "ki-im-bau").aliases}
    assert aliases == {"Werkstatt KI im Bau", "Reallabor Bau"}


def test_the_address_of_a_renamed_project_is_not_given_to_another(session: Session) -> None:
    block = recorded(session)
    rename_block(
        session, block, RenameInput(name="Reallabor", reason="Klarer"), by=person(session), now=LATER
    )
    assert make_project(session, name="KI, im Bau").slug == "ki-im-bau-2"


def test_only_the_case_of_a_name_can_change(session: Session) -> None:
    block = recorded(session)
    rename_block(session, block, RenameInput(name="KI im BAU", reason="Logo"), by=person(session), now=LATER)
    assert (block.name, block.slug) == ("KI im BAU", "ki-im-bau")


def test_a_project_cannot_take_the_name_of_another(session: Session) -> None:
    block = recorded(session)
    make_project(session, name="Reallabor")
    with pytest.raises(RuleViolations, match="gibt es schon"):
        rename_block(
            session, block, RenameInput(name="reallabor", reason="Klarer"), by=person(session), now=LATER
        )


@pytest.mark.parametrize("state", [FunctionState.CHANGED, FunctionState.DROPPED])
def test_a_changed_or_dropped_function_says_why(session: Session, state: FunctionState) -> None:
    function = promised(session)
    new = FunctionStateInput(state=state, reason="Meldung vom 24.06.2026")
    with pytest.raises(RuleViolations) as refusal:
        set_function_state(session, function, new, by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"note"}
    set_function_state(session, function, replace(new, note="Kleiner"), by=person(session), now=LATER)
    assert function.state is state


def test_a_function_changes_its_state_with_a_reason_only(session: Session) -> None:
    function = promised(session)
    new = FunctionStateInput(state=FunctionState.FULFILLED)
    with pytest.raises(RuleViolations) as refusal:
        set_function_state(session, function, new, by=person(session), now=LATER)
    assert broken_fields(refusal.value) == {"reason"}


def test_the_second_of_two_editors_of_a_function_is_told(session: Session) -> None:
    function = promised(session)
    new = FunctionStateInput(state=FunctionState.IN_PROGRESS, note="Beginn im Mai", version=function.version)
    set_function_state(session, function, new, by=person(session), now=LATER)
    with pytest.raises(Conflict):
        set_function_state(session, function, replace(new, note="anders"), by=person(session), now=LATER)
