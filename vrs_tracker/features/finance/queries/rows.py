"""Rows of money for forms, lists and the checks that no single row can answer."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.finance import NOT_TAKEN_BACK
from vrs_tracker.domain.money import total
from vrs_tracker.features.finance.queries.ledger import booked
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry, Resolution

Row = TypeVar("Row", bound=FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze)

NO_SUCH_ROW = "Diese Zeile gibt es nicht. Alle Entwürfe und Buchungen finden Sie unter „Buchungen“."
UNDATED_LAST = (Resolution.effective_on.is_(None), Resolution.effective_on.desc(), Resolution.id.desc())
"""The order of resolutions: the newest decision first, those without a date last."""
NO_SUCH_RESOLUTION = "Diesen Beschluss gibt es nicht. Alle finden Sie unter „Beschlüsse“."


def row_of(session: Session, table: type[Row], row_id: int) -> Row:
    """Return a row of money, draft or booked; NotFound if there is none."""
    found = session.get(table, row_id)
    if found is None:
        raise NotFound(NO_SUCH_ROW)
    return found


def booked_row(session: Session, table: type[Row], row_id: int) -> Row | None:
    """Return a row only if it is booked and no reversal; None also for an unknown one."""
    found = session.get(table, row_id)
    return found if found is not None and found.booked_at is not None and found.reverses_id is None else None


def reversal_of(session: Session, row: Row) -> Row | None:
    """Return the booked row that takes this one back, None if it stands."""
    table = type(row)
    return session.scalar(booked(table).where(table.reverses_id == row.id))


def taken_back_row(session: Session, table: type[Row], row_id: int) -> Row:
    """Return a row that is taken back; NotFound for one that stands, and for an unknown one."""
    back = aliased(table)
    is_back = sa.exists().where(back.reverses_id == table.id, back.booked_at.is_not(None))
    found = session.execute(sa.select(table, is_back).where(table.id == row_id)).one_or_none()
    if found is None:
        raise NotFound(NO_SUCH_ROW)
    row, is_taken_back = found
    if not is_taken_back:
        raise NotFound(NOT_TAKEN_BACK)
    return row


def drafted_reversal_of(session: Session, row: Row) -> Row | None:
    """Return the draft that is to take this row back, None if there is none."""
    table = type(row)
    return session.scalar(sa.select(table).where(table.reverses_id == row.id, table.booked_at.is_(None)))


def reversed_row(session: Session, row: Row) -> Row | None:
    """Return the row that a reversal takes back, None for any other row."""
    return None if row.reverses_id is None else session.get(type(row), row.reverses_id)


def drafts(session: Session, *tables: type[Row]) -> Sequence[Row]:
    """Return the drafts of these tables, each table's newest first. One statement."""
    return rows_of_tables(session, tables, only_drafts=True)


def rows_of_tables(
    session: Session, tables: Sequence[type[Row]], *, only_drafts: bool = False
) -> Sequence[Row]:
    """Return the rows of several tables, one table after the other, each newest first. One statement."""
    places = sa.union_all(
        *(
            sa.select(sa.literal(number).label("number"), table.id.label("row_id")).where(
                table.booked_at.is_(None) if only_drafts else sa.true()
            )
            for number, table in enumerate(tables)
        )
    ).subquery()
    columns: tuple[Any, ...] = tuple(tables)
    stmt: sa.Select[Any] = sa.select(*columns).select_from(places)
    for number, table in enumerate(tables):
        is_here = sa.and_(places.c.number == number, places.c.row_id == table.id)
        stmt = stmt.outerjoin(table, is_here)
    stmt = stmt.order_by(places.c.number, places.c.row_id.desc())
    return [next(row for row in found if row is not None) for found in session.execute(stmt)]


def standing_rows(session: Session, table: type[Row]) -> Sequence[Row]:
    """Return what is booked and not taken back, without the reversals, newest first."""
    return session.scalars(sa.select(table).where(*is_standing(table)).order_by(table.id.desc())).all()


