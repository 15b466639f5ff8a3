"""Frozen is frozen: whatever is changed afterwards, page, files and their checksums stay what they were."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.finance.money_rows import GRANTED, book, make_appropriation, officer
from tests.features.progress.progress_rows import new_risk
from tests.features.record_rows import day
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import (
    CODE,
    PUBLISHED,
    approver,
    block_of,
    closed,
    confirmed,
    editor,
    frozen,
    opened,
    released,
    with_session,
)
from tests.support.page_client import PageClient
from vrs_tracker.domain.inputs.network import EventInput
from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.programme import FunctionStateInput, RenameInput, StateInput
from vrs_tracker.domain.inputs.progress import MilestoneInput
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import ShiftReason
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot
from vrs_tracker.features.finance.actions import reverse_entry
from vrs_tracker.features.network.actions import add_event
from vrs_tracker.features.periods.actions import write_narrative
from vrs_tracker.features.programme.actions import change_state, rename_block, set_function_state
from vrs_tracker.features.progress.actions import add_milestone, add_risk, move_milestone
from vrs_tracker.features.reporting.actions import publish_period
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import BlockFunction
from vrs_tracker.tables.progress import Milestone

AFTER = PUBLISHED + timedelta(days=3)
FILES = ("pdf", "pdf?form=a2", "json", "csv", "zip")
PAGES = (
    "/",
    "/bausteine/",
    "/bausteine/ki-xc",
    "/finanzen/",
    "/meilensteine/",
    "/risiken/",
    "/beschluesse/",
    "/netzwerk",
    "/genossenschaft",
)

Change = Callable[[Session, ReportingPeriod], object]


def milestone(session: Session) -> Milestone:
    return session.scalars(sa.select(Milestone)).one()


def books_money(session: Session, _: ReportingPeriod) -> None:
    book(session, replace(GRANTED, block_id=block_of(session, "ki-xc").id))


def takes_money_back(session: Session, _: ReportingPeriod) -> None:
    row = session.scalars(sa.select(FundingEntry).where(FundingEntry.document == "Bescheid")).first()
    assert row is not None
    reverse_entry(session, row, "Der Bescheid wurde aufgehoben.", by=officer(session), now=AFTER)


def adopts_a_budget(session: Session, _: ReportingPeriod) -> None:
    make_appropriation(session)


def reports_anew(session: Session, period: ReportingPeriod) -> None:
    following = opened(session, HalfYear(period.year, 2), now=AFTER)
    confirmed(session, following, "ki-ckstart", headline="Ein ganz neuer Satz.")


def moves_a_milestone(session: Session, _: ReportingPeriod) -> None:
    move_milestone(
        session,
        milestone(session),
        date(2027, 6, 1),
        by=editor(session),
        now=AFTER,
        shift_reason=ShiftReason.TENDER,
    )


def adds_a_risk(session: Session, _: ReportingPeriod) -> None:
    add_risk(session, block_of(session, "ki-xc"), new_risk(), by=editor(session), now=AFTER)


def renames_a_block(session: Session, _: ReportingPeriod) -> None:
    new = RenameInput(name="KI-Zugangspunkt", reason="Neuer Name")
    rename_block(session, block_of(session, "ki-im-bau"), new, by=editor(session), now=AFTER)


def drops_a_block(session: Session, _: ReportingPeriod) -> None:
    new = StateInput(state=BlockState.DROPPED, reason="Der Träger verzichtet.")
    change_state(session, block_of(session, "aivision"), new, by=editor(session), now=AFTER)


def fulfils_a_promise(session: Session, _: ReportingPeriod) -> None:
    row = session.scalars(sa.select(BlockFunction)).first()
    assert row is not None
    set_function_state(
        session,
        row,
        FunctionStateInput(state=FunctionState.FULFILLED, reason="Sie ist in Betrieb."),
        by=editor(session),
        now=AFTER,
    )


def adds_an_event(session: Session, _: ReportingPeriod) -> None:
    new = EventInput(happened=day("2026-03-03"), kind=EventKind.WORKSHOP, title="Nachgetragenes Treffen")
    add_event(session, new, by=editor(session), now=AFTER)


def changes_the_session(session: Session, period: ReportingPeriod) -> None:
    with_session(session, period, held_on=date(2026, 10, 7), paper_reference="WIV-99/2026")


def adds_invented_rows(session: Session, _: ReportingPeriod) -> None:
    session.add(Organisation(name="Muster", kind=OrganisationKind.OTHER, provenance=Provenance.DEMO))


CHANGES: tuple[Change, ...] = (
    books_money,
    takes_money_back,
    adopts_a_budget,
    reports_anew,
    moves_a_milestone,
    adds_a_risk,
    renames_a_block,
    drops_a_block,
    fulfils_a_promise,
    adds_an_event,
    changes_the_session,
    adds_invented_rows,
)


@pytest.fixture
def period(session: Session) -> ReportingPeriod:
    """Give a published half-year that holds something of everything."""
    found = opened(session)
    confirmed(session, found, "ki-xc")
    new = MilestoneInput(title="Mietvertrag", baseline=date(2026, 12, 1))
    add_milestone(session, block_of(session, "ki-xc"), new, by=editor(session), now=AFTER)
    book(session, replace(GRANTED, block_id=block_of(session, "ki-xc").id))
    outlook = NarrativeInput(text="Im Herbst wird ausgeschrieben.")
    write_narrative(session, found, NarrativeSlot.OUTLOOK, outlook, by=editor(session), now=AFTER)
    released(session, closed(session), frozen(session, found))
    publish_period(session, found, by=approver(session), now=PUBLISHED)
    session.commit()
    return found


def everything(visitor: PageClient) -> dict[str, str | bytes]:
    """What a visitor reads and loads, without the frame around the pages."""
    pages: dict[str, str | bytes] = {
        path: visitor.get(path).html.css_first("main").html or ""  # type: ignore[union-attr] # page checks find it
        for path in (*PAGES, f"/berichte/{CODE}")
    }
    files = {ending: visitor.get(f"/berichte/{CODE}.{ending}").response.data for ending in FILES}
    return pages | files


@ONE_DATABASE
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_that_happens_later_changes_what_is_published(
    change: Change, session: Session, period: ReportingPeriod, visitor: PageClient
) -> None:
    before = everything(visitor)
    change(session, period)
    session.commit()
    assert everything(visitor) == before


@pytest.mark.parametrize("seed", range(2))
def test_everything_at_once_in_any_order_changes_nothing_either(
    seed: int, session: Session, period: ReportingPeriod, visitor: PageClient
) -> None:
    before = everything(visitor)
    for change in Random(seed).sample(CHANGES, len(CHANGES)):
        change(session, period)
    session.commit()
    assert everything(visitor) == before
