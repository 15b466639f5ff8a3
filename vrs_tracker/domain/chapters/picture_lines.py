"""The line below a chart: reference date, report and evidence go with the picture wherever it is copied."""

from vrs_tracker.domain.issue import DRAFT, demo_mark
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.report import CommitteeReport


def stand_and_source(report: CommitteeReport, evidence: str) -> str:
    """Say on which day the figures stand, what they rest on, in which report; and what is invented."""
    version = f"Fassung {report.version}" if report.version else DRAFT
    title = f"{report.motion.title}, {report.number}. Halbjahresbericht, {version}"
    parts = (f"Stand {date_de(report.as_of)}.", f"Quelle: {evidence}; {title}.", demo_mark(report))
    return " ".join(part for part in parts if part)