def is_standing(table: type[Row]) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions of a row that is booked, no reversal and not taken back."""
    taken_back = sa.select(table.reverses_id).where(
        table.reverses_id.is_not(None), table.booked_at.is_not(None)
    )
    return (table.booked_at.is_not(None), table.reverses_id.is_(None), table.id.not_in(taken_back))


def booked_rows(session: Session, table: type[Row]) -> Sequence[Row]:
    """Return everything booked, reversals too, newest first."""
    return session.scalars(booked(table).order_by(None).order_by(table.id.desc())).all()


def still_blocked_by(session: Session, block: BudgetBlock) -> Decimal:
    """Return what a Sperrvermerk still blocks: its amount less the releases that lift it."""
    notes = booked(BudgetBlock).where(sa.or_(BudgetBlock.id == block.id, BudgetBlock.reverses_id == block.id))
    releases = booked(BlockRelease).where(BlockRelease.budget_block_id == block.id)
    return total(
        (
            *(note.amount for note in session.scalars(notes)),
            *(-release.amount for release in session.scalars(releases)),
        )
    )


def still_frozen_by(session: Session, freeze: SpendingFreeze) -> Decimal:
    """Return what a Haushaltssperre still holds back: its amount less what ends it."""
    own = sa.or_(SpendingFreeze.id == freeze.id, SpendingFreeze.reverses_id == freeze.id)
    endings = booked(SpendingFreeze).where(SpendingFreeze.lifts_id == freeze.id)
    return total(
        (
            *(row.amount for row in session.scalars(booked(SpendingFreeze).where(own))),
            *(-row.amount for row in session.scalars(endings)),
        )
    )


def rests_on(session: Session, row: Row) -> bool:
    """Return whether other booked money builds on this row, which is to be taken back first."""
    match row:
        case FundingEntry():
            stmt = booked(FundingEntry).where(FundingEntry.contained_in_id == row.id)
            return total(found.amount for found in session.scalars(stmt)) != 0
        case Appropriation():
            blocks = booked(BudgetBlock).where(BudgetBlock.appropriation_id == row.id)
            return total(found.amount for found in session.scalars(blocks)) != 0
        case BudgetBlock():
            releases = booked(BlockRelease).where(BlockRelease.budget_block_id == row.id)
            return total(found.amount for found in session.scalars(releases)) != 0
        case BlockRelease():
            return False
        case SpendingFreeze():
            endings = booked(SpendingFreeze).where(SpendingFreeze.lifts_id == row.id)
            return total(found.amount for found in session.scalars(endings)) != 0


def find_resolution(session: Session, resolution_id: int) -> Resolution | None:
    """Return a resolution with its body, None for an unknown one."""
    stmt = sa.select(Resolution).where(Resolution.id == resolution_id)
    return session.scalar(stmt.options(joinedload(Resolution.body)))


def resolution_of(session: Session, resolution_id: int) -> Resolution:
    """Return a resolution with its body; NotFound if there is none."""
    found = find_resolution(session, resolution_id)
    if found is None:
        raise NotFound(NO_SUCH_RESOLUTION)
    return found


def list_resolutions(session: Session) -> Sequence[Resolution]:
    """Return all resolutions with their bodies, the newest decision first, those without a date last."""
    stmt = sa.select(Resolution).options(joinedload(Resolution.body)).order_by(*UNDATED_LAST)
    return session.scalars(stmt).all()


def lines_of(
    session: Session, resolution: Resolution
) -> tuple[Sequence[FundingEntry], Sequence[BlockRelease]]:
    """Return the entries and releases of a resolution, drafts and reversals too, in the order of entry."""
    entries = sa.select(FundingEntry).where(FundingEntry.resolution_id == resolution.id)
    releases = sa.select(BlockRelease).where(BlockRelease.resolution_id == resolution.id)
    return (
        session.scalars(entries.order_by(FundingEntry.id)).all(),
        session.scalars(releases.order_by(BlockRelease.id)).all(),
    )
