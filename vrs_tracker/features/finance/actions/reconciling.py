"""The balance of the accounting system, checked against ours row by row, as many at a time as one likes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from vrs_tracker.domain.balance_items import Item
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
from vrs_tracker.features.finance.actions.judging import check_person, day_of
from vrs_tracker.features.finance.queries.reconciling import load_our_balances, stored_rows
from vrs_tracker.features.periods.queries import frozen_at, half_year
from vrs_tracker.tables.control import Reconciliation
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.trail.history import Change, changed_fields, record
from vrs_tracker.trail.versions import hold

LABELS = {"theirs": "Stand im Haushaltsverfahren", "ours": "Stand hier", "explanation": "Erklärung"}
ROW = "Zeile"
"""What the history tells first and last of a row: a row that was cleared is known by nothing else."""
Stored = Mapping[Item, tuple[Reconciliation, str]]


class Reconciled(NamedTuple):
    """How many rows were checked, and how many were cleared."""

    stored: int
    cleared: int


def reconcile(
    session: Session, period: ReportingPeriod, new: ReconciliationInput, *, by: Person, now: datetime
) -> Reconciled:
    """Store the rows that differ from what is stored, all or none, and return how many those are.

    A row keeps whoever checked it and when, until it is checked again. A row without their balance is not
    checked any more; its explanation goes with it.

    RuleViolations, each at its row, also if somebody else was faster or our balance is another than was seen.
    """
    check_person(by)
    hold(session, period)
    ours = load_our_balances(session, half_year(period).reference_day(day_of(now)))
    stored = stored_rows(session, period)
    new = replace(new, rows=tuple(_cleared(row, stored) for row in new.rows))
    changed = [row for row in new.rows if not _is_as_stored(row, stored, ours)]
    left_alone = {row.item for row in new.rows} - {row.item for row in changed}
    judged = check_reconciliation(new, ours, period.state, left_alone)
    require((*judged, *_check_versions(new, stored, left_alone)))
    after_freeze = frozen_at(session, period) is not None
    label = half_year(period).label
    changes = [_changes(row, stored, ours, label) for row in changed]
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
    cleared = sum(row.theirs is None for row in changed)
    return Reconciled(stored=len(changed) - cleared, cleared=cleared)


def _cleared(row: BalanceInput, stored: Stored) -> BalanceInput:
    """Let the explanation go with the balance: who empties the balance of a row need not empty both."""
    found, _ = stored.get(row.item, (None, ""))
    if row.theirs is None and found is not None and row.explanation.strip() == found.explanation:
        return replace(row, explanation="")
    return row


def _check_versions(
    new: ReconciliationInput, stored: Stored, left_alone: Collection[Item]
) -> Iterator[Violation]:
    for index, row in enumerate(new.rows):
        found, unit = stored.get(row.item, (None, ""))
        version = found.version if found is not None else 0
        if row.version in (None, version) or row.item in left_alone:
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
    """Whether nothing is to be done: a moved balance of ours alone is no check, unless somebody says so."""
    if row.item not in stored:
        return row.theirs is None and not row.explanation.strip()
    found, _ = stored[row.item]
    values = _values(row, ours)
    if not row.is_compared:
        del values["ours"]
    return all(getattr(found, name) == value for name, value in values.items())


def _changes(row: BalanceInput, stored: Stored, ours: Mapping[Item, Sum], label: str) -> tuple[Change, ...]:
    """Tell what changes; that a balance is another one than before is the purpose and needs no reason."""
    found, _ = stored.get(row.item, (None, ""))
    values = _values(row, ours) if row.theirs is not None else dict.fromkeys(LABELS)
    told = changed_fields(found or Reconciliation(), values, LABELS)
    name = f"{row.item.title}, {label}"
    return (
        *([Change(ROW, "", name)] if found is None else ()),
        *(Change(each.field, each.old, each.new) for each in told),
        *([Change(ROW, name, "")] if row.theirs is None else ()),
    )


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
