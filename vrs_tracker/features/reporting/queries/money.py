"""Booked money, budget records and resolutions as values. Drafts are never read here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Resolution, Sperrvermerk
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.features.finance.queries.values import (
    budget_value,
    entry_value,
    precise_day,
    release_value,
    resolution_value,
)
from vrs_tracker.features.reporting.queries.blocks import BLOCKS
from vrs_tracker.features.reporting.queries.names import BODIES, ORGANISATIONS
from vrs_tracker.features.reporting.queries.network import happened_by
from vrs_tracker.tables import actors
from vrs_tracker.tables import finance as rows
from vrs_tracker.trail.together import Answers, Question

Row = TypeVar("Row", bound=rows.FundingEntry | rows.Appropriation | rows.BudgetBlock | rows.BlockRelease)
Value = TypeVar("Value", MoneyEntry, BudgetRow, Sperrvermerk, Release)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Everything booked that took effect by the reference date."""

    entries: tuple[MoneyEntry, ...]
    budget: tuple[BudgetRow, ...]
    sperrvermerke: tuple[Sperrvermerk, ...]
    releases: tuple[Release, ...]
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
QUESTIONS = (ENTRIES, APPROPRIATIONS, SPERRVERMERKE, RELEASES, RESOLUTIONS)


def money_values(found: Answers, as_of: date) -> Money:
    """All booked money effective by `as_of`."""
    bodies = found.by_id(BODIES)
    decided = (resolution_value(row, body=bodies[row.body_id].name) for row in found.of(RESOLUTIONS))
    budget = (budget_value(row) for row in found.of(APPROPRIATIONS) if row.booked_at is not None)
    releases = (release_value(row, body=bodies[row.body_id].name) for row in found.of(RELEASES))
    return Money(
        entries=_effective(_entries(found), as_of),
        budget=_effective(budget, as_of),
        sperrvermerke=_effective(_sperrvermerke(found), as_of),
        releases=_effective(releases, as_of),
        resolutions=tuple(value for value in decided if happened_by(value.decided, as_of)),
    )


def _effective(values: Iterable[Value], as_of: date) -> tuple[Value, ...]:
    return tuple(value for value in values if is_effective(value, as_of))


def _entries(found: Answers) -> Iterator[MoneyEntry]:
    resolutions, bodies = found.by_id(RESOLUTIONS), found.by_id(BODIES)
    slugs = {row.id: row.slug for row in found.of(BLOCKS)}
    payers = {row.id: row.name for row in found.of(ORGANISATIONS)}
    for row in found.of(ENTRIES):
        yield entry_value(
            row,
            block=slugs[row.block_id] if row.block_id else None,
            payer_name=payers[row.payer_organisation_id] if row.payer_organisation_id else "",
            evidence=_evidence(row, resolutions.get(row.resolution_id or 0), bodies),
        )


def _evidence(
    row: rows.FundingEntry, resolution: rows.Resolution | None, bodies: dict[int, actors.DecidingBody]
) -> str:
    """The resolution with its date, else the document, else the source of the fact."""
    if resolution is not None:
        body = bodies[resolution.body_id]
        decided = precise_date(resolution.effective_on, resolution.date_precision)
        return f"{body.short_name or body.name}, {decided}"
    return row.document or row.source or row.figure_source.label


def _sperrvermerke(found: Answers) -> Iterator[Sperrvermerk]:
    bodies, appropriations = found.by_id(BODIES), found.by_id(APPROPRIATIONS)
    for row in found.of(SPERRVERMERKE):
        yield Sperrvermerk(
            id=row.id,
            budget_year=appropriations[row.appropriation_id].budget_year,
            amount=row.amount,
            condition=row.condition,
            lifted_by=bodies[row.lifting_body_id].name if row.lifting_body_id else "",
            effective=precise_day(row),
            provenance=row.provenance,
        )
