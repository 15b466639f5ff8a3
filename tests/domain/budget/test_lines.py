"""A budget year by line: Ansatz, carry-over, what is held back, how the money was used."""

from dataclasses import replace

from tests.domain.amount_and_date_values import on
from tests.domain.budget.budget_books import (
    MAIN,
    OTHER,
    ansatz,
    book,
    carried,
    entry,
    eur,
    sample_report,
)
from tests.domain.money_values import make_freeze, make_release, make_sperrvermerk
from vrs_tracker.domain.budget.available import standing_of_lines, standing_of_programme
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.lines import year_lines, year_sum
from vrs_tracker.domain.budget.shares import whereabouts
from vrs_tracker.domain.funding import staircase, still_frozen
from vrs_tracker.domain.vocabulary.money import Counting, Payer, Stage


def test_a_year_shows_each_line_with_what_was_carried_over_to_it() -> None:
    first, second = year_lines(book_of(sample_report()), 2026)

    assert (first.line, first.appropriated, first.carried_in, first.adjusted) == (
        MAIN,
        eur("40"),
        eur("70"),
        eur("110"),
    )
    assert (second.line, second.carried_in, second.adjusted) == (OTHER, None, eur("60"))
    assert (first.blocked, second.frozen) == (eur("30"), eur("5"))


def test_a_past_year_shows_what_was_passed_on_and_what_was_not_used() -> None:
    line = year_sum(book_of(sample_report()), 2025)

    assert (line.adjusted, line.disbursed, line.carried_out) == (eur("100"), eur("30"), eur("70"))
    assert line.unused == eur("0")


def test_a_line_without_ansatz_has_no_adjusted_ansatz_and_nothing_unused() -> None:
    (line,) = year_lines(book(entries=(entry(Stage.DISBURSED, "5"),)), 2026)

    assert (line.adjusted, line.unused) == (None, None)


def test_paying_more_than_the_ansatz_leaves_nothing_unused() -> None:
    (line,) = year_lines(book(ansatz(2026, "4"), entries=(entry(Stage.DISBURSED, "5"),)), 2026)

    assert line.unused == eur("0")


def test_what_names_no_line_stands_last() -> None:
    lines = year_lines(book(ansatz(2026, "1", ""), ansatz(2026, "2", "9999")), 2026)

    assert [line.line for line in lines] == ["9999", ""]


def test_money_of_others_and_contained_amounts_are_no_money_of_the_budget() -> None:
    others = replace(entry(Stage.COMMITTED, "7"), payer=Payer.MUNICIPALITY)
    contained = replace(entry(Stage.COMMITTED, "7"), counting=Counting.CONTAINED)

    assert year_lines(book(entries=(others, contained)), 2026) == ()


def test_an_old_sperrvermerk_blocks_the_running_year_and_no_later_one_blocks_it() -> None:
    report = replace(
        sample_report(),
        sperrvermerke=(
            make_sperrvermerk(id=7, budget_year=2025, amount=eur("4")),
            make_sperrvermerk(id=8, budget_year=2027, amount=eur("9")),
        ),
    )
    blocks = book_of(report)

    assert [year_sum(blocks, year).blocked for year in (2025, 2026, 2027)] == [eur("4"), eur("4"), eur("9")]
    assert year_sum(blocks, 2026).blocked == staircase(report).blocked


def test_the_years_are_those_of_all_records_and_of_the_day() -> None:
    report = replace(
        sample_report(),
        sperrvermerke=(make_sperrvermerk(id=7, budget_year=2023),),
        freezes=(make_freeze(budget_year=2024),),
        releases=(
            make_release(budget_year=2022),
            make_release(id=2, budget_year=None, effective=replace(on(2026, 1, 1), day=None)),
        ),
    )

    assert book_of(report).years() == (2022, 2023, 2024, 2025, 2026)


# ---------------------------------------------------------------- available


