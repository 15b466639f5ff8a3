"""Amounts below heads that are not known: asked about, and named with their sum where they are left out."""

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.spreadsheet.sheets import HEAD, ROW, check, told
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.checking import NOT_READ, Checked
from vrs_tracker.domain.spreadsheet.grid import Value
from vrs_tracker.domain.spreadsheet.heads import NAMELESS, is_answer
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.left_out import left_out_sentence
from vrs_tracker.domain.spreadsheet.totals import COLUMN_LEFT_OUT, SUM_LEFT_OUT, SUM_NOT_JUDGED
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

U = ColumnUse
SPACE = "\N{NO-BREAK SPACE}"
DAY = date(2026, 3, 14)
COMMON: list[Value] = ["Baustein", "Datum", "Beleg"]
LEFT_OUT = Layout(stage=Stage.COMMITTED, columns={4: U.IGNORED})
SENTENCE = f"Spalte E „Rathaus“ mit zusammen 12.000,20{SPACE}€ wird nicht übernommen."


def row(*amounts: Value, baustein: str = "KI-XC") -> list[Value]:
    return [baustein, DAY, "Bescheid", *amounts]


def found(heads: list[Value], *rows: list[Value], layout: Layout | None = None) -> Checked:
    return check([[*COMMON, *heads], *rows], layout=layout or Layout(stage=Stage.COMMITTED))


def table(layout: Layout | None = None) -> Checked:
    return found(
        ["Region", "Rathaus", "Privat"],
        row(10_000.0, 12_000.0, 300.5),
        row(3_500.1, 0.2, 1.0, baustein="KI-ckstart"),
        ["Gesamtsumme aller Bausteine", "", "", 13_500.1, 12_000.2, 301.5],
        layout=layout,
    )


@pytest.mark.parametrize(
    ("head", "payer"),
    [
        *((head, Payer.MUNICIPALITY) for head in ("Gemeinde", "Gemeinden", "Stadt", "Städte und Gemeinden")),
        *((head, Payer.MUNICIPALITY) for head in ("Kommunen", "kommunaler Anteil", "Landkreis")),
        *((head, Payer.VRS) for head in ("Verband", "VRS", "Verband Region Stuttgart", "Mittel der Region")),
        *((head, Payer.PRIVATE) for head in ("Unternehmen", "Wirtschaft", "Firmen", "Anteil der Firma")),
        *((head, Payer.STATE) for head in ("Land", "Land Baden-Württemberg", "Kofinanzierung Land")),
        *(
            (head, payer)
            for head, payer in (("Bund", Payer.FEDERAL), ("EU", Payer.EU), ("EU-Mittel", Payer.EU))
        ),
    ],
)
def test_payers_are_known_by_the_words_that_people_use(head: str, payer: Payer) -> None:
    checked = found([head, "2026" if payer is None else "Gesamt"], row(5.0))
    assert [(line.payer, line.cents) for line in checked.lines] == [(payer, 500)]


@pytest.mark.parametrize("head", ["Gemeinde", "Stadt", "Firma"])
def test_names_below_such_a_word_are_no_amounts(head: str) -> None:
    checked = found(["Region", head, "Privat"], row(1.0, "Ditzingen", 2.0), row(3.0, "", 4.0))
    assert [line.payer for line in checked.lines] == [Payer.VRS, Payer.PRIVATE] * 2
    assert told(checked)[0] == ("Hinweis", "Zeile 1", NOT_READ)
    with_digits = found(["Region", head], row(1.0, "etwa 500 Euro"))
    assert [each[:2] for each in told(with_digits)] == [("Fehler", "Zelle E2")]


