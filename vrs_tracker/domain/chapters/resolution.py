"""Section 1: the proposed resolution, as the committee decides it (domain.md 4.4, no. 1)."""

from vrs_tracker.domain.document import Framed, Section
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot

COMMITTEE = "Ausschuss für Wirtschaft, Infrastruktur und Verwaltung"
"""The body that the motion names for the reports (R1.16)."""


def resolution_section(report: CommitteeReport) -> Section:
    """Return the sentence of taking note and one numbered item per line of the office's additions."""
    motion = quoted(report.motion.title)
    taking_note = (
        f"Der {COMMITTEE} nimmt den {report.number}. Halbjahresbericht zur Umsetzung des Antrags {motion} "
        "zur Kenntnis."
    )
    additions = report.narrative(NarrativeSlot.PROPOSED_RESOLUTION).splitlines()
    items = tuple(line.strip() for line in additions if line.strip())
    return Section(
        number="1",
        heading="Beschlussvorschlag",
        anchor="beschlussvorschlag",
        body=(Framed((taking_note,), items),),
    )
