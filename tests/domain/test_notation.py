"""Amounts, dates and lists are written in German, as users.md 1.3 and 6 ask for."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain import notation
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.parsing import (
    MAX_COUNT,
    MAX_EURO,
    YEARS,
    parse_count,
    parse_date_de,
    parse_euro,
    parse_quantity,
)

LIMIT = int(MAX_EURO * 100)
amounts = st.integers(min_value=-LIMIT, max_value=LIMIT).map(from_cents)
plan_days = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


@given(amounts)
def test_every_amount_printed_parses_back_to_the_same_value(amount: Decimal) -> None:
    assert parse_euro(notation.euro(amount)) == amount
    assert parse_euro(notation.euro_plain(amount)) == amount


@given(amounts)
def test_every_quantity_printed_parses_back_to_the_same_value(quantity: Decimal) -> None:
    assert parse_quantity(notation.number(quantity)) == quantity


@given(st.integers(min_value=0, max_value=MAX_COUNT))
def test_every_whole_number_printed_parses_back_to_the_same_value(n: int) -> None:
    assert parse_count(notation.number(n)) == n


@given(plan_days)
def test_every_date_printed_parses_back_to_the_same_day(day: date) -> None:
    assert parse_date_de(notation.date_de(day)) == day


@pytest.mark.parametrize(
    ("amount", "plain"),
    [
        ("1234.5", "1.234,50"),
        ("0", "0,00"),
        ("-0.00", "0,00"),
        ("-1234567.89", "\N{MINUS SIGN}1.234.567,89"),
        ("999", "999,00"),
        ("1E+3", "1.000,00"),
    ],
)
def test_an_amount_has_dots_a_comma_and_always_two_decimals(amount: str, plain: str) -> None:
    assert notation.euro_plain(Decimal(amount)) == plain
    assert notation.euro(Decimal(amount)) == f"{plain}\N{NO-BREAK SPACE}€"


def test_an_amount_of_any_size_keeps_its_last_cent() -> None:
    assert notation.euro_plain(from_cents(-(10**32) - 1)) == "\N{MINUS SIGN}1" + ".000" * 10 + ",01"


def test_an_amount_finer_than_a_cent_is_not_printed_as_if_it_were_exact() -> None:
    with pytest.raises(ValueError, match="finer than a cent"):
        notation.euro(Decimal("0.005"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=-1))
def test_a_minus_is_always_the_one_that_is_heard(value: Decimal) -> None:
    texts = (
        *(notation.euro(value), notation.euro_plain(value), notation.percent(value), notation.number(value)),
        *(notation.million_euro(value * 10**4), notation.signed_million(value * 10**4)),
    )
    assert all(text.startswith("\N{MINUS SIGN}") and "-" not in text and "–" not in text for text in texts)


def test_a_missing_value_is_a_word_in_every_table() -> None:
    texts = {
        *(
            notation.euro(None),
            notation.euro_plain(None),
            notation.million(None),
            notation.million_euro(None),
        ),
        *(notation.signed_million(None), notation.percent(None)),
        notation.share(Decimal(1), Decimal(0)),
    }
    assert texts == {"keine Angabe"}


def test_millions_are_abbreviated_in_tables_and_spelled_out_in_sentences() -> None:
    amount = Decimal("16220000.00")
    assert notation.million(amount) == "16,22"
    assert notation.million_euro(amount) == "16,22\N{NO-BREAK SPACE}Mio.\N{NO-BREAK SPACE}€"
    assert notation.million_words(amount) == "16,22 Millionen Euro"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1000000.00", "1 Million Euro"),
        ("1000000.01", "1,00 Millionen Euro"),
        ("250000.00", "0,25 Millionen Euro"),
        ("-970000.00", "\N{MINUS SIGN}0,97 Millionen Euro"),
    ],
)
def test_million_is_singular_only_for_exactly_one(amount: str, words: str) -> None:
    assert notation.million_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("1120000", "+1,12"),
        ("-800000", "\N{MINUS SIGN}0,80"),
        ("0", "0,00"),
        ("4999", "0,00"),
        ("-4999", "0,00"),
    ],
)
def test_a_change_carries_its_sign_and_no_change_carries_none(change: str, text: str) -> None:
    assert notation.signed_million(Decimal(change)) == text


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("14.80", "91,2"),
        ("2.10", "12,9"),
        ("12.70", "78,3"),
        ("11.35", "70,0"),
        ("4.92", "30,3"),
        ("1.35", "8,3"),
    ],
)
def test_the_shares_of_the_staircase_are_rounded_once(step: str, text: str) -> None:
    assert notation.share(Decimal(step), Decimal("16.22")) == f"{text}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(("places", "text"), [(0, "13"), (1, "12,5"), (2, "12,50")])
def test_per_cent_has_the_decimals_asked_for(places: int, text: str) -> None:
    assert notation.percent(Decimal("12.5"), places) == f"{text}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234.50"), "1.234,5"),
        (Decimal("120.00"), "120"),
        (Decimal("0.05"), "0,05"),
        (1000, "1.000"),
        (0, "0"),
        (Decimal("1E+4"), "10.000"),
    ],
)
def test_a_number_has_the_decimals_it_needs(value: Decimal | int, text: str) -> None:
    assert notation.number(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"), [(Decimal("1.25"), 1, "1,3"), (3, 2, "3,00"), (Decimal("-0.4"), 0, "0")]
)
def test_a_number_is_rounded_to_the_places_asked_for(value: Decimal | int, places: int, text: str) -> None:
    assert notation.number(value, places) == text


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 Meldungen"), (1, "1 Meldung"), (3, "3 Meldungen"), (1200, "1.200 Meldungen")]
)
def test_a_count_agrees_with_its_noun(n: int, text: str) -> None:
    assert notation.count(n, "Meldung", "Meldungen") == text


@pytest.mark.parametrize(("n", "text"), [(1, "1 Tag"), (47, "47 Tage"), (-1, "\N{MINUS SIGN}1 Tag")])
def test_days_are_counted(n: int, text: str) -> None:
    assert notation.days(n) == text


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "null"),
        (1, "eins"),
        (2, "zwei"),
        (7, "sieben"),
        (12, "zwölf"),
        (13, "13"),
        (-1, "\N{MINUS SIGN}1"),
    ],
)
def test_numbers_up_to_twelve_are_words(n: int, text: str) -> None:
    assert notation.number_word(n) == text


def test_a_number_beside_one_in_digits_takes_digits_too() -> None:
    assert [notation.number_word(n, one="einer", beside=38) for n in (1, 8, 18)] == ["einer", "8", "18"]
    assert notation.number_word(8, beside=12) == "acht"


@pytest.mark.parametrize(
    ("n", "text"), [(0, "keine Risiken"), (1, "ein Risiko"), (12, "zwölf Risiken"), (13, "13 Risiken")]
)
def test_a_count_in_a_sentence_is_a_word_up_to_twelve(n: int, text: str) -> None:
    assert notation.count_words(n, "Risiko", "Risiken") == text


@pytest.mark.parametrize(
    ("amount", "cell", "words"),
    [
        ("1000000000", "rund 1 Mrd. €", "rund 1 Milliarde Euro"),
        ("3600000", "rund 3,6 Mio. €", "rund 3,6 Millionen Euro"),
        ("1000000", "rund 1 Mio. €", "rund 1 Million Euro"),
        ("905000", "rund 905.000 €", "rund 905.000 Euro"),
        ("1234567.80", "rund 1.234.567,80 €", "rund 1.234.567,80 Euro"),
    ],
)
def test_a_rounded_amount_has_no_digits_that_nobody_knows(amount: str, cell: str, words: str) -> None:
    assert notation.rough_euro(Decimal(amount)).replace(notation.NBSP, " ") == cell
    assert notation.rough_words(Decimal(amount)) == words


def test_zero_and_one_take_the_form_their_sentence_needs() -> None:
    forms = [notation.number_word(n, zero="keiner", one="einer") for n in (0, 1, 2)]
    assert forms == ["keiner", "einer", "zwei"]


def test_an_estimate_is_spelled_out_so_that_it_can_be_heard() -> None:
    assert notation.approximately("30 Betriebe") == "rund 30 Betriebe"


def test_a_date_is_short_in_tables_and_long_in_sentences() -> None:
    day = date(2020, 3, 4)
    assert notation.date_de(day) == "04.03.2020"
    assert notation.date_long(day) == "4. März 2020"
    assert notation.month_year(day) == "März 2020"


@pytest.mark.parametrize(
    ("month", "name"),
    [
        *[(1, "Januar"), (2, "Februar"), (3, "März"), (4, "April"), (5, "Mai"), (6, "Juni"), (7, "Juli")],
        *[(8, "August"), (9, "September"), (10, "Oktober"), (11, "November"), (12, "Dezember")],
    ],
)
def test_every_month_has_its_german_name(month: int, name: str) -> None:
    assert notation.month_year(date(2026, month, 1)) == f"{name} 2026"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 9, 24, 8, 42, tzinfo=UTC), "24.09.2026, 10:42 Uhr"),
        (datetime(2026, 12, 31, 23, 5, tzinfo=UTC), "01.01.2027, 00:05 Uhr"),
        (datetime(2026, 1, 15, 9, 0, tzinfo=timezone(timedelta(hours=5))), "15.01.2026, 05:00 Uhr"),
    ],
)
def test_a_moment_is_told_in_the_time_of_berlin(moment: datetime, text: str) -> None:
    assert notation.datetime_de(moment) == text


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        notation.datetime_de(datetime(2026, 9, 24, 8, 42, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), "01.01. bis 30.06.2026"),
        (date(2025, 7, 1), date(2026, 6, 30), "01.07.2025 bis 30.06.2026"),
        (date(2026, 6, 30), date(2026, 6, 30), "30.06.2026"),
    ],
)
def test_a_range_is_joined_by_a_word(first: date, last: date, text: str) -> None:
    assert notation.range_de(first, last) == text


@pytest.mark.parametrize(
    ("day", "precision", "text"),
    [
        (date(2024, 5, 8), "day", "08.05.2024"),
        (date(2024, 5, 1), "month", "Mai 2024"),
        (date(2024, 1, 1), "year", "2024"),
        (date(2024, 1, 1), "unknown", "Datum nicht bekannt"),
        (None, "day", "Datum nicht bekannt"),
    ],
)
def test_a_date_is_not_printed_more_exactly_than_it_is_known(
    day: date | None, precision: str, text: str
) -> None:
    assert notation.precise_date(day, precision) == text


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="week"):
        notation.precise_date(date(2024, 5, 8), "week")


def test_a_half_year_has_a_label() -> None:
    assert notation.half_year_label(2026, 1) == "1. Halbjahr 2026"


@pytest.mark.parametrize(
    ("items", "text"), [((), ""), (("A",), "A"), (("A", "B"), "A und B"), (("A", "B", "C"), "A, B und C")]
)
def test_a_list_ends_with_und(items: tuple[str, ...], text: str) -> None:
    assert notation.list_de(items) == text


def test_a_quotation_has_german_marks() -> None:
    assert notation.quoted("Bitte Termin ergänzen") == "„Bitte Termin ergänzen“"


def test_a_checksum_is_shortened_to_two_groups_of_four() -> None:
    assert notation.checksum_short("3f9a1c07" + "0" * 56) == "3f9a 1c07"


def test_german_names_sort_as_in_a_dictionary() -> None:
    ordered = [
        "Aichwald",
        "Ämterliste",
        "Böblingen",
        "Bonlanden",
        "Strasse",
        "Straße",
        "straßen",
        "Überlingen",
        "Ulm",
    ]
    keys = [notation.sort_key_de(name) for name in ordered]
    assert all(before <= after for before, after in pairwise(keys))
    assert notation.sort_key_de("GROẞE ÄHRE") == notation.sort_key_de("grosse ahre")
