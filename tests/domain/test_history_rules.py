"""When a change needs a reason, and how it is told."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from vrs_tracker.domain.history_rules import (
    Change,
    Ground,
    actor_in_sentence,
    check_reason,
    display,
    ground_for,
    tell,
)
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
    return tell(who="Die Haushaltsstelle", at=AT, change=change, reason=reason)


def test_a_change_is_told_with_unit_moment_both_values_and_reason() -> None:
    assert told(Change("Betrag", "1.000,00 €", "1.200,00 €"), "Nachtrag zum Bescheid") == (
        "Die Haushaltsstelle hat am 24.09.2026 um 10:42 Uhr „Betrag“ von 1.000,00 € auf 1.200,00 € geändert. "
        "Grund: Nachtrag zum Bescheid."
    )


def test_a_first_value_is_entered_and_a_missing_one_was_removed() -> None:
    assert told(Change("Ort", "", "Böblingen")).endswith("„Ort“ eingetragen: Böblingen.")
    assert told(Change("Ort", "Böblingen", "")).endswith("„Ort“ entfernt, bisher: Böblingen.")


@pytest.mark.parametrize("new", ["Zeile eins.\nZeile zwei.", "x" * 81])
def test_long_texts_are_told_in_two_sentences(new: str) -> None:
    assert told(Change("Text", "Vorher?", new)).startswith(
        "Die Haushaltsstelle hat am 24.09.2026 um 10:42 Uhr „Text“ geändert. Bisher: Vorher? Neu: "
    )


@pytest.mark.parametrize(
    ("name", "unit", "begin"),
    [
        (None, "Haushaltsstelle", "Die Haushaltsstelle"),
        (None, "Stadt Böblingen", "Die Stadt Böblingen"),
        (None, "Sitzungsdienst", "Der Sitzungsdienst"),
        (None, "Verband Region Stuttgart", "Der Verband Region Stuttgart"),
        (None, "Rechnungsprüfungsamt", "Das Rechnungsprüfungsamt"),
        (None, "Filderstadt", "Filderstadt"),
        (None, "WRS", "WRS"),
        (None, " ", "Eine Stelle ohne Angabe"),
        ("Erika Muster", "Haushaltsstelle", "Erika Muster (Haushaltsstelle)"),
        ("Erika Muster", "", "Erika Muster"),
    ],
)
def test_sentences_begin_with_the_person_or_the_unit(name: str | None, unit: str, begin: str) -> None:
    assert actor_in_sentence(name, unit) == begin
