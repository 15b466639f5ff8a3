"""Ergänzungen: the draft that is being written, and what was given out."""

from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload, undefer

from vrs_tracker.domain.issue import title_block_from_json
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import (
    Correction,
    GivenSupplement,
    Supplement,
    correction,
    supplement_block,
    supplement_from_json,
    supplement_of,
)
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import PeriodState
from vrs_tracker.features.reporting.queries.given import given_to
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.tables.supplements import IssuedSupplement, SupplementDraft, SupplementLine


def draft_of(session: Session, snapshot: Snapshot) -> SupplementDraft | None:
    """Return the Ergänzung that is being written for a report, with its corrections."""
    return session.scalar(
        sa.select(SupplementDraft)
        .where(SupplementDraft.snapshot_id == snapshot.id)
        .options(selectinload(SupplementDraft.lines))
        .execution_options(populate_existing=True)
    )


def drafted(session: Session, draft: SupplementDraft, report: CommitteeReport) -> Supplement:
    """Return a draft as the Ergänzung that it would become now; the old sentences come from the report."""
    given = session.scalar(
        sa.select(sa.func.max(IssuedSupplement.number)).where(
            IssuedSupplement.snapshot_id == draft.snapshot_id
        )
    )
    found = (corrected(row, report) for row in draft.lines)
    return supplement_of(report, (given or 0) + 1, [one for one in found if one is not None])


def drafted_block(draft: SupplementDraft, supplement: Supplement, block: TitleBlock) -> TitleBlock:
    """Return the title block a draft is printed with, from that of the report and its own session."""
    return supplement_block(
        block,
        supplement,
        held_on=draft.held_on,
        agenda_item=draft.agenda_item,
        reference=draft.paper_reference,
    )


def corrected(row: SupplementLine, report: CommitteeReport) -> Correction | None:
    """Return one correction of a draft; None if the report has no such sentence, which a rule keeps out."""
    return correction(document(report), row.number, row.line, row.new_text, row.reason)


def given_supplements(session: Session, snapshot_id: int) -> tuple[GivenSupplement, ...]:
    """Return what was given out for one report, in order; one statement, without the bytes."""
    stmt = (
        sa.select(IssuedSupplement)
        .where(IssuedSupplement.snapshot_id == snapshot_id)
        .order_by(IssuedSupplement.number)
    )
    return tuple(map(_given, session.scalars(stmt)))


def supplement_with_checksum(
    session: Session, beginning: str, states: Collection[PeriodState]
) -> GivenSupplement | None:
    """Return the Ergänzung whose page has a SHA-256 that begins so, if its report is in one of the states."""
    row = session.scalar(
        sa.select(IssuedSupplement)
        .join(Snapshot, Snapshot.id == IssuedSupplement.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(IssuedSupplement.sha256.startswith(beginning), given_to(states))
        .order_by(IssuedSupplement.id.desc())
        .limit(1)
    )
    return _given(row) if row is not None else None


def supplements_since(session: Session, moment: datetime, half: HalfYear) -> tuple[GivenSupplement, ...]:
    """Return what was given out since a moment for any report before a half-year, the oldest first."""
    stmt = (
        sa.select(IssuedSupplement)
        .join(Snapshot, Snapshot.id == IssuedSupplement.snapshot_id)
        .join(ReportingPeriod, ReportingPeriod.id == Snapshot.period_id)
        .where(
            IssuedSupplement.issued_at >= moment,
            ReportingPeriod.year * 2 + ReportingPeriod.half < half.year * 2 + half.half,
        )
        .order_by(IssuedSupplement.id)
    )
    return tuple(map(_given, session.scalars(stmt)))


def stored_supplement(session: Session, period_id: int, number: int) -> IssuedSupplement | None:
    """Return one Ergänzung to the report of a half-year with its bytes."""
    return session.scalar(
        sa.select(IssuedSupplement)
        .join(Snapshot, Snapshot.id == IssuedSupplement.snapshot_id)
        .where(Snapshot.period_id == period_id, IssuedSupplement.number == number)
        .options(undefer(IssuedSupplement.content))
    )


def supplements_by_period(session: Session) -> Mapping[int, tuple[GivenSupplement, ...]]:
    """Return what was given out, by the id of the half-year; one statement."""
    stmt = (
        sa.select(Snapshot.period_id, IssuedSupplement)
        .join(Snapshot, Snapshot.id == IssuedSupplement.snapshot_id)
        .order_by(IssuedSupplement.number)
    )
    found: dict[int, tuple[GivenSupplement, ...]] = {}
    for period_id, row in session.execute(stmt):
        found[period_id] = (*found.get(period_id, ()), _given(row))
    return found


def _given(row: IssuedSupplement) -> GivenSupplement:
    return GivenSupplement(
        supplement=supplement_from_json(row.payload),
        issued_on=row.issued_at.astimezone(BERLIN).date(),
        title_block=title_block_from_json(row.title_block),
    )
