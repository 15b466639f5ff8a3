"""What the tables of `seed_data/demo/` say about the progress of the blocks, as inputs of the actions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from vrs_tracker.domain.inputs.periods import NarrativeInput
from vrs_tracker.domain.inputs.programme import FunctionStateInput, StateInput
from vrs_tracker.domain.inputs.progress import (
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    RiskInput,
    StepInput,
)
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
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
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.paths import bundled
from vrs_tracker.seeding.demo.calendar import PUBLISHED, RUNNING, Calendar
from vrs_tracker.seeding.reading import Record, read_invented

Value = TypeVar("Value")


class Told(NamedTuple, Generic[Value]):
    """What a row says about a block (by its name) in a half-year (counted from the running one)."""

    half: int
    block: str
    record: Record
    value: Value


class Fate(StrEnum):
    """How far an update has come."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A status update; its ratings, steps and registers stand in tables of their own."""

    filed: date
    by: str
    source: MessageSource
    fate: Fate
    return_reason: str
    nothing_changed: bool
    headline: str
    achieved: str
    decision: str
    money_change: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a block stands, who answers for it (a role) and when it is to begin and to end."""

    state: StateInput
    owner_role: str
    planned_start: date | None
    planned_end: date | None


@dataclass(frozen=True, slots=True)
class AnnouncedStep:
    """A step, and what the next update says became of it."""

    step: StepInput
    outcome: StepOutcome | None


@dataclass(frozen=True, slots=True)
class Progress:
    """All tables about the progress of the blocks."""

    messages: Sequence[Told[Message]]
    ratings: Sequence[Told[RatingInput]]
    steps: Sequence[Told[AnnouncedStep]]
    milestones: Sequence[Told[MilestoneInput]]
    milestone_news: Sequence[Told[MilestoneInput]]
    risks: Sequence[Told[RiskInput]]
    targets: Sequence[Told[IndicatorInput]]
    values: Sequence[Told[IndicatorInput]]
    standings: Sequence[Told[Standing]]
    functions: Sequence[Told[tuple[int, FunctionStateInput]]]
    narratives: Sequence[tuple[int, NarrativeSlot, NarrativeInput]]


def of(rows: Iterable[Told[Value]], half: int, block: str) -> tuple[Value, ...]:
    """Return what is said about one block in one half-year."""
    return tuple(row.value for row in in_half(rows, half) if row.block == block)


def in_half(rows: Iterable[Told[Value]], half: int) -> tuple[Told[Value], ...]:
    """Return what is said in one half-year."""
    return tuple(row for row in rows if row.half == half)


def demo_file(name: str) -> Path:
    """Return the place of a table of the demonstration."""
    return bundled("seed_data") / "demo" / f"{name}.csv"


def read_half(text: str) -> int:
    """Read the number of a half-year, counted from the running one; ValueError for any other text."""
    if text not in {str(half) for half in (*PUBLISHED, RUNNING)}:
        message = f"Erwartet ist ein Halbjahr von -3 bis 0. Eingegeben ist: {text}."
        raise ValueError(message)
    return int(text)


def read_progress(calendar: Calendar) -> Progress:
    """Read all of them; SeedProblems names what is wrong in the first table that cannot be read."""
    return Progress(
        messages=_table("updates", _MESSAGE, _message, calendar),
        ratings=_table("ratings", _RATING, _rating, calendar),
        steps=_table("steps", ("text", "due", "outcome"), _step, calendar),
        milestones=_table("milestones", ("title", "baseline"), _milestone, calendar),
        milestone_news=_table("milestone_news", _NEWS, _news, calendar),
        risks=_table("risks", _RISK, _risk, calendar),
        targets=_table("indicator_targets", ("kind", "value"), _target, calendar),
        values=_table("indicator_values", ("kind", "value", "is_estimated"), _value, calendar),
        standings=_table("states", _STANDING, _standing, calendar),
        functions=_table("functions", ("number", "state", "note"), _function, calendar),
        narratives=_narratives(calendar),
    )


_MESSAGE = (
    *("filed", "by", "message_source", "fate", "return_reason"),
    *("nothing_changed", "headline", "achieved", "decision", "money_change"),
)
_RATING = ("dimension", "reported", "deviation_reason", "measure", "measure_due", "options")
_STANDING = ("state", "reason", "owner_role", "planned_start", "planned_end")
_NEWS = ("title", "forecast", "actual", "shift_reason", "shift_note")
_RISK = (
    *("title", "cause", "effect", "likelihood", "damage", "trend", "measure", "responsible", "due"),
    *("state", "is_public", "withheld_reason"),
)


def _table(
    name: str, columns: Sequence[str], convert: Callable[[Calendar, Record], Value], calendar: Calendar
) -> list[Told[Value]]:
    def told(record: Record) -> Told[Value]:
        half = record.parsed("half", read_half)
        return Told(half, record.needed("block"), record, convert(calendar, record))

    return [value for _, value in read_invented(demo_file(name), ("half", "block", *columns), told)]


def _text(calendar: Calendar, record: Record, column: str) -> str:
    """Return a text with its days filled in."""
    return calendar.fill(record.text(column), record.parsed("half", read_half))


def _day(calendar: Calendar, record: Record, column: str) -> date | None:
    return record.parsed(column, calendar.day) if record.text(column) else None


def _message(calendar: Calendar, record: Record) -> Message:
    text = partial(_text, calendar, record)
    return Message(
        filed=record.parsed("filed", calendar.day),
        by=record.needed("by"),
        source=record.code("message_source", MessageSource),
        fate=record.parsed("fate", Fate),
        return_reason=record.text("return_reason"),
        nothing_changed=record.flag("nothing_changed"),
        headline=text("headline"),
        achieved=text("achieved"),
        decision=text("decision"),
        money_change=text("money_change"),
    )


def _rating(calendar: Calendar, record: Record) -> RatingInput:
    reported = record.code("reported", Light)
    return RatingInput(
        dimension=record.code("dimension", Dimension),
        proposed=reported,
        reported=reported,
        deviation_reason=record.text("deviation_reason"),
        measure=record.text("measure"),
        measure_due=_day(calendar, record, "measure_due"),
        options=record.text("options"),
    )


def _step(calendar: Calendar, record: Record) -> AnnouncedStep:
    outcome = record.code("outcome", StepOutcome) if record.text("outcome") else None
    due = record.parsed("due", calendar.day)
    return AnnouncedStep(StepInput(text=_text(calendar, record, "text"), due=due), outcome)


def _milestone(calendar: Calendar, record: Record) -> MilestoneInput:
    return MilestoneInput(
        title=record.needed("title"),
        baseline=record.parsed("baseline", calendar.day),
        provenance=Provenance.DEMO,
    )


def _news(calendar: Calendar, record: Record) -> MilestoneInput:
    return MilestoneInput(
        title=record.needed("title"),
        forecast=_day(calendar, record, "forecast"),
        actual=_day(calendar, record, "actual"),
        shift_reason=record.code("shift_reason", ShiftReason) if record.text("shift_reason") else None,
        shift_note=record.text("shift_note"),
        provenance=Provenance.DEMO,
    )


def _risk(calendar: Calendar, record: Record) -> RiskInput:
    return RiskInput(
        title=record.needed("title"),
        cause=record.needed("cause"),
        effect=record.needed("effect"),
        likelihood=record.code("likelihood", Level),
        damage=record.code("damage", Level),
        trend=record.code("trend", Trend),
        measure=record.text("measure"),
        responsible=record.needed("responsible"),
        due=record.parsed("due", calendar.day),
        state=record.code("state", RiskState),
        is_public=record.flag("is_public"),
        withheld_reason=record.text("withheld_reason"),
        provenance=Provenance.DEMO,
    )


def _target(_calendar: Calendar, record: Record) -> IndicatorInput:
    return IndicatorInput(kind=record.code("kind", IndicatorKind), actual=record.quantity("value"))


def _value(_calendar: Calendar, record: Record) -> IndicatorInput:
    return IndicatorInput(
        kind=record.code("kind", IndicatorKind),
        actual=record.quantity("value"),
        is_estimated=record.flag("is_estimated"),
    )


def _standing(calendar: Calendar, record: Record) -> Standing:
    return Standing(
        state=StateInput(state=record.code("state", BlockState), reason=record.needed("reason")),
        owner_role=record.needed("owner_role"),
        planned_start=_day(calendar, record, "planned_start"),
        planned_end=_day(calendar, record, "planned_end"),
    )


def _function(_calendar: Calendar, record: Record) -> tuple[int, FunctionStateInput]:
    new = FunctionStateInput(state=record.code("state", FunctionState), note=record.needed("note"))
    return record.count("number"), new


def _narratives(calendar: Calendar) -> list[tuple[int, NarrativeSlot, NarrativeInput]]:
    def convert(record: Record) -> tuple[int, NarrativeSlot, NarrativeInput]:
        new = NarrativeInput(text=_text(calendar, record, "text"), provenance=Provenance.DEMO)
        return record.parsed("half", read_half), record.code("slot", NarrativeSlot), new

    rows = read_invented(demo_file("narratives"), ("half", "slot", "text"), convert)
    return [value for _, value in rows]
