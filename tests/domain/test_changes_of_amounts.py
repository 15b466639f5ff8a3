"""Every amount that two reports say differently, with its reason and since when it is known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.money_values import make_freeze, make_release, make_sperrvermerk
from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_entry,
    make_report,
    make_resolution,
    millions,
    on,
)
from vrs_tracker.domain.changes.amounts import AmountChange, amount_changes
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import amount_in_block
from vrs_tracker.domain.origins import WHOLE
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Payer, Stage
from vrs_tracker.domain.vocabulary.reporting import ChangePart

BEFORE, NOW = HalfYear(2025, 2), HalfYear(2026, 1)
EARLY, LATE = on(2025, 10, 1), on(2026, 3, 1)
BLOCKS = (make_block(slug="ki-xc"), make_block(slug="aitransform"))


def old(**parts: object) -> CommitteeReport:
    return replace(make_report(period=BEFORE, blocks=BLOCKS, entries=()), **parts)  # type: ignore[arg-type] # of many kinds


def new(**parts: object) -> CommitteeReport:
    return replace(make_report(period=NOW, blocks=BLOCKS, entries=()), **parts)  # type: ignore[arg-type] # of many kinds


def only(before: CommitteeReport, after: CommitteeReport) -> AmountChange:
    (change,) = amount_changes(before, after)
    return change


def test_equal_reports_differ_in_nothing() -> None:
    report = new(entries=(make_entry(),), budget=(make_budget_row(),))
    assert amount_changes(report, report) == ()


def test_what_took_effect_since_is_told_with_reason_and_day_of_knowledge() -> None:
    first = make_entry(id=1, amount=millions("1.00"), effective=EARLY)
    more = make_entry(
        id=2, amount=millions("0.25"), effective=LATE, known_on=date(2026, 3, 4), note="Der Bau wird größer."
    )
    change = only(
        old(entries=(first,)),
        new(entries=(first, replace(more, change_reason=ChangeReason.SCOPE_CHANGED))),
    )
    assert (change.old, change.new, change.difference) == (
        millions("1.00"),
        millions("1.25"),
        millions("0.25"),
    )
    assert change.parts == (ChangePart.MOVED,)
    assert change.reasons == ("Umfang geändert. Der Bau wird größer.",)
    assert change.known_since == date(2026, 3, 4)
    assert change.origin.address == "/zahlen/bewilligt?baustein=aitransform&geldgeber=vrs"


def test_what_was_known_later_of_the_time_before_is_added() -> None:
    late = make_entry(effective=EARLY, known_on=date(2026, 2, 1))
    assert only(old(), new(entries=(late,))).parts == (ChangePart.ADDED,)


def test_what_was_taken_back_of_the_time_before_is_corrected() -> None:
    wrong = make_entry(id=1, effective=EARLY)
    undone = make_entry(id=2, effective=EARLY, amount=-wrong.amount, reverses=1, note="Doppelt gebucht.")
    change = only(old(entries=(wrong,)), new(entries=(wrong, undone)))
    assert change.parts == (ChangePart.CORRECTED,)
    assert (change.old, change.new) == (wrong.amount, Decimal("0.00"))
    assert change.reasons == ("Doppelt gebucht.",)


def test_an_amount_can_move_and_be_added_at_once() -> None:
    both = (make_entry(id=1, effective=EARLY), make_entry(id=2, effective=LATE))
    assert only(old(), new(entries=both)).parts == (ChangePart.MOVED, ChangePart.ADDED)


def test_what_came_and_went_in_between_gives_no_reason() -> None:
    stays = make_entry(id=1, effective=LATE, known_on=date(2026, 3, 1), source_text="Bescheid 7")
    wrong = make_entry(id=2, effective=LATE, known_on=date(2026, 4, 1), note="Versehen")
    undone = replace(wrong, id=3, amount=-wrong.amount, reverses=2, known_on=date(2026, 5, 1), note="Zurück")
    change = only(old(), new(entries=(stays, wrong, undone)))
    assert (change.reasons, change.evidence) == ((), ("Bescheid 7",))
    assert change.known_since == date(2026, 3, 1)


def test_an_amount_that_only_the_older_report_has_is_gone() -> None:
    change = only(old(entries=(make_entry(effective=EARLY),)), new())
    assert (change.new, change.known_since, change.reasons) == (None, None, ())


def test_the_budget_comes_first_then_what_is_not_divided_then_the_blocks_in_their_order() -> None:
    entries = (
        make_entry(id=1, block="aitransform", effective=LATE),
        make_entry(id=2, block="ki-xc", effective=LATE, payer=Payer.MUNICIPALITY),
        make_entry(id=3, block="ki-xc", effective=LATE, stage=Stage.PLANNED),
        make_entry(id=4, block=None, effective=LATE),
    )
    rows = (make_budget_row(id=1, budget_year=2026), make_budget_row(id=2, budget_year=2025))
    found = amount_changes(old(), new(entries=entries, budget=rows))
    assert [(one.origin.block, one.origin.measure, one.origin.year) for one in found] == [
        ("", Measure.APPROPRIATED, "2025"),
        ("", Measure.APPROPRIATED, "2026"),
        (WHOLE, Measure.COMMITTED, ""),
        ("ki-xc", Measure.PLANNED, ""),
        ("ki-xc", Measure.COMMITTED, ""),
        ("aitransform", Measure.COMMITTED, ""),
    ]


def test_a_release_adds_to_what_is_released_and_takes_from_what_is_blocked() -> None:
    note = make_sperrvermerk(id=7, amount=millions("2.00"), budget_year=2026, effective=EARLY)
    release = make_release(lifts=7, amount=millions("0.50"), effective=LATE, resolution=3)
    resolutions = (make_resolution(id=3, title="Freigabe"),)
    blocked, released = amount_changes(
        old(sperrvermerke=(note,)),
        new(sperrvermerke=(note,), releases=(release,), resolutions=resolutions),
    )
    assert (blocked.old, blocked.new) == (millions("2.00"), millions("1.50"))
    assert (released.old, released.new) == (None, millions("0.50"))
    assert blocked.evidence == released.evidence == ("Beschluss „Freigabe“",)


def test_a_release_without_a_public_resolution_names_its_body() -> None:
    change = only(old(), new(releases=(make_release(effective=LATE, resolution=9),)))
    assert change.evidence == ("Freigabe, Regionalversammlung",)


def test_a_haushaltssperre_counts_in_its_year_less_what_ends_it() -> None:
    freezes = (
        make_freeze(id=1, amount=millions("1.00"), effective=LATE),
        make_freeze(id=2, amount=millions("0.40"), effective=LATE, lifts=1),
        make_freeze(id=3, budget_year=2027, effective=LATE),
    )
    change = only(old(freezes=None), new(freezes=freezes))
    assert (change.origin.measure, change.new) == (Measure.FROZEN, millions("0.60"))


def test_a_newer_plan_takes_the_place_of_the_one_before() -> None:
    plan = make_budget_row(
        id=1,
        kind=AppropriationKind.MEDIUM_TERM_PLAN,
        budget_year=2028,
        plan_year=2025,
        effective=EARLY,
        amount=millions("3.00"),
    )
    newer = replace(plan, id=2, plan_year=2026, effective=LATE, amount=millions("4.00"))
    change = only(old(budget=(plan,)), new(budget=(plan, newer)))
    assert (change.old, change.new) == (millions("3.00"), millions("4.00"))


@pytest.mark.parametrize("is_rounded", [True, False])
def test_a_rounded_figure_stays_one(*, is_rounded: bool) -> None:
    entry = make_entry(effective=LATE, is_rounded=is_rounded)
    assert only(old(), new(entries=(entry,))).is_rounded is is_rounded


ENTRIES = st.lists(
    st.builds(
        make_entry,
        id=st.integers(1, 40),
        block=st.sampled_from(["ki-xc", "aitransform", None]),
        stage=st.sampled_from(Stage),
        payer=st.sampled_from(Payer),
        amount=st.integers(-(10**12), 10**12).map(lambda cents: Decimal(cents) / 100),
        effective=st.sampled_from([EARLY, LATE]),
    ),
    max_size=8,
    unique_by=lambda entry: entry.id,
).map(tuple)


@given(ENTRIES, ENTRIES)
def test_the_differences_add_up_to_that_of_all_entries(
    before: tuple[MoneyEntry, ...], after: tuple[MoneyEntry, ...]
) -> None:
    early = tuple(entry for entry in before if entry.effective == EARLY)
    changes = amount_changes(old(entries=early), new(entries=after))
    told = sum((change.difference for change in changes), Decimal(0))
    assert told == amount_in_block(after) - amount_in_block(early)
    assert all(change.difference for change in changes)


@given(ENTRIES)
def test_the_way_back_is_the_opposite(entries: tuple[MoneyEntry, ...]) -> None:
    there = amount_changes(new(), new(entries=entries))
    back = amount_changes(new(entries=entries), new())
    assert [(one.origin, one.difference) for one in there] == [(one.origin, -one.difference) for one in back]