def test_available_is_released_less_granted_less_frozen() -> None:
    now = standing_of_programme(book_of(sample_report()))

    assert (now.released, now.committed, now.frozen) == (eur("130"), eur("110"), eur("5"))
    assert (now.available, now.still_due) == (eur("15"), eur("55"))
    assert now.available == staircase(sample_report()).available


def test_a_line_has_no_available_figure_of_its_own_while_a_release_names_none() -> None:
    lines = standing_of_lines(book_of(sample_report()))

    assert [(line.line, line.available) for line in lines] == [(MAIN, None), (OTHER, None), ("", None)]
    assert all(line.is_undivided for line in lines)


def test_a_line_has_its_own_figure_if_everything_names_its_line() -> None:
    report = sample_report()
    divided = replace(report, releases=report.releases[:1])

    assert [line.available for line in standing_of_lines(book_of(divided))] == [eur("-80"), eur("-25")]


def test_as_long_as_nothing_is_released_no_line_has_a_release_of_nought() -> None:
    granted = book(entries=(entry(Stage.COMMITTED, "9"), entry(Stage.COMMITTED, "2", OTHER)))

    assert [(one.line, one.committed, one.released) for one in standing_of_lines(granted)] == [
        (MAIN, eur("9"), None),
        (OTHER, eur("2"), None),
    ]


def test_without_any_line_the_programme_is_the_line() -> None:
    report = replace(
        sample_report(),
        entries=(entry(Stage.COMMITTED, "90", None),),
        releases=(make_release(amount=eur("100")),),
        freezes=None,
    )

    assert [line.available for line in standing_of_lines(book_of(report))] == [eur("10")]


def test_nobody_knows_what_is_available_before_a_grant_is_recorded() -> None:
    report = replace(sample_report(), entries=())
    now = standing_of_programme(book_of(report))

    assert (now.available, now.still_due) == (None, None)


def test_a_freeze_of_last_year_holds_nothing_back() -> None:
    report = replace(sample_report(), freezes=(make_freeze(budget_year=2025, amount=eur("9")),))

    assert standing_of_programme(book_of(report)).available == eur("20")
    assert staircase(report).frozen is None


def test_a_freeze_is_ended_in_part() -> None:
    first, second = sample_report().freezes or ()

    assert still_frozen(first, (first, second)) == eur("5")


# ---------------------------------------------------------------- where each euro is


def test_the_parts_make_up_the_adjusted_ansatz_when_all_is_carried_over() -> None:
    report = replace(sample_report(), budget=(*sample_report().budget, carried(2026, "-40", OTHER)))
    found = whereabouts(book_of(report))

    assert found is not None
    assert (found.whole, found.difference, found.fits) == (eur("130"), eur("0"), True)
    assert (found.disbursed, found.still_due, found.available, found.frozen, found.blocked) == (
        eur("25"),
        eur("55"),
        eur("15"),
        eur("5"),
        eur("30"),
    )


def test_the_parts_do_not_fit_while_carry_overs_are_missing() -> None:
    found = whereabouts(book_of(sample_report()))

    assert found is not None
    assert (found.difference, found.fits) == (eur("40"), False)


def test_there_are_no_parts_without_an_ansatz_or_a_grant() -> None:
    report = sample_report()

    assert whereabouts(book_of(replace(report, budget=()))) is None
    assert whereabouts(book_of(replace(report, entries=()))) is None


def test_parts_that_nobody_recorded_are_nothing() -> None:
    report = replace(
        sample_report(),
        budget=(ansatz(2026, "10"),),
        sperrvermerke=(),
        freezes=(),
        releases=(make_release(amount=eur("10")),),
        entries=(entry(Stage.COMMITTED, "10"),),
    )
    found = whereabouts(book_of(report))

    assert found is not None
    assert (found.disbursed, found.frozen, found.blocked, found.still_due) == (
        eur("0"),
        eur("0"),
        eur("0"),
        eur("10"),
    )
