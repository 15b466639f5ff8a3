"""The live report: only what is confirmed, booked, public and in effect counts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, book, officer
from tests.features.progress.progress_rows import new_risk
from tests.features.record_rows import day, statements
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import (
    FILED,
    HALF,
    SESSION_DAY,
    approver,
    block_of,
    closed,
    confirmed,
    editor,
    filed,
    frozen,
    live,
    opened,
    published,
    released,
    with_session,
)
from tests.seeding.forty_blocks import add_forty_blocks
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.inputs.network import EventInput
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.progress import IndicatorInput, MilestoneInput, WithheldText
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import IndicatorKind, Light, MessageSource, TextSlot
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot, PeriodState
from vrs_tracker.features.finance.actions import draft_entry
from vrs_tracker.features.network.actions import add_event
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.programme.actions import add_indicator
from vrs_tracker.features.progress.actions import (
    add_milestone,
    add_risk,
    reach_milestone,
    record_indicator_value,
    return_update,
)
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.tables.periods import ReportingPeriod

NEXT = HALF.shifted(1)


def block(report: CommitteeReport, slug: str = "ki-xc") -> BlockReport:
    found = report.block(slug)
    assert found is not None
    return found


# ---------------------------------------------------------------- the programme


def test_the_seven_blocks_stand_in_the_order_of_the_motion(session: Session) -> None:
    report = live(session)
    assert [one.slug for one in report.blocks] == [
        *("ki-xc", "ki-ckstart", "ki-im-bau", "aiexpress", "aitransform", "aivision", "maikerspace")
    ]
    assert [one.number for one in report.projects] == [1, 2, 3, 4]


def test_the_motion_is_told_with_what_it_printed(session: Session) -> None:
    motion = live(session).motion
    assert (motion.title, motion.printed_on) == ("KI in die Umsetzung bringen", date(2021, 10, 16))
    assert [one.number for one in motion.mandates] == [1, 2, 3, 4]
    assert motion.printed_totals.regional == Decimal("16220000.00")
    aiexpress = block(live(session), "aiexpress")
    assert aiexpress.baseline is None


def test_without_the_motion_there_is_no_report(committing_engine: sa.Engine) -> None:
    with (
        Session(committing_engine) as empty,
        pytest.raises(NotFound, match="Laden Sie zuerst die belegten Fakten"),
    ):
        live(empty)


def test_a_half_year_that_still_runs_is_judged_as_of_today(session: Session) -> None:
    assert live(session, today=date(2026, 3, 4)).as_of == date(2026, 3, 4)
    assert live(session, today=date(2026, 9, 1)).as_of == date(2026, 6, 30)
    assert live(session, today=date(2025, 12, 1)).as_of == date(2026, 1, 1)


# ---------------------------------------------------------------- messages


def test_a_message_counts_once_a_second_person_has_confirmed_it(session: Session) -> None:
    period = opened(session)
    update = filed(session, period, "ki-xc")
    assert block(live(session)).update is None
    confirmed(session, period, "ki-ckstart")
    assert block(live(session), "ki-ckstart").light is Light.ON_TRACK
    return_update(session, update, "Bitte den Termin ergänzen.", by=approver(session), now=FILED)
    assert block(live(session)).update is None


def test_an_older_message_stands_until_it_is_too_old(session: Session) -> None:
    confirmed(session, opened(session), "ki-xc")
    following = live(session, NEXT, today=date(2026, 9, 1))
    kept = block(following).update
    assert kept is not None
    assert kept.period == HALF
    assert block(following).light is Light.ON_TRACK
    at_the_end = live(session, NEXT)
    assert block(at_the_end).light is Light.UNKNOWN
    assert block(at_the_end).light_note == "letzte vom 14.07.2026"


def test_the_day_of_a_message_is_that_in_berlin(session: Session) -> None:
    update = confirmed(session, opened(session), "ki-xc")
    update.filed_at = datetime(2026, 7, 13, 22, 30, tzinfo=UTC)
    session.flush()
    assert block(live(session)).last_message_on == date(2026, 7, 14)


def test_what_must_not_become_public_is_counted_and_not_told(session: Session) -> None:
    period = opened(session)
    why = "laufende Verhandlung"
    xc = block_of(session, "ki-xc")
    lease = MilestoneInput(
        title="Mietvertrag", baseline=date(2026, 12, 1), is_public=False, withheld_reason=why
    )
    add_milestone(session, xc, lease, by=editor(session), now=FILED)
    risk = new_risk(is_public=False, withheld_reason=why)
    add_risk(session, xc, risk, by=editor(session), now=FILED)
    withheld = (WithheldText(slot=TextSlot.ACHIEVED, reason=why),)
    confirmed(session, period, "ki-xc", withheld=withheld, achieved="Der Vermieter verhandelt.")
    told = block(live(session))
    assert (told.milestones, told.risks, told.withheld) == ((), (), 3)
    assert told.update is not None
    assert (told.update.achieved, told.update.headline) == ("", "Das Raumkonzept liegt vor.")
    assert "Vermieter" not in str(told)


def test_the_source_of_a_message_stays_visible(session: Session) -> None:
    confirmed(session, opened(session), "ki-xc", message_source=MessageSource.PHONE)
    update = block(live(session)).update
    assert update is not None
    assert update.source is MessageSource.PHONE


def test_a_milestone_reached_later_is_still_expected_at_the_reference_date(session: Session) -> None:
    new = MilestoneInput(title="Eröffnung", baseline=date(2026, 6, 20))
    row = add_milestone(session, block_of(session, "ki-xc"), new, by=editor(session), now=FILED)
    reach_milestone(session, row, date(2026, 7, 10), by=editor(session), now=FILED)
    told = block(live(session)).milestones[0]
    assert (told.actual, told.forecast) == (None, date(2026, 7, 10))


def test_values_that_were_added_since_the_last_reading_are_read(session: Session) -> None:
    """A round played in one session reads the same rows twice; the second time must not show the first."""
    kind = IndicatorKind.COMPANIES
    xc = block_of(session, "ki-xc")
    add_indicator(session, xc, kind, TargetInput(target=Decimal(20)), by=editor(session), now=FILED)
    assert block(live(session)).indicators[0].actual is None
    new = IndicatorInput(kind=kind, actual=Decimal(14))
    record_indicator_value(session, xc, new, HALF.as_of, by=editor(session), now=FILED)
    assert block(live(session)).indicators[0].actual == 14
    assert block(live(session, today=date(2026, 6, 1))).indicators[0].actual == 14


# ---------------------------------------------------------------- money


def test_only_booked_money_counts(session: Session) -> None:
    before = live(session).entries
    draft_entry(session, GRANTED, by=officer(session), now=FILED)
    assert live(session).entries == before
    book(session, GRANTED)
    assert len(live(session).entries) == len(before) + 1


def test_money_counts_from_the_day_it_took_effect(session: Session) -> None:
    known = len(live(session).entries)
    book(session, replace(GRANTED, effective=day("2026-06-30")))
    book(session, replace(GRANTED, effective=day("2026-07-01")))
    assert len(live(session).entries) == known + 1
    assert len(live(session, NEXT, today=date(2026, 7, 9)).entries) == known + 2


def test_the_facts_break_rules_and_the_report_says_so(session: Session) -> None:
    """13.2 and 3.6 million against a frame of 16.22 and a release of 11.6 (E32): nothing is smoothed."""
    sentences = " ".join(finding.sentence for finding in live(session).findings)
    assert "16,22 Millionen Euro" in sentences
    assert "11,60 Millionen Euro" in sentences


# ---------------------------------------------------------------- texts, events, session


def test_a_text_that_must_not_become_public_is_left_out(session: Session) -> None:
    period = opened(session)
    new = NarrativeInput(text="Vertraulich.", is_public=False, withheld_reason="Verhandlung")
    write_narrative(session, period, NarrativeSlot.OUTLOOK, new, by=editor(session), now=FILED)
    seen = NarrativeInput(text="Im Herbst wird ausgeschrieben.")
    write_narrative(session, period, NarrativeSlot.ASSESSMENT, seen, by=editor(session), now=FILED)
    assert live(session).narratives == ((NarrativeSlot.ASSESSMENT, "Im Herbst wird ausgeschrieben."),)


def test_an_event_counts_from_its_day_and_only_if_public(session: Session) -> None:
    known = len(live(session).events)
    for happened, is_public in (("2026-06-30", True), ("2026-07-01", True), ("2026-06-01", False)):
        reason = "" if is_public else "nicht öffentliche Runde"
        event = EventInput(
            happened=day(happened),
            kind=EventKind.WORKSHOP,
            title=f"Treffen am {happened}",
            is_public=is_public,
            withheld_reason=reason,
        )
        add_event(session, event, by=editor(session), now=FILED)
    assert len(live(session).events) == known + 1


def test_the_duty_counts_from_session_to_session(session: Session) -> None:
    period = closed(session)
    with_session(session, period)
    released(session, period, frozen(session, period))
    following = opened(session, NEXT)
    with_session(session, following, held_on=date(2027, 3, 17))
    duty = live(session, NEXT).duty
    assert (duty.last_presented_on, duty.due_on, duty.planned_session) == (
        SESSION_DAY,
        date(2027, 3, 23),
        date(2027, 3, 17),
    )


# ---------------------------------------------------------------- the report before


def test_the_next_report_compares_itself_with_the_one_handed_out(session: Session) -> None:
    confirmed(session, opened(session), "ki-xc")
    published(session)
    report = live(session, NEXT, today=date(2026, 9, 30))
    assert report.number == 2
    assert report.previous is not None
    assert (report.previous.period, report.previous.number) == (HALF, 1)
    assert dict(report.previous.lights)["ki-xc"] is Light.ON_TRACK
    assert [(point.period, point.light) for point in block(report).trend] == [(HALF, Light.ON_TRACK)]


def test_a_fassung_that_nobody_was_given_is_no_report_before(session: Session) -> None:
    period = closed(session)
    frozen(session, period)
    assert live(session, NEXT).previous is None
    assert live(session, NEXT).number == 1


def test_the_trend_keeps_the_last_four_reports(session: Session) -> None:
    halves = [HALF.shifted(-number) for number in range(5, -1, -1)]
    for half in halves:
        period = session.get_one(ReportingPeriod, published(session, half).id)
        assert period.half == half.half
    trend = block(live(session, NEXT)).trend
    assert [point.period for point in trend] == halves[-4:]


def test_changes_are_told_against_the_report_before(session: Session) -> None:
    published(session)
    book(session, replace(GRANTED, effective=day("2026-07-05"), block_id=block_of(session, "ki-xc").id))
    report = live(session, NEXT, today=date(2026, 9, 30))
    assert any(change.block == "ki-xc" for change in report.changes)


# ---------------------------------------------------------------- statements


@ONE_DATABASE
def test_forty_blocks_take_as_many_statements_as_eleven(session: Session, connection: sa.Connection) -> None:
    published(session)
    moment = datetime(2027, 1, 16, 9, tzinfo=UTC)

    def number_of_statements() -> int:
        session.commit()
        session.expunge_all()
        with statements(connection) as found:
            live(session, NEXT)
        return sum("SELECT" in statement for statement in found)

    add_forty_blocks(session, NEXT, now=moment, total=11)
    few = number_of_statements()
    add_forty_blocks(session, NEXT.shifted(1), now=moment.replace(month=7))
    assert len(live(session, NEXT).all_blocks()) == 40
    assert few == number_of_statements() <= 30


@ONE_DATABASE
def test_forty_blocks_go_through_the_round(session: Session) -> None:
    period = add_forty_blocks(session, HALF, now=datetime(2026, 7, 16, 9, tzinfo=UTC))
    snapshot = frozen(session, closed(session))
    assert released(session, period, snapshot).state is PeriodState.RELEASED
    report = thaw(snapshot)
    assert (len(report.all_blocks()), len(report.entries) > 120) == (40, True)
