"""Several people at the same moment, each with a connection of their own, on databases that really commit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    PLANNED,
    booked_sum,
    count_rows,
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
)
from tests.features.record_rows import NOW, make_project, person
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.features.finance import actions
from vrs_tracker.features.programme import queries
from vrs_tracker.tables.finance import BlockRelease, FundingEntry

PEOPLE = 4


@pytest.fixture
def at_once(committing_engine: sa.Engine) -> Callable[[Callable[[Session, int], object]], int]:
    """Give a function that lets several people act at the same moment and counts who was refused."""

    def act(deed: Callable[[Session, int], object]) -> int:
        def one(number: int) -> bool:
            with Session(committing_engine) as session:
                open_for_writing(session)
                try:
                    deed(session, number)
                except RuleViolations:
                    return True
                session.commit()
                return False

        with ThreadPoolExecutor(PEOPLE) as people:
            return sum(people.map(one, range(PEOPLE)))

    return act


AtOnce = Callable[[Callable[[Session, int], object]], int]


def test_the_same_post_from_several_tabs_gives_one_row(committing_engine: sa.Engine, at_once: AtOnce) -> None:
    new = replace(PLANNED, post_key="0123456789abcdef")
    with Session(committing_engine) as session:
        by = officer(session)
        session.commit()
    refused = at_once(lambda session, _number: actions.draft_entry(session, new, by=by, now=NOW))
    with Session(committing_engine) as session:
        assert (refused, count_rows(session, FundingEntry)) == (0, 1)


def test_no_two_releases_lift_the_same_money(committing_engine: sa.Engine, at_once: AtOnce) -> None:
    with Session(committing_engine) as session:
        by = officer(session)
        block = make_sperrvermerk(session, make_appropriation(session))
        new = replace(release_input(session, lifts=block), despite_findings=True)
        session.commit()
    refused = at_once(lambda session, _number: actions.add_release(session, new, by=by, now=NOW))
    with Session(committing_engine) as session:
        assert refused == PEOPLE - 1
        assert booked_sum(session, BlockRelease) == new.amount


def test_projects_recorded_at_once_get_numbers_of_their_own(
    committing_engine: sa.Engine, at_once: AtOnce
) -> None:
    with Session(committing_engine) as session:
        person(session)
        session.commit()
    refused = at_once(lambda session, number: make_project(session, name=f"Projekt {number}"))
    with Session(committing_engine) as session:
        numbers = {block.number for block in queries.list_blocks(session)}
    assert (refused, numbers) == (0, {1, 2, 3, 4})