def test_amounts_below_an_unknown_head_are_asked_about_and_nothing_is_booked_before() -> None:
    checked = table()
    wrong = f"Dieser Kopf ist nicht bekannt. Darunter stehen zusammen 12.000,20{SPACE}€."
    assert told(checked) == [("Fehler", "Zelle E1", wrong)]
    assert not checked.may_be_booked
    asked = checked.columns[4]
    assert asked.use is None
    assert asked.candidates[0] is U.AMOUNT_MUNICIPALITY
    assert asked.candidates[-1] is U.IGNORED
    assert {U.AMOUNT_VRS, U.AMOUNT_PRIVATE}.isdisjoint(asked.candidates)


def test_a_column_that_is_left_out_by_choice_is_named_with_its_sum() -> None:
    checked = table(LEFT_OUT)
    sums = f"13.500,10{SPACE}€ in Spalte D und 301,50{SPACE}€ in Spalte F"
    assert told(checked) == [
        ("Warnung", "Spalte E", SENTENCE),
        ("Hinweis", "Zelle D4", f"{SUM_LEFT_OUT} {sums}: So viel ergeben auch die Zeilen darüber."),
        ("Hinweis", "Zelle E4", COLUMN_LEFT_OUT),
    ]
    assert checked.may_be_booked
    assert left_out_sentence(checked.left_out) == SENTENCE
    assert len(checked.lines) == 4


def test_a_row_of_sums_without_that_of_the_column_left_out_says_nothing_of_it() -> None:
    checked = found(["Region", "Rathaus"], row(1.0, 2.0), ["Summe", "", "", 1.0, ""], layout=LEFT_OUT)
    assert [each[:2] for each in told(checked)] == [("Warnung", "Spalte E"), ("Hinweis", "Zelle D3")]


def test_a_column_that_is_booked_by_choice_is_no_question_any_more() -> None:
    checked = table(Layout(stage=Stage.COMMITTED, columns={4: U.AMOUNT_MUNICIPALITY}))
    assert [line.payer for line in checked.lines][:3] == [Payer.VRS, Payer.MUNICIPALITY, Payer.PRIVATE]
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Zelle D4")]
    assert "12.000,20" in told(checked)[0][2]
    assert checked.left_out == []


def test_a_table_whose_only_amounts_are_unknown_asks_for_them() -> None:
    checked = check([["Baustein", "Stufe", "Datum", "Rathaus"], ["KI-XC", "geplant", DAY, 3.0]])
    assert [each[:2] for each in told(checked)] == [("Fehler", "Zelle D1")]
    assert checked.columns[3].candidates == (U.AMOUNT, U.IGNORED)


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        ([1.0, 2.5], 350),
        (["1.234,50", "–"], 123_450),
        (["1,5 Mio. €", ""], 150_000_000),
        (["€ 3", -1.0], 200),
        ([2, "offen"], 200),
        ([1234.5678, 1.0], 123_557),
        ([1.0, "offen", "n. n."], None),
        (["00512", "00513"], None),
        ([DAY, True, "ja"], None),
        ([0.0, ""], None),
        ([float("inf"), "viel"], None),
        ([float("inf"), float("-inf")], None),
        ([1e308, 1e308], None),
        (["14.03.2026", "2 Raten"], None),
    ],
)
def test_a_column_holds_amounts_if_most_of_its_cells_do(cells: list[Value], cents: int | None) -> None:
    rows = [row(1.0, cell, baustein=f"Zeile {place}") for place, cell in enumerate(cells)]
    assert found(["Region", "Rathaus"], *rows, ["kurz"]).columns[4].cents == cents


@pytest.mark.parametrize(
    "head", ["Förderquote", "PLZ", "Anteil in %", "lfd. Nr.", "Buchungsnummer", "Nimmt zurück"]
)
def test_numbers_that_are_no_money_are_left_out_with_a_hint(head: str) -> None:
    checked = found(["Region", "Privat", head], row(1.0, 2.0, 70.0))
    assert told(checked) == [("Hinweis", "Zeile 1", NOT_READ)]


