"""Money released for a later year is not money of this one: on no page, in no rule, in no explanation."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.amount_and_date_values import millions, on
from tests.domain.budget.any_budget import AMOUNTS, DAY, budgets
from tests.domain.money_values import make_budget_row, make_entry, make_release, make_sperrvermerk
from tests.domain.report_values import make_report
from vrs_tracker.domain.budget.available import standing_of_lines, standing_of_programme
from vrs_tracker.domain.budget.book import book_of
from vrs_tracker.domain.budget.shares import whereabouts
from vrs_tracker.domain.chapters.budget import authority_elements
from vrs_tracker.domain.chapters.budget_lines import whereabouts_message
from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.chapters.releases import releases_elements
from vrs_tracker.domain.chapters.rounded_figures import is_rounded
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.findings import objections
from vrs_tracker.domain.funding import has_rounded_blocks, has_rounded_releases, staircase
from vrs_tracker.domain.ledger import breaches, ledger_of, standing
from vrs_tracker.domain.lists.budget_year import budget_year
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.origins import Origin, of_year
from vrs_tracker.domain.provenance.explaining import explain
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import RuleCode

NOVEMBER = date(2026, 11, 22)
NEXT_YEAR = date(2027, 1, 1)
OF_2026 = (
    make_budget_row(id=1, budget_year=2026, amount=millions("14.80")),
    make_sperrvermerk(id=1, budget_year=2026, amount=millions("14.80"), appropriation=1),
    make_release(id=1, lifts=1, budget_year=2026, amount=millions("12.70")),
)
OF_2027 = (
    make_budget_row(id=2, budget_year=2027, amount=millions("2.50"), effective=on(2026, 11, 20)),
    make_sperrvermerk(
        id=2, budget_year=2027, amount=millions("1.00"), appropriation=2, effective=on(2026, 11, 20)
    ),
    make_release(
        id=2, lifts=2, budget_year=2027, amount=millions("0.40"), is_rounded=True, effective=on(2026, 11, 21)
    ),
)


def granted(amount: str, *, number: int = 1) -> MoneyEntry:
    return make_entry(id=number, amount=millions(amount), effective=on(2026, 11, 21), budget_year=2026)


def report(*, day: date = NOVEMBER, entries: tuple[MoneyEntry, ...] = (granted("11.50"),)) -> CommitteeReport:
    """The budget of this year, and beside it the one of the next with a Sperrvermerk, released in part."""
    return make_report(
        as_of=day,
        entries=entries,
        budget=(OF_2026[0], OF_2027[0]),
        sperrvermerke=(OF_2026[1], OF_2027[1]),
        releases=(OF_2026[2], OF_2027[2]),
    )


def table(found: CommitteeReport, name: str) -> Table:
    elements = (
        *(staircase_table(found), *authority_elements(found), *releases_elements(found, Citing(found))),
        *budget_year(found, found.as_of.year).tables(),
    )
    return next(each for each in elements if isinstance(each, Table) and each.name == name)


def shown(text: str) -> str:
    return text.replace(NBSP, " ")


def amount(found: CommitteeReport, origin: Origin) -> Decimal | None:
    explained = explain(found, origin)
    assert explained is not None
    return explained.amount


def test_staircase_rule_page_and_explanation_leave_it_out_until_its_year_has_come() -> None:
    for day, released, blocked, available in (
        (NOVEMBER, "12.70", "2.10", "1.20"),
        (NEXT_YEAR, "13.10", "2.70", "1.60"),
    ):
        found = report(day=day)
        steps, line = staircase(found), standing_of_programme(book_of(found))
        rules = {scope.rule: measure for scope, measure in standing(ledger_of(found), day).items()}
        assert (steps.released, steps.blocked, steps.available) == (
            millions(released),
            millions(blocked),
            millions(available),
        )
        assert (line.released, line.available) == (steps.released, steps.available)
        assert -rules[RuleCode.COMMITTED_OVER_RELEASED].excess == steps.available
        assert rules[RuleCode.EARMARKED_OVER_RELEASED].limit.amount == steps.released
        for measure, figure in (
            (Measure.RELEASED, steps.released),
            (Measure.BLOCKED, steps.blocked),
            (Measure.AVAILABLE, steps.available),
        ):
            assert amount(found, Origin(measure)) == figure


def test_a_grant_of_this_year_does_not_rest_on_it() -> None:
    (objection,) = objections(granted("1.30", number=2), ledger_of(report()))
    assert shown(objection.says).startswith(
        "Die Bewilligung von 1,30 Mio. € übersteigt die verfügbaren Mittel von 1,20 Mio. € um 0,10 Mio. €. "
        "Freigegeben sind 12,70 Mio. €, davon bewilligt 11,50 Mio. €."
    )


def test_the_explanation_names_it_among_what_is_left_out() -> None:
    found = explain(report(), Origin(Measure.RELEASED))
    assert found is not None
    assert [(one.line.amount, one.reason) for one in found.left_out] == [
        (millions("0.40"), "gehört zum Haushalt 2027; gezählt ist bis 2026")
    ]
    assert amount(report(), of_year(Measure.RELEASED, 2027)) == millions("0.40")
    assert amount(report(), of_year(Measure.BLOCKED, 2027)) == millions("0.60")


def test_all_sums_of_the_pages_agree_and_none_is_rounded_by_it() -> None:
    found = report()
    years = table(found, "haushalt")
    assert [str(cell) for cell in years.rows[-1].cells][-2:] == ["2,10", "12,70"]
    assert shown(years.message) == (
        "Bis 2026 sind 14,80 Millionen Euro veranschlagt, davon 2,10 Millionen Euro gesperrt."
    )
    steps = {str(row.cells[0]): str(row.cells[1]) for row in table(found, "mittel").rows}
    assert (steps["freigegeben"], steps["davon gesperrt"]) == ("12,70", "2,10")
    assert not has_rounded_releases(found)
    assert not has_rounded_blocks(found)
    assert not any(is_rounded(found, Origin(one)) for one in (Measure.RELEASED, Measure.AVAILABLE))
    assert is_rounded(found, of_year(Measure.RELEASED, 2027))
    assert is_rounded(report(day=NEXT_YEAR), Origin(Measure.RELEASED))


def test_the_parts_of_the_ansatz_of_this_year_come_to_the_whole() -> None:
    found = report()
    parts = whereabouts(book_of(found))
    assert parts is not None
    assert parts.difference == 0
    assert whereabouts_message(found) == ""


def test_the_sperrvermerke_say_what_counts_now_and_what_from_next_year_on() -> None:
    found = report()
    assert shown(table(found, "sperrvermerke").message) == (
        "Aus einem Sperrvermerk sind noch 2,10 Millionen Euro gesperrt. Erfasst ist eine Freigabe über 12,70 "
        "Millionen Euro. Für 2027 sind außerdem rund 0,40 Millionen Euro freigegeben und rund 0,60 Millionen "
        "Euro gesperrt; das zählt ab dem 01.01.2027."
    )
    next_page = [each for each in budget_year(found, 2027).tables() if each.name == "sperrvermerke"]
    (of_next_year,) = next_page
    assert shown(of_next_year.message) == (
        "Für 2027 sind rund 0,40 Millionen Euro freigegeben und rund 0,60 Millionen Euro gesperrt; das zählt "
        "ab dem 01.01.2027."
    )
    lifted = replace(OF_2027[1], amount=Decimal("0.00"))
    only_lifted = replace(found, sperrvermerke=(OF_2026[1], lifted), releases=(OF_2026[2],))
    assert "2027" not in table(only_lifted, "sperrvermerke").message


def test_it_is_held_against_the_ansatz_of_its_own_year_at_once() -> None:
    more = make_release(id=3, lifts=2, budget_year=2027, amount=millions("4.21"), effective=on(2026, 11, 22))
    (measure,) = breaches((more,), ledger_of(report()))
    assert (measure.rule, measure.excess) == (RuleCode.RELEASED_OVER_APPROPRIATED, millions("0.01"))
    assert breaches((replace(more, amount=millions("4.20")),), ledger_of(report())) == ()


def test_the_ansatz_of_a_later_year_makes_no_room_in_this_one() -> None:
    more = make_release(id=3, budget_year=2026, amount=millions("2.11"), effective=on(2026, 11, 22))
    (measure,) = breaches((more,), ledger_of(report()))
    assert (measure.rule, measure.excess) == (RuleCode.RELEASED_OVER_APPROPRIATED, millions("0.01"))


def test_a_release_takes_the_year_of_the_sperrvermerk_it_lifts_and_without_any_that_of_its_day() -> None:
    unnamed = replace(OF_2027[2], budget_year=None)
    found = replace(report(), releases=(OF_2026[2], unnamed))
    assert staircase(found).released == millions("12.70")
    free = replace(unnamed, lifts=None)
    assert staircase(replace(found, releases=(OF_2026[2], free))).released == millions("13.10")


def test_what_is_lifted_for_a_later_year_is_blocked_until_then() -> None:
    later = make_release(
        id=3, lifts=1, budget_year=2027, amount=millions("0.50"), is_rounded=True, effective=on(2026, 11, 22)
    )
    for day, released, blocked in ((NOVEMBER, "12.70", "2.10"), (NEXT_YEAR, "13.20", "1.60")):
        found = replace(report(day=day), sperrvermerke=OF_2026[1:2], releases=(OF_2026[2], later))
        steps = staircase(found)
        assert (steps.released, steps.blocked) == (millions(released), millions(blocked))
        assert amount(found, Origin(Measure.BLOCKED)) == steps.blocked
        assert amount(found, of_year(Measure.BLOCKED, 2026)) == steps.blocked
        assert is_rounded(found, of_year(Measure.BLOCKED, 2026)) is (day is NEXT_YEAR)


@given(budgets(), AMOUNTS, st.integers(1, 3), st.sampled_from(["of the note", "named"]))
def test_what_is_released_for_any_later_year_changes_nothing_of_today(
    found: CommitteeReport, released: Decimal, ahead: int, its_year: str
) -> None:
    year = found.as_of.year + ahead
    note = make_sperrvermerk(id=98, budget_year=year, amount=released, effective=DAY)
    more = make_release(
        id=99,
        lifts=98 if its_year == "of the note" else None,
        budget_year=None if its_year == "of the note" else year,
        amount=released,
        is_rounded=True,
        effective=DAY,
    )
    after = replace(found, sperrvermerke=(*found.sperrvermerke, note), releases=(*found.releases, more))
    assert staircase(after) == staircase(found)
    assert standing_of_programme(book_of(after)) == standing_of_programme(book_of(found))
    assert standing_of_lines(book_of(after)) == standing_of_lines(book_of(found))
    assert has_rounded_releases(after) == has_rounded_releases(found)
    limited = (RuleCode.COMMITTED_OVER_RELEASED, RuleCode.EARMARKED_OVER_RELEASED)
    before, now = (
        {
            scope: measure
            for scope, measure in standing(ledger_of(one), one.as_of).items()
            if scope.rule in limited
        }
        for one in (found, after)
    )
    assert now == before
    for measure in (Measure.RELEASED, Measure.BLOCKED, Measure.AVAILABLE):
        assert amount(after, Origin(measure)) == amount(found, Origin(measure))
