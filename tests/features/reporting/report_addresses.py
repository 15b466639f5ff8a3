"""What the addresses of reports name, made for the table of tests/features/access_table.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.report_values import make_report
from tests.features.periods.period_rows import add_period
from tests.features.reporting.report_rows import HALF, frozen_value, handed_out, live
from tests.tables.rows import make
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.reporting.queries.checks import load_checks
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Motion

if TYPE_CHECKING:
    from tests.features.access_table import Case

Names = Mapping[str, str | int]


def published_report(session: Session, _case: "Case") -> Names:
    """The variable of /berichte/<code> and its files, where the report is published."""
    if find_period(session, HALF) is None:
        handed_out(session, frozen_value(make_report()))
    return {"code": HALF.code}


def report_in_preparation(session: Session, _case: "Case") -> Names:
    """The variable of /berichte/<code>/vorbereiten, while messages are collected."""
    if session.scalar(sa.select(Motion.id)) is None:
        session.add(make(Motion))
    _period(session)
    return {"code": HALF.code}


def hint_of_report(session: Session, case: "Case") -> Names:
    """The variables of the hint that says that no session is entered."""
    values = report_in_preparation(session, case)
    checks = load_checks(session, live(session), HALF.as_of)
    return {**values, "key": next(check.key for check in checks if check.code == "P19")}


def step_of_half_year(session: Session, case: "Case") -> Names:
    """The variables of a step that coordination and head office may take, and now."""
    _period(session).state = PeriodState.COLLECTING
    return {**report_in_preparation(session, case), "step": Move.CLOSE.value}


def _period(session: Session) -> ReportingPeriod:
    return find_period(session, HALF) or add_period(session, half=HALF)
