"""Several people at the same moment, each with a connection of their own, on databases that really commit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import (
    GRANTED,
    PLANNED,
    REASON,
    booked_sum,
    count_rows,
    make_appropriation,
    make_sperrvermerk,
    officer,
    release_input,
    second_person,
)
from tests.features.record_rows import LATER, NOW, make_project, person, remembered
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.confirmations import open_requests_of, request_of
from vrs_tracker.features.programme import queries
from vrs_tracker.tables.finance import BlockRelease, FundingEntry

PEOPLE = 4
FIFTY = 50


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
        new = release_input(session, lifts=block)
        session.commit()
    refused = at_once(lambda session, _number: actions.add_release(session, new, by=by, now=NOW))
    with Session(committing_engine) as session:
        assert refused == PEOPLE - 1
        assert booked_sum(session, BlockRelease) == new.amount


def test_none_of_fifty_awards_booked_at_once_exceeds_the_cap(committing_engine: sa.Engine) -> None:
    award = replace(GRANTED, amount=Decimal(100))
    with Session(committing_engine) as session:
        by = officer(session)
        actions.add_release(session, release_input(session, amount="730.00"), by=by, now=NOW)
        session.commit()

    def one(_number: int) -> bool:
        with Session(committing_engine) as session:
            open_for_writing(session)
            try:
                actions.add_entry(session, award, by=by, now=NOW)
            except RuleViolations:
                return False
            session.commit()
            return True

    with ThreadPoolExecutor(FIFTY) as people:
        booked = sum(people.map(one, range(FIFTY)))
    with Session(committing_engine) as session:
        assert (booked, booked_sum(session, FundingEntry)) == (7, Decimal(700))


def test_an_exception_is_one_row_by_two_persons_however_many_confirm_it(
    committing_engine: sa.Engine, at_once: AtOnce
) -> None:
    with Session(committing_engine) as session:
        by, second = officer(session), second_person(session)
        actions.add_release(session, release_input(session, amount="1.00"), by=by, now=NOW)
        asked = replace(GRANTED, exception_reason=REASON)
        row = actions.add_entry(session, asked, by=by, now=NOW)
        ((_, request),) = open_requests_of(session, [row])
        request_id = request.id
        session.commit()
    refused = at_once(
        lambda session, _number: actions.confirm_booking(
            session, request_of(session, request_id), by=second, now=LATER
        )
    )
    with Session(committing_engine) as session:
        found = session.scalars(sa.select(FundingEntry)).one()
        assert (refused, found.amount, found.booked_at) == (0, GRANTED.amount, LATER)
        _, told = remembered(session, "funding_entry", found.id)
        assert {told.person_key, found.recorded_by} == {by.key, second.key}


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
