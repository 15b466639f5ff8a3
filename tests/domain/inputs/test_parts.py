"""Checks of single fields that all inputs share."""

from datetime import date
from decimal import Decimal

import pytest

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.inputs import parts
from vrs_tracker.domain.vocabulary.money import DatePrecision, Provenance

DAY, MONTH, YEAR, UNKNOWN = DatePrecision


def test_a_text_may_be_empty_unless_a_sentence_asks_for_it() -> None:
    assert not list(parts.check_text("name", "", limit=3))
    (asked,) = parts.check_text("name", " \n", limit=3, missing="Geben Sie den Namen ein.")
    assert (asked.field, asked.message) == ("name", "Geben Sie den Namen ein.")


def test_a_text_is_counted_in_characters() -> None:
    assert not list(parts.check_text("name", "🚀äß", limit=3))
    (too_long,) = parts.check_text("name", "x" * 1234, limit=1000)
    assert "1.000 Zeichen" in too_long.message
    assert "1.234" in too_long.message


@pytest.mark.parametrize(
    ("provenance", "source", "is_fine"),
    [
        (Provenance.ENTERED, "", True),
        (Provenance.DEMO, "", True),
        (Provenance.SOURCE, "S4", True),
        (Provenance.SOURCE, " ", False),
    ],
)
def test_a_fact_names_its_source(provenance: Provenance, source: str, *, is_fine: bool) -> None:
    assert is_fine is not any(parts.check_origin(parts.Origin(provenance=provenance, source=source)))


@pytest.mark.parametrize(
    ("is_public", "reason", "is_fine"), [(True, "", True), (False, "Verhandlung", True), (False, "", False)]
)
def test_what_is_withheld_has_a_reason(reason: str, *, is_public: bool, is_fine: bool) -> None:
    given = parts.Visibility(is_public=is_public, withheld_reason=reason)
    assert is_fine is not any(parts.check_visibility(given))


def test_the_reason_of_a_correction_fits_its_column() -> None:
    assert not list(parts.check_correction(parts.Correction(reason="x" * 1000)))
    assert [found.field for found in parts.check_correction(parts.Correction(reason="x" * 1001))] == [
        "reason"
    ]


@pytest.mark.parametrize(
    "when",
    [
        PreciseDate(date(2026, 3, 15), DAY),
        PreciseDate(date(2026, 3, 1), MONTH),
        PreciseDate(date(2026, 1, 1), YEAR),
        PreciseDate(None, UNKNOWN),
    ],
)
def test_day_and_precision_fit(when: PreciseDate) -> None:
    assert not list(parts.check_date("effective", when))


@pytest.mark.parametrize(
    "when",
    [
        PreciseDate(None, DAY),
        PreciseDate(date(2026, 3, 15), UNKNOWN),
        PreciseDate(date(2026, 3, 15), MONTH),
        PreciseDate(date(2026, 3, 1), YEAR),
        PreciseDate(date(1899, 3, 1), DAY),
    ],
)
def test_day_and_precision_that_contradict_each_other_are_refused(when: PreciseDate) -> None:
    (found,) = parts.check_date("effective", when)
    assert found.field == "effective"


def test_a_date_is_made_no_more_exact_than_it_is_known() -> None:
    spans = [parts.spanning(date(2026, 3, 15), precision).day for precision in DatePrecision]
    assert spans == [date(2026, 3, 15), date(2026, 3, 1), date(2026, 1, 1), None]


def test_an_end_lies_not_before_its_beginning() -> None:
    early, late = date(2026, 1, 1), date(2026, 1, 2)
    for first, last in ((early, late), (early, early), (None, early), (late, None)):
        assert not list(parts.check_order("planned_end", first, last))
    assert [found.field for found in parts.check_order("planned_end", late, early)] == ["planned_end"]


@pytest.mark.parametrize("amount", ["0.01", "1234.5", "9999999999999.99"])
def test_a_sum_of_money_that_can_be_stored_is_accepted(amount: str) -> None:
    assert not list(parts.check_positive("amount", Decimal(amount)))


@pytest.mark.parametrize(
    "amount", ["0", "-0.01", "0.001", "10000000000000", "-10000000000000", "NaN", "Infinity"]
)
def test_a_sum_of_money_that_cannot_be_is_refused(amount: str) -> None:
    (found,) = parts.check_positive("amount", Decimal(amount))
    assert found.field == "amount"


def test_a_day_that_has_not_come_is_refused_and_an_unknown_one_is_not() -> None:
    today = date(2026, 7, 9)
    for day in (today, None):
        assert not list(parts.check_past("decided", PreciseDate(day, DAY), today, "Später."))
    (found,) = parts.check_past("decided", PreciseDate(date(2026, 7, 10), DAY), today, "Später.")
    assert found.message == "Später."


@pytest.mark.parametrize(
    ("year", "is_fine"), [(None, True), (2000, True), (2099, True), (1999, False), (26, False)]
)
def test_a_budget_year_is_one_of_this_century(year: int | None, *, is_fine: bool) -> None:
    assert is_fine is not any(parts.check_budget_year("budget_year", year))


def test_a_violation_of_a_row_stands_at_the_field_of_that_row() -> None:
    found = parts.in_row("entries-2", parts.check_positive("amount", Decimal(0)))
    assert [violation.field for violation in found] == ["entries-2-amount"]
