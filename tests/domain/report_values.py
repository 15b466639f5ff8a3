"""Test data: a complete report, and every other factory of test values gathered for import from here.

All of it is invented except the baseline rows of the motion (domain.md 1.1). Amounts are euros as Decimal;
`millions("1.25")` saves the zeros. The defaults form a quiet report: the seven blocks of 2021, all
planmäßig with a confirmed update, no money, no project. `sample_report.py` holds the lively one.
"""

from datetime import date, datetime

from tests.domain.amount_and_date_values import AS_OF, PERIOD, in_month, in_year, millions, on, undated
from tests.domain.block_values import (
    make_block,
    make_function,
    make_indicator,
    make_milestone,
    make_project,
    make_rating,
    make_ratings,
    make_risk,
    make_shares,
    make_step,
    make_update,
)
from tests.domain.money_values import (
    make_budget_row,
    make_entry,
    make_release,
    make_resolution,
    make_sperrvermerk,
    make_staircase,
)
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import (
    BudgetRow,
    Finding,
    MoneyEntry,
    Release,
    Resolution,
    Sperrvermerk,
    Staircase,
)
from vrs_tracker.domain.facts.motion import Mandate, Motion, MotionStatement, Shares
from vrs_tracker.domain.facts.network import Cooperative, NetworkEvent
from vrs_tracker.domain.facts.withheld import WithheldElsewhere
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import SCHEMA_VERSION, Change, CommitteeReport, PreviousReport, ReportDuty
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import Responsible
from vrs_tracker.domain.vocabulary.programme import StatementScope
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot

__all__ = [
    "AS_OF",
    "MOTION_BLOCKS",
    "NOTHING_HELD",
    "PERIOD",
    "in_month",
    "in_year",
    "make_block",
    "make_blocks",
    "make_budget_row",
    "make_duty",
    "make_entry",
    "make_event",
    "make_function",
    "make_indicator",
    "make_mandate",
    "make_milestone",
    "make_motion",
    "make_previous",
    "make_project",
    "make_rating",
    "make_ratings",
    "make_release",
    "make_report",
    "make_resolution",
    "make_risk",
    "make_shares",
    "make_sperrvermerk",
    "make_staircase",
    "make_step",
    "make_update",
    "millions",
    "on",
    "undated",
]

_BEFORE = PERIOD.shifted(-1)
_WORKSHOP_DAY = on(2026, 4, 22)
_STAIRCASE_BEFORE = make_staircase(
    appropriated="13.68", blocked="2.90", released="10.78", committed="10.70", disbursed="3.61"
)


MOTION_BLOCKS: tuple[tuple[str, str, str, Shares | None], ...] = (
    ("ki-xc", "KI-XC", "Stuttgart", make_shares("3.40", "3.40", "163.20")),
    ("ki-ckstart", "KI-ckstart", "Stuttgart", make_shares("0.25", "0.25", None)),
    ("ki-im-bau", "KI im Bau", "Stuttgart", make_shares("1.60", "1.60", None)),
    ("aiexpress", "AIExpress", "Böblingen", None),
    ("aitransform", "AITransform", "Böblingen", make_shares("5.97", "5.97", None)),
    ("aivision", "AIVision", "Böblingen", make_shares(None, None, "120.00")),
    ("maikerspace", "mAIkerSpace", "Ditzingen", make_shares("5.00", None, "15.00")),
)
"""Slug, name, town and row of the seven, in the motion's order; AIExpress has no row (R1.01 to R1.09)."""

NOTHING_HELD = WithheldElsewhere(resolutions=0, events=0, happenings=0, texts=0)
"""What a report says that leaves nothing out beside its blocks."""

_DISTRICTS = {"Stuttgart": "Stuttgart", "Böblingen": "Böblingen", "Ditzingen": "Ludwigsburg"}


def make_blocks() -> tuple[BlockReport, ...]:
    """The seven blocks of the motion with their true rows."""
    return tuple(
        make_block(
            slug=slug,
            number=number,
            name=name,
            subtitle="",
            description=f"Baustein {name} des Antrags.",
            towns=(town,),
            districts=(_DISTRICTS[town],),
            lead=f"Stadt {town}",
            owner_role=f"Projektleitung {name}",
            baseline=baseline,
        )
        for number, (slug, name, town, baseline) in enumerate(MOTION_BLOCKS, start=1)
    )


def make_mandate(
    *,
    number: int = 1,
    short_text: str = "Kofinanzierungsprogramm erarbeiten",
    text: str = "Ein Programm zur Kofinanzierung der investiven Bausteine wird erarbeitet.",
    responsible: Responsible = Responsible.VRS_HEAD_OFFICE,
    section: str = "6",
) -> Mandate:
    return Mandate(number=number, short_text=short_text, text=text, responsible=responsible, section=section)


