"""What a block's subsection says of milestones, results and risks (users.md 4.3, no. 7 to 9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from vrs_tracker.domain.chapters.cells import NOT_REPORTED, date_cell, shift_cell
from vrs_tracker.domain.chapters.milestones import Dated, reached_sentence, timeline
from vrs_tracker.domain.chapters.risks import assessment, cause_and_effect, countermeasure
from vrs_tracker.domain.document import Column, Element, Figure, Listing, Paragraph, Row, Table
from vrs_tracker.domain.facts.blocks import BlockReport, Indicator, Milestone, Risk
from vrs_tracker.domain.lights import THRESHOLDS
from vrs_tracker.domain.notation import (
    MINUS,
    NO_STATEMENT,
    approximately,
    date_de,
    list_de,
    number,
    quoted,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import RiskState

MOST_INDICATORS = 5
MOST_RISKS = 3
TIMELINE_FROM = 6
"""A line of dots only where the table is hard to survey: a block should fit one sheet (users.md 4.3)."""
MOST_UNBROKEN_ROWS = 12


def _shift_reason(one: Milestone) -> str:
    if one.shift_reason is None:
        return one.shift_note or ("kein Grund genannt" if _is_late(one) else "")
    return f"{one.shift_reason.label}: {one.shift_note}" if one.shift_note else one.shift_reason.label


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


def _milestone_row(one: MilestoneLine, *, with_reasons: bool) -> Row:
    cells = (one.title, one.baseline, one.expected, one.reached, one.shift)
    return Row(cells=(*cells, one.reason or "entfällt") if with_reasons else cells)


def milestones_elements(report: CommitteeReport, block: BlockReport) -> tuple[Element, ...]:
    """Return the block's milestones; from four on with their timeline."""
    if not block.milestones:
        return ()
    with_reasons = any(one.shift_reason or one.shift_note for one in block.milestones)
    caption = f"Meilensteine von {block.name}"
    table = Table(
        name=f"{block.slug}-meilensteine",
        caption=caption,
        message=reached_sentence(block.milestones),
        columns=(
            Column(head="Meilenstein", width=36),
            Column(head="Geplant", width=21),
            Column(head="Erwartet", width=24),
            Column(head="Erreicht", width=21),
            Column(head="Abstand", width=26),
            *((Column(head="Grund", width=36),) if with_reasons else ()),
        ),
        rows=tuple(
            _milestone_row(one, with_reasons=with_reasons) for one in milestone_lines(block.milestones)
        ),
        may_break=len(block.milestones) > MOST_UNBROKEN_ROWS,
    )
    if len(block.milestones) < TIMELINE_FROM:
        return (table,)
    chart = timeline([Dated(block, one) for one in block.milestones], report.as_of, with_block=False)
    return (Figure(chart=chart, caption=f"{caption} auf der Zeitachse", table=table),)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An indicator as it is read; `rule` says what is counted."""

    name: str
    rule: str
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
        target="kein Ziel" if one.target is None else number(one.target),
        actual=actual,
        previous=NO_STATEMENT if one.previous is None else number(one.previous),
        change=_change(one),
        as_of=date_cell(one.actual_as_of, missing=NO_STATEMENT),
        has_value=one.actual is not None,
    )


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
    shown = block.indicators[:MOST_INDICATORS]
    if any(one.actual is not None for one in shown):
        return ""
    named = [
        f"{quoted(one.kind.label)} (Ziel {number(one.target)})" if one.target else quoted(one.kind.label)
        for one in shown
    ]
    return f"Noch kein Wert gemeldet zu {list_de(named)}." if named else ""


def indicators_elements(block: BlockReport) -> tuple[Element, ...]:
    """Return at most five indicators with target, value and last value; the counting rules stand in 15.3."""
    missing = values_missing(block)
    if missing:
        return (Paragraph(f"Ergebnisse: {missing}"),)
    lines = indicator_lines(block)
    if not lines:
        return ()
    return (
        Table(
            name=f"{block.slug}-ergebnisse",
            caption=f"Ergebnisse von {block.name}",
            message="Werte zum Stichtag; was gezählt wird, steht unter 15.3.",
            columns=(
                Column(head="Kennzahl", width=44),
                Column(head="Ziel", right=True, width=24),
                Column(head="Ist", right=True, width=42),
                Column(head="Zuletzt", right=True, width=26),
                Column(head="Stand", width=24),
            ),
            rows=tuple(
                Row(cells=(one.name, one.target, one.actual, one.previous, one.as_of)) for one in lines
            ),
        ),
    )


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


def risks_elements(block: BlockReport) -> tuple[Element, ...]:
    """Return at most three open risks with their measures, or when they were last checked."""
    lines = risk_lines(block)
    if not lines:
        return (Paragraph(no_risk_sentence(block)),)
    return (
        Listing(tuple(f"Risiko {one.title}: {one.story} {one.assessment} {one.measure}" for one in lines)),
    )
