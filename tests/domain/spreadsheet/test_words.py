"""What is said about a file as a whole, about its rules and in the comments of its cells."""

import pytest

from tests.domain.spreadsheet.sheets import HEAD, check, row
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.problems import Trouble, at
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight

NO_EVIDENCE = Trouble(ProblemWeight.WARNING, "Der Beleg fehlt.")
NO_AMOUNT = Trouble(ProblemWeight.ERROR, "Das ist kein Betrag.", "ein Betrag wie 1.234,50")


def test_the_comment_of_a_cell_says_what_is_wrong_and_what_is_expected() -> None:
    assert words.comment(at(NO_AMOUNT, sheet="Blatt", row=7, column="C", value="viel")) == (
        "Fehler: Das ist kein Betrag.\nErwartet wird: ein Betrag wie 1.234,50"
    )


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (7, "", "Warnung (Zeile 7): Der Beleg fehlt."),
        (0, "C", "Warnung (Spalte C): Der Beleg fehlt."),
        (0, "", "Warnung (ganze Tabelle): Der Beleg fehlt."),
    ],
)
def test_a_comment_that_has_no_cell_of_its_own_names_its_place(row: int, column: str, said: str) -> None:
    assert words.comment(at(NO_EVIDENCE, sheet="Blatt", row=row, column=column)) == said


@pytest.mark.parametrize(
    ("told", "untold", "said"),
    [
        (1, 0, ["Auffälligkeiten: 1 Stelle", words.COMMENTED_ALSO]),
        (
            2,
            1,
            ["Auffälligkeiten: 2 Stellen", words.COMMENTED_ALSO, "1 weitere Stelle ist nicht aufgeführt."],
        ),
        (
            2000,
            12,
            [
                "Auffälligkeiten: 2.000 Stellen",
                words.COMMENTED_ALSO,
                "12 weitere Stellen sind nicht aufgeführt.",
            ],
        ),
    ],
)
def test_a_commented_workbook_begins_with_how_much_it_lists(told: int, untold: int, said: list[str]) -> None:
    assert list(words.commented_intro(told, untold)) == said


@pytest.mark.parametrize(
    ("broken", "shares", "heading"),
    [
        (1, 0, "Diese Datei hält 1 Regel nicht ein"),
        (2, 5, "Diese Datei hält 2 Regeln nicht ein"),
        (0, 1, "1 Anteil ändert sich"),
        (0, 3, "3 Anteile ändern sich"),
    ],
)
def test_a_broken_rule_is_headed_before_a_changed_share(broken: int, shares: int, heading: str) -> None:
    assert words.rules_heading(broken, shares) == heading


def test_a_second_person_is_named_only_if_a_rule_is_broken_and_shares_only_if_some_change() -> None:
    cases = {case: words.rules_advice(*case) for case in ((1, 0), (1, 2), (0, 2))}
    assert [case for case, said in cases.items() if "zweite Person" in said] == [(1, 0), (1, 2)]
    assert [case for case, said in cases.items() if "Anteile" in said] == [(1, 2)]
    assert cases[0, 2] == "Gebucht wird sie mit dem Grund der Änderung und einem Satz dazu."


def test_an_amount_is_placed_by_its_cell_if_its_row_has_several() -> None:
    (alone,) = check([HEAD, row()]).lines
    assert alone.place == "Zeile 2"
    assert alone._replace(column="E").place == "Zelle E2"