_MANDATES = (
    make_mandate(),
    make_mandate(number=2, short_text="Akteure vernetzen", responsible=Responsible.WRS, section="11"),
    make_mandate(number=3, short_text="Genossenschaft fortführen", responsible=Responsible.WRS, section="12"),
    make_mandate(number=4, short_text="halbjährlich berichten", section="3"),
)
_PRINTED = make_shares("16.22", "11.22", "298.20")


def make_motion(
    *,
    mandates: tuple[Mandate, ...] = _MANDATES,
    statements: tuple[MotionStatement, ...] = (
        MotionStatement(
            label="geplante Investitionen in der Region",
            amount=millions("300"),
            is_approximate=True,
            scope=StatementScope.REGION,
        ),
        MotionStatement(
            label="Investitionen des Konsortiums",
            amount=millions("1000"),
            is_approximate=True,
            scope=StatementScope.CONSORTIUM,
        ),
        MotionStatement(
            label="Förderbedarf der Region",
            amount=millions("16.22"),
            is_approximate=False,
            scope=StatementScope.REGION,
        ),
    ),
    printed_totals: Shares = _PRINTED,
) -> Motion:
    return Motion(
        title="KI in die Umsetzung bringen",
        addressee="Verband Region Stuttgart",
        address="Kronenstraße 25, 70174 Stuttgart",
        printed_on=date(2021, 10, 16),
        signatories=("Fraktion A", "Fraktion B"),
        mandates=mandates,
        statements=statements,
        printed_totals=printed_totals,
    )


def make_event(
    *,
    happened: PreciseDate = _WORKSHOP_DAY,
    kind: EventKind = EventKind.WORKSHOP,
    title: str = "Arbeitstreffen Produktion",
    participants: int | None = 24,
    outcome: str = "",
    source_text: str = "Teilnahmeliste, nur gezählt",
    provenance: Provenance = Provenance.ENTERED,
) -> NetworkEvent:
    return NetworkEvent(
        happened=happened,
        kind=kind,
        title=title,
        participants=participants,
        outcome=outcome,
        source_text=source_text,
        provenance=provenance,
    )


def make_previous(
    *,
    period: HalfYear = _BEFORE,
    number: int = 4,
    as_of: date = _BEFORE.as_of,
    presented_on: date | None = date(2026, 3, 25),
    staircase: Staircase = _STAIRCASE_BEFORE,
    lights: tuple[tuple[str, Light], ...] = (),
) -> PreviousReport:
    return PreviousReport(
        period=period,
        number=number,
        as_of=as_of,
        presented_on=presented_on,
        staircase=staircase,
        lights=lights,
    )


def make_duty(
    *,
    last_presented_on: date | None = date(2026, 3, 25),
    due_on: date | None = date(2026, 9, 25),
    planned_session: date | None = date(2026, 9, 23),
) -> ReportDuty:
    return ReportDuty(last_presented_on=last_presented_on, due_on=due_on, planned_session=planned_session)


def make_report(
    *,
    period: HalfYear = PERIOD,
    number: int = 5,
    as_of: date | None = None,
    version: int = 0,
    frozen_at: datetime | None = None,
    contains_demo: bool = False,
    motion: Motion | None = None,
    blocks: tuple[BlockReport, ...] | None = None,
    projects: tuple[BlockReport, ...] = (),
    entries: tuple[MoneyEntry, ...] = (),
    budget: tuple[BudgetRow, ...] = (),
    sperrvermerke: tuple[Sperrvermerk, ...] = (),
    releases: tuple[Release, ...] = (),
    resolutions: tuple[Resolution, ...] = (),
    findings: tuple[Finding, ...] = (),
    events: tuple[NetworkEvent, ...] = (),
    cooperative: Cooperative | None = None,
    narratives: tuple[tuple[NarrativeSlot, str], ...] = (),
    duty: ReportDuty | None = None,
    previous: PreviousReport | None = None,
    changes: tuple[Change, ...] = (),
    withheld_elsewhere: WithheldElsewhere | None = NOTHING_HELD,
) -> CommitteeReport:
    """A complete report; `blocks` are the seven of the motion unless given, `as_of` the Stichtag."""
    return CommitteeReport(
        schema_version=SCHEMA_VERSION,
        period=period,
        number=number,
        as_of=as_of or period.as_of,
        version=version,
        frozen_at=frozen_at,
        contains_demo=contains_demo,
        motion=motion or make_motion(),
        blocks=make_blocks() if blocks is None else blocks,
        projects=projects,
        entries=entries,
        budget=budget,
        sperrvermerke=sperrvermerke,
        releases=releases,
        resolutions=resolutions,
        findings=findings,
        events=events,
        cooperative=cooperative or Cooperative(),
        narratives=narratives,
        duty=duty or make_duty(),
        previous=previous,
        changes=changes,
        withheld_elsewhere=withheld_elsewhere,
    )
