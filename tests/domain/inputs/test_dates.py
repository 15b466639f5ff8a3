"""Reading dates that are not always known to the day."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs.dates import read_precise_date
from vrs_tracker.domain.inputs.parts import spanning
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.vocabulary.money import DatePrecision


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("08.05.2024", date(2024, 5, 8), DatePrecision.DAY),
        (" 8.5.2024 ", date(2024, 5, 8), DatePrecision.DAY),
        ("05.2024", date(2024, 5, 1), DatePrecision.MONTH),
        ("Mai 2024", date(2024, 5, 1), DatePrecision.MONTH),
        ("märz  2024", date(2024, 3, 1), DatePrecision.MONTH),
        ("2024", date(2024, 1, 1), DatePrecision.YEAR),
        ("unbekannt", None, DatePrecision.UNKNOWN),
        ("Datum nicht bekannt", None, DatePrecision.UNKNOWN),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_typed(
    typed: str, day: date | None, precision: DatePrecision
) -> None:
    assert read_precise_date(typed) == PreciseDate(day, precision)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "gestern",
        "13.2024",
        "0.2024",
        "May 2024",
        "24",
        "1899",
        "2200",
        "05.2200",
        "2024-05-08",
        "٢٠٢٤",
        "9" * 99,
    ],
)
def test_what_is_no_date_is_refused_with_the_expected_forms(typed: str) -> None:
    with pytest.raises(ValueError, match=r"31\.12\.2026, 12\.2026 oder 2026"):
        read_precise_date(typed)


def test_a_day_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match=r"Den 31\.02\.2026 gibt es nicht"):
        read_precise_date("31.2.2026")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(DatePrecision))
def test_every_date_that_is_printed_is_read_back(day: date, precision: DatePrecision) -> None:
    known = spanning(day, precision)
    assert read_precise_date(precise_date(known.day, known.precision)) == known


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(ValueError):
        found = read_precise_date(text)
        assert (found.day is None) == (found.precision is DatePrecision.UNKNOWN)
