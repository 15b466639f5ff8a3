"""Test data: blocks, projects and what is reported about them; every field has a sensible default."""

from datetime import date
from decimal import Decimal

from tests.domain.amount_and_date_values import AS_OF, PERIOD, millions
from vrs_tracker.domain.facts.blocks import (
    BlockReport,
    Indicator,
    Milestone,
    PromisedFunction,
    Rating,
    Risk,
    Step,
    TrendPoint,
    Update,
)
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Level,
    Light,
    MessageSource,
    RiskState,
    ShiftReason,
    StepOutcome,
    Trend,
)


def make_shares(regional: str | None, municipal: str | None, private: str | None) -> Shares:
    """A row of the motion's table from million euros."""
    amounts = [None if text is None else millions(text) for text in (regional, municipal, private)]
    return Shares(regional=amounts[0], municipal=amounts[1], private=amounts[2])


def make_step(
    *,
    text: str = "Der Vorführraum wird ausgeschrieben.",
    due: date | None = date(2026, 9, 30),
    outcome: StepOutcome | None = None,
    outcome_note: str = "",
) -> Step:
    return Step(text=text, due=due, outcome=outcome, outcome_note=outcome_note)


def make_rating(
    *,
    dimension: Dimension = Dimension.SCHEDULE,
    proposed: Light = Light.ON_TRACK,
    proposal_reason: str = "Kein Meilenstein liegt mehr als 30 Tage hinter dem ersten Plan.",
    reported: Light = Light.ON_TRACK,
    deviation_reason: str = "",
    measure: str = "",
    measure_due: date | None = None,
    options: str = "",
) -> Rating:
    return Rating(
        dimension=dimension,
        proposed=proposed,
        proposal_reason=proposal_reason,
        reported=reported,
        deviation_reason=deviation_reason,
        measure=measure,
        measure_due=measure_due,
        options=options,
    )


def make_ratings() -> tuple[Rating, ...]:
    """All four dimensions, planmäßig."""
    return tuple(make_rating(dimension=dimension) for dimension in Dimension)


_RATINGS = make_ratings()
_NEXT_STEPS = (make_step(),)


def make_update(
    *,
    period: HalfYear = PERIOD,
    filed_on: date = date(2026, 6, 24),
    confirmed_on: date = date(2026, 7, 2),
    nothing_changed: bool = False,
    source: MessageSource = MessageSource.SELF,
    headline: str = "Die Arbeiten verlaufen wie vorgesehen.",
    achieved: str = "Das Konzept liegt in abgestimmter Fassung vor.",
    decision: str = "",
    announced: tuple[Step, ...] = (),
    next_steps: tuple[Step, ...] = _NEXT_STEPS,
    ratings: tuple[Rating, ...] = _RATINGS,
    withheld: int = 0,
) -> Update:
    return Update(
        period=period,
        filed_on=filed_on,
        confirmed_on=confirmed_on,
        nothing_changed=nothing_changed,
        source=source,
        headline=headline,
        achieved=achieved,
        decision=decision,
        announced=announced,
        next_steps=next_steps,
        ratings=ratings,
        withheld=withheld,
    )


_UPDATE = make_update()
_ROW = make_shares("5.97", "5.97", None)


def make_milestone(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    title: str = "Baubeginn",
    baseline: date = date(2026, 7, 31),
    forecast: date | None = date(2026, 7, 31),
    actual: date | None = None,
    shift_reason: ShiftReason | None = None,
    shift_note: str = "",
) -> Milestone:
    return Milestone(
        id=id,
        title=title,
        baseline=baseline,
        forecast=forecast,
        actual=actual,
        shift_reason=shift_reason,
        shift_note=shift_note,
    )


def make_risk(
    *,
    id: int = 1,  # noqa: A002 - the field's name
    title: str = "Baupreise",
    cause: str = "Angebote liegen über der Kostenberechnung",
    effect: str = "der Eigenanteil reicht für den letzten Bauabschnitt nicht aus",
    likelihood: Level = Level.MEDIUM,
    damage: Level = Level.HIGH,
    trend: Trend = Trend.SAME,
    measure: str = "Vergabe in Losen",
    responsible: str = "Projektleitung",
    due: date | None = date(2026, 9, 30),
    state: RiskState = RiskState.OPEN,
) -> Risk:
    return Risk(
        id=id,
        title=title,
        cause=cause,
        effect=effect,
        likelihood=likelihood,
        damage=damage,
        trend=trend,
        measure=measure,
        responsible=responsible,
        due=due,
        state=state,
    )


