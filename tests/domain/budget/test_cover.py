"""What covers commitments, and that the rule of bookings and every page say the same of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.amount_and_date_values import on
from tests.domain.budget.any_budget import AMOUNTS, DAY, budgets, divided_budgets, entries
from tests.domain.budget.budget_books import AUTUMN, MAIN, OTHER, TODAY, entry, eur
from tests.domain.money_values import (
    make_budget_row,
    make_entry,
    make_freeze,
    make_release,
    make_sperrvermerk,
)
from tests.domain.report_values import make_report
from vrs_tracker.domain.batches import batch_objections
from vrs_tracker.domain.budget.available import standing_of_lines, standing_of_programme
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.shares import whereabouts
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.findings import judge, objections
from vrs_tracker.domain.funding import staircase
from vrs_tracker.domain.ledger import Scope, ledger_of, standing
from vrs_tracker.domain.lists.what_if import what_if
from vrs_tracker.domain.money import total
from vrs_tracker.domain.origins import Origin, line_code
from vrs_tracker.domain.provenance.explaining import explain
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind, RuleCode, Stage

OVER = RuleCode.COMMITTED_OVER_RELEASED
CENT = Decimal("0.01")
DAYS = st.sampled_from([date(2025, 6, 1), date(2026, 11, 2), date(2027, 1, 1), date(2028, 5, 5)])


def authority(amount: str, *, year: int = 2027, line: str = MAIN, plan_year: int | None = 2026) -> BudgetRow:
    return make_budget_row(
        budget_year=year,
        kind=AppropriationKind.COMMITMENT_AUTHORISATION,
        budget_line=line,
        amount=eur(amount),
        plan_year=plan_year,
    )


def granted(amount: str, *, year: int | None = 2026, line: str | None = MAIN) -> MoneyEntry:
    return entry(Stage.COMMITTED, amount, line, year=year)


def report(*entries: MoneyEntry, budget: tuple[BudgetRow, ...] = (), day: date = TODAY) -> CommitteeReport:
    """Return a report in which 100 is released."""
    return make_report(
        as_of=day,
        entries=entries,
        budget=budget,
        releases=(make_release(amount=eur("100")),),
        sperrvermerke=(),
    )


def available(found: CommitteeReport) -> Decimal | None:
    return staircase(found).available


# ---------------------------------------------------------------- authorisations of later years


def test_an_authorisation_covers_what_is_charged_to_its_year() -> None:
    assert available(report(granted("90"), granted("40", year=2027), budget=(authority("30"),))) == eur("0")
    assert available(report(granted("90"), granted("20", year=2027), budget=(authority("30"),))) == eur("10")


def test_a_grant_of_this_or_an_earlier_year_or_of_none_never_rests_on_it() -> None:
    for year in (2026, 2025, None, 2028):
        assert available(report(granted("110", year=year), budget=(authority("30"),))) == eur("-10")


def test_only_what_is_granted_in_the_year_of_its_budget_rests_on_it() -> None:
    later = granted("110", year=2027)
    assert available(report(later, budget=(authority("30"),))) == eur("20")
    assert available(report(later, budget=(authority("30", plan_year=2025),))) == eur("-10")


def test_one_that_names_no_budget_is_taken_for_that_of_the_year_before_its_own() -> None:
    later = granted("110", year=2027)
    assert available(report(later, budget=(authority("30", plan_year=None),))) == eur("20")
    years_ahead = granted("110", year=2028)
    assert available(report(years_ahead, budget=(authority("30", year=2028, plan_year=None),))) == eur("-10")


def test_what_it_covers_stays_covered_until_its_year_has_come() -> None:
    lawful = granted("110", year=2028)
    by_2026 = (authority("30", year=2028),)
    assert available(report(lawful, budget=by_2026, day=date(2027, 12, 31))) == eur("20")
    assert available(report(lawful, budget=by_2026, day=date(2028, 1, 1))) == eur("-10")


def test_when_the_year_of_its_budget_is_over_nothing_new_rests_on_what_is_left_of_it() -> None:
    lawful = granted("20", year=2028)
    too_late = replace(granted("95", year=2028), id=7, effective=on(2027, 3, 1))
    found = report(lawful, too_late, budget=(authority("30", year=2028),), day=date(2027, 6, 1))
    assert staircase(found).covered == eur("20")
    (objection,) = objections(too_late, ledger_of(replace(found, entries=(lawful, replace(lawful, id=6)))))
    assert "Verpflichtungsermächtigung" not in objection.says.split("gedeckt")[-1]


def test_taking_back_in_a_later_year_leaves_no_cover_for_others() -> None:
    lawful = replace(granted("30", year=2028), id=1)
    back = replace(lawful, id=2, amount=eur("-30"), reverses=1, effective=on(2027, 2, 1))
    too_late = replace(granted("30", year=2028), id=3, effective=on(2027, 3, 1))
    found = report(lawful, back, too_late, budget=(authority("30", year=2028),), day=date(2027, 6, 1))
    assert staircase(found).covered is None


def test_when_its_year_has_come_it_covers_nothing_any_more() -> None:
    found = report(granted("110", year=2027), budget=(authority("30", plan_year=None),), day=date(2027, 1, 1))
    assert available(found) == eur("-10")


def test_an_authorisation_of_one_line_does_not_cover_grants_of_another() -> None:
    found = report(granted("40", year=2027, line=OTHER), budget=(authority("30"),))
    assert staircase(found).covered is None


def test_what_names_no_line_is_covered_by_what_other_grants_leave() -> None:
    entries = (granted("20", year=2027), granted("20", year=2027, line=None))
    assert staircase(report(*entries, budget=(authority("30"),))).covered == eur("30")
    assert staircase(report(*entries, budget=(authority("30", line=""),))).covered == eur("30")


def test_what_is_taken_back_is_not_covered_any_more() -> None:
    back = granted("-40", year=2027, line=None)
    assert staircase(report(granted("40", year=2027), back, budget=(authority("30"),))).covered is None


def test_the_parts_of_the_ansatz_leave_out_what_rests_on_later_years() -> None:
    ansatz = make_budget_row(amount=eur("100"), budget_year=2026)
    found = whereabouts(
        book_of(report(granted("70"), granted("40", year=2027), budget=(ansatz, authority("40"))))
    )
    assert found is not None
    assert (found.still_due, found.available, found.covered, found.fits) == (
        eur("70"),
        eur("30"),
        eur("40"),
        True,
    )


# ---------------------------------------------------------------- the rule and the pages


@given(budgets() | divided_budgets(), DAYS)
def test_the_excess_of_the_rule_is_what_the_page_calls_available_negated(
    any_report: CommitteeReport, day: date
) -> None:
    found = replace(any_report, as_of=day)
    measures = standing(ledger_of(found), day)
    steps, book = staircase(found), book_of(found)
    assert standing_of_programme(book).available == (steps.available if steps.committed else None)
    if steps.released is not None and steps.committed:
        assert measures[Scope(OVER, None)].excess == -(steps.available or 0)


@given(budgets() | divided_budgets(), DAYS)
def test_each_line_is_judged_by_what_the_page_calls_available_of_it(
    any_report: CommitteeReport, day: date
) -> None:
    found = replace(any_report, as_of=day)
    measures = standing(ledger_of(found), day)
    on_page = {
        one.line: one.available for one in standing_of_lines(book_of(found)) if one.available is not None
    }
    judged = {
        scope.line: -measure.excess
        for scope, measure in measures.items()
        if scope.rule is OVER and scope.line and measure.amount.amount
    }
    assert judged.items() <= on_page.items()
    if judged:
        assert judged == on_page


@given(divided_budgets())
def test_the_lines_of_divided_money_add_up_to_the_programme(found: CommitteeReport) -> None:
    measures = standing(ledger_of(found), found.as_of)
    of_lines = [one for scope, one in measures.items() if scope.rule is OVER and scope.line and one.cover]
    if of_lines:
        whole = measures[Scope(OVER, None)].cover
        assert whole is not None
        covers = [one.cover for one in of_lines if one.cover is not None]
        assert total(one.available for one in covers) == whole.available
        assert total(one.covered for one in covers) == whole.covered


@given(budgets(), DAYS, AMOUNTS)
def test_a_grant_of_what_is_available_keeps_the_rule_and_a_cent_more_breaks_it(
    any_report: CommitteeReport, day: date, first: Decimal
) -> None:
    """Without authorisations, and with one line, so that only the programme is judged."""
    seed = make_entry(id=90, amount=first, block=None, effective=DAY)
    plain = replace(
        any_report,
        as_of=day,
        budget=(),
        entries=(*(replace(one, budget_line=None) for one in any_report.entries), seed),
    )
    free = staircase(plain).available
    assume(free is not None and free > 0)
    assert free is not None
    last = make_entry(id=91, amount=free, budget_year=None, effective=replace(DAY, day=day))
    ledger = ledger_of(plain)
    assert OVER not in judge(last, ledger)
    assert OVER in judge(replace(last, amount=free + CENT), ledger)


@given(budgets(), AMOUNTS, st.integers(2024, 2029), st.integers(2024, 2029), st.integers(2024, 2027))
def test_an_authorisation_helps_only_grants_of_its_year_entered_in_that_of_its_budget(
    any_report: CommitteeReport, amount: Decimal, year: int, charged: int, plan_year: int
) -> None:
    """The grant is of 2025 and the day of 2026."""
    own = make_entry(id=90, amount=amount, block=None, budget_year=charged, effective=DAY)
    before = replace(any_report, budget=(), entries=(own,))
    row = make_budget_row(
        budget_year=year,
        kind=AppropriationKind.COMMITMENT_AUTHORISATION,
        amount=amount,
        effective=DAY,
        plan_year=plan_year,
    )
    after = replace(before, budget=(row,))
    gains = (staircase(after).available or 0) - (staircase(before).available or 0)
    helps = plan_year == 2025 and year == charged and year > before.as_of.year
    assert gains == (amount if helps and staircase(before).released is not None else 0)


@given(budgets() | divided_budgets())
def test_what_is_covered_is_never_more_than_is_authorised_or_charged(any_report: CommitteeReport) -> None:
    covered = staircase(any_report).covered or Decimal(0)
    later = [row for row in any_report.budget if row.kind is AppropriationKind.COMMITMENT_AUTHORISATION]
    charged = [one for one in book_of(any_report).entries if one.stage is Stage.COMMITTED]
    assert 0 <= covered <= total(row.amount for row in later if row.budget_year > 2026)
    assert covered <= total(one.amount for one in charged if (one.budget_year or 0) > 2026)


@given(budgets() | divided_budgets())
def test_where_available_comes_from_adds_up_to_it(any_report: CommitteeReport) -> None:
    for line in ("", *(line_code(one.line) for one in standing_of_lines(book_of(any_report)))):
        found = explain(any_report, Origin(Measure.AVAILABLE, line=line))
        shown = (
            standing_of_programme(book_of(any_report)).available
            if not line
            else next(
                one.available for one in standing_of_lines(book_of(any_report)) if line_code(one.line) == line
            )
        )
        if found is not None:
            assert found.amount == shown
            assert total(part.sign * part.amount for part in found.parts) == (shown or 0)


def test_the_what_if_names_what_is_covered() -> None:
    found = what_if(report(granted("90"), granted("40", year=2027), budget=(authority("30"),)), ())
    assert "durch Verpflichtungsermächtigung gedeckt" in [row.cells[0] for row in found.money.rows]
    assert found.money.message.endswith("durch Verpflichtungsermächtigung gedeckt.")


# ---------------------------------------------------------------- by Buchungsstelle


def divided(*entries: MoneyEntry, budget: tuple[BudgetRow, ...] = ()) -> CommitteeReport:
    """Return a report with 100 released for one line and 50 for another."""
    return make_report(
        as_of=TODAY,
        budget=budget,
        entries=entries,
        sperrvermerke=(
            make_sperrvermerk(id=1, budget_line=MAIN, amount=eur("100")),
            make_sperrvermerk(id=2, budget_line=OTHER, amount=eur("50")),
        ),
        releases=(
            make_release(id=1, lifts=1, amount=eur("100")),
            make_release(id=2, lifts=2, amount=eur("50")),
        ),
    )


def excesses(found: CommitteeReport) -> dict[str, Decimal]:
    measures = standing(ledger_of(found), TODAY)
    return {scope.line: one.excess for scope, one in measures.items() if scope.rule is OVER}


def test_each_line_is_judged_if_all_money_is_divided() -> None:
    found = divided(granted("10"), granted("60", line=OTHER))
    assert excesses(found) == {"": eur("-80"), MAIN: eur("-90"), OTHER: eur("10")}


def test_a_line_for_which_nothing_is_released_has_nothing() -> None:
    found = divided(granted("10"), granted("5", line="9999"))
    assert excesses(found)["9999"] == eur("5")
    (line,) = (one for one in standing_of_lines(book_of(found)) if one.line == "9999")
    assert (line.released, line.available) == (eur("0"), eur("-5"))


def test_no_line_is_judged_while_a_grant_names_none() -> None:
    assert set(excesses(divided(granted("10"), granted("60", line=None)))) == {""}


def test_no_line_is_judged_while_an_authorisation_of_all_lines_is_in_use() -> None:
    for_any = authority("5", line="")
    found = divided(granted("10"), granted("5", year=2027, line=OTHER), budget=(for_any,))
    assert set(excesses(found)) == {""}
    assert all(one.is_undivided for one in standing_of_lines(book_of(found)))


def test_a_line_keeps_back_what_is_frozen_there() -> None:
    frozen = replace(
        divided(granted("10"), granted("45", line=OTHER)),
        freezes=(make_freeze(budget_line=OTHER, amount=eur("8"), effective=AUTUMN),),
    )
    assert excesses(frozen) == {"": eur("-87"), MAIN: eur("-90"), OTHER: eur("3")}


def test_what_only_divides_the_money_breaks_no_rule() -> None:
    """Taking back the one grant without a line lets the lines be judged; it is not what exceeded them."""
    unnamed = replace(granted("1", line=None), id=7)
    ledger = ledger_of(divided(granted("10"), granted("60", line=OTHER), unnamed))
    back = replace(unnamed, id=8, amount=-unnamed.amount, reverses=7)
    assert judge(back, ledger) == ()
    assert batch_objections([back], ledger) == ()


@given(divided_budgets(), entries)
def test_a_file_of_one_amount_is_judged_as_it_is_alone(found: CommitteeReport, new: MoneyEntry) -> None:
    assert batch_objections([new], ledger_of(found)) == objections(new, ledger_of(found))
