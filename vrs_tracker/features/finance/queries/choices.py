"""What a row of money can refer to, as id and words for a list of choices."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from vrs_tracker.domain.notation import precise_date
from vrs_tracker.domain.wording import amount_short
from vrs_tracker.features.actors.queries import list_bodies, list_organisations
from vrs_tracker.features.finance.queries.lines import UNDIVIDED, describe
from vrs_tracker.features.finance.queries.rows import list_resolutions, standing_rows
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BudgetBlock, FundingEntry

Choices = list[tuple[int, str]]


def _blocks(session: Session) -> Choices:
    return [(row.id, row.name) for row in list_blocks(session)]


def _organisations(session: Session) -> Choices:
    return [(row.id, row.name) for row in list_organisations(session)]


def _bodies(session: Session) -> Choices:
    return [(row.id, row.name) for row in list_bodies(session)]


def _resolutions(session: Session) -> Choices:
    return [
        (row.id, f"{precise_date(row.effective_on, row.date_precision)}: {row.title}")
        for row in list_resolutions(session)
    ]


def _entries(session: Session) -> Choices:
    names = dict(_blocks(session))
    return [
        (row.id, f"{names.get(row.block_id or 0, UNDIVIDED)}: {_told(row)}")
        for row in standing_rows(session, FundingEntry)
    ]


def _appropriations(session: Session) -> Choices:
    return [(row.id, _told(row)) for row in standing_rows(session, Appropriation)]


def _sperrvermerke(session: Session) -> Choices:
    return [
        (row.id, f"{amount_short(row.amount)}: {row.condition}")
        for row in standing_rows(session, BudgetBlock)
    ]


def _freezes(session: Session) -> Choices:
    return [
        (row.id, f"Haushalt {row.budget_year}: {amount_short(row.amount)}, {row.grounds}")
        for row in standing_rows(session, SpendingFreeze)
        if row.lifts_id is None
    ]


def _told(row: FundingEntry | Appropriation) -> str:
    day = precise_date(row.effective_on, row.date_precision)
    return f"{describe(row)}: {amount_short(row.amount)}, {day}"


CHOICES: dict[str, Callable[[Session], Choices]] = {
    "block_id": _blocks,
    "payer_organisation_id": _organisations,
    "resolution_id": _resolutions,
    "contained_in_id": _entries,
    "appropriation_id": _appropriations,
    "budget_block_id": _sperrvermerke,
    "lifting_body_id": _bodies,
    "body_id": _bodies,
    "lifts_id": _freezes,
}
"""By the name of the column, which is that of the field; only what is booked and stands can be built on."""
