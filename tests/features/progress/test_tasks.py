"""Who has what to do, in sentences with an address (users.md 4.2, 3.2)."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import PLANNED, book
from tests.features.periods.period_rows import add_body, add_snapshot
from tests.features.progress.progress_rows import (
    NOW,
    TODAY,
    add_block,
    add_period,
    approver,
    confirmed,
    filed,
    lead_of,
    person,
)
from tests.support.people import make_account
from vrs_tracker.domain.inputs.periods import SessionInput
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.periods.actions import set_session
from vrs_tracker.features.progress.actions import return_update, save_draft
from vrs_tracker.features.progress.queries import tasks_for

AFTER = date(2026, 7, 16)


def sentences(session: Session, who: Person, today: date = TODAY) -> list[str]:
    return [task.sentence for task in tasks_for(session, who, today).tasks]


def test_the_office_hears_how_many_messages_are_missing(session: Session) -> None:
    period = add_period(session)
    blocks = [add_block(session, f"block-{number}", number=number) for number in range(1, 4)]
    filed(session, blocks[0], period)
    found = tasks_for(session, person(session), TODAY)
    assert found.heading == (
        "Für das 1. Halbjahr 2026 fehlen noch 2 von 3 Meldungen. Abgabe bis 15.07.2026 (noch 6 Tage)."
    )
    assert [task.address for task in found.tasks] == [
        "/bausteine/block-2/meldung",
        "/bausteine/block-3/meldung",
    ]


def test_the_due_date_is_told_from_every_side(session: Session) -> None:
    add_period(session)
    add_block(session)
    editor = person(session)
    assert tasks_for(session, editor, date(2026, 7, 15)).heading.endswith("bis 15.07.2026 (heute).")
    assert tasks_for(session, editor, date(2026, 7, 14)).heading.endswith("(noch 1 Tag).")
    assert tasks_for(session, editor, AFTER).heading == (
        "Für das 1. Halbjahr 2026 fehlt noch 1 von 1 Meldung. Abgabe war bis 15.07.2026."
    )


def test_the_most_urgent_comes_first_and_seven_are_enough(session: Session) -> None:
    period = add_period(session)
    blocks = [add_block(session, f"block-{number}", number=number) for number in range(1, 8)]
    returned = filed(session, blocks[6], period)
    return_update(session, returned, "Bitte Termin ergänzen", by=approver(session), now=NOW)
    lead = lead_of(session, "block-6")
    save_draft(session, blocks[5], period, StatusInput(), by=lead, now=NOW)
    both = person(session, Role.EDITOR, Role.BUDGET_OFFICER, Role.SESSION_OFFICE, key="all of it")
    found = tasks_for(session, both, TODAY)
    assert found.tasks[0].sentence == "BLOCK-7: Überarbeitung erbeten: „Bitte Termin ergänzen“"
    assert found.tasks[1].sentence == "BLOCK-6: Der Entwurf ist noch nicht abgegeben (bis 15.07.2026)."
    assert (len(found.tasks), found.number_left_out) == (7, 1)


def test_a_project_lead_sees_nothing_of_other_blocks(session: Session) -> None:
    period = add_period(session)
    own, other = add_block(session), add_block(session, "aivision", number=2)
    filed(session, other, period)
    found = tasks_for(session, lead_of(session, own.slug), TODAY)
    assert [task.sentence for task in found.tasks] == ["KI-XC: Meldung fehlt noch (bis 15.07.2026)."]
    assert found.heading == (
        "Für das 1. Halbjahr 2026 fehlt noch Ihre Meldung. Abgabe bis 15.07.2026 (noch 6 Tage)."
    )
    assert (found.done, found.owing) == ((), ())
    filed(session, own, period)
    assert tasks_for(session, lead_of(session, own.slug), TODAY).heading == (
        "Für das 1. Halbjahr 2026 sind alle Ihre Meldungen da (1 von 1)."
    )


def test_the_office_sees_by_unit_what_is_not_confirmed_yet(session: Session) -> None:
    period = add_period(session)
    blocks = [add_block(session, f"block-{number}", number=number) for number in range(1, 4)]
    blocks[0].owner_role = "Projektleitung Eins"
    filed(session, blocks[1], period)
    confirmed(session, blocks[2], period)
    found = tasks_for(session, approver(session), TODAY)
    assert [(each.name, each.unit, each.is_missing) for each in found.owing] == [
        ("BLOCK-1", "Projektleitung Eins", True),
        ("BLOCK-2", "", False),
    ]
    assert found.due == period.due_on
    assert tasks_for(session, person(session, Role.BUDGET_OFFICER), TODAY).owing == ()


def test_the_audit_office_is_led_to_what_changed_last(session: Session) -> None:
    period, block = add_period(session), add_block(session)
    update = filed(session, block, period)
    found = tasks_for(session, person(session, Role.AUDITOR), TODAY)
    assert (found.tasks[0].address, found.tasks[0].label) == (
        f"/verlauf/status_update/{update.id}",
        "Verlauf lesen",
    )
    assert found.tasks[0].sentence.startswith("Geändert am 09.07.2026: eine Meldung, „")


def test_the_audit_office_hears_of_block_and_amount(session: Session) -> None:
    block = add_block(session)
    row = book(session, replace(PLANNED, block_id=block.id))
    (task,) = tasks_for(session, person(session, Role.AUDITOR), TODAY).tasks
    money = f"{block.name}, geplant, regional, {euro(row.amount)}"
    assert f"Geändert am 09.07.2026: eine Buchung ({money}), „gebuchter Betrag“" in task.sentence
    assert task.address == f"/verlauf/funding_entry/{row.id}"


def test_the_administration_hears_of_accounts_without_a_role_and_of_a_missing_second_person(
    session: Session,
) -> None:
    admin = person(session, Role.ADMIN)
    make_account(session, key="nobody", unit="Neue Stelle")
    make_account(session, Role.APPROVER, key="chief")
    second, idle = sentences(session, admin)
    assert second.startswith("Meldungen bestätigen kann zurzeit nur eine Person. Nötig sind zwei Personen")
    assert idle == "1 Zugang hat zurzeit keine Rolle."
    make_account(session, Role.APPROVER, key="deputy")
    assert sentences(session, admin) == ["1 Zugang hat zurzeit keine Rolle."]


def test_demo_rows_in_production_are_a_task_of_the_administration(session: Session) -> None:
    block = add_block(session)
    block.provenance = Provenance.DEMO
    session.flush()
    admin = person(session, Role.ADMIN)
    found = tasks_for(session, admin, TODAY, in_production=True).tasks
    assert found[0].sentence == "In dieser Datenbank stehen erfundene Daten der Vorführung."
    assert "Vorführung" not in " ".join(sentences(session, admin))


def test_finished_and_dropped_blocks_owe_nothing(session: Session) -> None:
    add_period(session)
    add_block(session, "fertig", number=1, state=BlockState.COMPLETED)
    add_block(session, "vorbei", number=2, state=BlockState.DROPPED)
    assert tasks_for(session, person(session), TODAY).heading == (
        "Für das 1. Halbjahr 2026 wird keine Meldung erwartet."
    )


def test_the_head_office_confirms_what_others_filed(session: Session) -> None:
    period = add_period(session)
    first, second = add_block(session), add_block(session, "aivision", number=2)
    filed(session, first, period)
    confirmed(session, second, period)
    found = tasks_for(session, approver(session), TODAY)
    assert (found.tasks[0].sentence, found.tasks[0].address) == (
        "KI-XC: abgegeben am 09.07.2026, noch nicht bestätigt.",
        "/bausteine/ki-xc/meldung/pruefen",
    )
    assert found.done == ("AIVISION: bestätigt.",)
    same_person = person(session, Role.APPROVER, key=lead_of(session, "ki-xc").key)
    assert "noch nicht bestätigt" not in " ".join(sentences(session, same_person))
    assert "zweite Person" in tasks_for(session, same_person, TODAY).done[0]


def test_each_step_of_the_half_year_is_offered_when_nothing_stands_in_its_way(session: Session) -> None:
    period = add_period(session)
    confirmed(session, add_block(session), period)
    chief = approver(session)
    assert sentences(session, chief) == ["Alle Meldungen für das 1. Halbjahr 2026 liegen vor."]
    assert (
        tasks_for(session, chief, TODAY).heading
        == "Für das 1. Halbjahr 2026 sind alle Meldungen da (1 von 1)."
    )
    period.state = PeriodState.IN_REVIEW
    session.flush()
    assert sentences(session, chief, date(2026, 6, 30)) == []
    assert sentences(session, chief) == ["Alle Meldungen sind bestätigt, der Stichtag 30.06.2026 ist vorbei."]
    add_snapshot(session, period)
    assert sentences(session, chief) == ["Die Zahlen zum 30.06.2026 sind festgeschrieben."]
    assert sentences(session, person(session)) == []
    period.released_by, period.released_at = chief.key, NOW
    period.state = PeriodState.RELEASED
    session.flush()
    assert sentences(session, chief) == ["Der Bericht zum 1. Halbjahr 2026 ist versandfertig."]


def test_after_publication_the_next_half_year_is_to_be_opened(session: Session) -> None:
    editor = person(session)
    assert sentences(session, editor) == ["Das 2. Halbjahr 2026 ist noch nicht eröffnet."]
    add_period(session, state=PeriodState.PUBLISHED)
    found = tasks_for(session, editor, TODAY)
    assert found.heading == "Der Bericht zum 1. Halbjahr 2026 ist veröffentlicht."
    assert [task.address for task in found.tasks] == ["/berichte/neu"]
    assert sentences(session, person(session, Role.BUDGET_OFFICER)) == []


def test_the_session_office_hears_what_the_title_block_lacks(session: Session) -> None:
    period, office = add_period(session), person(session, Role.SESSION_OFFICE)
    assert sentences(session, office) == [
        "Für den Bericht zum 1. Halbjahr 2026 fehlt noch: Sitzungstermin, Vorlage Nr. und Tagesordnungspunkt."
    ]
    new = SessionInput(
        body_id=add_body(session).id, held_on=date(2026, 9, 23), paper_reference="WIV-12", agenda_item="4"
    )
    set_session(session, period, new, by=office, now=NOW)
    assert sentences(session, office) == []


def test_many_blocks_take_no_more_statements_than_few(session: Session) -> None:
    add_period(session)
    add_block(session)
    editor = person(session)

    def number_of_statements() -> int:
        seen: list[object] = []

        def count(*args: object) -> None:
            seen.append(args)

        session.expire_all()
        connection = session.connection()
        sa.event.listen(connection, "before_cursor_execute", count)
        tasks_for(session, editor, TODAY)
        sa.event.remove(connection, "before_cursor_execute", count)
        return len(seen)

    few = number_of_statements()
    for number in range(2, 8):
        add_block(session, f"block-{number}", number=number)
    assert number_of_statements() == few <= 4
