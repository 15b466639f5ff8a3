"""Which stand the address asks for, and what a reader gets who asks for another one."""

from datetime import date

import pytest

from vrs_tracker.domain.as_of import NEWEST, AsOf
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.stands import (
    MOST_NAMED,
    Stand,
    chosen_stand,
    look_back,
    offered_stands,
    with_look_back,
)

NEW, OLD = HalfYear(2026, 1), HalfYear(2025, 2)


def test_staff_are_offered_the_working_state_first() -> None:
    offered = offered_stands((NEW, OLD), has_working=True)
    assert [(stand.label, stand.asked) for stand in offered] == [
        ("Arbeitsstand", ""),
        ("1. Halbjahr 2026", "2026-H1"),
        ("2. Halbjahr 2025", "2025-H2"),
    ]


def test_others_get_the_newest_report_without_asking() -> None:
    offered = offered_stands((NEW, OLD), has_working=False)
    assert [(stand.label, stand.asked) for stand in offered] == [
        ("1. Halbjahr 2026", ""),
        ("2. Halbjahr 2025", "2025-H2"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", None), (NEWEST, NEW), ("2026-H1", NEW), ("2025-H2", OLD)],
)
def test_a_stand_that_is_offered_is_shown(asked: str, expected: HalfYear | None) -> None:
    chosen, notice = chosen_stand(offered_stands((NEW, OLD), has_working=True), asked)
    assert (chosen.period, notice) == (expected, "")


@pytest.mark.parametrize("asked", ["2024-H1", "live", "arbeitsstand", "2025-H9", "\x00"])
def test_what_is_not_offered_is_said_and_the_first_stand_is_shown(asked: str) -> None:
    working = offered_stands((NEW,), has_working=True)
    sentence = "Diesen Stand gibt es hier nicht. Sie lesen den Arbeitsstand."
    assert chosen_stand(working, asked) == (working[0], sentence)
    reports = offered_stands((NEW,), has_working=False)
    sentence = "Diesen Stand gibt es hier nicht. Sie lesen den Bericht zum 1. Halbjahr 2026."
    assert chosen_stand(reports, asked) == (reports[0], sentence)


def test_a_day_asks_for_the_report_of_which_it_is_the_stichtag() -> None:
    offered = offered_stands((NEW, OLD), has_working=False)
    expected = "Zum 31.12.2025 gibt es einen Bericht. Sie lesen den Bericht zum 2. Halbjahr 2025."
    for asked in ("2025-12-31", "31.12.2025"):
        assert chosen_stand(offered, asked) == (offered[1], expected)


def test_for_another_day_the_reports_are_named() -> None:
    offered = offered_stands((NEW, OLD), has_working=False)
    chosen, notice = chosen_stand(offered, "2026-03-31")
    assert chosen is offered[0]
    assert notice == (
        "Zum 31.03.2026 gibt es hier keinen Bericht. Berichte gibt es zum 30.06.2026 und zum 31.12.2025. Sie "
        "lesen den Bericht zum 1. Halbjahr 2026."
    )


def test_many_reports_are_not_all_named() -> None:
    many = tuple(NEW.shifted(-place) for place in range(MOST_NAMED + 2))
    _, notice = chosen_stand(offered_stands(many, has_working=False), "2026-03-31")
    assert "zum 31.12.2023 und früher. Sie lesen" in notice


def test_a_day_that_does_not_exist_is_said_to_be_none() -> None:
    _, notice = chosen_stand(offered_stands((NEW,), has_working=False), "31.02.2025")
    assert notice == "Den 31.02.2025 gibt es nicht. Sie lesen den Bericht zum 1. Halbjahr 2026."


def test_before_the_first_report_no_day_is_offered() -> None:
    _, notice = chosen_stand((Stand(None),), "2026-03-31")
    assert notice == "Diesen Stand gibt es hier nicht. Sie lesen den Arbeitsstand."


def test_before_the_first_report_the_newest_one_is_not_offered() -> None:
    chosen, notice = chosen_stand((Stand(None),), NEWEST)
    assert chosen.period is None
    assert notice


def test_the_address_says_which_stand_is_shown() -> None:
    working, report = offered_stands((NEW,), has_working=True)
    assert (working.words, report.words) == ((), (("stand", "2026-H1"),))


@pytest.mark.parametrize("has_working", [True, False])
def test_a_look_back_stands_before_the_reports(*, has_working: bool) -> None:
    chosen = look_back(AsOf(date(2025, 12, 31), date(2026, 2, 15)))
    offered = with_look_back(offered_stands((NEW, OLD), has_working=has_working), chosen)
    labels = [stand.label for stand in offered]
    assert labels == [
        *(["Arbeitsstand"] if has_working else []),
        *("31.12.2025, bekannt am 15.02.2026", "1. Halbjahr 2026", "2. Halbjahr 2025"),
    ]
    assert chosen.words == (("stand", "2025-12-31"), ("bekannt", "2026-02-15"))
