"""The Abgleich: what is compared, when a row is settled, what keeps the figures from being frozen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plausibility_hits import hits
from tests.domain.report_values import make_budget_row, make_entry, make_report, on
from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.breakdowns import by_year
from vrs_tracker.domain.chapters.balance_table import THEN_AND_NOW, given_out_table
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.money import from_cents, total
from vrs_tracker.domain.provenance.tables import balances_table
from vrs_tracker.domain.reconciliation import (
    LATER_BUDGETS,
    MOST_NAMED,
    Compared,
    agreement,
    balances_behind,
    checked_words,
    compare,
    compared_in,
    compared_years,
    hindrances,
    named_hindrances,
    number_moved,
    number_open,
    open_rows,
    our_balances,
    unsaved_words,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure, BalanceState
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Counting, Payer, Provenance, Stage

STICHTAG = date(2026, 6, 30)
NBSP = "\N{NO-BREAK SPACE}"
PAID = Item("5710.7812", 2026, BalanceMeasure.DISBURSED)


def make_balance(
    theirs: str = "100.00",
    ours: str = "100.00",
    explanation: str = "",
    *,
    item: Item = PAID,
    checked_on: date = date(2026, 7, 20),
) -> Balance:
    return Balance(
        budget_year=item.budget_year,
        budget_line=item.budget_line,
        measure=item.measure,
        theirs=Decimal(theirs),
        ours=Decimal(ours),
        explanation=explanation,
        checked_on=checked_on,
        office="Haushalt",
        provenance=Provenance.ENTERED,
    )


def make_compared(item: Item = PAID, ours: str = "100.00", balance: Balance | None = None) -> Compared:
    return Compared(item=item, ours=Sum(Decimal(ours)), balance=balance)


def paid(amount: str = "100.00", *, line: str | None = "5710.7812", **rest: object) -> MoneyEntry:
    entry = make_entry(stage=Stage.DISBURSED, amount=Decimal(amount), **rest)  # type: ignore[arg-type] # of many kinds
    return replace(entry, budget_line=line)


def ours_of(*entries: MoneyEntry) -> dict[Item, str]:
    return {item: str(found.amount) for item, found in our_balances(entries, (), STICHTAG).items()}


# ---------------------------------------------------------------- what is compared


def test_a_payment_belongs_to_the_year_in_which_it_happened_whatever_budget_it_is_from() -> None:
    assert ours_of(paid(budget_year=2025, effective=on(2026, 3, 1))) == {PAID: "100.00"}


def test_a_commitment_belongs_to_its_budget() -> None:
    entry = replace(paid(budget_year=2027), stage=Stage.COMMITTED)
    assert ours_of(entry) == {Item("5710.7812", 2027, BalanceMeasure.COMMITTED): "100.00"}


def test_what_has_no_line_stands_in_a_row_of_its_own() -> None:
    assert ours_of(paid(), paid("7.00", line=None)) == {
        PAID: "100.00",
        Item("", 2026, BalanceMeasure.DISBURSED): "7.00",
    }


@pytest.mark.parametrize(
    "entry",
    [
        paid(payer=Payer.MUNICIPALITY),
        paid(counting=Counting.CONTAINED),
        paid(effective=on(2026, 7, 1)),
        replace(paid(), stage=Stage.REQUESTED),
    ],
)
def test_only_counted_regional_money_of_the_stage_by_the_stichtag_is_compared(entry: MoneyEntry) -> None:
    assert ours_of(entry) == {}


def test_what_was_taken_back_in_full_is_no_row() -> None:
    assert ours_of(paid(id=1), paid("-100.00", id=2, reverses=1)) == {}


def test_appropriations_count_from_the_year_in_which_their_budget_begins() -> None:
    rows = (
        make_budget_row(budget_line="A", amount=Decimal(5)),
        make_budget_row(budget_line="A", amount=Decimal(7), budget_year=2027),
        make_budget_row(budget_line="A", amount=Decimal(9), kind=AppropriationKind.MEDIUM_TERM_PLAN),
        make_budget_row(budget_line="A", amount=Decimal(11), effective=on(2026, 7, 1)),
    )
    found = our_balances((), rows, STICHTAG)
    assert found == {Item("A", 2026, BalanceMeasure.APPROPRIATED): Sum(Decimal("5.00"))}


def test_a_sum_with_a_rounded_part_is_rounded() -> None:
    found = our_balances((paid(), paid("1.00", is_rounded=True)), (), STICHTAG)
    assert found[PAID] == Sum(Decimal("101.00"), is_rounded=True)


def test_named_lines_come_first_in_each_the_newest_year() -> None:
    items = [
        Item("", 2026, BalanceMeasure.APPROPRIATED),
        Item("B", 2025, BalanceMeasure.APPROPRIATED),
        Item("B", 2026, BalanceMeasure.DISBURSED),
        Item("B", 2026, BalanceMeasure.APPROPRIATED),
        Item("A", 2024, BalanceMeasure.COMMITTED),
    ]
    rows = compare(dict.fromkeys(items, Sum(Decimal(1))), ())
    assert [row.item for row in rows] == [items[4], items[3], items[2], items[1], items[0]]


def test_what_was_checked_stays_when_we_have_nothing_of_it_any_more() -> None:
    (row,) = compare({}, [make_balance()])
    assert (row.ours.amount, row.difference, row.state) == (
        Decimal(0),
        Decimal("100.00"),
        BalanceState.OUTDATED,
    )


MONEY = st.lists(
    st.tuples(
        st.sampled_from([Stage.COMMITTED, Stage.DISBURSED]),
        st.sampled_from(["", "A", "B"]),
        st.integers(2023, 2027),
        st.integers(1, 10**9),
    ),
    max_size=20,
)


@given(MONEY)
def test_the_rows_of_a_figure_add_up_to_it(money: list[tuple[Stage, str, int, int]]) -> None:
    entries = tuple(
        replace(
            make_entry(id=number, stage=stage, budget_year=year, amount=from_cents(cents)), budget_line=line
        )
        for number, (stage, line, year, cents) in enumerate(money)
    )
    budget = tuple(
        make_budget_row(id=number, budget_year=year, budget_line=line, amount=from_cents(cents))
        for number, (_, line, year, cents) in enumerate(money)
    )
    report = replace(make_report(entries=entries), budget=budget, balances=())

    def added(measure: BalanceMeasure, year: int | None = None) -> Decimal:
        return total(row.ours.amount for row in balances_behind(report, measure, year))

    steps = staircase(report)
    assert added(BalanceMeasure.COMMITTED) == steps.committed
    assert added(BalanceMeasure.DISBURSED) == steps.disbursed
    assert added(BalanceMeasure.APPROPRIATED) == (steps.appropriated or 0)
    for row in by_year(report):
        assert added(BalanceMeasure.COMMITTED, row.year) == (row.committed or 0)
        assert added(BalanceMeasure.DISBURSED, row.year) == (row.disbursed or 0)


# ---------------------------------------------------------------- when a row is settled


@pytest.mark.parametrize(
    ("balance", "state"),
    [
        (None, BalanceState.UNCHECKED),
        (make_balance(), BalanceState.SETTLED),
        (make_balance("90.00"), BalanceState.UNEXPLAINED),
        (make_balance("90.00", explanation=" \n"), BalanceState.UNEXPLAINED),
        (make_balance("90.00", explanation="Die Rate folgt."), BalanceState.SETTLED),
        (make_balance("90.00", "90.00"), BalanceState.OUTDATED),
        (make_balance("90.00", "90.00", "Die Rate folgt."), BalanceState.OUTDATED),
    ],
)
def test_a_row_is_settled_when_it_was_checked_against_what_we_have_now(
    balance: Balance | None, state: BalanceState
) -> None:
    assert make_compared(balance=balance).state is state


def test_the_difference_is_that_to_what_we_have_now() -> None:
    assert make_compared(ours="120.00", balance=make_balance("90.00")).difference == Decimal("-30.00")


def test_what_keeps_the_figures_from_being_frozen_is_said_for_each_state() -> None:
    other = Item("", 2025, BalanceMeasure.COMMITTED)
    rows = (
        make_compared(),
        make_compared(other),
        make_compared(ours="110.00", balance=make_balance()),
        make_compared(balance=make_balance("90.00")),
        make_compared(balance=make_balance()),
    )
    beginning = "Abgleich mit dem Haushaltsverfahren zum 30.06.2026:"
    assert hindrances(rows, STICHTAG) == (
        f"{beginning} 2 von 5 Zeilen sind noch nicht geprüft.",
        (
            f"{beginning} ausgezahlt 2026, Buchungsstelle 5710.7812 ist neu zu prüfen, weil sich der Stand "
            "hier geändert hat."
        ),
        (f"{beginning} ausgezahlt 2026, Buchungsstelle 5710.7812 weicht ab, und die Erklärung fehlt noch."),
    )
    assert number_open(rows) == 4
    assert named_hindrances(rows, STICHTAG) == (
        (PAID.anchor, f"{beginning} Zeile {PAID.title}: noch nicht geprüft."),
        (other.anchor, f"{beginning} Zeile {other.title}: noch nicht geprüft."),
        (PAID.anchor, f"{beginning} Zeile {PAID.title}: neu zu prüfen."),
        (PAID.anchor, f"{beginning} Zeile {PAID.title}: Erklärung fehlt."),
    )
    assert [row.sentence for row in open_rows(rows)] == [
        f"Zeile {PAID.title}: noch nicht geprüft",
        f"Zeile {other.title}: noch nicht geprüft",
        f"Zeile {PAID.title}: neu zu prüfen",
        f"Zeile {PAID.title}: Erklärung fehlt",
    ]
    assert hindrances((make_compared(other),), STICHTAG) == (
        f"{beginning} bewilligt 2025, ohne Buchungsstelle ist noch nicht geprüft.",
    )


def test_of_many_rows_in_one_state_the_number_is_said_instead_of_each() -> None:
    rows = [make_compared(PAID._replace(budget_year=year)) for year in range(2021, 2021 + MOST_NAMED + 1)]
    (only,) = named_hindrances(rows, STICHTAG)
    assert only.anchor == ""
    assert only.sentence.endswith(f"{MOST_NAMED + 1} von {MOST_NAMED + 1} Zeilen sind noch nicht geprüft.")
    assert len(named_hindrances(rows[1:], STICHTAG)) == MOST_NAMED


def test_a_check_of_an_earlier_balance_names_both_balances() -> None:
    moved = make_compared(ours="110.00", balance=make_balance())
    assert checked_words(moved).replace(NBSP, " ") == (
        "neu zu prüfen: Stand hier bei der Prüfung 100,00 € (20.07.2026, Haushalt), jetzt 110,00 €"
    )
    assert checked_words(make_compared(balance=make_balance())) == "20.07.2026, Haushalt"
    assert checked_words(make_compared(balance=make_balance("90.00"))) == (
        "Erklärung fehlt; 20.07.2026, Haushalt"
    )
    assert checked_words(make_compared()) == "noch nicht geprüft"


def test_the_page_of_a_figure_calls_nothing_checked_that_has_moved_or_lacks_its_explanation() -> None:
    rows = (
        make_compared(ours="110.00", balance=make_balance()),
        make_compared(balance=make_balance("90.00")),
        make_compared(balance=make_balance("90.00", explanation="Die Rate folgt")),
        make_compared(),
    )
    told = [[cell.text.replace(NBSP, " ") for cell in row.cells[2:]] for row in balances_table(rows).rows]
    assert told == [
        [
            *("100,00 €", "110,00 €", "−10,00 €"),
            "Neu zu prüfen: Stand hier bei der Prüfung 100,00 € (20.07.2026, Haushalt), jetzt 110,00 €.",
        ],
        ["90,00 €", "100,00 €", "−10,00 €", "Erklärung fehlt; 20.07.2026, Haushalt."],
        ["90,00 €", "100,00 €", "−10,00 €", "Die Rate folgt. Geprüft von Haushalt am 20.07.2026."],
    ]


@given(st.lists(st.text(max_size=12), unique=True, min_size=2, max_size=4))
def test_every_row_has_a_place_of_its_own_in_the_page(lines: list[str]) -> None:
    anchors = {PAID._replace(budget_line=line).anchor for line in lines}
    assert len(anchors) == len(lines)
    assert all(anchor.isascii() and not any(map(str.isspace, anchor)) for anchor in anchors)


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (("",), "bei allen Beträgen"),
        (("A",), "bei der Buchungsstelle A"),
        (("A", "B"), "bei allen 2 Buchungsstellen"),
        (("A", ""), "bei der Buchungsstelle A und bei den Beträgen ohne Buchungsstelle"),
    ],
)
def test_agreement_names_how_many_lines_agree_and_the_last_day(lines: tuple[str, ...], where: str) -> None:
    items = [Item(line, 2026, BalanceMeasure.DISBURSED) for line in lines]
    days = (date(2026, 7, 20), date(2026, 7, 22))
    rows = [
        make_compared(item, balance=make_balance(item=item, checked_on=day))
        for item, day in zip(items, days, strict=False)
    ]
    last = "22" if lines[1:] else "20"
    assert agreement(rows) == (
        f"Der Stand stimmt {where} mit dem Haushaltsverfahren überein, geprüft am {last}.07.2026."
    )


# ---------------------------------------------------------------- the check of the report


def report_with(*balances: Balance, entries: tuple[MoneyEntry, ...] = (paid(),)) -> CommitteeReport:
    return replace(make_report(entries=entries), balances=balances)


def test_a_report_with_money_is_not_frozen_before_its_balances_are_checked() -> None:
    assert len(hits("P24", report_with())) == 1
    assert hits("P24", report_with(make_balance())) == []


def test_without_money_there_is_nothing_to_check() -> None:
    assert hits("P24", report_with(entries=())) == []


def test_a_report_from_before_the_abgleich_is_not_judged() -> None:
    old = replace(report_with(), balances=None)
    assert compared_in(old) == ()
    assert hits("P24", old) == []


def test_the_rows_behind_a_figure_are_those_of_its_measure_and_year() -> None:
    report = report_with(make_balance(), entries=(paid(), paid("5.00", effective=on(2025, 3, 1))))
    years = [row.item.budget_year for row in balances_behind(report, BalanceMeasure.DISBURSED)]
    assert years == [2026, 2025]
    (row,) = balances_behind(report, BalanceMeasure.DISBURSED, 2026)
    assert row.balance == make_balance()
    assert balances_behind(report, BalanceMeasure.COMMITTED) == ()


def test_a_row_of_a_report_given_out_stays_as_it_was_and_says_what_is_here_now() -> None:
    still = make_compared(balance=make_balance())
    moved = make_compared(ours="70.00", balance=make_balance())
    added = make_compared(ours="5.00")
    assert [number_moved(rows) for rows in ((still,), (still, moved, added))] == [0, 2]
    table = given_out_table((still, moved, added), date(2026, 6, 30))
    told = [(row.cells[3].text, row.cells[-1].text) for row in table.rows]
    assert [(ours.replace(NBSP, " "), checked.replace(NBSP, " ")) for ours, checked in told] == [
        ("100,00 €", "20.07.2026, Haushalt"),
        ("100,00 €", "20.07.2026, Haushalt; jetzt hier 70,00 €"),
        ("0,00 €", "nicht im Bericht; jetzt hier 5,00 €"),
    ]
    assert THEN_AND_NOW in table.note
    assert THEN_AND_NOW not in given_out_table((still,), date(2026, 6, 30)).note


def test_what_is_typed_and_not_stored_says_how_it_compares() -> None:
    assert unsaved_words(Decimal(0), "") == "stimmt überein, noch nicht gespeichert"
    assert unsaved_words(Decimal(1), " ") == "weicht ab, noch nicht gespeichert"
    assert unsaved_words(Decimal(1), "Rate folgt.") == "weicht ab, erklärt, noch nicht gespeichert"


def test_which_years_of_which_measure_are_compared_is_said_with_what_comes_later() -> None:
    years = {BalanceMeasure.COMMITTED: (2025, 2026, 2027), BalanceMeasure.DISBURSED: (2024, 2026)}
    rows = [
        make_compared(PAID._replace(measure=measure, budget_year=year))
        for measure in (BalanceMeasure.DISBURSED, BalanceMeasure.COMMITTED)
        for year in years[measure]
    ]
    rows.append(make_compared(PAID._replace(measure=BalanceMeasure.APPROPRIATED, budget_year=2026)))
    assert compared_years(rows) == (
        "Verglichen wird: veranschlagt 2026, bewilligt 2025 bis 2027, ausgezahlt 2024 und 2026. "
        f"{LATER_BUDGETS}"
    )
    assert compared_years(()) == ""
