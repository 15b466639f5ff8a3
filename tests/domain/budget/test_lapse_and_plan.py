"""What lapses at the end of the year, and what is only planned."""

from datetime import date

from tests.domain.amount_and_date_values import on
from tests.domain.budget.budget_books import MAIN, OTHER, ansatz, book, carried, entry, eur, plan
from tests.domain.money_values import make_budget_row
from tests.domain.report_values import make_report
from vrs_tracker.domain.breakdowns import by_year
from vrs_tracker.domain.budget.lapse import lapse_sentence, lapse_task, lapses, lapses_soon
from vrs_tracker.domain.budget.plan import later_years, plan_versions
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Stage

NAMES = {"ki-xc": "KI-XC"}


def test_what_is_neither_paid_nor_carried_over_lapses_and_names_who_is_concerned() -> None:
    found = lapses_soon(
        book(
            ansatz(2026, "960000", OTHER),
            carried(2027, "450000", OTHER),
            ansatz(2026, "100", MAIN),
            entries=(
                entry(Stage.COMMITTED, "1200000", OTHER),
                entry(Stage.DISBURSED, "80000", OTHER),
                entry(Stage.COMMITTED, "100", block="aitransform"),
                entry(Stage.DISBURSED, "100", block="aitransform"),
            ),
        )
    )

    assert [(one.line, one.amount, one.blocks) for one in found] == [(OTHER, eur("430000"), ("ki-xc",))]
    assert lapse_task(found, NAMES) == (
        "Am 31.12.2026 verfällt: 0,43\N{NO-BREAK SPACE}Mio.\N{NO-BREAK SPACE}€, betrifft KI-XC."
    )
    assert lapse_sentence(found, NAMES) == (
        "Am 31.12.2026 verfallen 0,43 Millionen Euro, wenn sie bis dahin nicht ausgezahlt oder übertragen "
        "sind. Betroffen: KI-XC."
    )


def test_a_block_whose_grants_are_paid_is_not_concerned() -> None:
    entries = (entry(Stage.COMMITTED, "5"), entry(Stage.DISBURSED, "5"))

    assert [one.blocks for one in lapses_soon(book(ansatz(2026, "50"), entries=entries))] == [()]


def test_what_concerns_no_block_names_none() -> None:
    found = lapses_soon(book(ansatz(2026, "50"), entries=(entry(Stage.COMMITTED, "5", block=None),)))

    assert "betrifft" not in lapse_task(found, NAMES)
    assert "Betroffen" not in lapse_sentence(found, NAMES)


def test_before_october_nothing_is_said_and_without_a_lapse_neither() -> None:
    assert lapses_soon(book(ansatz(2026, "50"), day=date(2026, 9, 30))) == ()
    assert lapse_task(lapses_soon(book(ansatz(2026, "50"), carried(2027, "50"))), NAMES) == ""


def test_what_a_past_year_has_lost_stays_known() -> None:
    (one,) = lapses(book(ansatz(2025, "50"), carried(2026, "20")), 2025)

    assert (one.year, one.amount) == (2025, eur("30"))


# ---------------------------------------------------------------- planning


def test_the_newest_version_of_the_plan_stands_first_and_alone_counts() -> None:
    rows = (plan(2027, "7", 2025), plan(2027, "8", 2026), plan(2028, "4", 2026), plan(2027, "1", None))
    versions = plan_versions(book(*rows))

    assert [version.plan_year for version in versions] == [2026, 2025, None]
    assert versions[0].years == ((2027, eur("8")), (2028, eur("4")))
    report = make_report(as_of=date(2026, 10, 20), budget=rows)
    assert {row.year: row.medium_term for row in by_year(report)} == {2027: eur("8"), 2028: eur("4")}


def test_without_a_version_the_plan_counts_as_it_is() -> None:
    (row,) = by_year(make_report(budget=(plan(2027, "1", None),)))

    assert row.medium_term == eur("1")


def test_an_authority_for_a_later_year_says_what_is_promised_already() -> None:
    authority = make_budget_row(
        budget_year=2027, kind=AppropriationKind.COMMITMENT_AUTHORISATION, amount=eur("60")
    )
    entries = (
        entry(Stage.COMMITTED, "20", year=2027),
        entry(Stage.COMMITTED, "5", year=2028, effective=on(2026, 3, 1)),
        entry(Stage.COMMITTED, "9", year=2026),
    )
    first, second = later_years(book(authority, entries=entries))

    assert (first.year, first.authorised, first.committed, first.free) == (
        2027,
        eur("60"),
        eur("20"),
        eur("40"),
    )
    assert (second.year, second.authorised, second.committed, second.free) == (2028, None, eur("5"), None)
