"""Booked money, budget records and resolutions as values. Drafts are never read here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Resolution, Sperrvermerk
from vrs_tracker.domain.funding import is_effective
from vrs_tracker.domain.notation import precise_date
from vrs_tracker.features.finance.queries.ledger import booked
from vrs_tracker.features.finance.queries.values import (
    budget_value,
    entry_value,
    precise_day,
    release_value,
    resolution_value,
)
from vrs_tracker.features.reporting.queries.network import happened_by
from vrs_tracker.tables import finance as rows

Value = TypeVar("Value", MoneyEntry, BudgetRow, Sperrvermerk, Release)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Everything booked that took effect by the reference date."""

    entries: tuple[MoneyEntry, ...]
    budget: tuple[BudgetRow, ...]
    sperrvermerke: tuple[Sperrvermerk, ...]
    releases: tuple[Release, ...]
    resolutions: tuple[Resolution, ...]


def load_money(session: Session, slugs: dict[int, str], as_of: date) -> Money:
    """All booked money effective by `as_of`; `slugs` names the blocks by their id. Six statements."""
    resolutions = {row.id: row for row in session.scalars(_resolutions())}
    decided = (resolution_value(row, body=row.body.name) for row in resolutions.values())
    releases = (release_value(row, body=row.body.name) for row in session.scalars(_releases()))
    return Money(
        entries=_effective((_entry(row, slugs, resolutions) for row in session.scalars(_entries())), as_of),
        budget=_effective(map(budget_value, session.scalars(booked(rows.Appropriation))), as_of),
        sperrvermerke=_effective(map(_sperrvermerk, session.scalars(_sperrvermerke())), as_of),
        releases=_effective(releases, as_of),
        resolutions=tuple(value for value in decided if happened_by(value.decided, as_of)),
    )


def _effective(values: Iterable[Value], as_of: date) -> tuple[Value, ...]:
    return tuple(value for value in values if is_effective(value, as_of))


def _entries() -> sa.Select[rows.FundingEntry]:
    return booked(rows.FundingEntry).options(joinedload(rows.FundingEntry.payer_organisation))


def _sperrvermerke() -> sa.Select[rows.BudgetBlock]:
    return booked(rows.BudgetBlock).options(
        joinedload(rows.BudgetBlock.lifting_body), joinedload(rows.BudgetBlock.appropriation)
    )


def _releases() -> sa.Select[rows.BlockRelease]:
    return booked(rows.BlockRelease).options(joinedload(rows.BlockRelease.body))


def _resolutions() -> sa.Select[rows.Resolution]:
    return (
        sa.select(rows.Resolution)
        .where(rows.Resolution.is_public)
        .options(joinedload(rows.Resolution.body))
        .order_by(rows.Resolution.effective_on, rows.Resolution.id)
    )


def _entry(
    row: rows.FundingEntry, slugs: dict[int, str], resolutions: dict[int, rows.Resolution]
) -> MoneyEntry:
    return entry_value(
        row,
        block=slugs[row.block_id] if row.block_id else None,
        payer_name=row.payer_organisation.name if row.payer_organisation else "",
        evidence=_evidence(row, resolutions.get(row.resolution_id or 0)),
    )


def _evidence(row: rows.FundingEntry, resolution: rows.Resolution | None) -> str:
    """The resolution with its date, else the document, else the source of the fact."""
    if resolution is not None:
        decided = precise_date(resolution.effective_on, resolution.date_precision)
        return f"{resolution.body.short_name or resolution.body.name}, {decided}"
    return row.document or row.source or row.figure_source.label


def _sperrvermerk(row: rows.BudgetBlock) -> Sperrvermerk:
    return Sperrvermerk(
        id=row.id,
        budget_year=row.appropriation.budget_year,
        amount=row.amount,
        condition=row.condition,
        lifted_by=row.lifting_body.name if row.lifting_body else "",
        effective=precise_day(row),
        provenance=row.provenance,
    )
