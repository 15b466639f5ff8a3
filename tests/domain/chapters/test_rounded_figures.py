"""A rounded amount makes every figure „rund“ that holds it, and no other (users.md 1.2)."""

import pytest

from tests.domain.amount_and_date_values import millions, on
from tests.domain.chapters.document_texts import plain, rows, tables
from tests.domain.money_values import make_entry, make_release, make_sperrvermerk
from tests.domain.report_values import make_report
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.budget_lines import formula_table, use_table
from vrs_tracker.domain.chapters.rounded_figures import is_rounded
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.origins import WITHOUT, Origin
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import Stage


def report() -> CommitteeReport:
    """A rounded release of 2023 that lifts nothing, an exact one of 2026, and what is granted and paid."""
    return make_report(
        releases=(
            make_release(
                id=1, amount=millions("11.60"), is_rounded=True, budget_year=2023, effective=on(2023, 7, 26)
            ),
            make_release(id=2, amount=millions("1.10"), budget_year=2026, effective=on(2026, 4, 21)),
        ),
        entries=(
            make_entry(id=1, amount=millions("11.35"), budget_year=2025),
            make_entry(id=2, stage=Stage.DISBURSED, amount=millions("4.92")),
        ),
    )


def cells(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[plain(cell) for cell in row] for row in rows(table)]


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (Origin(Measure.RELEASED), True),
        (Origin(Measure.RELEASED, year="2023"), True),
        (Origin(Measure.RELEASED, year="2026"), False),
        (Origin(Measure.RELEASED, until="2022"), False),
        (Origin(Measure.RELEASED, until="2026"), True),
        (Origin(Measure.RELEASED, line=WITHOUT), True),
        (Origin(Measure.RELEASED, line="5710"), False),
        (Origin(Measure.AVAILABLE), True),
        (Origin(Measure.COMMITTED), False),
        (Origin(Measure.OPEN), False),
        (Origin(Measure.BLOCKED), False),
        (None, False),
    ],
)
def test_a_figure_is_rounded_where_a_rounded_amount_is_in_it(
    *, origin: Origin | None, expected: bool
) -> None:
    assert is_rounded(report(), origin) is expected


def test_a_release_for_a_later_year_makes_that_year_rounded_and_no_sum() -> None:
    later = make_release(amount=millions("0.50"), is_rounded=True, budget_year=2027)
    ahead = make_report(releases=(later,))
    assert is_rounded(ahead, Origin(Measure.RELEASED, year="2027"))
    assert not is_rounded(ahead, Origin(Measure.RELEASED))
    assert not is_rounded(ahead, Origin(Measure.AVAILABLE))


def test_a_rounded_release_makes_what_its_sperrvermerk_still_blocks_rounded() -> None:
    note = make_sperrvermerk(id=7, budget_year=2026)
    lifting = make_release(amount=millions("0.50"), is_rounded=True, lifts=7)
    assert is_rounded(make_report(sperrvermerke=(note,), releases=(lifting,)), Origin(Measure.BLOCKED))


def test_what_is_available_is_rounded_in_its_formula_and_beside_it() -> None:
    available, due, _ = cells(formula_table(report()))
    assert available[1].startswith("rund 12,7 Mio. € freigegeben − 11.350.000,00 € bewilligt")
    assert available[2] == "rund 1,35 Mio. €"
    assert due[2] == "6.430.000,00 €"


def test_the_sum_of_the_lines_is_rounded_with_the_release_in_it() -> None:
    *_, sums = cells(use_table(report(), 2026))
    assert sums[1:3] == ["rund 12,7 Mio. €", "11.350.000,00 €"]


def test_the_year_of_a_rounded_release_and_the_sum_of_the_years_are_rounded() -> None:
    found = {row[0]: row[-1] for row in cells(tables(budget_section(report()))["haushalt"])}
    assert found == {"2023": "rund 11,60", "2026": "1,10", "Summe": "rund 12,70"}
