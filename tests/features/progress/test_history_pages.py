"""The pages of the history, and the way back of a change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_block, add_period, person
from tests.features.record_rows import statements
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.programme import BlockEdit, FunctionStateInput, RenameInput, StateInput
from vrs_tracker.domain.inputs.progress import MilestoneInput, RiskInput
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import Level, ShiftReason
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.programme.actions import (
    change_state,
    edit_block,
    rename_block,
    set_function_state,
)
from vrs_tracker.features.progress.actions import add_milestone, add_risk, edit_milestone, edit_risk
from vrs_tracker.features.progress.queries import risk_statement
from vrs_tracker.tables.base import Base
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.programme import Block, BlockFunction
from vrs_tracker.tables.progress import Milestone

BEGIN, LATER = date(2026, 7, 31), date(2026, 9, 16)
AFTER = NOW + timedelta(hours=1)
REASON = {"reason": "War verwechselt"}


def moved_milestone(session: Session) -> Milestone:
    """Return a milestone that was moved from 31 July to 16 September."""
    block, editor = add_block(session, name="AITransform"), person(session)
    new = MilestoneInput(title="Baubeginn", baseline=BEGIN)
    row = add_milestone(session, block, new, by=editor, now=NOW)
    later = MilestoneInput(
        id=row.id, forecast=LATER, shift_reason=ShiftReason.OTHER, shift_note="Ein Gewerk fehlt"
    )
    return edit_milestone(session, row, later, by=editor, now=AFTER)


def last_entry(session: Session, row: Base) -> int:
    stmt = sa.select(sa.func.max(HistoryEntry.id)).where(
        HistoryEntry.kind == row.__tablename__, HistoryEntry.thing_id == row.id
    )
    return session.scalar(stmt) or 0


def way_back(session: Session, row: Base) -> str:
    return f"/verlauf/eintraege/{last_entry(session, row)}/zuruecknehmen"


def test_a_change_is_told_with_day_hour_unit_thing_values_and_reason(
    client_of: ClientOf, session: Session
) -> None:
    row = moved_milestone(session)
    session.commit()
    text = client_of(Role.AUDITOR).get(f"/verlauf/milestone/{row.id}").text
    assert "Meilenstein „Baubeginn“, AITransform" in text
    assert "„erwartet am“ von 31.07.2026 auf 16.09.2026 geändert." in text
    assert "Ein Gewerk fehlt." in text
    assert text.index("16.09.2026 geändert") < text.index("„Meilenstein“ eingetragen: Baubeginn.")


def test_the_whole_history_is_narrowed_by_kind_block_and_half_year(
    client_of: ClientOf, session: Session
) -> None:
    row = moved_milestone(session)
    add_period(session)
    other = add_block(session, "hive", name="HIVE", number=2)
    add_milestone(
        session, other, MilestoneInput(title="Mietvertrag", baseline=BEGIN), by=person(session), now=NOW
    )
    session.commit()
    client = client_of(Role.EDITOR)
    whole = client.get("/verlauf/").text
    assert "Meilenstein „Mietvertrag“, HIVE" in whole
    block = session.get_one(Block, row.block_id)
    for asked, shown in (
        (f"baustein={block.slug}", True),
        ("art=milestone", True),
        ("art=risk", False),
        ("halbjahr=2026-H1", False),
    ):
        assert ("Meilenstein „Baubeginn“" in client.get(f"/verlauf/?{asked}").text) is shown
    assert "Mietvertrag" not in client.get(f"/verlauf/?baustein={block.slug}").text
    assert "Zu dieser Auswahl ist nichts verzeichnet." in client.get("/verlauf/?art=risk").text


def test_an_unknown_filter_is_named_and_a_page_too_far_is_the_last_one(
    client_of: ClientOf, session: Session
) -> None:
    moved_milestone(session)
    session.commit()
    client = client_of(Role.EDITOR)
    assert "kennt hier kein „quatsch“" in client.get("/verlauf/?art=quatsch").text
    assert "Baubeginn" in client.get("/verlauf/?seite=99").text
    assert "Baubeginn" in client.get("/verlauf/?seite=-1").text


def test_a_long_history_is_paged_and_asks_as_few_questions(client_of: ClientOf, session: Session) -> None:
    block, editor = add_block(session, name="AITransform"), person(session)
    for number in range(130):
        new = MilestoneInput(title=f"Schritt {number:03}", baseline=BEGIN)
        add_milestone(session, block, new, by=editor, now=NOW + timedelta(minutes=number))
    session.commit()
    client = client_of(Role.BUDGET_OFFICER)
    first = client.get("/verlauf/")
    assert "Seite 1 von 3" in first.text
    assert "Schritt 129" in first.text
    assert "Schritt 000" not in first.text
    assert "Schritt 000" in client.get("/verlauf/?seite=3").text
    with statements(session.connection()) as asked:
        client.get("/verlauf/")
    assert len([one for one in asked if one.startswith("SELECT")]) <= 8, asked


def test_before_the_first_change_the_page_says_so(client_of: ClientOf) -> None:
    assert "Noch ist nichts verzeichnet." in client_of(Role.EDITOR).get("/verlauf/").text


def test_a_moved_milestone_goes_back_with_its_reason_and_both_changes_stay_told(
    client_of: ClientOf, session: Session
) -> None:
    row = moved_milestone(session)
    session.commit()
    client = client_of(Role.EDITOR)
    page = client.get(way_back(session, row))
    assert "„erwartet am“ von 31.07.2026 auf 16.09.2026 geändert." in page.text
    assert client.submit(page, REASON).location == f"/verlauf/milestone/{row.id}"
    session.expire_all()
    assert (row.forecast_on, row.shift_reason, row.shift_note) == (BEGIN, None, "")
    text = client.get(f"/verlauf/milestone/{row.id}").text
    assert "„erwartet am“ von 16.09.2026 auf 31.07.2026 geändert." in text
    assert "Grund: War verwechselt." in text


def test_a_typing_error_in_the_name_of_a_milestone_is_corrected_and_goes_back(
    client_of: ClientOf, session: Session
) -> None:
    row = moved_milestone(session)
    session.commit()
    client = client_of(Role.EDITOR)
    client.submit(client.get(f"/meilensteine/{row.id}/bearbeiten"), {"title": "Beginn des Baus"})
    session.expire_all()
    assert row.title == "Beginn des Baus"
    client.submit(client.get(way_back(session, row)), REASON)
    session.expire_all()
    assert (row.title, row.baseline_on, row.forecast_on) == ("Baubeginn", BEGIN, LATER)


def test_taking_back_needs_a_reason(client_of: ClientOf, session: Session) -> None:
    row = moved_milestone(session)
    session.commit()
    client = client_of(Role.EDITOR)
    answer = client.submit(client.get(way_back(session, row)), status=422)
    assert answer.errors["reason"] == "Nennen Sie den Grund in einem Satz. Er steht im Verlauf."


def test_what_was_changed_again_since_is_not_taken_back(client_of: ClientOf, session: Session) -> None:
    row = moved_milestone(session)
    address = way_back(session, row)
    again = MilestoneInput(
        id=row.id,
        forecast=LATER + timedelta(days=1),
        shift_reason=ShiftReason.OTHER,
        shift_note="Ein Gewerk fehlt",
    )
    edit_milestone(session, row, again, by=person(session), now=AFTER + timedelta(hours=1))
    session.commit()
    client = client_of(Role.EDITOR)
    answer = client.submit(client.get(address), REASON, status=422)
    assert "„erwartet am“ wurde seitdem noch einmal geändert." in answer.text
    session.expire_all()
    assert row.forecast_on == LATER + timedelta(days=1)


def edited_block(session: Session) -> tuple[Base, str, object]:
    block = add_block(session, name="AITransform")
    new = BlockEdit(subtitle="neu", description="anders")
    return edit_block(session, block, new, by=person(session), now=AFTER), "subtitle", ""


def stopped_block(session: Session) -> tuple[Base, str, object]:
    block = add_block(session, name="AITransform")
    before = block.state
    new = StateInput(state=BlockState.DROPPED, reason="kein Geld")
    return change_state(session, block, new, by=person(session), now=AFTER), "state", before


def renamed_block(session: Session) -> tuple[Base, str, object]:
    block = add_block(session, name="AITransform")
    new = RenameInput(name="HIVE", reason="neuer Name")
    return rename_block(session, block, new, by=person(session), now=AFTER), "name", "AITransform"


def fulfilled_function(session: Session) -> tuple[Base, str, object]:
    block = add_block(session, name="AITransform")
    function = BlockFunction(
        block_id=block.id,
        position=1,
        text="Forum",
        state=FunctionState.NOT_REPORTED,
        provenance=Provenance.ENTERED,
    )
    session.add(function)
    session.flush()
    new = FunctionStateInput(state=FunctionState.FULFILLED, note="eröffnet")
    row = set_function_state(session, function, new, by=person(session), now=AFTER)
    return row, "state", FunctionState.NOT_REPORTED


def changed_risk(session: Session) -> tuple[Base, str, object]:
    block, editor = add_block(session, name="AITransform"), person(session)
    new = RiskInput(
        title="Baupreise",
        cause="Angebote sind hoch",
        effect="Geld fehlt",
        likelihood=Level.LOW,
        damage=Level.HIGH,
        measure="Vergabe in Losen",
        responsible="Projektleitung",
        due=LATER,
    )
    row = add_risk(session, block, new, by=editor, now=NOW)
    worse = replace(risk_statement(row), likelihood=Level.HIGH)
    return edit_risk(session, row, worse, by=editor, now=AFTER), "likelihood", Level.LOW


def rewritten_text(session: Session) -> tuple[Base, str, object]:
    period, editor = add_period(session), person(session)
    slot, first, second = NarrativeSlot.OUTLOOK, "Erster Satz.", "Zweiter Satz."
    write_narrative(session, period, slot, NarrativeInput(text=first), by=editor, now=NOW)
    row = write_narrative(session, period, slot, NarrativeInput(text=second), by=editor, now=AFTER)
    return row, "text", first


@pytest.mark.parametrize(
    "change",
    [edited_block, stopped_block, renamed_block, fulfilled_function, changed_risk, rewritten_text],
)
def test_blocks_functions_risks_and_texts_go_back_as_well(
    client_of: ClientOf, session: Session, change: Callable[[Session], tuple[Base, str, object]]
) -> None:
    row, name, before = change(session)
    session.commit()
    assert getattr(row, name) != before
    client = client_of(Role.EDITOR)
    client.submit(client.get(way_back(session, row)), REASON)
    session.expire_all()
    assert getattr(row, name) == before


def test_what_began_with_an_entry_or_is_money_has_no_button(client_of: ClientOf, session: Session) -> None:
    row = add_milestone(
        session,
        add_block(session, name="AITransform"),
        MilestoneInput(title="Baubeginn", baseline=BEGIN),
        by=person(session),
        now=NOW,
    )
    session.commit()
    client = client_of(Role.EDITOR)
    assert "zurücknehmen" not in client.get(f"/verlauf/milestone/{row.id}").text
    client.get(way_back(session, row), status=404)
    client.get("/verlauf/eintraege/4711/zuruecknehmen", status=404)


def test_who_may_only_read_sees_no_way_back(client_of: ClientOf, session: Session) -> None:
    row = moved_milestone(session)
    session.commit()
    assert "zurücknehmen" not in client_of(Role.AUDITOR).get(f"/verlauf/milestone/{row.id}").text
    assert "zurücknehmen" in client_of(Role.EDITOR).get(f"/verlauf/milestone/{row.id}").text
