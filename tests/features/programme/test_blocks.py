"""Recording blocks and projects, and finding them by any spelling."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.features.record_rows import (
    NOW,
    broken_fields,
    make_organisation,
    make_project,
    make_town,
    person,
    remembered,
)
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.inputs.programme import BaselineInput, BlockInput, FunctionInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState
from vrs_tracker.features.programme import queries
from vrs_tracker.features.programme.actions import add_block

AI_VISION = BlockInput(
    kind=BlockKind.MOTION_BLOCK,
    name="AIVision",
    number=6,
    subtitle="Flächenpool",
    aliases=("AIVision (Fläche)",),
    fields=(Field.PRODUCTION,),
    functions=(FunctionInput(text="Flächen für KI", motion_line="72"),),
    baseline=BaselineInput(
        printed_name="AIVision (Fläche)",
        shares=Shares(regional=None, municipal=None, private=Decimal(120_000_000)),
    ),
)
PROJECT = BlockInput(kind=BlockKind.FURTHER_PROJECT, name="Gründerzentrum Fellbach")
MAKER_SPACE = replace(
    PROJECT, kind=BlockKind.MOTION_BLOCK, number=7, name="mAIkerSpace", aliases=("mAlkerSpace", "mAIkerspace")
)


def test_a_block_keeps_everything_that_is_said_about_it(session: Session) -> None:
    town, partner = make_town(session), make_organisation(session)
    new = replace(AI_VISION, towns=(town.ags,), partner_ids=(partner.id,), lead_id=partner.id)
    add_block(session, new, by=person(session), now=NOW)
    session.expire_all()
    block = queries.block_in_full(session, "aivision")
    assert [alias.alias for alias in block.aliases] == ["AIVision (Fläche)"]
    assert [place.municipality.name for place in block.towns] == ["Böblingen"]
    assert [row.organisation.name for row in block.partners] == ["Stadt Böblingen"]
    assert [row.field for row in block.fields] == [Field.PRODUCTION]
    assert [(row.text, row.state) for row in queries.functions_of(session, block)] == [
        ("Flächen für KI", FunctionState.NOT_REPORTED)
    ]
    assert block.lead == partner


def test_an_empty_cell_of_the_motion_stays_empty(session: Session) -> None:
    block = add_block(session, AI_VISION, by=person(session), now=NOW)
    session.expire_all()
    row = queries.baseline_of(session, block)
    assert row is not None
    assert (row.regional, row.municipal, row.private) == (None, None, Decimal("120000000.00"))


def test_a_block_without_a_row_in_the_motion_has_none(session: Session) -> None:
    block = add_block(session, replace(AI_VISION, baseline=None), by=person(session), now=NOW)
    assert queries.baseline_of(session, block) is None


def test_projects_are_numbered_on_and_apart_from_the_blocks(session: Session) -> None:
    add_block(session, AI_VISION, by=person(session), now=NOW)
    numbers = [make_project(session, name=name).number for name in ("A", "B", "C")]
    assert numbers == [1, 2, 3]


def test_blocks_stand_in_the_order_of_the_motion_before_the_projects(session: Session) -> None:
    make_project(session, name="Projekt")
    for number, name in ((2, "KI-ckstart"), (1, "KI-XC")):
        new = replace(AI_VISION, number=number, name=name, aliases=(), baseline=None)
        add_block(session, new, by=person(session), now=NOW)
    assert [block.name for block in queries.list_blocks(session)] == ["KI-XC", "KI-ckstart", "Projekt"]


def test_an_eighth_block_of_the_motion_is_refused(session: Session) -> None:
    for number in range(1, 8):
        new = replace(AI_VISION, number=number, name=f"Block {number}", aliases=(), baseline=None)
        add_block(session, new, by=person(session), now=NOW)
    for taken in (None, 7, 8):
        eighth = replace(AI_VISION, number=taken, name="Noch einer", aliases=(), baseline=None)
        with pytest.raises(RuleViolations):
            add_block(session, eighth, by=person(session), now=NOW)


@pytest.mark.parametrize(
    "asked", ["maikerspace", "MAIKERSPACE", "mAlkerSpace", "maIkerspace", " mAIker" + "Space ", "malkerspace"]
)
def test_a_block_is_found_by_any_spelling(session: Session, asked: str) -> None:
    block = add_block(session, MAKER_SPACE, by=person(session), now=NOW)
    assert queries.find_block(session, asked) == block


def test_an_unknown_name_finds_nothing(session: Session) -> None:
    make_project(session)
    assert queries.find_block(session, "RegioKI") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(alias=st.text(min_size=1, max_size=60).filter(lambda text: text.strip() and "\0" not in text))
def test_whatever_is_recorded_as_another_spelling_finds_the_block(session: Session, alias: str) -> None:
    with session.begin_nested() as savepoint:
        block = add_block(session, replace(PROJECT, aliases=(alias,)), by=person(session), now=NOW)
        for spelling in (alias, alias.replace("l", "I"), f"  {alias} "):
            assert queries.find_block(session, spelling) == block
        savepoint.rollback()


def test_two_blocks_cannot_share_a_spelling(session: Session) -> None:
    add_block(session, MAKER_SPACE, by=person(session), now=NOW)
    for new in (replace(PROJECT, name="malkerspace"), replace(PROJECT, aliases=("Maikerspace",))):
        with pytest.raises(RuleViolations, match="gibt es schon"):
            add_block(session, new, by=person(session), now=NOW)


def test_names_that_make_the_same_address_get_addresses_of_their_own(session: Session) -> None:
    slugs = [make_project(session, name=name).slug for name in ("KI im Bau", "KI-im-Bau", "KI/im/Bau")]
    assert slugs == ["ki-im-bau", "ki-im-bau-2", "ki-im-bau-3"]


def test_no_block_takes_the_address_of_the_form(session: Session) -> None:
    assert make_project(session, name="Neu").slug == "neu-2"


def test_what_the_database_does_not_know_is_refused_at_its_field(session: Session) -> None:
    new = replace(PROJECT, towns=("08111000",), partner_ids=(4711,), lead_id=4712)
    with pytest.raises(RuleViolations) as refusal:
        add_block(session, new, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {"towns", "partner_ids", "lead_id"}


def test_a_project_has_no_row_in_the_motion(session: Session) -> None:
    new = replace(PROJECT, baseline=AI_VISION.baseline)
    with pytest.raises(RuleViolations) as refusal:
        add_block(session, new, by=person(session), now=NOW)
    assert broken_fields(refusal.value) == {"baseline-printed_name"}


def test_every_broken_rule_is_named_at_once(session: Session) -> None:
    new = replace(
        PROJECT,
        name=" ",
        number=0,
        state=BlockState.DROPPED,
        planned_start=date(2026, 1, 2),
        planned_end=date(2026, 1, 1),
        functions=(FunctionInput(text="", state=FunctionState.DROPPED),),
    )
    with pytest.raises(RuleViolations) as refusal:
        add_block(session, new, by=person(session), now=NOW)
    named = {"name", "number", "state_reason", "planned_end", "functions-0-text", "functions-0-note"}
    assert broken_fields(refusal.value) == named
    assert queries.list_blocks(session) == []


def test_the_same_post_twice_gives_one_project(session: Session) -> None:
    new = replace(PROJECT, post_key="0123456789abcdef")
    first = add_block(session, new, by=person(session), now=NOW)
    again = add_block(session, replace(new, subtitle="noch einmal"), by=person(session), now=NOW)
    assert again == first
    assert len(queries.list_blocks(session)) == 1


def test_a_new_project_begins_its_history(session: Session) -> None:
    block = make_project(session)
    (begun,) = remembered(session, "block", block.id)
    assert (begun.field, begun.new) == ("weiteres Projekt", "Gründerzentrum")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EDITOR, Role.APPROVER}))
def test_others_record_no_project(session: Session, role: Role) -> None:
    with pytest.raises(Forbidden):
        add_block(session, PROJECT, by=person(session, role), now=NOW)
