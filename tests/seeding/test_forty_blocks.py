from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tests.seeding.forty_blocks import add_forty_blocks
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.features.reporting.queries.report import load_report

FIRST, SECOND = HalfYear(2026, 1), HalfYear(2026, 2)


def test_forty_blocks_report(session: Session) -> None:
    add_forty_blocks(session, FIRST, now=datetime(2026, 7, 9, 8, tzinfo=UTC))
    report = load_report(session, FIRST, today=date(2026, 7, 9), first_number=1)
    assert len(report.all_blocks()) == 40
    assert {block.update.period for block in report.all_blocks() if block.update} == {FIRST}
    assert all(block.milestones and block.risks and block.indicators for block in report.all_blocks())
    assert {entry.block for entry in report.entries} >= {block.slug for block in report.all_blocks()}


def test_the_same_blocks_report_again(session: Session) -> None:
    add_forty_blocks(session, FIRST, now=datetime(2026, 7, 9, 8, tzinfo=UTC), total=12)
    add_forty_blocks(session, SECOND, now=datetime(2027, 1, 9, 8, tzinfo=UTC), total=12)
    report = load_report(session, SECOND, today=date(2027, 1, 9), first_number=1)
    assert len(report.all_blocks()) == 12
    assert {block.update.period for block in report.all_blocks() if block.update} == {SECOND}
    assert all(len(block.milestones) == 2 for block in report.all_blocks())
