"""What is kept of a file and sent between processes, and problems that are too many to be told."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.spreadsheet.sheets import HEAD, KNOWN, check, row
from vrs_tracker.domain.spreadsheet import checking
from vrs_tracker.domain.spreadsheet.balances import Terms, check_pasted, pasted_sheet, read_balances
from vrs_tracker.domain.spreadsheet.errand import Comments, Errand, errand_of, errand_text
from vrs_tracker.domain.spreadsheet.grid import column_of, letters
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.spreadsheet.problems import Problem, problems_of_text, problems_text
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.spreadsheet import ProblemWeight

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
PROBLEMS = st.lists(
    st.builds(
        Problem,
        weight=st.sampled_from(ProblemWeight),
        sheet=TEXTS,
        row=st.integers(0, 10**6),
        column=st.integers(0, 16383).map(letters) | st.just(""),
        value=TEXTS,
        wrong=TEXTS,
        expected=TEXTS,
    ),
    max_size=5,
).map(tuple)
ERRAND = Errand(today=date(2026, 7, 1), layout=Layout(sheet="Blatt"), known=KNOWN, answers={})


@given(st.integers(0, 20_000))
def test_the_letters_of_a_column_lead_back_to_it(column: int) -> None:
    assert column_of(letters(column)) == column


@given(PROBLEMS)
def test_problems_are_read_as_they_were_kept(problems: tuple[Problem, ...]) -> None:
    read = problems_of_text(problems_text(problems))
    assert read == problems
    assert [each.weight.label for each in read] == [each.weight.label for each in problems]


def test_a_file_of_which_nothing_was_kept_has_no_problems() -> None:
    assert problems_of_text(None) == problems_of_text("") == ()


@given(st.sampled_from(BalanceMeasure), st.integers(2021, 2099), st.lists(TEXTS, max_size=3))
def test_an_errand_for_balances_names_what_the_table_leaves_open(
    measure: BalanceMeasure, year: int, lines: list[str]
) -> None:
    terms = Terms(measure=measure, year=year, lines=lines)
    told = errand_of(errand_text(replace(ERRAND, balances=terms)))
    assert told.balances == terms
    assert told.comments is None


@given(PROBLEMS, st.integers(0, 100))
def test_an_errand_for_comments_carries_each_problem(problems: tuple[Problem, ...], untold: int) -> None:
    told = errand_of(errand_text(replace(ERRAND, comments=Comments(problems, untold))))
    assert told.comments is not None
    assert (tuple(told.comments.problems), told.comments.untold) == (problems, untold)
    assert told.balances is None


# ---------------------------------------------------------------- what is told


def test_of_too_many_problems_the_first_are_told_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_PROBLEMS", 2)
    found = check([HEAD, *(row(betrag="viel") for _ in range(5)), row(beleg="")])
    assert [problem.cell for problem in found.problems] == ["C2", "C3"]
    assert found.numbers == Counter({ProblemWeight.ERROR: 5, ProblemWeight.WARNING: 1})
    assert found.untold == 4


def test_an_amount_leads_to_the_letters_of_its_column() -> None:
    alone = check([HEAD, row()])
    assert [alone.amount_column(line) for line in alone.lines] == ["C"]
    by_payer = check(
        [
            ["Baustein", "Stufe", "Datum", "Beleg", "Region", "Kommune"],
            ["KI-XC", "bewilligt", date(2026, 3, 14), "Bescheid", 1.0, 2.0],
        ]
    )
    assert [by_payer.amount_column(line) for line in by_payer.lines] == ["E", "F"]


def test_empty_cells_behind_a_pasted_row_are_no_columns_and_an_empty_balance_is_no_mistake() -> None:
    terms = Terms(measure=BalanceMeasure.DISBURSED, year=2026)
    found = read_balances(pasted_sheet("5710\t1,00\t\t\n5711\tnicht eingetragen\n5712\t2025\t3,00\t"), terms)
    assert [(each.item.budget_line, each.item.budget_year, each.cents) for each in found.rows] == [
        ("5710", 2026, 100),
        ("5712", 2025, 300),
    ]
    assert [problem.row for problem in found.problems] == [2]
    assert list(check_pasted(found)) == []
