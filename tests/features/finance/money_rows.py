"""Resolutions and money that tests about bookings begin with."""

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.features.record_rows import LATER, NOW, day, make_body, person
from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    BudgetBlockInput,
    EntryInput,
    ReleaseInput,
    ResolutionInput,
)
from vrs_tracker.domain.money import total
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import AppropriationKind, Degree, FigureSource, Stage
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.actors.queries import body_by_name
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.tables.actors import DecidingBody
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution

Row = TypeVar("Row", bound=FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze)

REASON = "Der Bescheid ist ergangen."
PLANNED = EntryInput(
    amount=Decimal("1000.00"),
    effective=day("2026-03-15"),
    stage=Stage.PLANNED,
    degree=Degree.PLANNED,
    figure_source=FigureSource.MESSAGE,
    document="Mitteilung vom 15.03.2026",
)
GRANTED = replace(
    PLANNED,
    stage=Stage.COMMITTED,
    degree=Degree.GRANTED,
    figure_source=FigureSource.NOTICE,
    document="Bescheid",
)
BUDGET = AppropriationInput(
    amount=Decimal("5000.00"),
    effective=day("2025-12-10"),
    kind=AppropriationKind.APPROPRIATION,
    budget_year=2026,
    note="Nachgetragen aus dem Haushaltsplan.",
)


def officer(session: Session) -> Person:
    return person(session, Role.BUDGET_OFFICER)


def body(session: Session) -> DecidingBody:
    return body_by_name(session, "Regionalversammlung") or make_body(session)


def second_person(session: Session) -> Person:
    return person(session, Role.APPROVER)


def confirm(
    session: Session, row: FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze
) -> None:
    """Let the second person book what waits, with all that was asked about together with it."""
    for _, request in open_requests_of(session, [row]):
        actions.confirm_booking(session, request, by=second_person(session), now=LATER)


def book(session: Session, new: EntryInput = PLANNED) -> FundingEntry:
    """Book an entry whatever rule of sums it breaks, if need be by two persons.

    Where it changes the share of a block, which asks for a reason, one is given.
    """
    if new.block_id is not None and new.change_reason is None:
        new = replace(new, change_reason=ChangeReason.SCOPE_CHANGED, note=new.note or REASON)
    row = actions.draft_entry(session, new, by=officer(session), now=NOW)
    actions.book_entry(session, row, by=officer(session), now=NOW, exception_reason=REASON)
    confirm(session, row)
    return row


def make_appropriation(session: Session, new: AppropriationInput = BUDGET) -> Appropriation:
    return actions.add_appropriation(session, new, by=officer(session), now=NOW)


def make_sperrvermerk(
    session: Session, appropriation: Appropriation, *, amount: str = "2000.00"
) -> BudgetBlock:
    new = BudgetBlockInput(
        amount=Decimal(amount),
        effective=day("2025-12-10"),
        appropriation_id=appropriation.id,
        condition="bis die Eckpunkte beschlossen sind",
        lifting_body_id=body(session).id,
        note="Nachgetragen aus dem Haushaltsplan.",
    )
    return actions.add_budget_block(session, new, by=officer(session), now=NOW)


def release_input(
    session: Session, *, amount: str = "1500.00", lifts: BudgetBlock | None = None
) -> ReleaseInput:
    return ReleaseInput(
        amount=Decimal(amount),
        effective=day("2026-02-01"),
        body_id=body(session).id,
        budget_year=2026,
        budget_block_id=None if lifts is None else lifts.id,
    )


def resolution_input(session: Session) -> ResolutionInput:
    return ResolutionInput(
        body_id=body(session).id, decided=day("2026-05-06"), title="Förderung von zwei Projekten"
    )


def make_resolution(session: Session) -> Resolution:
    return actions.record_resolution(session, resolution_input(session), by=officer(session), now=NOW)


def booked_sum(session: Session, table: type[Row]) -> Decimal:
    """Return what all booked rows of a table add up to, reversals included."""
    return total(session.scalars(sa.select(table.amount).where(table.booked_at.is_not(None))))


def count_rows(session: Session, table: type[Row] | type[Resolution]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
