"""Heads, cells, problems, errands: the parts of the check that people and processes see."""

import json
from collections import Counter
from datetime import date, time

import pytest

from tests.domain.spreadsheet.sheets import HEAD, KNOWN, ROW, check, row
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.errand import Errand, answer_of, answer_text, errand_of, errand_text
from vrs_tracker.domain.spreadsheet.grid import Value, letters, shown
from vrs_tracker.domain.spreadsheet.heads import fold_head, own_meaning
from vrs_tracker.domain.spreadsheet.layout import Layout, layout_of
from vrs_tracker.domain.spreadsheet.problems import counted, in_order
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse, ProblemWeight


@pytest.mark.parametrize(
    ("head", "folded"),
    [
        ("Betrag\n(in TEUR)", "betrag"),
        ("Geldgeber *", "geldgeber"),
        ("BUCHUNGS-\nSTELLE", "buchungsstelle"),
        ("in Tsd. €", "euro"),
        ("Betrag in", "betrag in"),
        ("  ", ""),
    ],
)
def test_heads_are_compared_without_units_case_and_punctuation(head: str, folded: str) -> None:
    assert fold_head(head) == folded


def test_a_head_means_what_it_says_or_is_left_out() -> None:
    assert own_meaning("Betrag (€)") is ColumnUse.AMOUNT
    assert own_meaning("Farbe") is ColumnUse.IGNORED


def test_columns_are_called_as_in_every_spreadsheet() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\x07b\nc", "a b c"),
        ("x" * 70, "x" * 60 + "…"),
        (True, "WAHR"),
        (False, "FALSCH"),
        (12.5, "12,5"),
        (3, "3"),
        (float("inf"), "inf"),
        (date(2026, 3, 14), "14.03.2026"),
        (time(12, 30), "12:30:00"),
    ],
)
def test_values_are_shown_on_one_line(value: Value, text: str) -> None:
    assert shown(value) == text


def test_problems_are_worked_off_by_weight_and_place() -> None:
    found = check([HEAD, row(beleg="", betrag=1), row(betrag="viel", datum="nie"), row(betrag="mehr")])
    assert [(each.weight.label, each.cell) for each in in_order(found.problems)] == [
        ("Fehler", "C3"),
        ("Fehler", "D3"),
        ("Fehler", "C4"),
        ("Warnung", "E2"),
    ]
    assert counted(found.numbers) == "3 Fehler und 1 Warnung"
    assert counted(Counter({ProblemWeight.HINT: 2})) == "2 Hinweise"
    assert counted(Counter()) == "keine Auffälligkeiten"


def test_what_was_chosen_is_kept_as_text() -> None:
    layout = Layout(sheet="Blatt 2", columns={3: ColumnUse.AMOUNT}, stage=Stage.PLANNED, payer=Payer.EU)
    assert layout_of(layout.to_text()) == layout
    assert layout_of(Layout().to_text()) == layout_of("") == Layout()


def test_an_errand_and_its_answer_survive_the_way_between_processes() -> None:
    errand = Errand(
        today=date(2026, 7, 1),
        layout=Layout(sheet="Blatt"),
        known=KNOWN,
        answers={"stand": ColumnUse.STAGE},
    )
    told = errand_of(errand_text(errand))
    assert (told.today, told.layout, dict(told.answers)) == (errand.today, errand.layout, errand.answers)
    assert told.known.resolutions == {name: list(ids) for name, ids in KNOWN.resolutions.items()}
    head = [*HEAD, "Stand", "Farbe"]
    whole = [HEAD, ROW, row(betrag=1), row(datum="unbekannt", beleg="")]
    nothing: list[list[Value]] = [["nichts"]]
    for rows in (whole, [head, [*ROW, "", ""]], nothing):
        checked = check(rows)
        assert answer_of(json.loads(answer_text(checked))) == checked


def test_a_file_is_booked_once_and_only_if_it_holds_something() -> None:
    assert words.check_open(ImportState.CHECKED, 1) == ()
    assert "kein Betrag" in words.check_open(ImportState.CHECKED, 0)[0].message
    for state in set(ImportState) - {ImportState.CHECKED}:
        assert len(words.check_open(state, 1)) == 1


def test_only_short_files_wait_for_a_second_person() -> None:
    assert words.check_waiting(200, 200) == ()
    assert "höchstens 200 Zeilen; es sind 201." in words.check_waiting(201, 200)[0].message


def test_taking_back_needs_a_reason_and_something_to_take_back() -> None:
    assert words.check_reversal("Irrtum", stands=True, is_built_upon=False) == ()
    fields = [each.field for each in words.check_reversal("", stands=False, is_built_upon=True)]
    assert fields == ["reason", "", ""]


def test_what_became_of_a_file_is_said_in_a_sentence() -> None:
    assert words.booked_sentence(0).startswith("Die Datei ist gebucht.")
    assert words.booked_sentence(2).startswith("2 Zeilen warten auf die zweite Person.")
    assert words.taken_back_sentence(0).startswith("Die Datei ist zurückgenommen.")
    assert words.taken_back_sentence(1) == "1 Rücknahme wartet auf die zweite Person."
    assert "„x.csv“: 3 Zeilen werden zurückgenommen." in words.reversal_intro("x.csv", 3)
