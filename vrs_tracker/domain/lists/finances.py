"""The page of the money: what answers each question that members ask about it, drawn from the report."""

from dataclasses import dataclass

from vrs_tracker.domain.chapters.budget import (
    authority_elements,
    later_years_table,
    outflow_elements,
)
from vrs_tracker.domain.chapters.cells import million_spoken
from vrs_tracker.domain.chapters.district_chart import districts_with_chart
from vrs_tracker.domain.chapters.financing import motion_notes, payers_figure
from vrs_tracker.domain.chapters.funding_tables import MILLIONS, motion_table
from vrs_tracker.domain.chapters.headline import staircase_table
from vrs_tracker.domain.chapters.outflow_chart import cumulative_figure, plan_and_payments
from vrs_tracker.domain.chapters.releases import releases_elements
from vrs_tracker.domain.chapters.sources import Citing
from vrs_tracker.domain.document import Element, Figure, Table, tables_in
from vrs_tracker.domain.funding import rounded_stages, staircase
from vrs_tracker.domain.lists.outflow import FindingLine, finding_lines, stages_table
from vrs_tracker.domain.notation import million_words
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Finances:
    """All of the page but the table of shares, which the reader filters (lists/shares.py)."""

    message: str
    staircase: Table
    payers: Figure
    motion: Table
    motion_notes: tuple[Element, ...]
    stages: Table | None
    outflow: tuple[Element, ...]
    plan: Figure | None
    reached: Figure | None
    budget: tuple[Element, ...]
    releases: tuple[Element, ...]
    later_years: Table
    districts: tuple[Element, ...]
    findings: tuple[FindingLine, ...]

    def tables(self) -> tuple[Table, ...]:
        """Return every table in the order of the page."""
        elements: tuple[Element | None, ...] = (
            *(self.staircase, self.payers, self.motion, *self.motion_notes, self.stages),
            *(self.plan, self.reached, *self.outflow),
            *(*self.budget, *self.releases, self.later_years, *self.districts),
        )
        return tuple(tables_in(element for element in elements if element is not None))


@once_per_report
def finances_of(report: CommitteeReport) -> Finances:
    """Return what the page shows."""
    outflow = outflow_elements(report)
    return Finances(
        message=_message(report),
        staircase=staircase_table(report),
        payers=payers_figure(report),
        motion=motion_table(report, MILLIONS),
        motion_notes=motion_notes(report),
        stages=stages_table(report),
        outflow=tuple(element for element in outflow if not isinstance(element, Figure)),
        plan=plan_and_payments(report),
        reached=cumulative_figure(report),
        budget=authority_elements(report),
        releases=releases_elements(report, Citing(report, by_number=False)),
        later_years=later_years_table(report),
        districts=districts_with_chart(report),
        findings=finding_lines(report),
    )


def _message(report: CommitteeReport) -> str:
    """Say how much of the regional frame is committed and paid."""
    steps, stages = staircase(report), rounded_stages(report)
    if steps.frame is None:
        return "Der Rahmen der regionalen Mittel ist noch nicht erfasst."
    frame = f"Von {million_words(steps.frame)}, die der Antrag als regionalen Rahmen nennt,"
    if not steps.committed:
        return f"{frame} ist noch nichts bewilligt."
    committed = million_spoken(steps.committed, is_rounded=Stage.COMMITTED in stages)
    paid = million_spoken(steps.disbursed, is_rounded=Stage.DISBURSED in stages)
    return f"{frame} sind {committed} bewilligt und {paid} ausgezahlt."
