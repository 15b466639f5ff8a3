"""Booked money, budget records and resolutions as values. Drafts are never read here."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa

from vrs_tracker.domain.evidence import DOCUMENT_KEPT
from vrs_tracker.domain.facts.control import Competence, Freeze
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Resolution, Sperrvermerk
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.vocabulary.budget import ConfirmationCause, ConfirmationOutcome
from vrs_tracker.domain.wording import proofs_words
from vrs_tracker.features.finance.queries.values import (
    budget_value,
    entry_value,
    freeze_value,
    known_on,
    precise_day,
    release_value,
    resolution_value,
)
from vrs_tracker.features.reporting.queries.blocks import BLOCKS
from vrs_tracker.features.reporting.queries.names import BODIES, ORGANISATIONS, offices
from vrs_tracker.features.reporting.queries.network import happened_by
from vrs_tracker.tables import actors, control
from vrs_tracker.tables import finance as rows
from vrs_tracker.tables.documents import DocumentUse
from vrs_tracker.trail.together import Answers, Question

Row = TypeVar(
    "Row",
    bound=rows.FundingEntry
    | rows.Appropriation
    | rows.BudgetBlock
    | rows.BlockRelease
    | control.SpendingFreeze,
)
Value = TypeVar("Value", MoneyEntry, BudgetRow, Sperrvermerk, Release, Freeze)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Everything booked that took effect by the reference date."""

    entries: tuple[MoneyEntry, ...]
    budget: tuple[BudgetRow, ...]
    sperrvermerke: tuple[Sperrvermerk, ...]
    releases: tuple[Release, ...]
    freezes: tuple[Freeze, ...]
    resolutions: tuple[Resolution, ...]


def _booked(table: type[Row]) -> Question[Row]:
    """Ask for what is booked, oldest first; drafts count nowhere."""
    return Question(table, where=table.booked_at.is_not(None), order=(table.effective_on, table.id))


ENTRIES = _booked(rows.FundingEntry)
APPROPRIATIONS = Question(rows.Appropriation, order=(rows.Appropriation.effective_on, rows.Appropriation.id))
"""Drafts too: a Sperrvermerk names the year of its appropriation."""
SPERRVERMERKE = _booked(rows.BudgetBlock)
RELEASES = _booked(rows.BlockRelease)
RESOLUTIONS = Question(
    rows.Resolution,
    where=rows.Resolution.is_public,
    order=(rows.Resolution.effective_on, rows.Resolution.id),
)
FREEZES = _booked(control.SpendingFreeze)
COMPETENCES = Question(
    control.LiftingCompetence,
    order=(control.LiftingCompetence.checked_on, control.LiftingCompetence.id),
)
EXCEPTIONS = Question(
    control.ConfirmationRequest,
    where=sa.and_(
        control.ConfirmationRequest.outcome == ConfirmationOutcome.CONFIRMED,
        control.ConfirmationRequest.cause == ConfirmationCause.EXCEPTION,
    ),
)
DOCUMENTS = Question(
    DocumentUse,
    where=sa.and_(DocumentUse.kind == rows.FundingEntry.__tablename__, DocumentUse.taken_back_at.is_(None)),
)
"""What stands behind an entry that names nothing else; the report tells only that a document is there."""
QUESTIONS = (
    *(ENTRIES, APPROPRIATIONS, SPERRVERMERKE, RELEASES, RESOLUTIONS),
    *(FREEZES, COMPETENCES, EXCEPTIONS, DOCUMENTS),
)


