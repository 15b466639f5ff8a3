from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_strategy import half_years
from tests.domain.report_values import make_duty
from tests.domain.worked_examples import example
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.periods import (
    MOVERS,
    MOVES,
    WHY,
    HalfYear,
    check_move,
    duty_sentence,
    is_in_time,
    possible_moves,
    six_months_later,
)
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState

E33 = example("E33")

# ---------------------------------------------------------------- half-years


def test_a_half_year_ends_on_its_reference_date() -> None:
    assert (HalfYear(2026, 1).first_day, HalfYear(2026, 1).as_of) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (HalfYear(2026, 2).first_day, HalfYear(2026, 2).as_of) == (date(2026, 7, 1), date(2026, 12, 31))


def test_a_running_half_year_is_judged_as_of_today_then_as_of_its_reference_date() -> None:
    half = HalfYear(2026, 1)
    days = [half.reference_day(today) for today in (date(2025, 12, 1), date(2026, 3, 4), date(2026, 9, 1))]
    assert days == [date(2026, 1, 1), date(2026, 3, 4), date(2026, 6, 30)]


def test_a_half_year_contains_its_first_and_its_last_day() -> None:
    half = HalfYear(2026, 1)
    assert half.contains(date(2026, 1, 1))
    assert half.contains(date(2026, 6, 30))


def test_a_half_year_has_a_code_and_a_name_for_people() -> None:
    assert (HalfYear(2026, 1).code, HalfYear(2026, 1).label) == ("2026-H1", "1. Halbjahr 2026")


def test_there_is_no_third_half() -> None:
    with pytest.raises(ValueError, match="halves 1 and 2"):
        HalfYear(2026, 3)


@given(half_years)
def test_the_code_of_a_half_year_reads_back(half: HalfYear) -> None:
    assert HalfYear.parse(half.code) == half


@given(half_years, st.integers(-100, 100))
def test_going_forth_and_back_ends_where_it_began(half: HalfYear, halves: int) -> None:
    assert half.shifted(halves).shifted(-halves) == half
    assert (half.shifted(halves) > half) == (halves > 0)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_lies_in_just_the_half_year_that_contains_it(day: date) -> None:
    half = HalfYear.containing(day)
    assert half.contains(day)
    assert not half.shifted(1).contains(day)
    assert not half.shifted(-1).contains(day)


# ---------------------------------------------------------------- moves


def test_every_state_leads_to_a_published_report() -> None:
    for start in PeriodState:
        reached, before = {start}, set[PeriodState]()
        while reached != before:
            before = set(reached)
            reached |= {after for (state, _), after in MOVES.items() if state in before}
        assert PeriodState.PUBLISHED in reached


def test_what_was_given_out_can_only_be_published_or_opened_to_be_corrected() -> None:
    assert possible_moves(PeriodState.RELEASED) == (Move.PUBLISH, Move.CORRECT)
    assert possible_moves(PeriodState.PUBLISHED) == (Move.CORRECT,)
    assert all(map(possible_moves, PeriodState))


@pytest.mark.parametrize(
    ("state", "move"), [(PeriodState.IN_REVIEW, Move.REOPEN), (PeriodState.PUBLISHED, Move.CORRECT)]
)
def test_whoever_opens_something_again_says_why(state: PeriodState, move: Move) -> None:
    assert check_move(state, move, by="key-1", reason=" ") == (Violation("reason", WHY[move]),)


def test_every_move_has_people_who_may_make_it_and_a_state_it_starts_from() -> None:
    assert set(MOVERS) == set(Move) == {move for _, move in MOVES}
    assert all(MOVERS.values())
    assert Role.ADMIN not in frozenset().union(*MOVERS.values())


@pytest.mark.parametrize(("state", "move"), MOVES, ids=str)
def test_a_move_of_the_table_is_possible_for_a_second_person_with_a_reason(
    state: PeriodState, move: Move
) -> None:
    assert check_move(state, move, by="key-2", frozen_by="key-1", reason="Eine Meldung fehlt.") == ()


