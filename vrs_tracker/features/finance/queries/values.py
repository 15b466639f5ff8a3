"""Rows of money as the values of `domain/facts/money.py`."""

from datetime import date

from vrs_tracker.domain.facts.control import Freeze
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Resolution
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.tables import control
from vrs_tracker.tables import finance as rows

NOT_STORED = 0
"""Stands for the id of a row that has none yet, so that the rules can judge it before it is stored."""


def precise_day(row: rows.Dated) -> PreciseDate:
    """Return when something took effect."""
    return PreciseDate(row.effective_on, row.date_precision)


def known_on(row: rows.Booked) -> date:
    """Return the day in Berlin on which a row was booked, for a draft that on which it was entered."""
    return (row.booked_at or row.recorded_at).astimezone(BERLIN).date()


def entry_value(
    row: rows.FundingEntry,
    *,
    block: str | None,
    payer_name: str = "",
    evidence: str = "",
    exception: str | None = None,
    office: str | None = None,
) -> MoneyEntry:
    """Return an entry; `block` is the slug, `evidence` is how its proof is told."""
    return MoneyEntry(
        id=row.id or NOT_STORED,
        block=block,
        stage=row.stage,
        payer=row.payer,
        payer_name=payer_name,
        degree=row.degree,
        budget_year=row.budget_year,
        effective=precise_day(row),
        known_on=known_on(row),
        amount=row.amount,
        is_rounded=row.is_rounded,
        counting=row.counting,
        source=row.figure_source,
        source_text=evidence,
        resolution=row.resolution_id,
        note=row.reversal_reason or row.note,
        reverses=row.reverses_id,
        provenance=row.provenance,
        budget_line=row.budget_line or None,
        change_reason=row.change_reason,
        exception=exception,
        office=office,
    )


def budget_value(row: rows.Appropriation, *, office: str | None = None) -> BudgetRow:
    """Return an appropriation or another budget record."""
    return BudgetRow(
        id=row.id or NOT_STORED,
        budget_year=row.budget_year,
        kind=row.kind,
        budget_line=row.budget_line,
        amount=row.amount,
        effective=precise_day(row),
        note=row.reversal_reason or row.note,
        provenance=row.provenance,
        known_on=known_on(row),
        plan_year=row.plan_year,
        carry_reason=row.carry_reason,
        block_continues=row.block_continues,
        resolution=row.resolution_id,
        office=office,
    )


def release_value(
    row: rows.BlockRelease, *, body: str, exception: str | None = None, office: str | None = None
) -> Release:
    """Return a release; `body` is the name of who decided it."""
    return Release(
        id=row.id or NOT_STORED,
        lifts=row.budget_block_id,
        budget_year=row.budget_year,
        amount=row.amount,
        is_rounded=row.is_rounded,
        effective=precise_day(row),
        body=body,
        condition=row.condition,
        resolution=row.resolution_id,
        note=row.reversal_reason or row.note,
        provenance=row.provenance,
        known_on=known_on(row),
        exception=exception,
        office=office,
    )


def freeze_value(row: control.SpendingFreeze, *, office: str = "") -> Freeze:
    """Return a Haushaltssperre, or what ends one."""
    return Freeze(
        id=row.id or NOT_STORED,
        budget_year=row.budget_year,
        budget_line=row.budget_line,
        amount=row.amount,
        ordered_by=row.ordered_by,
        grounds=row.grounds,
        lifts=row.lifts_id,
        effective=precise_day(row),
        known_on=known_on(row),
        office=office,
        provenance=row.provenance,
    )


def resolution_value(row: rows.Resolution, *, body: str) -> Resolution:
    """Return a resolution; `body` is the name of who decided it."""
    return Resolution(
        id=row.id or NOT_STORED,
        body=body,
        decided=precise_day(row),
        title=row.title,
        summary=row.summary,
        document=row.document,
        address=row.address,
        stated_amount=row.stated_amount,
        stated_is_approximate=row.stated_is_approximate,
        provenance=row.provenance,
    )
