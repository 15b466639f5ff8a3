"""What a row of money needs of other rows, and which rules of sums it would break."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, Violation
from vrs_tracker.domain.findings import warnings
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.wording import amount_short
from vrs_tracker.features.actors.queries import known_body_ids, organisations_by_id
from vrs_tracker.features.finance.queries.ledger import load_ledger
from vrs_tracker.features.finance.queries.rows import (
    booked_row,
    find_resolution,
    reversal_of,
    still_blocked_by,
)
from vrs_tracker.features.finance.queries.values import budget_value, entry_value, release_value
from vrs_tracker.features.programme.queries import slugs_by_id
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry

MoneyRow = FundingEntry | Appropriation | BudgetBlock | BlockRelease
Row = TypeVar("Row", bound=MoneyRow)

ONE_LEDGER = "the ledger"
"""Bookings follow one another: each is judged against the sums of all before it."""
NOT_BOOKED = "Diese Zeile ist nicht gebucht oder schon zurückgenommen. Wählen Sie eine der Liste."
NOT_RECORDED = "Das ist nicht erfasst. Wählen Sie einen Eintrag der Liste."


def check_person(by: Person) -> None:
    """Stop whoever may not book."""
    if not may(by, Action.BOOK_MONEY):
        raise Forbidden(REFUSALS[Action.BOOK_MONEY])


def day_of(now: datetime) -> date:
    """Return the day in Berlin."""
    return now.astimezone(BERLIN).date()


def check_links(session: Session, row: MoneyRow) -> tuple[Violation, ...]:
    """Check that everything a row refers to is there, and booked where it must be."""
    found = list(_check_resolution(session, row))
    match row:
        case FundingEntry():
            found += _check_entry(session, row)
        case Appropriation():
            pass
        case BudgetBlock():
            found += _check_sperrvermerk(session, row)
        case BlockRelease():
            found += _check_release(session, row)
    return tuple(found)


def _check_resolution(session: Session, row: MoneyRow) -> Iterator[Violation]:
    if row.resolution_id is not None and find_resolution(session, row.resolution_id) is None:
        yield Violation("resolution_id", NOT_RECORDED)


def _check_entry(session: Session, row: FundingEntry) -> Iterator[Violation]:
    if row.block_id is not None and row.block_id not in slugs_by_id(session):
        yield Violation("block_id", NOT_RECORDED)
    payer = row.payer_organisation_id
    if payer is not None and payer not in organisations_by_id(session, [payer]):
        yield Violation("payer_organisation_id", NOT_RECORDED)
    if row.contained_in_id is not None and not _stands(session, FundingEntry, row.contained_in_id):
        yield Violation("contained_in_id", NOT_BOOKED)


def _check_sperrvermerk(session: Session, row: BudgetBlock) -> Iterator[Violation]:
    if row.lifting_body_id is not None and row.lifting_body_id not in known_body_ids(session):
        yield Violation("lifting_body_id", NOT_RECORDED)
    appropriation = booked_row(session, Appropriation, row.appropriation_id)
    if appropriation is None or reversal_of(session, appropriation) is not None:
        yield Violation("appropriation_id", NOT_BOOKED)
    elif row.amount > appropriation.amount:
        sentence = f"Gesperrt werden kann höchstens der Ansatz von {amount_short(appropriation.amount)}."
        yield Violation("amount", sentence)


def _check_release(session: Session, row: BlockRelease) -> Iterator[Violation]:
    if row.body_id not in known_body_ids(session):
        yield Violation("body_id", NOT_RECORDED)
    if row.budget_block_id is None:
        return
    lifted = booked_row(session, BudgetBlock, row.budget_block_id)
    if lifted is None or reversal_of(session, lifted) is not None:
        yield Violation("budget_block_id", NOT_BOOKED)
    elif row.amount > (blocked := still_blocked_by(session, lifted)):
        sentence = (
            f"Von diesem Sperrvermerk sind noch {amount_short(blocked)} gesperrt. "
            "Erfassen Sie den übrigen Betrag als Freigabe ohne Sperrvermerk."
        )
        yield Violation("amount", sentence)


def _stands(session: Session, table: type[Row], row_id: int) -> bool:
    row = booked_row(session, table, row_id)
    return row is not None and reversal_of(session, row) is None


def doubts_about(session: Session, rows: Sequence[MoneyRow]) -> tuple[str, ...]:
    """Return a sentence for each rule of sums that the rows, taken in order, would break (users.md 6, 36)."""
    ledger, slugs = load_ledger(session), slugs_by_id(session)
    found: list[str] = []
    for row in rows:
        ledger, sentences = _judged(ledger, row, slugs)
        found += sentences
    return tuple(dict.fromkeys(found))


def _judged(ledger: Ledger, row: MoneyRow, slugs: Mapping[int, str]) -> tuple[Ledger, tuple[str, ...]]:
    match row:
        case FundingEntry():
            entry = entry_value(row, block=slugs.get(row.block_id or 0))
            return replace(ledger, entries=(*ledger.entries, entry)), warnings(entry, ledger)
        case BlockRelease():
            release = release_value(row, body="")
            return replace(ledger, releases=(*ledger.releases, release)), warnings(release, ledger)
        case Appropriation():
            return replace(ledger, budget=(*ledger.budget, budget_value(row))), ()
        case BudgetBlock():
            return ledger, ()


def check_doubts(doubts: Sequence[str], *, despite_findings: bool) -> tuple[Violation, ...]:
    """Ask to confirm what breaks a rule of sums: such a row is kept and marked, never refused."""
    return () if despite_findings else tuple(Violation("despite_findings", doubt) for doubt in doubts)
