"""Targets and values of the six indicators."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.inputs.parts import Origin, check_origin
from vrs_tracker.domain.inputs.progress import IndicatorInput
from vrs_tracker.domain.notation import date_de, number
from vrs_tracker.domain.parsing import MAX_EURO
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.features.progress.actions.milestones import check_reporter
from vrs_tracker.features.progress.queries import indicator_of, value_at
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorTarget, IndicatorValue
from vrs_tracker.trail.history import Change, changed_fields, record

ENTERED = Origin()
HUNDREDTH = Decimal("0.01")


def set_indicator_target(
    session: Session,
    block: Block,
    kind: IndicatorKind,
    target: Decimal | None,
    *,
    by: Person,
    now: datetime,
    origin: Origin = ENTERED,
) -> IndicatorTarget:
    """Agree on a target, or change it; None is „noch kein Ziel“. A block has each indicator once."""
    check_reporter(by, block)
    require((*_check_quantity("target", target), *check_origin(origin)))
    row = indicator_of(session, block.id, kind) or IndicatorTarget(
        block_id=block.id, kind=kind, provenance=origin.provenance, source=origin.source
    )
    changes = changed_fields(row, {"target": target}, {"target": f"Ziel: {kind.label}"})
    row.target = target
    session.add(row)
    session.flush()
    record(session, by=by, at=now, kind=row.__tablename__, thing_id=row.id, changes=changes)
    session.flush()
    return row


def record_indicator_value(
    session: Session,
    block: Block,
    new: IndicatorInput,
    as_of: date,
    *,
    by: Person,
    now: datetime,
    origin: Origin = ENTERED,
) -> IndicatorValue | None:
    """Write the value as of a reference date over an earlier one for the same date; no value writes nothing.

    An indicator without a target comes into being with its first value.
    """
    check_reporter(by, block)
    require((*_check_quantity("actual", new.actual), *check_origin(origin)))
    if new.actual is None:
        return None
    indicator = indicator_of(session, block.id, new.kind)
    if indicator is None:
        indicator = set_indicator_target(session, block, new.kind, None, by=by, now=now, origin=origin)
    row = value_at(session, indicator.id, as_of)
    before = number(row.value) if row is not None else ""
    if row is None:
        row = IndicatorValue(
            indicator_id=indicator.id, as_of=as_of, provenance=origin.provenance, source=origin.source
        )
        session.add(row)
    row.value, row.is_estimated = new.actual, new.is_estimated
    session.flush()
    session.expire(indicator, ["values"])
    if before != number(new.actual):
        change = Change(f"{new.kind.label} zum {date_de(as_of)}", before, number(new.actual))
        kind = IndicatorTarget.__tablename__
        record(session, by=by, at=now, kind=kind, thing_id=indicator.id, changes=[change])
        session.flush()
    return row


def _check_quantity(field: str, value: Decimal | None) -> tuple[Violation, ...]:
    """Check that a value can be stored: not negative, two decimals, at most 13 digits before the comma."""
    if value is None:
        return ()
    if not value.is_finite() or not 0 <= value <= MAX_EURO or value % HUNDREDTH:
        sentence = (
            f"Geben Sie eine Zahl von 0 bis {number(MAX_EURO)} mit höchstens zwei Nachkommastellen ein."
        )
        return (Violation(field, sentence),)
    return ()
