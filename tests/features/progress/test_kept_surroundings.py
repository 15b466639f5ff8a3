"""What surrounds an update is read once for each entry of the history; drafts are read each time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.programmes import FEW, FIRST, NEXT, REPORTED, programme
from vrs_tracker.domain.inputs.progress import MilestoneInput, StatusInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.features.progress.actions import add_milestone, save_draft
from vrs_tracker.features.progress.queries import FormState, load_form_state, worked_on
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

NOW = REPORTED[1] + timedelta(days=1)
TODAY = date(2027, 1, 12)
EDITOR = Person(key=FIRST.key, unit="Programmkoordination", roles=frozenset({Role.EDITOR}))


@pytest.fixture(scope="module")
def database() -> Iterator[sa.Engine]:
    """Give a database of eleven blocks to which several sessions may commit."""
    with programme(FEW) as engine:
        yield engine


def found(session: Session, slug: str = "ki-xc") -> tuple[Block, ReportingPeriod]:
    block, period = worked_on(session, slug) or (None, None)
    assert block is not None
    assert period is not None
    return block, period


def state_in(session: Session, slug: str = "ki-xc") -> FormState:
    return load_form_state(session, *found(session, slug), today=TODAY)


def told(state: FormState) -> tuple[object, ...]:
    """Return everything that a form says, as values."""
    rows = (state.steps, state.milestones, state.risks, state.indicators)
    columns = tuple(tuple((row.id, sorted(_columns(row).items())) for row in each) for each in rows)
    return state.typed, state.last, state.last_period, state.since, state.entries, state.known, columns


def _columns(row: Any) -> dict[str, str]:  # noqa: ANN401 - what is read together are tuples with names
    return {name: str(value) for name, value in row._asdict().items()}


def test_what_is_kept_is_what_would_be_read(database: sa.Engine) -> None:
    with Session(database) as session:
        slugs = [block.slug for block in list_blocks(session)]
        assert found(session)[1].year == NEXT.year
    for slug in slugs:
        with database.connect() as connection, Session(connection) as reading, Session(database) as first:
            read = told(state_in(reading, slug))
            assert told(state_in(first, slug)) == read
        with Session(database) as second:
            assert told(state_in(second, slug)) == read


def test_a_milestone_of_somebody_else_is_there_with_the_next_question(database: sa.Engine) -> None:
    with Session(database) as session:
        state_in(session)
    with Session(database) as session:
        open_for_writing(session)
        block, _ = found(session)
        add_milestone(session, block, MilestoneInput(title="Neu", baseline=TODAY), by=EDITOR, now=NOW)
        session.commit()
    with Session(database) as session:
        assert "Neu" in [row.title for row in state_in(session).milestones]


def test_a_draft_of_somebody_else_is_there_although_the_history_does_not_hear_of_it(
    database: sa.Engine,
) -> None:
    with Session(database) as session:
        before = state_in(session)
    with Session(database) as session:
        open_for_writing(session)
        save_draft(session, *found(session), StatusInput(achieved="Begonnen."), by=EDITOR, now=NOW)
        session.commit()
    with Session(database) as session:
        after = state_in(session)
    assert after.typed is not None
    assert (after.typed.achieved, after.version) == ("Begonnen.", before.version + 1)


def test_what_is_kept_belongs_to_no_session_even_after_a_draft_was_saved(database: sa.Engine) -> None:
    for _ in range(2):
        with Session(database) as session:
            open_for_writing(session)
            block, period = found(session)
            state = load_form_state(session, block, period, today=TODAY, before_writing=True)
            save_draft(session, block, period, StatusInput(), by=EDITOR, now=NOW)
            session.commit()
            kept = (*state.milestones, *state.risks, *state.steps, *state.indicators)
            kept += tuple(value for values in state.values.values() for value in values)
            assert kept
            assert not any(sa.inspect(row, raiseerr=False) for row in kept)
            assert told(state)
