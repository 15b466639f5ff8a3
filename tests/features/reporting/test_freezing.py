"""Freezing: when it is possible, what it writes, what becomes of a Fassung when the collection reopens."""

import json
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import person
from tests.features.record_rows import remembered
from tests.features.reporting.report_rows import (
    FROZEN,
    RELEASED,
    SESSION_DAY,
    approver,
    closed,
    editor,
    filed,
    frozen,
    live,
    made_up_issues,
    opened,
    published,
    released,
    with_session,
)
from vrs_tracker.domain.errors import Forbidden, RuleViolations
from vrs_tracker.domain.payload import checksum
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.features.periods.actions import move_period
from vrs_tracker.features.progress.actions import confirm_update
from vrs_tracker.features.reporting.actions import freeze_period, publish_period, release_period
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, standing_snapshot, thaw
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot


def refusal(broken: pytest.ExceptionInfo[RuleViolations]) -> list[str]:
    return [violation.message for violation in broken.value.violations]


# ---------------------------------------------------------------- what is written


def test_a_fassung_is_the_live_report_to_the_second(session: Session) -> None:
    period = closed(session)
    now = live(session)
    report = thaw(frozen(session, period))
    assert (report.version, report.frozen_at) == (1, datetime.fromisoformat("2026-08-03T08:30:15+00:00"))
    assert report.blocks == now.blocks
    assert report.entries == now.entries
    assert report.motion == now.motion


def test_a_fassung_carries_the_checksum_of_its_payload(session: Session) -> None:
    snapshot = frozen(session, closed(session))
    assert snapshot.sha256 == checksum(snapshot.payload)
    assert (snapshot.as_of, snapshot.schema_version) == (date(2026, 6, 30), 1)
    assert json.loads(snapshot.payload)["version"] == 1


def test_each_freezing_makes_a_new_fassung_and_keeps_the_earlier_one(session: Session) -> None:
    period = closed(session)
    first, second = frozen(session, period), frozen(session, period, now=FROZEN + timedelta(hours=1))
    assert [first.version, second.version] == [1, 2]
    assert newest_snapshot(session, period.id) == second
    assert period.state is PeriodState.IN_REVIEW


def test_the_history_tells_each_fassung(session: Session) -> None:
    period = closed(session)
    frozen(session, period)
    entry = remembered(session, "reporting_period", period.id)[-1]
    assert (entry.field, entry.old, entry.new, entry.person_key) == ("Fassung", "", "1", "editor")


def test_a_repeated_post_makes_no_second_fassung(session: Session) -> None:
    period = closed(session)
    made = [
        freeze_period(
            session,
            period,
            by=editor(session),
            now=FROZEN,
            today=FROZEN.date(),
            first_number=1,
            post_key="one-time",
        )
        for _ in range(2)
    ]
    assert made[0] is made[1]
    assert session.scalar(sa.select(sa.func.count(Snapshot.id))) == 1


def test_a_fassung_with_invented_rows_is_marked(session: Session) -> None:
    period = closed(session)
    session.add(Organisation(name="Muster", kind=OrganisationKind.OTHER, provenance=Provenance.DEMO))
    session.flush()
    snapshot = frozen(session, period)
    assert snapshot.provenance is Provenance.DEMO
    assert thaw(snapshot).contains_demo


# ---------------------------------------------------------------- when it is not possible


def test_nothing_is_frozen_before_the_reference_date(session: Session) -> None:
    period = closed(session)
    with pytest.raises(RuleViolations) as broken:
        frozen(session, period, now=datetime.fromisoformat("2026-06-29T12:00:00+00:00"))
    assert refusal(broken) == ["Die Zahlen können ab dem Stichtag 30.06.2026 festgeschrieben werden."]
    assert newest_snapshot(session, period.id) is None


def test_nothing_is_frozen_while_messages_are_collected(session: Session) -> None:
    period = opened(session)
    with pytest.raises(RuleViolations, match="ist jetzt nicht möglich"):
        frozen(session, period)


def test_a_message_that_nobody_has_confirmed_stops_the_freezing(session: Session) -> None:
    period = opened(session)
    update = filed(session, period, "ki-xc")
    closed(session)
    with pytest.raises(RuleViolations) as broken:
        frozen(session, period)
    assert refusal(broken) == ["Die Meldung zu KI-XC (Stuttgart) ist abgegeben, aber noch nicht bestätigt."]
    confirm_update(session, update, by=approver(session), now=FROZEN)
    assert frozen(session, period).version == 1


