"""Balances in a table, pasted or from a file: what is understood, and what is named at its cell."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.notation import euro_plain
from vrs_tracker.domain.spreadsheet.balances import (
    COLUMNS_EXPECTED,
    EMPTY_BALANCE,
    MOST_BALANCES,
    NO_BALANCES,
    SAME_HEAD,
    TOO_MANY,
    BalancesRead,
    Terms,
    check_pasted,
    has_head,
    pasted_sheet,
    read_balances,
)
from vrs_tracker.domain.spreadsheet.errand import balances_of, balances_text
from vrs_tracker.domain.spreadsheet.grid import Sheet, Value
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight

M = BalanceMeasure
HEAD: list[Value] = ["Buchungsstelle", "Haushaltsjahr", "Angabe", "Stand", "Erklärung"]


def read(*rows: list[Value], lines: tuple[str, ...] = (), merged: tuple[object, ...] = ()) -> BalancesRead:
    sheet = Sheet("Blatt", list(rows), merged)  # type: ignore[arg-type] # areas as they are written here
    return read_balances(sheet, Terms(measure=M.DISBURSED, year=2026, lines=lines))


def pasted(text: str) -> tuple[dict[tuple[str, int], str], list[str]]:
    found = read_balances(pasted_sheet(text), Terms(measure=M.DISBURSED, year=2026))
    rows = {(row.item.budget_line, row.item.budget_year): str(from_cents(row.cents)) for row in found.rows}
    return rows, [violation.message for violation in check_pasted(found)]


def understood(found: BalancesRead) -> list[tuple[str, int, BalanceMeasure, int]]:
    return [(*row.item, row.cents) for row in found.rows]


def problems(found: BalancesRead) -> list[tuple[str, str]]:
    return [(problem.place, problem.wrong) for problem in found.problems]


# ---------------------------------------------------------------- without heads, as it is pasted


def test_two_columns_take_the_year_that_was_chosen_three_name_their_own() -> None:
    assert pasted("0571.0\t1.234,50\n0571.1\t2025\t−7,00 €") == (
        {("0571.0", 2026): "1234.50", ("0571.1", 2025): "-7.00"},
        [],
    )


def test_semicolons_divide_as_well() -> None:
    assert pasted("5710;2025;12,00")[0] == {("5710", 2025): "12.00"}


def test_headings_empty_lines_and_sums_are_left_out() -> None:
    for heading in ("Buchungsstelle\tStand", "Wo\tWie viel"):
        text = f"{heading}\n\n5710\t1,00\nGesamtsumme\t1,00\nSumme\t1,00\n"
        assert pasted(text) == ({("5710", 2026): "1.00"}, [])


@pytest.mark.parametrize("line", ["", "ohne Buchungsstelle", "Ohne Buchungsstelle"])
def test_a_line_without_buchungsstelle_is_the_row_for_such_amounts(line: str) -> None:
    assert pasted(f"{line}\t3,00")[0] == {("", 2026): "3.00"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("5710\t12.50", "Das ist kein Betrag in deutscher Schreibweise. Dort steht: „12.50“."),
        ("5710\tzwei\t1,00", "Das ist kein Haushaltsjahr. Dort steht: „zwei“."),
        ("5710", "Die Zeile hat 1 Spalte."),
        ("a\tb\tc\t1,00", "Die Zeile hat 4 Spalten."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number(line: str, said: str) -> None:
    balances, (problem,) = pasted(f"5700\t1,00\n{line}")
    assert balances == {("5700", 2026): "1.00"}
    assert problem.startswith("Zeile 2: ")
    assert said in problem
    assert "Erwartet wird: " in problem


def test_a_first_line_with_a_figure_is_no_heading() -> None:
    assert pasted("5710\t12.50")[1] != []


def test_the_same_line_with_two_amounts_is_never_guessed() -> None:
    assert pasted("5710\t1,00\n5710\t1,00")[1] == []
    (problem,) = pasted("5710\t1,00\n5710\t2,00")[1]
    assert problem.startswith("Zeile 2: ausgezahlt 2026, Buchungsstelle 5710 steht zweimal da")


def test_a_text_that_is_no_table_is_one_problem_and_not_one_for_each_line() -> None:
    for text in (" \n", "\n".join(["Sehr geehrte Damen und Herren"] * 9)):
        balances, (problem,) = pasted(text)
        assert balances == {}
        assert problem == f"{NO_BALANCES} Erwartet wird: {COLUMNS_EXPECTED}."


@given(st.dictionaries(st.from_regex(r"[1-9][0-9.]{3,10}", fullmatch=True), st.integers(-(10**12), 10**12)))
def test_every_amount_that_we_print_is_read_back(lines: dict[str, int]) -> None:
    text = "\n".join(f"{line}\t{euro_plain(from_cents(cents))}" for line, cents in lines.items())
    assert pasted(text)[0] == {(line, 2026): str(from_cents(cents)) for line, cents in lines.items()}


# ---------------------------------------------------------------- with heads, as files have them


def test_a_column_may_say_for_each_row_which_balance_it_is() -> None:
    found = read(
        ["Auszug vom 15.07.2026"],
        HEAD,
        ["5710", 2025.0, "bewilligt", 10.5, "Die Rate folgt."],
        ["", "", "Ansatz", "7,00", ""],
        ["Summe", "", "", 17.5, ""],
    )
    assert found.head == 2
    assert understood(found) == [("5710", 2025, M.COMMITTED, 1050), ("", 2026, M.APPROPRIATED, 700)]
    assert [row.explanation for row in found.rows] == ["Die Rate folgt.", ""]
    assert found.may_be_taken


def test_each_balance_may_have_a_column_of_its_own_with_its_unit() -> None:
    found = read(
        ["Buchungsstelle", "HJ", "Ansatz in TEUR", "Bewilligt", "Ist"],
        ["5710", "2026", 1.5, "", 0.0],
        ["5711", "2026", "", "−3,00", 4.0],
    )
    assert understood(found) == [
        ("5710", 2026, M.APPROPRIATED, 150_000),
        ("5710", 2026, M.DISBURSED, 0),
        ("5711", 2026, M.COMMITTED, -300),
        ("5711", 2026, M.DISBURSED, 400),
    ]
    assert problems(found) == [
        ("Zelle C1", "Die Beträge werden mit 1.000 malgenommen, weil diese Einheit genannt ist.")
    ]


def test_a_row_of_units_below_the_heads_is_no_balance() -> None:
    found = read(["Buchungsstelle", "Stand"], ["", "Tsd. €"], ["5710", 2.0])
    assert understood(found) == [("5710", 2026, M.DISBURSED, 200_000)]


def test_the_table_of_the_abgleich_comes_back_as_it_was_downloaded() -> None:
    found = read(
        ["Buchungsstelle", "Angabe", "Haushaltsverfahren", "Hier", "Differenz", "Erklärung", "Geprüft"],
        ["ohne Buchungsstelle", "bewilligt 2025", 990.0, 1000.0, -10.0, "Erklärung fehlt noch", "Haushalt"],
        ["5710", "ausgezahlt 2026", "nicht eingetragen", 5.0, "offen", "keine Angabe", "noch nicht geprüft"],
    )
    assert understood(found) == [("", 2025, M.COMMITTED, 99_000)]
    assert found.rows[0].explanation == ""
    assert problems(found) == [("Zelle C3", EMPTY_BALANCE)]


@pytest.mark.parametrize(
    ("row", "place", "wrong"),
    [
        (["5710", "26", "bewilligt", 1.0], "Zelle B2", "Das ist kein Haushaltsjahr."),
        (["5710", "2026", "vergeben", 1.0], "Zelle C2", "Dieses Wort ist hier nicht bekannt."),
        (["5710", "", "bewilligt 1800", 1.0], "Zelle C2", "Das Haushaltsjahr"),
        (
            ["5710", "2026", "bewilligt", "zwölf"],
            "Zelle D2",
            "Das ist kein Betrag in deutscher Schreibweise.",
        ),
        (["5710", "2026", "bewilligt", "#REF!"], "Zelle D2", "Die Zelle zeigt einen Fehler"),
        (["5" * 300, "2026", "bewilligt", 1.0], "Zelle A2", ""),
        (["5710", "2026", "bewilligt", 1.0, "x" * (SENTENCE_LIMIT + 1)], "Zelle E2", ""),
    ],
)
def test_a_row_with_a_cell_that_is_not_understood_is_not_taken(
    row: list[Value], place: str, wrong: str
) -> None:
    found = read(HEAD, row, ["5711", "2026", "bewilligt", 2.0])
    assert understood(found) == [("5711", 2026, M.COMMITTED, 200)]
    assert [problem.place for problem in found.problems] == [place]
    assert found.problems[0].wrong.startswith(wrong)
    assert not found.may_be_taken


def test_a_number_of_a_buchungsstelle_may_have_lost_its_zeros() -> None:
    found = read(HEAD[:1] + HEAD[3:4], [571.0, 1.0], [572.0, 1.0])
    assert [row.item.budget_line for row in found.rows] == ["571", "572"]
    (hint,) = found.problems
    assert hint.weight is ProblemWeight.HINT
    assert found.may_be_taken


def test_the_beginning_of_a_known_buchungsstelle_is_read_as_it_and_said() -> None:
    lines = ("5710 Programm", "5711 A", "5711 B", "5712")
    found = read(["Buchungsstelle", "Stand"], ["5710", 1.0], ["5711", 1.0], ["5712", 1.0], lines=lines)
    assert [row.item.budget_line for row in found.rows] == ["5710 Programm", "5711", "5712"]
    assert problems(found) == [
        ("Zelle A2", "Gelesen als „5710 Programm“, weil nur diese Buchungsstelle so beginnt.")
    ]


def test_a_buchungsstelle_merged_over_its_rows_holds_for_each() -> None:
    found = read(
        ["Buchungsstelle", "Angabe", "Stand"],
        ["5710", "bewilligt", 1.0],
        ["", "ausgezahlt", 2.0],
        merged=(((1, 0), (2, 0)),),
    )
    assert [row.item.budget_line for row in found.rows] == ["5710", "5710"]


def test_two_columns_of_the_same_meaning_are_refused() -> None:
    found = read(["Buchungsstelle", "Stand", "Saldo"], ["5710", 1.0, 2.0])
    assert ("Zelle C1", SAME_HEAD) in problems(found)
    assert not found.may_be_taken


def test_a_sheet_has_a_head_if_it_names_buchungsstelle_and_balance() -> None:
    assert has_head(Sheet("", [["Deckblatt"], ["Haushaltsstelle", "Saldo"]]))
    assert not has_head(Sheet("", [["Haushaltsstelle", "Bemerkung"]]))


def test_more_balances_than_the_page_has_lines_are_refused() -> None:
    rows: list[list[Value]] = [[f"5{n}", 1.0] for n in range(MOST_BALANCES + 1)]
    found = read(["Buchungsstelle", "Stand"], *rows)
    assert problems(found) == [("ganze Tabelle", TOO_MANY)]


def test_what_the_reading_process_found_survives_the_way_back() -> None:
    found = read(HEAD, ["5710", "2026", "bewilligt", -1.5, "Weil."], ["5711", "x", "bewilligt", 1.0])
    assert balances_of(json.loads(balances_text(found))) == found
