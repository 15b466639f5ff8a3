"""Half-years: opening, closing, reopening, and where the moves of reporting end."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from tests.features.periods.period_rows import LATER, NOW, add_period, add_snapshot, person
from vrs_tracker.domain.errors import Forbidden, NotFound, RuleViolations
from vrs_tracker.domain.periods import MOVES, HalfYear
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.features.periods import queries
from vrs_tracker.features.periods.actions import move_period, open_period, set_state
from vrs_tracker.trail.history import history_of

H1 = HalfYear(2026, 1)


def test_opening_a_half_year_starts_a_collection_of_two_weeks(
    session: Session,
) -> None:
    period = open_period(session, H1, by=person(session), now=NOW)
    assert period.state is PeriodState.COLLECTING
    assert period.due_on == date(2026, 7, 15)
    assert queries.by_code(session, "2026-H1") is period


def test_opening_it_a_second_time_says_where_it_stands(session: Session) -> None:
    editor = person(session)
    open_period(session, H1, by=editor, now=NOW)
    with pytest.raises(RuleViolations) as broken:
        open_period(session, H1, by=editor, now=LATER)
    assert broken.value.violations[0].message == (
        "Das 1. Halbjahr 2026 ist schon eröffnet. Sein Stand ist: Meldungen werden gesammelt."
    )
    assert len(queries.list_periods(session)) == 1


def test_messages_are_not_due_before_the_reference_date(session: Session) -> None:
    with pytest.raises(RuleViolations) as broken:
        open_period(session, H1, date(2026, 6, 30), by=person(session), now=NOW)
    assert [violation.field for violation in broken.value.violations] == ["due_on"]


def test_only_the_office_opens_a_half_year(session: Session) -> None:
    with pytest.raises(Forbidden):
        open_period(session, H1, by=person(session, Role.PARTNER), now=NOW)
    assert queries.find_period(session, H1) is None


def test_closing_and_reopening_with_a_reason_are_told_by_the_history(session: Session) -> None:
    period = add_period(session)
    closed = move_period(session, period, Move.CLOSE, by=person(session), now=NOW)
    assert closed.state is PeriodState.IN_REVIEW
    chief, reason = person(session, Role.APPROVER), "Zwei Meldungen kommen nach."
    opened = move_period(session, period, Move.REOPEN, by=chief, now=LATER, reason=reason)
    assert opened.state is PeriodState.COLLECTING
    told = history_of(session, "reporting_period", period.id)
    assert "Zwei Meldungen kommen nach." in told[0]
    assert "Meldungen werden gesammelt" in told[0]


def test_reopening_needs_a_reason(session: Session) -> None:
    period = add_period(session, state=PeriodState.IN_REVIEW)
    with pytest.raises(RuleViolations) as broken:
        move_period(session, period, Move.REOPEN, by=person(session, Role.APPROVER), now=NOW, reason=" ")
    assert [violation.field for violation in broken.value.violations] == ["reason"]
    assert period.state is PeriodState.IN_REVIEW


def test_the_editor_does_not_reopen(session: Session) -> None:
    period = add_period(session, state=PeriodState.IN_REVIEW)
    with pytest.raises(Forbidden):
        move_period(session, period, Move.REOPEN, by=person(session), now=NOW, reason="weil")


@pytest.mark.parametrize("state", PeriodState)
@pytest.mark.parametrize("move", [Move.START, Move.CLOSE, Move.REOPEN])
def test_a_move_leads_where_the_table_says_or_is_refused(
    session: Session, state: PeriodState, move: Move
) -> None:
    period = add_period(session, state=state)
    chief = person(session, Role.EDITOR, Role.APPROVER)
    target = MOVES.get((state, move))
    if target is None:
        with pytest.raises(RuleViolations):
            move_period(session, period, move, by=chief, now=NOW, reason="Begründung")
        assert period.state is state
    else:
        assert move_period(session, period, move, by=chief, now=NOW, reason="Begründung").state is target


@pytest.mark.parametrize("move", [Move.FREEZE, Move.RELEASE, Move.PUBLISH])
def test_moves_that_need_figures_are_not_made_here(session: Session, move: Move) -> None:
    period = add_period(session, state=PeriodState.IN_REVIEW)
    with pytest.raises(ValueError, match="reporting"):
        move_period(session, period, move, by=person(session, Role.APPROVER), now=NOW)


def test_releasing_keeps_who_and_when_publishing_keeps_when(session: Session) -> None:
    period = add_period(session, state=PeriodState.IN_REVIEW)
    chief = person(session, Role.APPROVER)
    set_state(session, period, PeriodState.RELEASED, by=chief, now=NOW)
    assert (period.released_by, period.released_at) == (chief.key, NOW)
    set_state(session, period, PeriodState.PUBLISHED, by=chief, now=LATER)
    assert period.published_at == LATER


def test_no_state_is_written_that_no_move_leads_to(session: Session) -> None:
    period = add_period(session, state=PeriodState.COLLECTING)
    with pytest.raises(ValueError, match="no move"):
        set_state(session, period, PeriodState.PUBLISHED, by=person(session), now=NOW)


def test_periods_are_listed_oldest_first(session: Session) -> None:
    for half in (HalfYear(2026, 1), HalfYear(2025, 1), HalfYear(2025, 2)):
        add_period(session, half=half)
    found = [queries.half_year(period).code for period in queries.list_periods(session)]
    assert found == ["2025-H1", "2025-H2", "2026-H1"]


def test_the_current_period_is_the_collecting_one_else_in_review_else_the_newest(session: Session) -> None:
    assert queries.current_period(session) is None
    oldest = add_period(session, half=HalfYear(2025, 1), state=PeriodState.OPEN)
    newest = add_period(session, half=HalfYear(2026, 1), state=PeriodState.OPEN)
    assert queries.current_period(session) is newest
    oldest.state = PeriodState.IN_REVIEW
    session.flush()
    assert queries.current_period(session) is oldest
    newest.state = PeriodState.COLLECTING
    session.flush()
    assert queries.current_period(session) is newest


def test_the_previous_period_may_lie_further_back_than_a_half_year(session: Session) -> None:
    older = add_period(session, half=HalfYear(2024, 2))
    newer = add_period(session, half=HalfYear(2026, 1))
    assert queries.previous_period(session, newer) is older
    assert queries.previous_period(session, older) is None


@pytest.mark.parametrize("code", ["2026-H2", "2026-H3", "2026", "", "2026-H1\0"])
def test_an_unknown_half_year_is_not_found(session: Session, code: str) -> None:
    add_period(session)
    with pytest.raises(NotFound):
        queries.by_code(session, code)


@pytest.mark.parametrize(
    ("period_state", "update_state", "can_be_written"),
    [
        (PeriodState.COLLECTING, None, True),
        (PeriodState.COLLECTING, UpdateState.DRAFT, True),
        (PeriodState.COLLECTING, UpdateState.FILED, True),
        (PeriodState.COLLECTING, UpdateState.RETURNED, True),
        (PeriodState.COLLECTING, UpdateState.CONFIRMED, False),
        (PeriodState.IN_REVIEW, UpdateState.RETURNED, True),
        (PeriodState.IN_REVIEW, UpdateState.FILED, False),
        (PeriodState.IN_REVIEW, None, False),
        (PeriodState.RELEASED, UpdateState.RETURNED, False),
        (PeriodState.OPEN, None, False),
    ],
)
def test_updates_are_written_while_collecting_or_when_asked_to_revise(
    session: Session,
    period_state: PeriodState,
    update_state: UpdateState | None,
    *,
    can_be_written: bool,
) -> None:
    period = add_period(session, state=period_state)
    assert queries.editable(period, update_state) is can_be_written


def test_a_period_knows_when_its_figures_were_frozen(session: Session) -> None:
    period = add_period(session)
    assert queries.frozen_at(session, period) is None
    add_snapshot(session, period, frozen_at=datetime(2026, 8, 3, 9, tzinfo=UTC))
    assert queries.frozen_at(session, period) == datetime(2026, 8, 3, 9, tzinfo=UTC)
