"""Drafts and bookings of entries, appropriations, Sperrvermerke and releases.

A draft is an ordinary row that counts nowhere and can be changed or discarded; its history begins with the
booking. A booked row is final: `reversal.py` takes it back.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zlib import crc32

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Conflict, Violation, require
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    BudgetBlockInput,
    EntryInput,
    Money,
    MoneyInput,
    ReleaseInput,
    check_money,
)
from vrs_tracker.domain.notation import euro
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.features.finance.actions.judging import (
    ONE_LEDGER,
    MoneyRow,
    Row,
    check_doubts,
    check_links,
    check_person,
    day_of,
    doubts_about,
)
from vrs_tracker.tables.finance import Appropriation, BlockRelease, Booked, BudgetBlock, FundingEntry
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import KEPT, hold

COLUMNS: dict[type[Booked], tuple[str, ...]] = {
    FundingEntry: (
        *("block_id", "stage", "payer", "payer_organisation_id", "degree", "figure_source"),
        *("document", "budget_year", "budget_line", "counting", "contained_in_id"),
    ),
    Appropriation: ("kind", "budget_year", "budget_line"),
    BudgetBlock: ("appropriation_id", "condition", "lifting_body_id"),
    BlockRelease: ("budget_block_id", "budget_year", "body_id", "condition"),
}
"""What each kind of money says beside amount, day, note and resolution; named alike in input and row."""

_UNKNOWN_DAY = PreciseDate(None, DatePrecision.UNKNOWN)


def add_entry(session: Session, new: EntryInput, *, by: Person, now: datetime) -> FundingEntry:
    """Book an amount at once, or enter it as a draft; a repeated post returns the row that exists."""
    return _enter(session, FundingEntry, new, by=by, now=now, as_draft=new.as_draft)


def draft_entry(session: Session, new: EntryInput, *, by: Person, now: datetime) -> FundingEntry:
    """Enter an amount as a draft, whatever the input says; `book_entry` books it."""
    return _enter(session, FundingEntry, new, by=by, now=now, as_draft=True)


def add_appropriation(
    session: Session, new: AppropriationInput, *, by: Person, now: datetime
) -> Appropriation:
    """Book budget authority or planning of a year, or enter it as a draft."""
    return _enter(session, Appropriation, new, by=by, now=now, as_draft=new.as_draft)


def add_budget_block(session: Session, new: BudgetBlockInput, *, by: Person, now: datetime) -> BudgetBlock:
    """Book a Sperrvermerk on a booked appropriation, or enter it as a draft."""
    return _enter(session, BudgetBlock, new, by=by, now=now, as_draft=new.as_draft)


def add_release(session: Session, new: ReleaseInput, *, by: Person, now: datetime) -> BlockRelease:
    """Book a release, or enter it as a draft; it lifts no more of a Sperrvermerk than is still blocked."""
    return _enter(session, BlockRelease, new, by=by, now=now, as_draft=new.as_draft)


def _enter(
    session: Session, table: type[Row], new: MoneyInput, *, by: Person, now: datetime, as_draft: bool
) -> Row:
    check_person(by)
    earlier = already_posted(session, table, new.post_key)
    if earlier is not None:
        return earlier
    one_after_the_other(session, ONE_LEDGER)
    row = table(
        **_values(new, table),
        recorded_at=now,
        recorded_by=by.key,
        provenance=new.provenance,
        post_key=new.post_key,
    )
    require((*check_money(new, day_of(now)), *check_links(session, row)))
    if not as_draft:
        require(check_doubts(doubts_about(session, [row]), despite_findings=new.despite_findings))
    session.add(row)
    session.flush()
    if not as_draft:
        mark_booked(session, row, by=by, now=now)
    return row


def values_of(new: Money, columns: Iterable[str], effective: PreciseDate) -> dict[str, object]:
    """Return amount, day and note as columns of a row of money, with those that its kind has beside."""
    return {
        "amount": new.amount,
        "is_rounded": new.is_rounded,
        "note": new.note,
        "effective_on": effective.day,
        "date_precision": effective.precision,
        **{name: getattr(new, name) for name in columns},
    }


def _values(new: MoneyInput, table: type[Booked]) -> dict[str, object]:
    """Return all that an input says as columns; a missing day, which the rules refuse, stands as unknown."""
    said = values_of(new, COLUMNS[table], new.effective or _UNKNOWN_DAY)
    return {**said, "resolution_id": new.resolution_id, "source": new.source}


def draft_version(row: MoneyRow) -> int:
    """Return a number of at most nine digits that changes with what a draft says; drafts have no history."""
    names = ("amount", "is_rounded", "note", "effective_on", "date_precision", "resolution_id", "source")
    values = [str(getattr(row, name)) for name in (*names, *COLUMNS[type(row)])]
    return crc32("\0".join(values).encode()) % 10**9


def edit_draft(
    session: Session, row: Row, new: MoneyInput, *, by: Person, now: datetime, version: int | None = None
) -> Row:
    """Change a draft; Conflict if somebody else changed or booked it since the form was filled.

    `version` is what `draft_version` gave when the form was filled, None to overwrite.
    """
    check_person(by)
    hold(session, row)
    changed = version is not None and version != draft_version(row)
    if changed or row.booked_at is not None:
        done = "geändert" if row.booked_at is None else "gebucht"
        raise Conflict(f"Dieser Entwurf wurde inzwischen an anderer Stelle {done}. {KEPT}")
    values = _values(new, type(row))
    require((*check_money(new, day_of(now)), *check_links(session, type(row)(**values))))
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return row


def discard_draft(session: Session, row: MoneyRow, *, by: Person) -> None:
    """Delete a draft, of which nothing remains; RuleViolations for a booked row."""
    check_person(by)
    hold(session, row)
    if row.booked_at is not None:
        sentence = "Diese Zeile ist gebucht. Nehmen Sie sie mit Begründung zurück."
        require([Violation("", sentence)])
    session.delete(row)
    session.flush()


def book_entry(
    session: Session, row: Row, *, by: Person, now: datetime, despite_findings: bool = False
) -> Row:
    """Book a draft; a row that is booked already stays as it is, so that a repeated post does no harm."""
    book_entries(session, [row], by=by, now=now, despite_findings=despite_findings)
    return row


def book_entries(
    session: Session, rows: Sequence[MoneyRow], *, by: Person, now: datetime, despite_findings: bool = False
) -> None:
    """Book several drafts, all or none.

    RuleViolations if something they refer to is no longer there, and, at `despite_findings`, for each rule of
    sums they would break, unless that is confirmed.
    """
    check_person(by)
    one_after_the_other(session, ONE_LEDGER)
    for row in rows:
        hold(session, row)
    open_rows = [row for row in rows if row.booked_at is None]
    require(violation for row in open_rows for violation in check_links(session, row))
    require(check_doubts(doubts_about(session, open_rows), despite_findings=despite_findings))
    for row in open_rows:
        mark_booked(session, row, by=by, now=now)


def mark_booked(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Make a row final and begin its history."""
    row.booked_at = now
    session.flush()
    booked = [Change("gebuchter Betrag", "", euro(row.amount))]
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=booked)
    session.flush()
