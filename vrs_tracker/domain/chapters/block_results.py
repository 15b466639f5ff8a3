"""What a block's subsection says of milestones, results and risks (users.md 4.3, no. 7 to 9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import NOT_REPORTED, date_cell, shift_cell
from vrs_tracker.domain.chapters.milestones import Dated
from vrs_tracker.domain.chapters.risks import assessment, cause_and_effect, countermeasure, told_in_section_9
from vrs_tracker.domain.document import Column, Row, Table
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone, Risk
from vrs_tracker.domain.lights import THRESHOLDS, overdue_days
from vrs_tracker.domain.notation import (
    MINUS,
    NBSP,
    NO_STATEMENT,
    approximately,
    date_de,
    list_de,
    number,
    quoted,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import RiskState, ShiftReason
from vrs_tracker.domain.wording import full_stop, sentence_start

MOST_INDICATORS = 5
MOST_RISKS = 3
MOST_UNBROKEN_ROWS = 12


def _shift_reason(one: Milestone) -> str:
    """Say why it was moved; „Sonstiges“ says nothing beside a sentence."""
    if one.shift_reason is None:
        return one.shift_note or ("kein Grund genannt" if _is_late(one) else "")
    if not one.shift_note:
        return one.shift_reason.label
    if one.shift_reason is ShiftReason.OTHER:
        return one.shift_note
    return f"{one.shift_reason.label}: {one.shift_note}"


def _is_late(one: Milestone) -> bool:
    """Whether it lies so far behind its first plan that a reason is asked for."""
    return one.expected is None or (one.expected - one.baseline).days > THRESHOLDS.on_track_days


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """A milestone as it is read; `reason` is empty where there is nothing to explain."""

    title: str
    baseline: str
    expected: str
    reached: str
    shift: str
    reason: str
    is_reached: bool
    is_as_planned: bool


def milestone_lines(milestones: Sequence[Milestone]) -> tuple[MilestoneLine, ...]:
    """Return milestones with first plan, expectation, achievement, distance and reason."""
    return tuple(
        MilestoneLine(
            title=one.title,
            baseline=date_de(one.baseline),
            expected="erreicht" if one.actual else date_cell(one.forecast, missing="ohne Termin"),
            reached=date_cell(one.actual, missing="noch nicht"),
            shift=shift_cell(one),
            reason=_shift_reason(one),
            is_reached=one.actual is not None,
            is_as_planned=one.expected == one.baseline,
        )
        for one in milestones
    )


def shown_milestones(report: CommitteeReport, block: BlockReport) -> tuple[Milestone, ...]:
    """Return the milestones that a reader of this half-year looks for; all of them stand in 15.2.

    These are the ones due or reached in the half-year, due in the next, overdue, moved, or with a reason that
    15.2 has no room for; and, if the next half-year has none, the next one at all.
    """
    dated = [Dated(block, one) for one in block.milestones]
    coming = report.period.shifted(1)
    ahead = [one for one in dated if one.is_open and one.due > report.as_of]
    nearest = min(ahead, key=lambda one: one.due, default=None)
    return tuple(
        one.milestone
        for one in dated
        if one is nearest
        or one.is_due_in(report.period)
        or one.is_expected_in(coming)
        or overdue_days(one.milestone, report.as_of)
        or (one.is_open and one.milestone.forecast != one.milestone.baseline)
        or one.milestone.shift_reason
        or one.milestone.shift_note
    )


def _today(one: Milestone) -> str:
    """Say when it was reached or is expected."""
    if one.actual is not None:
        return f"erreicht {date_de(one.actual)}"
    return "ohne Termin" if one.forecast is None else f"erwartet {date_de(one.forecast)}"


def _distance(one: Milestone) -> str:
    """Say how far it lies from its first plan, and why if there is something to explain."""
    reason = _shift_reason(one)
    return f"{shift_cell(one)}. {full_stop(reason)}" if reason else shift_cell(one)


def _reached(report: CommitteeReport, block: BlockReport) -> str:
    """Say how many are reached and where those are that do not stand here."""
    every = len(block.milestones)
    reached = f"{sum(one.actual is not None for one in block.milestones)} von {every} erreicht"
    is_all = len(shown_milestones(report, block)) == every
    return reached if is_all else f"{reached}, alle in Nummer{NBSP}15.2"


def milestones_table(report: CommitteeReport, block: BlockReport) -> Table | None:
    """Return the milestones that count now; None where none does."""
    shown = shown_milestones(report, block)
    if not shown:
        return None
    return Table(
        name=f"{block.slug}-meilensteine",
        caption=f"Meilensteine von {block.name}: {_reached(report, block)}",
        columns=(
            Column(head="Meilenstein", width=45),
            Column(head="Geplant", width=20),
            Column(head="Heute", width=35),
            Column(head="Abstand", width=60),
        ),
        rows=tuple(
            Row(cells=(one.title, date_de(one.baseline), _today(one), _distance(one))) for one in shown
        ),
        may_break=len(shown) > MOST_UNBROKEN_ROWS,
    )


def _in_words(one: Milestone) -> str:
    planned = "" if one.expected == one.baseline else f"geplant {date_de(one.baseline)}, "
    return f"{planned}{_today(one)}, {full_stop(_distance(one))}"


def milestones_in_words(report: CommitteeReport, block: BlockReport) -> str:
    """Say the milestones that count now in a line, for blocks and projects in short form."""
    if not block.milestones:
        return ""
    told = [f"{one.title.strip().rstrip('.')}: {_in_words(one)}" for one in shown_milestones(report, block)]
    return " ".join((f"{_reached(report, block)}.", *told))


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An indicator as it is read; `rule` says what is counted, `baseline` where that began."""

    name: str
    rule: str
    baseline: str
    target: str
    actual: str
    previous: str
    change: str
    as_of: str
    has_value: bool


