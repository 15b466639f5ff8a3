"""Test data: booked amounts, budget records, resolutions. Invented; every field has a sensible default."""

from datetime import date
from decimal import Decimal

from tests.domain.amount_and_date_values import millions, on
from vrs_tracker.domain.facts.control import Competence, Freeze
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import (
    BudgetRow,
    MoneyEntry,
    Release,
    Resolution,
    Sperrvermerk,
    Staircase,
)
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Counting,
    Degree,
    FigureSource,
    Payer,
    Provenance,
    RuleCode,
    Stage,
)

_BUDGET_DAY = on(2025, 12, 10)
_FEBRUARY = on(2026, 2, 1)
_COMMITTEE_DAY = on(2026, 3, 11)
_MID_MARCH = on(2026, 3, 15)


def make_entry(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    block: str | None = "aitransform",
    stage: Stage = Stage.COMMITTED,
    payer: Payer = Payer.VRS,
    payer_name: str = "Verband Region Stuttgart",
    degree: Degree = Degree.GRANTED,
    budget_year: int | None = 2026,
    effective: PreciseDate = _MID_MARCH,
    known_on: date = date(2026, 3, 20),
    amount: Decimal = Decimal("100000.00"),
    is_rounded: bool = False,
    counting: Counting = Counting.COUNTED,
    source: FigureSource = FigureSource.BOOKING,
    source_text: str = "Buchung 1",
    resolution: int | None = None,
    note: str = "",
    reverses: int | None = None,
    provenance: Provenance = Provenance.ENTERED,
    breaks: tuple[RuleCode, ...] = (),
) -> MoneyEntry:
    return MoneyEntry(
        id=id,
        block=block,
        stage=stage,
        payer=payer,
        payer_name=payer_name,
        degree=degree,
        budget_year=budget_year,
        effective=effective,
        known_on=known_on,
        amount=amount,
        is_rounded=is_rounded,
        counting=counting,
        source=source,
        source_text=source_text,
        resolution=resolution,
        note=note,
        reverses=reverses,
        provenance=provenance,
        breaks=breaks,
    )


def make_budget_row(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    budget_year: int = 2026,
    kind: AppropriationKind = AppropriationKind.APPROPRIATION,
    budget_line: str = "",
    amount: Decimal = Decimal("1000000.00"),
    effective: PreciseDate = _BUDGET_DAY,
    note: str = "",
    provenance: Provenance = Provenance.ENTERED,
    plan_year: int | None = None,
    carry_reason: CarryReason | None = None,
    block_continues: bool | None = None,
    resolution: int | None = None,
) -> BudgetRow:
    return BudgetRow(
        id=id,
        budget_year=budget_year,
        kind=kind,
        budget_line=budget_line,
        amount=amount,
        effective=effective,
        note=note,
        provenance=provenance,
        plan_year=plan_year,
        carry_reason=carry_reason,
        block_continues=block_continues,
        resolution=resolution,
    )


def make_freeze(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    budget_year: int = 2026,
    budget_line: str = "",
    amount: Decimal = Decimal("1000000.00"),
    ordered_by: str = "Kämmerei",
    grounds: str = "Die Umlage geht später ein.",
    lifts: int | None = None,
    effective: PreciseDate = _FEBRUARY,
    provenance: Provenance = Provenance.ENTERED,
) -> Freeze:
    return Freeze(
        id=id,
        budget_year=budget_year,
        budget_line=budget_line,
        amount=amount,
        ordered_by=ordered_by,
        grounds=grounds,
        lifts=lifts,
        effective=effective,
        known_on=date(2026, 2, 2),
        office="Haushaltsstelle",
        provenance=provenance,
    )


def make_sperrvermerk(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    budget_year: int = 2026,
    amount: Decimal = Decimal("1000000.00"),
    condition: str = "Die Eckpunkte des Programms sind beschlossen.",
    lifted_by: str = "Regionalversammlung",
    effective: PreciseDate = _BUDGET_DAY,
    provenance: Provenance = Provenance.ENTERED,
    known_on: date | None = None,
    appropriation: int | None = None,
    budget_line: str | None = None,
    competence: Competence | None = None,
) -> Sperrvermerk:
    return Sperrvermerk(
        id=id,
        budget_year=budget_year,
        amount=amount,
        condition=condition,
        lifted_by=lifted_by,
        effective=effective,
        provenance=provenance,
        known_on=known_on,
        appropriation=appropriation,
        budget_line=budget_line,
        competence=competence,
    )


def make_release(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    lifts: int | None = None,
    budget_year: int | None = None,
    amount: Decimal = Decimal("1000000.00"),
    is_rounded: bool = False,
    effective: PreciseDate = _FEBRUARY,
    body: str = "Regionalversammlung",
    condition: str = "",
    resolution: int | None = None,
    note: str = "",
    provenance: Provenance = Provenance.ENTERED,
    breaks: tuple[RuleCode, ...] = (),
) -> Release:
    return Release(
        id=id,
        lifts=lifts,
        budget_year=budget_year,
        amount=amount,
        is_rounded=is_rounded,
        effective=effective,
        body=body,
        condition=condition,
        resolution=resolution,
        note=note,
        provenance=provenance,
        breaks=breaks,
    )


def make_resolution(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    body: str = "Ausschuss für Wirtschaft, Infrastruktur und Verwaltung",
    decided: PreciseDate = _COMMITTEE_DAY,
    title: str = "Förderung von Projekten",
    summary: str = "",
    document: str = "Vorlage 1/2026",
    address: str = "",
    stated_amount: Decimal | None = None,
    stated_is_approximate: bool = False,
    provenance: Provenance = Provenance.ENTERED,
) -> Resolution:
    return Resolution(
        id=id,
        body=body,
        decided=decided,
        title=title,
        summary=summary,
        document=document,
        address=address,
        stated_amount=stated_amount,
        stated_is_approximate=stated_is_approximate,
        provenance=provenance,
    )


def make_staircase(
    *,
    frame: str | None = "16.22",
    appropriated: str | None = "14.80",
    blocked: str | None = "2.10",
    released: str | None = "12.70",
    committed: str = "11.35",
    disbursed: str = "4.92",
) -> Staircase:
    """The staircase from million euros; the defaults are the sample figures of users.md 4."""
    steps = [None if text is None else millions(text) for text in (frame, appropriated, blocked, released)]
    return Staircase(
        frame=steps[0],
        appropriated=steps[1],
        blocked=steps[2],
        released=steps[3],
        committed=millions(committed),
        disbursed=millions(disbursed),
    )
