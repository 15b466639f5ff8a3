from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_strategy import amounts
from tests.domain.report_values import (
    make_block,
    make_blocks,
    make_motion,
    make_project,
    make_shares,
    millions,
)
from tests.domain.worked_examples import example
from vrs_tracker.domain.baseline import (
    baseline_totals,
    difference_to_printed,
    grand_total,
    public_total,
    regional_share_percent,
    row_total,
    town_totals,
)
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.money import percent_of, total

E31 = example("E31")


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _shares(row: dict[str, Any]) -> Shares:
    return Shares(
        regional=_amount(row["regional"]),
        municipal=_amount(row["municipal"]),
        private=_amount(row["private"]),
    )


def _blocks() -> tuple[BlockReport, ...]:
    """The rows of E31, and AIExpress, which has none."""
    rows = tuple(
        make_block(slug=row["name"], name=row["name"], towns=(row["town"],), baseline=_shares(row))
        for row in E31["inputs"]["rows"]
    )
    return (*rows, make_block(slug="aiexpress", towns=("Böblingen",), baseline=None))


def test_the_totals_of_the_motion_are_recomputed() -> None:
    expected = E31["expected"]["totals"]
    assert baseline_totals(_blocks()) == _shares(expected)
    assert grand_total(_blocks()) == Decimal(expected["all"])
    assert public_total(_blocks()) == Decimal(expected["public"])


@pytest.mark.parametrize("index", range(6))
def test_each_row_has_its_total_and_regional_share(index: int) -> None:
    row, expected = _blocks()[index].baseline, E31["expected"]["rows"][index]
    assert row is not None
    assert row_total(row) == Decimal(expected["total"])
    assert regional_share_percent(row) == Decimal(expected["regional_share_percent"])


def test_each_town_has_its_column_sums() -> None:
    found = {town: (shares, row_total(shares)) for town, shares in town_totals(_blocks())}
    expected = {
        town: (_shares(sums), Decimal(sums["all"])) for town, sums in E31["expected"]["towns"].items()
    }
    assert found == expected


def test_the_regional_share_of_all_is_that_of_the_handbook() -> None:
    regional = baseline_totals(_blocks()).regional
    assert regional is not None
    share = percent_of(regional, grand_total(_blocks()))
    assert share == Decimal(E31["expected"]["overall_regional_share_percent"])


def test_the_blocks_of_the_test_data_have_the_rows_of_the_example() -> None:
    assert baseline_totals(make_blocks()) == baseline_totals(_blocks())
    assert town_totals(make_blocks()) == town_totals(_blocks())


def test_the_printed_totals_of_the_motion_add_up() -> None:
    assert difference_to_printed(make_motion(), make_blocks()) == make_shares("0.00", "0.00", "0.00")


def test_a_printed_total_that_does_not_add_up_shows_the_difference() -> None:
    motion = make_motion(printed_totals=make_shares("16.20", None, "300.00"))
    assert difference_to_printed(motion, make_blocks()) == make_shares("0.02", None, "-1.80")


def test_projects_without_a_row_leave_the_totals_as_they_are() -> None:
    assert baseline_totals((*make_blocks(), make_project())) == baseline_totals(make_blocks())


def test_without_any_row_there_are_no_totals() -> None:
    assert baseline_totals((make_project(),)) == make_shares(None, None, None)
    assert town_totals((make_project(),)) == ()
    assert grand_total(()) == 0
    assert difference_to_printed(make_motion(), ()).regional == millions("-16.22")


def test_a_row_that_adds_up_to_nothing_has_no_regional_share() -> None:
    assert regional_share_percent(make_shares(None, None, None)) is None


_rows = st.builds(
    Shares, regional=st.none() | amounts, municipal=st.none() | amounts, private=st.none() | amounts
)


@given(st.lists(_rows, min_size=1, max_size=8))
def test_rows_and_columns_add_up_to_the_same(rows: list[Shares]) -> None:
    blocks = [replace(make_block(), slug=str(number), baseline=row) for number, row in enumerate(rows)]
    assert grand_total(blocks) == total(row_total(row) for row in rows)


@given(st.lists(st.tuples(_rows, st.sampled_from(["A", "B", "C"])), min_size=1, max_size=8))
def test_towns_add_up_to_the_whole(rows: list[tuple[Shares, str]]) -> None:
    blocks = [make_block(baseline=row, towns=(town,)) for row, town in rows]
    assert total(row_total(shares) for _, shares in town_totals(blocks)) == grand_total(blocks)