@pytest.mark.parametrize("role", set(Role) - {Role.EDITOR, Role.APPROVER})
def test_only_coordination_and_head_office_freeze(session: Session, role: Role) -> None:
    period = closed(session)
    with pytest.raises(Forbidden):
        frozen(session, period, by=person(session, role))


# ---------------------------------------------------------------- releasing and publishing


def test_whoever_froze_the_figures_does_not_release_them(session: Session) -> None:
    period = closed(session)
    snapshot = frozen(session, period, by=approver(session))
    with pytest.raises(RuleViolations) as broken:
        released(session, period, snapshot)
    assert "Sie haben die Zahlen selbst festgeschrieben." in refusal(broken)[0]
    assert period.state is PeriodState.IN_REVIEW


def test_a_second_account_of_the_same_person_does_not_release_either(session: Session) -> None:
    """Persons are compared, not accounts: the key of the person is what both accounts share."""
    period = closed(session)
    both = person(session, Role.EDITOR, Role.APPROVER, key="erika")
    snapshot = frozen(session, period, by=both)
    other_account = person(session, Role.APPROVER, key="erika")
    with pytest.raises(RuleViolations):
        release_period(session, period, made_up_issues(session, snapshot), by=other_account, now=RELEASED)


def test_nothing_is_released_without_frozen_figures(session: Session) -> None:
    period = closed(session)
    with pytest.raises(RuleViolations) as broken:
        release_period(session, period, (), by=approver(session), now=RELEASED)
    assert refusal(broken) == ["Schreiben Sie zuerst die Zahlen zum Stichtag fest."]


@pytest.mark.parametrize("role", set(Role) - {Role.APPROVER})
def test_only_the_head_office_releases(session: Session, role: Role) -> None:
    period = closed(session)
    issues = made_up_issues(session, frozen(session, period))
    with pytest.raises(Forbidden):
        release_period(session, period, issues, by=person(session, role, key="other"), now=RELEASED)


def test_the_session_office_publishes_what_was_released(session: Session) -> None:
    period = closed(session)
    released(session, period, frozen(session, period))
    publish_period(session, period, by=person(session, Role.SESSION_OFFICE), now=RELEASED)
    assert (period.state, period.published_at) == (PeriodState.PUBLISHED, RELEASED)


def test_nothing_is_published_that_was_not_released(session: Session) -> None:
    period = closed(session)
    frozen(session, period)
    with pytest.raises(RuleViolations, match="Möglich ist"):
        publish_period(session, period, by=approver(session), now=RELEASED)


def test_a_published_half_year_is_never_frozen_again(session: Session) -> None:
    period = published(session)
    with pytest.raises(RuleViolations, match="„veröffentlicht“"):
        frozen(session, period, now=RELEASED)


# ---------------------------------------------------------------- opening the collection again


def reopened(session: Session, period: ReportingPeriod) -> None:
    """Reopen a half-year after its freezing and close it again."""
    after = FROZEN + timedelta(days=1)
    move_period(session, period, Move.REOPEN, by=approver(session), now=after, reason="Ein Betrag fehlt.")
    move_period(session, period, Move.CLOSE, by=editor(session), now=after + timedelta(days=1))


def test_a_fassung_from_before_the_reopening_is_not_released(session: Session) -> None:
    period = closed(session)
    snapshot = frozen(session, period)
    reopened(session, period)
    assert standing_snapshot(session, period) is None
    with pytest.raises(RuleViolations) as broken:
        released(session, period, snapshot)
    assert refusal(broken) == ["Schreiben Sie zuerst die Zahlen zum Stichtag fest."]


def test_after_reopening_messages_are_confirmed_and_frozen_anew(session: Session) -> None:
    period = closed(session)
    frozen(session, period)
    after = FROZEN + timedelta(days=1)
    move_period(session, period, Move.REOPEN, by=approver(session), now=after, reason="Eine Meldung fehlt.")
    update = filed(session, period, "ki-xc")
    move_period(session, period, Move.CLOSE, by=editor(session), now=after)
    confirm_update(session, update, by=approver(session), now=after)
    again = frozen(session, period, now=after + timedelta(hours=1))
    report = thaw(again)
    block = report.block("ki-xc")
    assert (again.version, block is not None and block.update is not None) == (2, True)
    assert released(session, period, again).state is PeriodState.RELEASED


def test_what_is_entered_after_the_freezing_waits_for_the_next_fassung(session: Session) -> None:
    period = closed(session)
    snapshot = frozen(session, period)
    with_session(session, period)
    assert thaw(snapshot).duty.planned_session is None
    again = frozen(session, period, now=FROZEN + timedelta(hours=1))
    assert thaw(again).duty.planned_session == SESSION_DAY
