"""Every amount on a page leads to an explanation whose entries add up to just this amount."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.chapters.full_report import full_report
from tests.domain.money_values import make_freeze
from tests.domain.report_strategy import amounts
from tests.domain.report_values import (
    make_budget_row,
    make_entry,
    make_project,
    make_release,
    make_sperrvermerk,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.block_list import block_list
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.chapters.block_money import money_table, regional_bars
from vrs_tracker.domain.chapters.budget import authority_elements, later_years_table, outflow_elements
from vrs_tracker.domain.chapters.districts import district_table
from vrs_tracker.domain.chapters.financing import differences_elements, payers_figure
from vrs_tracker.domain.chapters.funding_tables import FULL_EUROS, MILLIONS, current_elements, motion_table
from vrs_tracker.domain.chapters.headline import page_1_staircase, staircase_table
from vrs_tracker.domain.chapters.outflow_chart import cumulative_figure, plan_and_payments
from vrs_tracker.domain.chapters.shares import district_elements, share_elements
from vrs_tracker.domain.document import Element, Table, tables_in
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.lists.budget_year import budget_year
from vrs_tracker.domain.lists.cofunding import co_funding
from vrs_tracker.domain.lists.outflow import stages_table
from vrs_tracker.domain.lists.shares import share_list
from vrs_tracker.domain.money import total
from vrs_tracker.domain.notation import euro, euro_plain, million, rough_euro
from vrs_tracker.domain.origins import Origin, Traced, origin_of
from vrs_tracker.domain.provenance.explaining import explain
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    DatePrecision,
    Degree,
    Payer,
    Stage,
)


def tables_of(report: CommitteeReport) -> Iterator[Table]:
    """Every table of pages and report whose amounts lead on."""
    elements: tuple[Element | None, ...] = (
        *(staircase_table(report), page_1_staircase(report), payers_figure(report), stages_table(report)),
        *(plan_and_payments(report), cumulative_figure(report), later_years_table(report)),
        *(motion_table(report, MILLIONS), motion_table(report, FULL_EUROS)),
        *(*current_elements(report, MILLIONS), *current_elements(report, FULL_EUROS)),
        *(*differences_elements(report), *authority_elements(report), *outflow_elements(report)),
        *(*share_elements(report), *district_elements(report)),
        *(money_table(report, block) for block in report.all_blocks()),
        *(table for year in book_of(report).years() for table in budget_year(report, year).tables()),
        *(
            table.printed()
            for table in (
                *(block_list(report), district_table(report), share_list(report).table),
                co_funding(report).shares,
            )
        ),
    )
    yield from tables_in(element for element in elements if element is not None)


def figures_of(report: CommitteeReport) -> Iterator[Traced]:
    for table in tables_of(report):
        for row in table.rows:
            yield from (cell for cell in row.cells if isinstance(cell, Traced))
    for block in report.all_blocks():
        yield from (bar.amount for bar in regional_bars(report, block) if isinstance(bar.amount, Traced))


def written(words: str) -> str:
    """The amount of a cell without what stands around it."""
    return words.removeprefix("rund ").partition(" (")[0]


def explained(report: CommitteeReport, cell: Traced) -> str:
    found = explain(report, cell.origin)
    assert found is not None, cell.origin
    assert found.amount is not None, cell.origin
    if not cell.unit:
        return written(rough_euro(found.amount)) if cell.startswith("rund ") else euro(found.amount)
    return euro_plain(found.amount) if cell.unit == FULL_EUROS.label else million(found.amount)


@pytest.mark.parametrize("report", [sample_report(), full_report()])
def test_each_amount_of_the_pages_is_the_sum_of_its_entries(report: CommitteeReport) -> None:
    cells = list(figures_of(report))
    assert len({cell.origin for cell in cells}) > 60
    told = [(cell.origin.address, written(cell), explained(report, cell)) for cell in cells]
    assert [each for each in told if each[1] != each[2]] == []


# ---------------------------------------------------------------- any report

_DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
_MOMENTS = st.builds(PreciseDate, _DAYS | st.none(), st.sampled_from(DatePrecision))
_SLUGS = st.sampled_from([None, "ki-xc", "aitransform", "projekt-fellbach", "projekt-ohne-ort"])
_YEARS = st.integers(2025, 2028)
_LINES = st.sampled_from(["5711 A", "5711 B"])
_PLAIN = st.builds(
    make_entry,
    id=st.integers(1, 6),
    block=_SLUGS,
    stage=st.sampled_from(Stage),
    payer=st.sampled_from(Payer),
    budget_year=st.none() | _YEARS,
    effective=_MOMENTS,
    amount=amounts,
    is_rounded=st.booleans(),
    counting=st.sampled_from(Counting),
    reverses=st.none() | st.integers(1, 6),
    degree=st.sampled_from(Degree),
)
_ENTRIES = st.builds(replace, _PLAIN, budget_line=st.none() | _LINES)
_BUDGET = st.builds(
    make_budget_row,
    id=st.integers(1, 6),
    budget_year=_YEARS,
    kind=st.sampled_from(AppropriationKind),
    amount=amounts,
    effective=_MOMENTS,
    budget_line=_LINES,
)
_WHOLE_NOTES = st.builds(
    make_sperrvermerk, id=st.integers(1, 3), budget_year=_YEARS, amount=amounts, effective=_MOMENTS
)
_NOTES = st.builds(replace, _WHOLE_NOTES, budget_line=st.none() | _LINES)
_FREEZES = st.builds(
    make_freeze,
    id=st.integers(1, 3),
    lifts=st.none() | st.integers(1, 3),
    budget_year=_YEARS,
    amount=amounts,
    effective=_MOMENTS,
    budget_line=_LINES,
)
_RELEASES = st.builds(
    make_release,
    lifts=st.none() | st.integers(1, 3),
    budget_year=st.none() | _YEARS,
    amount=amounts,
    is_rounded=st.booleans(),
    effective=_MOMENTS,
)


@st.composite
def money_reports(draw: st.DrawFn) -> CommitteeReport:
    """The blocks of the sample with any money at all."""
    sample = sample_report()
    nowhere = make_project(slug="projekt-ohne-ort", number=9, name="Ohne Ort", towns=(), districts=())
    return replace(
        sample,
        projects=(*sample.projects, nowhere),
        entries=tuple(draw(st.lists(_ENTRIES, max_size=8))),
        budget=tuple(draw(st.lists(_BUDGET, max_size=4))),
        sperrvermerke=tuple(draw(st.lists(_NOTES, max_size=3))),
        releases=tuple(draw(st.lists(_RELEASES, max_size=3))),
        freezes=tuple(draw(st.lists(_FREEZES, max_size=2))),
    )


@settings(max_examples=60, deadline=None)
@given(money_reports())
def test_each_amount_of_any_report_is_the_sum_of_its_entries(report: CommitteeReport) -> None:
    told = [(cell.origin, written(cell), explained(report, cell)) for cell in figures_of(report)]
    assert [each for each in told if each[1] != each[2]] == []


@settings(max_examples=60, deadline=None)
@given(money_reports())
def test_the_parts_of_each_formula_come_to_its_figure(report: CommitteeReport) -> None:
    origins = {cell.origin for cell in figures_of(report)} | {Origin(measure) for measure in Measure}
    for origin in origins:
        found = explain(report, origin)
        assert found is not None
        assert origin_of(origin.measure.value, words_of(origin)) == origin
        if found.parts:
            assert total(part.sign * part.amount for part in found.parts) == found.amount
            for part in found.parts:
                alone = explain(report, part.origin)
                assert alone is not None
                assert alone.amount == part.amount


@settings(max_examples=50, deadline=None)
@given(money_reports(), st.data())
def test_a_booking_and_its_reversal_change_no_figure(report: CommitteeReport, data: st.DataObject) -> None:
    entry = replace(data.draw(_ENTRIES), id=90, reverses=None)
    undone = replace(entry, id=91, reverses=90, amount=-entry.amount)
    more = replace(report, entries=(*report.entries, entry, undone))
    for measure in Measure:
        before, after = explain(report, Origin(measure)), explain(more, Origin(measure))
        assert before is not None
        assert after is not None
        assert (before.amount or Decimal(0)) == (after.amount or Decimal(0))


def words_of(origin: Origin) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(origin.address).query))