def test_amounts_below_an_empty_head_are_asked_about_too_and_the_answer_is_not_remembered() -> None:
    checked = found(["Region", "", "Privat"], row(1.0, 2.0, 3.0), row(4.0, 5.0, 6.0))
    assert [(column.letters, column.head) for column in checked.columns if column.use is None] == [
        ("E", NAMELESS)
    ]
    assert not is_answer(NAMELESS, U.AMOUNT_MUNICIPALITY)
    beside = found(["Region", "Privat"], row(1.0, 3.0, 500.0, "geprüft"))
    assert [column.letters for column in beside.columns if column.use is None] == ["F"]


def test_the_numbers_of_rows_below_an_empty_head_are_no_amounts() -> None:
    rows: list[list[Value]] = [
        [float(place), "KI-XC", DAY, "Bescheid", 5.0 + place, 1.0] for place in (1, 2, 3)
    ]
    checked = check([["", *COMMON, "Region", "Privat"], *rows], layout=Layout(stage=Stage.COMMITTED))
    assert len(checked.lines) == 6
    assert told(checked) == []


def test_amounts_are_counted_in_the_unit_of_their_head() -> None:
    checked = found(["Region in TEUR", "Rathaus in TEUR"], row(1.0, 1.2345))
    assert checked.columns[4].cents == 123_450


def test_a_sum_that_is_left_out_is_only_a_hint() -> None:
    checked = check([[*HEAD, "Gesamtkosten 2026"], [*ROW, 99.0]])
    assert [each[:2] for each in told(checked)] == [("Hinweis", "Spalte F")]
    assert checked.left_out == []


def test_that_a_head_is_left_out_is_remembered_only_if_it_was_asked_about() -> None:
    assert is_answer("Abschlag kommunal", U.IGNORED, was_asked=True)
    assert not is_answer("Abschlag kommunal", U.IGNORED)
    assert not is_answer("Region", U.IGNORED, was_asked=True)


def test_sums_over_rows_with_errors_say_why_they_are_not_compared() -> None:
    checked = found(["Region", "Privat"], row("viel", 1.0), row(2.0, 1.0), ["Summe", "", "", 9.0, 2.0])
    assert told(checked)[1:] == [("Hinweis", "Zelle D4", SUM_NOT_JUDGED)]


def test_a_sum_that_is_no_amount_is_a_warning_at_its_cell() -> None:
    checked = found(["Region", "Privat"], row(2.0, 1.0), ["Summe", "", "", 2.0, "offen"])
    assert [each[:2] for each in told(checked)] == [("Warnung", "Zelle E3"), ("Hinweis", "Zelle D3")]


def test_the_line_above_the_button_says_what_is_booked_and_what_is_not() -> None:
    said = words.booking_sentence([1_350_010, 30_150], SENTENCE)
    assert said == f"2 Beträge werden gebucht, zusammen 13.801,60{SPACE}€. {SENTENCE}"
    assert words.booking_sentence([100], "") == f"1 Betrag wird gebucht, zusammen 1,00{SPACE}€."


def test_several_columns_that_are_left_out_are_named_in_one_sentence() -> None:
    layout = Layout(stage=Stage.COMMITTED, columns={4: U.IGNORED, 5: U.IGNORED})
    checked = found(["Region", "Rathaus", "Kammer"], row(1.0, 2.0, float(Decimal("3.5"))), layout=layout)
    assert left_out_sentence(checked.left_out) == (
        f"Spalte E „Rathaus“ mit zusammen 2,00{SPACE}€ und Spalte F „Kammer“ mit zusammen 3,50{SPACE}€ "
        "werden nicht übernommen."
    )


def test_the_place_of_a_head_names_all_its_rows() -> None:
    assert words.head_place(2, 2) == "Kopf in Zeile 2"
    assert words.head_place(2, 3) == "Kopf in den Zeilen 2 und 3"


def test_a_question_about_unknown_amounts_says_how_they_are_left_out() -> None:
    assert words.column_question(1_200_020) == (
        f"Darunter stehen zusammen 12.000,20{SPACE}€. Sollen sie nicht gebucht werden, "
        "wählen Sie „nicht übernehmen“."
    )
