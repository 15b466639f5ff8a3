"""The index of all figures: each amount is that of its explanation, and what nobody knows leads nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.amount_and_date_values import millions
from tests.domain.budget.any_budget import budgets, divided_budgets
from tests.domain.chapters.document_texts import cell_text, plain, rows
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import make_block, make_budget_row, make_entry, make_report
from vrs_tracker.domain.document import RowKind, Table
from vrs_tracker.domain.lists.figures import Figures, figures_of
from vrs_tracker.domain.notation import NO_STATEMENT, euro, rough_euro
from vrs_tracker.domain.origins import Origin, Traced
from vrs_tracker.domain.parsing import parse_euro
from vrs_tracker.domain.provenance.explaining import amount_of, explain
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Payer, Stage

UNDIVIDED = "Programm gesamt, nicht aufgeteilt"


def cells(found: Figures) -> Iterator[str]:
    """Yield the cells that hold an amount, or that there is none."""
    yield from (cell_text(row.cells[1]) for row in found.programme.rows)
    for table in (*found.years, found.blocks):
        yield from (cell_text(cell) for row in table.rows for cell in row.cells[1:])


def column(table: Table, head: str) -> dict[str, str]:
    """Return what stands in a column, by the first cell of the row."""
    place = [one.head for one in table.columns].index(head)
    return {found[0]: plain(found[place]) for found in rows(table)}


# ---------------------------------------------------------------- each amount


@given(budgets() | divided_budgets())
def test_every_amount_is_that_of_its_explanation_and_without_one_there_is_no_link(
    report: CommitteeReport,
) -> None:
    for cell in cells(figures_of(report)):
        if not isinstance(cell, Traced):
            assert cell == NO_STATEMENT
            continue
        found = explain(report, cell.origin)
        assert found is not None
        assert found.amount is not None
        assert cell == (rough_euro(found.amount) if found.is_rounded else euro(found.amount))


@given(
    budgets() | divided_budgets(),
    st.sampled_from(Measure),
    st.fixed_dictionaries(
        {}, optional={"year": st.sampled_from(["2025", "2026"]), "line": st.just("5710-01")}
    ),
)
def test_the_amount_alone_is_the_one_of_the_whole_explanation(
    report: CommitteeReport, measure: Measure, narrowed: dict[str, str]
) -> None:
    origin = Origin(measure, **narrowed)
    explained, alone = explain(report, origin), amount_of(report, origin)
    if explained is not None:
        assert (alone.value, alone.is_rounded) == (explained.amount, explained.is_rounded)


def test_a_figure_made_of_rounded_ones_is_rounded_too() -> None:
    report = make_report(
        blocks=(make_block(slug="ki-xc"),),
        entries=(make_entry(block="ki-xc", amount=millions("1.50"), is_rounded=True),),
    )
    found = figures_of(report)
    assert column(found.programme, "Betrag")["Bewilligt"] == "rund 1,5 Mio. €"
    assert set(column(found.blocks, "Bewilligt").values()) == {"rund 1,5 Mio. €"}


# ---------------------------------------------------------------- the programme


def test_the_programme_has_its_figures_with_what_each_says() -> None:
    found = figures_of(full_report()).programme
    assert found.caption == "Zahlen des Programms in Euro, Stand 30.06.2026"
    amounts, said = column(found, "Betrag"), column(found, "Was sie sagt")
    assert (amounts["Rahmen laut Antrag"], amounts["Verfügbar"]) == ("16.220.000,00 €", "1.350.000,00 €")
    assert amounts["Durch Haushaltssperre angehalten"] == NO_STATEMENT
    assert said["Bewilligt"] == "Durch Bescheid oder Vertrag gebunden."


# ---------------------------------------------------------------- by year


def test_a_year_stands_in_the_tables_that_know_something_of_it() -> None:
    budget, outflow = figures_of(full_report()).years
    assert list(column(budget, "Veranschlagt")) == ["2022", "2023", "2024", "2025", "2026"]
    assert list(column(outflow, "Bewilligt")) == ["2024", "2025", "2026", "2027", "2028"]
    assert column(outflow, "Ermächtigung")["2027"] == "800.000,00 €"
    assert column(outflow, "Finanzplanung")["2028"] == "420.000,00 €"


@pytest.mark.parametrize(
    ("report", "names"),
    [
        (make_report(), []),
        (make_report(budget=(make_budget_row(),)), ["haushalt-je-jahr"]),
        (make_report(entries=(make_entry(budget_year=2026),)), ["verwendung-je-jahr"]),
    ],
)
def test_a_table_of_years_without_any_amount_is_left_out(report: CommitteeReport, names: list[str]) -> None:
    tables = figures_of(report).tables()
    assert [table.name for table in tables] == ["zahlen-programm", *names, "zahlen-bausteine"]


# ---------------------------------------------------------------- by block


def test_a_block_has_the_shares_of_all_payers_and_the_regional_money_that_flows() -> None:
    found = figures_of(full_report()).blocks
    heads = ("Im Antrag", "Heute erfasst", "Bewilligt", "Ausgezahlt")
    assert [column(found, head)["KI im Bau (Stuttgart)"] for head in heads] == [
        *("3.200.000,00 €", "3.450.000,00 €", "1.600.000,00 €", "900.000,00 €"),
    ]
    addresses = [cell.origin.address for row in found.rows for cell in row.cells if isinstance(cell, Traced)]
    assert "/zahlen/bewilligt?baustein=ki-im-bau&geldgeber=vrs" in addresses
    assert column(found, "Bewilligt")["AIExpress (Böblingen)"] == NO_STATEMENT


def test_only_what_is_not_divided_has_a_row_of_its_own_before_the_sum() -> None:
    report = full_report()
    whole = make_entry(id=900, block=None, stage=Stage.DISBURSED, payer=Payer.VRS, amount=millions("0.08"))
    with_whole = figures_of(replace(report, entries=(*report.entries, whole))).blocks
    assert with_whole.rows[-1].kind is RowKind.TOTAL
    assert [found[0] for found in rows(with_whole)][-2:] == [UNDIVIDED, "Summe"]
    assert column(with_whole, "Ausgezahlt")[UNDIVIDED] == "80.000,00 €"
    assert UNDIVIDED not in column(figures_of(report).blocks, "Ausgezahlt")


@given(budgets())
def test_what_flows_adds_up_to_the_sum(report: CommitteeReport) -> None:
    blocks = figures_of(report).blocks
    for head in ("Bewilligt", "Ausgezahlt"):
        *parts, whole = (
            Decimal(0) if cell == NO_STATEMENT else parse_euro(cell) for cell in column(blocks, head).values()
        )
        assert sum(parts) == whole
