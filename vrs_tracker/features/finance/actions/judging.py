"""What a row of money needs of other rows, and which rules of sums it would break."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from vrs_tracker.domain.corrections import check_restating
from vrs_tracker.domain.errors import Forbidden, Violation
from vrs_tracker.domain.findings import objections_together
from vrs_tracker.domain.ledger import Record
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.domain.second_person import Candidate, needs_no_second_person
from vrs_tracker.domain.share_changes import SENTENCE_NEEDED, unexplained_shares
from vrs_tracker.domain.wording import amount_short
from vrs_tracker.features.actors.queries import known_body_ids, organisations_by_id
from vrs_tracker.features.finance.queries.ledger import load_ledger
from vrs_tracker.features.finance.queries.rows import (
    booked_row,
    find_resolution,
    rests_on,
    reversal_of,
    reversed_row,
    still_blocked_by,
    still_frozen_by,
)
from vrs_tracker.features.finance.queries.shares import load_share_basis, newest_report
from vrs_tracker.features.finance.queries.values import (
    budget_value,
    entry_value,
    freeze_value,
    precise_day,
    release_value,
)
from vrs_tracker.features.programme.queries import slugs_by_id
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, BudgetBlock, FundingEntry

MoneyRow = FundingEntry | Appropriation | BudgetBlock | BlockRelease | SpendingFreeze
Row = TypeVar("Row", bound=MoneyRow)

ONE_LEDGER = "the ledger"
"""Bookings follow one another: each is judged against the sums of all before it."""
NOT_BOOKED = "Diese Zeile ist nicht gebucht oder schon zurückgenommen. Wählen Sie eine der Liste."
NOT_RECORDED = "Das ist nicht erfasst. Wählen Sie einen Eintrag der Liste."

BUILT_UPON = "Auf dieser Zeile bauen andere Buchungen auf. Nehmen Sie zuerst diese zurück."


def check_person(by: Person) -> None:
    """Stop whoever may not book."""
    if not may(by, Action.BOOK_MONEY):
        raise Forbidden(REFUSALS[Action.BOOK_MONEY])


def day_of(now: datetime) -> date:
    """Return the day in Berlin."""
    return now.astimezone(BERLIN).date()


def check_links(session: Session, row: MoneyRow) -> tuple[Violation, ...]:
    """Check that everything a row refers to is there, and booked where it must be."""
    if row.reverses_id is not None:
        return tuple(_check_reversed(session, row))
    found = list(_check_resolution(session, row))
    match row:
        case FundingEntry():
            found += _check_entry(session, row)
        case Appropriation():
            found += _check_reported(session, row)
        case BudgetBlock():
            found += (*_check_sperrvermerk(session, row), *_check_reported(session, row))
        case BlockRelease():
            found += (*_check_release(session, row), *_check_reported(session, row))
        case SpendingFreeze():
            found += _check_freeze(session, row)
    return tuple(found)


def _check_reversed(session: Session, row: MoneyRow) -> Iterator[Violation]:
    taken_back = reversed_row(session, row)
    if taken_back is not None and rests_on(session, taken_back):
        yield Violation("", BUILT_UPON)


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


def _check_reported(
    session: Session, row: Appropriation | BudgetBlock | BlockRelease
) -> tuple[Violation, ...]:
    """Ask why a figure of a report changes; a proven fact says what its source says."""
    if needs_no_second_person(row.provenance):
        return ()
    last = newest_report(session)
    return check_restating(precise_day(row), row.note or "", last[0] if last else None)


def _check_freeze(session: Session, row: SpendingFreeze) -> Iterator[Violation]:
    """Check what ends a Haushaltssperre: that one stands, is of the same year and holds back as much."""
    if row.lifts_id is None:
        return
    lifted = booked_row(session, SpendingFreeze, row.lifts_id)
    if lifted is None or lifted.lifts_id is not None or reversal_of(session, lifted) is not None:
        yield Violation("lifts_id", NOT_BOOKED)
        return
    if (row.budget_year, row.budget_line) != (lifted.budget_year, lifted.budget_line):
        line = f", Buchungsstelle {lifted.budget_line}" if lifted.budget_line else ", ohne Buchungsstelle"
        sentence = f"Diese Haushaltssperre gilt für den Haushalt {lifted.budget_year}{line}."
        yield Violation("budget_year", sentence)
    if row.amount > (frozen := still_frozen_by(session, lifted)):
        yield Violation("amount", f"Diese Haushaltssperre hält noch {amount_short(frozen)} an.")


def _stands(session: Session, table: type[Row], row_id: int) -> bool:
    row = booked_row(session, table, row_id)
    return row is not None and reversal_of(session, row) is None


def candidates(session: Session, rows: Sequence[MoneyRow]) -> tuple[Candidate, ...]:
    """Return the rows with the rules of sums that all of them together would break (users.md 6, no. 36)."""
    slugs = slugs_by_id(session)
    known = [(row, value) for row in rows if (value := _value(row, slugs)) is not None]
    judged = objections_together([value for _, value in known], load_ledger(session)) if known else ()
    found = {id(row): each for (row, _), each in zip(known, judged, strict=True)}
    return tuple(
        Candidate(amount=row.amount, provenance=row.provenance, objections=found.get(id(row), ()))
        for row in rows
    )


def _value(row: MoneyRow, slugs: Mapping[int, str]) -> Record | None:
    """Return a row as the rules look at it; a Sperrvermerk is none of the sums."""
    match row:
        case FundingEntry():
            return entry_value(row, block=slugs.get(row.block_id or 0))
        case BlockRelease():
            return release_value(row, body="")
        case Appropriation():
            return budget_value(row)
        case SpendingFreeze():
            return freeze_value(row)
        case BudgetBlock():
            return None


def check_shares(session: Session, rows: Sequence[MoneyRow]) -> tuple[tuple[MoneyRow, Violation], ...]:
    """Return each entry that changes a share without a coded reason, with what is to be done about it.

    Where the reason is missing, the sentence to it is asked for at the same time.
    """
    entries = [row for row in rows if isinstance(row, FundingEntry) and row.block_id is not None]
    if not entries:
        return ()
    basis = load_share_basis(session, {row.block_id for row in entries if row.block_id is not None})
    new = [entry_value(row, block=basis.slugs[row.block_id or 0]) for row in entries]
    found: list[tuple[MoneyRow, Violation]] = []
    for place, violation in unexplained_shares(new, basis.known, basis.references, basis.names):
        found.append((entries[place], violation))
        if violation.field == "change_reason" and not entries[place].note.strip():
            found.append((entries[place], Violation("note", SENTENCE_NEEDED)))
    return tuple(found)
