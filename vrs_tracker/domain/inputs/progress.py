"""Status updates, milestones and risks as they are handed in by a form, a command or the seed data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.blocks import Milestone
from vrs_tracker.domain.inputs.parts import (
    NAME_LIMIT,
    SENTENCE_LIMIT,
    Origin,
    Posted,
    Visibility,
    check_origin,
    check_text,
    check_visibility,
)
from vrs_tracker.domain.notation import date_de, days
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Level,
    Light,
    MessageSource,
    RiskState,
    ShiftReason,
    StepOutcome,
    TextSlot,
    Trend,
)

UNEXPLAINED_DAYS = 30
"""A milestone that moves by more days than these has a reason from the list (users.md 4.4, no. 4)."""
SHIFT_NOTE_LIMIT = 200


@dataclass(frozen=True, kw_only=True)
class StepInput:
    """An announced step; `due` is any day of the month in which it is to be done."""

    text: str
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class RatingInput:
    """The light of one dimension beside the computed proposal."""

    dimension: Dimension
    proposed: Light
    reported: Light
    proposal_reason: str = ""
    deviation_reason: str = ""
    measure: str = ""
    measure_due: date | None = None
    options: str = ""


@dataclass(frozen=True, kw_only=True)
class IndicatorInput:
    """The value of an indicator at the reference date; None is „keine Angabe“."""

    kind: IndicatorKind
    actual: Decimal | None = None
    is_estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class WithheldText:
    """A text of the update that must not become public, with the reason."""

    slot: TextSlot
    reason: str


@dataclass(frozen=True, kw_only=True)
class MilestoneInput(Origin, Visibility, Posted):
    """A new milestone (`id` None) or what is new about a known one, whose first plan never changes."""

    id: int | None = None
    title: str = ""
    baseline: date | None = None
    forecast: date | None = None
    actual: date | None = None
    shift_reason: ShiftReason | None = None
    shift_note: str = ""
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class RiskInput(Origin, Visibility, Posted):
    """A new risk (`id` None) or the newest statement about a known one."""

    id: int | None = None
    title: str
    cause: str
    effect: str
    likelihood: Level
    damage: Level
    trend: Trend = Trend.NEW
    measure: str = ""
    responsible: str = ""
    due: date | None = None
    state: RiskState = RiskState.OPEN
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class StatusInput(Origin):
    """One status update of one block for one half-year; the comments are the numbers of users.md 4.4.

    `announced` answers the steps of the update before in their order; with `rest_runs` those without an
    answer go on. `money_change` says in words what has changed about costs or shares; the budget office books
    it. `indicators`, `milestones` and `risks` hold only what is new.
    """

    nothing_changed: bool | None = None  # 1
    announced: tuple[StepOutcome | None, ...] = ()  # 2
    rest_runs: bool = False  # 2
    achieved: str = ""  # 3
    milestones: tuple[MilestoneInput, ...] = ()  # 4
    indicators: tuple[IndicatorInput, ...] = ()  # 5
    money_change: str = ""  # 6
    ratings: tuple[RatingInput, ...] = ()  # 7
    risks: tuple[RiskInput, ...] = ()  # 8
    risks_checked: bool = False  # 8
    next_steps: tuple[StepInput, ...] = ()  # 9
    decision: str = ""  # 10
    headline: str = ""  # 11
    withheld: tuple[WithheldText, ...] = ()  # 12
    message_source: MessageSource = MessageSource.SELF
    message_note: str = ""
    version: int | None = None


def check_milestone(
    new: MilestoneInput, known: Milestone | None, *, today: date, is_explained: bool = False
) -> tuple[Violation, ...]:
    """Check a milestone: a new one has title, plan and forecast; a known one that moves far says why.

    `is_explained` says that the history already gets a reason, as when a change is taken back.
    """
    shift = () if known is None else _check_shift(new, known, is_explained=is_explained)
    return (
        *(_check_new_milestone(new) if known is None else shift),
        *(() if known is None else check_text("title", new.title, limit=NAME_LIMIT)),
        *check_text("shift_note", new.shift_note, limit=SHIFT_NOTE_LIMIT, missing=_missing_note(new)),
        *_check_actual(new, today),
        *check_visibility(new),
        *check_origin(new),
    )


def _check_new_milestone(new: MilestoneInput) -> Iterator[Violation]:
    missing = "Nennen Sie das Ereignis, an dem man den Meilenstein erkennt."
    yield from check_text("title", new.title, limit=NAME_LIMIT, missing=missing)
    if new.baseline is None:
        yield Violation("baseline", "Nennen Sie den ersten geplanten Termin; er bleibt danach unverändert.")


def _check_shift(new: MilestoneInput, known: Milestone, *, is_explained: bool) -> Iterator[Violation]:
    expected = new.actual or new.forecast
    before = known.forecast or known.baseline
    if expected is None:
        if known.forecast is not None:
            yield Violation(
                "forecast",
                f"Nennen Sie den Termin, der jetzt erwartet wird. Zuletzt war es der {date_de(before)}.",
            )
        return
    moved = abs((expected - before).days)
    crept = (expected - known.baseline).days if known.shift_reason is None else 0
    if max(moved, crept) > UNEXPLAINED_DAYS and new.shift_reason is None and not is_explained:
        sentence = f"Der Termin weicht um {days(max(moved, crept))} vom Plan ab."
        yield Violation("shift_reason", f"{sentence} Wählen Sie den Grund der Verschiebung.")


def _missing_note(new: MilestoneInput) -> str:
    if new.shift_reason is ShiftReason.OTHER:
        return "Beschreiben Sie den Grund der Verschiebung in einem Satz."
    return ""


def _check_actual(new: MilestoneInput, today: date) -> Iterator[Violation]:
    if new.actual is not None and new.actual > today:
        yield Violation(
            "actual",
            f"Der {date_de(new.actual)} liegt in der Zukunft. Tragen Sie ihn als erwarteten Termin ein.",
        )


def check_risk(new: RiskInput) -> tuple[Violation, ...]:
    """Check a risk: cause, effect and, while it is open, a measure with somebody responsible and a date."""
    return (
        *check_text("title", new.title, limit=NAME_LIMIT, missing="Geben Sie dem Risiko einen kurzen Namen."),
        *check_text("cause", new.cause, limit=SENTENCE_LIMIT, missing="Nennen Sie die Ursache des Risikos."),
        *check_text("effect", new.effect, limit=SENTENCE_LIMIT, missing="Nennen Sie die Folge, die droht."),
        *_check_measure(new),
        *check_visibility(new),
        *check_origin(new),
    )


def _check_measure(new: RiskInput) -> Iterator[Violation]:
    is_open = new.state is RiskState.OPEN
    measure = "Nennen Sie die Gegenmaßnahme: Wer tut was bis wann?" if is_open else ""
    responsible = "Nennen Sie die zuständige Stelle, keine Person." if is_open else ""
    yield from check_text("measure", new.measure, limit=SENTENCE_LIMIT, missing=measure)
    yield from check_text("responsible", new.responsible, limit=NAME_LIMIT, missing=responsible)
    if is_open and new.due is None:
        yield Violation("due", "Nennen Sie den Termin der Gegenmaßnahme.")
