"""What is agreed for the indicators of a block: begun, agreed anew with a reason, ended, taken up again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import LATER, NOW, broken_fields, make_project, person, remembered
from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.inputs.indicators import TargetEdit, TargetInput
from vrs_tracker.domain.inputs.parts import Correction
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.features.programme.actions import (
    add_indicator,
    change_target,
    end_indicator,
    restore_indicator,
)
from vrs_tracker.features.programme.queries import indicator_by_id, indicator_lines
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorTarget
from vrs_tracker.trail.versions import version_of

AGREED = TargetInput(
    baseline=Decimal(2), target=Decimal("12.5"), target_on=date(2027, 12, 31), source="Bescheid"
)


def begun(session: Session, new: TargetInput = AGREED) -> IndicatorTarget:
    return add_indicator(session, make_project(session), IndicatorKind.JOBS, new, by=person(session), now=NOW)


def told(session: Session, row: IndicatorTarget) -> list[tuple[str, str, str]]:
    return [(entry.field, entry.old, entry.new) for entry in remembered(session, "indicator_target", row.id)]


def test_the_history_tells_all_that_is_agreed(session: Session) -> None:
    row = begun(session)
    assert sorted(told(session, row)) == [
        ("Ausgangswert", "", "2"),
        ("Kennzahl", "", "Arbeitsplätze"),
        ("Ziel", "", "12,5"),
        ("Ziel bis", "", "31.12.2027"),
    ]


def test_the_same_post_twice_agrees_once(session: Session) -> None:
    block = make_project(session)
    rows = [
        add_indicator(session, block, IndicatorKind.JOBS, AGREED, by=person(session), now=NOW)
        for _ in range(2)
    ]
    assert rows[0] is rows[1]
    assert len(told(session, rows[0])) == 4


def test_what_is_counted_already_is_not_agreed_over_it(session: Session) -> None:
    block, editor = make_project(session), person(session)
    row = add_indicator(session, block, IndicatorKind.JOBS, AGREED, by=editor, now=NOW)
    other = TargetInput(target=Decimal(1))
    with pytest.raises(RuleViolations) as broken:
        add_indicator(session, block, IndicatorKind.JOBS, other, by=editor, now=LATER)
    assert broken_fields(broken.value) == {"kind"}
    assert row.target == Decimal("12.5")


def test_a_target_is_never_overwritten_silently(session: Session) -> None:
    row, editor = begun(session), person(session)
    new = TargetEdit(baseline=Decimal(2), target=Decimal(15), target_on=AGREED.target_on, source="Bescheid")
    with pytest.raises(RuleViolations) as broken:
        change_target(session, row, new, by=editor, now=LATER)
    assert (broken_fields(broken.value), row.target) == ({"reason"}, Decimal("12.5"))
    change_target(session, row, replace(new, reason="Zweiter Bescheid"), by=editor, now=LATER)
    assert row.target == Decimal(15)
    newest = remembered(session, "indicator_target", row.id)[-1]
    assert (newest.field, newest.old, newest.new, newest.reason) == (
        "Ziel",
        "12,5",
        "15",
        "Zweiter Bescheid",
    )


def test_what_was_missing_is_filled_in_without_a_reason(session: Session) -> None:
    row = begun(session, TargetInput())
    change_target(session, row, TargetEdit(target=Decimal(3)), by=person(session), now=LATER)
    assert row.target == Decimal(3)


def test_the_source_is_corrected_without_a_reason(session: Session) -> None:
    row = begun(session)
    new = TargetEdit(
        baseline=row.baseline, target=row.target, target_on=row.target_on, source="Bescheid, Nr. 3"
    )
    change_target(session, row, new, by=person(session), now=LATER)
    assert told(session, row)[-1] == ("Quelle", "Bescheid", "Bescheid, Nr. 3")


def test_the_second_of_two_editors_learns_of_the_first(session: Session) -> None:
    row, editor = begun(session, TargetInput()), person(session)
    opened = version_of(session, row)
    change_target(session, row, TargetEdit(target=Decimal(3)), by=editor, now=LATER)
    with pytest.raises(Conflict, match="Diese Kennzahl wurde"):
        change_target(session, row, TargetEdit(target=Decimal(4), version=opened), by=editor, now=LATER)


def test_an_ended_indicator_is_only_taken_up_again(session: Session) -> None:
    row, editor = begun(session), person(session)
    end_indicator(session, row, Correction(reason="nicht mehr erhoben"), by=editor, now=LATER)
    assert row.ended_on == date(2026, 7, 9)
    with pytest.raises(RuleViolations, match="ist beendet"):
        end_indicator(session, row, Correction(reason="noch einmal"), by=editor, now=LATER)
    with pytest.raises(RuleViolations, match="ist beendet"):
        change_target(session, row, TargetEdit(reason="anders"), by=editor, now=LATER)
    block = session.get_one(Block, row.block_id)
    assert [line.ended_on for line in indicator_lines(session, block)] == [row.ended_on]
    taken_up = add_indicator(session, block, IndicatorKind.JOBS, AGREED, by=editor, now=LATER)
    assert taken_up is row
    assert [line.ended_on for line in indicator_lines(session, block)] == [None]


def test_what_is_restored_obeys_the_same_rules(session: Session) -> None:
    row, editor = begun(session), person(session)
    with pytest.raises(RuleViolations) as broken:
        restore_indicator(session, row, {"target": None}, by=editor, now=LATER, reason="zurück")
    assert broken_fields(broken.value) == {"target_on"}
    restore_indicator(session, row, {"target_on": None}, by=editor, now=LATER, reason="zurück")
    assert (row.target, row.target_on) == (Decimal("12.5"), None)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.AUDITOR, Role.BUDGET_OFFICER, Role.ADMIN])
def test_only_the_office_agrees(session: Session, role: Role) -> None:
    row, other = begun(session), person(session, role)
    block = session.get_one(Block, row.block_id)
    with pytest.raises(Forbidden):
        add_indicator(session, block, IndicatorKind.EVENTS, AGREED, by=other, now=NOW)
    with pytest.raises(Forbidden):
        change_target(session, row, TargetEdit(reason="x"), by=other, now=NOW)
    with pytest.raises(Forbidden):
        end_indicator(session, row, Correction(reason="x"), by=other, now=NOW)
    with pytest.raises(Forbidden):
        restore_indicator(session, row, {}, by=other, now=NOW, reason="x")


def test_an_indicator_of_another_block_is_not_found(session: Session) -> None:
    row = begun(session)
    with pytest.raises(NotFound):
        indicator_by_id(session, make_project(session, name="Anderes"), row.id)
