"""The balance of the accounting system, checked against ours row by row, as many at a time as one likes."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.history_rules import check_reason
from vrs_tracker.domain.inputs.parts import in_row
from vrs_tracker.domain.inputs.reconciliation import (
    ROWS,
    BalanceInput,
    ReconciliationInput,
    changed_meanwhile,
    check_reconciliation,
)
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.reconciliation import Item
from vrs_tracker.features.finance.actions.judging import check_person, day_of
from vrs_tracker.features.finance.queries.reconciling import load_our_balances, stored_rows
from vrs_tracker.features.periods.queries import frozen_at, half_year
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.trail.history import Change, changed_fields, record
from vrs_tracker.trail.versions import hold

LABELS = {"theirs": "Stand im Haushaltsverfahren", "ours": "Stand hier", "explanation": "Erklärung"}
Stored = Mapping[Item, tuple[Reconciliation, str]]


def reconcile(
    session: Session, period: ReportingPeriod, new: ReconciliationInput, *, by: Person, now: datetime
) -> int:
    """Store the rows that differ from what is stored, all or none, and return how many those are.

    A row keeps whoever checked it and when, until it is checked again. A row without their balance is taken
    out of the table.

    RuleViolations, each at its row, also if somebody else was faster or our balance is another than was seen.
    """
    check_person(by)
    hold(session, period)
    ours = load_our_balances(session, half_year(period).reference_day(day_of(now)))
    stored = stored_rows(session, period)
    require((*check_reconciliation(new, ours, period.state), *_check_versions(new, stored, ours)))
    after_freeze = frozen_at(session, period) is not None
    changed = [row for row in new.rows if not _is_as_stored(row, stored, ours)]
    changes = [_changes(row, stored, ours) for row in changed]
    require(check_reason([each for told in changes for each in told], new.reason, after_freeze=after_freeze))
    for row, told in zip(changed, changes, strict=True):
        thing_id = _write(session, period, row, new, stored, ours, by=by, now=now)
        record(
            session,
            by=by,
            at=now,
            kind=Reconciliation.__tablename__,
            thing_id=thing_id,
            changes=told,
            reason=new.reason,
            after_freeze=after_freeze,
        )
    session.flush()
    return len(changed)


def _check_versions(
    new: ReconciliationInput, stored: Stored, ours: Mapping[Item, Sum]
) -> Iterator[Violation]:
    for index, row in enumerate(new.rows):
        found, unit = stored.get(row.item, (None, ""))
        version = found.version if found is not None else 0
        if row.version in (None, version) or _is_as_stored(row, stored, ours):
            continue
        sentence = changed_meanwhile(found.theirs if found is not None else None, unit)
        yield from in_row(f"{ROWS}-{index}", [Violation("theirs", sentence)])


def _values(row: BalanceInput, ours: Mapping[Item, Sum]) -> dict[str, object]:
    return {
        "theirs": row.theirs,
        "ours": ours.get(row.item, Sum()).amount,
        "explanation": row.explanation.strip(),
    }


def _is_as_stored(row: BalanceInput, stored: Stored, ours: Mapping[Item, Sum]) -> bool:
    if row.item not in stored:
        return row.theirs is None
    found, _ = stored[row.item]
    return all(getattr(found, name) == value for name, value in _values(row, ours).items())


def _changes(row: BalanceInput, stored: Stored, ours: Mapping[Item, Sum]) -> tuple[Change, ...]:
    """Tell what changes; that a balance is another one than before is the purpose and needs no reason."""
    found, _ = stored.get(row.item, (Reconciliation(), ""))
    values = _values(row, ours) if row.theirs is not None else dict.fromkeys(LABELS)
    return tuple(Change(told.field, told.old, told.new) for told in changed_fields(found, values, LABELS))


def _write(
    session: Session,
    period: ReportingPeriod,
    row: BalanceInput,
    new: ReconciliationInput,
    stored: Stored,
    ours: Mapping[Item, Sum],
    *,
    by: Person,
    now: datetime,
) -> int:
    """Store one row and return its id; a row without their balance is deleted."""
    found, _ = stored.get(row.item, (None, ""))
    if found is None:
        found = Reconciliation(
            period_id=period.id,
            **row.item._asdict(),
            version=0,
            provenance=new.provenance,
            source=new.source,
        )
    elif row.theirs is None:
        session.delete(found)
        return found.id
    for name, value in _values(row, ours).items():
        setattr(found, name, value)
    found.checked_at, found.checked_by = now, by.key
    found.version += 1
    session.add(found)
    session.flush()
    return found.id
