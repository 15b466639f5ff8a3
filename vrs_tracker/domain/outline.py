"""The half-yearly report as a document: its fifteen sections in printed order (domain.md 4.4)."""

from dataclasses import replace

from vrs_tracker.domain.chapters.annexes import annexes_section
from vrs_tracker.domain.chapters.blocks import blocks_section, projects_section
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.chapters.financing import financing_section
from vrs_tracker.domain.chapters.mandates import mandates_section
from vrs_tracker.domain.chapters.milestones import milestones_section
from vrs_tracker.domain.chapters.network import cooperative_section, network_section
from vrs_tracker.domain.chapters.prospects import calls_section, outlook_section
from vrs_tracker.domain.chapters.resolution import resolution_section
from vrs_tracker.domain.chapters.risks import risks_section
from vrs_tracker.domain.chapters.since_last import since_last_section
from vrs_tracker.domain.chapters.summary import summary_section
from vrs_tracker.domain.chapters.withheld import annex_section
from vrs_tracker.domain.document import Document
from vrs_tracker.domain.facts.withheld import WithheldParts
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport

SECTIONS = (
    resolution_section,
    summary_section,
    mandates_section,
    financing_section,
    since_last_section,
    blocks_section,
    projects_section,
    milestones_section,
    risks_section,
    budget_section,
    network_section,
    cooperative_section,
    calls_section,
    outlook_section,
    annexes_section,
)
"""One function per section; its place is its number. The title block (no. 0) is not part of it."""


@once_per_report
def document(report: CommitteeReport) -> Document:
    """Return all sections with their tables and charts; none is ever missing, whatever the report holds."""
    return Document(
        title=f"{report.motion.title} – {report.number}. Halbjahresbericht",
        sections=tuple(section(report) for section in SECTIONS),
    )


def nonpublic_document(report: CommitteeReport, withheld: WithheldParts) -> Document:
    """Return the document of the public report with the non-public annex behind its last one.

    ValueError if the parts belong to another Fassung: they would be printed beside foreign figures.
    """
    if (withheld.half_year, withheld.version) != (report.period.code, report.version):
        message = "the parts held back belong to another Fassung"
        raise ValueError(message)
    public = document(report)
    *others, annexes = public.sections
    number = f"{annexes.number}.{len(annexes.parts) + 1}"
    whole = replace(annexes, parts=(*annexes.parts, annex_section(withheld, number)))
    return replace(public, sections=(*others, whole))
