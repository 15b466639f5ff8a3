"""Recording and ending rules of co-funding; a rule is never changed, it ends and another one begins."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Forbidden, require
from vrs_tracker.domain.history_rules import Change
from vrs_tracker.domain.inputs.cofunding import (
    RuleEnding,
    RuleInput,
    check_ending,
    check_rule,
    hundredths_of_a_per_cent,
    replaced_by,
)
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.policy import REFUSALS, Action, Person, may
from vrs_tracker.features.finance.queries.rules import list_rules, rule_value
from vrs_tracker.tables.cofunding import FundingRule
from vrs_tracker.trail.history import changed_fields, record
from vrs_tracker.trail.posting import already_posted, one_after_the_other
from vrs_tracker.trail.versions import check_version, hold

LABELS = {"valid_until": "gilt bis"}


def add_rule(session: Session, new: RuleInput, *, by: Person, now: datetime) -> FundingRule:
    """Record a rule; the one of its kind that has no end yet ends the day before.

    A repeated post returns the rule that exists.
    """
    _check_person(by)
    earlier = already_posted(session, FundingRule, new.post_key)
    if earlier is not None:
        return earlier
    one_after_the_other(session, "rules of co-funding")
    rows = {row.id: row for row in list_rules(session)}
    known = tuple(map(rule_value, rows.values()))
    require(check_rule(new, known))
    ended = replaced_by(new, known)
    if ended is not None:
        last_day = new.valid_from - timedelta(days=1)
        reason = f"Ersetzt durch die Regel ab {date_de(new.valid_from)}."
        _end(session, rows[ended.id], last_day, reason, by=by, now=now)
    row = FundingRule(
        kind=new.kind,
        name=new.name.strip(),
        limit_amount=new.limit,
        share_limit=hundredths_of_a_per_cent(new.share_percent),
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        provenance=new.provenance,
        source=new.source,
        post_key=new.post_key,
    )
    session.add(row)
    session.flush()
    begun = Change("Regel", "", f"{row.name}, ab {date_de(row.valid_from)}")
    record(
        session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=[begun], reason=new.reason
    )
    session.flush()
    return row


def end_rule(
    session: Session, row: FundingRule, new: RuleEnding, *, by: Person, now: datetime
) -> FundingRule:
    """Set the last day of a rule; Conflict if somebody else changed it since the form was filled."""
    _check_person(by)
    hold(session, row)
    check_version(session, row, new.version, "Diese Regel wurde")
    require(check_ending(new, row.valid_from))
    _end(session, row, new.valid_until, new.reason, by=by, now=now)
    session.flush()
    return row


def _end(
    session: Session, row: FundingRule, last_day: date, reason: str, *, by: Person, now: datetime
) -> None:
    changes = changed_fields(row, {"valid_until": last_day}, LABELS)
    if not changes:
        return
    row.valid_until = last_day
    row.version += 1
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=changes, reason=reason)


def _check_person(by: Person) -> None:
    if not may(by, Action.BOOK_MONEY):
        raise Forbidden(REFUSALS[Action.BOOK_MONEY])
