"""A report that is kept is never an old one, a foreign one, or one that was never stored."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from threading import Thread

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.programmes import FEW, FIRST, NEXT, PUBLISHED, REPORTED, programme
from tests.features.finance.money_rows import book, make_appropriation, make_resolution, make_sperrvermerk
from tests.features.progress.progress_rows import new_risk
from tests.features.record_rows import day
from tests.features.reporting.report_rows import approver, block_of, with_session
from vrs_tracker.domain.inputs.network import EventInput
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.progress import MilestoneInput, StatusInput
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import StepOutcome
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot
from vrs_tracker.extensions import open_for_writing
from vrs_tracker.features.network.actions import add_event
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.periods.queries import by_code
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.features.progress.actions import add_milestone, add_risk, confirm_update, file_update
from vrs_tracker.features.reporting.queries.report import live_report, load_report
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.trail.kept import Kept, state_of

NOW = REPORTED[1] + timedelta(days=1)
TODAY = date(2027, 1, 12)
EVENT = EventInput(kind=EventKind.WORKSHOP, title="Arbeitstreffen", happened=day("2027-01-04"))
EDITOR = Person(key=FIRST.key, unit="Programmkoordination", roles=frozenset({Role.EDITOR}))


@pytest.fixture(scope="module")
def database() -> Iterator[sa.Engine]:
    """Give a database of eleven blocks to which several sessions may commit."""
    with programme(FEW) as engine:
        yield engine


def live(session: Session) -> CommitteeReport:
    return live_report(session, NEXT, today=TODAY, first_number=1)


def titles(report: CommitteeReport) -> set[str]:
    block = report.block("ki-xc")
    assert block is not None
    return {milestone.title for milestone in block.milestones}


def add(session: Session, title: str) -> None:
    block = find_block(session, "ki-xc")
    assert block is not None
    add_milestone(session, block, MilestoneInput(title=title, baseline=TODAY), by=EDITOR, now=NOW)


def write(engine: sa.Engine, title: str) -> None:
    with Session(engine) as session:
        open_for_writing(session)
        add(session, title)
        session.commit()


def test_without_a_change_it_is_the_very_same_value(database: sa.Engine) -> None:
    with Session(database) as one, Session(database) as other:
        assert live(one) is live(other)


def test_another_day_or_another_half_year_is_another_report(database: sa.Engine) -> None:
    with Session(database) as session:
        tomorrow = live_report(session, NEXT, today=TODAY + timedelta(days=1), first_number=1)
        assert tomorrow.as_of != live(session).as_of
        earlier = live_report(session, NEXT.shifted(-1), today=TODAY, first_number=1)
        assert earlier.period != live(session).period


def test_a_change_is_there_with_the_next_question(database: sa.Engine) -> None:
    with Session(database) as session:
        assert "Gleich da" not in titles(live(session))
    write(database, "Gleich da")
    with Session(database) as session:
        assert "Gleich da" in titles(live(session))


def file_and_confirm(session: Session) -> None:
    told = StatusInput(nothing_changed=True, announced=(StepOutcome.DONE,), risks_checked=True)
    block, period = block_of(session, "ki-xc"), by_code(session, NEXT.code)
    update = file_update(session, block, period, told, by=EDITOR, now=NOW)
    confirm_update(session, update, by=approver(session), now=NOW)


CHANGES: dict[str, Callable[[Session], object]] = {
    "a milestone": lambda session: add(session, "Richtfest"),
    "a risk": lambda session: add_risk(session, block_of(session, "ki-xc"), new_risk(), by=EDITOR, now=NOW),
    "a filed and confirmed message": file_and_confirm,
    "a booking": book,
    "an appropriation": make_appropriation,
    "a Sperrvermerk": lambda session: make_sperrvermerk(session, make_appropriation(session)),
    "a session": lambda session: with_session(
        session, by_code(session, NEXT.code), held_on=date(2027, 9, 22)
    ),
    "a resolution": make_resolution,
    "an event": lambda session: add_event(session, EVENT, by=EDITOR, now=NOW),
    "a text": lambda session: write_narrative(
        session,
        by_code(session, NEXT.code),
        NarrativeSlot.NETWORK,
        NarrativeInput(text="Zwei Treffen fanden statt."),
        by=EDITOR,
        now=NOW,
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_every_kind_of_change_it_is_the_report_that_would_be_built(
    database: sa.Engine, change: Callable[[Session], object]
) -> None:
    with Session(database) as session:
        before = live(session)
    with Session(database) as session:
        open_for_writing(session)
        change(session)
        session.commit()
    with Session(database) as one, Session(database) as other:
        after = live(one)
        assert after == load_report(other, NEXT, today=TODAY, first_number=1)
        assert after != before


def test_a_reader_who_began_before_the_change_keeps_nothing_for_those_after_it(database: sa.Engine) -> None:
    with Session(database) as early:
        state_of(early)
        write(database, "Nach dem Anfang")
        assert "Nach dem Anfang" not in titles(live(early))
        with Session(database) as late:
            assert "Nach dem Anfang" in titles(live(late))


def test_what_is_undone_was_never_kept(database: sa.Engine) -> None:
    with Session(database) as writing:
        open_for_writing(writing)
        add(writing, "Zurückgenommen")
        assert "Zurückgenommen" in titles(live(writing))
        writing.rollback()
    write(database, "Unter derselben Nummer")
    with Session(database) as session:
        found = titles(live(session))
    assert "Zurückgenommen" not in found
    assert "Unter derselben Nummer" in found


def test_inside_the_transaction_of_somebody_else_nothing_is_kept(database: sa.Engine) -> None:
    with database.connect() as connection, Session(connection) as session:
        assert state_of(session) is None
        assert live(session) is not live(session)


def test_two_databases_never_share_a_report(database: sa.Engine) -> None:
    with programme(FEW) as other, Session(other) as there, Session(database) as here:
        assert live(there) is not live(here)


def test_a_frozen_report_is_thawed_once_and_its_payload_not_read_again(database: sa.Engine) -> None:
    def thawed() -> tuple[CommitteeReport, list[str]]:
        found: list[str] = []

        def note(*given: object) -> None:
            found.append(str(given[2]))

        sa.event.listen(database, "before_cursor_execute", note)
        with Session(database) as session:
            snapshot = newest_snapshot(session, by_code(session, PUBLISHED.code).id)
            assert snapshot is not None
            report = thaw(snapshot)
        sa.event.remove(database, "before_cursor_execute", note)
        return report, found

    first, _ = thawed()
    second, statements = thawed()
    assert second is first
    assert not any("payload" in statement for statement in statements)


def test_a_payload_that_is_not_the_one_of_its_checksum_is_never_kept(database: sa.Engine) -> None:
    with Session(database) as session:
        snapshot = newest_snapshot(session, by_code(session, PUBLISHED.code).id)
        assert snapshot is not None
        session.refresh(snapshot, ["payload"])
        session.expunge(snapshot)
        snapshot.sha256 = "0" * 64
        assert thaw(snapshot) == thaw(snapshot)
        assert thaw(snapshot) is not thaw(snapshot)


def test_who_asks_while_a_value_is_made_waits_for_it_and_makes_none() -> None:
    kept: Kept[str, str] = Kept(most=2)
    answers: list[str] = []
    second = Thread(target=lambda: answers.append(kept.known_or_made("a", lambda: "made again")))

    def make() -> str:
        second.start()
        second.join(timeout=0.1)
        assert second.is_alive()
        return "made once"

    assert kept.known_or_made("a", make) == "made once"
    second.join()
    assert answers == ["made once"]


def test_what_could_not_be_made_is_made_by_the_next() -> None:
    kept: Kept[str, int] = Kept(most=2)
    with pytest.raises(ZeroDivisionError):
        kept.known_or_made("a", lambda: 1 // 0)
    assert kept.known_or_made("a", lambda: 1) == 1


def test_what_nobody_asks_for_is_let_go() -> None:
    kept: Kept[str, int] = Kept(most=2)
    kept.keep("a", 1)
    kept.keep("b", 2)
    assert kept.get("a") == 1
    kept.keep("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)