def indicator_lines(block: BlockReport) -> tuple[IndicatorLine, ...]:
    """Return at most five indicators with target, value, the value before and the change since then."""
    return tuple(_indicator_line(one) for one in block.indicators[:MOST_INDICATORS])


def _indicator_line(one: Indicator) -> IndicatorLine:
    actual = NOT_REPORTED if one.actual is None else number(one.actual)
    if one.actual is not None and one.is_estimated:
        actual = f"{approximately(actual)} (geschätzt)"
    return IndicatorLine(
        name=one.kind.label,
        rule=one.kind.hint,
        target=_aimed_at(one),
        baseline=f"Ausgangswert {number(one.baseline)}" if one.baseline is not None else "",
        actual=actual,
        previous=NO_STATEMENT if one.previous is None else number(one.previous),
        change=_change(one),
        as_of=date_cell(one.actual_as_of, missing=NO_STATEMENT),
        has_value=one.actual is not None,
    )


def _aimed_at(one: Indicator) -> str:
    """Say the target and the day by which it is to be reached."""
    if one.target is None:
        return "kein Ziel"
    return f"{number(one.target)} bis {date_de(one.target_on)}" if one.target_on else number(one.target)


def _change(one: Indicator) -> str:
    """Say how far the value lies from the one before."""
    if one.actual is None:
        return NO_STATEMENT
    if one.previous is None:
        return "erster Wert"
    if one.actual == one.previous:
        return "unverändert"
    sign = "+" if one.actual > one.previous else MINUS
    return f"{sign}{number(abs(one.actual - one.previous))} (zuletzt {number(one.previous)})"


def values_missing(block: BlockReport) -> str:
    """Name the indicators as long as none has a value; empty as soon as one has."""
    if any(one.actual is not None for one in block.indicators):
        return ""
    named = [
        f"{quoted(one.kind.label)} (Ziel {_aimed_at(one)})" if one.target else quoted(one.kind.label)
        for one in block.indicators
    ]
    return f"Noch kein Wert gemeldet zu {list_de(named)}." if named else ""


def results_words(report: CommitteeReport, block: BlockReport) -> str:
    """Say value, target and last value of every indicator; what is counted stands in 15.3."""
    missing = values_missing(block)
    return missing or " ".join(_result(report, one) for one in block.indicators)


def _result(report: CommitteeReport, one: Indicator) -> str:
    """Say one indicator in a sentence; a value of another day than the Stichtag says so."""
    line = _indicator_line(one)
    details = [
        line.baseline,
        f"Ziel {line.target}" if one.target is not None else line.target,
        f"zuletzt {line.previous}" if one.previous is not None else "",
        f"Stand {line.as_of}" if one.actual is not None and one.actual_as_of != report.as_of else "",
    ]
    return f"{sentence_start(line.name)}: {line.actual}; {', '.join(filter(None, details))}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """An open risk as it is read: what may happen, how heavy it is, what is done until when."""

    title: str
    story: str
    assessment: str
    measure: str


def risk_lines(block: BlockReport) -> tuple[RiskLine, ...]:
    """Return at most three open risks with their measures."""
    still_open = [risk for risk in block.risks if risk.state is RiskState.OPEN]
    return tuple(
        RiskLine(
            title=one.title,
            story=cause_and_effect(one),
            assessment=f"{assessment(one)}.",
            measure=_risk_measure(one),
        )
        for one in still_open[:MOST_RISKS]
    )


def _risk_measure(risk: Risk) -> str:
    due = "" if risk.due is None else f" Termin: {date_de(risk.due)}."
    return f"Maßnahme: {countermeasure(risk)}{due}"


def no_risk_sentence(block: BlockReport) -> str:
    """Say that no risk is open and when that was last checked (users.md 6, no. 39)."""
    checked = block.risks_checked_on
    last = "" if checked is None else f" Zuletzt geprüft am {date_de(checked)}."
    return f"Keine offenen Risiken gemeldet.{last}"


def risks_words(report: CommitteeReport, block: BlockReport) -> str:
    """Say every open risk with its measure, or when risks were last checked.

    Section 9 tells causes and effects of the heaviest risks; what does not stand there is told here in full.
    """
    still_open = [risk for risk in block.risks if risk.state is RiskState.OPEN]
    if not still_open:
        return no_risk_sentence(block)
    elsewhere = told_in_section_9(report)
    told = [_risk_in_short(one) if one in elsewhere else _risk_in_full(one) for one in still_open]
    where = "Ursache und Folge: Nummer 9." if any(one in elsewhere for one in still_open) else ""
    return " ".join((*told, where)).rstrip()


def _risk_in_short(one: Risk) -> str:
    until = "" if one.due is None else f", bis {date_de(one.due)}"
    measure = one.measure.strip().rstrip(".") or f"Maßnahme: {countermeasure(one)}"
    return f"{one.title} ({assessment(one)}): {measure}{until}."


def _risk_in_full(one: Risk) -> str:
    return f"{one.title}: {cause_and_effect(one)} {assessment(one)}. {full_stop(_risk_measure(one))}"