@given(st.sampled_from(PeriodState), st.sampled_from(Move))
def test_what_is_not_in_the_table_cannot_happen(state: PeriodState, move: Move) -> None:
    found = check_move(state, move, by="key-2", frozen_by="key-1", reason="Grund")
    assert bool(found) == ((state, move) not in MOVES)


def test_a_refused_move_says_where_the_half_year_stands_and_what_is_possible() -> None:
    assert check_move(PeriodState.COLLECTING, Move.RELEASE, by="key-1") == (
        Violation(
            "",
            "„Bericht zum Versand geben“ ist jetzt nicht möglich; der Stand des Halbjahres ist "
            "„Meldungen werden "
            "gesammelt“. Möglich ist: „Sammlung abschließen“.",
        ),
    )
    (published,) = check_move(PeriodState.PUBLISHED, Move.FREEZE, by="key-1")
    assert published.message.endswith("„veröffentlicht“. Möglich ist: „Bericht zur Berichtigung öffnen“.")


def test_a_report_is_given_to_dispatch_by_a_second_person() -> None:
    (violation,) = check_move(PeriodState.IN_REVIEW, Move.RELEASE, by="key-1", frozen_by="key-1")
    assert violation.message == (
        "Sie haben die Zahlen selbst festgeschrieben. Zum Versand geben kann den Bericht nur eine zweite "
        "Person; "
        "bitten Sie jemanden aus der Geschäftsstelle."
    )


def test_nothing_is_dispatched_before_the_figures_are_frozen() -> None:
    assert check_move(PeriodState.IN_REVIEW, Move.RELEASE, by="key-1") == (
        Violation("", "Schreiben Sie zuerst die Zahlen zum Stichtag fest."),
    )


def test_reopening_needs_a_reason() -> None:
    (violation,) = check_move(PeriodState.IN_REVIEW, Move.REOPEN, by="key-1", reason=" ")
    assert violation.field == "reason"
    assert violation.message == (
        "Nennen Sie den Grund, warum die Sammlung wieder geöffnet wird; er steht im Verlauf."
    )


# ---------------------------------------------------------------- the duty to report


@pytest.mark.parametrize("index", range(3))
def test_half_yearly_means_at_most_six_months_between_two_sessions(index: int) -> None:
    case, expected = E33["inputs"]["cases"][index], E33["expected"]["in_time"][index]
    last, following = date.fromisoformat(case["last_report"]), date.fromisoformat(case["next_report"])
    assert is_in_time(last, following) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 5, 11), date(2022, 11, 11)),
        (date(2022, 6, 30), date(2022, 12, 31)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2025, 8, 30), date(2026, 2, 28)),
        (date(2023, 8, 29), date(2024, 2, 29)),
        (date(2026, 2, 28), date(2026, 8, 31)),
    ],
)
def test_the_end_of_a_month_stays_the_end_of_a_month(day: date, expected: date) -> None:
    assert six_months_later(day) == expected


def test_the_duty_is_one_calm_line_even_if_the_session_is_a_few_days_late() -> None:
    duty = make_duty(due_on=date(2026, 11, 6), planned_session=date(2026, 11, 11))
    assert duty_sentence(duty) == (
        "Nächster Bericht spätestens 06.11.2026; geplant ist die Sitzung am 11.11.2026."
    )


def test_the_duty_says_that_no_session_is_planned() -> None:
    duty = make_duty(due_on=date(2026, 11, 6), planned_session=None)
    assert duty_sentence(duty) == (
        "Nächster Bericht spätestens 06.11.2026; eine Sitzung ist noch nicht geplant."
    )


def test_before_the_first_report_there_is_no_last_day() -> None:
    duty = make_duty(last_presented_on=None, due_on=None, planned_session=date(2026, 9, 23))
    assert duty_sentence(duty) == ("Der erste Bericht steht noch aus; geplant ist die Sitzung am 23.09.2026.")
