"""Real prints for tests, each made once: a print takes a second."""

import pytest
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import ISSUER
from vrs_tracker.domain.issue import IssueContent, title_block_json
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot, thaw
from vrs_tracker.features.reporting.queries.title import load_title_block
from vrs_tracker.features.reporting.render import printed_issues
from vrs_tracker.tables.periods import ReportingPeriod

_KEPT: dict[tuple[str, str], tuple[IssueContent, ...]] = {}

ONE_DATABASE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""For what knows nothing of databases and takes long: a print, a count of statements, a whole round."""


def printed(session: Session, period: ReportingPeriod) -> tuple[IssueContent, ...]:
    """Print the newest Fassung of a half-year, once for all tests that would print the same."""
    snapshot = newest_snapshot(session, period.id)
    assert snapshot is not None
    block = load_title_block(session, thaw(snapshot), ISSUER)
    key = snapshot.sha256, title_block_json(block)
    if key not in _KEPT:
        _KEPT[key] = printed_issues(session, period.id, ISSUER)
    return _KEPT[key]