def make_indicator(
    *,
    kind: IndicatorKind = IndicatorKind.COMPANIES,
    target: Decimal | None = Decimal(40),
    actual: Decimal | None = Decimal(11),
    actual_as_of: date | None = AS_OF,
    is_estimated: bool = False,
    previous: Decimal | None = Decimal(4),
    baseline: Decimal | None = None,
    target_on: date | None = None,
) -> Indicator:
    return Indicator(
        kind=kind,
        target=target,
        actual=actual,
        actual_as_of=actual_as_of,
        is_estimated=is_estimated,
        previous=previous,
        baseline=baseline,
        target_on=target_on,
    )


def make_function(
    *,
    text: str = "Co-Working-Zonen",
    state: FunctionState = FunctionState.NOT_REPORTED,
    note: str = "",
    motion_line: str = "80",
) -> PromisedFunction:
    return PromisedFunction(text=text, state=state, note=note, motion_line=motion_line)


def make_block(
    *,
    slug: str = "aitransform",
    number: int = 5,
    kind: BlockKind = BlockKind.MOTION_BLOCK,
    name: str = "AITransform",
    aliases: tuple[str, ...] = (),
    subtitle: str = "Transformationszentrum",
    description: str = "Transformationszentrum, Co-Working und Büros.",
    towns: tuple[str, ...] = ("Böblingen",),
    districts: tuple[str, ...] = ("Böblingen",),
    lead: str = "Stadt Böblingen",
    partners: tuple[str, ...] = (),
    owner_role: str = "Projektleitung AITransform",
    fields: tuple[Field, ...] = (),
    state: BlockState = BlockState.RUNNING,
    state_reason: str = "",
    planned_start: date | None = date(2024, 7, 1),
    planned_end: date | None = date(2027, 12, 31),
    forecast_start: date | None = date(2024, 7, 1),
    forecast_end: date | None = date(2027, 12, 31),
    baseline: Shares | None = _ROW,
    functions: tuple[PromisedFunction, ...] = (),
    light: Light = Light.ON_TRACK,
    light_note: str = "",
    last_message_on: date | None = date(2026, 6, 24),
    update: Update | None = _UPDATE,
    milestones: tuple[Milestone, ...] = (),
    risks: tuple[Risk, ...] = (),
    risks_checked_on: date | None = date(2026, 6, 24),
    indicators: tuple[Indicator, ...] = (),
    trend: tuple[TrendPoint, ...] = (),
    withheld: int = 0,
    provenance: Provenance = Provenance.ENTERED,
) -> BlockReport:
    return BlockReport(
        slug=slug,
        number=number,
        kind=kind,
        name=name,
        aliases=aliases,
        subtitle=subtitle,
        description=description,
        towns=towns,
        districts=districts,
        lead=lead,
        partners=partners,
        owner_role=owner_role,
        fields=fields,
        state=state,
        state_reason=state_reason,
        planned_start=planned_start,
        planned_end=planned_end,
        forecast_start=forecast_start,
        forecast_end=forecast_end,
        baseline=baseline,
        functions=functions,
        light=light,
        light_note=light_note,
        last_message_on=last_message_on,
        update=update,
        milestones=milestones,
        risks=risks,
        risks_checked_on=risks_checked_on,
        indicators=indicators,
        trend=trend,
        withheld=withheld,
        provenance=provenance,
    )


def make_project(
    *,
    slug: str = "gruenderzentrum",
    number: int = 1,
    name: str = "Gründerzentrum",
    towns: tuple[str, ...] = ("Fellbach",),
    districts: tuple[str, ...] = ("Rems-Murr-Kreis",),
    light: Light = Light.ON_TRACK,
    state: BlockState = BlockState.RUNNING,
    update: Update | None = _UPDATE,
    milestones: tuple[Milestone, ...] = (),
) -> BlockReport:
    """A project that is not in the motion (mandate 1, second half)."""
    return make_block(
        slug=slug,
        number=number,
        kind=BlockKind.FURTHER_PROJECT,
        name=name,
        subtitle="",
        description="Testprojekt außerhalb des Antrags.",
        towns=towns,
        districts=districts,
        lead="Stadt " + ", ".join(towns),
        owner_role=f"Projektleitung {name}",
        baseline=None,
        light=light,
        state=state,
        update=update,
        milestones=milestones,
    )
