"""Test data: status updates as they are filed; the default is complete and planmäßig."""

from datetime import date

from tests.domain.amount_and_date_values import PERIOD
from vrs_tracker.domain.facts.blocks import Milestone, Step
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    RiskInput,
    StatusInput,
    StepInput,
    WithheldText,
)
from vrs_tracker.domain.updates import KnownBefore
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    Level,
    Light,
    RiskState,
    StepOutcome,
)

TODAY = date(2026, 7, 9)


def rating_input(
    *,
    dimension: Dimension = Dimension.SCHEDULE,
    proposed: Light = Light.ON_TRACK,
    reported: Light = Light.ON_TRACK,
    deviation_reason: str = "",
    measure: str = "",
    measure_due: date | None = None,
    options: str = "",
) -> RatingInput:
    return RatingInput(
        dimension=dimension,
        proposed=proposed,
        reported=reported,
        deviation_reason=deviation_reason,
        measure=measure,
        measure_due=measure_due,
        options=options,
    )


def ratings_with(rating: RatingInput) -> tuple[RatingInput, ...]:
    """All four dimensions, three of them planmäßig."""
    return tuple(
        rating if dimension is rating.dimension else rating_input(dimension=dimension)
        for dimension in Dimension
    )


_RATINGS = ratings_with(rating_input())
_STEPS = (StepInput(text="Die Ausschreibung wird veröffentlicht.", due=date(2026, 9, 30)),)


def status_input(
    *,
    nothing_changed: bool | None = False,
    announced: tuple[StepOutcome | None, ...] = (),
    achieved: str = "Das Konzept liegt in abgestimmter Fassung vor.",
    milestones: tuple[MilestoneInput, ...] = (),
    indicators: tuple[IndicatorInput, ...] = (),
    money_change: str = "",
    ratings: tuple[RatingInput, ...] = _RATINGS,
    risks: tuple[RiskInput, ...] = (),
    risks_checked: bool = True,
    next_steps: tuple[StepInput, ...] = _STEPS,
    decision: str = "",
    headline: str = "Die Arbeiten verlaufen wie vorgesehen.",
    withheld: tuple[WithheldText, ...] = (),
) -> StatusInput:
    return StatusInput(
        nothing_changed=nothing_changed,
        announced=announced,
        achieved=achieved,
        milestones=milestones,
        indicators=indicators,
        money_change=money_change,
        ratings=ratings,
        risks=risks,
        risks_checked=risks_checked,
        next_steps=next_steps,
        decision=decision,
        headline=headline,
        withheld=withheld,
    )


def nothing_changed(*, milestones: tuple[MilestoneInput, ...] = ()) -> StatusInput:
    """The shortest answer there is."""
    return StatusInput(nothing_changed=True, rest_runs=True, risks_checked=True, milestones=milestones)


def known_before(
    *,
    today: date = TODAY,
    state: BlockState = BlockState.RUNNING,
    has_earlier_update: bool = True,
    announced: tuple[Step, ...] = (),
    milestones: tuple[Milestone, ...] = (),
) -> KnownBefore:
    return KnownBefore(
        period=PERIOD,
        today=today,
        state=state,
        has_earlier_update=has_earlier_update,
        announced=announced,
        milestones=milestones,
    )


def risk_input(
    *,
    title: str = "Baupreise",
    cause: str = "Angebote liegen über der Kostenberechnung",
    effect: str = "Der Eigenanteil reicht nicht aus",
    measure: str = "Vergabe in Losen",
    responsible: str = "Projektleitung",
    due: date | None = date(2026, 9, 30),
    state: RiskState = RiskState.OPEN,
    is_public: bool = True,
    withheld_reason: str = "",
) -> RiskInput:
    return RiskInput(
        title=title,
        cause=cause,
        effect=effect,
        likelihood=Level.MEDIUM,
        damage=Level.HIGH,
        measure=measure,
        responsible=responsible,
        due=due,
        state=state,
        is_public=is_public,
        withheld_reason=withheld_reason,
    )
