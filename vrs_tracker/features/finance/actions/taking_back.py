"""Taking back a file of amounts as a whole: what `reversal.py` does to one row, in one statement for all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.batches import batch_objections, put_together
from vrs_tracker.domain.errors import require
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.funding import SHARE_STAGES
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.notation import count
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.second_person import Candidate, causes, check_exception
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.features.finance.actions.booking import COLUMNS
from vrs_tracker.features.finance.actions.importing import Terms, tell_of_file, wait_together
from vrs_tracker.features.finance.actions.judging import ONE_LEDGER, check_person, day_of
from vrs_tracker.features.finance.actions.reversal import COPIED, opposite
from vrs_tracker.features.finance.actions.waiting import forget_requests
from vrs_tracker.features.finance.queries.imported import (
    drafts_of_import,
    rests_on_import,
    standing_ids_of,
    standing_in,
)
from vrs_tracker.features.finance.queries.ledger import load_ledger
from vrs_tracker.features.finance.queries.values import NOT_STORED
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.posting import one_after_the_other
from vrs_tracker.trail.totals import sums_at_once
from vrs_tracker.trail.versions import hold


def reverse_import(
    session: Session, imported: MoneyImport, reason: str, *, by: Person, now: datetime, terms: Terms
) -> None:
    """Take back everything that came from a file and still stands, with one reason; drafts are discarded.

    RuleViolations without a reason, if nothing of it stands, if other money is contained in one of its rows,
    or if a rule of sums would be broken without a reason.
    """
    check_person(by)
    one_after_the_other(session, ONE_LEDGER)
    hold(session, imported)
    standing = standing_ids_of(session, imported.id)
    drafts = drafts_of_import(session, imported.id)
    is_built_upon = rests_on_import(session, imported.id)
    require(words.check_reversal(reason, stands=bool(standing or drafts), is_built_upon=is_built_upon))
    for draft in drafts:
        forget_requests(session, draft, by=by, now=now)
        session.delete(draft)
    session.flush()
    if standing:
        ledger = load_ledger(session)
        rows = [each for each in ledger.entries if each.id in standing]
        judged = _judged(rows, ledger, imported.provenance, reason, now)
        require(check_exception([judged], terms.exception_reason))
        if any(causes([judged], terms.second_person_from)):
            _ask(session, imported, reason, by=by, now=now, terms=terms)
        else:
            _insert_opposites(session, imported, reason, by=by, now=now)
    imported.state, imported.reversal_reason = ImportState.REVERSED, reason
    told = count(len(standing) + len(drafts), "Zeile", "Zeilen")
    tell_of_file(session, imported, words.TAKEN_BACK, told, by=by, now=now, reason=reason)


def _judged(
    rows: Sequence[MoneyEntry], ledger: Ledger, provenance: Provenance, reason: str, now: datetime
) -> Candidate:
    """Return the reversals of the rows together, with the rules of sums that they would break."""
    today = day_of(now)
    opposites = [
        replace(
            each, id=NOT_STORED, amount=-each.amount, known_on=today, note=reason, reverses=each.id, breaks=()
        )
        for each in put_together(rows)
    ]
    return Candidate(
        amount=max(each.amount for each in rows),
        provenance=provenance,
        objections=batch_objections(put_together(opposites), ledger),
    )


def _ask(
    session: Session, imported: MoneyImport, reason: str, *, by: Person, now: datetime, terms: Terms
) -> None:
    """Keep the reversals as drafts that wait for a second person together."""
    rows = session.scalars(standing_in(imported.id)).all()
    taken_back = [opposite(row, reason, by=by, now=now) for row in rows]
    for row in taken_back:
        row.import_id = imported.id
    wait_together(session, taken_back, by=by, now=now, terms=terms)


def _insert_opposites(
    session: Session, imported: MoneyImport, reason: str, *, by: Person, now: datetime
) -> None:
    """Book the opposite of every row that stands, as `reversal.opposite` says it of one."""
    row = FundingEntry
    correction = sa.literal(ChangeReason.CORRECTION, row.change_reason.type)
    demo, entered = (sa.literal(each, row.provenance.type) for each in (Provenance.DEMO, Provenance.ENTERED))
    values: dict[str, sa.ColumnElement[Any]] = {
        **{name: getattr(row, name) for name in (*COPIED, *COLUMNS[row])},
        "change_reason": sa.case((row.stage.in_(SHARE_STAGES), correction), else_=row.change_reason),
        "amount": -row.amount,
        "reverses_id": row.id.expression,
        "reversal_reason": sa.literal(reason),
        "recorded_at": sa.literal(now, row.recorded_at.type),
        "recorded_by": sa.literal(by.key),
        "booked_at": sa.literal(now, row.recorded_at.type),
        "provenance": sa.case((row.provenance == Provenance.DEMO, demo), else_=entered),
        "import_id": row.import_id.expression,
    }
    opposites = standing_in(imported.id).with_only_columns(
        *(value.label(name) for name, value in values.items())
    )
    with sums_at_once(session):
        session.execute(sa.insert(row).from_select(list(values), opposites))
    session.expire_all()