def money_values(found: Answers, as_of: date) -> Money:
    """All booked money effective by `as_of`."""
    bodies = found.by_id(BODIES)
    decided = (resolution_value(row, body=bodies[row.body_id].name) for row in found.of(RESOLUTIONS))
    units = offices(found)
    budget = (
        budget_value(row, office=units.get(row.recorded_by))
        for row in found.of(APPROPRIATIONS)
        if row.booked_at is not None
    )
    freezes = (freeze_value(row, office=units.get(row.recorded_by, "")) for row in found.of(FREEZES))
    return Money(
        entries=_effective(_entries(found), as_of),
        budget=_effective(budget, as_of),
        sperrvermerke=_effective(_sperrvermerke(found), as_of),
        releases=_effective(_releases(found), as_of),
        freezes=_effective(freezes, as_of),
        resolutions=tuple(value for value in decided if happened_by(value.decided, as_of)),
    )


def _effective(values: Iterable[Value], as_of: date) -> tuple[Value, ...]:
    return tuple(value for value in values if is_effective(value, as_of))


def _entries(found: Answers) -> Iterator[MoneyEntry]:
    resolutions, bodies = found.by_id(RESOLUTIONS), found.by_id(BODIES)
    slugs = {row.id: row.slug for row in found.of(BLOCKS)}
    payers = {row.id: row.name for row in found.of(ORGANISATIONS)}
    units = offices(found)
    exceptions = {row.funding_entry_id: row.reason or None for row in found.of(EXCEPTIONS)}
    proven = {row.thing_id for row in found.of(DOCUMENTS)}
    for row in found.of(ENTRIES):
        yield entry_value(
            row,
            block=slugs[row.block_id] if row.block_id else None,
            payer_name=payers[row.payer_organisation_id] if row.payer_organisation_id else "",
            evidence=_evidence(row, resolutions.get(row.resolution_id or 0), bodies) or _rest(row, proven),
            exception=exceptions.get(row.id),
            office=units.get(row.recorded_by),
        )


def _releases(found: Answers) -> Iterator[Release]:
    bodies, units = found.by_id(BODIES), offices(found)
    exceptions = {row.block_release_id: row.reason or None for row in found.of(EXCEPTIONS)}
    for row in found.of(RELEASES):
        yield release_value(
            row,
            body=bodies[row.body_id].name,
            exception=exceptions.get(row.id),
            office=units.get(row.recorded_by),
        )


def _evidence(
    row: rows.FundingEntry, resolution: rows.Resolution | None, bodies: dict[int, actors.DecidingBody]
) -> str:
    """The document that is named and the resolution with its date, else the source of the fact."""
    if resolution is not None:
        body = bodies[resolution.body_id]
        decided = precise_date(resolution.effective_on, resolution.date_precision)
        return proofs_words(row.document, f"{body.short_name or body.name}, {decided}")
    return row.document or row.source


def _rest(row: rows.FundingEntry, proven: Container[int]) -> str:
    """What is said of an entry that names no evidence: a document is kept, or where the figure is from."""
    return DOCUMENT_KEPT if row.id in proven else row.figure_source.label


def _sperrvermerke(found: Answers) -> Iterator[Sperrvermerk]:
    bodies, appropriations, units = found.by_id(BODIES), found.by_id(APPROPRIATIONS), offices(found)
    competences = {
        row.budget_block_id: Competence(
            body=bodies[row.body_id].name,
            basis=row.basis,
            checked_on=row.checked_on,
            office=units.get(row.checked_by, ""),
        )
        for row in found.of(COMPETENCES)
    }
    for row in found.of(SPERRVERMERKE):
        appropriation = appropriations[row.appropriation_id]
        yield Sperrvermerk(
            id=row.id,
            budget_year=appropriation.budget_year,
            amount=row.amount,
            condition=row.condition,
            lifted_by=bodies[row.lifting_body_id].name if row.lifting_body_id else "",
            effective=precise_day(row),
            provenance=row.provenance,
            known_on=known_on(row),
            appropriation=row.appropriation_id,
            budget_line=appropriation.budget_line or None,
            competence=competences.get(row.id),
            resolution=row.resolution_id,
            office=units.get(row.recorded_by),
            note=row.reversal_reason or row.note or None,
        )
