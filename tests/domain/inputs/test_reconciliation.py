"""Balances as they are typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.reconciliation import (
    BalanceInput,
    ReconciliationInput,
    changed_meanwhile,
    check_reconciliation,
    saved_sentence,
    why_locked,
)
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.reporting import PeriodState

PAID = Item("5710", 2026, BalanceMeasure.DISBURSED)
ROW = BalanceInput(item=PAID, theirs=Decimal("90.00"))
OURS = {PAID: Sum(Decimal("100.00"))}


def refused(*rows: BalanceInput, state: PeriodState = PeriodState.COLLECTING, reason: str = "") -> set[str]:
    found = check_reconciliation(ReconciliationInput(rows=rows, reason=reason), OURS, state)
    return {violation.field for violation in found}


def test_a_difference_without_explanation_may_be_stored_and_looked_into() -> None:
    assert refused(ROW) == set()


def test_an_explanation_belongs_to_a_balance() -> None:
    assert refused(replace(ROW, theirs=None)) == set()
    assert refused(replace(ROW, theirs=None, explanation="Die Rate folgt.")) == {"rows-0-theirs"}


def test_what_cannot_be_stored_is_refused_at_its_row() -> None:
    long_line = Item("x" * (NAME_LIMIT + 1), 1900, BalanceMeasure.DISBURSED)
    assert refused(
        ROW,
        replace(ROW, item=long_line, theirs=Decimal("0.001"), explanation="x" * (SENTENCE_LIMIT + 1)),
        reason="x" * (SENTENCE_LIMIT + 1),
    ) == {"rows-1-budget_line", "rows-1-budget_year", "rows-1-theirs", "rows-1-explanation", "reason"}


def test_the_same_row_twice_is_refused_the_second_time() -> None:
    assert refused(ROW, ROW) == {"rows-1-theirs"}


def test_a_balance_here_that_has_changed_since_the_page_was_opened_is_said() -> None:
    assert refused(replace(ROW, seen=Decimal("100.00"))) == set()
    assert refused(replace(ROW, seen=Decimal("80.00"))) == {"rows-0-theirs"}
    assert refused(replace(ROW, seen=Decimal("80.00"), theirs=None)) == set()
    elsewhere = replace(ROW, item=PAID._replace(budget_line="neu"), seen=Decimal("0.00"))
    assert refused(elsewhere) == set()


@pytest.mark.parametrize("state", PeriodState)
def test_the_abgleich_is_locked_with_the_report(state: PeriodState) -> None:
    is_locked = state in {PeriodState.RELEASED, PeriodState.PUBLISHED}
    assert bool(why_locked(state)) is is_locked
    assert refused(ROW, state=state) == ({""} if is_locked else set())


def test_whoever_was_slower_reads_what_stands_there_now() -> None:
    assert changed_meanwhile(Decimal(5), "Haushalt").startswith(
        "Diese Zeile wurde inzwischen an anderer Stelle auf 5,00\N{NO-BREAK SPACE}€ gesetzt (Haushalt)."
    )
    assert "an anderer Stelle geleert." in changed_meanwhile(None, "")


def test_a_row_that_is_left_alone_is_not_judged() -> None:
    moved = replace(ROW, seen=Decimal("80.00"))
    new = ReconciliationInput(rows=(moved,))
    assert list(check_reconciliation(new, OURS, PeriodState.COLLECTING, {PAID})) == []
    twice = ReconciliationInput(rows=(moved, moved))
    assert [each.field for each in check_reconciliation(twice, OURS, PeriodState.COLLECTING, {PAID})] == [
        "rows-1-theirs",
        "rows-1-theirs",
    ]


def test_what_was_saved_is_said_with_what_is_left() -> None:
    compared = "Verglichen wird: bewilligt 2026."
    assert saved_sentence(0, 0, 0, "") == "Nichts ist geändert. Der Abgleich ist vollständig."
    assert saved_sentence(0, 0, 0, compared).endswith(f"Der Abgleich ist vollständig. {compared}")
    assert saved_sentence(2, 1, 1, compared) == (
        "2 Zeilen sind gespeichert. 1 Zeile ist geleert. 1 Zeile ist noch zu prüfen oder zu erklären."
    )
