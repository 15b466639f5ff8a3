"""When a change needs a reason, and how it is told."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.support.people import person
from vrs_tracker.domain.history_rules import (
    Act,
    Change,
    Ground,
    Seen,
    Thing,
    actor,
    check_reason,
    display,
    ground_for,
    reason_for,
    seen_by,
    tell,
)
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.reporting import PeriodState

AT = datetime(2026, 9, 24, 8, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "is_money", "ground"),
    [
        (Decimal("1.00"), Decimal("2.00"), True, Ground.MONEY),
        (Decimal("1.00"), None, True, Ground.MONEY),
        (None, Decimal("2.00"), True, None),
        (Decimal("1.00"), Decimal("1.00"), True, None),
        (Decimal("1.00"), Decimal("2.00"), False, None),
        (date(2026, 1, 1), date(2026, 1, 31), False, None),
        (date(2026, 1, 1), date(2026, 2, 1), False, Ground.DATE),
        (date(2026, 2, 1), date(2026, 1, 1), False, Ground.DATE),
        (date(2026, 2, 1), None, False, None),
        (BlockState.RUNNING, BlockState.DROPPED, False, Ground.STATE),
        (PeriodState.OPEN, PeriodState.COLLECTING, False, None),
        ("alt", "neu", False, None),
    ],
)
def test_money_states_and_dates_moved_by_more_than_30_days_have_a_ground(
    *, old: object, new: object, is_money: bool, ground: Ground | None
) -> None:
    assert ground_for(old, new, is_money=is_money) is ground


def test_a_change_with_a_ground_asks_for_a_reason_and_says_why() -> None:
    (violation,) = check_reason([Change("Betrag", "1", "2", Ground.MONEY)], "  ")
    assert violation.field == "reason"
    assert violation.message == (
        "Nennen Sie den Grund in einem Satz. Er steht im Verlauf, weil sich ein Betrag ändert."
    )


def test_after_the_freeze_every_change_needs_a_reason() -> None:
    change = Change("Bemerkung", "alt", "neu")
    assert check_reason([change], "") == ()
    (violation,) = check_reason([change], "", after_freeze=True)
    assert violation.message.endswith("weil die Zahlen schon festgeschrieben sind.")


def test_nothing_changed_needs_no_reason_even_after_the_freeze() -> None:
    assert check_reason([], "", after_freeze=True) == ()


def test_a_given_reason_is_enough() -> None:
    assert check_reason([Change("Betrag", "1", "2", Ground.MONEY)], "Tippfehler", after_freeze=True) == ()


@pytest.mark.parametrize(
    ("value", "is_money", "shown"),
    [
        (None, False, ""),
        (BlockState.RUNNING, False, "in Umsetzung"),
        (True, False, "ja"),
        (False, False, "nein"),
        (2026, False, "2026"),
        (Decimal("1200.00"), True, "1.200,00\N{NO-BREAK SPACE}€"),
        (Decimal("12.50"), False, "12,5"),
        (date(2026, 6, 30), False, "30.06.2026"),
        (AT, False, "24.09.2026, 10:42 Uhr"),
        ("Text", False, "Text"),
    ],
)
def test_values_are_shown_as_readers_know_them(*, value: object, is_money: bool, shown: str) -> None:
    assert display(value, is_money=is_money) == shown


def told(change: Change, reason: str = "") -> str:
    return tell(who="Haushaltsstelle", at=AT, change=change, reason=reason)


def test_a_change_is_told_with_unit_moment_both_values_and_reason() -> None:
    assert told(Change("Betrag", "1.000,00 €", "1.200,00 €"), "Nachtrag zum Bescheid") == (
        "24.09.2026, 10:42 Uhr, Haushaltsstelle: „Betrag“ von 1.000,00 € auf 1.200,00 € geändert. "
        "Grund: Nachtrag zum Bescheid."
    )


def test_a_first_value_is_entered_and_a_missing_one_was_removed() -> None:
    assert told(Change("Ort", "", "Böblingen")).endswith("„Ort“ eingetragen: Böblingen.")
    assert told(Change("Ort", "Böblingen", "")).endswith("„Ort“ entfernt, bisher: Böblingen.")


@pytest.mark.parametrize("new", ["Zeile eins.\nZeile zwei.", "x" * 81])
def test_long_texts_are_told_in_two_sentences(new: str) -> None:
    assert told(Change("Text", "Vorher?", new)).startswith(
        "24.09.2026, 10:42 Uhr, Haushaltsstelle: „Text“ geändert. Bisher: Vorher? Neu: "
    )


@pytest.mark.parametrize(
    ("name", "unit", "named"),
    [
        (None, "Haushaltsstelle", "Haushaltsstelle"),
        (None, " ", "Stelle ohne Angabe"),
        ("Erika Muster", "Haushaltsstelle", "Erika Muster (Haushaltsstelle)"),
        ("Erika Muster", "", "Erika Muster"),
    ],
)
def test_who_acted_is_named_by_person_and_unit_or_by_the_unit(
    name: str | None, unit: str, named: str
) -> None:
    assert actor(name, unit) == named


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.APPROVER, Seen.NAME),
        (Role.ADMIN, Seen.NAME),
        (Role.EDITOR, Seen.UNIT),
        (Role.AUDITOR, Seen.UNIT),
        (Role.BUDGET_OFFICER, Seen.ROLE),
    ],
)
def test_who_reads_decides_whether_a_name_a_unit_or_a_role_is_shown(role: Role, seen: Seen) -> None:
    assert seen_by(person(role)) is seen


@pytest.mark.parametrize(
    ("seen", "kind", "read"),
    [
        (Seen.NAME, "status_update", "Bitte Termin ergänzen."),
        (Seen.UNIT, "status_update", "Bitte Termin ergänzen."),
        (Seen.ROLE, "status_update", ""),
        (Seen.ROLE, "funding_entry", "Bitte Termin ergänzen."),
    ],
)
def test_the_budget_office_does_not_read_why_an_update_was_sent_back(
    seen: Seen, kind: str, read: str
) -> None:
    assert reason_for(seen, kind, "Bitte Termin ergänzen.") == read


def test_a_thing_is_called_by_what_it_is_its_name_and_where_it_belongs() -> None:
    milestone = Thing(kind="milestone", id=1, name="Baubeginn", block_name="AITransform")
    assert milestone.title == "Meilenstein „Baubeginn“, AITransform"
    block = Thing(kind="block", id=1, name="KI-XC", block_name="KI-XC")
    assert block.title == "Baustein oder Projekt „KI-XC“"
    update = Thing(kind="status_update", id=1, block_name="KI-XC", period_label="1. Halbjahr 2026")
    assert update.title == "Meldung, KI-XC, 1. Halbjahr 2026"


def _act(at: datetime, *changes: Change, reason: str = "") -> Act:
    thing = Thing(kind="funding_entry", id=1)
    return Act(id=1, at=at, who="Haushaltsstelle", thing=thing, changes=changes, reason=reason)


def test_an_act_is_listed_under_the_day_and_hour_of_berlin() -> None:
    late = _act(datetime(2026, 9, 23, 22, 5, tzinfo=UTC))
    assert (late.day, late.hour) == ("24.09.2026", "00:05 Uhr")


def test_an_act_tells_each_change_and_its_one_reason() -> None:
    act = _act(AT, Change("Ort", "", "Böblingen"), Change("Stufe", "1", "2"), reason="Tippfehler")
    assert act.told_changes == ("„Ort“ eingetragen: Böblingen.", "„Stufe“ von 1 auf 2 geändert.")
    assert act.told_reason == "Grund: Tippfehler."
    assert not _act(AT).told_reason


def test_a_row_of_money_is_named_with_its_amount_and_a_question_with_what_it_is_about() -> None:
    row = Thing(kind="appropriation", id=4, amount=Decimal("240000.00"))
    assert row.title.replace(NBSP, " ") == "Veranschlagung über 240.000,00 €"
    question = Thing(
        kind="confirmation_request", id=1, about=("appropriation", 4), amount=Decimal("240000.00")
    )
    assert question.title.replace(NBSP, " ") == "Zweite Person: Veranschlagung über 240.000,00 €"
