"""The title block of a report: its session and what it refers to, outside the frozen figures."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from vrs_tracker.domain.notation import date_de, range_de
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import Purpose
from vrs_tracker.tables.periods import CommitteeSession, ReportingPeriod

COMMITTEE = "Ausschuss für Wirtschaft, Infrastruktur und Verwaltung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues the report and which unit leads: settings of the installation."""

    name: str
    lead_unit: str


def load_title_block(session: Session, report: CommitteeReport, issuer: Issuer) -> TitleBlock:
    """The title block as it would be printed now; without a session it says that number and date follow."""
    held = session.scalar(
        sa.select(CommitteeSession)
        .join(ReportingPeriod, ReportingPeriod.id == CommitteeSession.period_id)
        .where(ReportingPeriod.year == report.period.year, ReportingPeriod.half == report.period.half)
        .options(joinedload(CommitteeSession.body))
    )
    return title_block(report, held, held.body.name if held else COMMITTEE, issuer)


def title_block(
    report: CommitteeReport, held: CommitteeSession | None, body: str, issuer: Issuer
) -> TitleBlock:
    """The same for a session that is loaded already and the name of its body."""
    lead_unit = held.lead_unit if held and held.lead_unit else issuer.lead_unit
    return TitleBlock(
        issuer=issuer.name,
        paper_reference=held.paper_reference if held else "",
        body=body,
        session_date=held.held_on if held else None,
        agenda_item=held.agenda_item if held else "",
        is_public=held.is_open_session if held else True,
        purpose=(held.purpose if held else Purpose.NOTE).label,
        subject=f"{report.motion.title} – {report.number}. Halbjahresbericht",
        period_text=range_de(report.period.first_day, report.as_of),
        as_of_text=date_de(report.as_of),
        reference=_reference(report),
        lead_unit=lead_unit,
    )


def _reference(report: CommitteeReport) -> str:
    motion = f"Antrag vom {date_de(report.motion.printed_on)}"
    if report.previous is None:
        return motion
    return f"{motion}; {report.previous.number}. Halbjahresbericht, Stand {date_de(report.previous.as_of)}"
