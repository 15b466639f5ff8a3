"""What the addresses of reports name, made for the table of tests/features/access_table.py."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.domain.report_values import make_report
from tests.features.periods.period_rows import add_period
from tests.features.reporting.report_rows import HALF, frozen_value, handed_out, held_back, live
from tests.features.reporting.supplement_rows import NUMBER, corrected, given_out
from tests.tables.rows import make
from vrs_tracker.domain.vocabulary.reporting import Move, PeriodState
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.reporting.queries.checks import load_checks
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Motion
from vrs_tracker.tables.supplements import IssuedSupplement, SupplementLine

if TYPE_CHECKING:
    from tests.features.access_route import Case

Names = Mapping[str, str | int]


def published_report(session: Session, _case: "Case") -> Names:
    """The variable of /berichte/<code> and its files, where the report is published."""
    if find_period(session, HALF) is None:
        handed_out(session, frozen_value(make_report()))
    return {"code": HALF.code}


def kept_issue(session: Session, case: "Case") -> Names:
    """The variables of the first issue of a published report."""
    return {**published_report(session, case), "version": 1, "number": 1}


def nonpublic_report(session: Session, _case: "Case") -> Names:
    """The variable of /berichte/<code>/nichtoeffentlich, where something was held back."""
    if find_period(session, HALF) is None:
        handed_out(session, frozen_value(make_report()), withheld=held_back())
    return {"code": HALF.code}


def section_of_report(session: Session, case: "Case") -> Names:
    """The variables of a section that stands on a page of its own."""
    return {**published_report(session, case), "anchor": "veraenderungen"}


def number_in_report(session: Session, case: "Case") -> Names:
    """The variables of the first statement of a report."""
    return {**published_report(session, case), "number": "1.1"}


def table_of_report(session: Session, case: "Case") -> Names:
    """The variables of the first table of page 1."""
    return {**published_report(session, case), "name": "mittel"}


def supplement_begun(session: Session, case: "Case") -> Names:
    """The variable of /berichte/<code>/ergaenzung, where one is being written."""
    return {"code": _with_draft(session, case)}


def supplement_sentence(session: Session, case: "Case") -> Names:
    """The variables of the form that corrects a sentence."""
    return {"code": _with_draft(session, case), "nummer": NUMBER, "zeile": 0}


def supplement_line(session: Session, case: "Case") -> Names:
    """The variables of a correction."""
    code = _with_draft(session, case)
    return {"code": code, "line_id": session.scalars(sa.select(SupplementLine.id)).first() or 0}


def supplement_own(session: Session, case: "Case") -> Names:
    """The same where nothing is corrected yet, so that nothing is printed to be given out."""
    code = _with_draft(session, case)
    session.execute(sa.delete(SupplementLine))
    return {"code": code}


def supplement_given(session: Session, case: "Case") -> Names:
    """The variables of an Ergänzung that was given out."""
    names = published_report(session, case)
    if session.scalar(sa.select(IssuedSupplement.id)) is None:
        given_out(session)
    return {**names, "number": 1}


def _with_draft(session: Session, case: "Case") -> str:
    code = str(published_report(session, case)["code"])
    if session.scalar(sa.select(SupplementLine.id)) is None:
        corrected(session)
    return code


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
