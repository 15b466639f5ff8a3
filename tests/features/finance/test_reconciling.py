"""The Abgleich is stored row by row; what was checked is judged against what we have now."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.balance_rows import agree, balance
from tests.features.finance.money_rows import GRANTED, book, make_appropriation, officer
from tests.features.record_rows import LATER, NOW, person
from tests.features.reporting.report_rows import FROZEN, closed, frozen, opened, released
from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.inputs.reconciliation import BalanceInput, ReconciliationInput
from vrs_tracker.domain.reconciliation import number_open
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure, BalanceState
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.features.finance.actions.reconciling import reconcile
from vrs_tracker.features.finance.queries.reconciling import Abgleich, load_abgleich
from vrs_tracker.features.reporting.actions import freeze_period
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.periods import ReportingPeriod

STICHTAG = date(2026, 6, 30)
AFTER = FROZEN


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    """Give a half-year that is collecting, with 1.000,00 € granted on no line."""
    found = opened(session)
    book(session, GRANTED)
    return found


def check(session: Session, period: ReportingPeriod, *rows: BalanceInput, reason: str = "") -> int:
    new = ReconciliationInput(rows=rows, reason=reason)
    return reconcile(session, period, new, by=officer(session), now=AFTER).stored


def shown(session: Session, period: ReportingPeriod) -> Abgleich:
    return load_abgleich(session, period, AFTER.date())


def states(session: Session, period: ReportingPeriod) -> list[BalanceState]:
    return [row.state for row in shown(session, period).rows]


def refused(session: Session, period: ReportingPeriod, *rows: BalanceInput, reason: str = "") -> list[str]:
    with pytest.raises(RuleViolations) as refusal:
        check(session, period, *rows, reason=reason)
    return [violation.field for violation in refusal.value.violations]


def test_what_we_have_stands_there_to_be_checked(session: Session, period: ReportingPeriod) -> None:
    make_appropriation(session)
    found = shown(session, period)
    assert found.as_of == STICHTAG
    assert [(row.item.measure, row.ours.amount, row.state) for row in found.rows] == [
        (BalanceMeasure.APPROPRIATED, Decimal("5000.00"), BalanceState.UNCHECKED),
        (BalanceMeasure.COMMITTED, Decimal("1000.00"), BalanceState.UNCHECKED),
    ]


def test_a_row_keeps_what_was_compared_who_did_it_and_when(session: Session, period: ReportingPeriod) -> None:
    assert check(session, period, balance("990.00", " Die Rate folgt. ")) == 1
    (row,) = session.scalars(sa.select(Reconciliation))
    assert (row.theirs, row.ours, row.explanation) == (Decimal(990), Decimal(1000), "Die Rate folgt.")
    assert (row.checked_by, row.checked_at, row.version) == (officer(session).key, AFTER, 1)
    assert states(session, period) == [BalanceState.SETTLED]


def test_any_part_of_the_table_may_be_stored(session: Session, period: ReportingPeriod) -> None:
    make_appropriation(session)
    empty = balance(None, measure=BalanceMeasure.APPROPRIATED)
    assert check(session, period, empty, balance("1000.00")) == 1
    assert states(session, period) == [BalanceState.UNCHECKED, BalanceState.SETTLED]


def test_a_difference_may_wait_for_its_explanation_but_not_the_freezing(
    session: Session, period: ReportingPeriod
) -> None:
    check(session, period, balance("990.00"))
    assert states(session, period) == [BalanceState.UNEXPLAINED]
    check(session, period, balance("990.00", "Die Rate folgt.", version=1))
    assert states(session, period) == [BalanceState.SETTLED]


def test_one_wrong_row_keeps_all_from_being_stored(session: Session, period: ReportingPeriod) -> None:
    wrong = balance(None, "Die Rate folgt.", measure=BalanceMeasure.DISBURSED)
    assert refused(session, period, balance("1000.00"), wrong) == ["rows-1-theirs"]
    assert session.scalars(sa.select(Reconciliation)).all() == []


def test_storing_the_same_again_changes_nothing_not_even_who_checked_it(
    session: Session, period: ReportingPeriod
) -> None:
    check(session, period, balance("1000.00", version=0))
    new = ReconciliationInput(rows=(balance("1000.00", version=0),))
    later = AFTER + timedelta(days=3)
    assert reconcile(session, period, new, by=person(session, Role.BUDGET_OFFICER), now=later) == (0, 0)
    assert session.scalars(sa.select(Reconciliation.checked_at)).one() == AFTER


def test_when_our_balance_changes_the_row_is_to_be_checked_again(
    session: Session, period: ReportingPeriod
) -> None:
    check(session, period, balance("1000.00"))
    book(session, replace(GRANTED, amount=Decimal("500.00")))
    assert states(session, period) == [BalanceState.OUTDATED]
    assert refused(session, period, balance("1000.00", seen="1000.00", version=1)) == ["rows-0-theirs"]
    assert check(session, period, balance("1500.00", seen="1500.00", version=1)) == 1
    assert states(session, period) == [BalanceState.SETTLED]


def test_checking_an_outdated_row_with_the_same_balance_checks_it_anew(
    session: Session, period: ReportingPeriod
) -> None:
    check(session, period, balance("1500.00", "Der zweite Bescheid folgt."))
    book(session, replace(GRANTED, amount=Decimal("500.00")))
    assert check(session, period, balance("1500.00", version=1)) == 1
    assert states(session, period) == [BalanceState.SETTLED]


def test_an_outdated_row_is_not_checked_anew_because_another_row_is_saved(
    session: Session, period: ReportingPeriod
) -> None:
    check(session, period, balance("1000.00"))
    book(session, replace(GRANTED, amount=Decimal("500.00")))
    make_appropriation(session)
    untouched = replace(balance("1000.00", seen="1000.00", version=1), is_compared=False)
    other = balance("5000.00", measure=BalanceMeasure.APPROPRIATED)
    assert check(session, period, untouched, other) == 1
    assert states(session, period) == [BalanceState.SETTLED, BalanceState.OUTDATED]
    looked_at = replace(untouched, seen=Decimal("1500.00"), explanation="Der zweite Bescheid folgt.")
    assert check(session, period, looked_at, other) == 1
    assert states(session, period) == [BalanceState.SETTLED, BalanceState.SETTLED]


def test_what_others_did_to_a_row_that_is_left_alone_keeps_nothing_from_being_stored(
    session: Session, period: ReportingPeriod
) -> None:
    make_appropriation(session)
    check(session, period, balance("1000.00", version=0))
    as_it_is = balance("1000.00", version=0)
    other = balance("5000.00", measure=BalanceMeasure.APPROPRIATED, version=0)
    assert check(session, period, as_it_is, other) == 1


def test_whoever_was_slower_overwrites_nothing_unseen(session: Session, period: ReportingPeriod) -> None:
    check(session, period, balance("1000.00", version=0))
    assert refused(session, period, balance("990.00", "Die Rate folgt.", version=0)) == ["rows-0-theirs"]
    assert refused(session, period, balance("990.00", measure=BalanceMeasure.DISBURSED, version=4)) == [
        "rows-0-theirs"
    ]
    assert check(session, period, balance("990.00", "Die Rate folgt.", version=1)) == 1


def test_a_row_that_was_entered_by_mistake_is_taken_out(session: Session, period: ReportingPeriod) -> None:
    check(session, period, balance("5.00", "Hier nicht gebucht.", line="4711"))
    assert [row.item.budget_line for row in shown(session, period).rows] == ["4711", ""]
    check(session, period, balance(None, line="4711", version=1))
    assert [row.item.budget_line for row in shown(session, period).rows] == [""]


def test_a_row_whose_balance_is_emptied_is_open_again_and_its_explanation_gone(
    session: Session, period: ReportingPeriod
) -> None:
    check(session, period, balance("990.00", "Die Rate folgt."))
    new = ReconciliationInput(rows=(balance(None, "Die Rate folgt.", version=1),))
    assert reconcile(session, period, new, by=officer(session), now=AFTER) == (0, 1)
    assert states(session, period) == [BalanceState.UNCHECKED]
    assert refused(session, period, balance(None, "Die Rate folgt.")) == ["rows-0-theirs"]


def test_the_history_tells_what_was_compared(session: Session, period: ReportingPeriod) -> None:
    check(session, period, balance("990.00", "Die Rate folgt."))
    check(session, period, balance(None, version=1))
    told = session.execute(
        sa.select(HistoryEntry.field, HistoryEntry.old, HistoryEntry.new)
        .where(HistoryEntry.kind == "reconciliation")
        .order_by(HistoryEntry.id)
    ).all()
    nbsp = "\N{NO-BREAK SPACE}"
    name = "bewilligt 2026, ohne Buchungsstelle, 1. Halbjahr 2026"
    first = [
        ("Stand im Haushaltsverfahren", "", f"990,00{nbsp}€"),
        ("Stand hier", "", f"1.000,00{nbsp}€"),
        ("Erklärung", "", "Die Rate folgt."),
    ]
    cleared = ((field, new, old) for field, old, new in first)
    assert list(map(tuple, told)) == [("Zeile", "", name), *first, *cleared, ("Zeile", name, "")]


def test_only_the_budget_office_reconciles(session: Session, period: ReportingPeriod) -> None:
    new = ReconciliationInput(rows=(balance("1000.00"),))
    with pytest.raises(Forbidden):
        reconcile(session, period, new, by=person(session, Role.APPROVER), now=AFTER)


# ---------------------------------------------------------------- and the freezing


@pytest.fixture
def in_review(session: Session) -> ReportingPeriod:
    """Give a half-year of the facts in review, with money."""
    load_facts(session, by=ensure_system_person(session), now=NOW)
    opened(session)
    book(session, GRANTED)
    return closed(session)


def freeze(session: Session, period: ReportingPeriod) -> None:
    by = person(session, Role.APPROVER)
    freeze_period(session, period, by=by, now=AFTER, today=AFTER.date(), first_number=1)


def test_a_half_year_is_frozen_only_when_every_row_is_settled(
    session: Session, in_review: ReportingPeriod
) -> None:
    with pytest.raises(RuleViolations, match="Zeile bewilligt 2026, ohne Buchungsstelle: noch nicht geprüft"):
        freeze(session, in_review)
    check(session, in_review, balance("990.00"))
    with pytest.raises(RuleViolations, match="Zeile bewilligt 2026, ohne Buchungsstelle: Erklärung fehlt"):
        freeze(session, in_review)
    check(session, in_review, balance("990.00", "Die Rate folgt."))
    freeze(session, in_review)


def test_after_the_freezing_a_change_needs_a_reason(session: Session, in_review: ReportingPeriod) -> None:
    frozen(session, in_review)
    assert refused(session, in_review, balance("990.00", "Die Rate folgt.")) == ["reason"]
    check(session, in_review, balance("990.00", "Die Rate folgt."), reason="Der Auszug war vom Vortag.")
    (reason,) = set(
        session.scalars(sa.select(HistoryEntry.reason).where(HistoryEntry.new == "Die Rate folgt."))
    )
    assert reason == "Der Auszug war vom Vortag."


def test_a_report_on_its_way_keeps_its_abgleich(session: Session, in_review: ReportingPeriod) -> None:
    released(session, in_review, frozen(session, in_review))
    assert refused(session, in_review, balance("990.00", "Die Rate folgt.")) == [""]


def test_the_accounting_system_may_agree_with_everything(session: Session, period: ReportingPeriod) -> None:
    make_appropriation(session)
    agree(session, period, now=LATER)
    agree(session, period, now=LATER)
    assert number_open(load_abgleich(session, period, LATER.date()).rows) == 0
    assert Item("", 2026, BalanceMeasure.APPROPRIATED) in shown(session, period).versions
