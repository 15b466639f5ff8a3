"""Drafts and bookings of entries, appropriations, Sperrvermerke and releases.

A draft is an ordinary row that counts nowhere. Its author changes or discards it, another person takes it
over first; its history tells each step. A booked row is final: `reversal.py` takes it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from zlib import crc32

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Conflict, Forbidden, Violation, require
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.finance import (
    AppropriationInput,
    BudgetBlockInput,
    EntryInput,
    Money,
    MoneyInput,
    ReleaseInput,
    SpendingFreezeInput,
    check_editable,
    check_money,
)
from vrs_tracker.domain.locks import BOOKED_ROW, FOREIGN_DRAFT, WAITING_DRAFT
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.money import DatePrecision
from vrs_tracker.features.finance.actions.discarding import let_go
from vrs_tracker.features.finance.actions.judging import (
    ONE_LEDGER,
    MoneyRow,
    Row,
    check_links,
    check_person,
    check_shares,
    day_of,
)
from vrs_tracker.features.finance.actions.telling import (
    DRAFT,
    tell_changed,
    tell_discarded,
    tell_entered,
)
from vrs_tracker.features.finance.actions.waiting import (
    Waiting,
    book_or_wait,
    forget_requests,
    who_waits,
    withdraw_requests,
)
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.tables.control import SpendingFreeze
from vrs_tracker.tables.finance import Appropriation, BlockRelease, Booked, BudgetBlock, FundingEntry
from vrs_tracker.trail.history import record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import KEPT, hold

COLUMNS: dict[type[Booked], tuple[str, ...]] = {
    FundingEntry: (
        *("block_id", "stage", "payer", "payer_organisation_id", "degree", "figure_source"),
        *("document", "budget_year", "budget_line", "counting", "contained_in_id", "change_reason"),
    ),
    Appropriation: (*("kind", "budget_year", "budget_line", "plan_year", "carry_reason", "block_continues"),),
    BudgetBlock: ("appropriation_id", "condition", "lifting_body_id"),
    BlockRelease: ("budget_block_id", "budget_year", "body_id", "condition"),
    SpendingFreeze: ("budget_year", "budget_line", "ordered_by", "grounds", "lifts_id"),
}
"""What each kind of money says beside amount, day, note and resolution; named alike in input and row."""

_JUDGED_BY = frozenset({"", "amount", "effective", "block_id", "budget_year", "budget_block_id"})
"""What the rules of sums look at: as long as it is wrong, they are not asked."""
UNKNOWN_DAY = PreciseDate(None, DatePrecision.UNKNOWN)


def add_entry(
    session: Session,
    new: EntryInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
) -> FundingEntry:
    """Book an amount at once, or enter it as a draft; a repeated post returns the row that exists.

    What needs a second person stays a draft that waits for it: `exception_reason` says why a row that breaks
    a rule is to be booked, and from `second_person_from` euros every row needs one (None: no amount does).
    So it is with all kinds of money.
    """
    return _enter(session, FundingEntry, new, by=by, now=now, second_person_from=second_person_from)


def draft_entry(session: Session, new: EntryInput, *, by: Person, now: datetime) -> FundingEntry:
    """Enter an amount as a draft, whatever the input says; `book_entry` books it."""
    return _enter(session, FundingEntry, replace(new, as_draft=True), by=by, now=now)


def add_appropriation(
    session: Session,
    new: AppropriationInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
) -> Appropriation:
    """Book budget authority or planning of a year, or enter it as a draft."""
    return _enter(session, Appropriation, new, by=by, now=now, second_person_from=second_person_from)


def add_budget_block(
    session: Session,
    new: BudgetBlockInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
) -> BudgetBlock:
    """Book a Sperrvermerk on a booked appropriation, or enter it as a draft."""
    return _enter(session, BudgetBlock, new, by=by, now=now, second_person_from=second_person_from)


def add_release(
    session: Session,
    new: ReleaseInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
) -> BlockRelease:
    """Book a release, or enter it as a draft; it lifts no more of a Sperrvermerk than is still blocked."""
    return _enter(session, BlockRelease, new, by=by, now=now, second_person_from=second_person_from)


def add_freeze(
    session: Session,
    new: SpendingFreezeInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
) -> SpendingFreeze:
    """Book a Haushaltssperre or what ends one, or enter it as a draft; it ends no more than is still held."""
    return _enter(session, SpendingFreeze, new, by=by, now=now, second_person_from=second_person_from)


def _enter(
    session: Session,
    table: type[Row],
    new: MoneyInput,
    *,
    by: Person,
    now: datetime,
    second_person_from: Decimal | None = None,
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
    found = (*check_money(new, day_of(now)), *check_links(session, row))
    waiting: Waiting = ()
    if new.as_draft or any(each.field in _JUDGED_BY for each in found):
        require(found)
    else:
        unexplained = (violation for _, violation in check_shares(session, [row]))
        others = (*found, *unexplained)
        waiting = who_waits(session, [row], new.exception_reason, second_person_from, others=others)
    session.add(row)
    session.flush()
    if new.as_draft:
        tell_entered(session, row, by=by, now=now)
    else:
        book_or_wait(session, [row], waiting, new.exception_reason, by=by, now=now)
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
    said = values_of(new, COLUMNS[table], new.effective or UNKNOWN_DAY)
    return {**said, "resolution_id": new.resolution_id, "source": new.source}


def draft_version(row: MoneyRow) -> int:
    """Return a number of at most nine digits that changes with what a draft says."""
    names = ("amount", "is_rounded", "note", "effective_on", "date_precision", "resolution_id", "source")
    values = [str(getattr(row, name)) for name in (*names, *COLUMNS[type(row)])]
    return crc32("\0".join(values).encode()) % 10**9


def edit_draft(
    session: Session, row: Row, new: MoneyInput, *, by: Person, now: datetime, version: int | None = None
) -> Row:
    """Change an own draft; Conflict if it was changed or booked since the form was filled.

    A second person confirms only what was read: if the draft waits for one, it no longer does.
    `version` is what `draft_version` gave when the form was filled, None to overwrite.
    """
    check_author(row, by)
    hold(session, row)
    changed = version is not None and version != draft_version(row)
    if changed or row.booked_at is not None:
        done = "geändert" if row.booked_at is None else "gebucht"
        raise Conflict(f"Dieser Entwurf wurde inzwischen an anderer Stelle {done}. {KEPT}")
    values = _values(new, type(row))
    require(
        (
            *check_editable(is_reversal=row.reverses_id is not None),
            *check_money(new, day_of(now)),
            *check_links(session, type(row)(**values)),
        )
    )
    withdraw_requests(session, row, by=by, now=now)
    tell_changed(session, row, values, by=by, now=now)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()
    return row


def check_author(row: MoneyRow, by: Person) -> None:
    """Stop whoever did not write a draft from changing it: what somebody means to book stays as it is."""
    check_person(by)
    if row.booked_at is None and row.recorded_by != by.key:
        raise Forbidden(FOREIGN_DRAFT)


def take_over_draft(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Make somebody else's draft the own one, which its history tells; an own one stays as it is.

    RuleViolations if it is booked, or waits for a second person who is reading it.
    """
    check_person(by)
    hold(session, row)
    if row.booked_at is not None:
        require([Violation("", BOOKED_ROW)])
    if row.recorded_by == by.key:
        return
    if open_requests_of(session, [row]):
        require([Violation("", WAITING_DRAFT)])
    row.recorded_by = by.key
    session.flush()
    taken = [Change(DRAFT, "", "übernommen")]
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=taken)
    session.flush()


