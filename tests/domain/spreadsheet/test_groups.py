"""Heads of two rows: what stands above several columns of amounts is said of each of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.spreadsheet.sheets import check
from vrs_tracker.domain.spreadsheet.grid import Area, Sheet, Value
from vrs_tracker.domain.spreadsheet.groups import Head, head_of
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse

U = ColumnUse
DAY = date(2026, 3, 14)
UPPER: list[Value] = ["Baustein", "Stufe", "Datum", "Beleg", "Förderung", "", ""]
LOWER: list[Value] = ["", "", "", "", "regional", "kommunal", "privat"]
ROW: list[Value] = ["KI-XC", "bewilligt", DAY, "Bescheid", 1.0, 2.0, 4.0]
OVER_AMOUNTS: Area = ((0, 4), (0, 6))


def head(
    *rows: list[Value], merged: tuple[Area, ...] = (), answers: dict[str, ColumnUse] | None = None
) -> Head:
    found = head_of(Sheet("Blatt", list(rows), merged), answers or {})
    assert found is not None
    return found


# ---------------------------------------------------------------- what belongs together


@pytest.mark.parametrize("merged", [(OVER_AMOUNTS,), ()])
def test_a_title_is_said_of_each_column_below_it_merged_or_not(merged: tuple[Area, ...]) -> None:
    found = head(UPPER, LOWER, ROW, merged=merged)
    assert (found.first, found.last, dict(found.unclear)) == (0, 1, {})
    assert found.cells == [
        *("Baustein", "Stufe", "Datum", "Beleg"),
        *("Förderung regional", "Förderung kommunal", "Förderung privat"),
    ]


def test_a_title_merged_over_two_columns_leaves_the_third_alone() -> None:
    found = head(UPPER, LOWER, ROW, merged=(((0, 4), (0, 5)),))
    assert found.cells[4:] == ["Förderung regional", "Förderung kommunal", "privat"]


def test_a_title_ends_where_nothing_stands_below() -> None:
    found = head([*UPPER, "", "Bemerkung"], [*LOWER, "", ""], [*ROW, "", "x"])
    assert found.cells[4:] == [
        *("Förderung regional", "Förderung kommunal", "Förderung privat", "", "Bemerkung"),
    ]


def test_years_below_a_stage_may_be_numbers() -> None:
    found = head(["Baustein", "Datum", "Plan", ""], ["", "", 2026.0, 2027.0], ["KI-XC", DAY, 5.0, 6.0])
    assert found.cells[2:] == ["Plan 2026", "Plan 2027"]


def test_a_title_in_the_row_above_the_known_heads_is_joined_to_them() -> None:
    above: list[Value] = ["", "", "", "2025", ""]
    heads: list[Value] = ["Baustein", "Datum", "Beleg", "bewilligt", "ausgezahlt"]
    found = head(above, heads, ["KI-XC", DAY, "Bescheid", 1.0, 2.0])
    assert (found.first, found.last) == (0, 1)
    assert found.cells == ["Baustein", "Datum", "Beleg", "2025 bewilligt", "2025 ausgezahlt"]


def test_a_head_is_found_that_only_both_rows_together_make_one() -> None:
    found = head(
        ["Übersicht"], ["Projekt", "Finanzierung", ""], ["", "Region", "Kommune"], ["KI-XC", 1.0, 2.0]
    )
    assert (found.first, found.last) == (1, 2)
    assert found.cells == ["Projekt", "Finanzierung Region", "Finanzierung Kommune"]


# ---------------------------------------------------------------- what does not


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        # the row below holds amounts
        ([["Baustein", "Datum", "Förderung regional", ""], ["KI-XC", DAY, 2025.0, 2026.0]], ()),
        # a title over the whole table
        ([["Förderung 2026", "", "", ""], ["Baustein", "Datum", "Region", "Kommune"]], (((0, 0), (0, 3)),)),
        # a group of days
        ([["Baustein", "Laufzeit", "", "Betrag"], ["", "von", "bis", ""]], ()),
        # a unit for all amounts, in words of its own
        ([["", "Alle Angaben in TEUR", ""], ["Baustein", "Region", "Kommune"]], (((0, 1), (0, 2)),)),
        # one column alone
        ([["Baustein", "Datum", "Förderung"], ["", "", "regional"]], ()),
    ],
)
def test_a_head_of_one_row_stays_one(rows: list[list[Value]], merged: tuple[Area, ...]) -> None:
    found = head(*rows, merged=merged)
    assert found.first == found.last
    assert found.cells == rows[found.last]


def test_a_sheet_without_heads_has_none() -> None:
    assert head_of(Sheet("Blatt", []), {}) is None
    assert head_of(Sheet("Blatt", [["nichts"], [1.0, 2.0]]), {}) is None


@given(
    st.lists(
        st.lists(st.sampled_from(["", "Baustein", "Plan", "2026", 2026.0, True]), max_size=4), max_size=4
    )
)
def test_any_table_has_a_head_of_at_most_two_rows_that_covers_them(rows: list[list[Value]]) -> None:
    found = head_of(Sheet("Blatt", rows), {})
    if found is not None:
        assert found.last - found.first in (0, 1)
        assert len(found.cells) == max(len(row) for row in rows[found.first : found.last + 1])
        assert all(0 <= index < len(found.cells) for index in found.unclear)


# ---------------------------------------------------------------- what is asked


def test_a_title_that_is_not_known_is_asked_about_until_it_is_answered() -> None:
    upper: list[Value] = [*UPPER[:4], "Abschlag", "", ""]
    asked = head(upper, LOWER, ROW)
    assert dict(asked.unclear) == {
        4: (U.AMOUNT_VRS, U.IGNORED),
        5: (U.AMOUNT_MUNICIPALITY, U.IGNORED),
        6: (U.AMOUNT_PRIVATE, U.IGNORED),
    }
    answers = {
        f"abschlag {word}": use
        for word, use in (
            *(("regional", U.AMOUNT_VRS), ("kommunal", U.AMOUNT_MUNICIPALITY), ("privat", U.IGNORED)),
        )
    }
    assert dict(head(upper, LOWER, ROW, answers=answers).unclear) == {}


def test_a_stage_below_an_unknown_title_may_be_an_amount() -> None:
    found = head(
        ["Baustein", "Datum", "Abschlag", ""], ["", "", "bewilligt", "ausgezahlt"], ["KI-XC", DAY, 1.0, 2.0]
    )
    assert dict(found.unclear) == {2: (U.AMOUNT, U.IGNORED), 3: (U.AMOUNT, U.IGNORED)}


def test_the_amounts_below_two_rows_say_payer_and_place() -> None:
    checked = check([UPPER, LOWER, ROW], merged=(OVER_AMOUNTS,), layout=Layout())
    assert [(line.place, line.stage, line.payer, line.cents) for line in checked.lines] == [
        ("Zelle E3", Stage.COMMITTED, Payer.VRS, 100),
        ("Zelle F3", Stage.COMMITTED, Payer.MUNICIPALITY, 200),
        ("Zelle G3", Stage.COMMITTED, Payer.PRIVATE, 400),
    ]
