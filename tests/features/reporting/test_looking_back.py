"""The report of an earlier day: what had taken effect by it, as far as it was known then."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypedDict

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, REASON, body, officer, second_person
from tests.features.progress.progress_rows import new_risk
from tests.features.record_rows import day
from tests.features.reporting.report_rows import (
    HALF,
    PUBLISHED,
    RELEASED,
    approver,
    block_of,
    confirmed,
    editor,
    filed,
    live,
    opened,
    published,
)
from vrs_tracker.domain.as_of import AsOf
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.funding import by_stage_and_payer, staircase
from vrs_tracker.domain.inputs.finance import EntryInput, ReleaseInput
from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.inputs.network import EventInput
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.programme import BlockInput, FunctionStateInput, StateInput
from vrs_tracker.domain.inputs.progress import IndicatorInput, MilestoneInput
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, RiskState, ShiftReason
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot
from vrs_tracker.features.finance import actions as finance
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.network.actions import add_event
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.programme.actions import add_block, add_indicator, change_state, set_function_state
from vrs_tracker.features.progress.actions import (
    add_milestone,
    add_risk,
    confirm_update,
    move_milestone,
    reach_milestone,
    record_indicator_value,
    settle_risk,
)
from vrs_tracker.features.reporting.queries.report import report_as_of
from vrs_tracker.tables.finance import BlockRelease, FundingEntry
from vrs_tracker.tables.programme import BlockFunction


class Why(TypedDict):
    """Why a milestone moves."""

    shift_reason: ShiftReason
    shift_note: str


STICHTAG = HALF.as_of
MORNING = datetime(2026, 7, 9, 8, tzinfo=UTC)
EARLIER, KNOWN = date(2026, 7, 8), date(2026, 7, 9)
LATER = MORNING + timedelta(days=30)
WHY = Why(shift_reason=ShiftReason.TENDER, shift_note="Ein Gewerk wird neu ausgeschrieben.")
OWN_SHARE = replace(GRANTED, payer=Payer.PRIVATE, effective=day("2026-03-15"))
"""Money of others breaks no rule of sums."""


def back(session: Session, known: date, effective: date = STICHTAG) -> CommitteeReport:
    return report_as_of(session, AsOf(effective, known), first_number=1)


def booked(session: Session, new: EntryInput = OWN_SHARE, *, now: datetime = MORNING) -> FundingEntry:
    row = finance.add_entry(session, replace(new, exception_reason=REASON), by=officer(session), now=now)
    _confirmed(session, row, now=now)
    return row


def _confirmed(session: Session, row: FundingEntry | BlockRelease, *, now: datetime) -> None:
    for _, request in open_requests_of(session, [row]):
        finance.confirm_booking(session, request, by=second_person(session), now=now)


def block(report: CommitteeReport, slug: str = "ki-xc") -> BlockReport:
    found = report.block(slug)
    assert found is not None
    return found


# ---------------------------------------------------------------- money


def test_money_counts_by_its_effect_and_by_the_day_on_which_it_was_booked(session: Session) -> None:
    row = booked(session)
    assert row.id not in {entry.id for entry in back(session, EARLIER).entries}
    assert row.id in {entry.id for entry in back(session, KNOWN).entries}
    assert row.id not in {entry.id for entry in back(session, KNOWN, date(2026, 3, 14)).entries}


def test_the_last_minute_of_a_day_in_berlin_still_belongs_to_it(session: Session) -> None:
    late = booked(session, now=datetime(2026, 7, 9, 21, 59, 59, tzinfo=UTC))
    next_day = booked(session, now=datetime(2026, 7, 9, 22, tzinfo=UTC))
    known = {entry.id for entry in back(session, KNOWN).entries}
    assert late.id in known
    assert next_day.id not in known


def test_a_release_that_was_entered_late_was_not_known_before(session: Session) -> None:
    new = ReleaseInput(
        amount=Decimal(1000),
        effective=day("2026-02-01"),
        body_id=body(session).id,
        exception_reason=REASON,
    )
    before = staircase(back(session, EARLIER))
    _confirmed(session, finance.add_release(session, new, by=officer(session), now=MORNING), now=MORNING)
    assert staircase(back(session, EARLIER)) == before
    assert staircase(back(session, KNOWN)).released == (before.released or 0) + 1000


ENTRIES = st.builds(
    EntryInput,
    amount=st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100),
    effective=st.sampled_from([day("2026-03-15"), day("2025-12-31"), day("2026-07-02")]),
    stage=st.sampled_from([Stage.PLANNED, Stage.DISBURSED]),
    payer=st.sampled_from([Payer.PRIVATE, Payer.STATE]),
    degree=st.just(GRANTED.degree),
    is_rounded=st.booleans(),
    document=st.just("Liste"),
)
DAYS = st.dates(date(2026, 1, 1), KNOWN)


def _money(report: CommitteeReport) -> tuple[object, ...]:
    return report.entries, report.budget, report.releases, report.sperrvermerke, report.findings


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(first=ENTRIES, later=st.lists(ENTRIES, min_size=1, max_size=2), effective=DAYS)
def test_what_is_booked_later_never_changes_an_earlier_look_back(
    session: Session, first: EntryInput, later: list[EntryInput], effective: date
) -> None:
    with session.begin_nested() as savepoint:
        booked(session, first)
        before = back(session, KNOWN, effective)
        for new in later:
            booked(session, new, now=LATER)
        assert back(session, KNOWN, effective) == before
        savepoint.rollback()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(wrong=ENTRIES, effective=DAYS)
def test_a_reversal_restores_every_sum_and_leaves_what_was_known_before_it(
    session: Session, wrong: EntryInput, effective: date
) -> None:
    with session.begin_nested() as savepoint:
        untouched = by_stage_and_payer(back(session, KNOWN, effective).entries)
        row = booked(session, wrong)
        before = _money(back(session, KNOWN, effective))
        undone = finance.reverse_entry(
            session, row, "Betrag vertauscht", by=officer(session), now=LATER, exception_reason=REASON
        )
        _confirmed(session, undone, now=LATER)
        after = by_stage_and_payer(back(session, LATER.date(), effective).entries)
        assert {pair: amount for pair, amount in after.items() if amount} == untouched
        assert _money(back(session, KNOWN, effective)) == before
        savepoint.rollback()


# ---------------------------------------------------------------- registers and texts


def test_today_as_known_today_is_the_working_state(session: Session) -> None:
    confirmed(session, opened(session), "ki-xc")
    booked(session)
    today = date(2026, 8, 20)
    assert back(session, today) == live(session, today=today)


def test_a_milestone_stands_where_it_was_expected_then(session: Session) -> None:
    new = MilestoneInput(title="Eröffnung", baseline=date(2026, 6, 20))
    row = add_milestone(session, block_of(session, "ki-xc"), new, by=editor(session), now=MORNING)
    move_milestone(
        session,
        row,
        date(2026, 12, 1),
        by=editor(session),
        now=MORNING + timedelta(days=2),
        **WHY,
    )
    reach_milestone(session, row, date(2026, 6, 30), by=editor(session), now=LATER, **WHY)
    assert not block(back(session, EARLIER)).milestones
    (then,) = block(back(session, KNOWN)).milestones
    assert (then.forecast, then.actual, then.shift_reason, then.shift_note) == (
        date(2026, 6, 20),
        None,
        None,
        "",
    )
    (moved,) = block(back(session, date(2026, 7, 11))).milestones
    assert (moved.forecast, moved.shift_reason) == (date(2026, 12, 1), ShiftReason.TENDER)
    (reached,) = block(back(session, LATER.date())).milestones
    assert reached.actual == date(2026, 6, 30)


def test_a_risk_stands_as_it_was_told_then(session: Session) -> None:
    row = add_risk(session, block_of(session, "ki-xc"), new_risk(), by=editor(session), now=MORNING)
    settle_risk(session, row, by=editor(session), now=LATER)
    assert not block(back(session, EARLIER)).risks
    then = block(back(session, KNOWN))
    assert [risk.state for risk in then.risks] == [RiskState.OPEN]
    assert then.risks_checked_on is None
    now = block(back(session, LATER.date()))
    assert [risk.state for risk in now.risks] == [RiskState.SETTLED]
    assert now.risks_checked_on == LATER.date()


def test_an_indicator_has_the_value_that_was_known_then(session: Session) -> None:
    kind, xc = IndicatorKind.COMPANIES, block_of(session, "ki-xc")
    add_indicator(session, xc, kind, TargetInput(target=Decimal(20)), by=editor(session), now=MORNING)
    for actual, now in ((Decimal(14), MORNING + timedelta(days=1)), (Decimal("15.5"), LATER)):
        new = IndicatorInput(kind=kind, actual=actual)
        record_indicator_value(session, xc, new, STICHTAG, by=editor(session), now=now)
    assert not block(back(session, EARLIER)).indicators
    told = [
        block(back(session, known)).indicators[0].actual for known in (KNOWN, date(2026, 7, 10), LATER.date())
    ]
    assert told == [None, Decimal(14), Decimal("15.5")]


def test_a_block_and_its_functions_stand_as_they_were_reported_then(session: Session) -> None:
    xc = block_of(session, "ki-xc")
    was = block(back(session, KNOWN))
    change_state(
        session,
        xc,
        StateInput(state=BlockState.RUNNING, reason="Der Bau läuft."),
        by=editor(session),
        now=LATER,
    )
    function = session.scalars(
        sa.select(BlockFunction).where(BlockFunction.text == was.functions[0].text)
    ).one()
    new = FunctionStateInput(state=FunctionState.FULFILLED, note="Die Werkstatt ist offen.")
    set_function_state(session, function, new, by=editor(session), now=LATER)
    then, now = block(back(session, KNOWN)), block(back(session, LATER.date()))
    assert (then.state, then.state_reason, then.functions) == (was.state, was.state_reason, was.functions)
    assert (now.state, now.functions[0].state) == (BlockState.RUNNING, FunctionState.FULFILLED)


def test_a_project_that_was_recorded_later_was_not_there_before(session: Session) -> None:
    new = BlockInput(kind=BlockKind.FURTHER_PROJECT, name="Neues Vorhaben")
    slug = add_block(session, new, by=editor(session), now=MORNING).slug
    assert back(session, EARLIER).block(slug) is None
    assert back(session, KNOWN).block(slug) is not None


def test_an_update_is_read_from_the_day_on_which_it_was_confirmed(session: Session) -> None:
    update = filed(session, opened(session), "ki-xc", now=MORNING)
    confirm_update(session, update, by=approver(session), now=MORNING + timedelta(days=3))
    assert block(back(session, date(2026, 7, 11))).update is None
    found = block(back(session, date(2026, 7, 12))).update
    assert found is not None
    assert found.achieved


def test_texts_and_events_appear_with_the_day_of_their_entry(session: Session) -> None:
    period = opened(session)
    for text, now in (("Zuerst.", MORNING), ("Dann.", LATER)):
        write_narrative(
            session, period, NarrativeSlot.OUTLOOK, NarrativeInput(text=text), by=editor(session), now=now
        )
    event = EventInput(kind=EventKind.WORKSHOP, title="Arbeitstreffen", happened=day("2026-05-04"))
    add_event(session, event, by=editor(session), now=MORNING)
    assert back(session, EARLIER).narratives == ()
    assert back(session, KNOWN).narrative(NarrativeSlot.OUTLOOK) == "Zuerst."
    assert back(session, LATER.date()).narrative(NarrativeSlot.OUTLOOK) == "Dann."
    assert [
        "Arbeitstreffen" in {one.title for one in back(session, known).events} for known in (EARLIER, KNOWN)
    ] == [False, True]


def test_what_is_held_back_today_stays_so_on_every_earlier_day(session: Session) -> None:
    new = replace(new_risk(), is_public=False, withheld_reason="Verhandlung")
    add_risk(session, block_of(session, "ki-xc"), new, by=editor(session), now=MORNING)
    then = block(back(session, KNOWN))
    assert (then.risks, then.withheld) == ((), 1)


# ---------------------------------------------------------------- the report before


@pytest.mark.parametrize(("known", "number"), [(date(2026, 8, 31), 1), (RELEASED.date(), 2)])
def test_changes_are_told_against_the_report_that_was_handed_out_by_then(
    session: Session, known: date, number: int
) -> None:
    published(session)
    found = back(session, known, date(2026, 8, 30))
    assert (found.number, found.previous is not None) == (number, number > 1)


def test_a_report_alone_is_compared_with_no_other(session: Session) -> None:
    published(session)
    day_after = AsOf(date(2026, 10, 1), PUBLISHED.date() + timedelta(days=7))
    found = report_as_of(session, day_after, first_number=1, is_alone=True)
    assert (found.previous, found.changes) == (None, ())
