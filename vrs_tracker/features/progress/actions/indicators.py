"""Values of the indicators as they are reported; what is agreed for them belongs to the programme."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from vrs_tracker.domain.errors import require
from vrs_tracker.domain.inputs.indicators import check_quantity
from vrs_tracker.domain.inputs.parts import Origin, check_origin
from vrs_tracker.domain.inputs.progress import IndicatorInput
from vrs_tracker.domain.notation import date_de, number
from vrs_tracker.domain.policy import Person
from vrs_tracker.features.programme.actions import begin_indicator
from vrs_tracker.features.programme.queries import indicator_of
from vrs_tracker.features.progress.actions.milestones import check_reporter
from vrs_tracker.features.progress.queries import value_at
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import IndicatorTarget, IndicatorValue
from vrs_tracker.trail.history import Change, record

ENTERED = Origin()


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
    require((*check_quantity("actual", new.actual), *check_origin(origin)))
    if new.actual is None:
        return None
    indicator = indicator_of(session, block.id, new.kind)
    if indicator is None:
        indicator = begin_indicator(session, block, new.kind, origin, by=by, now=now)
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
