"""German input is read exactly; what is ambiguous is refused with a sentence that says what to type."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.notation import euro, million_euro
from vrs_tracker.domain.parsing import (
    MAX_COUNT,
    MAX_EURO,
    parse_count,
    parse_date_de,
    parse_euro,
    parse_half_year,
    parse_quantity,
)

EURO_HINT = "Geben Sie den Betrag so ein: 1.234,50."
anything = st.one_of(
    st.text(), st.text(alphabet="0123456789.,-−+eE €EUR\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'_")
)


def refusal_of_euro(text: str) -> str:
    with pytest.raises(ValueError, match=r"\S") as refused:
        parse_euro(text)
    return str(refused.value)


def answer_to(text: str) -> str:
    """Return the amount as it is printed, or the sentence of the refusal."""
    try:
        return euro(parse_euro(text))
    except ValueError as refused:
        return str(refused)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.50"),
        ("1234", "1234.00"),
        ("0", "0.00"),
        ("0,05", "0.05"),
        ("1.234", "1234.00"),
        ("1 234", "1234.00"),
        ("1 234,50 €", "1234.50"),
        ("1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€", "1234.50"),
        ("1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,89", "1234567.89"),
        ("  12,50\t\n", "12.50"),
        ("12,50€", "12.50"),
        ("12,50 EUR", "12.50"),
        ("12,50EUR", "12.50"),
        ("-12,50", "-12.50"),
        ("\N{MINUS SIGN}1.234,50 €", "-1234.50"),
        ("-0,00", "0.00"),
        ("007", "7.00"),
        ("9.999.999.999.999,99", "9999999999999.99"),
        ("-9999999999999,99", "-9999999999999.99"),
    ],
)
def test_german_amounts_are_read_with_two_decimals(text: str, amount: str) -> None:
    assert str(parse_euro(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12.50",
            "1e3",
            "1,234.56",
            "0.125",
            "1.5",
            "1.23.4",
            "012.345",
            "1,234",
            "1,234,567",
            "12,",
            ",50",
            "1.234.",
        ),
        *("1 23", "1  234", "12 34,50", "1.234 567", "1 234.567", "1 2345", "1.2345", "1234.567", "12 345 6"),
        *(
            "abc",
            "12 Euro",
            "€ 12",
            "EUR",
            "€",
            "12 € €",
            "12eur",
            "12,5 Mio. €",
            "--12",
            "- 12",
            "+12",
            "–12",
        ),
        *(
            "\u0661\u0662,\u0663\u0664",
            "\uff11\uff12",
            "\u00b2",
            "1'234",
            "1_000",
            "1\n234",
            "0x10",
            "Infinity",
            "NaN",
        ),
        *("12,345", "12,500"),
    ],
)
def test_other_notations_are_refused_and_shown_with_the_expected_one(text: str) -> None:
    assert refusal_of_euro(text).startswith(f"{EURO_HINT} Eingegeben ist: ")


def test_the_refusal_reads_as_agreed() -> None:
    assert refusal_of_euro("12.50") == "Geben Sie den Betrag so ein: 1.234,50. Eingegeben ist: 12.50."


@pytest.mark.parametrize("text", ["", "   ", "\N{NO-BREAK SPACE}\n", "\x00\u200b"])
def test_an_empty_field_is_called_empty(text: str) -> None:
    assert refusal_of_euro(text) == f"{EURO_HINT} Das Feld ist leer."


@pytest.mark.parametrize("text", ["10.000.000.000.000", "-10000000000000", "9" * 40])
def test_an_amount_above_the_limit_is_told_the_limit(text: str) -> None:
    assert refusal_of_euro(text).startswith(
        "Der Betrag kann höchstens 9.999.999.999.999,99 Euro sein. Eingegeben ist: "
    )


def test_endless_input_is_refused_and_shown_shortened() -> None:
    assert refusal_of_euro("1" * 1_000_000) == f"{EURO_HINT} Eingegeben ist: {'1' * 30}…"


def test_what_does_not_print_is_not_repeated_to_the_reader() -> None:
    assert refusal_of_euro("12\x00\r\n\u202e50") == f"{EURO_HINT} Eingegeben ist: 12 50."


def test_an_amount_in_millions_is_no_input() -> None:
    assert refusal_of_euro(million_euro(Decimal(16220000))).endswith("Eingegeben ist: 16,22 Mio. €.")


@given(anything)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    answer = answer_to(text)
    refused = answer.startswith((EURO_HINT, "Der Betrag kann höchstens "))
    assert refused or answer_to(answer) == answer


@given(st.decimals(min_value=-MAX_EURO, max_value=MAX_EURO, places=2))
def test_an_amount_in_english_notation_is_never_accepted(amount: Decimal) -> None:
    for text in (f"{amount:f}", f"{amount:,.2f}", f"{amount:,.1f}"):
        assert refusal_of_euro(text).startswith(EURO_HINT)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12.2026", date(2026, 12, 31)),
        ("1.7.2026", date(2026, 7, 1)),
        (" 29.02.2028 ", date(2028, 2, 29)),
        ("01.01.1900", date(1900, 1, 1)),
        ("31.12.2199", date(2199, 12, 31)),
    ],
)
def test_german_dates_are_read(text: str, day: date) -> None:
    assert parse_date_de(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31.12.26", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: 31.12.26."),
        ("2026-12-31", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: 2026-12-31."),
        ("31. Dezember 2026", "Geben Sie das Datum so ein: 31.12.2026. Eingegeben ist: 31. Dezember 2026."),
        ("", "Geben Sie das Datum so ein: 31.12.2026. Das Feld ist leer."),
        ("31.02.2026", "Den 31.02.2026 gibt es nicht."),
        ("29.2.2027", "Den 29.02.2027 gibt es nicht."),
        ("0.13.2026", "Den 00.13.2026 gibt es nicht."),
        ("31.12.1899", "Das Jahr liegt zwischen 1900 und 2199. Eingegeben ist: 31.12.1899."),
        ("01.01.2200", "Das Jahr liegt zwischen 1900 und 2199. Eingegeben ist: 01.01.2200."),
    ],
)
def test_a_date_that_cannot_be_meant_is_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refused:
        parse_date_de(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(("text", "half_year"), [("2026-H1", (2026, 1)), ("1999-H2", (1999, 2))])
def test_the_identifier_of_a_half_year_is_read(text: str, half_year: tuple[int, int]) -> None:
    assert parse_half_year(text) == half_year


@pytest.mark.parametrize("text", ["2026-H3", "2026-h1", "2026H1", "26-H1", "1899-H1", "0000-H1", ""])
def test_another_identifier_of_a_half_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Geben Sie das Halbjahr so ein: 2026-H1|Das Jahr liegt zwischen"):
        parse_half_year(text)


@pytest.mark.parametrize(
    ("text", "n"), [("0", 0), ("12", 12), ("1.234", 1234), ("1 234", 1234), ("999.999.999", MAX_COUNT)]
)
def test_whole_numbers_are_read(text: str, n: int) -> None:
    assert parse_count(text) == n


@pytest.mark.parametrize("text", ["-1", "1,5", "1.5", "12.34", "1e3", "", "zwölf", "12 €"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Geben Sie eine ganze Zahl so ein"):
        parse_count(text)


def test_a_whole_number_beyond_the_column_is_told_the_limit() -> None:
    with pytest.raises(ValueError, match=r"Die Zahl kann höchstens 999\.999\.999 sein"):
        parse_count("1.000.000.000")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("1.234,5", "1234.50"), ("12", "12.00"), ("0,25", "0.25"), ("\N{MINUS SIGN}3,5", "-3.50")],
)
def test_quantities_are_read_with_two_decimals(text: str, quantity: str) -> None:
    assert str(parse_quantity(text)) == quantity


@pytest.mark.parametrize("text", ["12.5", "1,234", "12 €", "12 EUR", "12 %", "", "viel"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Geben Sie die Zahl so ein"):
        parse_quantity(text)


def test_a_quantity_above_the_limit_is_told_the_limit() -> None:
    with pytest.raises(ValueError, match=r"Die Zahl kann höchstens 9\.999\.999\.999\.999,99 sein"):
        parse_quantity("10000000000000")
