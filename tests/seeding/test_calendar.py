from datetime import UTC, date, datetime

import pytest

from tests.seeding.demo_database import moment
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.seeding.demo.calendar import PUBLISHED, Calendar

TURNS = [
    *(date(2026, 1, 1), date(2026, 1, 2), date(2026, 3, 26), date(2026, 6, 30)),
    *(date(2026, 7, 1), date(2026, 9, 23), date(2026, 9, 24), date(2026, 12, 31), date(2028, 2, 29)),
]
"""Days on which something changes: the ends of half-years, a leap day, the days around a session."""


def on(day: date) -> Calendar:
    return Calendar(moment(day))


def test_half_years_are_counted_from_the_running_one() -> None:
    calendar = on(date(2026, 11, 21))
    assert [calendar.half(offset) for offset in (*PUBLISHED, 0)] == [
        HalfYear(2025, 1),
        HalfYear(2025, 2),
        HalfYear(2026, 1),
        HalfYear(2026, 2),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1:+31", date(2026, 7, 31)),
        ("-1:+78", date(2026, 9, 16)),
        ("-2:+14", date(2026, 1, 14)),
        ("-3:0", date(2025, 6, 30)),
        ("heute:-4", date(2026, 11, 17)),
        ("heute:-400", date(2026, 7, 1)),
        ("überfällig", date(2026, 11, 9)),
        ("früh", date(2021, 12, 1)),
    ],
)
def test_days_are_relative(text: str, expected: date) -> None:
    assert on(date(2026, 11, 21)).day(text) == expected


@pytest.mark.parametrize("text", ["", "0:+3", "-4:+3", "morgen", "-1:31 Tage", "heute"])
def test_another_form_of_a_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Geben Sie den Tag so ein: -1:"):
        on(date(2026, 11, 21)).day(text)


def test_placeholders_become_days_of_their_half_year() -> None:
    calendar = on(date(2026, 11, 21))
    text = "Am {datum:+78}, kurz {kurz:+78}, bis Ende {monat:+92}, seit {monat:-80}."
    assert calendar.fill(text, -1) == (
        "Am 16. September 2026, kurz 16.09.2026, bis Ende September 2026, seit April 2026."
    )


@pytest.mark.parametrize("today", TURNS, ids=str)
def test_what_is_done_never_lies_in_the_future(today: date) -> None:
    calendar = on(today)
    for half in PUBLISHED:
        assert calendar.half(half).as_of < calendar.session_day(half) <= today
        assert calendar.after_stichtag(half, 60, 14) <= calendar.now
    assert calendar.half(-1).as_of < calendar.asked_on(0) <= today
    assert calendar.half(-1).as_of < calendar.day("heute:-8") <= today


@pytest.mark.parametrize("today", TURNS, ids=str)
def test_one_thing_is_late_but_was_ahead_in_the_newest_report(today: date) -> None:
    calendar = on(today)
    assert calendar.half(-1).as_of < calendar.late_day <= today


@pytest.mark.parametrize("today", TURNS, ids=str)
def test_sessions_are_held_on_wednesdays_once_they_are_over(today: date) -> None:
    calendar = on(today)
    for half in (-3, -2, 0):
        assert calendar.session_day(half).weekday() == 2


def test_a_moment_that_has_not_come_is_now() -> None:
    calendar = Calendar(datetime(2026, 7, 1, 6, tzinfo=UTC))
    assert calendar.at(date(2026, 7, 1), 14) == calendar.now
    assert calendar.at(date(2026, 6, 30), 14) < calendar.now


def test_money_is_played_in_the_half_year_of_its_day() -> None:
    calendar = on(date(2026, 11, 21))
    days = [calendar.day(text) for text in ("früh", "-3:0", "-3:+1", "-2:0", "-1:-30", "heute:-400")]
    assert [calendar.offset_of(day) for day in days] == [-3, -3, -2, -2, -1, 0]
