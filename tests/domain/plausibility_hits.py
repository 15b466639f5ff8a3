"""What the plausibility rules say about a report, rule by rule."""

from collections.abc import Mapping
from datetime import date

from tests.domain.report_values import make_report
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.plausibility import check_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import UpdateState

TODAY = date(2026, 8, 3)
CONFIRMED = {"aitransform": UpdateState.CONFIRMED}


def hits(code: str, report: CommitteeReport, updates: Mapping[str, UpdateState] = CONFIRMED) -> list[str]:
    """The sentences of one rule."""
    return [check.sentence for check in check_report(report, updates, TODAY) if check.code == code]


def hits_of_block(code: str, block: BlockReport, updates: Mapping[str, UpdateState] = CONFIRMED) -> list[str]:
    """The sentences of one rule about a report with this block only."""
    return hits(code, make_report(blocks=(block,)), updates)
