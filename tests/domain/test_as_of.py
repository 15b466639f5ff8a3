"""Which day an address asks for, and what is said if there is none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.as_of import (
    BEFORE_THE_FIRST,
    FIRST_DAY,
    KNOWN,
    NO_DAY,
    ONLY_TODAY,
    STAND,
    AsOf,
    Wish,
    end_of,
    read_day,
    read_wish,
    refused_day,
)
from vrs_tracker.domain.notation import date_de

TODAY = date(2026, 11, 22)
SILVESTER = date(2025, 12, 31)
FEBRUARY = date(2026, 2, 15)


@pytest.mark.parametrize("typed", ["2025-12-31", "31.12.2025"])
def test_a_day_is_read_as_addresses_and_as_people_write_it(typed: str) -> None:
    assert read_wish(typed, "", today=TODAY) == Wish(AsOf(SILVESTER, SILVESTER))


def test_without_a_second_day_the_first_is_that_of_knowledge() -> None:
    as_of = AsOf(SILVESTER, SILVESTER)
    assert as_of.label == "31.12.2025"
    assert as_of.words == (("stand", "2025-12-31"),)


def test_a_second_day_says_how_much_was_known() -> None:
    wish = read_wish("31.12.2025", "15.2.2026", today=TODAY)
    assert wish == Wish(AsOf(SILVESTER, FEBRUARY))
    assert wish.as_of is not None
    assert wish.as_of.label == "31.12.2025, bekannt am 15.02.2026"
    assert wish.as_of.words == (("stand", "2025-12-31"), ("bekannt", "2026-02-15"))


@pytest.mark.parametrize("typed", ["", "bericht", "2025-H2", "2025-H9"])
def test_the_word_of_a_report_asks_for_no_look_back(typed: str) -> None:
    assert read_wish(typed, "2025-12-31", today=TODAY) == Wish()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31.02.2025", "Den 31.02.2025 gibt es nicht."),
        ("2025-02-31", "Den 31.02.2025 gibt es nicht."),
        ("quatsch", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: quatsch."),
        ("-", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: -."),
        ("\x00", "Geben Sie das Datum so ein: 31.12.2026. Das Feld ist leer."),
    ],
)
def test_what_is_no_day_is_said_at_its_word(typed: str, said: str) -> None:
    assert read_wish(typed, "2025-12-31", today=TODAY) == Wish(None, said, STAND)
    assert refused_day(typed) == said


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_in_either_writing_and_not_refused(day: date) -> None:
    for typed in (day.isoformat(), date_de(day)):
        assert (read_day(typed), refused_day(typed)) == (day, "")


@given(st.text("0123456789-. W", max_size=12))
def test_either_a_day_is_read_or_it_is_said_why_not(typed: str) -> None:
    assert (read_day(typed) is None) == bool(refused_day(typed))


def test_nobody_knows_what_will_be() -> None:
    assert read_wish("23.11.2026", "", today=TODAY) == Wish(None, "Der 23.11.2026 liegt noch vor uns.", STAND)
    wish = read_wish("31.12.2025", "2026-11-23", today=TODAY)
    assert wish == Wish(AsOf(SILVESTER, TODAY), ONLY_TODAY, KNOWN)


def test_before_the_programme_there_is_nothing_to_look_back_to() -> None:
    assert read_wish("31.12.2020", "", today=TODAY) == Wish(None, BEFORE_THE_FIRST, STAND)
    assert read_wish("2022-01-01", "2019-01-01", today=TODAY).as_of == AsOf(date(2022, 1, 1), FIRST_DAY)


def test_a_second_day_that_is_none_is_said_and_left_out() -> None:
    said = f"{refused_day('gestern')} {NO_DAY}"
    assert read_wish("31.12.2025", "gestern", today=TODAY) == Wish(AsOf(SILVESTER, SILVESTER), said, KNOWN)


@pytest.mark.parametrize(("day", "end"), [(FEBRUARY, 23), (date(2026, 7, 1), 22)])
def test_a_day_ends_at_midnight_in_berlin(day: date, end: int) -> None:
    assert end_of(day) == datetime(day.year, day.month, day.day, end, tzinfo=UTC)
    assert AsOf(SILVESTER, day).end == end_of(day)


@given(st.dates(FIRST_DAY, TODAY), st.dates(FIRST_DAY, TODAY))
def test_the_address_of_a_look_back_asks_for_it(effective: date, known: date) -> None:
    words = dict(AsOf(effective, known).words)
    assert read_wish(words["stand"], words.get("bekannt", ""), today=TODAY) == Wish(AsOf(effective, known))


@given(st.dates(FIRST_DAY, TODAY))
def test_the_next_day_ends_after_a_day_of_23_to_25_hours(day: date) -> None:
    length = end_of(day + timedelta(days=1)) - end_of(day)
    assert timedelta(hours=23) <= length <= timedelta(hours=25)
