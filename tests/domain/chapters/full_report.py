"""Test data: the sample of users.md 4 with texts in every section. All of it is made up."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.chapters.block_stories import told, trend
from tests.domain.report_values import (
    in_month,
    in_year,
    make_budget_row,
    make_entry,
    make_event,
    make_resolution,
    millions,
    on,
    undated,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.facts.money import BudgetRow, Finding, MoneyEntry
from vrs_tracker.domain.facts.network import (
    Cooperative,
    CooperativeContribution,
    CooperativeFact,
    CooperativeMember,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    RuleCode,
    Stage,
)
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot

ASSESSMENT = (
    "Das Programm kommt voran; zwei Abweichungen haben Gegenmaßnahmen mit Termin. Die Finanzierung von "
    "mAIkerSpace braucht eine Entscheidung, für die zur nächsten Sitzung eine Gegenüberstellung vorliegt."
)


def full_report() -> CommitteeReport:
    """The sample report with the texts of users.md 5 and something in every section."""
    report = sample_report()
    return replace(
        report,
        blocks=told(report.blocks),
        projects=tuple(
            replace(project, trend=trend(Light.ON_TRACK, Light.ON_TRACK, Light.ON_TRACK))
            for project in report.projects
        ),
        entries=(*report.entries, *_other_payers()),
        budget=(*report.budget, *_later_years()),
        resolutions=(
            make_resolution(
                title="Förderung von Projekten der ersten Runde",
                address="https://example.org/vorlage",
                stated_amount=millions("11.35"),
                stated_is_approximate=True,
            ),
        ),
        findings=(
            Finding(
                rule=RuleCode.EARMARKED_OVER_FRAME,
                sentence="Ein erfundener Befund: Die Beschlüsse liegen über dem Rahmen",
            ),
        ),
        events=(
            make_event(outcome="Zwei gemeinsame Anträge"),
            make_event(
                happened=in_month(2026, 5), kind=EventKind.COMMUNITY, title="Netzabend", participants=None
            ),
        ),
        cooperative=_cooperative(),
        narratives=(
            (NarrativeSlot.ASSESSMENT, ASSESSMENT),
            (NarrativeSlot.NETWORK, "Zwei neue Partner arbeiten mit."),
            (NarrativeSlot.OUTLOOK, "Im Herbst beginnt der Bau in Böblingen."),
        ),
    )


def _other_payers() -> tuple[MoneyEntry, ...]:
    others = (
        ("aitransform", Payer.MUNICIPALITY, "Stadt Böblingen", "5.97", Stage.PLANNED, Degree.PLANNED),
        ("ki-xc", Payer.MUNICIPALITY, "Stadt Stuttgart", "3.40", Stage.PLANNED, Degree.PLEDGED),
        ("projekt-fellbach", Payer.STATE, "Land Baden-Württemberg", "0.40", Stage.EARMARKED, Degree.DECIDED),
    )
    return tuple(
        make_entry(
            id=100 + number,
            block=slug,
            payer=payer,
            payer_name=name,
            amount=millions(amount),
            stage=stage,
            degree=degree,
            source=FigureSource.MESSAGE,
            source_text=f"Mitteilung {number} vom Juni 2026",
        )
        for number, (slug, payer, name, amount, stage, degree) in enumerate(others, start=1)
    )


def _later_years() -> tuple[BudgetRow, ...]:
    later = (
        (AppropriationKind.MEDIUM_TERM_PLAN, 2027, "1.00"),
        (AppropriationKind.MEDIUM_TERM_PLAN, 2028, "0.42"),
        (AppropriationKind.COMMITMENT_AUTHORISATION, 2027, "0.80"),
    )
    return tuple(
        make_budget_row(id=3000 + number, budget_year=year, kind=kind, amount=millions(amount))
        for number, (kind, year, amount) in enumerate(later)
    )


def _cooperative() -> Cooperative:
    return Cooperative(
        names=(("Testgenossenschaft eG", in_year(2021)),),
        members=(
            CooperativeMember(
                name="Stadt Muster",
                kind=OrganisationKind.MUNICIPALITY,
                joined=on(2022, 6, 28),
                left=None,
                share=Decimal("25000.00"),
                source_text="Testquelle",
                provenance=Provenance.ENTERED,
            ),
            CooperativeMember(
                name="Firma Muster",
                kind=OrganisationKind.COMPANY,
                joined=undated(),
                left=in_year(2025),
                share=None,
                source_text="",
                provenance=Provenance.ENTERED,
            ),
        ),
        contributions=(
            CooperativeContribution(
                payer="Stadt Muster",
                year=2023,
                amount=Decimal("82500.00"),
                is_ceiling=True,
                note="für die Geschäftsstelle",
                source_text="Testquelle",
                provenance=Provenance.ENTERED,
            ),
            CooperativeContribution(
                payer="Verband Muster",
                year=None,
                amount=Decimal("1000.00"),
                is_ceiling=False,
                note="",
                source_text="",
                provenance=Provenance.ENTERED,
            ),
        ),
        facts=(
            CooperativeFact(
                happened=on(2021, 2, 19),
                text="Gründungsversammlung",
                source_text="Testquelle",
                provenance=Provenance.ENTERED,
            ),
        ),
    )