def discard_draft(session: Session, row: MoneyRow, *, by: Person, now: datetime) -> None:
    """Delete an own draft, of which only its history remains; RuleViolations for a booked row.

    A proposal that it was made from waits for the budget office again.
    """
    hold(session, row)
    if row.booked_at is not None:
        require([Violation("", BOOKED_ROW)])
    check_author(row, by)
    forget_requests(session, row, by=by, now=now)
    tell_discarded(session, row, by=by, now=now)
    let_go(session, row, by=by, now=now)
    session.delete(row)
    session.flush()


def book_entry(
    session: Session,
    row: Row,
    *,
    by: Person,
    now: datetime,
    exception_reason: str = "",
    second_person_from: Decimal | None = None,
) -> Row:
    """Book a draft; a row that is booked already stays as it is, so that a repeated post does no harm."""
    book_entries(
        session,
        [row],
        by=by,
        now=now,
        exception_reason=exception_reason,
        second_person_from=second_person_from,
    )
    return row


def book_entries(
    session: Session,
    rows: Sequence[MoneyRow],
    *,
    by: Person,
    now: datetime,
    exception_reason: str = "",
    second_person_from: Decimal | None = None,
) -> None:
    """Book several drafts, all or none; if one of them needs a second person, all wait for it together.

    RuleViolations if something they refer to is no longer there, if a changed share has no reason, and, at
    `exception_reason`, for each rule of sums they would break, unless a reason is given. What waits already
    stays as it is.
    """
    check_person(by)
    one_after_the_other(session, ONE_LEDGER)
    for row in rows:
        hold(session, row)
    waits_already = {id(row) for row, _ in open_requests_of(session, rows)}
    open_rows = [row for row in rows if row.booked_at is None and id(row) not in waits_already]
    require(violation for row in open_rows for violation in check_links(session, row))
    unexplained = [violation for _, violation in check_shares(session, open_rows)]
    waiting = who_waits(session, open_rows, exception_reason, second_person_from, others=unexplained)
    book_or_wait(session, open_rows, waiting, exception_reason, by=by, now=now)
