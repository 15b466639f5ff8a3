"""Balances as they are typed and as they are pasted from a spreadsheet."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.reconciliation import (
    BalanceInput,
    ReconciliationInput,
    changed_meanwhile,
    check_pasted,
    check_reconciliation,
    read_pasted,
    why_locked,
)
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro_plain
from vrs_tracker.domain.reconciliation import Item
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


# ---------------------------------------------------------------- pasted


def read(text: str) -> tuple[dict[tuple[str, int], str], tuple[str, ...]]:
    pasted = read_pasted(text, BalanceMeasure.DISBURSED, 2026)
    return {
        (item.budget_line, item.budget_year): str(each) for item, each in pasted.balances
    }, pasted.problems


def test_two_columns_take_the_year_that_was_chosen_three_name_their_own() -> None:
    assert read("0571.0\t1.234,50\n0571.1\t2025\t−7,00 €") == (
        {("0571.0", 2026): "1234.50", ("0571.1", 2025): "-7.00"},
        (),
    )


def test_semicolons_divide_as_well() -> None:
    assert read("5710;2025;12,00")[0] == {("5710", 2025): "12.00"}


def test_headings_empty_lines_and_sums_are_left_out() -> None:
    text = "Buchungsstelle\tStand\n\n5710\t1,00\nGesamtsumme\t1,00\nSumme\t1,00\n"
    assert read(text) == ({("5710", 2026): "1.00"}, ())


@pytest.mark.parametrize("line", ["", "ohne Buchungsstelle", "Ohne Buchungsstelle"])
def test_a_line_without_buchungsstelle_is_the_row_for_such_amounts(line: str) -> None:
    assert read(f"{line}\t3,00")[0] == {("", 2026): "3.00"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("5710\t12.50", "Geben Sie den Betrag so ein: 1.234,50. Eingegeben ist: 12.50."),
        ("5710\tzwei\t1,00", "Geben Sie das Haushaltsjahr so an: 2026. Dort steht: „zwei“."),
        ("5710", "Erwartet sind zwei Spalten"),
        ("a\tb\tc\t1,00", "gefunden: 4."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number(line: str, said: str) -> None:
    balances, problems = read(f"5700\t1,00\n{line}")
    assert balances == {("5700", 2026): "1.00"}
    (problem,) = problems
    assert problem.startswith("Zeile 2: ")
    assert said in problem


def test_a_first_line_with_a_figure_is_no_heading() -> None:
    assert read("5710\t12.50")[1] != ()


def test_the_same_line_with_two_amounts_is_never_guessed() -> None:
    assert read("5710\t1,00\n5710\t1,00")[1] == ()
    (problem,) = read("5710\t1,00\n5710\t2,00")[1]
    assert problem.startswith("Zeile 2: ausgezahlt 2026, Buchungsstelle 5710 steht zweimal da")


def test_nothing_pasted_and_what_was_not_understood_is_said_at_the_field() -> None:
    def fields(text: str) -> list[str]:
        pasted = read_pasted(text, BalanceMeasure.DISBURSED, 2026)
        return [violation.field for violation in check_pasted(pasted)]

    assert fields(" \n") == ["pasted"]
    assert fields("5710\t1.5\n5711\t2.5") == ["pasted", "pasted"]
    assert fields("5710\t1,00") == []


@given(st.dictionaries(st.from_regex(r"[1-9][0-9.]{3,10}", fullmatch=True), st.integers(-(10**12), 10**12)))
def test_every_amount_that_we_print_is_read_back(lines: dict[str, int]) -> None:
    text = "\n".join(f"{line}\t{euro_plain(from_cents(cents))}" for line, cents in lines.items())
    assert read(text) == ({(line, 2026): str(from_cents(cents)) for line, cents in lines.items()}, ())
